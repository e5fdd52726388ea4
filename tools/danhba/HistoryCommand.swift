import ArgumentParser
import Contracts
import RPCCore

/// `danhba contacts history ID`: who changed what when.
struct HistoryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history", abstract: "Show the changes of a contact, newest first.")

    @OptionGroup var peers: PeerOptions
    @OptionGroup var output: OutputOptions
    @Option(help: "At most so many changes, up to 500.")
    var limit: Int32 = 50
    @Argument(help: "The contact's id; it may have been deleted.")
    var id: Int64

    func run() async throws {
        let changes = try await peers.withConnection(to: .contacts) { connection, options in
            let request = ContactsV1.ListContactChangesRequest(contactID: id, pageSize: limit)
            return try await ContactsV1.HistoryClient(connection).listContactChanges(request, options: options).changes
        }
        if output.json {
            let printer = MessagePrinter()
            for change in changes { try output.printJSON(change, printer) }
            return
        }
        var table = Table("WHEN", "WHO", "WHAT", "FIELD", "BEFORE", "AFTER", "OPERATION")
        for change in changes {
            let fields = change.fields.isEmpty ? [ContactsV1.FieldChange()] : change.fields
            for field in fields {
                table.append(
                    TimeText.instant(change.atMs), change.actor, "\(change.kind)", field.field,
                    field.before.joined(separator: ", "), field.after.joined(separator: ", "), change.operationID)
            }
        }
        table.print(empty: "no change is kept")
    }
}

/// `danhba undo OPERATION`: takes an operation back.
struct UndoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "undo", abstract: "Take an operation back: one change, a replaced manager, or a whole import.",
        discussion: """
            Fields that hold something else by now stay as they are and are listed. The undo is an operation too: undo it \
            to have everything as before. Exit status 3: there were conflicts.
            """)

    @OptionGroup var peers: PeerOptions
    @OptionGroup var output: OutputOptions
    @Flag(help: "Only say what would be done.")
    var dryRun = false
    @Argument(help: "The operation, as contacts history and watch --json tell it.")
    var operation: String

    func run() async throws {
        let result = try await peers.withConnection(to: .contacts) { connection, options in
            let request = ContactsV1.UndoOperationRequest(operationID: operation, dryRun: dryRun)
            return try await ContactsV1.HistoryClient(connection).undoOperation(request, options: options)
        }
        if output.json {
            try output.printJSON(result, MessagePrinter())
        } else {
            show(result)
        }
        if result.conflictCount > 0 { throw ExitCode(3) }
    }

    private func show(_ result: ContactsV1.UndoOperationResponse) {
        print(
            "\(dryRun ? "would be " : "")changed back \(result.updatedCount), deleted \(result.deletedCount), "
                + "restored \(result.restoredCount), unchanged \(result.unchangedCount), "
                + "in conflict \(result.conflictCount)")
        if !result.operationID.isEmpty { print("to have it back: danhba undo \(result.operationID)") }
        if result.conflicts.isEmpty { return }
        var table = Table("RECORD", "ID", "FIELD")
        for conflict in result.conflicts {
            table.append(conflict.entity, "\(conflict.entityID)", conflict.field.isEmpty ? "all" : conflict.field)
        }
        table.print(empty: "")
    }
}
