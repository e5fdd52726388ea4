/// The messages of a connection's streams on their way out, taken in turns so that no stream holds up another.
package struct DataScheduler: Equatable, Sendable {
    /// One frame's worth of a stream.
    package enum Turn: Equatable, Sendable {
        /// A DATA frame's payload and flags.
        case data(streamID: UInt32, ArraySlice<UInt8>, FrameFlags)
        /// A finished stream's closing frame, encoded.
        case closing(streamID: UInt32, [UInt8])
    }

    private struct Queue: Equatable {
        var messages: [StreamMessage] = []
        var first = 0
        /// Bytes of the first message that are sent.
        var offset = 0
        var closing: [UInt8]?

        var isEmpty: Bool { first == messages.count && closing == nil }
    }

    private var queues: [UInt32: Queue] = [:]
    /// Streams with something to send, in the order of their turns.
    private var ready: [UInt32] = []
    private var firstReady = 0
    /// Bytes of messages that wait.
    package private(set) var byteCount = 0

    package init() {}

    /// Whether nothing waits to be sent.
    package var isEmpty: Bool { firstReady == ready.count }

    /// Adds a message to the end of its stream.
    package mutating func enqueue(_ message: StreamMessage, on streamID: UInt32) {
        byteCount += message.bytes.count
        update(streamID) { $0.messages.append(message) }
    }

    /// Sends `frame` after the stream's last message.
    package mutating func close(_ streamID: UInt32, with frame: [UInt8]) {
        update(streamID) { $0.closing = frame }
    }

    /// Forgets what a stream still had to send.
    package mutating func drop(_ streamID: UInt32) {
        guard let queue = queues.removeValue(forKey: streamID) else { return }
        byteCount -= queue.messages[queue.first...].reduce(0) { $0 + $1.bytes.count } - queue.offset
    }

    private mutating func update(_ streamID: UInt32, _ change: (inout Queue) -> Void) {
        let wasEmpty = queues[streamID] == nil
        change(&queues[streamID, default: Queue()])
        if wasEmpty { ready.append(streamID) }
    }

    /// The next frame: of each stream in turn, at most 32 KiB.
    package mutating func next() -> Turn? {
        while firstReady < ready.count {
            let streamID = ready[firstReady]
            firstReady += 1
            compactReady()
            // A dropped stream may still have its turn listed.
            guard var queue = queues.removeValue(forKey: streamID) else { continue }
            let turn = take(from: &queue, streamID)
            if !queue.isEmpty {
                queues[streamID] = queue
                ready.append(streamID)
            }
            return turn
        }
        return nil
    }

    private mutating func take(from queue: inout Queue, _ streamID: UInt32) -> Turn {
        guard queue.first < queue.messages.count else {
            defer { queue.closing = nil }
            return .closing(streamID: streamID, queue.closing ?? [])
        }
        let message = queue.messages[queue.first]
        let isCompressed = message.isCompressed
        let end = min(message.bytes.count, queue.offset + DataFrames.payloadByteLimit)
        let slice = message.bytes[queue.offset..<end]
        byteCount -= slice.count
        queue.offset = end
        let isLast = end == message.bytes.count
        if isLast {
            queue.offset = 0
            queue.messages[queue.first].bytes = []
            queue.first += 1
            if queue.first == queue.messages.count {
                queue.messages.removeAll(keepingCapacity: true)
                queue.first = 0
            } else if queue.first > 64 && queue.first * 2 > queue.messages.count {
                queue.messages.removeFirst(queue.first)
                queue.first = 0
            }
        }
        var flags: FrameFlags = isLast ? [] : .more
        if isCompressed { flags.insert(.compressed) }
        return .data(streamID: streamID, slice, flags)
    }

    private mutating func compactReady() {
        guard firstReady == ready.count || firstReady > 256 else { return }
        ready.removeFirst(firstReady)
        firstReady = 0
    }
}
