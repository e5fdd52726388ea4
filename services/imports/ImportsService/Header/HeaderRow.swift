/// A header row as it was found or chosen.
struct HeaderRow: Sendable, Equatable {
    struct Column: Sendable, Equatable {
        /// From 0.
        var index: Int
        var text: String
        /// What the column seems to mean; nil when it is not recognised, never imported or a custom field.
        var suggestion: ImportField?
        /// The key of the custom field that it seems to be.
        var customKey: String?
        /// Whether its name begins with an underscore, so that only the record's own id may be imported.
        var isReserved: Bool
    }

    /// As the spreadsheet program shows it.
    var number: Int
    /// The columns with a text, by index.
    var columns: [Column]

    /// Reads a row as a header.
    ///
    /// `cells` are columns from 0 with their texts.
    init(
        number: Int, cells: [(column: Int, text: String)], _ profile: KindProfile = .contacts,
        custom: CustomHeaders = .none
    ) {
        self.number = number
        // Such fields leave columns of the same label to the built-in field of that name: an export writes both.
        let spelledOut = Set(cells.compactMap { custom.key(spelledOut: $0.text) })
        let meanings = cells.map { cell in
            let isNamed = custom.key(named: cell.text).map { key in
                !spelledOut.contains(key) || custom.key(spelledOut: cell.text) != nil
            }
            let meaning = isNamed == true ? .unknown : HeaderCell.meaning(of: cell.text, profile.headers)
            return (cell.column, cell.text, meaning)
        }
        let outright = Set(
            meanings.compactMap { _, _, meaning in
                if case .field(let name) = meaning, !name.isSecondary { name.field } else { nil }
            })
        columns = meanings.map { index, text, meaning in
            switch meaning {
            case .field(let name):
                let isOutdone = name.isSecondary && outright.contains(name.field)
                return Column(index: index, text: text, suggestion: isOutdone ? nil : name.field, isReserved: false)
            case .service(let service):
                return Column(
                    index: index, text: text, suggestion: service == profile.idColumn ? profile.idField : nil,
                    isReserved: true)
            case .reserved: return Column(index: index, text: text, suggestion: nil, isReserved: true)
            case .unknown:
                let key = custom.key(named: text) ?? custom.key(resembling: text)
                return Column(index: index, text: text, suggestion: nil, customKey: key, isReserved: false)
            }
        }
    }

    /// How many different fields the row names: a header names some, a title or a data row hardly any.
    var score: Int { Set(columns.compactMap(\.suggestion)).count + Set(columns.compactMap(\.customKey)).count }

    /// What the columns seem to mean, by column from 0.
    var suggestedMapping: [Int: ImportField] {
        Dictionary(
            columns.compactMap { column in column.suggestion.map { (column.index, $0) } },
            uniquingKeysWith: { first, _ in first })
    }

    var texts: [Int: String] {
        Dictionary(columns.map { ($0.index, $0.text) }, uniquingKeysWith: { first, _ in first })
    }

    /// The rows at a sheet's beginning among which the header is looked for.
    static let searchDepth = 20

    /// The row that names the most fields, the first of equals; nil when none names any.
    static func find(in rows: [HeaderRow]) -> HeaderRow? {
        rows.reduce(nil) { best, row in row.score > (best?.score ?? 0) ? row : best }
    }
}
