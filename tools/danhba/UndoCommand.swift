import ArgumentParser
import Contracts
import RPCCore

/// `danhba undo OPERATION`: takes an operation back.
struct UndoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "undo", abstract: "Take an operation back: one change, a replaced manager, or a whole import.",
        discussion: """
            Fields that hold something else by now stay as they are and are listed. The undo is an operation too: undo it \
            to have everything as before, or say --redo for an import. Exit status 3: there were conflicts.
            """)

    @OptionGroup var peers: PeerOptions
    @OptionGroup var output: OutputOptions
    @Flag(help: "Only say what would be done.")
    var dryRun = false
    @Flag(help: "The operation was one on companies.")
    var onCompanies = false
    @Option(name: .customLong("import"), help: "Take back what an import did, by its id, instead of an operation.")
    var importID: Int64?
    @Flag(help: "Take the undo of an import back.")
    var redo = false
    @Argument(help: "The operation, as contacts history and watch --json tell it.")
    var operation: String?

    func validate() throws {
        if (operation == nil) == (importID == nil) {
            throw ValidationError("Say either an operation or --import ID.")
        }
        if importID == nil, redo {
            throw ValidationError("--redo is for --import; another undo is undone by its own id.")
        }
        if importID != nil, onCompanies {
            throw ValidationError("An import knows its companies: leave --on-companies out.")
        }
        if redo, dryRun { throw ValidationError("A redo cannot be rehearsed.") }
    }

    func run() async throws {
        if let importID {
            let undone = try await undoImport(importID)
            if output.json { try output.printJSON(undone, MessagePrinter()) } else { show(undone, of: importID) }
            if undone.hasConflicts { throw ExitCode(3) }
            return
        }
        let outcome = try await undoOperation(operation ?? "")
        if output.json {
            try output.printJSON(outcome, MessagePrinter())
        } else {
            show(outcome)
            if !outcome.operationID.isEmpty {
                print("to have it back: danhba undo \(onCompanies ? "--on-companies " : "")\(outcome.operationID)")
            }
            showConflicts(outcome.conflicts)
        }
        if outcome.conflictCount > 0 { throw ExitCode(3) }
    }

    private func undoOperation(_ operation: String) async throws -> RPCV1.UndoOperationResponse {
        let request = RPCV1.UndoOperationRequest(operationID: operation, dryRun: dryRun)
        return try await peers.withConnection(to: onCompanies ? .companies : .contacts) { connection, options in
            if onCompanies {
                try await CompaniesV1.HistoryClient(connection).undoOperation(request, options: options)
            } else {
                try await ContactsV1.HistoryClient(connection).undoOperation(request, options: options)
            }
        }
    }

    private func undoImport(_ id: Int64) async throws -> ImportsV1.GetImportUndoResponse {
        try await peers.withConnection(to: .imports) { connection, options in
            let client = ImportsV1.ImportUndoClient(connection)
            if dryRun {
                let rehearsal = try await client.rehearseUndo(.init(id: id), options: options)
                return .init(outcome: rehearsal.outcome, members: rehearsal.members)
            }
            if redo {
                _ = try await client.redoImport(.init(id: id), options: options)
            } else {
                _ = try await client.undoImport(.init(id: id), options: options)
            }
            let steps = try await ImportsV1.ImportsClient(connection).watchImport(.init(id: id), options: options)
            var last: ImportsV1.Import?
            var bar = ProgressBar(redo ? "redo" : "undo")
            for try await step in steps {
                last = step.import
                if let last { bar.show(perMille: Int(last.progressPerMille), ImportText.progress(last)) }
            }
            bar.finish()
            let isUndone = last?.state == .undone || last?.state == .partlyUndone
            if let last, isUndone == redo {
                throw RPCError(.failedPrecondition, "\(last.errorName): \(last.errorMessage)")
            }
            return try await client.getImportUndo(.init(id: id), options: options)
        }
    }

    private func show(_ undone: ImportsV1.GetImportUndoResponse, of id: Int64) {
        show(undone.outcome ?? .init())
        if let members = undone.members, members != .init() { show(members, "members of the list: ") }
        if !dryRun, !redo { print("to have it back: danhba undo --import \(id) --redo") }
        showConflicts((undone.outcome?.conflicts ?? []) + (undone.members?.conflicts ?? []))
    }

    private func show(_ outcome: RPCV1.UndoOperationResponse, _ subject: String = "") {
        print(
            "\(subject)\(dryRun ? "would be " : "")changed back \(outcome.updatedCount), deleted \(outcome.deletedCount), "
                + "restored \(outcome.restoredCount), unchanged \(outcome.unchangedCount), "
                + "in conflict \(outcome.conflictCount)")
    }

    private func showConflicts(_ conflicts: [RPCV1.UndoConflict]) {
        if conflicts.isEmpty { return }
        var table = Table("RECORD", "ID", "FIELD")
        for conflict in conflicts {
            table.append(conflict.entity, "\(conflict.entityID)", conflict.field.isEmpty ? "all" : conflict.field)
        }
        table.print(empty: "")
    }
}

extension ImportsV1.GetImportUndoResponse {
    fileprivate var hasConflicts: Bool { (outcome?.conflictCount ?? 0) + (members?.conflictCount ?? 0) > 0 }
}
