import Foundation
import GRDB
import Store
import Testing

@Suite("Row inserter")
struct RowInserterTests {
    private static let schema = StoreSchema(
        name: "rows",
        migrations: [
            StoreSchema.Migration("rows") { db in
                try db.execute(sql: "CREATE TABLE line (id INTEGER PRIMARY KEY, part INTEGER, name TEXT, data BLOB)")
            }
        ])

    private struct Line: Equatable {
        var id: Int64
        var part: Int64?
        var name: String
        var data: [UInt8]?

        init(_ id: Int64) {
            self.id = id
            part = id.isMultiple(of: 3) ? nil : id * id
            name = id.isMultiple(of: 5) ? "" : "Đỗ \(id)"
            data = id.isMultiple(of: 7) ? nil : [UInt8](repeating: UInt8(truncatingIfNeeded: id), count: Int(id % 11))
        }

        init(_ row: Row) {
            id = row[0]
            part = row[1]
            name = row[2]
            data = (row[3] as Data?).map { [UInt8]($0) }
        }

        func append(to rows: inout RowInserter) throws {
            rows.append(id)
            rows.append(part)
            rows.append(text: name)
            rows.append(data)
            try rows.endRow()
        }
    }

    private static func insert(_ lines: [Line], _ transaction: WriteTransaction) throws {
        var rows = RowInserter("INSERT INTO line (id, part, name, data)", columnCount: 4, in: transaction)
        for line in lines { try line.append(to: &rows) }
        try rows.finish()
    }

    private static func lines(_ transaction: ReadTransaction) throws -> [Line] {
        try Row.fetchAll(transaction.db, sql: "SELECT id, part, name, data FROM line ORDER BY id").map(Line.init)
    }

    @Test("any number of rows is stored as it was appended", arguments: [0, 1, 63, 64, 65, 128, 200])
    func rows(count: Int64) async throws {
        let temporary = try TemporaryStore(schema: Self.schema)
        let lines = (0..<count).map { Line($0 + 1) }
        try await temporary.store.write("main") { try Self.insert(lines, $0) }
        #expect(try await temporary.store.read("main") { try Self.lines($0) } == lines)
        await temporary.store.close()
    }

    @Test("a row that cannot be stored undoes the call", arguments: [10, 100])
    func conflict(place: Int) async throws {
        let temporary = try TemporaryStore(schema: Self.schema)
        var lines = (0..<130).map { Line($0 + 1) }
        lines[place].id = 1
        let failing = lines
        await #expect(throws: StoreError.self) {
            try await temporary.store.write("main") { try Self.insert(failing, $0) }
        }
        #expect(try await temporary.store.read("main") { try Self.lines($0) } == [])
        lines.remove(at: place)
        let rest = lines
        try await temporary.store.write("main") { try Self.insert(rest, $0) }
        #expect(try await temporary.store.read("main") { try Self.lines($0) } == rest)
        await temporary.store.close()
    }
}
