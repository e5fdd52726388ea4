import CustomFields

/// Why a row ended as it did, or what its owner should know although it was written.
///
/// Holds nothing of the cell itself: the value stands in the file, so that erasing a person needs no search here.
struct RowNote: Sendable, Equatable {
    /// A number of `ResultCode`, or one that only the owner of the records knows.
    var number: Int32
    /// Nil when it is the row, or a custom field.
    var field: ImportField?
    /// Empty when it is no custom field.
    var customKey = ""
    /// From 1; 0 when it is no single column.
    var column: Int
    /// What the sentence needs beside the number: a phone's reason, or a limit.
    ///
    /// Never the cell's value.
    var detail: String
    /// The records concerned.
    var ids: [Int64]
    /// The row of the file that created the match; 0 otherwise.
    var firstRow: Int64

    init(
        _ number: Int32, field: ImportField? = nil, column: Int = 0, detail: String = "", ids: [Int64] = [],
        firstRow: Int64 = 0
    ) {
        self.number = number
        self.field = field
        self.column = column
        self.detail = detail
        self.ids = ids
        self.firstRow = firstRow
    }

    init(_ code: ResultCode, field: ImportField? = nil, column: Int = 0, detail: String = "", ids: [Int64] = []) {
        self.init(code.rawValue, field: field, column: column, detail: detail, ids: ids)
    }

    /// About a custom field.
    init(_ number: Int32, customKey: String, column: Int, detail: String = "") {
        self.init(number, column: column, detail: detail)
        self.customKey = customKey
    }

    /// The word of result files for what it is about; nil when it is the row.
    var word: String? { customKey.isEmpty ? field?.word : FieldCatalogue.path(customKey) }
}

/// What became of one data row; every row has exactly one.
enum RowOutcome: UInt8, CaseIterable, Sendable {
    case created = 1
    case updated = 2
    case unchanged = 3
    case skipped = 4
    case rejected = 5
    case ignoredEmpty = 6
    case notReached = 7

    /// The word in the `_outcome` column.
    var word: String {
        switch self {
        case .created: "CREATED"
        case .updated: "UPDATED"
        case .unchanged: "UNCHANGED"
        case .skipped: "SKIPPED"
        case .rejected: "REJECTED"
        case .ignoredEmpty: "IGNORED_EMPTY"
        case .notReached: "NOT_REACHED"
        }
    }

    /// Whether the row is in a result file that holds only what needs a hand.
    var isProblem: Bool { self == .skipped || self == .rejected || self == .notReached }

    /// Whether the row's value is in a record, so that importing it again has nothing to do.
    var isDone: Bool { self == .created || self == .updated || self == .unchanged }
}

/// The result of one row.
struct RowResult: Sendable, Equatable {
    /// As the spreadsheet program shows it.
    var row: Int64
    var outcome: RowOutcome
    /// Of created, updated and unchanged rows; 0 otherwise.
    var recordID: Int64 = 0
    /// Of that record after the row, by which its change is found; 0 where it is not known.
    var version: Int64 = 0
    /// Of a row that is for all of several records: those that it changed, the first hundred.
    var changed: [ChangedRecord] = []
    /// How many it changed beyond those.
    var moreChanged: Int64 = 0
    var notes: [RowNote] = []
}

/// A record as a row left it.
struct ChangedRecord: Sendable, Equatable {
    var id: Int64
    var version: Int64
}
