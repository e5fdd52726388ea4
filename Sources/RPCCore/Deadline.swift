/// The instant after which nobody waits for a call any more.
///
/// Between processes it travels as remaining milliseconds, so clocks need not agree.
public struct Deadline: Sendable, Comparable {
    /// Nanoseconds of the monotonic clock; `UInt64.max` for never.
    public let uptimeNanoseconds: UInt64

    public init(uptimeNanoseconds: UInt64) { self.uptimeNanoseconds = uptimeNanoseconds }

    /// No deadline.
    public static let never = Deadline(uptimeNanoseconds: .max)

    /// `duration` from now; a negative duration is already past.
    public static func after(_ duration: Duration) -> Deadline {
        let parts = duration.components
        let nanoseconds = parts.seconds.multipliedReportingOverflow(by: 1_000_000_000)
        if nanoseconds.overflow { return parts.seconds < 0 ? Deadline(uptimeNanoseconds: 0) : .never }
        let total = nanoseconds.partialValue.addingReportingOverflow(parts.attoseconds / 1_000_000_000)
        if total.overflow { return .never }
        if total.partialValue < 0 { return Deadline(uptimeNanoseconds: 0) }
        let instant = MonotonicClock.now.addingReportingOverflow(UInt64(total.partialValue))
        return instant.overflow ? .never : Deadline(uptimeNanoseconds: instant.partialValue)
    }

    /// Whether the instant has passed.
    public var isPast: Bool { self != .never && MonotonicClock.now >= uptimeNanoseconds }

    /// Whole milliseconds left, at least 1 while not past; nil for `never`.
    public var remainingMilliseconds: UInt32? {
        if self == .never { return nil }
        let now = MonotonicClock.now
        if now >= uptimeNanoseconds { return 0 }
        return UInt32(clamping: max(1, (uptimeNanoseconds - now) / 1_000_000))
    }

    public static func < (left: Deadline, right: Deadline) -> Bool {
        left.uptimeNanoseconds < right.uptimeNanoseconds
    }
}
