import RPCCore

extension FuzzTarget {
    /// Credit comes back for every byte that was paid, and messages leave a connection as they were put in.
    static let streams = FuzzTarget(name: "streams", byteLimit: 512) { bytes in
        try checkWindow(bytes)
        try checkScheduler(bytes)
    }

    /// The sending half and the receiving half of one stream, with nothing but the input to say who acts next.
    private static func checkWindow(_ bytes: UnsafeRawBufferPointer) throws {
        var input = FuzzInput(bytes)
        let window = 1 + Int(input.byte()) * 16
        var sender = SendWindow(credit: window)
        var receiver = ReceiveWindow(window: window, messageByteLimit: 1000)
        var sent: [[UInt8]] = []
        var taken = 0
        while !input.rest.isEmpty {
            let action = input.byte()
            if action & 1 == 0, sender.isOpen {
                let message = [UInt8](repeating: action, count: Int(action) * 3)
                sender.spend(DataFrames.cost(ofMessage: message.count))
                let isComplete = try message.withUnsafeBytes { try receiver.receive($0, isLastOfMessage: true) }
                try demand(isComplete, "a whole message is not complete")
                sent.append(message)
            } else if let message = receiver.take() {
                try demand(message == StreamMessage(sent[taken]), "a message was changed")
                taken += 1
                if let credit = receiver.takeCredit() { try demand(sender.grant(credit), "too much credit") }
            }
            try demand(sender.credit <= window, "more credit than the window")
            if taken == sent.count { try demand(sender.isOpen, "nothing is in flight, and the sender waits for ever") }
        }
    }

    private static func checkScheduler(_ bytes: UnsafeRawBufferPointer) throws {
        var input = FuzzInput(bytes)
        var scheduler = DataScheduler()
        var model = SchedulerModel()
        while !input.rest.isEmpty {
            let action = input.byte()
            let streamID = UInt32(action >> 2 & 3)
            switch action & 3 {
            case 0 where !model.isClosing(streamID):
                let message = [UInt8](repeating: action, count: Int(input.byte()) * 400)
                scheduler.enqueue(StreamMessage(message), on: streamID)
                model.enqueue(message, streamID)
            case 1 where !model.isClosing(streamID):
                scheduler.close(streamID, with: [action])
                model.close(streamID, [action])
            case 2:
                scheduler.drop(streamID)
                model.drop(streamID)
            default:
                try model.take(scheduler.next())
            }
            try demand(scheduler.byteCount == model.byteCount, "the count of waiting bytes is wrong")
        }
        while !scheduler.isEmpty, let turn = scheduler.next() { try model.take(turn) }
        try demand(model.byteCount == 0 && model.isEmpty, "something was never sent")
    }
}

/// What each stream still has to send, as one run of bytes and the lengths of its messages.
private struct SchedulerModel {
    private struct Queue {
        var messages: [[UInt8]] = []
        var closing: [UInt8]?
    }

    private var queues: [UInt32: Queue] = [:]

    var byteCount: Int { queues.values.reduce(0) { $0 + $1.messages.reduce(0) { $0 + $1.count } } }
    var isEmpty: Bool { queues.isEmpty }

    func isClosing(_ streamID: UInt32) -> Bool { queues[streamID]?.closing != nil }
    mutating func enqueue(_ message: [UInt8], _ streamID: UInt32) {
        queues[streamID, default: Queue()].messages.append(message)
    }
    mutating func close(_ streamID: UInt32, _ frame: [UInt8]) { queues[streamID, default: Queue()].closing = frame }
    mutating func drop(_ streamID: UInt32) { queues[streamID] = nil }

    mutating func take(_ turn: DataScheduler.Turn?) throws {
        switch turn {
        case nil: try demand(queues.isEmpty, "something waits and has no turn")
        case .data(let streamID, let slice, let flags):
            let isLast = !flags.contains(.more)
            try demand(slice.count <= DataFrames.payloadByteLimit, "a frame of \(slice.count) bytes")
            guard var queue = queues[streamID], let message = queue.messages.first else {
                throw Violation(description: "a message that nobody sent")
            }
            try demand(message.starts(with: slice), "a message was changed")
            try demand(isLast == (slice.count == message.count), "a message ends at the wrong place")
            queue.messages[0] = Array(message.dropFirst(slice.count))
            if isLast { queue.messages.removeFirst() }
            queues[streamID] = queue.messages.isEmpty && queue.closing == nil ? nil : queue
        case .closing(let streamID, let frame):
            let queue = queues.removeValue(forKey: streamID)
            try demand(queue?.messages.isEmpty == true && queue?.closing == frame, "closed before its last message")
        }
    }
}
