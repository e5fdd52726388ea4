import RPCCore
import Synchronization
import TestSupport
import Testing

@Suite("Windows of streams")
struct StreamWindowTests {
    private func receive(
        _ window: inout ReceiveWindow, _ count: Int, last: Bool = true
    ) throws(StreamViolation) -> Bool {
        let bytes = [UInt8](repeating: 1, count: count)
        let result = bytes.withUnsafeBytes { bytes in
            Result { () throws(StreamViolation) in try window.receive(bytes, isLastOfMessage: last) }
        }
        return try result.get()
    }

    @Test(
        "A frame costs its bytes on the wire",
        arguments: [(0, 20), (1, 21), (32768, 32788), (32769, 32809), (65536, 65576)])
    func cost(_ byteCount: Int, _ cost: Int) { #expect(DataFrames.cost(ofMessage: byteCount) == cost) }

    @Test("A message may start while any credit is left, and not after")
    func sendWindow() {
        var window = SendWindow(credit: 100)
        #expect(window.isOpen)
        window.spend(99)
        #expect(window.isOpen)
        window.spend(500)
        #expect(!window.isOpen && window.credit == -499)
        #expect(window.grant(499) == true)
        #expect(!window.isOpen)
        #expect(window.grant(1) == true)
        #expect(window.isOpen)
        #expect(window.grant(UInt32(Int32.max)) == false)
    }

    @Test("Credit is returned for what was consumed, once it is half of the window")
    func receiveWindow() throws {
        var window = ReceiveWindow(window: 100, messageByteLimit: 1000)
        #expect(try receive(&window, 20))
        #expect(try receive(&window, 20))
        #expect(window.takeCredit() == nil)
        #expect(window.take()?.bytes.count == 20)
        #expect(window.takeCredit() == nil)
        #expect(window.take()?.bytes.count == 20)
        #expect(window.takeCredit() == 80)
        #expect(window.take() == nil)
    }

    @Test("The window of a reader that waits for more grows to eight times; that of one that does not stays")
    func growingWindow() throws {
        /// A reader takes a message of 80 bytes with its frame; how much credit it returns.
        func credit(_ window: inout ReceiveWindow, waiting: Bool) throws -> UInt32? {
            if waiting { window.readerWaits() }
            #expect(try receive(&window, 80 - FrameHeader.byteCount))
            #expect(window.take() != nil)
            return window.takeCredit()
        }
        var patient = ReceiveWindow(window: 100, messageByteLimit: 1000)
        for _ in 0..<20 { #expect(try credit(&patient, waiting: false) == 80) }
        var eager = ReceiveWindow(window: 100, messageByteLimit: 1000)
        #expect(try credit(&eager, waiting: true) == 80 + 100)
        #expect(try credit(&eager, waiting: false) == nil)
        #expect(try credit(&eager, waiting: true) == 160 + 200)
        var returned: UInt32 = 0
        for _ in 0..<1000 { returned += try credit(&eager, waiting: true) ?? 0 }
        #expect(returned >= 1000 * 80 - 400 && returned <= 1000 * 80 + 400)
    }

    @Test("A peer that sends without credit breaks the rules; a long message that started with credit does not")
    func exceeded() throws {
        var window = ReceiveWindow(window: 100, messageByteLimit: 1000)
        #expect(try !receive(&window, 90, last: false))
        #expect(try !receive(&window, 90, last: false))
        #expect(try receive(&window, 90))
        #expect(throws: StreamViolation.windowExceeded) { try receive(&window, 0) }
        #expect(window.take()?.bytes.count == 270)
        #expect(window.takeCredit() == 330)
        #expect(try receive(&window, 0))
    }

    @Test("A message beyond the limit is refused before it is kept")
    func tooLong() throws {
        var window = ReceiveWindow(window: 100, messageByteLimit: 150)
        #expect(try !receive(&window, 100, last: false))
        #expect(throws: StreamViolation.messageTooLong(limit: 150)) { try receive(&window, 51) }
    }

    @Test("A sender and a receiver with the same window never disagree")
    func agreement() throws {
        var generator = SeededGenerator(seed: 5)
        var sender = SendWindow(credit: 1000)
        var receiver = ReceiveWindow(window: 1000, messageByteLimit: 1 << 20)
        for _ in 0..<20_000 {
            if sender.isOpen && Bool.random(using: &generator) {
                let count = Int.random(in: 0..<3000, using: &generator)
                sender.spend(DataFrames.cost(ofMessage: count))
                #expect(try receive(&receiver, count))
                if Bool.random(using: &generator) { receiver.readerWaits() }
            } else if receiver.take() != nil, let credit = receiver.takeCredit() {
                #expect(sender.grant(credit) == true)
            }
        }
    }
}

@Suite("Turns of streams")
struct DataSchedulerTests {
    private func message(_ count: Int, _ byte: UInt8 = 0) -> [UInt8] { [UInt8](repeating: byte, count: count) }

    @Test("Streams take turns of 32 KiB, so a small message never waits for a large one")
    func turns() {
        var scheduler = DataScheduler()
        scheduler.enqueue(StreamMessage(message(70_000, 1)), on: 1)
        scheduler.enqueue(StreamMessage(message(10, 2)), on: 3)
        #expect(scheduler.byteCount == 70_010)
        #expect(scheduler.next() == .data(streamID: 1, message(32768, 1)[...], .more))
        #expect(scheduler.next() == .data(streamID: 3, message(10, 2)[...], []))
        #expect(scheduler.next() == .data(streamID: 1, message(32768, 1)[...], .more))
        #expect(scheduler.next() == .data(streamID: 1, message(4464, 1)[...], []))
        #expect(scheduler.next() == nil)
        #expect(scheduler.isEmpty && scheduler.byteCount == 0)
    }

    @Test("A closing frame follows the messages")
    func closing() {
        var scheduler = DataScheduler()
        scheduler.enqueue(StreamMessage([]), on: 1)
        scheduler.close(1, with: [9])
        #expect(scheduler.next() == .data(streamID: 1, [], []))
        #expect(scheduler.next() == .closing(streamID: 1, [9]))
        #expect(scheduler.isEmpty)
    }

    @Test("A dropped stream sends nothing more, and its id can be used anew")
    func drop() {
        var scheduler = DataScheduler()
        scheduler.enqueue(StreamMessage(message(40_000)), on: 1)
        _ = scheduler.next()
        scheduler.drop(1)
        scheduler.drop(7)
        #expect(scheduler.byteCount == 0)
        #expect(scheduler.next() == nil)
        scheduler.enqueue(StreamMessage(message(1)), on: 1)
        #expect(scheduler.next() == .data(streamID: 1, message(1)[...], []))
        #expect(scheduler.next() == nil)
    }

    @Test("Messages of a stream keep their order through thousands")
    func order() {
        var scheduler = DataScheduler()
        for number in 0..<2000 { scheduler.enqueue(StreamMessage([UInt8(number % 251)]), on: 1) }
        for number in 0..<2000 {
            #expect(scheduler.next() == .data(streamID: 1, [UInt8(number % 251)], []))
        }
        #expect(scheduler.next() == nil)
    }
}

@Suite("The two ends of a stream", .timeLimit(.minutes(1)))
struct StreamEndTests {
    private func inbox(window: Int = 100, _ credited: @escaping @Sendable (UInt32) -> Void = { _ in }) -> MessageInbox {
        MessageInbox(window: ReceiveWindow(window: window, messageByteLimit: 1000), returnCredit: credited)
    }

    private func receive(_ inbox: MessageInbox, _ bytes: [UInt8]) throws {
        try bytes.withUnsafeBytes { try inbox.receive([], $0) }
    }

    @Test("A reader gets what came before and what comes later, then the end")
    func read() async throws {
        let inbox = inbox()
        try receive(inbox, [1])
        #expect(try await inbox.next()?.bytes == [1])
        async let later = inbox.next()
        try receive(inbox, [2])
        #expect(try await later?.bytes == [2])
        try receive(inbox, [3])
        inbox.end(.finished)
        #expect(try await inbox.next()?.bytes == [3])
        #expect(try await inbox.next() == nil)
        #expect(throws: StreamViolation.afterEnd) { try receive(inbox, [4]) }
    }

    @Test("A failure is told after the messages before it, or at once when they are discarded")
    func failure() async throws {
        let inbox = inbox()
        try receive(inbox, [1])
        inbox.end(.failed(RPCError(.notFound, "")))
        #expect(try await inbox.next()?.bytes == [1])
        await #expect(throws: RPCError.self) { try await inbox.next() }
        let discarding = self.inbox()
        try receive(discarding, [1])
        discarding.end(.failed(RPCError(.cancelled, "")), discarding: true)
        await #expect(throws: RPCError.self) { try await discarding.next() }
    }

    @Test("A reader whose task is cancelled stops waiting")
    func cancelledReader() async throws {
        let inbox = inbox()
        let task = Task { try await inbox.next() }
        task.cancel()
        await #expect(throws: RPCError.self) { try await task.value }
        try receive(inbox, [1])
        #expect(try await inbox.next()?.bytes == [1])
    }

    @Test("Consumption returns credit")
    func credit() async throws {
        let returned = Mutex<[UInt32]>([])
        let inbox = inbox(window: 50) { credit in returned.withLock { $0.append(credit) } }
        try receive(inbox, [1, 2, 3, 4, 5])
        _ = try await inbox.next()
        #expect(returned.withLock { $0 } == [25])
    }

    @Test("Senders wait for credit in their order")
    func senders() async throws {
        let credit = SendCredit(credit: 10)
        try await credit.spend(30)
        let order = Mutex<[Int]>([])
        async let first: Void = {
            try await credit.spend(5); order.withLock { $0.append(1) }
        }()
        #expect(credit.grant(20))
        #expect(order.withLock { $0 } == [])
        #expect(credit.grant(1))
        try await first
        #expect(order.withLock { $0 } == [1])
    }

    @Test("A sender that waits learns of the stream's failure, and of its own cancellation")
    func failedSender() async {
        let credit = SendCredit(credit: 0)
        let cancelled = Task { try await credit.spend(1) }
        cancelled.cancel()
        await #expect(throws: RPCError.self) { try await cancelled.value }
        let waiting = Task { try await credit.spend(1) }
        credit.fail(RPCError(.unavailable, ""))
        await #expect(throws: RPCError.self) { try await waiting.value }
        await #expect(throws: RPCError.self) { try await credit.spend(1) }
    }
}
