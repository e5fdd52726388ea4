import Contracts
import RPCCore
import RPCInProcess
import ServiceRuntime
import Store
import TestSupport
import Testing

@Suite("Changes")
struct ChangesTests {
    @Test("a watch from every position gives the rest of the history, then what happens")
    func watchFromEveryPosition() async throws {
        let source = try await SourceService(heartbeat: .seconds(60))
        for number in 1...5 { try await source.add("\(number)") }
        let oldest = try #require(try await source.client.getPosition(RPCV1.GetPositionRequest()).oldest)
        for start in Int64(0)...5 {
            var after = oldest
            after.sequence = start
            let stream = try await source.client.watch(RPCV1.WatchRequest(after: after, images: true))
            var responses = stream.makeAsyncIterator()
            if start < 5 {
                let history = try #require(try await responses.next())
                #expect(history.changes.map(\.sequence) == Array((start + 1)...5))
                #expect(history.changes.last?.after == Array("5".utf8))
                #expect(history.position?.sequence == 5)
            } else {
                #expect(try await responses.next()?.changes == [])
            }
            stream.cancel()
        }
        await source.close()
    }

    @Test("a watch without a position begins now")
    func watchFromNow() async throws {
        let source = try await SourceService(heartbeat: .seconds(60))
        try await source.add("old")
        let stream = try await source.client.watch(RPCV1.WatchRequest())
        var responses = stream.makeAsyncIterator()
        let caughtUp = try #require(try await responses.next())
        #expect(caughtUp.changes.isEmpty && caughtUp.position?.sequence == 1)
        try await source.add("new")
        let live = try #require(try await responses.next())
        #expect(live.changes.map(\.sequence) == [2])
        #expect(live.changes.first?.kind == .create && live.changes.first?.actor == "tester")
        #expect(live.changes.first?.after == [])
        stream.cancel()
        await source.close()
    }

    @Test("heartbeats carry the position over changes that the watch does not want")
    func heartbeat() async throws {
        let source = try await SourceService(heartbeat: .milliseconds(5))
        let stream = try await source.client.watch(RPCV1.WatchRequest(entities: ["other"]))
        try await source.add("unwanted")
        for try await response in stream {
            #expect(response.changes.isEmpty)
            if response.position?.sequence == 1 { break }
        }
        stream.cancel()
        await source.close()
    }

    @Test("a lost position is out of range, with the positions from which to go on")
    func lost() async throws {
        let source = try await SourceService(heartbeat: .seconds(60))
        try await source.add("a")
        let before = try #require(try await source.client.getPosition(RPCV1.GetPositionRequest()).newest)
        try await source.store.write("main") { try $0.beginEpoch() }
        let error = await rpcError {
            for try await _ in try await source.client.watch(RPCV1.WatchRequest(after: before)) {}
        }
        #expect(error?.code == .outOfRange)
        let detail = try #require(error?.detail(RPCV1.PositionLost.self))
        #expect(detail.newest?.sequence == 1 && detail.oldest?.sequence == 0)
        #expect(detail.newest?.epoch != before.epoch)
        let listError = await rpcError {
            try await source.client.listChanges(RPCV1.ListChangesRequest(after: before))
        }
        #expect(listError?.code == .outOfRange && listError?.detail(RPCV1.PositionLost.self) == detail)
        await source.close()
    }

    @Test("a running watch ends as out of range when the history changes under it")
    func epochDuringWatch() async throws {
        let source = try await SourceService(heartbeat: .milliseconds(5))
        let stream = try await source.client.watch(RPCV1.WatchRequest())
        // Its position is of the old history.
        for try await _ in stream { break }
        try await source.store.write("main") { try $0.beginEpoch() }
        let error = await rpcError { for try await _ in stream {} }
        #expect(error?.code == .outOfRange)
        await source.close()
    }

    @Test("pages of the log, and sizes that are refused")
    func listChanges() async throws {
        let source = try await SourceService(heartbeat: .seconds(60))
        for number in 1...3 { try await source.add("\(number)") }
        let first = try await source.client.listChanges(RPCV1.ListChangesRequest(pageSize: 2))
        #expect(first.changes.map(\.sequence) == [1, 2] && first.hasMore)
        let second = try await source.client.listChanges(
            RPCV1.ListChangesRequest(after: first.position, pageSize: 2))
        #expect(second.changes.map(\.sequence) == [3] && !second.hasMore)
        for size: Int32 in [-1, 501] {
            let error = await rpcError {
                try await source.client.listChanges(RPCV1.ListChangesRequest(pageSize: size))
            }
            #expect(error?.code == .invalidArgument)
        }
        await source.close()
    }

    @Test("a watch ends as unavailable when the store closes")
    func closing() async throws {
        let source = try await SourceService(heartbeat: .seconds(60))
        let stream = try await source.client.watch(RPCV1.WatchRequest())
        var responses = stream.makeAsyncIterator()
        _ = try await responses.next()
        await source.store.close()
        var rest = responses
        let error = await rpcError { try await rest.next() }
        #expect(error?.code == .unavailable)
        await source.close()
    }
}
