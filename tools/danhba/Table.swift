/// Columns of text, aligned for a terminal.
struct Table {
    private let header: [String]
    private var rows: [[String]] = []

    init(_ header: String...) { self.header = header }

    mutating func append(_ row: String...) { rows.append(row.map(Table.oneLine)) }

    /// Prints the header and the rows; a table without rows prints `empty`.
    func print(empty: String) {
        guard !rows.isEmpty else { return Swift.print(empty) }
        let widths = header.indices.map { column in
            ([header] + rows).map { $0[column].count }.max() ?? 0
        }
        for row in [header] + rows {
            let cells = zip(row, widths).map { text, width in
                text + String(repeating: " ", count: width - text.count)
            }
            let line = cells.joined(separator: "  ")
            Swift.print(String(line.reversed().drop { $0 == " " }.reversed()))
        }
    }

    private static func oneLine(_ text: String) -> String {
        String(text.map { $0.isNewline || $0 == "\t" ? " " : $0 })
    }
}
