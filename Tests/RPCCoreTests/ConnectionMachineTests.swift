import RPCCore
import Testing

@Suite("Connections of a server")
struct ServerConnectionMachineTests {
    private func serving(calls: Int = 2, bytes: Int = 100) -> ServerConnectionMachine {
        var machine = ServerConnectionMachine(limits: .init(inFlightCalls: calls, inFlightBytes: bytes))
        #expect(machine.hello(magic: Handshake.magic, Handshake()) == .answer(version: 1))
        return machine
    }

    @Test("HELLO comes first and once")
    func hello() {
        var machine = ServerConnectionMachine(limits: .init(inFlightCalls: 1, inFlightBytes: 1))
        #expect(machine.request(1, byteCount: 0) == .violation(.noHello))
        #expect(machine.hello(magic: 1, Handshake()) == .violation(.notThisProtocol))
        var future = Handshake()
        future.minVersion = 2
        future.maxVersion = 3
        #expect(machine.hello(magic: Handshake.magic, future) == .violation(.noCommonVersion))
        #expect(machine.hello(magic: Handshake.magic, Handshake()) == .answer(version: 1))
        #expect(machine.hello(magic: Handshake.magic, Handshake()) == .violation(.secondHello))
    }

    @Test("Where a proof is asked for, the client is challenged once and served when it has answered")
    func proof() {
        var machine = ServerConnectionMachine(limits: .init(inFlightCalls: 1, inFlightBytes: 1), asksProof: true)
        guard case .violation(.unauthenticated) = machine.hello(magic: Handshake.magic, Handshake()) else {
            Issue.record("a HELLO without a nonce was taken")
            return
        }
        var hello = Handshake()
        hello.nonce = [UInt8](repeating: 1, count: Handshake.nonceByteCount)
        #expect(machine.hello(magic: Handshake.magic, hello, isProven: true) == .challenge(version: 1))
        #expect(machine.isAwaitingHello)
        #expect(machine.request(1, byteCount: 0) == .violation(.noHello))
        guard case .violation(.unauthenticated) = machine.hello(magic: Handshake.magic, hello, isProven: false) else {
            Issue.record("a HELLO without a proof was taken")
            return
        }
        #expect(machine.hello(magic: Handshake.magic, hello, isProven: true) == .answer(version: 1))
        #expect(machine.hello(magic: Handshake.magic, hello, isProven: true) == .violation(.secondHello))
        #expect(machine.request(1, byteCount: 0) == .accept)
    }

    @Test("Call ids are odd and rise; gaps are legal")
    func ids() {
        var machine = serving(calls: 10)
        #expect(machine.request(5, byteCount: 0) == .accept)
        #expect(machine.request(5, byteCount: 0) == .violation(.reusedStreamID(5)))
        #expect(machine.request(3, byteCount: 0) == .violation(.reusedStreamID(3)))
        #expect(machine.request(8, byteCount: 0) == .violation(.evenStreamID(8)))
        #expect(machine.request(0, byteCount: 0) == .violation(.evenStreamID(0)))
        #expect(machine.request(.max, byteCount: 0) == .accept)
        #expect(machine.lastStreamID == .max)
    }

    @Test("Calls beyond the limits are refused until others end")
    func limits() {
        var machine = serving()
        #expect(machine.request(1, byteCount: 60) == .accept)
        #expect(machine.request(3, byteCount: 60) == .refuse)
        #expect(machine.request(5, byteCount: 40) == .accept)
        #expect(machine.request(7, byteCount: 0) == .refuse)
        #expect(machine.callEnded(byteCount: 60) == .stay)
        #expect(machine.request(9, byteCount: 60) == .accept)
        #expect(machine.inFlightCalls == 2 && machine.inFlightBytes == 100)
    }

    @Test("A drain accepts calls until the client knows, then ends with the last call")
    func drain() {
        var machine = serving()
        #expect(machine.request(1, byteCount: 1) == .accept)
        #expect(machine.drain() == .announce)
        #expect(machine.drain() == .nothing)
        #expect(machine.request(3, byteCount: 1) == .accept)
        #expect(machine.announced() == .goAway(last: 3, close: false))
        #expect(machine.announced() == .nothing)
        #expect(machine.request(5, byteCount: 1) == .ignore)
        #expect(machine.callEnded(byteCount: 1) == .stay)
        #expect(machine.callEnded(byteCount: 1) == .close)
    }

    @Test("An idle connection closes as soon as the client knows; a nameless one at once")
    func drainIdle() {
        var machine = serving()
        #expect(machine.drain() == .announce)
        #expect(machine.announced() == .goAway(last: 0, close: true))
        var nameless = ServerConnectionMachine(limits: .init(inFlightCalls: 1, inFlightBytes: 1))
        #expect(nameless.drain() == .close)
    }

