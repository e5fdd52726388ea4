/// Turns rows into comma-separated text that spreadsheet programs open as it is meant: UTF-8 with a byte order mark,
/// every field quoted, CRLF line ends.
///
/// A text that a program would take for a formula gets an apostrophe in front, which ``SpreadsheetFile`` takes off
/// again; a text that is exactly a phone number stays as it is. Control characters other than tab and line feed are
/// left out, and a text ends after 32,767 UTF-16 units.
public struct CSVEncoder: Sendable {
    /// What has gathered since the last `take`.
    public private(set) var bytes: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// Nothing but the byte order mark yet.
    public init() {}

    /// Adds a line.
    public mutating func append(row: [String]) {
        for (column, text) in row.enumerated() {
            if column > 0 { bytes.append(UInt8(ascii: ",")) }
            append(field: ExportText.sanitized(text))
        }
        bytes.append(UInt8(ascii: "\r"))
        bytes.append(UInt8(ascii: "\n"))
    }

    /// Hands over what has gathered.
    public mutating func take() -> [UInt8] {
        let count = bytes.count
        defer {
            bytes = []
            bytes.reserveCapacity(count)
        }
        return bytes
    }

    /// Forgets what has gathered; keeps its room.
    mutating func clear() { bytes.removeAll(keepingCapacity: true) }

    private mutating func append(field: String) {
        var text = field
        let quote = UInt8(ascii: "\"")
        bytes.append(quote)
        text.withUTF8 { field in
            if FormulaGuard.isNeeded(field) { bytes.append(UInt8(ascii: "'")) }
            if field.contains(quote) {
                for byte in field {
                    if byte == quote { bytes.append(byte) }
                    bytes.append(byte)
                }
            } else {
                bytes.append(contentsOf: field)
            }
        }
        bytes.append(quote)
    }
}
