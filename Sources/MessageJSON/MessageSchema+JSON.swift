import RPCCore

extension MessageSchema {
    /// Converts the wire format of the message named `type` to JSON.
    ///
    /// Follows protobuf's JSON mapping: lowerCamelCase names, 64-bit integers as text, enums by name, bytes as base64,
    /// default values left out. Unknown fields are left out. Throws `internal` when the bytes are not a message.
    public func json(_ bytes: UnsafeRawBufferPointer, of type: String) throws -> [UInt8] {
        var writer = JSONWriter()
        do {
            try write(try message(type), bytes, &writer, depth: 0)
        } catch let error as ProtobufReader.Malformed {
            throw RPCError(.internal, "The answer is not a well-formed \(type).", cause: error)
        }
        return writer.bytes
    }

    private func write(
        _ type: MessageType, _ bytes: UnsafeRawBufferPointer, _ writer: inout JSONWriter, depth: Int
    ) throws {
        guard depth < JSONReader.depthLimit else { throw RPCError(.internal, "\(type.fullName) is nested too deeply.") }
        var values: [[ProtobufReader.Field]] = Array(repeating: [], count: type.fields.count)
        var reader = ProtobufReader(bytes)
        while let value = try reader.next() {
            if let index = type.index(ofNumber: value.number) { values[index].append(value) }
        }
        try writer.object { writer in
            for (field, values) in zip(type.fields, values) where !values.isEmpty {
                try write(field, values, &writer, depth: depth)
            }
        }
    }

    private func write(
        _ field: MessageType.Field, _ values: [ProtobufReader.Field], _ writer: inout JSONWriter, depth: Int
    ) throws {
        guard field.isRepeated else {
            guard let last = values.last, field.hasPresence || !last.isDefault else { return }
            writer.key(field.jsonName)
            return try write(field, last, &writer, depth: depth)
        }
        writer.key(field.jsonName)
        try writer.array { writer in
            for value in values {
                if case .bytes(let number, let packed) = value, field.type.isPackable {
                    try writePacked(field, number, packed, &writer, depth: depth)
                } else {
                    try write(field, value, &writer, depth: depth)
                }
            }
        }
    }

    private func writePacked(
        _ field: MessageType.Field, _ number: UInt32, _ packed: UnsafeRawBufferPointer, _ writer: inout JSONWriter,
        depth: Int
    ) throws {
        var reader = ProtobufReader(packed)
        while !reader.isAtEnd {
            let value: ProtobufReader.Field =
                switch field.type {
                case .fixed64, .sfixed64, .double: .fixed64(number, try reader.fixed64())
                case .fixed32, .sfixed32, .float: .fixed32(number, try reader.fixed32())
                default: .varint(number, try reader.varint())
                }
            try write(field, value, &writer, depth: depth)
        }
    }

    private func write(
        _ field: MessageType.Field, _ value: ProtobufReader.Field, _ writer: inout JSONWriter, depth: Int
    ) throws {
        switch (value, field.type) {
        case (.varint(_, let bits), _): try write(varint: bits, field, &writer)
        case (.fixed64(_, let bits), .double): write(Double(bitPattern: bits), &writer)
        case (.fixed64(_, let bits), .fixed64): writer.string(String(bits))
        case (.fixed64(_, let bits), .sfixed64): writer.string(String(Int64(bitPattern: bits)))
        case (.fixed32(_, let bits), .float): write(Float(bitPattern: bits), &writer)
        case (.fixed32(_, let bits), .fixed32): writer.verbatim(String(bits))
        case (.fixed32(_, let bits), .sfixed32): writer.verbatim(String(Int32(bitPattern: bits)))
        case (.bytes(_, let bytes), .message):
            try write(try message(field.typeName), bytes, &writer, depth: depth + 1)
        case (.bytes(_, let bytes), .string): writer.string(try ProtobufReader.text(bytes))
        case (.bytes(_, let bytes), .bytes): writer.string(Base64.encode(bytes))
        default: throw ProtobufReader.Malformed.invalidTag
        }
    }

    private func write(varint bits: UInt64, _ field: MessageType.Field, _ writer: inout JSONWriter) throws {
        switch field.type {
        case .bool: writer.verbatim(bits == 0 ? "false" : "true")
        case .enumeration:
            let number = Int32(truncatingIfNeeded: bits)
            if let name = try enumeration(field.typeName).name(of: number) {
                writer.string(name)
            } else {
                writer.verbatim(String(number))
            }
        case .int32: writer.verbatim(String(Int32(truncatingIfNeeded: bits)))
        case .uint32: writer.verbatim(String(UInt32(truncatingIfNeeded: bits)))
        case .sint32:
            let bits = UInt32(truncatingIfNeeded: bits)
            writer.verbatim(String(Int32(bitPattern: bits >> 1) ^ -Int32(bits & 1)))
        case .int64: writer.string(String(Int64(bitPattern: bits)))
        case .uint64: writer.string(String(bits))
        case .sint64: writer.string(String(Int64(bitPattern: bits >> 1) ^ -Int64(bits & 1)))
        default: throw ProtobufReader.Malformed.invalidTag
        }
    }

    private func write(_ value: some BinaryFloatingPoint & LosslessStringConvertible, _ writer: inout JSONWriter) {
        if value.isNaN {
            writer.string("NaN")
        } else if value.isInfinite {
            writer.string(value < 0 ? "-Infinity" : "Infinity")
        } else {
            writer.verbatim(String(value))
        }
    }
}

extension FieldType {
    /// Whether a repeated field of this type may come packed.
    var isPackable: Bool {
        switch self {
        case .string, .bytes, .message: false
        case .double, .float, .int64, .uint64, .int32, .fixed64, .fixed32, .bool, .uint32, .enumeration, .sfixed32,
            .sfixed64, .sint32, .sint64:
            true
        }
    }
}

extension ProtobufReader.Field {
    var number: UInt32 {
        switch self {
        case .varint(let number, _), .bytes(let number, _), .fixed64(let number, _), .fixed32(let number, _): number
        }
    }

    var isDefault: Bool {
        switch self {
        case .varint(_, let value), .fixed64(_, let value): value == 0
        case .fixed32(_, let value): value == 0
        case .bytes(_, let value): value.isEmpty
        }
    }
}
