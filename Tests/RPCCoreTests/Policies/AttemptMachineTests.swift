import RPCCore
import TestSupport
import Testing

@Suite("The attempts of a call")
struct AttemptMachineTests {
    private let unavailable = RPCError(.unavailable, "lost")
    private let notStarted = RPCError(.unavailable, "refused", isRetryable: true)

    private func machine(
        _ idempotency: MethodDescriptor.Idempotency = .idempotent, isNested: Bool = false, mayRetry: Bool = true
    ) -> AttemptMachine {
        AttemptMachine(policy: RetryPolicy(), idempotency: idempotency, isNested: isNested, mayRetry: mayRetry)
    }

    private func fail(
        _ machine: inout AttemptMachine, _ error: RPCError, wasSent: Bool = true, hasAlternative: Bool = false,
        deadline: UInt64 = .max, at now: UInt64 = 0, random: Double = 0.5, budget: Bool = true
    ) -> AttemptMachine.OnFailure {
        machine.failed(
            error, wasSent: wasSent, hasAlternative: hasAlternative, deadline: deadline, at: now, random: random
        ) { budget }
    }

    @Test(
        "What is sent again depends on error, method and layer",
        arguments: [
            (MethodDescriptor.Idempotency.unknown, false, true, false, true),
            (.idempotent, false, true, true, true),
            (.noSideEffects, false, true, true, true),
            (.idempotent, true, true, false, true),
            (.idempotent, false, false, false, false),
        ])
    func rules(
        _ idempotency: MethodDescriptor.Idempotency, _ isNested: Bool, _ mayRetry: Bool, _ afterStart: Bool,
        _ afterRefusal: Bool
    ) {
        for (error, expected) in [(unavailable, afterStart), (notStarted, afterRefusal)] {
            var machine = machine(idempotency, isNested: isNested, mayRetry: mayRetry)
            #expect(machine.sent() == true)
            let outcome = fail(&machine, error)
            #expect(outcome == (expected ? .retry(after: 25_000_000) : .fail(isRetryable: error.isRetryable)))
            #expect(machine.hasEnded == !expected)
        }
    }

    @Test(
        "Answers that say no are not asked for again",
        arguments: [
            StatusCode.notFound, .invalidArgument, .internal, .unknown, .deadlineExceeded, .cancelled,
        ])
    func finalErrors(_ code: StatusCode) {
        var machine = machine(.noSideEffects)
        #expect(machine.sent() == true)
        #expect(fail(&machine, RPCError(code, "no")) == .fail(isRetryable: false))
    }

    @Test("Three attempts are made, with pauses drawn from a growing bound")
    func attempts() {
        var machine = machine()
        #expect(machine.sent() == true)
        #expect(fail(&machine, unavailable, random: 0.999) == .retry(after: 49_950_000))
        #expect(machine.sent() == true)
        #expect(fail(&machine, unavailable, random: 0.5) == .retry(after: 50_000_000))
        #expect(machine.sent() == true)
        #expect(fail(&machine, unavailable) == .fail(isRetryable: false))
        #expect(machine.sent() == false)
    }

    @Test("A call that perhaps started once is not told to be safe to repeat")
    func honesty() {
        var machine = machine()
        #expect(machine.sent() == true)
        #expect(fail(&machine, unavailable) == .retry(after: 25_000_000))
        #expect(fail(&machine, notStarted, wasSent: false) == .retry(after: 50_000_000))
        #expect(fail(&machine, notStarted, wasSent: false) == .fail(isRetryable: false))
    }

    @Test("No pause ends after the deadline")
    func deadline() {
        var late = machine()
        #expect(late.sent() == true)
        #expect(fail(&late, notStarted, deadline: 1_025_000_000, at: 1_000_000_000) == .fail(isRetryable: true))
        var inTime = machine()
        #expect(inTime.sent() == true)
        #expect(fail(&inTime, notStarted, deadline: 1_025_000_001, at: 1_000_000_000) == .retry(after: 25_000_000))
        var past = machine()
        #expect(past.sent() == true)
        #expect(fail(&past, notStarted, deadline: 10, at: 11, random: 0) == .fail(isRetryable: true))
    }

    @Test("Without budget the first error is the call's")
    func budget() {
        var machine = machine()
        #expect(machine.sent() == true)
        #expect(fail(&machine, notStarted, budget: false) == .fail(isRetryable: true))
    }

    @Test("The server's pause is kept; one that is too long ends the call")
    func requestedPause() {
        var asked = notStarted
        asked.details = [.retryInfo(milliseconds: 2_000)]
        var machine = machine()
        #expect(machine.sent() == true)
        #expect(fail(&machine, asked, hasAlternative: true) == .retry(after: 2_025_000_000))
        #expect(machine.sent() == true)
        asked.details = [.retryInfo(milliseconds: 5_001)]
        #expect(fail(&machine, asked) == .fail(isRetryable: true))
    }

    @Test("Another address is asked at once when the first never started the call")
    func alternative() {
        var machine = machine()
        #expect(machine.sent() == true)
        #expect(fail(&machine, notStarted, hasAlternative: true) == .retry(after: 0))
        #expect(machine.sent() == true)
        #expect(fail(&machine, unavailable, hasAlternative: true) == .retry(after: 50_000_000))
    }

