import RPCCore

/// The read transactions that one event-loop thread has open for the calls that arrived together.
///
/// Never leaves its thread.
final class InlineReaders {
    /// A batch that touches more workspaces than this ends its earlier transactions, so that one thread cannot hold
    /// many files.
    private static let limit = 8

    private struct Open {
        let workspace: Workspace
        let file: WorkspaceFile
        let transaction: ReadTransaction
    }

    private var open: [Open] = []

    /// The open transaction of a workspace.
    func transaction(of name: String) -> ReadTransaction? {
        for candidate in open where candidate.workspace.name == name { return candidate.transaction }
        return nil
    }

    /// Opens a transaction; ended by `end`.
    func begin(in workspace: Workspace) throws -> ReadTransaction {
        if open.count >= Self.limit { end() }
        let file = try workspace.acquire()
        do {
            let reader = try file.takeReader()
            do {
                try reader.execute("BEGIN")
            } catch {
                file.putBack(reader)
                throw error
            }
            let transaction = ReadTransaction(workspace: workspace.name, connection: reader)
            open.append(Open(workspace: workspace, file: file, transaction: transaction))
            return transaction
        } catch {
            workspace.release()
            throw error
        }
    }

    /// Ends every open transaction.
    func end() {
        for ended in open {
            ended.transaction.connection.endRead()
            ended.file.putBack(ended.transaction.connection)
            ended.workspace.release()
        }
        open.removeAll(keepingCapacity: true)
    }

    deinit { end() }
}
