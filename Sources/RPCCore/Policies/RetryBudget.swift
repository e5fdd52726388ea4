/// How many calls a client may send again: a part of those of the last ten seconds, and a few a second beside that.
///
/// It keeps clients from multiplying the load of a server that fails because of its load. Retries and hedges share it.
/// A pure value; the instants are the caller's, in nanoseconds, and may not go back.
package struct RetryBudget: Sendable {
    private struct Second {
        var calls = 0
        var extras = 0
    }

    /// Seconds that are looked back on; the current one, which is not over, is the last of them.
    package static let windowSeconds = 10

    private let percent: Int
    private let allowance: Int
    private var seconds = [Second](repeating: Second(), count: windowSeconds)
    private var current: UInt64 = 0
    private var total = Second()

    package init(_ policy: RetryPolicy) {
        percent = min(max(0, policy.budgetPercent), 100)
        allowance = min(max(0, policy.budgetPerSecond), 1_000_000) * RetryBudget.windowSeconds
    }

    /// A call starts; it is paid for by its caller.
    package mutating func callStarted(at now: UInt64) {
        advance(to: now)
        seconds[Int(current % UInt64(RetryBudget.windowSeconds))].calls += 1
        total.calls += 1
    }

    /// An attempt more than the caller asked for is wanted.
    ///
    /// False: the budget is used up.
    package mutating func withdraw(at now: UInt64) -> Bool {
        advance(to: now)
        guard (total.extras + 1 - allowance) * 100 <= total.calls * percent else { return false }
        seconds[Int(current % UInt64(RetryBudget.windowSeconds))].extras += 1
        total.extras += 1
        return true
    }

    private mutating func advance(to now: UInt64) {
        let second = now / 1_000_000_000
        guard second > current else { return }
        let passed = min(second - current, UInt64(RetryBudget.windowSeconds))
        for offset in 0..<passed {
            let slot = Int((second - offset) % UInt64(RetryBudget.windowSeconds))
            total.calls -= seconds[slot].calls
            total.extras -= seconds[slot].extras
            seconds[slot] = Second()
        }
        current = second
    }
}
