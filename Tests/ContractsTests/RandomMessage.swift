internal import CMessages
internal import CSampleMessages

@testable import Contracts

/// Writes random messages from their descriptors alone, in the one form that serialising must give back: fields by
/// number, no defaults, repeated numbers packed.
///
/// Shares no code with the marshalling.
struct RandomMessage<Generator: RandomNumberGenerator> {
    var generator: Generator
    /// How many values repeated fields have at most.
    var repetitions = 3

    mutating func bytes(_ descriptor: UnsafePointer<ProtobufCMessageDescriptor>) -> [UInt8] {
        let fields = UnsafeBufferPointer(start: descriptor.pointee.fields, count: Int(descriptor.pointee.n_fields))
        let chosen = chooseMembers(of: fields)
        var result: [UInt8] = []
        for field in fields {
            let isMember = field.flags & PROTOBUF_C_FIELD_FLAG_ONEOF.rawValue != 0
            if isMember ? chosen[field.quantifier_offset] == field.id : Bool.random(using: &generator) {
                result += encode(field, isMember: isMember)
            }
        }
        return result
    }

    /// One member, or none, for each oneof, which is known by where its case is kept.
    private mutating func chooseMembers(of fields: UnsafeBufferPointer<ProtobufCFieldDescriptor>) -> [UInt32: UInt32] {
        let members = fields.filter { $0.flags & PROTOBUF_C_FIELD_FLAG_ONEOF.rawValue != 0 }
        var chosen: [UInt32: UInt32] = [:]
        for (offset, group) in Dictionary(grouping: members, by: \.quantifier_offset).sorted(by: { $0.key < $1.key }) {
            let index = Int.random(in: 0...group.count, using: &generator)
            if index < group.count { chosen[offset] = group[index].id }
        }
        return chosen
    }

    private mutating func encode(_ field: ProtobufCFieldDescriptor, isMember: Bool) -> [UInt8] {
        let isDelimited =
            field.type == PROTOBUF_C_TYPE_STRING || field.type == PROTOBUF_C_TYPE_BYTES
            || field.type == PROTOBUF_C_TYPE_MESSAGE
        guard field.label == PROTOBUF_C_LABEL_REPEATED else {
            let value = value(of: field, mayBeDefault: isMember)
            return tag(field, isDelimited ? 2 : wireType(field.type)) + (isDelimited ? delimited(value) : value)
        }
        var values: [[UInt8]] = []
        for _ in 0..<Int.random(in: 1...repetitions, using: &generator) {
            values.append(value(of: field, mayBeDefault: true))
        }
        return isDelimited
            ? values.flatMap { tag(field, 2) + delimited($0) } : tag(field, 2) + delimited(values.flatMap(\.self))
    }

    private func tag(_ field: ProtobufCFieldDescriptor, _ wireType: UInt64) -> [UInt8] {
        varint(UInt64(field.id) << 3 | wireType)
    }

    private func wireType(_ type: ProtobufCType) -> UInt64 {
        switch type {
        case PROTOBUF_C_TYPE_FIXED32, PROTOBUF_C_TYPE_SFIXED32, PROTOBUF_C_TYPE_FLOAT: 5
        case PROTOBUF_C_TYPE_FIXED64, PROTOBUF_C_TYPE_SFIXED64, PROTOBUF_C_TYPE_DOUBLE: 1
        default: 0
        }
    }

    private mutating func value(of field: ProtobufCFieldDescriptor, mayBeDefault: Bool) -> [UInt8] {
        let zero: [UInt64] = mayBeDefault ? [0] : []
        switch field.type {
        case PROTOBUF_C_TYPE_INT32:
            // Negative numbers are ten bytes long, as if they had 64 bits.
            return varint(pick(zero + [1, 300, 0x7fff_ffff, .max, UInt64(bitPattern: Int64(Int32.min))]))
        case PROTOBUF_C_TYPE_UINT32, PROTOBUF_C_TYPE_SINT32: return varint(pick(zero + [1, 128, 0xffff_ffff]))
        case PROTOBUF_C_TYPE_INT64, PROTOBUF_C_TYPE_UINT64, PROTOBUF_C_TYPE_SINT64:
            return varint(pick(zero + [1, 128, 1 << 35, 1 << 63, .max]))
        case PROTOBUF_C_TYPE_FIXED32, PROTOBUF_C_TYPE_SFIXED32: return bytes(of: UInt32(pick(zero + [1, 0xffff_ffff])))
        case PROTOBUF_C_TYPE_FIXED64, PROTOBUF_C_TYPE_SFIXED64: return bytes(of: pick(zero + [1, 1 << 63, .max]))
        case PROTOBUF_C_TYPE_FLOAT: return bytes(of: Float(Int.random(in: 1...1000, using: &generator)) / 8)
        case PROTOBUF_C_TYPE_DOUBLE: return bytes(of: Double(Int.random(in: 1...1000, using: &generator)) / -8)
        case PROTOBUF_C_TYPE_BOOL: return varint(pick(zero + [1]))
        case PROTOBUF_C_TYPE_ENUM: return varint(enumNumber(of: field, mayBeDefault: mayBeDefault))
        case PROTOBUF_C_TYPE_STRING: return text(mayBeEmpty: mayBeDefault)
        case PROTOBUF_C_TYPE_BYTES: return (0..<(pick(zero + [1, 2, 300]))).map { UInt8(truncatingIfNeeded: $0) }
        default:
            guard let message = field.descriptor?.assumingMemoryBound(to: ProtobufCMessageDescriptor.self) else {
                return []
            }
            return bytes(message)
        }
    }

    private mutating func enumNumber(of field: ProtobufCFieldDescriptor, mayBeDefault: Bool) -> UInt64 {
        guard let type = field.descriptor?.assumingMemoryBound(to: ProtobufCEnumDescriptor.self).pointee else {
            return 0
        }
        let numbers = UnsafeBufferPointer(start: type.values, count: Int(type.n_values)).map { UInt64($0.value) }
        return pick(numbers.filter { mayBeDefault || $0 != 0 })
    }

    private mutating func text(mayBeEmpty: Bool) -> [UInt8] {
        let texts = [
            "x", "fifteen bytes..", "sixteen bytes...", "Nguyễn Thị Đào", "日本語", "🙂",
            String(repeating: "ă", count: 200),
        ]
        let index = Int.random(in: (mayBeEmpty ? -1 : 0)..<texts.count, using: &generator)
        return index < 0 ? [] : Array(texts[index].utf8)
    }

    private mutating func pick(_ values: [UInt64]) -> UInt64 {
        values[Int.random(in: values.indices, using: &generator)]
    }

    private func bytes<T>(of value: T) -> [UInt8] { withUnsafeBytes(of: value) { Array($0) } }

    private func delimited(_ bytes: [UInt8]) -> [UInt8] { varint(UInt64(bytes.count)) + bytes }

    private func varint(_ value: UInt64) -> [UInt8] {
        var value = value
        var result: [UInt8] = []
        while value >= 0x80 {
            result.append(UInt8(truncatingIfNeeded: value) | 0x80)
            value >>= 7
        }
        return result + [UInt8(value)]
    }
}
