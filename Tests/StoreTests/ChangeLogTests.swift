import GRDB
import RPCCore
import TestSupport
import Testing

@testable import Store

@Suite("Change log")
struct ChangeLogTests {
    private static let all = ReadTransaction.PageLimits(changeLimit: 10_000)

    @Test("sequences have no gap although calls fail, and every note has its change")
    func gapFree() async throws {
        let temporary = try TemporaryStore()
        let store = temporary.store
        await withTaskGroup(of: Void.self) { group in
            for writer in 0..<16 {
                group.addTask {
                    for number in 0..<20 {
                        // Every third call fails after it has written: that is what the test is about.
                        try? await store.write("main") { transaction in
                            try transaction.addNote("\(writer)-\(number)")
                            if number % 3 == 1 { throw TestError(name: "planted") }
                        }
                    }
                }
            }
        }
        let (page, count) = try await store.read("main") { transaction in
            (
                try transaction.changes(after: transaction.changeRange().oldest, limits: Self.all),
                try Int64.fetchOne(transaction.db, sql: "SELECT count(*) FROM note")
            )
        }
        #expect(page.changes.map(\.sequence) == Array(1...(count ?? 0)))
        #expect(!page.hasMore)
        await store.close()
    }

    @Test("pages of any size from every position give the rest of the log", arguments: [1, 2, 3, 100])
    func pages(limit: Int) async throws {
        let temporary = try TemporaryStore()
        let store = temporary.store
        for number in 1...6 { try await store.write("main") { _ = try $0.addNote("\(number)") } }
        let origin = try await store.changeRange("main").oldest
        for start in Int64(0)...6 {
            var position = ChangePosition(databaseID: origin.databaseID, epoch: origin.epoch, sequence: start)
            var sequences: [Int64] = []
            var hasMore = true
            while hasMore {
                let page = try await store.changes("main", after: position, limits: .init(changeLimit: limit))
                #expect(page.changes.count <= limit)
                sequences += page.changes.map(\.sequence)
                position = page.position
                hasMore = page.hasMore
            }
            #expect(sequences == Array((start + 1)..<7))
        }
        await store.close()
    }

