import Foundation
import GRDB
import Store
import Synchronization
import TestSupport
import Testing

@Suite("Crash")
struct CrashTests {
    @Test("kill -9 in the middle of writing loses nothing acknowledged and leaves nothing half done")
    func killed() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path
        await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
            try await CrashTests.writeUntilKilled(in: path)
        }
        let acknowledged = try String(contentsOfFile: path + "/acknowledged", encoding: .utf8)
            .split(separator: "\n").map(String.init)
        #expect(acknowledged.count >= 200)
        let store = try Store(configuration: StoreConfiguration(directory: path), schema: .notes)
        try await store.read("main") { transaction in
            let notes = try Set(transaction.notes())
            #expect(notes.isSuperset(of: acknowledged))
            let page = try transaction.changes(
                after: transaction.changeRange().oldest, limits: .init(changeLimit: .max, scanLimit: .max))
            #expect(page.changes.map(\.sequence) == Array(1...Int64(notes.count)))
            #expect(try String.fetchAll(transaction.db, sql: "PRAGMA integrity_check") == ["ok"])
        }
        await store.close()
    }

    /// Writes with many callers, notes what was acknowledged, and kills its process while the others still write.
    private static func writeUntilKilled(in path: String) async throws {
        let store = try Store(configuration: StoreConfiguration(directory: path), schema: .notes)
        let file = open(path + "/acknowledged", O_WRONLY | O_CREAT | O_APPEND, 0o600)
        let count = Count()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<16 {
                group.addTask {
                    for number in 0... {
                        let text = "\(writer)-\(number)"
                        try await store.write("main") { _ = try $0.addNote(text) }
                        let line = Array((text + "\n").utf8)
                        guard write(file, line, line.count) == line.count else { return }
                        if count.next() == 200 { kill(getpid(), SIGKILL) }
                    }
                }
            }
            try await group.waitForAll()
        }
    }
}

private final class Count: Sendable {
    private let value = Atomic<Int>(0)

    func next() -> Int { value.wrappingAdd(1, ordering: .relaxed).newValue }
}
