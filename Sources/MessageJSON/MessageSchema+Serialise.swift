import RPCCore
import Contracts

extension MessageSchema {
    /// Converts JSON to the wire format of the message named `type`.
    ///
    /// Follows protobuf's JSON mapping: both spellings of a field's name, 64-bit integers as text or number, enums by
    /// name or number, bytes as base64, null for the default. Unknown fields are refused. Throws `invalidArgument`
    /// with the byte offset and the field's path.
    public func serialise(json: UnsafeRawBufferPointer, as type: String) throws -> [UInt8] {
        let message = try message(type)
        var reader = JSONReader(json)
        do {
            let bytes = try write(message, &reader, path: "")
            try reader.end()
            return bytes
        } catch let error as JSONError {
            throw RPCError(error)
        }
    }

    private func write(_ type: MessageType, _ reader: inout JSONReader, path: String) throws -> [UInt8] {
        guard try reader.kind() == .object else { throw reader.failure("has no object").at(path) }
        var writer = ProtobufWriter()
        try reader.object { reader, name in
            let path = path.isEmpty ? name : path + "." + name
            guard let field = type.field(named: name) else {
                throw reader.failure("has a field that \(type.fullName) lacks").at(path)
            }
            try write(field, &reader, &writer, path: path)
        }
        return writer.bytes
    }

    private func write(
        _ field: MessageType.Field, _ reader: inout JSONReader, _ writer: inout ProtobufWriter, path: String
    ) throws {
        if try reader.kind() == .null { return try reader.null() }
        guard field.isRepeated else { return try writeValue(field, &reader, &writer, path: path) }
        guard try reader.kind() == .array else { throw reader.failure("has no array").at(path) }
        var position = 0
        try reader.array { reader in
            try writeValue(field, &reader, &writer, path: "\(path)[\(position)]")
            position += 1
        }
    }

    private func writeValue(
        _ field: MessageType.Field, _ reader: inout JSONReader, _ writer: inout ProtobufWriter, path: String
    ) throws {
        do {
            try writeUnplaced(field, &reader, &writer, path: path)
        } catch let error as JSONError {
            throw error.at(path)
        }
    }

    private func writeUnplaced(
        _ field: MessageType.Field, _ reader: inout JSONReader, _ writer: inout ProtobufWriter, path: String
    ) throws {
        let number = field.number
        switch field.type {
        case .message: writer.presentBytes(number, try write(try message(field.typeName), &reader, path: path))
        case .string: writer.presentBytes(number, Array(try text(&reader).utf8))
        case .bytes: writer.presentBytes(number, try base64(&reader))
        case .bool: writer.presentVarint(number, try boolean(&reader) ? 1 : 0)
        case .enumeration:
            let value = try enumeration(try enumeration(field.typeName), &reader)
            writer.presentVarint(number, UInt64(bitPattern: Int64(value)))
        case .int32: writer.presentVarint(number, UInt64(bitPattern: Int64(try integer(&reader) as Int32)))
        case .int64: writer.presentVarint(number, UInt64(bitPattern: try integer(&reader) as Int64))
        case .uint32: writer.presentVarint(number, UInt64(try integer(&reader) as UInt32))
        case .uint64: writer.presentVarint(number, try integer(&reader) as UInt64)
        case .sint32:
            let value: Int32 = try integer(&reader)
            writer.presentVarint(number, UInt64(UInt32(bitPattern: value << 1 ^ value >> 31)))
        case .sint64:
            let value: Int64 = try integer(&reader)
            writer.presentVarint(number, UInt64(bitPattern: value << 1 ^ value >> 63))
        case .fixed32: writer.fixed32(number, try integer(&reader))
        case .fixed64: writer.fixed64(number, try integer(&reader))
        case .sfixed32: writer.fixed32(number, UInt32(bitPattern: try integer(&reader) as Int32))
        case .sfixed64: writer.fixed64(number, UInt64(bitPattern: try integer(&reader) as Int64))
        case .float: writer.fixed32(number, Float(try double(&reader)).bitPattern)
        case .double: writer.fixed64(number, try double(&reader).bitPattern)
        }
    }

    // MARK: - Values

    private func text(_ reader: inout JSONReader) throws(JSONError) -> String {
        guard try reader.kind() == .string else { throw reader.failure("has no string") }
        let text = try reader.string()
        if text.utf8.contains(0) { throw reader.failure("has a NUL in a string") }
        return text
    }

    private func boolean(_ reader: inout JSONReader) throws(JSONError) -> Bool {
        guard try reader.kind() == .boolean else { throw reader.failure("has neither true nor false") }
        return try reader.boolean()
    }

    private func numberText(_ reader: inout JSONReader) throws(JSONError) -> String {
        switch try reader.kind() {
        case .number: return try reader.number()
        case .string: return try reader.string()
        default: throw reader.failure("has no number")
        }
    }

    /// Also accepts `1.0` and `1e3`, as the mapping demands.
    private func integer<Value: FixedWidthInteger>(_ reader: inout JSONReader) throws(JSONError) -> Value {
        let text = try numberText(&reader)
        if let value = Value(text) { return value }
        if let double = Double(text), abs(double) < 9_007_199_254_740_992, let value = Value(exactly: double) {
            return value
        }
        throw reader.failure("has a number that is no integer of \(Value.bitWidth) bits")
    }

    private func double(_ reader: inout JSONReader) throws(JSONError) -> Double {
        let text = try numberText(&reader)
        switch text {
        case "NaN": return .nan
        case "Infinity": return .infinity
        case "-Infinity": return -.infinity
        default:
            guard let value = Double(text), value.isFinite else { throw reader.failure("has no number") }
            return value
        }
    }

    private func enumeration(_ type: EnumType, _ reader: inout JSONReader) throws(JSONError) -> Int32 {
        guard try reader.kind() == .string else { return try integer(&reader) }
        let name = try reader.string()
        guard let number = type.number(of: name) else { throw reader.failure("has the unknown value '\(name)'") }
        return number
    }

    private func base64(_ reader: inout JSONReader) throws(JSONError) -> [UInt8] {
        let text = try text(&reader)
        guard let bytes = Base64.decode(text) else { throw reader.failure("has a string that is not base64") }
        return bytes
    }
}

extension JSONError {
    /// The error with its field, unless a nested one is known already.
    func at(_ path: String) -> JSONError {
        var error = self
        if error.field.isEmpty { error.field = path }
        return error
    }
}

extension RPCError {
    init(_ error: JSONError) {
        let place = error.field.isEmpty ? "" : " (field \(error.field))"
        let message = "The JSON text \(error.reason) at byte \(error.byteOffset)\(place)."
        let info = RPCV1.ErrorInfo(message: message, field: error.field, byteOffset: Int64(error.byteOffset))
        self.init(.invalidArgument, message, details: [Detail(info)])
    }
}
