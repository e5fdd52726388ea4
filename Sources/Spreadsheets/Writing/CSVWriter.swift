import Glibc

/// Writes comma-separated text that spreadsheet programs open as it is meant: UTF-8 with a byte order mark, every field
/// quoted, CRLF line ends.
///
/// A text that a program would take for a formula gets an apostrophe in front, which ``SpreadsheetFile`` takes off
/// again; a text that is exactly a phone number stays as it is. Control characters other than tab and line feed are
/// left out, and a text ends after 32,767 UTF-16 units.
public final class CSVWriter: RowWriter {
    private let path: String
    private var descriptor: Int32
    private var buffer: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// Creates the file, or empties it when it exists.
    public init(path: String) throws(SpreadsheetError) {
        self.path = path
        descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw .system("open", path: path) }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// Adds a line, which may stay in memory until 64 KiB are together.
    public func append(row: [String]) throws(SpreadsheetError) {
        for (column, text) in row.enumerated() {
            if column > 0 { buffer.append(UInt8(ascii: ",")) }
            appendField(ExportText.sanitized(text))
        }
        buffer.append(UInt8(ascii: "\r"))
        buffer.append(UInt8(ascii: "\n"))
        if buffer.count >= Self.flushBytes { try flush() }
    }

    /// Writes what is left and closes the file, which is not forced to the disk.
    public func finish() throws(SpreadsheetError) {
        try flush()
        let finished = descriptor
        descriptor = -1
        guard close(finished) == 0 else { throw .system("close", path: path) }
    }

    private func appendField(_ source: String) {
        var text = source
        buffer.append(UInt8(ascii: "\""))
        text.withUTF8 { bytes in
            if FormulaGuard.isNeeded(bytes) { buffer.append(UInt8(ascii: "'")) }
            for byte in bytes {
                if byte == UInt8(ascii: "\"") { buffer.append(byte) }
                buffer.append(byte)
            }
        }
        buffer.append(UInt8(ascii: "\""))
    }

    private func flush() throws(SpreadsheetError) {
        var written = 0
        while written < buffer.count {
            let result = buffer.withUnsafeBytes { bytes in
                bytes.baseAddress.map { write(descriptor, $0 + written, bytes.count - written) } ?? 0
            }
            guard result > 0 || errno == EINTR else { throw .system("write", path: path) }
            written += max(result, 0)
        }
        buffer.removeAll(keepingCapacity: true)
    }

    private static let flushBytes = 64 << 10
}
