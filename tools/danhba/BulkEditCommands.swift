import ArgumentParser
import Contracts
import Foundation
import RPCCore

/// Which contacts `edit` and `delete` are about, and how carefully.
struct SelectionOptions: ParsableArguments {
    @OptionGroup var filter: ContactFilterOptions
    @Flag(help: "Every contact.")
    var all = false
    @Flag(help: "Only say what would be done.")
    var dryRun = false
    @Option(help: "Do nothing unless exactly so many contacts are selected.")
    var expect: Int64 = 0
    @Argument(help: "Ids of contacts.")
    var ids: [Int64] = []

    func validate() throws {
        let isFiltered = filter.filter != ContactsV1.ContactFilter()
        if [isFiltered, all, !ids.isEmpty].count(where: { $0 }) != 1 {
            throw ValidationError("Name contacts by their ids or by filters, or say --all.")
        }
    }

    var selection: ContactsV1.ContactSelection {
        ContactsV1.ContactSelection(ids: ids, filter: ids.isEmpty ? filter.filter : nil)
    }
}

/// `danhba contacts edit`: the same values for many contacts.
struct BulkEditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit", abstract: "Set fields of many contacts to the same values.",
        discussion: "danhba contacts edit --text hue --set rating=5 --set city=Huế --set custom.tier=Gold --dry-run")

    @OptionGroup var peers: PeerOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var selected: SelectionOptions
    @Option(help: "FIELD=VALUE, FIELD as in the contract or custom.KEY; an empty value blanks it. May be repeated.")
    var set: [String]

    func run() async throws {
        let (mask, fields) = try values()
        let answer = try await peers.withConnection(to: .contacts) { connection, options in
            try await ContactsV1.BulkEditsClient(connection).editContacts(
                .init(
                    selection: selected.selection, updateMask: mask, fields: fields, dryRun: selected.dryRun,
                    expectedCount: selected.expect),
                options: options)
        }
        if output.json { return try output.printJSON(answer, MessagePrinter()) }
        print(
            "\(Phrase.count(answer.selectedCount, "contact")) selected, \(selected.dryRun ? "would be " : "")changed "
                + "\(answer.changedCount)")
        if !answer.operationID.isEmpty { print("to take it back: danhba undo \(answer.operationID)") }
        let changed = answer.previews.compactMap(\.after)
        if !changed.isEmpty { try ContactsCommand.show(changed, output) }
    }

    private func values() throws -> ([String], ContactsV1.ContactFields) {
        var mask: [String] = []
        var builtIn: [String: String] = [:]
        var custom: [FieldsV1.CustomValue] = []
        for assignment in set {
            guard let equals = assignment.firstIndex(of: "=") else {
                throw ValidationError("\(assignment) has no =; write FIELD=VALUE.")
            }
            let name = String(assignment[..<equals])
            let value = String(assignment[assignment.index(after: equals)...])
            mask.append(name)
            if name.hasPrefix("custom.") {
                custom.append(.init(key: String(name.dropFirst("custom.".count)), values: value.isEmpty ? [] : [value]))
            } else if !value.isEmpty {
                builtIn[name] = value
            }
        }
        let json = String(decoding: try JSONEncoder().encode(builtIn), as: UTF8.self)
        let bytes = try MessagePrinter().serialise(json, as: ContactsV1.ContactFields.fullName)
        var fields = try bytes.withUnsafeBytes { try ContactsV1.ContactFields(deserializing: $0) }
        fields.custom = custom
        return (mask, fields)
    }
}

/// `danhba contacts delete`: many contacts.
struct BulkDeleteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete", abstract: "Delete contacts; they can be restored for 30 days.")

    @OptionGroup var peers: PeerOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var selected: SelectionOptions

    func run() async throws {
        let answer = try await peers.withConnection(to: .contacts) { connection, options in
            try await ContactsV1.BulkEditsClient(connection).deleteContacts(
                .init(selection: selected.selection, dryRun: selected.dryRun, expectedCount: selected.expect),
                options: options)
        }
        if output.json { return try output.printJSON(answer, MessagePrinter()) }
        print("\(selected.dryRun ? "would be deleted" : "deleted"): \(Phrase.count(answer.deletedCount, "contact"))")
        if !answer.operationID.isEmpty { print("to take it back: danhba undo \(answer.operationID)") }
        let contacts = answer.previews.compactMap(\.before)
        if !contacts.isEmpty { try ContactsCommand.show(contacts, output) }
    }
}
