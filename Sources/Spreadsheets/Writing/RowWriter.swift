/// Writes rows of texts to a file, in order.
///
/// To be used by one thread at a time; writing blocks.
public protocol RowWriter: AnyObject {
    /// Adds a row below the last one. Throws INTERNAL when the operating system refuses, FILE_TOO_LARGE for more columns
    /// than the format has.
    func append(row: [String]) throws(SpreadsheetError)

    /// Completes the file. Nothing may be appended afterwards. Until then the file must not be read; a writer that is
    /// given up before leaves no usable file.
    func finish() throws(SpreadsheetError)
}

/// What a cell's text is written as.
enum ExportText {
    /// Without what spreadsheet programs refuse or change: control characters but tab and line feed go, line ends
    /// become line feeds, U+FFFE and U+FFFF go, and the text ends after Excel's 32,767 UTF-16 units.
    static func sanitized(_ text: String) -> String {
        var text = text
        guard text.utf8.count > unitLimit || text.withUTF8(mayNeedChange) else { return text }
        var result = String.UnicodeScalarView()
        var units = 0
        for scalar in text.replacing("\r\n", with: "\n").unicodeScalars {
            let kept = scalar == "\r" ? "\n" : scalar
            guard isKept(kept) else { continue }
            units += UTF16.width(kept)
            if units > unitLimit { break }
            result.append(kept)
        }
        return String(result)
    }

    /// Looks for control characters, and for the first byte of U+FFFE and U+FFFF, which other characters have, too.
    private static func mayNeedChange(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        text.contains { byte in (byte < 0x20 && byte != 0x09 && byte != 0x0A) || byte == 0xEF }
    }

    private static func isKept(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A: true
        case 0..<0x20, 0xFFFE, 0xFFFF: false
        default: true
        }
    }

    private static let unitLimit = 32_767
}
