import RPCCore
import TestSupport
import Testing

@Suite("Choosing an endpoint")
struct BalancerTests {
    private final class Endpoint: Sendable {}

    private let first = Endpoint()
    private let second = Endpoint()
    private let third = Endpoint()

    private func balancer(_ readiness: [Balancer<Endpoint>.Readiness]) -> Balancer<Endpoint> {
        var balancer = Balancer<Endpoint>()
        for (endpoint, readiness) in zip([first, second, third], readiness) {
            balancer.add(endpoint)
            balancer.set(endpoint, readiness)
        }
        return balancer
    }

    private func name(_ pick: Balancer<Endpoint>.Pick) -> String {
        switch pick {
        case .use(let endpoint): endpoint === first ? "first" : endpoint === second ? "second" : "third"
        case .wait: "wait"
        case .none: "none"
        }
    }

    @Test("Without a ready endpoint calls wait, unless all have failed")
    func waiting() {
        var random = QuickGenerator(seed: 1)
        let cases: [([Balancer<Endpoint>.Readiness], String)] = [
            ([], "none"), ([.idle], "wait"), ([.failing, .connecting], "wait"), ([.failing, .failing], "none"),
            ([.failing, .ready], "second"),
        ]
        for (readiness, expected) in cases {
            var balancer = balancer(readiness)
            #expect(name(balancer.pick(avoiding: nil, using: &random)) == expected)
        }
    }

    @Test("A failing endpoint fails until it is ready, whatever it tries")
    func stickyFailure() {
        var random = QuickGenerator(seed: 1)
        var balancer = balancer([.failing])
        balancer.set(first, .connecting)
        #expect(name(balancer.pick(avoiding: nil, using: &random)) == "none")
        balancer.set(first, .ready)
        #expect(name(balancer.pick(avoiding: nil, using: &random)) == "first")
        balancer.set(first, .idle)
        #expect(name(balancer.pick(avoiding: nil, using: &random)) == "wait")
    }

    @Test("Of two endpoints the one with fewer calls is chosen")
    func leastPending() {
        var random = QuickGenerator(seed: 7)
        var balancer = balancer([.ready, .ready])
        var picks: [String: Int] = [:]
        for _ in 0..<1_000 { picks[name(balancer.pick(avoiding: nil, using: &random)), default: 0] += 1 }
        #expect(picks == ["first": 500, "second": 500])
        for _ in 0..<10 { #expect(balancer.ended(on: first) == true) }
        for _ in 0..<10 { #expect(name(balancer.pick(avoiding: nil, using: &random)) == "first") }
    }

    @Test("Among three, calls stay spread evenly", arguments: 0..<10 as Range<UInt64>)
    func evenness(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var balancer = balancer([.ready, .ready, .ready])
        for _ in 0..<3_000 { _ = balancer.pick(avoiding: nil, using: &random) }
        #expect(balancer.members.allSatisfy { (985...1_015).contains($0.pending) }, "seed \(seed)")
    }

    @Test("A repeated call goes elsewhere, where there is another endpoint")
    func avoidance() {
        var random = QuickGenerator(seed: 3)
        var balancer = balancer([.ready, .ready, .failing])
        #expect(balancer.hasAlternative(to: first))
        for _ in 0..<50 { #expect(name(balancer.pick(avoiding: first, using: &random)) == "second") }
        balancer.set(second, .idle)
        #expect(!balancer.hasAlternative(to: first))
        #expect(name(balancer.pick(avoiding: first, using: &random)) == "first")
    }

    @Test("Idle endpoints are handed out once to be connected")
    func idle() {
        var balancer = balancer([.idle, .ready, .idle])
        #expect(balancer.takeIdle().map { $0 === first || $0 === third } == [true, true])
        #expect(balancer.takeIdle().isEmpty)
        #expect(balancer.members.map(\.readiness) == [.connecting, .ready, .connecting])
    }

    @Test("An endpoint that was taken out tells its pending calls and gets no more")
    func removal() {
        var random = QuickGenerator(seed: 5)
        var balancer = balancer([.ready, .ready])
        for _ in 0..<4 { _ = balancer.pick(avoiding: nil, using: &random) }
        #expect(balancer.remove(first) == 2)
        #expect(balancer.remove(first) == nil)
        #expect(balancer.ended(on: first) == false)
        for _ in 0..<10 { #expect(name(balancer.pick(avoiding: nil, using: &random)) == "second") }
    }
}
