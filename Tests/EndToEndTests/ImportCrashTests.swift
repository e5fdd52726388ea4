import Contracts
import ImportClient
import RPCCore
import RPCTransport
import TestSupport
import Testing

/// The real processes, killed while an import runs: the result is that of the rows one by one.
@Suite(
    .serialized,
    .enabled(if: RunningService.areBuilt(["contacts", "companies", "imports"]), "The executables are not built."))
struct ImportCrashTests {
    @Test(
        "An import survives its services being killed again and again", arguments: ["imports", "contacts", "companies"])
    func killed(service: String) async throws {
        let rows = Self.rows(count: 20_000)
        let services = try ServiceSet()
        defer { services.shutdown() }
        let id = try await services.start(Self.csv(rows))
        // Three chunks: one kill in each.
        for threshold in stride(from: Int64(1), to: 20_000, by: 8_192) {
            guard try await services.waitUntil(job: id, hasDone: threshold) else { break }
            try services.restart(service)
        }
        let job = try await services.finished(id)
        #expect(job.state == .completed)
        #expect(job.counts == Self.expectedCounts(rows))
        let contacts = try await services.allContacts()
        #expect(contacts == Self.expectedContacts(rows))
    }

    private struct Row {
        var name: String
        var phone: Int64
        var company: String
    }

    /// Every tenth row has the phone of one before it.
    private static func rows(count: Int) -> [Row] {
        var random = SeededGenerator(seed: 7)
        var rows: [Row] = []
        for index in 0..<count {
            let isRepeated = index > 0 && Int.random(in: 0..<10, using: &random) == 0
            let phone =
                isRepeated ? rows[Int.random(in: 0..<index, using: &random)].phone : 84_900_000_000 + Int64(index)
            rows.append(
                Row(
                    name: "Contact \(index)", phone: phone,
                    company: "Company \(Int.random(in: 0..<500, using: &random))"))
        }
        return rows
    }

    private static func csv(_ rows: [Row]) -> [UInt8] {
        Array(("Name,Phone,Company\r\n" + rows.map { "\($0.name),\($0.phone),\($0.company)\r\n" }.joined()).utf8)
    }

    /// Every row has another name, so a row whose phone was there before it is an update.
    private static func expectedCounts(_ rows: [Row]) -> ImportsV1.ImportCounts {
        let phones = Set(rows.map(\.phone)).count
        return ImportsV1.ImportCounts(created: Int64(phones), updated: Int64(rows.count - phones))
    }

    private static func expectedContacts(_ rows: [Row]) -> [Int64: String] {
        Dictionary(rows.map { ($0.phone, "\($0.name) of \($0.company)") }, uniquingKeysWith: { _, last in last })
    }
}

/// contacts, companies and imports as processes on sockets of their own.
private final class ServiceSet {
    private let folder: TemporaryFolder
    private var processes: [String: RunningService] = [:]
    private let connections: [String: ClientConnection]
    private let imports: ImportsV1.ImportsClient
    private static let patient = CallOptions(timeout: .seconds(600), waitForReady: true)

    init() throws {
        let folder = try TemporaryFolder()
        self.folder = folder
        connections = try Dictionary(
            uniqueKeysWithValues: ["contacts", "companies", "imports"].map { name in
                (name, ClientConnection(to: [try PeerAddress("unix:\(folder.path)/\(name).sock")]))
            })
        imports = ImportsV1.ImportsClient(try connections["imports"].required())
        for name in connections.keys { try restart(name) }
    }

    func shutdown() {
        for process in processes.values { process.kill() }
    }

    /// Kills the service, when it runs, and starts it again.
    func restart(_ name: String) throws {
        processes[name]?.kill()
        var arguments = ["--data", folder.path, "--listen", "unix:\(folder.path)/\(name).sock", "--log-level", "error"]
        if name == "imports" { arguments += ["--contacts", "unix:\(folder.path)/contacts.sock"] }
        if name != "companies" { arguments += ["--companies", "unix:\(folder.path)/companies.sock"] }
        processes[name] = try RunningService(name, arguments: arguments)
    }

    func start(_ file: [UInt8]) async throws -> Int64 {
        let created = try await imports.createImport(.init(fileName: "contacts.csv"), options: Self.patient)
        let id = try created.import.required().id
        let writer = try await imports.uploadFile(options: Self.patient)
        for start in stride(from: 0, to: file.count, by: ImportsV1.UploadFileRequest.pieceByteCount) {
            let end = min(start + ImportsV1.UploadFileRequest.pieceByteCount, file.count)
            try await writer.write(
                .piece(Array(file[start..<end]), of: id, at: Int64(start), isLast: end == file.count))
        }
        _ = try await writer.finishAndReceive()
        let options = ImportsV1.ImportOptions(mode: .upsertOverwrite, createMissingCompanies: true)
        _ = try await imports.startImport(.init(id: id, options: options), options: Self.patient)
        return id
    }

    /// Returns when so many rows are done; false when the job ended before.
    func waitUntil(job id: Int64, hasDone rows: Int64) async throws -> Bool {
        let last = try await watch(id) { $0.rowsDone >= rows }
        return last.state == .running
    }

    func finished(_ id: Int64) async throws -> ImportsV1.Import { try await watch(id) { _ in false } }

    /// Follows the job until it is over or `isEnough`; a broken watch begins again.
    private func watch(_ id: Int64, until isEnough: (ImportsV1.Import) -> Bool) async throws -> ImportsV1.Import {
        while true {
            do {
                for try await response in try await imports.watchImport(.init(id: id), options: Self.patient) {
                    let job = try response.import.required()
                    if isEnough(job) || job.finishedAtMs > 0 { return job }
                }
            } catch let error as RPCError where error.code == .unavailable {
                continue
            }
        }
    }

    /// Name and company of every contact, by its phone.
    func allContacts() async throws -> [Int64: String] {
        let contacts = ContactsV1.ContactsClient(try connections["contacts"].required())
        let companies = CompaniesV1.CompaniesClient(try connections["companies"].required())
        var names: [Int64: String] = [:]
        var request = ContactsV1.ListContactsRequest(pageSize: 500)
        var companyNames: [Int64: String] = [:]
        repeat {
            let page = try await contacts.listContacts(request, options: Self.patient)
            let unknown = Set(page.contacts.map(\.companyID)).filter { companyNames[$0] == nil }
            let found = try await companies.batchGetCompanies(.init(ids: Array(unknown)), options: Self.patient)
            for company in found.companies { companyNames[company.id] = company.name }
            for contact in page.contacts {
                let phone = try contact.phones.first.required().number
                try #require(names[phone] == nil, "\(phone) is there twice")
                names[phone] = "\(contact.name) of \(companyNames[contact.companyID] ?? "?")"
            }
            request.pageToken = page.nextPageToken
        } while !request.pageToken.isEmpty
        return names
    }
}
