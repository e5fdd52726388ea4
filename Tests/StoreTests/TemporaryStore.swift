import Dispatch
import GRDB
import RPCCore
import Synchronization
import TestSupport

@testable import Store

/// A store in a folder of its own, removed with the value.
final class TemporaryStore: Sendable {
    let folder: TemporaryFolder
    let store: Store
    let clock = ManualClock()

    init(
        schema: StoreSchema = .notes, configure: (inout StoreConfiguration) -> Void = { _ in }
    ) throws {
        folder = try TemporaryFolder()
        var configuration = StoreConfiguration(directory: folder.path)
        configuration.writerCacheBytes = 1 << 20
        configure(&configuration)
        store = try Store(configuration: configuration, schema: schema, now: { [clock] in clock.now })
    }

    /// Closes the store and opens its folder again.
    func reopened(schema: StoreSchema = .notes) async throws -> Store {
        await store.close()
        return try Store(configuration: store.configuration, schema: schema, now: { [clock] in clock.now })
    }
}

extension StoreSchema {
    /// A table of notes, some of which point to another one; the pointer is checked at the commit.
    static let notes = StoreSchema(
        name: "notes",
        migrations: [
            Migration("note") { db in
                try db.execute(
                    sql: """
                        CREATE TABLE note (
                            id INTEGER PRIMARY KEY,
                            text TEXT NOT NULL UNIQUE,
                            parent INTEGER REFERENCES note (id) DEFERRABLE INITIALLY DEFERRED
                        )
                        """)
            }
        ])
}

struct TestError: Error, Equatable {
    var name: String
}

extension WriteTransaction {
    /// Adds a note and its change.
    @discardableResult
    func addNote(_ text: String, parent: Int64? = nil) throws -> Int64 {
        let insert = try statement("INSERT INTO note (text, parent) VALUES (?1, ?2)")
        try insert.bind(text, at: 1)
        try insert.bind(parent, at: 2)
        try insert.run()
        let id = insert.lastInsertedRowID
        try record(
            .create, entity: "note", id: id, version: 1, imageType: "test.Note", before: nil, after: Array(text.utf8))
        return id
    }
}

extension ReadTransaction {
    func notes() throws -> [String] {
        let rows = try statement("SELECT text FROM note ORDER BY id")
        var texts: [String] = []
        while try rows.step() { texts.append(rows.text(at: 0)) }
        return texts
    }
}

extension CallContext {
    static func test(
        workspace: String = "main", deadline: Deadline = .never, cancellation: Cancellation = Cancellation()
    ) -> CallContext {
        CallContext(
            method: MethodDescriptor(
                service: "test.Notes", name: "Test", kind: .unary, execution: .read, inputType: "", outputType: ""),
            metadata: Metadata(workspace: workspace, caller: "tester"), deadline: deadline, cancellation: cancellation)
    }
}

/// Collects answers in the order in which they were given.
final class Answers: Sendable {
    private let state = Mutex<[(name: String, result: Result<any Message, any Error>)]>([])
    private let running = Mutex<Set<String>>([])
    private let stream: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation
    private let onAnswer: @Sendable (String) -> Void

    init(onAnswer: @escaping @Sendable (String) -> Void = { _ in }) {
        self.onAnswer = onAnswer
        (stream, continuation) = AsyncStream.makeStream()
    }

    func responder(_ name: String) -> any Responder { NamedResponder(name: name, answers: self) }

    private struct NamedResponder: Responder {
        let name: String
        let answers: Answers

        func began() { answers.running.withLock { _ = $0.insert(name) } }

        func respond(_ result: Result<any Message, any Error>) {
            answers.onAnswer(name)
            answers.state.withLock { $0.append((name, result)) }
            answers.continuation.yield()
        }
    }

    /// Waits for so many answers.
    func wait(for count: Int) async {
        var seen = 0
        for await _ in stream {
            seen += 1
            if seen == count { return }
        }
    }

    /// Names of the calls that said that they run.
    var begun: Set<String> { running.withLock { $0 } }

    /// The texts of the successes and the errors by name.
    var texts: [String: String] {
        state.withLock { answers in
            var texts: [String: String] = [:]
            for (name, result) in answers {
                guard case .success(let message as RawMessage) = result else { continue }
                texts[name] = String(decoding: message.bytes, as: UTF8.self)
            }
            return texts
        }
    }

    var errors: [String: any Error] {
        state.withLock { answers in
            var errors: [String: any Error] = [:]
            for (name, result) in answers { if case .failure(let error) = result { errors[name] = error } }
            return errors
        }
    }

    var order: [String] { state.withLock { $0.map(\.name) } }
}

extension RawMessage {
    init(_ text: String) { self.init(Array(text.utf8)) }
}

/// Keeps one of a store's threads busy until it is opened.
final class Gate: Sendable {
    private let opened = DispatchSemaphore(value: 0)
    private let entries: AsyncStream<Void>
    private let entry: AsyncStream<Void>.Continuation

    init() { (entries, entry) = AsyncStream.makeStream() }

    /// Blocks the calling thread.
    func enter() {
        entry.yield()
        opened.wait()
    }

    /// Waits until a thread has entered.
    func entered() async { for await _ in entries { return } }

    /// Lets one thread through.
    func open() { opened.signal() }
}
