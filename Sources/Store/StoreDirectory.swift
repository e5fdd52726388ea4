import Foundation
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The folder of one service's files, locked against other processes until `unlock`, at the latest while it lives.
final class StoreDirectory: Sendable {
    let path: String
    private let lock: Mutex<Int32?>

    /// Makes the folder when there is none.
    ///
    /// Throws `directoryInUse` when another process holds it.
    init(path: String) throws {
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw StoreError.directoryUnusable(path: path, code: errno)
        }
        let descriptor = open(path + "/.lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw StoreError.directoryUnusable(path: path, code: errno) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw StoreError.directoryInUse(path: path)
        }
        self.path = path
        lock = Mutex(descriptor)
    }

    deinit { unlock() }

    /// Lets other processes in.
    ///
    /// Harmless when called again.
    func unlock() {
        let descriptor = lock.withLock { lock in
            defer { lock = nil }
            return lock
        }
        if let descriptor { close(descriptor) }
    }

    func file(of workspace: String) -> String { "\(path)/\(workspace).sqlite" }

    /// The workspaces that have a file, sorted.
    func workspaces() throws -> [String] {
        let suffix = ".sqlite"
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: path)
        } catch {
            throw StoreError.directoryUnusable(path: path, code: errno)
        }
        return names.filter { $0.hasSuffix(suffix) }.map { String($0.dropLast(suffix.count)) }
            .filter(WorkspaceName.isValid).sorted()
    }

    /// Deletes a workspace's files, when there are any.
    func remove(_ workspace: String) throws {
        for suffix in ["", "-wal", "-shm"] {
            let path = file(of: workspace) + suffix
            guard unlink(path) == 0 || errno == ENOENT else {
                throw StoreError.directoryUnusable(path: path, code: errno)
            }
        }
    }

    /// When a workspace's files were last written, in seconds since 1970; 0 when there are none.
    func lastWrite(of workspace: String) -> Int64 {
        let times = ["", "-wal"].map { suffix -> Int64 in
            var status = stat()
            return stat(file(of: workspace) + suffix, &status) == 0 ? Int64(status.st_mtim.tv_sec) : 0
        }
        return times.max() ?? 0
    }

    /// Makes the names of new files durable.
    func synchronise() throws {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw StoreError.directoryUnusable(path: path, code: errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw StoreError.directoryUnusable(path: path, code: errno) }
    }

    /// Bytes of a file; 0 when there is none.
    static func size(of path: String) -> Int64 {
        var status = stat()
        return stat(path, &status) == 0 ? Int64(status.st_size) : 0
    }
}