    @Test("A connection closes once")
    func close() {
        var machine = serving()
        #expect(machine.close() == true)
        #expect(machine.close() == false)
        #expect(machine.request(1, byteCount: 0) == .ignore)
        #expect(machine.drain() == .nothing)
    }
}

@Suite("Connections of a client")
struct ClientConnectionMachineTests {
    private func ready() -> ClientConnectionMachine {
        var machine = ClientConnectionMachine()
        #expect(machine.hello(magic: Handshake.magic, Handshake()) == .ready(version: 1))
        return machine
    }

    @Test("Calls may start after the server's HELLO and before its GOAWAY")
    func readiness() {
        var machine = ClientConnectionMachine()
        #expect(!machine.isReady && machine.isAwaitingHello)
        #expect(machine.hello(magic: 0, Handshake()) == .violation(.notThisProtocol))
        #expect(machine.hello(magic: Handshake.magic, Handshake()) == .ready(version: 1))
        #expect(machine.isReady)
        #expect(machine.hello(magic: Handshake.magic, Handshake()) == .violation(.secondHello))
        #expect(machine.goAway(last: 9, isError: false) == .drain(last: 9))
        #expect(!machine.isReady && machine.isDraining)
    }

    @Test("A second GOAWAY may only lower the bound")
    func goAway() {
        var machine = ready()
        #expect(machine.goAway(last: 0x7FFF_FFFF, isError: false) == .drain(last: 0x7FFF_FFFF))
        #expect(machine.goAway(last: 7, isError: false) == .drain(last: 7))
        #expect(machine.goAway(last: 9, isError: false) == .violation(.unexpectedFrame(.goAway, streamID: 0)))
    }

    @Test("A GOAWAY with an error, or instead of a HELLO, ends the connection")
    func refused() {
        var machine = ready()
        #expect(machine.goAway(last: 7, isError: true) == .close)
        var unanswered = ClientConnectionMachine()
        #expect(unanswered.goAway(last: 0, isError: false) == .close)
    }

    @Test("A retired connection takes no calls")
    func retire() {
        var machine = ready()
        machine.retire()
        #expect(!machine.isReady && machine.isDraining)
        #expect(machine.close() == true)
        #expect(machine.close() == false)
    }
}

@Suite("Reconnecting")
struct ReconnectMachineTests {
    private func machine() -> ReconnectMachine { ReconnectMachine(backoff: Backoff(jitter: 0)) }

    @Test("The first call connects, further ones wait, then all are sent")
    func connect() {
        var machine = machine()
        #expect(machine.call(waitForReady: false) == .connect)
        #expect(machine.call(waitForReady: false) == .wait)
        #expect(machine.connected() == .use)
        #expect(machine.call(waitForReady: false) == .send)
    }

    @Test("After a failure calls fail at once unless they wait for readiness")
    func failFast() {
        var machine = machine()
        #expect(machine.call(waitForReady: false) == .connect)
        #expect(machine.failed(random: 0.5) == .retry(after: .milliseconds(100)))
        #expect(machine.call(waitForReady: false) == .fail(shutDown: false))
        #expect(machine.call(waitForReady: true) == .wait)
        #expect(machine.pauseEnded() == true)
        #expect(machine.call(waitForReady: false) == .wait)
        #expect(machine.connected() == .use)
    }

    @Test("A lost connection is replaced at once when calls wait, else with the next call")
    func lost() {
        var machine = machine()
        _ = machine.call(waitForReady: false)
        _ = machine.connected()
        #expect(machine.lost(callsWait: false) == false)
        #expect(machine.call(waitForReady: false) == .connect)
        _ = machine.connected()
        #expect(machine.lost(callsWait: true) == true)
        #expect(machine.call(waitForReady: false) == .wait)
    }

    @Test("Nothing happens after the shutdown, whatever was under way")
    func shutDown() {
        var machine = machine()
        _ = machine.call(waitForReady: false)
        #expect(machine.shutDown() == true)
        #expect(machine.shutDown() == false)
        #expect(machine.connected() == .closeIt)
        #expect(machine.failed(random: 0) == .nothing)
        #expect(machine.pauseEnded() == false)
        #expect(machine.call(waitForReady: true) == .fail(shutDown: true))
    }

    @Test("Pauses grow to a limit, are spread, and start anew after a success")
    func backoff() {
        var backoff = Backoff(initial: .seconds(1), factor: 2, limit: .seconds(5), jitter: 0.2)
        #expect(backoff.failed(random: 0.5) == .seconds(1))
        #expect(backoff.failed(random: 0.5) == .seconds(2))
        #expect(backoff.failed(random: 0.5) == .seconds(4))
        #expect(backoff.failed(random: 0.5) == .seconds(5))
        #expect(backoff.failed(random: 0) == .seconds(4))
        backoff.succeeded()
        #expect(backoff.failed(random: 0.5) == .seconds(1))
    }
}
