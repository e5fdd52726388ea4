import EchoLoad
import NIOCore

/// What is asked, and which answers are right.
protocol LoadCalls: Sendable {
    mutating func writeRequest(id: UInt32, into out: inout ByteBuffer)
    func accepts(_ payload: UnsafeRawBufferPointer) -> Bool
}

/// Three bytes and how many come back.
struct EchoCalls: LoadCalls {
    private static let payload: [UInt8] = [0, 0, 0, UInt8(replyByteCount)]

    func writeRequest(id: UInt32, into out: inout ByteBuffer) {
        out.writeFrame(id: id, payload: Self.payload, byteCount: Self.payload.count)
    }

    func accepts(_ payload: UnsafeRawBufferPointer) -> Bool { payload.count == replyByteCount }
}

/// Phones, in random order, each of which somebody has.
struct LookUpCalls: LoadCalls {
    private let numbers: [Int64]
    private var next = 0

    /// `numbers` is not empty.
    init(_ numbers: [Int64]) { self.numbers = numbers.shuffled() }

    mutating func writeRequest(id: UInt32, into out: inout ByteBuffer) {
        out.writeFrameHeader(id: id, byteCount: MemoryLayout<Int64>.size)
        out.writeInteger(numbers[next])
        next = next + 1 == numbers.count ? 0 : next + 1
    }

    func accepts(_ payload: UnsafeRawBufferPointer) -> Bool { !payload.isEmpty }
}
