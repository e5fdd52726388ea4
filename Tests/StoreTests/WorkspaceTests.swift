import Foundation
import GRDB
import RPCCore
import Store
import TestSupport
import Testing

@Suite("Workspaces")
struct WorkspaceTests {
    @Test(
        "names that could be anything but a plain file are refused",
        arguments: [
            "", "A", "ä", "a b", "../x", "a/b", ".a", "-a", "_a", "a.sqlite", String(repeating: "a", count: 65),
        ])
    func badName(name: String) async throws {
        let temporary = try TemporaryStore()
        await #expect(throws: StoreError.invalidWorkspaceName) { try await temporary.store.read(name) { _ in } }
        await #expect(throws: StoreError.invalidWorkspaceName) { try await temporary.store.write(name) { _ in } }
        #expect(throws: StoreError.invalidWorkspaceName) { try temporary.store.inline(.test(workspace: name)) { _ in } }
        #expect(try temporary.store.workspaces() == [])
        await temporary.store.close()
    }

    @Test(
        "names up to 64 plain characters make a file each", arguments: ["a", "0-_z", String(repeating: "9", count: 64)])
    func goodName(name: String) async throws {
        let temporary = try TemporaryStore()
        try await temporary.store.write(name) { _ = try $0.addNote("x") }
        #expect(try temporary.store.workspaces() == [name])
        await temporary.store.close()
    }

    @Test("what one workspace holds no other one sees")
    func isolation() async throws {
        let temporary = try TemporaryStore()
        try await temporary.store.write("one") { _ = try $0.addNote("secret") }
        #expect(try await temporary.store.read("two") { try $0.notes() } == [])
        await temporary.store.close()
    }

    @Test("no workspace is made beyond the limit; those that exist go on")
    func workspaceLimit() async throws {
        let temporary = try TemporaryStore { $0.workspaceLimit = 2 }
        let store = temporary.store
        for name in ["a", "b"] { try await store.write(name) { _ = try $0.addNote("x") } }
        await #expect(throws: StoreError.workspaceLimitReached(limit: 2)) { try await store.write("c") { _ in } }
        #expect(try await store.read("a") { try $0.notes() } == ["x"])
        await store.close()
    }

    @Test("few open files serve many workspaces under load and lose nothing")
    func eviction() async throws {
        let temporary = try TemporaryStore { $0.openWorkspaceLimit = 2 }
        let store = temporary.store
        try await withThrowingTaskGroup(of: Void.self) { group in
            for workspace in 0..<8 {
                group.addTask {
                    for number in 0..<15 {
                        try await store.write("w\(workspace)") { _ = try $0.addNote("\(number)") }
                        let notes = try await store.read("w\(workspace)") { try $0.notes() }
                        #expect(notes.count == number + 1)
                    }
                }
            }
            try await group.waitForAll()
        }
        // Threads may hold one file each beyond the limit while they run.
        let threads = store.configuration.readerThreads + store.configuration.writerThreads
        #expect(store.statistics().count <= 2 + threads)
        #expect(try store.workspaces().count == 8)
        await store.close()
    }

    @Test("a new workspace is told to those who ask, after those that exist")
    func updates() async throws {
        let temporary = try TemporaryStore()
        try await temporary.store.write("old") { _ in }
        var names = temporary.store.workspaceUpdates().makeAsyncIterator()
        #expect(await names.next() == "old")
        try await temporary.store.write("new") { _ in }
        #expect(await names.next() == "new")
        await temporary.store.close()
        #expect(await names.next() == nil)
    }

