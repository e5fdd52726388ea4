import BulkWriting
import Contracts
import CustomFields
import ServiceRuntime

/// A chunk whose references are known: the rows to send, and the results of the others.
struct ResolvedChunk<Kind: ImportKind>: Sendable {
    let index: Int64
    let progressPerMille: Int32
    let hiddenRows: Int64
    /// All rows, in file order.
    var rows: [ParsedRow<Kind>]
    var references: Kind.References
    /// What a plan said of the rows; nil when there is none to compare with.
    var expected: ExpectedChunk?

    /// Of the rows that `decided` names none is sent, whatever is known by now.
    ///
    /// These are the rows that were not sent when the chunk was sent before; nil when it never was. Every other row that
    /// was sent then is sent again, whatever its references are by now.
    init(_ chunk: consuming Chunk<Kind>, references: Kind.References, decided: [RowResult]?) {
        index = chunk.index
        progressPerMille = chunk.progressPerMille
        hiddenRows = chunk.hiddenRows
        let rejectedBefore = decided.map { results in
            Dictionary(results.map { ($0.row, $0.notes) }, uniquingKeysWith: { first, _ in first })
        }
        var rows = exchange(&chunk.rows, with: [])
        for index in rows.indices where rows[index].verdict == .write || rows[index].verdict == .rejected {
            if let notes = rejectedBefore?[rows[index].record.row] {
                rows[index].verdict = .rejected
                rows[index].notes = notes
            } else {
                references.apply(to: &rows[index], mustBeSent: rejectedBefore != nil)
            }
        }
        self.rows = rows
        self.references = references
    }

    /// The whole chunk, of which no rows stay here.
    mutating func take() -> ResolvedChunk {
        let taken = self
        rows = []
        return taken
    }

    /// The rows that are rejected before anything is written.
    var rejected: [RowResult] {
        rows.lazy.filter { $0.verdict == .rejected }.map {
            RowResult(row: $0.record.row, outcome: .rejected, notes: $0.notes)
        }
    }

    /// The results of all rows, given those of the rows that were sent, in their order; nil when their number is wrong.
    func results(_ written: [Kind.Answer]) -> [RowResult]? {
        let profile = Kind.profile
        var next = written.makeIterator()
        var results: [RowResult] = []
        results.reserveCapacity(rows.count)
        for row in rows {
            if row.verdict == .write {
                guard let answer = next.next() else { return nil }
                results.append(RowResult(row, answer, profile))
            } else {
                var result = RowResult(row)
                if let expected, expected.digests[results.count] != result.digest {
                    result.notes.append(RowNote(.planDrift))
                }
                results.append(result)
            }
        }
        return next.next() == nil ? results : nil
    }
}

extension RowResult {
    /// Of a row that was not sent.
    fileprivate init(_ row: ParsedRow<some ImportKind>) {
        self.init(row: row.record.row, outcome: .rejected, notes: row.notes)
        switch row.verdict {
        case .ignoredEmpty: outcome = .ignoredEmpty
        case .alreadyDone:
            outcome = .skipped
            notes = [RowNote(.alreadyDone)]
        case .hidden:
            outcome = .skipped
            notes = [RowNote(.rowHidden)]
        case .write, .rejected: break
        }
    }

    /// Of a row that was sent: what the owner says, after what its cells said.
    fileprivate init<Kind: ImportKind>(_ row: ParsedRow<Kind>, _ answer: Kind.Answer, _ profile: KindProfile) {
        self.init(
            row: row.record.row, outcome: RowOutcome(answer.outcome), recordID: answer.recordID, notes: row.notes)
        for note in answer.notes {
            let field = profile.field(ownerName: note.field)
            notes.append(
                RowNote(
                    note.number, field: field, detail: note.count == 0 ? "" : "\(note.count)", ids: note.ids,
                    firstRow: note.firstRow))
            notes[notes.count - 1].customKey = FieldCatalogue.key(ofPath: note.field) ?? ""
        }
        version = answer.recordVersion
        changed = answer.changed.map { ChangedRecord(id: $0.id, version: $0.version) }
        moreChanged = answer.moreChanged
        if !outcome.isDone {
            recordID = 0
            version = 0
        }
    }
}

extension RowResult {
    /// As the owner of the records said it.
    var ownerOutcome: ContactsV1.BulkRowResult.Outcome { .init(rawValue: Int32(outcome.rawValue)) ?? .unspecified }

    /// As far as the owner has to know them again.
    var ownerNotes: [ContactsV1.RowNote] { notes.map { .init(number: $0.number, ids: $0.ids) } }

    var ownerChanged: [ContactsV1.RecordVersion] { changed.map { .init(id: $0.id, version: $0.version) } }
}

extension RowOutcome {
    fileprivate init(_ outcome: ContactsV1.BulkRowResult.Outcome) {
        switch outcome {
        case .created: self = .created
        case .updated: self = .updated
        case .unchanged: self = .unchanged
        case .skipped: self = .skipped
        case .rejected, .unspecified: self = .rejected
        }
    }
}

// MARK: - Plans

/// What a plan said of a chunk's rows.
struct ExpectedChunk: Sendable {
    /// One for each row, in file order.
    var digests: [UInt64]
    var firstPlannedID: Int64
    var drift: ContactsV1.PlanDrift
}

extension ResolvedChunk {
    /// What was planned for the rows that are sent, for their owner to compare; nil when nothing was.
    var expectation: ContactsV1.BulkExpectation? {
        guard let expected else { return nil }
        let digests = zip(rows, expected.digests).filter { $0.0.verdict == .write }.map(\.1)
        return ContactsV1.BulkExpectation(
            digests: digests, firstPlannedID: expected.firstPlannedID, drift: expected.drift)
    }

    /// The first row that is not sent and would not have been so by the plan; nil where that does not matter.
    var firstDrift: Int64? {
        guard let expected, expected.drift != .lenient else { return nil }
        return zip(rows, expected.digests).first { row, digest in
            row.verdict != .write && RowResult(row).digest != digest
        }?.0.record.row
    }

    /// The digests of all rows, given those of the rows that were sent; nil when their number is wrong.
    func digests(_ sent: [UInt64]) -> [UInt64]? {
        var next = sent.makeIterator()
        var digests: [UInt64] = []
        digests.reserveCapacity(rows.count)
        for row in rows {
            guard let digest = row.verdict == .write ? next.next() : RowResult(row).digest else { return nil }
            digests.append(digest)
        }
        return next.next() == nil ? digests : nil
    }
}

extension RowResult {
    /// Of a row that is not sent; even, so that it differs from those of owners.
    fileprivate var digest: UInt64 {
        var hash = StableHash()
        hash.combine(Int64(outcome.rawValue))
        for note in notes {
            hash.combine(Int64(note.number))
            hash.combine(Int64(note.column))
            for id in note.ids { hash.combine(id) }
        }
        return hash.value & ~1
    }
}
