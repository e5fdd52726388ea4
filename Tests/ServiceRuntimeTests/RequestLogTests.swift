import Contracts
import GRDB
import RPCCore
import Store
import TestSupport
import Testing

@testable import ServiceRuntime

@Suite("Answers of calls with a request id")
struct RequestLogTests {
    private let folder: TemporaryFolder
    private let clock = ManualClock()
    private let store: Store

    init() throws {
        folder = try TemporaryFolder()
        let schema = StoreSchema(
            name: "requests",
            migrations: [StoreSchema.Migration("1") { db in try db.execute(sql: RequestLog.createTable) }])
        let clock = clock
        store = try Store(
            configuration: StoreConfiguration(directory: folder.path), schema: schema, now: { clock.now })
    }

    /// Makes a call that answers with `answer` when it runs.
    private func call(
        _ requestID: String, payload: String = "p", answer: Int32,
        method: MethodDescriptor = RPCV1.DiagnosticsMethods.echo
    ) async throws -> Int32 {
        try await store.write("main") { writer in
            let request = RPCV1.EchoRequest(payload: Array(payload.utf8))
            let context = CallContext(method: method)
            let response = try RequestLog.once(requestID, request, in: writer, context) {
                RPCV1.EchoRequest(replyBytes: answer)
            }
            return response.replyBytes
        }
    }

    private func answerCount() async throws -> Int? {
        try await store.read("main") { reader in
            try Int.fetchOne(reader.db, sql: "SELECT count(*) FROM request_answer")
        }
    }

    @Test("The first call's answer is given again; an empty id is never remembered")
    func repeated() async throws {
        #expect(try await call("r", answer: 1) == 1)
        #expect(try await call("r", answer: 2) == 1)
        #expect(try await call("s", answer: 3) == 3)
        #expect(try await call("", answer: 4) == 4)
        #expect(try await call("", answer: 5) == 5)
        #expect(try await call("r", answer: 6, method: RPCV1.HealthMethods.check) == 6)
        #expect(try await answerCount() == 3)
    }

    @Test("Another request under the same id is aborted")
    func otherRequest() async throws {
        #expect(try await call("r", answer: 1) == 1)
        #expect(await rpcError { try await call("r", payload: "q", answer: 2) }?.code == .aborted)
        #expect(try await call("r", answer: 3) == 1)
    }

    @Test("An id of 64 characters is taken and one of 65 is not")
    func length() async throws {
        #expect(try await call(String(repeating: "é", count: 64), answer: 1) == 1)
        let error = await rpcError { try await call(String(repeating: "é", count: 65), answer: 1) }
        #expect(error?.infos.map(\.field) == ["request_id"])
    }

    @Test("An answer is kept for 24 hours and removed soon after")
    func retention() async throws {
        for number in 1...40 as ClosedRange<Int32> { _ = try await call("r\(number)", answer: number) }
        clock.advance(by: RequestLog.retentionMilliseconds - 1)
        #expect(try await call("r1", payload: "p", answer: 0) == 1)
        clock.advance(by: 1)
        #expect(try await call("r1", payload: "q", answer: 77) == 77)
        #expect(try await answerCount() == 25)
        _ = try await call("s", answer: 1)
        _ = try await call("t", answer: 1)
        #expect(try await answerCount() == 3)
    }

    @Test("A call that throws leaves no answer")
    func failure() async throws {
        let failing = await rpcError {
            try await store.write("main") { writer -> Int32 in
                let context = CallContext(method: RPCV1.DiagnosticsMethods.echo)
                return try RequestLog.once("r", RPCV1.EchoRequest(), in: writer, context) { () -> RPCV1.EchoRequest in
                    throw RPCError(.notFound, "Nothing.")
                }.replyBytes
            }
        }
        #expect(failing?.code == .notFound)
        #expect(try await call("r", answer: 2) == 2)
    }
}