    @Test("a second process cannot open the folder; when the first ends it can")
    func lock() async throws {
        let temporary = try TemporaryStore()
        #expect(throws: StoreError.directoryInUse(path: temporary.folder.path + "/notes")) {
            try Store(configuration: temporary.store.configuration, schema: .notes)
        }
        await temporary.store.close()
    }

    @Test("a file is brought up to date; a program that does not know its newest step refuses it")
    func migrations() async throws {
        let folder = try TemporaryFolder()
        let configuration = StoreConfiguration(directory: folder.path)
        let older = try Store(configuration: configuration, schema: .notes)
        try await older.write("main") { _ = try $0.addNote("kept") }
        await older.close()
        try await write("two", folder, configuration)
        #expect(throws: StoreError.databaseNewer(workspace: "main")) {
            try Store(configuration: configuration, schema: .notes)
        }
    }

    /// With a schema that has one step more.
    private func write(_ text: String, _ folder: TemporaryFolder, _ configuration: StoreConfiguration) async throws {
        let colour = StoreSchema.Migration("colour") { db in
            try db.execute(sql: "ALTER TABLE note ADD COLUMN colour TEXT NOT NULL DEFAULT 'red'")
        }
        let schema = StoreSchema(name: "notes", migrations: StoreSchema.notes.migrations + [colour])
        let store = try Store(configuration: configuration, schema: schema)
        try await store.write("main") { _ = try $0.addNote(text) }
        let colours = try await store.read("main") { try String.fetchAll($0.db, sql: "SELECT colour FROM note") }
        #expect(colours == ["red", "red"])
        await store.close()
    }

    @Test("another service's file is refused")
    func otherService() async throws {
        let folder = try TemporaryFolder()
        let configuration = StoreConfiguration(directory: folder.path)
        do {
            let store = try Store(configuration: configuration, schema: .notes)
            try await store.write("main") { _ in }
            await store.close()
        }
        try FileManager.default.copyItem(atPath: folder.path + "/notes", toPath: folder.path + "/other")
        #expect(throws: StoreError.databaseOfOtherService(workspace: "main", service: "notes")) {
            try Store(
                configuration: configuration,
                schema: StoreSchema(name: "other", migrations: StoreSchema.notes.migrations))
        }
    }

    @Test("after an unclean end a damaged file refuses its calls; the other workspaces are served")
    func damage() async throws {
        let temporary = try TemporaryStore()
        for name in ["bad", "good"] {
            try await temporary.store.write(name) { transaction in
                for number in 0..<2_000 { _ = try transaction.addNote("note number \(number)") }
            }
        }
        await temporary.store.close()
        try damageFile(temporary.folder.path + "/notes/bad.sqlite")
        let store = try await temporary.reopened()
        await #expect {
            try await store.read("bad") { try $0.notes() }
        } throws: { error in
            (error as? StoreError)?.rpcError.code == .dataLoss
        }
        #expect(try await store.read("good") { try $0.notes() }.count == 2_000)
        await store.close()
    }

    /// Overwrites pages in the middle and leaves bytes in the log, as a killed process does.
    private func damageFile(_ path: String) throws {
        try FileHandle(forUpdating: URL(fileURLWithPath: path)).withClosing { file in
            try file.seek(toOffset: 4_096 * 8)
            try file.write(contentsOf: Data(repeating: 0x5a, count: 4_096 * 8))
        }
        try Data(repeating: 0, count: 64).write(to: URL(fileURLWithPath: path + "-wal"))
    }

    @Test("an idle file's log is truncated, then the file is closed, and opens again when used")
    func idle() async throws {
        let temporary = try TemporaryStore { $0.idleCheckpointDelay = .zero }
        let store = temporary.store
        try await store.write("main") { _ = try $0.addNote("a") }
        #expect(try #require(store.statistics().first).logBytes > 0)
        store.maintain()
        // A read-only write goes through the same lane behind the truncation.
        try await store.write("main") { _ in }
        #expect(try #require(store.statistics().first).logBytes == 0)
        await store.close()
        let closing = try TemporaryStore { $0.idleCloseDelay = .zero }
        try await closing.store.write("main") { _ = try $0.addNote("a") }
        var notes = try await closing.store.read("main") { try $0.notes() }
        while !closing.store.statistics().isEmpty { closing.store.maintain() }
        notes += try await closing.store.read("main") { try $0.notes() }
        #expect(notes == ["a", "a"])
        await closing.store.close()
    }
}

extension FileHandle {
    /// Closes the handle after `body`.
    func withClosing(_ body: (FileHandle) throws -> Void) throws {
        defer { closeFile() }
        try body(self)
    }
}
