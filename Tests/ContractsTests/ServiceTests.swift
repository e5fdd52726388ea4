import Contracts
import RPCCore
import RPCInProcess
import Testing

@Suite("Generated services")
struct ServiceTests {
    /// Answers with the request's text and the name of the method.
    private struct Service: SampleV1.SampleService {
        typealias Reader = NoStore
        typealias Writer = NoStore

        private func answer(_ request: SampleV1.PeekRequest, _ context: CallContext) -> SampleV1.PeekResponse {
            .init(text: "\(context.method.name) \(request.text)")
        }

        func peek(_ request: SampleV1.PeekRequest, _ reader: NoStore, _ context: CallContext) -> SampleV1.PeekResponse {
            answer(request, context)
        }

        func read(
            _ request: SampleV1.PeekRequest, _ reader: NoStore, _ context: CallContext
        ) -> Serialized<SampleV1.PeekResponse> { Serialized(answer(request, context)) }

        func write(_ request: SampleV1.PeekRequest, _ writer: NoStore, _ context: CallContext) -> SampleV1.PeekResponse
        {
            answer(request, context)
        }

        func ask(_ request: SampleV1.PeekRequest, _ context: CallContext) async throws -> SampleV1.PeekResponse {
            if request.text == "fail" { throw RPCError(.notFound, "There is none.") }
            return answer(request, context)
        }

        func watch(
            _ request: SampleV1.PeekRequest, _ responses: ResponseWriter<SampleV1.PeekResponse>, _ context: CallContext
        ) async throws {
            for index in 0..<3 { try await responses.write(.init(text: "\(request.text)\(index)")) }
        }

        func upload(
            _ requests: RequestStream<SampleV1.PeekRequest>, _ context: CallContext
        ) async throws -> SampleV1.PeekResponse {
            var texts: [String] = []
            for try await request in requests { texts.append(request.text) }
            return .init(text: texts.joined(separator: "+"))
        }

        func `repeat`(
            _ requests: RequestStream<SampleV1.PeekRequest>, _ responses: ResponseWriter<SampleV1.PeekResponse>,
            _ context: CallContext
        ) async throws {
            for try await request in requests { try await responses.write(.init(text: request.text)) }
        }
    }

    private func withClient(_ body: (SampleV1.SampleClient) async throws -> Void) async throws {
        var router = Router()
        router.register(Service(), lanes: DirectLanes())
        let connection = InProcessConnection(router: router)
        defer { connection.shutdown() }
        try await body(SampleV1.SampleClient(connection))
    }

    @Test("Unary calls of every execution class reach their method")
    func unary() async throws {
        try await withClient { (client) async throws in
            #expect(try await client.peek(.init(text: "a")).text == "Peek a")
            #expect(try await client.read(.init(text: "b")).text == "Read b")
            #expect(try await client.write(.init(text: "c")).text == "Write c")
            #expect(try await client.ask(.init(text: "d")).text == "Ask d")
            let error = await #expect(throws: RPCError.self) { try await client.ask(.init(text: "fail")) }
            #expect(error?.code == .notFound)
        }
    }

    @Test("Streams in each direction reach their method")
    func streams() async throws {
        try await withClient { (client) async throws in
            var texts: [String] = []
            for try await response in try await client.watch(.init(text: "n")) { texts.append(response.text) }
            #expect(texts == ["n0", "n1", "n2"])

            let upload = try await client.upload()
            for text in ["a", "b", "c"] { try await upload.write(.init(text: text)) }
            #expect(try await upload.finishAndReceive().text == "a+b+c")

            let (requests, responses) = try await client.repeat()
            let iterator = responses.makeAsyncIterator()
            for text in ["x", "y"] {
                var iterator = iterator
                try await requests.write(.init(text: text))
                #expect(try await iterator.next()?.text == text)
            }
            try await requests.finish()
            var last = iterator
            #expect(try await last.next() == nil)
        }
    }

    @Test("The method table says what the contract says")
    func table() {
        let methods = SampleV1.SampleMethods.descriptor.methods
        #expect(methods.map(\.name) == ["Peek", "Read", "Write", "Ask", "Watch", "Upload", "Repeat"])
        #expect(methods.map(\.execution) == [.inline, .read, .write, .async, .stream, .stream, .stream])
        #expect(
            methods.map(\.kind) == [
                .unary, .unary, .unary, .unary, .serverStreaming, .clientStreaming, .bidirectionalStreaming,
            ])
        #expect(methods.prefix(4).map(\.idempotency) == [.noSideEffects, .noSideEffects, .idempotent, .unknown])
        #expect(methods.prefix(2).map(\.defaultTimeout) == [.seconds(10), .milliseconds(2500)])
        let watch = SampleV1.SampleMethods.watch
        #expect(watch.defaultTimeout == nil)
        #expect(watch.comment == "Says \"one\\two\", over two\nlines.")
        #expect(watch.fullName == "danhba.sample.v1.Sample/Watch")
        #expect(watch.inputType == SampleV1.PeekRequest.fullName)
        #expect(watch.outputType == SampleV1.PeekResponse.fullName)
    }

    @Test("Bytes that are no request are refused before the method runs")
    func malformedRequest() throws {
        var router = Router()
        router.register(Service(), lanes: DirectLanes())
        let method = try #require(router["danhba.sample.v1.Sample/Peek"])
        guard case .inline(let run) = method.implementation else {
            Issue.record("not inline")
            return
        }
        let context = CallContext(method: method.descriptor)
        #expect(code { try [0xff].withUnsafeBytes { try run($0, context) } } == .invalidArgument)
    }
}
