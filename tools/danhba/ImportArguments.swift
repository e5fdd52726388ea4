import ArgumentParser
import Contracts

/// The six modes by the names used on the command line.
enum ImportMode: String, CaseIterable, ExpressibleByArgument {
    case createAll = "create-all"
    case createNew = "create-new"
    case upsertFill = "upsert-fill"
    case upsertOverwrite = "upsert-overwrite"
    case updateFill = "update-fill"
    case updateOverwrite = "update-overwrite"

    var message: ContactsV1.WriteMode {
        switch self {
        case .createAll: .createAll
        case .createNew: .createNew
        case .upsertFill: .upsertFill
        case .upsertOverwrite: .upsertOverwrite
        case .updateFill: .updateFill
        case .updateOverwrite: .updateOverwrite
        }
    }
}

/// The duplicate-check keys.
enum ImportKey: String, CaseIterable, ExpressibleByArgument {
    case phone
    case email

    var message: ContactsV1.DuplicateKey {
        switch self {
        case .phone: .phone
        case .email: .email
        }
    }
}

/// `COLUMN=FIELD`: a column, counted from 1, and what it means.
struct MappedColumn: ExpressibleByArgument {
    let message: ImportsV1.ColumnMapping

    init?(argument: String) {
        let parts = argument.split(separator: "=")
        let name = parts.last?.lowercased() ?? ""
        let field = ImportsV1.ImportField.allCases.first { "\($0)".lowercased() == name.filter { $0 != "_" } }
        guard parts.count == 2, let column = Int32(parts[0]), column > 0, let field, field != .unspecified else {
            return nil
        }
        message = ImportsV1.ColumnMapping(column: column, field: field)
    }
}
