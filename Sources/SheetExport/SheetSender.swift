import Contracts
import Spreadsheets

/// Sends rows as a file, in pieces: text as it is made, a workbook when it is whole.
///
/// Memory does not depend on the number of rows. To be used by one task.
public struct SheetSender {
    /// Bytes in one piece at most.
    public static let pieceByteCount = 64 << 10
    /// Text that is sent once it has gathered: room for most rows is left in its piece.
    private static let gatheredByteCount = 60 << 10

    private enum Output {
        case text(CSVEncoder)
        case workbook(XLSXWriter, TemporaryFile)
    }

    private var output: Output
    private let send: ([UInt8]) async throws -> Void

    /// A file that has its header; `send` is given the pieces in their order.
    ///
    /// Unspecified is text.
    public init(
        _ format: ContactsV1.FileFormat, sheetName: String, header: [String],
        send: @escaping ([UInt8]) async throws -> Void
    ) throws {
        self.send = send
        switch format {
        case .xlsx:
            let file = TemporaryFile(extension: "xlsx")
            let writer = try XLSXWriter(path: file.path, sheetName: sheetName)
            try writer.append(row: header)
            output = .workbook(writer, file)
        case .csv, .unspecified:
            var encoder = CSVEncoder()
            encoder.append(row: header)
            output = .text(encoder)
        }
    }

    /// Adds rows, each made by `row` from one of `records`.
    public mutating func append<Record>(_ records: [Record], _ row: (Record) -> [String]) async throws {
        switch output {
        case .workbook(let writer, _):
            for record in records { try writer.append(row: row(record)) }
        case .text(var encoder):
            // Out of its place while it changes, so that it is not copied.
            output = .text(CSVEncoder())
            for record in records {
                encoder.append(row: row(record))
                if encoder.bytes.count >= Self.gatheredByteCount { try await sendPieces(of: encoder.take()) }
            }
            output = .text(encoder)
        }
    }

    /// Sends what is left; nothing may be appended afterwards.
    public mutating func finish() async throws {
        switch output {
        case .workbook(let writer, let file):
            try writer.finish()
            try await file.forEachPiece(of: Self.pieceByteCount, send)
        case .text(var encoder): try await sendPieces(of: encoder.take())
        }
    }

    private func sendPieces(of bytes: [UInt8]) async throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let piece = rest.prefix(Self.pieceByteCount)
            try await send(Array(piece))
            rest = rest.dropFirst(piece.count)
        }
    }
}
