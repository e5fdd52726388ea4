import Testing

@testable import Spreadsheets

@Suite("UTF-8 validation")
struct UTF8ValidationTests {
    /// What the standard library's decoder says.
    private func isValid(_ bytes: [UInt8]) -> Bool { String(validating: bytes, as: UTF8.self) != nil }

    private func firstInvalid(_ bytes: [UInt8]) -> Int? {
        bytes.withUnsafeBufferPointer { buffer in
            buffer.baseAddress.flatMap { UTF8Validation.firstInvalid($0, count: buffer.count) }
        }
    }

    @Test("Every sequence of two bytes, and every start of three and four, is judged as the standard library does")
    func sequences() {
        for first in UInt8(0x80)...0xFF {
            for second in UInt8(0)...0xFF {
                for tail in [[], [0x80], [0xBF], [0x41], [0x80, 0x80], [0xBF, 0xBF], [0x80, 0x41]] as [[UInt8]] {
                    let sequence = [first, second] + tail
                    // Alone, and before enough text for the fast path.
                    let long = sequence + Array("plain text".utf8)
                    guard (firstInvalid(sequence) == nil) == isValid(sequence),
                        (firstInvalid(long) == nil) == isValid(long)
                    else {
                        Issue.record("\(sequence)")
                        return
                    }
                }
            }
        }
    }

    @Test("The first wrong byte is named wherever it stands", arguments: 0..<24)
    func places(offset: Int) {
        let text = Array("Nguyễn Văn Ánh 田中 😀 plain".utf8)
        let starts = text.indices.filter { text[$0] & 0xC0 != 0x80 }
        let place = starts[offset % starts.count]
        #expect(firstInvalid(text) == nil)
        #expect(firstInvalid(Array(text[..<place]) + [0xFF] + text[place...]) == place)
    }
}
