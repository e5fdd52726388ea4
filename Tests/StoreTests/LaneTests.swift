import Foundation
import GRDB
import RPCCore
import Store
import Synchronization
import Testing

@Suite("Lanes")
struct LaneTests {
    /// Counts for minutes; interrupted by the test.
    private static let endless = """
        WITH RECURSIVE counter(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counter WHERE n < 10000000000)
        SELECT count(*) FROM counter
        """

    @Test("inline calls of one batch see one snapshot, the next batch sees what came between")
    func inlineSnapshot() async throws {
        let temporary = try TemporaryStore()
        let store = temporary.store
        try await store.write("main") { _ = try $0.addNote("a") }
        let seen = try inlineAroundAWrite(store)
        #expect(seen == [["a"], ["a"], ["a", "b"]])
        await store.close()
    }

    /// Blocks its thread, because a batch belongs to one.
    private func inlineAroundAWrite(_ store: Store) throws -> [[String]] {
        let context = CallContext.test()
        let before = try store.inline(context) { try $0.notes() }
        let written = DispatchSemaphore(value: 0)
        let thread = Thread {
            store.write(context, Answers { _ in written.signal() }.responder("b")) { transaction in
                try transaction.addNote("b")
                return RawMessage("b")
            }
            store.batchEnded()
        }
        thread.start()
        written.wait()
        let inSameBatch = try store.inline(context) { try $0.notes() }
        store.batchEnded()
        let inNextBatch = try store.inline(context) { try $0.notes() }
        store.batchEnded()
        return [before, inSameBatch, inNextBatch]
    }

    @Test("a queued call says that it runs once it has a thread, and not before")
    func begins() async throws {
        let temporary = try TemporaryStore()
        let store = temporary.store
        let gate = Gate()
        async let blocker: Void = store.write("main") { _ in gate.enter() }
        await gate.entered()
        let answers = Answers()
        store.write(.test(), answers.responder("write")) { _ in
            #expect(answers.begun.contains("write"))
            return RawMessage("write")
        }
        store.batchEnded()
        #expect(answers.begun.isEmpty)
        gate.open()
        try await blocker
        store.read(.test(), answers.responder("read")) { _ in
            #expect(answers.begun.contains("read"))
            return RawMessage("read")
        }
        store.batchEnded()
        await answers.wait(for: 2)
        #expect(answers.texts.count == 2)
        await store.close()
    }

    @Test("one batch may look into more workspaces than a thread keeps open")
    func inlineManyWorkspaces() async throws {
        let temporary = try TemporaryStore { $0.openWorkspaceLimit = 3 }
        let store = temporary.store
        for number in 0..<12 { try await store.write("w\(number)") { _ = try $0.addNote("in \(number)") } }
        for _ in 0..<2 {
            for number in 0..<12 {
                #expect(try store.inline(.test(workspace: "w\(number)")) { try $0.notes() } == ["in \(number)"])
            }
        }
        store.batchEnded()
        await store.close()
    }

