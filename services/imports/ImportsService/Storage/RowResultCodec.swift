/// The stored results of successive rows: three or four bytes for a plain one.
///
/// Each row: the distance to the row before it and to the record before its own (signed), the outcome with a bit that
/// says whether notes follow and one whether other records were changed, the record's version unless the row created it,
/// the other records, then the notes. Version 1 of the form has no records' versions, version 2 no other records.
enum RowResultCodec {
    private static let version: UInt8 = 3
    private static let notesFlag: UInt8 = 0x80
    private static let changedFlag: UInt8 = 0x40
    /// In place of a field's number: a custom field's key follows.
    private static let customField: UInt8 = 0xFF

    static func encode(_ results: some Sequence<RowResult>) -> [UInt8] {
        var writer = ByteWriter()
        writer.write(version)
        var row: Int64 = 0
        var recordID: Int64 = 0
        for result in results {
            writer.write(signed: result.row &- row)
            let flags = (result.notes.isEmpty ? 0 : notesFlag) | (result.changed.isEmpty ? 0 : changedFlag)
            writer.write(result.outcome.rawValue | flags)
            if result.outcome.isDone {
                writer.write(signed: result.recordID &- recordID)
                recordID = result.recordID
                if result.outcome != .created { writer.write(UInt64(clamping: result.version)) }
            }
            if !result.changed.isEmpty { encode(result.changed, more: result.moreChanged, into: &writer) }
            if !result.notes.isEmpty { encode(result.notes, into: &writer) }
            row = result.row
        }
        return writer.bytes
    }

    private static func encode(_ changed: [ChangedRecord], more: Int64, into writer: inout ByteWriter) {
        writer.write(UInt64(changed.count))
        var last: Int64 = 0
        for record in changed {
            writer.write(signed: record.id &- last)
            writer.write(UInt64(clamping: record.version))
            last = record.id
        }
        writer.write(UInt64(clamping: more))
    }

    private static func encode(_ notes: [RowNote], into writer: inout ByteWriter) {
        writer.write(UInt64(notes.count))
        for note in notes {
            writer.write(signed: Int64(note.number))
            if note.customKey.isEmpty {
                writer.write(UInt8(clamping: note.field?.rawValue ?? 0))
            } else {
                writer.write(customField)
                writer.write(note.customKey)
            }
            writer.write(UInt64(clamping: note.column))
            writer.write(note.detail)
            writer.write(UInt64(note.ids.count))
            for id in note.ids { writer.write(signed: id) }
            writer.write(signed: note.firstRow)
        }
    }

    static func decode(_ bytes: UnsafeRawBufferPointer) throws -> [RowResult] {
        var reader = ByteReader(bytes)
        let form = try reader.byte()
        guard (1...version).contains(form) else { throw ByteReader.Damaged() }
        var results: [RowResult] = []
        var row: Int64 = 0
        var recordID: Int64 = 0
        while !reader.isAtEnd {
            row &+= try reader.signed()
            let head = try reader.byte()
            guard let outcome = RowOutcome(rawValue: head & ~(notesFlag | changedFlag)) else {
                throw ByteReader.Damaged()
            }
            var result = RowResult(row: row, outcome: outcome)
            if outcome.isDone {
                recordID &+= try reader.signed()
                result.recordID = recordID
                if outcome == .created {
                    result.version = 1
                } else if form > 1 {
                    result.version = Int64(clamping: try reader.number())
                }
            }
            if head & changedFlag != 0 { try decodeChanged(&reader, into: &result) }
            if head & notesFlag != 0 { result.notes = try decodeNotes(&reader) }
            results.append(result)
        }
        return results
    }

    private static func decodeChanged(_ reader: inout ByteReader, into result: inout RowResult) throws {
        var id: Int64 = 0
        for _ in 0..<(try reader.number()) {
            id &+= try reader.signed()
            result.changed.append(ChangedRecord(id: id, version: Int64(clamping: try reader.number())))
        }
        result.moreChanged = Int64(clamping: try reader.number())
    }

    private static func decodeNotes(_ reader: inout ByteReader) throws -> [RowNote] {
        var notes: [RowNote] = []
        for _ in 0..<(try reader.number()) {
            var note = RowNote(Int32(truncatingIfNeeded: try reader.signed()))
            let field = try reader.byte()
            note.field = ImportField(rawValue: Int32(field))
            if field == customField { note.customKey = try reader.text() }
            note.column = Int(truncatingIfNeeded: try reader.number())
            note.detail = try reader.text()
            for _ in 0..<(try reader.number()) { note.ids.append(try reader.signed()) }
            note.firstRow = try reader.signed()
            notes.append(note)
        }
        return notes
    }
}

/// The stored form of a tally: pairs of number and rows.
enum CodeTallyCodec {
    static func encode(_ tally: CodeTally) -> [UInt8] {
        var writer = ByteWriter()
        for (number, rows) in tally.rows.sorted(by: { $0.key < $1.key }) {
            writer.write(signed: Int64(number))
            writer.write(signed: rows)
        }
        return writer.bytes
    }

    static func decode(_ bytes: UnsafeRawBufferPointer) throws -> CodeTally {
        var reader = ByteReader(bytes)
        var rows: [Int32: Int64] = [:]
        while !reader.isAtEnd { rows[Int32(truncatingIfNeeded: try reader.signed())] = try reader.signed() }
        return CodeTally(rows)
    }
}
