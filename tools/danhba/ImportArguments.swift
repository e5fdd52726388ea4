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

/// The kinds of record that spreadsheets hold.
enum RecordKind: String, CaseIterable, ExpressibleByArgument {
    case contacts
    case companies

    var message: ImportsV1.ImportKind {
        switch self {
        case .contacts: .contacts
        case .companies: .companies
        }
    }
}

/// The duplicate-check keys: built-in ones by name, and `custom.KEY`.
enum ImportKey: ExpressibleByArgument {
    case contact(ContactsV1.DuplicateKey)
    case company(CompaniesV1.CompanyKey)
    case custom(String)

    init?(argument: String) {
        switch argument {
        case "phone": self = .contact(.phone)
        case "email": self = .contact(.email)
        case "tax-code": self = .company(.taxCode)
        case "name": self = .company(.name)
        default:
            guard let key = customKey(argument) else { return nil }
            self = .custom(key)
        }
    }
}

/// Which of several matches a row changes.
enum ImportMatch: String, CaseIterable, ExpressibleByArgument {
    case first
    case sole
    case all

    var message: ContactsV1.MatchTarget {
        switch self {
        case .first: .first
        case .sole: .sole
        case .all: .all
        }
    }
}

/// Whether one of several keys is enough.
enum ImportKeyMatch: String, CaseIterable, ExpressibleByArgument {
    case any
    case all

    var message: ContactsV1.KeyMatch {
        switch self {
        case .any: .any
        case .all: .all
        }
    }
}

/// What comes first in a date that is written in digits.
enum ImportDateOrder: String, CaseIterable, ExpressibleByArgument {
    case dayFirst = "day-first"
    case monthFirst = "month-first"

    var message: ImportsV1.DateOrder {
        switch self {
        case .dayFirst: .dayFirst
        case .monthFirst: .monthFirst
        }
    }
}

/// The key in `custom.KEY`; nil for anything else.
private func customKey(_ name: some StringProtocol) -> String? {
    let prefix = "custom."
    return name.hasPrefix(prefix) && name.count > prefix.count ? String(name.dropFirst(prefix.count)) : nil
}

/// `COLUMN=FIELD`: a column, counted from 1, and what it means.
struct MappedColumn: ExpressibleByArgument {
    let message: ImportsV1.ColumnMapping

    init?(argument: String) {
        let parts = argument.split(separator: "=")
        guard parts.count == 2, let column = Int32(parts[0]), column > 0 else { return nil }
        if let key = customKey(parts[1]) {
            message = ImportsV1.ColumnMapping(column: column, customField: key)
            return
        }
        let name = parts[1].lowercased().filter { $0 != "_" }
        let field = ImportsV1.ImportField.allCases.first { "\($0)".lowercased() == name }
        guard let field, field != .unspecified else { return nil }
        message = ImportsV1.ColumnMapping(column: column, field: field)
    }
}