    @Test("a change tells who, when, what and the images; images only when asked for")
    func content() async throws {
        let temporary = try TemporaryStore()
        let store = temporary.store
        let trace = TraceContext(traceIDHigh: 1, traceIDLow: .max, parentID: 3, flags: 1)
        let origin = WriteOrigin(actor: "lan", trace: trace, operationID: "op")
        try await store.write("main", origin: origin) { transaction in
            try transaction.record(
                .delete, entity: "note", id: -5, version: 7, imageType: "test.Note", before: [1], after: nil)
            transaction.operationID = "op2"
            try transaction.record(
                .restore, entity: "other", id: 6, version: 8, imageType: "test.Other", before: nil, after: [])
        }
        let first = Change(
            sequence: 1, operationID: "op", entity: "note", entityID: -5, version: 7, kind: .delete, actor: "lan",
            at: temporary.clock.now, trace: trace, imageType: "test.Note", before: [1], after: nil)
        let second = Change(
            sequence: 2, operationID: "op2", entity: "other", entityID: 6, version: 8, kind: .restore, actor: "lan",
            at: temporary.clock.now, trace: trace, imageType: "test.Other", before: nil, after: [])
        let oldest = try await store.changeRange("main").oldest
        #expect(
            try await store.changes("main", after: oldest, limits: Self.all, images: true).changes == [first, second])
        let plain = try await store.changes("main", after: oldest, limits: Self.all).changes
        #expect(plain.map(\.before) == [nil, nil] && plain.map(\.after) == [nil, nil])
        await store.close()
    }

    @Test("a filter leaves changes out but moves over them, a little at a time")
    func filter() async throws {
        let temporary = try TemporaryStore()
        let store = temporary.store
        try await store.write("main") { transaction in
            for number in 1...10 {
                try transaction.record(
                    .create, entity: number == 10 ? "rare" : "common", id: Int64(number), version: 1, imageType: "",
                    before: nil, after: nil)
            }
        }
        var position = try await store.changeRange("main").oldest
        var found: [Int64] = []
        var pages = 0
        var hasMore = true
        while hasMore {
            let page = try await store.changes(
                "main", after: position, limits: .init(changeLimit: 5, scanLimit: 4), entities: ["rare"])
            found += page.changes.map(\.sequence)
            position = page.position
            hasMore = page.hasMore
            pages += 1
        }
        #expect(found == [10])
        #expect(pages == 3)
        await store.close()
    }

    @Test("a page ends when its images are large enough")
    func imageLimit() async throws {
        let temporary = try TemporaryStore()
        let store = temporary.store
        try await store.write("main") { transaction in
            for number in 1...4 { try transaction.addNote(String(repeating: "\(number)", count: 100)) }
        }
        let oldest = try await store.changeRange("main").oldest
        let page = try await store.changes(
            "main", after: oldest, limits: .init(changeLimit: 100, imageByteLimit: 150), images: true)
        #expect(page.changes.count == 2)
        #expect(page.hasMore)
        await store.close()
    }

    @Test("pruning removes whole old operations, keeps the newest, and positions before the cut are lost")
    func prune() async throws {
        let temporary = try TemporaryStore { $0.changeRetention = .seconds(10) }
        let store = temporary.store
        for number in 1...3 {
            try await store.write("main") { transaction in
                try transaction.addNote("\(number)a")
                try transaction.addNote("\(number)b")
            }
            temporary.clock.advance(by: 6_000)
        }
        let start = try await store.changeRange("main").oldest
        #expect(try await store.pruneChanges("main") == 4)
        let range = try await store.changeRange("main")
        #expect(range.oldest.sequence == 4 && range.newest.sequence == 6)
        await #expect(throws: StoreError.positionLost(oldest: range.oldest, newest: range.newest)) {
            try await store.changes("main", after: start, limits: Self.all)
        }
        #expect(try await store.changes("main", after: range.oldest, limits: Self.all).changes.count == 2)
        temporary.clock.advance(by: 1_000_000)
        #expect(try await store.pruneChanges("main") == 0)
        let reopened = try await temporary.reopened()
        try await reopened.write("main") { _ = try $0.addNote("next") }
        #expect(try await reopened.changeRange("main").newest.sequence == 7)
        await reopened.close()
    }

    @Test("positions of another epoch, of another database and of the future are lost")
    func lostPositions() async throws {
        let temporary = try TemporaryStore()
        let store = temporary.store
        try await store.write("main") { _ = try $0.addNote("a") }
        let position = try await store.changeRange("main").newest
        try await store.write("main") { try $0.beginEpoch() }
        let range = try await store.changeRange("main")
        #expect(range.newest.epoch != position.epoch && range.newest.databaseID == position.databaseID)
        var foreign = range.newest
        foreign.databaseID &+= 1
        var future = range.newest
        future.sequence += 1
        for lost in [position, foreign, future] {
            await #expect(throws: StoreError.positionLost(oldest: range.oldest, newest: range.newest)) {
                try await store.changes("main", after: lost, limits: Self.all)
            }
        }
        await store.close()
    }

    @Test("a followed position is stored and undone with its transaction, and read back")
    func followedPosition() async throws {
        let temporary = try TemporaryStore()
        let store = temporary.store
        let first = ChangePosition(databaseID: .max, epoch: 1 << 63, sequence: 4)
        try await store.write("main") { try $0.setFollowedPosition(first, of: "companies") }
        await #expect(throws: TestError.self) {
            try await store.write("main") { transaction in
                try transaction.setFollowedPosition(
                    ChangePosition(databaseID: 1, epoch: 1, sequence: 5), of: "companies")
                throw TestError(name: "planted")
            }
        }
        #expect(try await store.read("main") { try $0.followedPosition(of: "companies") } == first)
        #expect(try await store.read("main") { try $0.followedPosition(of: "contacts") } == nil)
        await store.close()
    }

    @Test("operation ids are version 7 UUIDs that sort by time")
    func operationIDs() throws {
        let ids = [Int64(0), 1, 1_700_000_000_000, 1_700_000_000_001].map(OperationID.make)
        #expect(ids == ids.sorted())
        for id in ids {
            #expect(id.wholeMatch(of: /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/) != nil)
        }
    }

    /// What a record became stands in its row and in what the next change found, not in the log a second time.
    @Test("every image is found again where the log does not hold it")
    func imagesKeptInRows() async throws {
        let temporary = try TemporaryStore(schema: .notesWithImages)
        let store = temporary.store
        try await store.write("main") { transaction in
            let first = try transaction.addNote("a")
            try transaction.addNote("b")
            try transaction.changeNote(first, from: "a", to: "c")
        }
        try await store.write("main") { transaction in
            try transaction.changeNote(1, from: "c", to: "d")
            try transaction.removeNote(1, text: "d")
        }
        let stored = try await store.read("main") { transaction in
            try Int64.fetchOne(transaction.db, sql: "SELECT count(*) FROM change_log WHERE after_image IS NOT NULL")
        }
        #expect(stored == 1, "only the deleted note's is kept")
        #expect(try await images(store) == ["-a", "-b", "ac", "cd", "dx"])
        let history = try await store.read("main") { try $0.changes(ofRecord: 1, entity: "note", limit: 10) }
        #expect(history.map(\.sequence) == [5, 4, 3, 1])
        #expect(history.last?.after == Array("a".utf8))
        let bare = try await store.read("main") { transaction in
            try transaction.changes(after: transaction.changeRange().oldest, limits: Self.all)
        }
        #expect(bare.changes.allSatisfy { $0.before == nil && $0.after == nil })

        try await store.write("main") { try $0.eraseImages(entity: "note", id: 1) }
        #expect(try await images(store) == ["--", "-b", "--", "--", "--"])
        await store.close()
    }

    /// Before and after of every change, "-" for none.
    private func images(_ store: Store) async throws -> [String] {
        let page = try await store.read("main") { transaction in
            try transaction.changes(after: transaction.changeRange().oldest, limits: Self.all, images: true)
        }
        return page.changes.map { change in
            [change.before, change.after].map { $0.map { String(decoding: $0, as: UTF8.self) } ?? "-" }.joined()
        }
    }
}

