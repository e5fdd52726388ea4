import Store
import Testing

@Suite("Statement")
struct StatementTests {
    @Test("values come back as they were bound")
    func values() async throws {
        let temporary = try TemporaryStore()
        try await temporary.store.write("main") { transaction in
            let row = try transaction.statement("SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8")
            try row.bind(Int64.min, at: 1)
            try row.bind("Nguyễn\u{0}é", at: 2)
            try row.bind([0, 255] as [UInt8], at: 3)
            try row.bind(nil as String?, at: 4)
            try row.bind("", at: 5)
            try row.bind([] as [UInt8], at: 6)
            try row.bind(1.5, at: 7)
            try row.bind(nil as Int64?, at: 8)
            #expect(try row.step())
            #expect(row.int64(at: 0) == .min)
            #expect(row.text(at: 1) == "Nguyễn\u{0}é")
            #expect(row.bytes(at: 2) == [0, 255])
            #expect(row.isNull(at: 3) && row.optionalText(at: 3) == nil && row.text(at: 3).isEmpty)
            #expect(row.optionalText(at: 4) == "")
            #expect(row.optionalBytes(at: 5) == [])
            #expect(row.double(at: 6) == 1.5)
            #expect(row.optionalInt64(at: 7) == nil && row.int64(at: 7) == 0)
            #expect(try !row.step())
        }
        await temporary.store.close()
    }

    /// The one place of this literal, so that both uses share a cache entry.
    private static func counter(_ transaction: ReadTransaction, from first: Int64) throws -> Statement {
        let counter = try transaction.statement(
            """
            WITH RECURSIVE c(n) AS (SELECT ?1 UNION ALL SELECT n + 1 FROM c WHERE n < ?1 + 2) SELECT n FROM c
            """)
        try counter.bind(first, at: 1)
        return counter
    }

    @Test("a statement used inside its own loop does not disturb the outer use")
    func nested() async throws {
        let temporary = try TemporaryStore()
        let pairs = try await temporary.store.read("main") { transaction in
            var pairs: [[Int64]] = []
            let outer = try Self.counter(transaction, from: 1)
            while try outer.step() {
                let inner = try Self.counter(transaction, from: outer.int64(at: 0) * 10)
                while try inner.step() { pairs.append([outer.int64(at: 0), inner.int64(at: 0)]) }
            }
            return pairs
        }
        #expect(pairs == [[1, 10], [1, 11], [1, 12], [2, 20], [2, 21], [2, 22], [3, 30], [3, 31], [3, 32]])
        await temporary.store.close()
    }

    @Test("many different texts, and a text that is no SQL")
    func dynamic() async throws {
        let temporary = try TemporaryStore()
        try await temporary.store.read("main") { transaction in
            for number in 0..<300 {
                let row = try transaction.statement(dynamic: "SELECT \(number)")
                #expect(try row.step())
                #expect(row.int64(at: 0) == Int64(number))
            }
        }
        for sql in ["SELEKT", ""] {
            await #expect(throws: StoreError.self) {
                try await temporary.store.read("main") { _ = try $0.statement(dynamic: sql).step() }
            }
        }
        await temporary.store.close()
    }
}
