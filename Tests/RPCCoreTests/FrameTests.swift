import RPCCore
import TestSupport
import Testing

@Suite("Frames")
struct FrameTests {
    private let scanner = FrameScanner(frameByteLimit: 1000, metadataByteLimit: 100)

    private func encoded(_ header: FrameHeader, payload: Int = 0) -> [UInt8] {
        var header = header
        header.length = UInt32(FrameHeader.countedByteCount + payload)
        var bytes = [UInt8](repeating: 0, count: FrameHeader.byteCount + payload)
        bytes.withUnsafeMutableBytes { header.encode(into: $0) }
        return bytes
    }

    private func scan(_ bytes: [UInt8]) -> FrameScanner.Result { bytes.withUnsafeBytes { scanner.scan($0) } }

    @Test("A header is read back as it was written")
    func roundTrip() {
        let header = FrameHeader(
            .window, flags: [.endStream, .hasTrace], streamID: 0x0102_0304, a: .max, b: 7, metadataByteCount: 513,
            length: 0x00AB_CDEF)
        var bytes = [UInt8](repeating: 0, count: 20)
        bytes.withUnsafeMutableBytes { header.encode(into: $0) }
        #expect(
            bytes == [
                0x00, 0xAB, 0xCD, 0xEF, 8, 0x09, 0x02, 0x01, 1, 2, 3, 4, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 7,
            ])
        #expect(bytes.withUnsafeBytes { FrameHeader(decoding: $0) } == header)
    }

    @Test("A frame is whole only with its last byte")
    func everyPrefix() {
        let bytes = encoded(FrameHeader(.request, streamID: 1), payload: 30)
        for count in 0..<bytes.count {
            let needed = [4, FrameHeader.byteCount, bytes.count].first { $0 > count } ?? 0
            #expect(scan(Array(bytes.prefix(count))) == .incomplete(byteCount: needed))
        }
        var header = FrameHeader(.request, streamID: 1)
        header.length = 46
        #expect(scan(bytes) == .frame(header, byteCount: 50))
        #expect(scan(bytes + [1, 2, 3]) == .frame(header, byteCount: 50))
    }

    @Test("A length beyond the limit is refused with its fourth byte")
    func tooLong() {
        #expect(scan([0, 0, 3, 0xE9]) == .violation(.tooLong(length: 1001, limit: 1000)))
        #expect(scan([0, 0, 3, 0xE8]) == .incomplete(byteCount: 20))
        #expect(scan([1, 0, 0, 16]) == .violation(.tooLong(length: 0x0100_0010, limit: 1000)))
        #expect(scan(Array("GET / HTTP/1.1".utf8)) == .violation(.tooLong(length: 0x4745_5420, limit: 1000)))
    }

    @Test("No limit admits a length with a top byte")
    func topByte() {
        let generous = FrameScanner(frameByteLimit: .max, metadataByteLimit: .max)
        #expect(generous.frameByteLimit == 0x00FF_FFFF)
    }

    @Test("A length below the header's own is refused", arguments: [0, 1, 15])
    func tooShort(_ length: UInt8) {
        #expect(scan([0, 0, 0, length]) == .violation(.tooShort(length: UInt32(length))))
    }

    @Test("Metadata and trace must fit into the frame and the limit")
    func preamble() {
        #expect(
            scan(encoded(FrameHeader(.request, metadataByteCount: 101), payload: 200))
                == .violation(.metadataTooLong(length: 101, limit: 100)))
        #expect(
            scan(encoded(FrameHeader(.request, metadataByteCount: 31), payload: 30))
                == .violation(.tooShort(length: 46)))
        #expect(
            scan(encoded(FrameHeader(.request, flags: .hasTrace), payload: 24)) == .violation(.tooShort(length: 40)))
        if case .frame = scan(encoded(FrameHeader(.request, flags: .hasTrace, metadataByteCount: 5), payload: 30)) {
        } else {
            Issue.record("a frame of nothing but trace and metadata is legal")
        }
    }

    @Test("Random bytes are a frame, incomplete or refused, and never crash")
    func garbage() {
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<20_000 {
            let bytes = (0..<Int.random(in: 0..<64, using: &generator)).map { _ in
                UInt8.random(in: 0...(Bool.random(using: &generator) ? 255 : 3), using: &generator)
            }
            if case .frame(let header, let byteCount) = scan(bytes) {
                #expect(byteCount <= bytes.count && header.preambleByteCount <= byteCount - FrameHeader.byteCount)
            }
        }
    }
}
