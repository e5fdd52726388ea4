/// Writes words into a buffer, and one space between two of them however much stood there.
struct WordWriter {
    private let buffer: UnsafeMutableBufferPointer<UInt8>
    private var count = 0
    private var pendingSpace = false

    /// The buffer holds as many bytes as the text that is read: each byte written stands for one read, and each space
    /// for one that ended a word.
    init(buffer: UnsafeMutableBufferPointer<UInt8>) { self.buffer = buffer }

    var text: String { String(decoding: buffer[..<count], as: UTF8.self) }

    mutating func endWord() { pendingSpace = count > 0 }

    mutating func write(_ byte: UInt8) {
        if pendingSpace {
            buffer[count] = UInt8(ascii: " ")
            count += 1
            pendingSpace = false
        }
        buffer[count] = byte
        count += 1
    }
}

extension UInt8 {
    var isASCIILetter: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20) }
    var isASCIILetterOrDigit: Bool { isASCIILetter || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
    var asciiLowercased: UInt8 { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) ? self | 0x20 : self }
}