@Suite("Change signal")
struct ChangeSignalTests {
    @Test("a waiter is woken by the first commit after its position, not by an earlier one")
    func wakes() async throws {
        let temporary = try TemporaryStore()
        let store = temporary.store
        let signal = try store.changeSignal("main")
        try await store.write("main") { _ = try $0.addNote("a") }
        #expect(try await signal.wait(after: 0))
        async let woken = signal.wait(after: 1)
        try await store.write("main") { _ = try $0.addNote("b") }
        #expect(try await woken)
        #expect(signal.newest == 2)
        await store.close()
    }

    @Test("a wait ends at its time-out, at cancellation and when the store closes")
    func ends() async throws {
        let temporary = try TemporaryStore()
        let signal = try temporary.store.changeSignal("main")
        #expect(try await signal.wait(after: 10, timeout: .milliseconds(1)) == false)
        let cancelled = Task { try await signal.wait(after: 10) }
        cancelled.cancel()
        await #expect(throws: CancellationError.self) { try await cancelled.value }
        let closed = Task { try await signal.wait(after: 10) }
        await temporary.store.close()
        await #expect(throws: StoreError.closed) { try await closed.value }
    }

    @Test("waiters are bounded")
    func bounded() async throws {
        let signal = ChangeSignal(limit: 0)
        await #expect(throws: StoreError.tooManyWatchers(limit: 0)) { try await signal.wait(after: 0) }
    }
}

extension StoreSchema {
    fileprivate static let notesWithImages = StoreSchema(
        name: notes.name, migrations: notes.migrations,
        imageQueries: ["note": "SELECT CAST(text AS BLOB) FROM note WHERE id = ?1"])
}

extension WriteTransaction {
    fileprivate func changeNote(_ id: Int64, from before: String, to after: String) throws {
        try db.execute(sql: "UPDATE note SET text = ? WHERE id = ?", arguments: [after, id])
        try record(
            .update, entity: "note", id: id, version: 2, imageType: "test.Note", before: Array(before.utf8),
            after: Array(after.utf8))
    }

    fileprivate func removeNote(_ id: Int64, text: String) throws {
        try db.execute(sql: "DELETE FROM note WHERE id = ?", arguments: [id])
        try record(
            .delete, entity: "note", id: id, version: 3, imageType: "test.Note", before: Array(text.utf8),
            after: Array("x".utf8))
    }
}
