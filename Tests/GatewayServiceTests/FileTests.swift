import Contracts
import Foundation
import GatewayService
import RPCCore
import RPCInProcess
import ServiceRuntime
import Synchronization
import Testing

struct FileTests {
    @Test("An upload arrives whole, in order and in checked pieces")
    func upload() async throws {
        let imports = FakeImports()
        let file = Data((0..<700_001).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) })
        try await GatewayHarness.serving([imports.backend]) { url in
            let answer = try await GatewayHarness.send(
                "POST", url + "/files/imports?file_name=kh%C3%A1ch.xlsx&client_token=t1", file)
            #expect(answer.status == 201)
            #expect(answer.header("location") == "/files/imports/7")
            #expect(try answer.json["receivedBytes"] as? String == "700001")
        }
        let state = imports.state.withLock { $0 }
        #expect(state.content == [UInt8](file))
        #expect(state.created?.fileName == "khách.xlsx")
        #expect(state.created?.clientToken == "t1")
        #expect(state.pieces > 1)
        #expect(state.isComplete)
    }

    @Test("A broken upload goes on at the offset that HEAD tells")
    func resumedUpload() async throws {
        let imports = FakeImports()
        try await GatewayHarness.serving([imports.backend]) { url in
            let first = try await GatewayHarness.send(
                "PATCH", url + "/files/imports/7", Data("abc".utf8),
                headers: ["Upload-Offset": "0", "Upload-Complete": "?0"])
            #expect(first.status == 200)
            let head = try await GatewayHarness.send("HEAD", url + "/files/imports/7")
            #expect(head.header("upload-offset") == "3")
            #expect(head.header("upload-complete") == "?0")
            let rest = try await GatewayHarness.send(
                "PATCH", url + "/files/imports/7", Data("defg".utf8), headers: ["Upload-Offset": "3"])
            #expect(rest.status == 200)
            let wrong = try await GatewayHarness.send(
                "PATCH", url + "/files/imports/7", Data("x".utf8), headers: ["Upload-Offset": "99"])
            #expect(wrong.status == 400)
        }
        #expect(imports.state.withLock { $0.content } == [UInt8]("abcdefg".utf8))
        #expect(imports.state.withLock { $0.isComplete })
    }

    @Test("Requests that name no file, no offset or no import are refused")
    func refusals() async throws {
        try await GatewayHarness.serving([FakeImports().backend]) { url in
            let nameless = try await GatewayHarness.send("POST", url + "/files/imports", Data())
            #expect(nameless.status == 400)
            #expect(try await GatewayHarness.send("PATCH", url + "/files/imports/7", Data()).status == 400)
            #expect(try await GatewayHarness.send("HEAD", url + "/files/imports/x").status == 404)
            #expect(try await GatewayHarness.send("GET", url + "/files/imports/7/result.pdf").status == 404)
        }
    }

    @Test("A result is sent piece by piece under its own name; an error before the first piece keeps its status")
    func download() async throws {
        try await GatewayHarness.serving([FakeImports().backend]) { url in
            let answer = try await GatewayHarness.send("GET", url + "/files/imports/7/result.csv?problems_only=true")
            #expect(answer.status == 200)
            #expect(answer.header("content-type") == "text/csv; charset=utf-8")
            #expect(answer.header("content-disposition")?.contains("import-7-result.csv") == true)
            #expect(answer.text == "csv true 0;csv true 1;csv true 2;")
            let xlsx = try await GatewayHarness.send("GET", url + "/files/imports/7/result.xlsx")
            #expect(xlsx.text.hasPrefix("xlsx false"))
            #expect(try await GatewayHarness.send("GET", url + "/files/imports/8/result.csv").status == 404)
        }
    }

    @Test("A template is a workbook of the kind and the language that are asked for")
    func template() async throws {
        try await GatewayHarness.serving([FakeImports().backend]) { url in
            let answer = try await GatewayHarness.send("GET", url + "/files/templates/companies.xlsx?language=en")
            #expect(answer.status == 200)
            #expect(answer.header("content-disposition")?.contains("companies-template.xlsx") == true)
            #expect(answer.text == "companies english")
            let contacts = try await GatewayHarness.send("GET", url + "/files/templates/contacts.xlsx")
            #expect(contacts.text == "contacts unspecified")
            for wrong in ["contacts.csv", "agents.xlsx"] {
                #expect(try await GatewayHarness.send("GET", url + "/files/templates/\(wrong)").status == 404)
            }
            let language = try await GatewayHarness.send("GET", url + "/files/templates/contacts.xlsx?language=fr")
            #expect(language.status == 400)
        }
    }
}

/// An imports service that keeps one upload in memory.
private final class FakeImports: ImportsV1.ImportsService {
    typealias Reader = NoStore
    typealias Writer = NoStore

    struct State {
        var created: ImportsV1.CreateImportRequest?
        var content: [UInt8] = []
        var pieces = 0
        var isComplete = false
    }

    let state = Mutex(State())

