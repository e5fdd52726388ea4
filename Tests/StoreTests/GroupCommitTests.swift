import GRDB
import RPCCore
import Store
import Synchronization
import TestSupport
import Testing

@Suite("Group commit")
struct GroupCommitTests {
    @Test("a call that throws loses its own effects only, and its change leaves no gap")
    func isolation() async throws {
        let temporary = try TemporaryStore()
        let store = temporary.store
        let gate = Gate()
        async let blocker: Void = store.write("main") { _ in gate.enter() }
        await gate.entered()
        let answers = Answers()
        for (index, name) in ["a", "b", "c", "d"].enumerated() {
            store.write(.test(), answers.responder(name)) { transaction in
                try transaction.addNote(name)
                if index == 1 || index == 2 { throw TestError(name: name) }
                return RawMessage("\(transaction.newestSequence)")
            }
        }
        gate.open()
        try await blocker
        await answers.wait(for: 4)
        #expect(answers.texts == ["a": "1", "d": "2"])
        #expect(answers.errors["b"] as? TestError == TestError(name: "b"))
        #expect(try await store.read("main") { try $0.notes() } == ["a", "d"])
        #expect(store.statistics().first?.commits == 2)
        await store.close()
    }

    @Test("the first call of a group may throw as well")
    func firstThrows() async throws {
        let temporary = try TemporaryStore()
        let store = temporary.store
        let answers = Answers()
        for name in ["a", "b"] {
            store.write(.test(), answers.responder(name)) { transaction in
                try transaction.addNote(name)
                if name == "a" { throw TestError(name: name) }
                return RawMessage(name)
            }
        }
        store.batchEnded()
        await answers.wait(for: 2)
        #expect(answers.texts == ["b": "b"])
        #expect(try await store.read("main") { try $0.notes() } == ["b"])
        await store.close()
    }

    @Test("an answer is given only when another connection sees the effect")
    func answerAfterCommit() async throws {
        let temporary = try TemporaryStore()
        let store = temporary.store
        _ = try await store.write("main") { _ in }
        let seenAtAnswer = Mutex<[String]>([])
        let path = "\(temporary.folder.path)/notes/main.sqlite"
        var configuration = Configuration()
        configuration.readonly = true
        let observer = try DatabaseQueue(path: path, configuration: configuration)
        let answers = Answers { name in
            let seen = try? observer.read { db in
                try String.fetchAll(db, sql: "SELECT text FROM note WHERE text = ?", arguments: [name])
            }
            seenAtAnswer.withLock { $0 += seen ?? ["failed"] }
        }
        for name in ["a", "b", "c"] {
            store.write(.test(), answers.responder(name)) { transaction in
                try transaction.addNote(name)
                return RawMessage(name)
            }
        }
        store.batchEnded()
        await answers.wait(for: 3)
        #expect(seenAtAnswer.withLock { $0 } == ["a", "b", "c"])
        await store.close()
    }

    @Test("when the commit fails nobody is told that the call succeeded")
    func failedCommit() async throws {
        let temporary = try TemporaryStore()
        let store = temporary.store
        let gate = Gate()
        async let blocker: Void = store.write("main") { _ in gate.enter() }
        await gate.entered()
        let answers = Answers()
        store.write(.test(), answers.responder("good")) { transaction in
            try transaction.addNote("good")
            return RawMessage("good")
        }
        store.write(.test(), answers.responder("orphan")) { transaction in
            // Found wrong at the commit only.
            try transaction.addNote("orphan", parent: 999)
            return RawMessage("orphan")
        }
        gate.open()
        try await blocker
        await answers.wait(for: 2)
        #expect(answers.texts.isEmpty)
        #expect(answers.errors.count == 2)
        #expect(try await store.read("main") { try $0.notes() } == [])
        let next = try await store.write("main") { try $0.addNote("next") }
        #expect(try await store.changeRange("main").newest.sequence == 1)
        #expect(next == 1)
        await store.close()
    }

