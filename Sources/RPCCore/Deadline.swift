/// The instant after which nobody waits for a call any more.
///
/// Between processes it travels as remaining milliseconds, so clocks need not agree.
public struct Deadline: Sendable, Comparable {
    /// Nanoseconds of the monotonic clock; `UInt64.max` for never.
    public let uptimeNanoseconds: UInt64

    /// The instant at which the monotonic clock shows so many nanoseconds.
    public init(uptimeNanoseconds: UInt64) { self.uptimeNanoseconds = uptimeNanoseconds }

    /// No deadline.
    public static let never = Deadline(uptimeNanoseconds: .max)

    /// `duration` from now; a negative duration is already past.
    public static func after(_ duration: Duration) -> Deadline {
        guard let nanoseconds = duration.nanosecondsSaturated else { return .never }
        return .after(nanoseconds: nanoseconds)
    }

    /// That many nanoseconds from now.
    package static func after(nanoseconds: UInt64) -> Deadline {
        let instant = MonotonicClock.now.addingReportingOverflow(nanoseconds)
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

    /// Whether `left` is earlier.
    public static func < (left: Deadline, right: Deadline) -> Bool {
        left.uptimeNanoseconds < right.uptimeNanoseconds
    }
}

extension Duration {
    /// Whole nanoseconds; 0 for negative durations, nil beyond what 64 bits hold.
    package var nanosecondsSaturated: UInt64? {
        if self <= .zero { return 0 }
        let parts = components
        let nanoseconds = UInt64(parts.seconds).multipliedReportingOverflow(by: 1_000_000_000)
        let total = nanoseconds.partialValue.addingReportingOverflow(UInt64(parts.attoseconds) / 1_000_000_000)
        return nanoseconds.overflow || total.overflow ? nil : total.partialValue
    }
}
