import Synchronization

/// Something that happens once in a test, and that others wait for instead of sleeping.
public final class Event: Sendable {
    private let tally = Tally()

    /// It has not happened.
    public init() {}

    /// It happened; later calls do nothing.
    public func fire() { tally.advance() }

    /// Suspends until it has happened, or the task is cancelled.
    public func wait() async { await tally.reach(1) }
}
