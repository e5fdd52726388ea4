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