    @Test("an inline call whose caller has gone does not run")
    func inlineCancelled() async throws {
        let temporary = try TemporaryStore()
        let cancellation = Cancellation()
        cancellation.cancel()
        #expect(throws: RPCError.self) {
            try temporary.store.inline(.test(cancellation: cancellation)) { _ in Issue.record("ran") }
        }
        await temporary.store.close()
    }

    @Test("a reader cannot write, whichever way it tries")
    func readOnly() async throws {
        let temporary = try TemporaryStore()
        let store = temporary.store
        await #expect(throws: StoreError.self) {
            try await store.read("main") { try $0.db.execute(sql: "INSERT INTO note (text) VALUES ('x')") }
        }
        await #expect(throws: StoreError.self) {
            try await store.read("main") { try $0.statement("DELETE FROM note").run() }
        }
        await store.close()
    }

    @Test("a long read ends at its deadline")
    func deadline() async throws {
        let temporary = try TemporaryStore()
        let answers = Answers()
        temporary.store.read(.test(deadline: .after(.milliseconds(30))), answers.responder("read")) { transaction in
            _ = try Int.fetchOne(transaction.db, sql: Self.endless)
            return RawMessage("done")
        }
        temporary.store.batchEnded()
        await answers.wait(for: 1)
        #expect(answers.errors["read"] as? StoreError == .deadlineExceeded)
        await temporary.store.close()
    }

    @Test("a read without a deadline ends at the store's limit, and the reader is usable afterwards")
    func readDurationLimit() async throws {
        let temporary = try TemporaryStore {
            $0.readDurationLimit = .milliseconds(30)
            $0.readerThreads = 1
        }
        let store = temporary.store
        await #expect(throws: StoreError.readTooLong) {
            try await store.read("main") { _ = try Int.fetchOne($0.db, sql: Self.endless) }
        }
        #expect(try await store.read("main") { try $0.notes() } == [])
        await store.close()
    }

    @Test("cancelling the task ends its read")
    func cancelledRead() async throws {
        let temporary = try TemporaryStore { $0.readDurationLimit = .seconds(600) }
        let store = temporary.store
        let (started, continuation) = AsyncStream<Void>.makeStream()
        let task = Task {
            try await store.read("main") { transaction in
                continuation.yield()
                _ = try Int.fetchOne(transaction.db, sql: Self.endless)
            }
        }
        for await _ in started { break }
        task.cancel()
        await #expect(throws: StoreError.cancelled) { try await task.value }
        await store.close()
    }

    @Test("reads beyond the queue's limit are refused as not started")
    func readQueueLimit() async throws {
        let temporary = try TemporaryStore {
            $0.readQueueLimit = 2
            $0.readerThreads = 1
        }
        let store = temporary.store
        let gate = Gate()
        async let blocker: Void = store.read("main") { _ in gate.enter() }
        await gate.entered()
        let answers = Answers()
        for name in ["a", "b", "c"] { store.read(.test(), answers.responder(name)) { _ in RawMessage(name) } }
        #expect((answers.errors["c"] as? StoreError) == .queueFull)
        gate.open()
        try await blocker
        await answers.wait(for: 3)
        #expect(answers.texts == ["a": "a", "b": "b"])
        await store.close()
    }

    @Test("a read whose caller gave up, or whose deadline passed in the queue, never runs")
    func skippedReads() async throws {
        let temporary = try TemporaryStore { $0.readerThreads = 1 }
        let store = temporary.store
        let gate = Gate()
        async let blocker: Void = store.read("main") { _ in gate.enter() }
        await gate.entered()
        let answers = Answers()
        let cancelled = Cancellation()
        let contexts: [(String, CallContext)] = [
            ("cancelled", .test(cancellation: cancelled)), ("late", .test(deadline: .after(.milliseconds(1)))),
            ("alive", .test()),
        ]
        for (name, context) in contexts {
            store.read(context, answers.responder(name)) { _ in
                if name != "alive" { Issue.record("\(name) ran") }
                return RawMessage(name)
            }
        }
        cancelled.cancel()
        while contexts.contains(where: { $0.0 == "late" && !$0.1.deadline.isPast }) { await Task.yield() }
        gate.open()
        try await blocker
        await answers.wait(for: 3)
        #expect(answers.texts == ["alive": "alive"])
        #expect(answers.errors["cancelled"] as? StoreError == .cancelled)
        #expect(answers.errors["late"] as? StoreError == .deadlineExceeded)
        await store.close()
    }

    @Test("closing answers every call that waits, and later ones, as not started, and lets the running ones end")
    func closing() async throws {
        let temporary = try TemporaryStore { $0.readerThreads = 1 }
        let store = temporary.store
        let readGate = Gate()
        let writeGate = Gate()
        async let runningRead = store.read("main") { _ in
            readGate.enter()
            return 1
        }
        async let runningWrite = store.write("main") { transaction in
            writeGate.enter()
            return try transaction.addNote("running")
        }
        await readGate.entered()
        await writeGate.entered()
        let answers = Answers()
        store.read(.test(), answers.responder("read")) { _ in RawMessage("read") }
        store.write(.test(), answers.responder("write")) { _ in RawMessage("write") }
        async let closing: Void = store.close()
        await answers.wait(for: 2)
        for name in ["read", "write"] { #expect(answers.errors[name] as? StoreError == .closed) }
        readGate.open()
        writeGate.open()
        let results = try await (runningRead, runningWrite)
        #expect(results == (1, 1))
        await closing
        await #expect(throws: StoreError.closed) { try await store.write("main") { _ = try $0.addNote("late") } }
        await #expect(throws: StoreError.closed) { try await store.read("main") { try $0.notes() } }
        #expect(throws: StoreError.closed) { try store.inline(.test()) { try $0.notes() } }
        await store.close()
    }
}
