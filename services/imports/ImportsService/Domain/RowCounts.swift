/// How many data rows ended how.
struct RowCounts: Sendable, Equatable {
    var created: Int64 = 0
    var updated: Int64 = 0
    var unchanged: Int64 = 0
    var skipped: Int64 = 0
    var rejected: Int64 = 0
    var ignoredEmpty: Int64 = 0
    var notReached: Int64 = 0

    /// All rows: the number of data rows once the job is over.
    var total: Int64 { created + updated + unchanged + skipped + rejected + ignoredEmpty + notReached }

    mutating func add(_ outcome: RowOutcome, rows: Int64 = 1) {
        switch outcome {
        case .created: created += rows
        case .updated: updated += rows
        case .unchanged: unchanged += rows
        case .skipped: skipped += rows
        case .rejected: rejected += rows
        case .ignoredEmpty: ignoredEmpty += rows
        case .notReached: notReached += rows
        }
    }
}

/// How many rows carry each number; bounded by the numbers there are.
struct CodeTally: Sendable, Equatable {
    /// Most numbers shown; there are about sixty.
    static let limit = 100

    private(set) var rows: [Int32: Int64] = [:]

    init(_ rows: [Int32: Int64] = [:]) { self.rows = rows }

    /// Counts a row once for each of its numbers.
    mutating func add(_ notes: [RowNote]) {
        for (index, note) in notes.enumerated() where !notes[..<index].contains(where: { $0.number == note.number }) {
            guard rows[note.number] != nil || rows.count < Self.limit else { continue }
            rows[note.number, default: 0] += 1
        }
    }
}
