import RPCCore
import Testing

@Suite("When names are looked up")
struct ResolutionMachineTests {
    private let second: UInt64 = 1_000_000_000
    private var machine = ResolutionMachine(
        interval: .seconds(30), leastInterval: .seconds(5), backoff: Backoff(initial: .seconds(1), factor: 2, jitter: 0)
    )

    @Test("At the first call, and at a call when the interval is over")
    func interval() {
        var machine = machine
        #expect(machine.used(at: 0) == true)
        #expect(machine.used(at: 0) == false)
        machine.resolved(at: second)
        #expect(machine.used(at: 30 * second) == false)
        #expect(machine.used(at: 31 * second) == true)
    }

    @Test("After a failed connection, but not in quick succession, and never twice at once")
    func failure() {
        var machine = machine
        #expect(machine.used(at: 0) == true)
        #expect(machine.endpointFailed(at: 10 * second) == false)
        machine.resolved(at: 10 * second)
        #expect(machine.endpointFailed(at: 14 * second) == false)
        #expect(machine.endpointFailed(at: 15 * second) == true)
        #expect(machine.endpointFailed(at: 40 * second) == false)
    }

    @Test("Without an address it tries again by itself, after pauses that grow")
    func backoff() {
        var machine = machine
        #expect(machine.used(at: 0) == true)
        #expect(machine.failed(at: 0, random: 0.5) == .seconds(1))
        #expect(machine.used(at: 100 * second) == false)
        #expect(machine.pauseEnded() == true)
        #expect(machine.pauseEnded() == false)
        #expect(machine.failed(at: second, random: 0.5) == .seconds(2))
        #expect(machine.pauseEnded() == true)
        machine.resolved(at: 3 * second)
        #expect(machine.pauseEnded() == false)
        #expect(machine.used(at: 33 * second) == true)
        #expect(machine.failed(at: 33 * second, random: 0.5) == .seconds(1))
    }
}
