/// The common case, read without Unicode and without memory: one number in ASCII digits with plain punctuation.
struct PlainNumber {
    private(set) var digits = DigitRun()
    private(set) var hasPlus = false

    /// Nil for everything that needs a closer look, which is no verdict on the text.
    init?(ascii bytes: UnsafeBufferPointer<UInt8>) {
        guard let last = bytes.last, last != UInt8(ascii: " "), bytes.first != UInt8(ascii: " ") else { return nil }
        var sawDot = false
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                guard digits.append(byte &- UInt8(ascii: "0")) else { return nil }
            case UInt8(ascii: "+"):
                guard !hasPlus, digits.count == 0 else { return nil }
                hasPlus = true
            case UInt8(ascii: "."):
                sawDot = true
            case UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: "("), UInt8(ascii: ")"):
                break
            default:
                return nil
            }
        }
        // A final ".0" may be a spreadsheet's and no digit of the number.
        guard digits.count > 0, !(sawDot && bytes.suffix(2).elementsEqual(".0".utf8)) else { return nil }
    }
}
