import Foundation
import NIOPosix
import RPCCore

/// The uploaded files: one for each job, `<directory>/imports/files/<workspace>/<id>`, with `.part` behind its name
/// until it is complete.
///
/// Every method that touches the disk runs on a thread for that.
struct UploadFiles: Sendable {
    private static let hashBlockBytes = 1 << 20
    /// The folder of this process's results, which those before it do not have.
    private static let ownResults = UUID().uuidString

    let directory: String
    /// Results while they are being sent.
    private let resultDirectory: String

    init(_ configuration: ImportsConfiguration) {
        directory = configuration.directory + "/imports/files"
        resultDirectory = configuration.directory + "/imports/results"
    }

    /// Removes results that a process that ended was sending.
    func removeResults() async throws {
        try await Self.blocking {
            guard FileManager.default.fileExists(atPath: resultDirectory) else { return }
            for name in try FileManager.default.contentsOfDirectory(atPath: resultDirectory)
            where name != Self.ownResults {
                try FileManager.default.removeItem(atPath: "\(resultDirectory)/\(name)")
            }
        }
    }

    /// Removes a job's file, whole or in part; it need not be there.
    func remove(_ job: JobIdentity) async throws {
        let paths = [path(of: job), partPath(of: job)]
        try await Self.blocking {
            for path in paths where unlink(path) != 0 && errno != ENOENT { throw FileTrouble(errno) }
        }
    }

    /// A path for a result that nobody else uses.
    ///
    /// Blocks on the disk.
    func makeResultPath() throws -> String {
        let folder = "\(resultDirectory)/\(Self.ownResults)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        return "\(folder)/\(UUID().uuidString)"
    }

    /// Where the complete file lies.
    func path(of job: JobIdentity) -> String { "\(directory)/\(job.workspace)/\(job.id)" }

    private func partPath(of job: JobIdentity) -> String { path(of: job) + ".part" }

    /// Opens the file for writing, and makes it when there is none.
    func openPart(of job: JobIdentity) async throws -> Part {
        let part = partPath(of: job)
        let complete = path(of: job)
        return try await Self.blocking {
            try FileManager.default.createDirectory(
                atPath: directory + "/" + job.workspace, withIntermediateDirectories: true)
            // A crash between the last rename and the commit that follows it.
            if access(part, F_OK) != 0, access(complete, F_OK) == 0 { try Self.rename(complete, part) }
            let descriptor = open(part, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
            guard descriptor >= 0 else { throw FileTrouble(errno) }
            return Part(descriptor: descriptor)
        }
    }

    /// Gives the complete file its name, durably, and returns its SHA-256 in lower-case hex.
    func complete(_ job: JobIdentity, size: Int64) async throws -> String {
        let part = partPath(of: job)
        let path = path(of: job)
        return try await Self.blocking {
            guard truncate(part, off_t(size)) == 0 else { throw FileTrouble(errno) }
            let digest = try Self.sha256(part)
            try Self.rename(part, path)
            try Self.synchroniseDirectory(directory + "/" + job.workspace)
            return digest
        }
    }

    private static func sha256(_ path: String) throws -> String {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileTrouble(errno) }
        defer { close(descriptor) }
        var hash = try SHA256()
        var block = [UInt8](repeating: 0, count: hashBlockBytes)
        while true {
            let count = block.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
            if count == 0 { return try hash.finish() }
            guard count > 0 else {
                if errno == EINTR { continue }
                throw FileTrouble(errno)
            }
            try block.withUnsafeBytes { try hash.update(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
        }
    }

    private static func rename(_ old: String, _ new: String) throws {
        guard Foundation.rename(old, new) == 0 else { throw FileTrouble(errno) }
    }

    private static func synchroniseDirectory(_ path: String) throws {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileTrouble(errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw FileTrouble(errno) }
    }

    static func blocking<R: Sendable>(_ body: @escaping @Sendable () throws -> R) async throws -> R {
        try await NIOThreadPool.singleton.runIfActive(body)
    }

    /// The file while it is being received.
    final class Part: Sendable {
        private let descriptor: Int32

        fileprivate init(descriptor: Int32) { self.descriptor = descriptor }

        deinit { close(descriptor) }

        func write(_ bytes: [UInt8], at offset: Int64) async throws {
            try await UploadFiles.blocking { [descriptor] in
                var written = 0
                while written < bytes.count {
                    let count = bytes.withUnsafeBytes { buffer in
                        pwrite(
                            descriptor, buffer.baseAddress.map { $0 + written }, bytes.count - written,
                            off_t(offset) + off_t(written))
                    }
                    guard count >= 0 else {
                        if errno == EINTR { continue }
                        throw FileTrouble(errno)
                    }
                    written += count
                }
            }
        }

        /// Returns when everything written so far is on the disk.
        func synchronise() async throws {
            try await UploadFiles.blocking { [descriptor] in
                guard fsync(descriptor) == 0 else { throw FileTrouble(errno) }
            }
        }
    }
}

/// The disk refused.
struct FileTrouble: RPCErrorConvertible {
    let code: Int32

    init(_ code: Int32) { self.code = code }

    var rpcError: RPCError {
        code == ENOSPC || code == EDQUOT
            ? RPCError(.resourceExhausted, "The disk is full; what was received so far is kept.", cause: self)
            : RPCError(.unavailable, "The uploaded file cannot be read or written.", cause: self)
    }
}
