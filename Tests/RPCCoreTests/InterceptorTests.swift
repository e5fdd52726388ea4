import RPCCore
import TestSupport
import Testing

@Suite("The chain of interceptors")
struct InterceptorTests {
    private let call = InterceptedCall(method: SampleService.echo, peer: .unknown, metadata: Metadata())

    @Test("They start in their order, end in the opposite one, and each gets its own note back")
    func order() throws {
        let log = CallRecorderLog()
        let chain = InterceptorChain([
            CallRecorder("a", log: log), Silent(), CallRecorder("b", log: log), CallRecorder("c", log: log),
        ])
        let interception = try chain.start(call)
        interception.end(CallOutcome(.ok))
        #expect(log.lines == ["+a", "+b", "+c", "-c", "-b", "-a"])
    }

    @Test("A refusal ends those before, and asks nobody behind")
    func refusal() {
        let log = CallRecorderLog()
        let first = CallRecorder("a", log: log)
        let chain = InterceptorChain([
            first,
            CallRecorder("b", log: log) { (_) throws(RPCError) in throw RPCError(.permissionDenied, "no") },
            CallRecorder("c", log: log),
        ])
        #expect(throws: RPCError.self) { try chain.start(call) }
        #expect(log.lines == ["+a", "+b", "-a"])
        #expect(first.outcomes == [CallOutcome(.permissionDenied)])
    }

    @Test("What one changes the next one sees, and the end shows all of it")
    func change() throws {
        let chain = InterceptorChain([
            CallRecorder { call in call.metadata.caller = "first" },
            CallRecorder { call in call.metadata.caller += " and second" },
        ])
        #expect(!call.isMetadataChanged)
        let interception = try chain.start(call)
        #expect(interception.call.metadata.caller == "first and second")
        #expect(interception.call.isMetadataChanged)
    }

    @Test("A client may call what every interceptor admits")
    func admission() {
        let chain = InterceptorChain([Silent(), Only(method: "Echo"), Only(method: "Hold")])
        #expect(InterceptorChain([Silent()]).admits(.unknown, to: SampleService.echo))
        #expect(InterceptorChain([Silent(), Only(method: "Echo")]).admits(.unknown, to: SampleService.echo))
        #expect(!chain.admits(.unknown, to: SampleService.echo))
    }

    private struct Silent: CallInterceptor {}

    private struct Only: CallInterceptor {
        let method: String

        func admits(_ peer: CallPeer, to method: MethodDescriptor) -> Bool { method.name == self.method }
    }
}
