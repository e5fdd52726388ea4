import Contracts
import RPCCore
import ServiceRuntime
import Store
import Synchronization

/// The jobs whose files are being received.
final class UploadRegistry: Sendable {
    private let jobs = Mutex<Set<JobIdentity>>([])

    /// False when another call receives the file already.
    func begin(_ job: JobIdentity) -> Bool { jobs.withLock { $0.insert(job).inserted } }

    func end(_ job: JobIdentity) { jobs.withLock { _ = $0.remove(job) } }
}

extension ImportsHandlers {
    func uploadFile(
        _ requests: RequestStream<ImportsV1.UploadFileRequest>, _ context: CallContext
    ) async throws -> ImportsV1.UploadFileResponse {
        var pieces = requests.makeAsyncIterator()
        guard let first = try await pieces.next() else {
            throw RPCError(.invalidArgument, nil, "The first message says which import the file is for.")
        }
        let identity = JobIdentity(workspace: context.workspace, id: first.importID)
        guard uploads.begin(identity) else {
            throw RPCError(.aborted, "Another call sends this file already; continue when it has ended.")
        }
        defer { uploads.end(identity) }
        let upload = try await Upload(identity, handlers: self, origin: WriteOrigin(context))
        var job: JobRecord?
        do {
            job = try await upload.accept(first)
            while job == nil, let piece = try await pieces.next() { job = try await upload.accept(piece) }
        } catch {
            // What was received before the call broke need not be sent again; the call's own error is the one to tell.
            _ = try? await upload.keep()
            throw error
        }
        if job == nil { job = try await upload.keep() }
        return ImportsV1.UploadFileResponse(import: job?.message(now: now()))
    }
}

/// One call that receives pieces of a file.
///
/// Used by one task.
private final class Upload {
    private let identity: JobIdentity
    private let handlers: ImportsHandlers
    private let origin: WriteOrigin
    private let part: UploadFiles.Part
    private let announcedSize: Int64
    /// Where the next piece begins.
    private var position: Int64
    /// What is on the disk for sure and stored as received.
    private var keptPosition: Int64

    init(_ identity: JobIdentity, handlers: ImportsHandlers, origin: WriteOrigin) async throws {
        let job = try await handlers.store.read(identity.workspace) { transaction in
            let job = try JobTable.job(identity.id, in: transaction)
            guard job.state.takesPieces else {
                throw RPCError(.failedPrecondition, nil, "The import takes no more of its file.", field: "import_id")
            }
            return job
        }
        self.identity = identity
        self.handlers = handlers
        self.origin = origin
        announcedSize = job.announcedSize
        position = job.receivedBytes
        keptPosition = job.receivedBytes
        part = try await handlers.files.openPart(of: identity)
    }

    /// Takes one piece; returns the job when it was the last one.
    func accept(_ piece: ImportsV1.UploadFileRequest) async throws -> JobRecord? {
        try check(piece)
        if !piece.data.isEmpty { try await part.write(piece.data, at: position) }
        position += Int64(piece.data.count)
        if piece.last { return try await complete() }
        if position - keptPosition >= handlers.configuration.unsyncedByteLimit { try await keep() }
        return nil
    }

    private func check(_ piece: ImportsV1.UploadFileRequest) throws {
        guard piece.importID == 0 || piece.importID == identity.id else {
            throw RPCError(.invalidArgument, nil, "One call sends one file.", field: "import_id")
        }
        guard piece.data.count <= UploadPieces.byteLimit else {
            throw RPCError(
                .invalidArgument, nil, "A piece has at most \(UploadPieces.byteLimit) bytes.", field: "data")
        }
        guard piece.offset == position else { throw refusal("The file goes on at byte \(position).", field: "offset") }
        guard CRC32.of(piece.data) == piece.crc32 else {
            throw refusal("The piece arrived damaged; send it again from byte \(position).", field: "crc32")
        }
        let end = position + Int64(piece.data.count)
        try handlers.checkSize(end)
        guard announcedSize > 0 else { return }
        if end > announcedSize || (piece.last && end < announcedSize) {
            throw refusal("The file was announced with \(announcedSize) bytes and has \(end).", field: "data")
        }
    }

    private func refusal(_ message: String, field: String) -> FileFault {
        var fault = FileFault(.upload, message, field: field)
        fault.byteOffset = position
        return fault
    }

    /// Makes what was received so far durable.
    @discardableResult
    func keep() async throws -> JobRecord {
        if position > keptPosition { try await part.synchronise() }
        let received = position
        let job = try await update { job in
            job.receivedBytes = received
            return .pieceReceived(isLast: false)
        }
        keptPosition = received
        return job
    }

    private func complete() async throws -> JobRecord {
        try await part.synchronise()
        let received = position
        let digest = try await handlers.files.complete(identity, size: received)
        return try await update { job in
            job.receivedBytes = received
            job.sha256 = digest
            return .pieceReceived(isLast: true)
        }
    }

    private func update(_ change: @escaping @Sendable (inout JobRecord) -> JobEvent) async throws -> JobRecord {
        let job = try await handlers.store.write(identity.workspace, origin: origin) { [identity] transaction in
            let before = try JobTable.job(identity.id, in: transaction)
            var job = before
            guard let state = before.state.after(change(&job)) else {
                throw RPCError(.failedPrecondition, nil, "The import takes no more of its file.", field: "import_id")
            }
            job.state = state
            job.touchedAt = transaction.now
            // Only a new state is news to those who follow the log.
            if state == before.state {
                try JobTable.store(job, in: transaction)
            } else {
                transaction.operationID = before.operationID
                try JobTable.update(&job, from: before, in: transaction)
            }
            return job
        }
        handlers.board.moved(identity)
        return job
    }
}

/// Limits of the contract.
enum UploadPieces {
    static let byteLimit = 1 << 20
}
