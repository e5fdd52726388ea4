import Foundation
import Logging
import RPCCore
import Synchronization

/// The workspaces of a store by name, with at most so many files open.
final class WorkspaceRegistry: Sendable {
    let directory: StoreDirectory
    private let schema: StoreSchema
    private let configuration: StoreConfiguration
    private let workspaces: Mutex<[String: Workspace]>
    private let followers = Mutex<[UUID: AsyncStream<String>.Continuation]>([:])
    private let isClosed = Atomic<Bool>(false)

    init(configuration: StoreConfiguration, schema: StoreSchema) throws {
        self.configuration = configuration
        self.schema = schema
        directory = try StoreDirectory(path: "\(configuration.directory)/\(schema.name)")
        workspaces = Mutex([:])
    }

    /// Opens the files that a killed process left behind, so that they are checked before the first call, and as many
    /// of the others as may be open.
    ///
    /// A damaged one is refused alone; one of a newer program refuses the start.
    func openExisting(_ logger: Logger) throws {
        let names = try directory.workspaces()
        let isUnclean = { [directory] name in StoreDirectory.size(of: directory.file(of: name) + "-wal") > 0 }
        let unclean = names.filter(isUnclean)
        let others = names.filter { !isUnclean($0) }.prefix(max(0, configuration.openWorkspaceLimit - unclean.count))
        for name in names { _ = try workspace(named: name, isExisting: true) }
        for name in unclean + others {
            let workspace = try workspace(named: name)
            do {
                _ = try workspace.acquire()
                workspace.release()
            } catch StoreError.damaged(let detail) {
                logger.error(
                    "workspace refused: its file is damaged", metadata: ["workspace": "\(name)", "detail": "\(detail)"])
            }
        }
    }

    /// The workspace of that name; its file is made at its first use.
    ///
    /// Throws `invalidWorkspaceName`, `workspaceLimitReached` or `closed`.
    func workspace(named name: String, isExisting: Bool = false) throws -> Workspace {
        let (workspace, isNew) = try workspaces.withLock { workspaces in
            if let workspace = workspaces[name] { return (workspace, false) }
            guard WorkspaceName.isValid(name) else { throw StoreError.invalidWorkspaceName }
            if isClosed.load(ordering: .acquiring) { throw StoreError.closed }
            guard isExisting || workspaces.count < configuration.workspaceLimit else {
                throw StoreError.workspaceLimitReached(limit: configuration.workspaceLimit)
            }
            let workspace = Workspace(name: name, configuration: configuration) {
                [weak self, directory, schema, configuration] in
                self?.makeRoom()
                return try WorkspaceFile(
                    workspace: name, directory: directory, schema: schema, configuration: configuration)
            }
            workspaces[name] = workspace
            return (workspace, true)
        }
        if isNew { for follower in followers.withLock({ Array($0.values) }) { follower.yield(name) } }
        return workspace
    }

    /// Ends a workspace and deletes its file; a later use makes an empty one.
    ///
    /// Calls under way end first; those that wait or come meanwhile are refused with `closed`.
    func remove(_ name: String) async throws {
        let workspace = try workspace(named: name, isExisting: true)
        workspace.writes.close().refuse(StoreError.closed)
        workspace.signal.close()
        await withCheckedContinuation { continuation in
            workspace.fail(.closed) { continuation.resume() }
        }
        try directory.remove(name)
        workspaces.withLock { $0[name] = nil }
    }

    /// The names of those known now, then of each new one; a name may come twice.
    ///
    /// Ends when the store closes.
    func names() -> AsyncStream<String> {
        let (stream, continuation) = AsyncStream<String>.makeStream(bufferingPolicy: .unbounded)
        let key = UUID()
        continuation.onTermination = { [weak self] _ in self?.followers.withLock { $0[key] = nil } }
        followers.withLock { $0[key] = continuation }
        for workspace in all { continuation.yield(workspace.name) }
        if isClosed.load(ordering: .acquiring) { continuation.finish() }
        return stream
    }

    /// Closes the least recently used idle files until one more may be opened.
    private func makeRoom() {
        var open = openWorkspaces.sorted { $0.lastUseInstant < $1.lastUseInstant }[...]
        var count = open.count
        while count >= configuration.openWorkspaceLimit, let oldest = open.popFirst() {
            if oldest.closeIfUnused() { count -= 1 }
        }
    }

    /// Those with an open file, in no order.
    var openWorkspaces: [Workspace] { all.filter(\.isOpen) }

    /// Every known workspace, in no order.
    var all: [Workspace] { workspaces.withLock { Array($0.values) } }

    /// Refuses further use; returns when every file is closed.
    func close() async {
        isClosed.store(true, ordering: .releasing)
        for follower in followers.withLock({ Array($0.values) }) { follower.finish() }
        for workspace in all {
            workspace.signal.close()
            await withCheckedContinuation { continuation in
                workspace.fail(.closed) { continuation.resume() }
            }
        }
        directory.unlock()
    }
}
