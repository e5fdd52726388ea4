import Contracts
import Logging
import RPCCore
import ServiceRuntime
import Store
import Synchronization
import TestSupport
import Testing

@Suite("Change follower")
struct ChangeFollowerTests {
    struct Planted: Error {}

    /// A follower's own side.
    private final class Follower: Sendable {
        let folder: TemporaryFolder
        let store: Store
        let source: SourceService
        let failures = Mutex(0)
        let resynchronised = Mutex<[String]>([])

        init(of source: SourceService) throws {
            self.source = source
            folder = try TemporaryFolder()
            store = try Store(
                configuration: StoreConfiguration(directory: folder.path), schema: .things(of: "follower"))
        }

        /// Follows until the task is cancelled.
        func follow() -> Task<Void, Never> {
            let follower = ChangeFollower(
                ChangeFollower.Subscription(source: "source", images: true), over: source.connection, into: store,
                logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }),
                pause: { _ in await Task.yield() },
                resynchronise: { [self] workspace in resynchronised.withLock { $0.append(workspace) } },
                handler: { [self] changes, transaction in
                    for change in changes { try transaction.addThing(String(decoding: change.after, as: UTF8.self)) }
                    let mustFail = failures.withLock { failures in
                        defer { failures = max(0, failures - 1) }
                        return failures > 0
                    }
                    // After the effect: it must be undone.
                    if mustFail { throw Planted() }
                    try transaction.record(
                        .update, entity: "followed", id: 1, version: 1, imageType: "", before: nil, after: nil)
                })
            return Task { await follower.run() }
        }

        /// The things, as soon as there are so many.
        func things(_ count: Int, workspace: String = "main") async throws -> [String] {
            let signal = try store.changeSignal(workspace)
            while true {
                let (things, sequence) = try await store.read(workspace) { transaction in
                    (try transaction.things(), try transaction.changeRange().newest.sequence)
                }
                if things.count >= count { return things }
                try await signal.wait(after: sequence)
            }
        }
    }

    @Test("takes in the history and then what happens, each once, over restarts of the follower")
    func restarts() async throws {
        let source = try await SourceService(heartbeat: .milliseconds(20))
        let follower = try Follower(of: source)
        try await follower.store.write("main") { _ in }
        for number in 1...3 { try await source.add("\(number)") }
        for round in 0..<3 {
            let task = follower.follow()
            try await source.add("\(4 + round)")
            _ = try await follower.things(4 + round)
            task.cancel()
            await task.value
        }
        #expect(try await follower.things(6) == ["1", "2", "3", "4", "5", "6"])
        #expect(follower.resynchronised.withLock { $0 } == [])
        await follower.store.close()
        await source.close()
    }

    @Test("what a failing handler did is undone and comes again")
    func failingHandler() async throws {
        let source = try await SourceService(heartbeat: .milliseconds(20))
        let follower = try Follower(of: source)
        follower.failures.withLock { $0 = 3 }
        try await follower.store.write("main") { _ in }
        try await source.add("a")
        let task = follower.follow()
        #expect(try await follower.things(1) == ["a"])
        task.cancel()
        await task.value
        #expect(follower.failures.withLock { $0 } == 0)
        await follower.store.close()
        await source.close()
    }

    @Test("a workspace that is made later is followed too, each with its own log")
    func newWorkspace() async throws {
        let source = try await SourceService(heartbeat: .milliseconds(20))
        let follower = try Follower(of: source)
        let task = follower.follow()
        for name in ["one", "two"] {
            try await source.add("in \(name)", workspace: name)
            try await follower.store.write(name) { _ in }
            #expect(try await follower.things(1, workspace: name) == ["in \(name)"])
        }
        task.cancel()
        await task.value
        await follower.store.close()
        await source.close()
    }

    @Test("when its position is lost it resynchronises once and goes on from there")
    func lostPosition() async throws {
        let source = try await SourceService(heartbeat: .milliseconds(5))
        let follower = try Follower(of: source)
        try await follower.store.write("main") { _ in }
        try await source.add("before")
        let task = follower.follow()
        _ = try await follower.things(1)
        try await source.store.write("main") { try $0.beginEpoch() }
        while follower.resynchronised.withLock({ $0.isEmpty }) { await Task.yield() }
        try await source.add("after")
        #expect(try await follower.things(2) == ["before", "after"])
        #expect(follower.resynchronised.withLock { $0 } == ["main"])
        task.cancel()
        await task.value
        await follower.store.close()
        await source.close()
    }

    @Test("a workspace that meets a pruned log resynchronises before it follows")
    func prunedBeforeFirst() async throws {
        let source = try await SourceService(heartbeat: .milliseconds(20))
        for number in 1...3 { try await source.add("\(number)") }
        _ = try await source.store.write("main") { try $0.pruneChanges(before: .max, limit: 100) }
        let follower = try Follower(of: source)
        try await follower.store.write("main") { _ in }
        let task = follower.follow()
        while follower.resynchronised.withLock({ $0.isEmpty }) { await Task.yield() }
        try await source.add("4")
        #expect(try await follower.things(1).last == "4")
        task.cancel()
        await task.value
        await follower.store.close()
        await source.close()
    }
}