    @Test("when the disk is full a call is undone, those beside it are whole or undone, and the file goes on")
    func diskFull() async throws {
        let temporary = try TemporaryStore()
        let store = temporary.store
        let gate = Gate()
        async let blocker: Void = store.write("main") { _ in gate.enter() }
        await gate.entered()
        let answers = Answers()
        for name in ["a", "full", "c"] {
            store.write(.test(), answers.responder(name)) { transaction in
                try transaction.addNote(name)
                if name == "full" {
                    let pages = try Int.fetchOne(transaction.db, sql: "PRAGMA page_count") ?? 0
                    try transaction.db.execute(sql: "PRAGMA max_page_count = \(pages + 2)")
                    for number in 0..<10_000 { try transaction.addNote("filling note number \(number)") }
                }
                return RawMessage(name)
            }
        }
        gate.open()
        try await blocker
        await answers.wait(for: 3)
        #expect(answers.errors["full"] as? StoreError == .diskFull)
        for name in ["a", "c"] {
            #expect(answers.texts[name] != nil || answers.errors[name] as? StoreError == .groupLost)
        }
        let acknowledged = answers.texts.keys.sorted()
        #expect(try await store.read("main") { try $0.notes() } == acknowledged)
        #expect(try await store.changeRange("main").newest.sequence == Int64(acknowledged.count))
        try await store.write("main") { try $0.db.execute(sql: "PRAGMA max_page_count = 1000000") }
        try await store.write("main") { _ = try $0.addNote("after") }
        await store.close()
    }

    @Test("a body that swallows the loss of its transaction is not told that it succeeded")
    func swallowedRollback() async throws {
        let temporary = try TemporaryStore()
        let store = temporary.store
        await #expect(throws: StoreError.groupLost) {
            try await store.write("main") { transaction in
                try transaction.addNote("a")
                try transaction.statement("ROLLBACK").run()
            }
        }
        #expect(try await store.read("main") { try $0.notes() } == [])
        #expect(try await store.write("main") { try $0.addNote("b") } == 1)
        await store.close()
    }

    @Test("a call whose caller has gone is answered without running")
    func skipped() async throws {
        let temporary = try TemporaryStore()
        let store = temporary.store
        let answers = Answers()
        let cancelled = Cancellation()
        cancelled.cancel()
        let contexts: [(String, CallContext)] = [
            ("cancelled", .test(cancellation: cancelled)), ("late", .test(deadline: .after(.zero))),
            ("alive", .test()),
        ]
        for (name, context) in contexts {
            store.write(context, answers.responder(name)) { transaction in
                try transaction.addNote(name)
                return RawMessage(name)
            }
        }
        store.batchEnded()
        await answers.wait(for: 3)
        #expect(answers.texts == ["alive": "alive"])
        #expect(answers.errors["cancelled"] as? StoreError == .cancelled)
        #expect(answers.errors["late"] as? StoreError == .deadlineExceeded)
        #expect(try await store.read("main") { try $0.notes() } == ["alive"])
        await store.close()
    }

    @Test("a unique constraint is told apart, through both ways of writing")
    func uniqueViolation() async throws {
        let temporary = try TemporaryStore()
        let store = temporary.store
        try await store.write("main") { _ = try $0.addNote("a") }
        for sql in [true, false] {
            await #expect {
                try await store.write("main") { transaction in
                    if sql {
                        try transaction.db.execute(sql: "INSERT INTO note (text) VALUES ('a')")
                    } else {
                        try transaction.addNote("a")
                    }
                }
            } throws: { error in
                (error as? StoreError)?.isUniqueViolation == true
            }
        }
        await store.close()
    }

    @Test("writes beyond the queue's limit are refused as not started, the others are done")
    func queueLimit() async throws {
        let temporary = try TemporaryStore { $0.writeQueueLimit = 2 }
        let store = temporary.store
        let gate = Gate()
        async let blocker: Void = store.write("main") { _ in gate.enter() }
        await gate.entered()
        let answers = Answers()
        for name in ["a", "b", "c"] {
            store.write(.test(), answers.responder(name)) { transaction in
                try transaction.addNote(name)
                return RawMessage(name)
            }
        }
        gate.open()
        try await blocker
        await answers.wait(for: 3)
        #expect(answers.order == ["c", "a", "b"])
        #expect((answers.errors["c"] as? StoreError)?.rpcError.isRetryable == true)
        await store.close()
    }

    @Test("many callers at once: everything acknowledged is there, in fewer commits than writes")
    func concurrentWriters() async throws {
        let temporary = try TemporaryStore()
        let store = temporary.store
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<32 {
                group.addTask {
                    for number in 0..<20 { try await store.write("main") { _ = try $0.addNote("\(writer)-\(number)") } }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await store.read("main") { try Int.fetchOne($0.db, sql: "SELECT count(*) FROM note") } == 640)
        let statistics = try #require(store.statistics().first)
        #expect(statistics.writes == 640)
        #expect(statistics.commits < 640)
        await store.close()
    }
}
