import RPCCore
import TestSupport
import Testing

@Suite("The budget of retries")
struct RetryBudgetTests {
    private let second: UInt64 = 1_000_000_000

    private func policy(percent: Int, perSecond: Int) -> RetryPolicy {
        var policy = RetryPolicy()
        policy.budgetPercent = percent
        policy.budgetPerSecond = perSecond
        return policy
    }

    @Test("Without calls ten a second are allowed, counted over ten seconds")
    func floor() {
        var budget = RetryBudget(RetryPolicy())
        let granted = (0..<500).filter { _ in budget.withdraw(at: 5 * second) }
        #expect(granted.count == 100)
        #expect(budget.withdraw(at: 14 * second) == false)
        #expect(budget.withdraw(at: 15 * second) == true)
    }

    @Test("A fifth of the calls may be sent again")
    func share() {
        var budget = RetryBudget(policy(percent: 20, perSecond: 0))
        #expect(budget.withdraw(at: second) == false)
        for _ in 0..<1_000 { budget.callStarted(at: second) }
        let granted = (0..<1_000).filter { _ in budget.withdraw(at: 2 * second) }
        #expect(granted.count == 200)
    }

    @Test("Calls count for ten seconds")
    func expiry() {
        var budget = RetryBudget(policy(percent: 100, perSecond: 0))
        for _ in 0..<10 { budget.callStarted(at: second) }
        var later = budget
        #expect(budget.withdraw(at: 10 * second) == true)
        #expect(later.withdraw(at: 11 * second) == false)
        #expect(later.withdraw(at: 10_000 * second) == false)
    }

    @Test("A budget of nothing grants nothing")
    func nothing() {
        var budget = RetryBudget(policy(percent: 0, perSecond: 0))
        budget.callStarted(at: second)
        #expect(budget.withdraw(at: second) == false)
    }

    @Test("It grants what a list of all instants allows", arguments: 0..<20 as Range<UInt64>)
    func model(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var budget = RetryBudget(policy(percent: 30, perSecond: 1))
        var calls: [UInt64] = []
        var extras: [UInt64] = []
        var now: UInt64 = 0
        for _ in 0..<3_000 {
            now += UInt64.random(in: 0...(second / 4), using: &random)
            func recent(_ instants: [UInt64]) -> Int { instants.count { $0 / second + 10 > now / second } }
            if Bool.random(using: &random) {
                budget.callStarted(at: now)
                calls.append(now)
            } else {
                let expected = Double(recent(extras) + 1) <= 0.3 * Double(recent(calls)) + 10
                #expect(budget.withdraw(at: now) == expected, "seed \(seed), at \(now)")
                if expected { extras.append(now) }
            }
        }
    }
}
