import NIOCore
import RPCCore

@testable import RPCTransport

extension FuzzTarget {
    /// Frames are the same however their bytes arrive, fit together without a gap, and encode to the bytes they were.
    static let frames = FuzzTarget(name: "frames", byteLimit: 4096) { bytes in
        var input = FuzzInput(bytes)
        let limits: [UInt32] = [16, 300, 4 << 20, .max]
        let scanner = FrameScanner(
            frameByteLimit: limits[Int(input.byte() & 3)], metadataByteLimit: input.byte() & 1 == 0 ? 8192 : 20)
        let seed = input.byte()
        let whole = try ReceivedFrames([input.rest], scanner)
        let split = try ReceivedFrames(input.pieces(seed), scanner)
        try demand(whole.frames == split.frames, "the split changes the frames")
        try demand(whole.violation == split.violation, "the split changes the violation")
        var offset = 0
        for frame in whole.frames {
            try demand(
                frame.bytes.elementsEqual(input.rest[offset..<offset + frame.bytes.count]), "a frame was changed")
            offset += frame.bytes.count
        }
        if whole.violation == nil {
            try demand(offset + whole.keptByteCount == input.rest.count, "bytes were lost")
        }
    }
}

/// What an accumulator makes of bytes that arrive in pieces.
private struct ReceivedFrames {
    struct Frame: Equatable {
        var header: FrameHeader
        var body: [UInt8]

        var bytes: [UInt8] {
            var bytes = [UInt8](repeating: 0, count: FrameHeader.byteCount)
            bytes.withUnsafeMutableBytes { header.encode(into: $0) }
            return bytes + body
        }
    }

    var frames: [Frame] = []
    var violation: FrameViolation?
    var keptByteCount = 0

    init(_ pieces: [UnsafeRawBufferPointer], _ scanner: FrameScanner) throws {
        var accumulator = FrameAccumulator(scanner: scanner)
        var received = 0
        for piece in pieces where violation == nil {
            received += piece.count
            violation = accumulator.receive(ByteBuffer(bytes: piece)) { header, body in
                frames.append(Frame(header: header, body: Array(body)))
                return .handOver
            }
            keptByteCount = accumulator.keptByteCount
            try demand(keptByteCount <= received, "more is kept than arrived")
        }
        for frame in frames {
            try demand(frame.header.length <= scanner.frameByteLimit, "a frame above the limit")
            try demand(frame.header.metadataByteCount <= scanner.metadataByteLimit, "metadata above the limit")
            try demand(frame.header.preambleByteCount <= frame.body.count, "a frame without its metadata")
        }
    }
}