    @Test("A hedge's answer counts when it is first, and a failure waits for the other attempt")
    func hedge() {
        var machine = machine(.noSideEffects)
        #expect(machine.sent() == true)
        #expect(machine.hedge { true } == true)
        #expect(machine.sent() == true)
        #expect(fail(&machine, unavailable) == .nothing)
        #expect(machine.answered() == true)
        #expect(machine.answered() == false)
        #expect(fail(&machine, unavailable) == .nothing)
    }

    @Test("A refusal by the service ends a hedged call")
    func hedgedRefusal() {
        var machine = machine(.noSideEffects)
        #expect(machine.sent() == true)
        #expect(machine.hedge { true } == true)
        #expect(machine.sent() == true)
        #expect(fail(&machine, RPCError(.notFound, "no")) == .fail(isRetryable: false))
        #expect(machine.answered() == false)
    }

    @Test("Only a call without side effects that is in flight is hedged, once, and within the budget")
    func noHedge() {
        var writing = machine(.idempotent)
        #expect(writing.sent() == true)
        #expect(writing.hedge { true } == false)
        var reading = machine(.noSideEffects)
        #expect(reading.hedge { true } == false)
        #expect(reading.sent() == true)
        #expect(reading.hedge { false } == false)
        #expect(reading.hedge { true } == true)
        #expect(fail(&reading, notStarted, wasSent: false) == .nothing)
        #expect(reading.hedge { true } == true)
        #expect(reading.sent() == true)
        #expect(reading.hedge { true } == false)
        #expect(reading.end() == true)
        #expect(reading.sent() == false)
    }

    /// What a random run has to keep, whatever happens.
    private struct Tally {
        var sent = 0
        var granted = 0
        var outcomes = 0
        var mayHaveStarted = false
    }

    @Test("In every order of events there is one outcome and no forbidden attempt", arguments: 0..<400 as Range<UInt64>)
    func anyOrder(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let idempotency: MethodDescriptor.Idempotency =
            [.unknown, .idempotent, .noSideEffects].randomElement(using: &random) ?? .unknown
        let isNested = Bool.random(using: &random)
        var machine = machine(idempotency, isNested: isNested)
        var tally = Tally()
        var inFlight = 0
        var isDue = true
        var now: UInt64 = 0
        for _ in 0..<30 {
            now += UInt64.random(in: 0...50_000_000, using: &random)
            switch Int.random(in: 0..<6, using: &random) {
            case 0 where isDue:
                isDue = false
                if machine.sent() {
                    if tally.sent > 0 && (isNested || idempotency == .unknown) && idempotency != .noSideEffects {
                        #expect(!tally.mayHaveStarted, "seed \(seed)")
                    }
                    tally.sent += 1
                    inFlight += 1
                }
            case 1 where inFlight > 0:
                inFlight -= 1
                if machine.answered() { tally.outcomes += 1 }
            case 2 where isDue && inFlight == 0, 3 where inFlight > 0:
                let wasSent = inFlight > 0
                if wasSent { inFlight -= 1 } else { isDue = false }
                let error = wasSent && Bool.random(using: &random) ? unavailable : notStarted
                if !error.isRetryable { tally.mayHaveStarted = true }
                let outcome = machine.failed(
                    error, wasSent: wasSent, hasAlternative: Bool.random(using: &random), deadline: 1_000_000_000,
                    at: now, random: Double.random(in: 0..<1, using: &random)
                ) {
                    tally.granted += 1
                    return true
                }
                switch outcome {
                case .nothing: break
                case .retry(let pause):
                    #expect(now + pause < 1_000_000_000, "seed \(seed)")
                    isDue = true
                case .fail(let isRetryable):
                    tally.outcomes += 1
                    #expect(!isRetryable || !tally.mayHaveStarted, "seed \(seed)")
                }
            case 4:
                let isHedged = machine.hedge {
                    tally.granted += 1
                    return true
                }
                if isHedged {
                    #expect(idempotency == .noSideEffects, "seed \(seed)")
                    isDue = true
                }
            case 5 where Int.random(in: 0..<10, using: &random) == 0:
                if machine.end() { tally.outcomes += 1 }
            default: break
            }
        }
        #expect(tally.outcomes == (machine.hasEnded ? 1 : 0), "seed \(seed)")
        #expect(tally.sent <= 3 && tally.sent <= 1 + tally.granted, "seed \(seed)")
    }

    @Test("A server's request to wait is read from its detail")
    func retryDelay() {
        #expect(
            RPCError(.unavailable, "", details: [.retryInfo(milliseconds: 1_500)]).retryDelay == .milliseconds(1500))
        #expect(RPCError(.unavailable, "").retryDelay == nil)
        let negative = RPCError.Detail(
            type: "danhba.rpc.v1.RetryInfo", value: [8] + [UInt8](repeating: 0xFF, count: 9) + [1])
        #expect(RPCError(.unavailable, "", details: [negative]).retryDelay == .zero)
        let broken = RPCError.Detail(type: "danhba.rpc.v1.RetryInfo", value: [8, 0xFF])
        #expect(RPCError(.unavailable, "", details: [broken]).retryDelay == nil)
    }
}
