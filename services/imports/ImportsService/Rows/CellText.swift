import TextNormalization

/// Makes the text of a cell what is stored: trimmed, in NFC, without control characters.
enum CellText {
    /// Tabs and line breaks inside stay; other control characters are what broken programs leave behind.
    static func stored(_ trimmed: UnsafeBufferPointer<UInt8>) -> String {
        let text = String(decoding: trimmed, as: UTF8.self)
        return trimmed.contains(where: isControl) ? cleaned(text) : text.nfc
    }

    private static func cleaned(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        scalars.append(contentsOf: text.unicodeScalars.filter { !($0.value < 0x80 && isControl(UInt8($0.value))) })
        return String(scalars).trimmed.nfc
    }

    @inline(__always)
    private static func isControl(_ byte: UInt8) -> Bool {
        byte < 0x20 ? byte != UInt8(ascii: "\t") && byte != UInt8(ascii: "\n") : byte == 0x7F
    }

    /// Whether a text has more Unicode scalars than `limit`; counts only where its bytes leave it open.
    static func isLonger(_ text: String, than limit: Int) -> Bool {
        text.utf8.count > limit && text.unicodeScalars.count > limit
    }
}
