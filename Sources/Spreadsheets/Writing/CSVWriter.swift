import Glibc

/// Writes comma-separated text to a file, in the form of ``CSVEncoder``.
public final class CSVWriter: RowWriter {
    private let path: String
    private var descriptor: Int32
    private var encoder = CSVEncoder()

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
        encoder.append(row: row)
        if encoder.bytes.count >= Self.flushBytes { try flush() }
    }

    /// Writes what is left and closes the file, which is not forced to the disk.
    public func finish() throws(SpreadsheetError) {
        try flush()
        let finished = descriptor
        descriptor = -1
        guard close(finished) == 0 else { throw .system("close", path: path) }
    }

    private func flush() throws(SpreadsheetError) {
        var written = 0
        while written < encoder.bytes.count {
            let result = encoder.bytes.withUnsafeBytes { bytes in
                bytes.baseAddress.map { write(descriptor, $0 + written, bytes.count - written) } ?? 0
            }
            guard result > 0 || errno == EINTR else { throw .system("write", path: path) }
            written += max(result, 0)
        }
        encoder.clear()
    }

    private static let flushBytes = 64 << 10
}
