import Testing
import TestSupport

@testable import ImportsService

@Suite struct RowResultCodecTests {
    @Test("Stored results read back as they were", arguments: 0..<50)
    func roundTrip(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let results = Self.randomResults(&random)
        let bytes = RowResultCodec.encode(results)
        #expect(try bytes.withUnsafeBytes { try RowResultCodec.decode($0) } == results)
    }

    @Test("A plain row takes at most four bytes")
    func size() {
        let results = (0..<8_192).map {
            RowResult(row: $0 + 2, outcome: .unchanged, recordID: 1_000_000 + $0, version: 12)
        }
        #expect(RowResultCodec.encode(results).count < 8_192 * 4 + 8)
    }

    @Test("Cut or changed bytes are refused or read as something, and never crash", arguments: 0..<20)
    func damage(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let bytes = RowResultCodec.encode(Self.randomResults(&random))
        for length in 0..<bytes.count {
            _ = try? bytes[..<length].withUnsafeBytes { try RowResultCodec.decode($0) }
            var changed = bytes
            changed[length] = UInt8.random(in: 0...255, using: &random)
            _ = try? changed.withUnsafeBytes { try RowResultCodec.decode($0) }
        }
        #expect(throws: (any Error).self) { try [UInt8]().withUnsafeBytes { try RowResultCodec.decode($0) } }
        #expect(throws: (any Error).self) { try [9].withUnsafeBytes { try RowResultCodec.decode($0) } }
    }

    @Test("A tally counts each number once a row and reads back")
    func tally() throws {
        var tally = CodeTally()
        tally.add([RowNote(.phoneInvalid), RowNote(.phoneInvalid), RowNote(.emailInvalid)])
        tally.add([RowNote(.phoneInvalid)])
        #expect(tally.rows == [2010: 2, 2020: 1])
        let stored = CodeTallyCodec.encode(tally)
        #expect(try stored.withUnsafeBytes { try CodeTallyCodec.decode($0) } == tally)
        for number in 0..<300 { tally.add([RowNote(Int32(number))]) }
        #expect(tally.rows.count == CodeTally.limit)
    }

    private static func randomResults(_ random: inout SeededGenerator) -> [RowResult] {
        var row: Int64 = 1
        return (0..<Int.random(in: 0...60, using: &random)).map { _ in
            row += Int64.random(in: 1...1_000, using: &random)
            let outcome = RowOutcome.allCases.randomElement(using: &random) ?? .created
            let notes = (0..<Int.random(in: 0...3, using: &random)).map { _ in
                RowNote(
                    Int32.random(in: 1_000...6_000, using: &random),
                    field: ImportField.allCases.randomElement(using: &random),
                    column: Int.random(in: 0...16_384, using: &random),
                    detail: Bool.random(using: &random) ? "too_short" : "",
                    ids: Bool.random(using: &random) ? [Int64.random(in: 1...(.max), using: &random), 7] : [],
                    firstRow: Int64.random(in: 0...1_048_576, using: &random))
            }
            let id = outcome.isDone ? Int64.random(in: 1...(.max), using: &random) : 0
            let version = outcome.isDone ? Int64.random(in: 1...9, using: &random) : 0
            let changed = (0..<max(0, Int.random(in: -6...2, using: &random))).map { _ in
                ChangedRecord(id: Int64.random(in: 1...(.max), using: &random), version: 2)
            }
            let more = changed.isEmpty ? 0 : Int64.random(in: 0...9, using: &random)
            return RowResult(
                row: row, outcome: outcome, recordID: id, version: outcome == .created ? 1 : version, changed: changed,
                moreChanged: more, notes: notes)
        }
    }
}
