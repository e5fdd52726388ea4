import NIOCore
import NIOEmbedded
import NIOPosix
import RPCCore
import Synchronization
import TestSupport
import Testing

@testable import RPCTransport

@Suite("The timers of an event loop")
struct LoopTimersTests {
    @Test("A loop has one wheel, shared by all that run on it")
    func shared() {
        let loop = EmbeddedEventLoop()
        let other = EmbeddedEventLoop()
        #expect(LoopTimers.of(loop) === LoopTimers.of(loop))
        let timers = LoopTimers.of(loop)
        #expect(LoopTimers.of(loop) === timers)
        #expect(LoopTimers.of(other) !== timers)
    }

    @Test("Actions come after their time and never before, unless they are stopped")
    func actions() {
        let loop = EmbeddedEventLoop()
        let timers = LoopTimers.of(loop)
        let done = Mutex<[Int]>([])
        for milliseconds in [500, 20, 9_000, 100] {
            timers.schedule(after: .milliseconds(milliseconds)) { done.withLock { $0.append(milliseconds) } }
        }
        let stopped = timers.schedule(after: .milliseconds(50)) { done.withLock { $0.append(50) } }
        stopped.cancel()
        loop.advanceTime(by: .milliseconds(19))
        #expect(done.withLock { $0 } == [])
        loop.advanceTime(by: .milliseconds(3))
        #expect(done.withLock { $0 } == [20])
        loop.advanceTime(by: .seconds(10))
        #expect(done.withLock { $0 } == [20, 100, 500, 9_000])
        #expect(timers.count == 0)
    }

    @Test("An action may set the next timer")
    func chain() {
        let loop = EmbeddedEventLoop()
        let timers = LoopTimers.of(loop)
        let count = Mutex(0)
        @Sendable func again() {
            if count.withLock({ count in
                count += 1
                return count < 100
            }) {
                timers.schedule(after: .milliseconds(5), again)
            }
        }
        timers.schedule(after: .milliseconds(5), again)
        loop.advanceTime(by: .seconds(1))
        #expect(count.withLock { $0 } == 100)
    }

    @Test("A time beyond all clocks is one that does not come")
    func endless() {
        let loop = EmbeddedEventLoop()
        let timers = LoopTimers.of(loop)
        let isDone = Mutex(false)
        timers.schedule(after: .seconds(Int64.max)) { isDone.withLock { $0 = true } }
        timers.schedule(at: .max) { isDone.withLock { $0 = true } }
        loop.advanceTime(by: .hours(24 * 365))
        #expect(!isDone.withLock { $0 } && timers.count == 2)
    }

    @Test("Timers may be set from any thread")
    func threads() async {
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        let timers = LoopTimers.of(loop)
        let places = await withTaskGroup(of: Bool.self) { group in
            for number in 0..<200 {
                group.addTask {
                    await withCheckedContinuation { continuation in
                        timers.schedule(after: .milliseconds(200 - number)) {
                            continuation.resume(returning: loop.inEventLoop)
                        }
                    }
                }
            }
            return await group.reduce(into: [Bool]()) { places, isOnLoop in places.append(isOnLoop) }
        }
        #expect(places == Array(repeating: true, count: 200))
    }

    @Test("Calls in flight share one timer of their connection")
    func calls() throws {
        let server = try EmbeddedServer()
        let timers = server.loop.timers
        let idle = timers.count
        for number in 0..<100 as Range<UInt32> {
            try server.send(
                server.request(2 * number + 1, SampleService.hold, "\(number)", milliseconds: 1_000 + number))
        }
        #expect(timers.count == idle + 1)
    }

    @Test("A loop that ends lets go of what it will never do")
    func end() async throws {
        final class Witness: Sendable {}
        weak var remains: Witness?
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        do {
            let witness = Witness()
            remains = witness
            LoopTimers.of(group.next()).schedule(after: .seconds(3_600)) { withExtendedLifetime(witness) {} }
        }
        #expect(remains != nil)
        try await group.shutdownGracefully()
        #expect(remains == nil)
    }
}
