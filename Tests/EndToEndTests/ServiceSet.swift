import Contracts
import ImportClient
import RPCCore
import RPCTransport
import Synchronization
import TestSupport
import Testing

/// contacts, companies and imports as processes on sockets of their own.
final class ServiceSet: Sendable {
    private let folder: TemporaryFolder
    private let processes = Mutex<[String: RunningService]>([:])
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
        processes.withLock { processes in
            for process in processes.values { process.kill() }
        }
    }

    /// Starts the service again when it has ended; returns false when the task is cancelled before.
    func restartWhenEnded(_ name: String) async throws -> Bool {
        guard let ending = processes.withLock({ $0[name]?.ending }) else { return false }
        for await _ in ending {}
        if Task.isCancelled { return false }
        try restart(name)
        return true
    }

    /// Kills the service, when it runs, and starts it again; with `point` it is killed there.
    func restart(_ name: String, killedAt point: KillPoint? = nil) throws {
        var arguments = ["--data", folder.path, "--listen", "unix:\(folder.path)/\(name).sock", "--log-level", "error"]
        if name == "imports" { arguments += ["--contacts", "unix:\(folder.path)/contacts.sock"] }
        if name != "companies" { arguments += ["--companies", "unix:\(folder.path)/companies.sock"] }
        try processes.withLock { [arguments] processes in
            processes[name]?.kill()
            processes[name] = try RunningService(name, arguments: arguments, under: point?.command ?? [])
        }
    }

    /// Uploads a file and starts its import, however often the services go away meanwhile.
    func start(_ file: [UInt8]) async throws -> Int64 {
        let token = "\(UInt64.random(in: 0 ... .max))"
        let job = try await Self.persistently {
            try await self.imports.createImport(
                .init(fileName: "contacts.csv", clientToken: token), options: Self.patient
            ).import.required()
        }
        try await Self.persistently { try await self.upload(file, to: job.id) }
        let options = ImportsV1.ImportOptions(mode: .upsertOverwrite, createMissingCompanies: true)
        return try await Self.persistently {
            try await self.imports.startImport(.init(id: job.id, options: options), options: Self.patient)
                .import.required().id
        }
    }

    private func upload(_ file: [UInt8], to id: Int64) async throws {
        let job = try await imports.getImport(.init(id: id), options: Self.patient).import.required()
        if !job.sha256.isEmpty { return }
        let writer = try await imports.uploadFile(options: Self.patient)
        for start in stride(
            from: Int(job.receivedBytes), to: file.count, by: ImportsV1.UploadFileRequest.pieceByteCount)
        {
            let end = min(start + ImportsV1.UploadFileRequest.pieceByteCount, file.count)
            try await writer.write(
                .piece(Array(file[start..<end]), of: id, at: Int64(start), isLast: end == file.count))
        }
        _ = try await writer.finishAndReceive()
    }

    /// Makes a call that may be repeated until it is answered.
    private static func persistently<R>(_ call: () async throws -> R) async throws -> R {
        while true {
            do {
                return try await call()
            } catch let error as RPCError where error.code == .unavailable {
                continue
            }
        }
    }

    /// Makes the workspace's files, so that what follows only writes into them.
    func touch() async throws {
        let contacts = ContactsV1.ContactsClient(try connections["contacts"].required())
        let companies = CompaniesV1.CompaniesClient(try connections["companies"].required())
        _ = try await contacts.createAgent(.init(email: "a@example.com"), options: Self.patient)
        _ = try await companies.createCompany(.init(fields: .init(name: "First")), options: Self.patient)
        let job = try await imports.createImport(.init(fileName: "first.csv"), options: Self.patient).import.required()
        _ = try await imports.cancelImport(.init(id: job.id), options: Self.patient)
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