    var backend: Backend {
        var router = Router()
        router.register(self, lanes: DirectLanes())
        router.register(FakeTemplates(), lanes: DirectLanes())
        router.register(
            ReflectionHandlers([ImportsV1.ImportsMethods.descriptor, RPCV1.ReflectionMethods.descriptor]),
            lanes: DirectLanes())
        return Backend(name: "imports", connection: InProcessConnection(router: router))
    }

    private var job: ImportsV1.Import {
        state.withLock { state in
            ImportsV1.Import(id: 7, receivedBytes: Int64(state.content.count), sha256: state.isComplete ? "ab" : "")
        }
    }

    func createImport(
        _ request: ImportsV1.CreateImportRequest, _ writer: NoStore, _ context: CallContext
    ) -> ImportsV1.CreateImportResponse {
        state.withLock { $0.created = request }
        return ImportsV1.CreateImportResponse(import: job)
    }

    func uploadFile(
        _ requests: RequestStream<ImportsV1.UploadFileRequest>, _ context: CallContext
    ) async throws -> ImportsV1.UploadFileResponse {
        for try await piece in requests {
            let offset = piece.offset
            try state.withLock { state in
                guard piece.importID == 7, offset == Int64(state.content.count), piece.crc32 == crc(piece.data) else {
                    throw RPCError(.invalidArgument, "Wrong piece.")
                }
                state.content += piece.data
                state.pieces += 1
                state.isComplete = piece.last
            }
        }
        return ImportsV1.UploadFileResponse(import: job)
    }

    /// Bit by bit, so that it shares nothing with the code under test.
    private func crc(_ bytes: [UInt8]) -> UInt32 {
        var crc = ~UInt32(0)
        for byte in bytes {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? (crc >> 1) ^ 0xEDB8_8320 : crc >> 1 }
        }
        return ~crc
    }

    func getImport(
        _ request: ImportsV1.GetImportRequest, _ reader: NoStore, _ context: CallContext
    ) -> ImportsV1.GetImportResponse { ImportsV1.GetImportResponse(import: job) }

    func downloadResult(
        _ request: ImportsV1.DownloadResultRequest, _ responses: ResponseWriter<ImportsV1.DownloadResultResponse>,
        _ context: CallContext
    ) async throws {
        guard request.id == 7 else { throw RPCError(.notFound, "There is no import \(request.id).") }
        for piece in 0..<3 {
            let text = "\(request.format) \(request.problemsOnly) \(piece);"
            try await responses.write(ImportsV1.DownloadResultResponse(data: Array(text.utf8)))
        }
    }

    func analyseImport(
        _ request: ImportsV1.AnalyseImportRequest, _ context: CallContext
    ) async throws -> ImportsV1.AnalyseImportResponse { throw RPCError(.unimplemented, "Not in this test.") }

    func planImport(
        _ request: ImportsV1.PlanImportRequest, _ context: CallContext
    ) async throws -> ImportsV1.PlanImportResponse { throw RPCError(.unimplemented, "Not in this test.") }

    func explainRow(
        _ request: ImportsV1.ExplainRowRequest, _ context: CallContext
    ) async throws -> ImportsV1.ExplainRowResponse { throw RPCError(.unimplemented, "Not in this test.") }

    func startImport(
        _ request: ImportsV1.StartImportRequest, _ context: CallContext
    ) async throws -> ImportsV1.StartImportResponse { throw RPCError(.unimplemented, "Not in this test.") }

    func listImports(
        _ request: ImportsV1.ListImportsRequest, _ reader: NoStore, _ context: CallContext
    ) throws -> ImportsV1.ListImportsResponse { throw RPCError(.unimplemented, "Not in this test.") }

    func watchImport(
        _ request: ImportsV1.WatchImportRequest, _ responses: ResponseWriter<ImportsV1.WatchImportResponse>,
        _ context: CallContext
    ) async throws { throw RPCError(.unimplemented, "Not in this test.") }

    func pauseImport(
        _ request: ImportsV1.PauseImportRequest, _ context: CallContext
    ) async throws -> ImportsV1.PauseImportResponse { throw RPCError(.unimplemented, "Not in this test.") }

    func resumeImport(
        _ request: ImportsV1.ResumeImportRequest, _ context: CallContext
    ) async throws -> ImportsV1.ResumeImportResponse { throw RPCError(.unimplemented, "Not in this test.") }

    func cancelImport(
        _ request: ImportsV1.CancelImportRequest, _ context: CallContext
    ) async throws -> ImportsV1.CancelImportResponse { throw RPCError(.unimplemented, "Not in this test.") }
}

/// Templates that say what was asked for.
private struct FakeTemplates: ImportsV1.ImportTemplatesService {
    typealias Reader = NoStore
    typealias Writer = NoStore

    func downloadTemplate(
        _ request: ImportsV1.DownloadTemplateRequest,
        _ responses: ResponseWriter<ImportsV1.DownloadTemplateResponse>, _ context: CallContext
    ) async throws {
        try await responses.write(.init(data: Array("\(request.kind) \(request.language)".utf8)))
    }
}
