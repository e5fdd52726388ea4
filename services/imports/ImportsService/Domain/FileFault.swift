import Contracts
import RPCCore
import ServiceRuntime
import Spreadsheets

/// A reason that concerns the whole file: why it is refused, or why its job failed.
struct FileFault: Error, Sendable, Equatable {
    var code: ResultCode
    /// One sentence for people: what is wrong and what to do.
    var message: String
    /// The part of the options at fault; empty when it is the file.
    var field = ""
    var row: Int = 0
    /// From 1.
    var column: Int = 0
    /// -1: not known.
    var byteOffset: Int64 = -1
    var status = StatusCode.invalidArgument
    var ids: [Int64] = []

    init(_ code: ResultCode, _ message: String, field: String = "", row: Int = 0, column: Int = 0) {
        self.code = code
        self.message = message
        self.field = field
        self.row = row
        self.column = column
    }

    /// What the reader says, with its place in the sentence.
    init(_ error: SpreadsheetError) {
        self.init(ResultCode(rawValue: error.code.rawValue) ?? .internal, FileFault.sentence(error))
        row = error.row ?? 0
        column = error.column.map { $0 + 1 } ?? 0
        byteOffset = error.byteOffset.map { Int64(clamping: $0) } ?? -1
        if error.code == .system { status = .internal }
    }

    private static func sentence(_ error: SpreadsheetError) -> String {
        var places: [String] = []
        if let part = error.part { places.append("part \(part)") }
        if let row = error.row { places.append("row \(row)") }
        if let column = error.column { places.append("column \(column + 1)") }
        if let offset = error.byteOffset { places.append("byte \(offset)") }
        let text = places.isEmpty ? error.message : "\(error.message) (\(places.joined(separator: ", ")))"
        return "The file cannot be imported: \(text)."
    }
}

extension FileFault: RPCErrorConvertible {
    var rpcError: RPCError {
        let info = RPCV1.ErrorInfo(
            number: code.rawValue, name: code.name, message: message, field: field, row: Int64(row),
            column: Int32(clamping: column), byteOffset: byteOffset, ids: ids)
        return RPCError(status, message, details: [RPCError.Detail(info)])
    }
}
