import Synchronization

/// A wall clock that a test sets: UTC milliseconds.
public final class ManualClock: Sendable {
    private let milliseconds: Mutex<Int64>

    /// Starts at an instant in 2026.
    public init(at milliseconds: Int64 = 1_770_000_000_000) { self.milliseconds = Mutex(milliseconds) }

    /// What the clock shows.
    public var now: Int64 { milliseconds.withLock { $0 } }

    /// Moves the clock; back, too.
    public func advance(by difference: Int64) { milliseconds.withLock { $0 += difference } }
}
