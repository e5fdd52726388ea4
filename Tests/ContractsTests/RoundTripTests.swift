import Contracts
import RPCCore
import TestSupport
import Testing

@Suite("What is read is written back the same")
struct RoundTripTests {
    @Test("Random messages of every type come back byte for byte", arguments: AnyMessageType.all)
    func random(message: AnyMessageType) throws {
        let descriptor = try #require(message.descriptor)
        for seed in 0..<40 as Range<UInt64> {
            var random = RandomMessage(generator: SeededGenerator(seed: seed))
            try check(message.type, bytes: random.bytes(descriptor), seed: seed)
        }
    }

    private func check<M: Message & Equatable>(_ type: M.Type, bytes: [UInt8], seed: UInt64) throws {
        let message = try M(deserializing: bytes)
        let written = message.serializedBytes()
        #expect(written == bytes, "seed \(seed)")
        #expect(try M(deserializing: written) == message, "seed \(seed)")
    }

    @Test("The default value of every type takes no byte", arguments: AnyMessageType.all)
    func defaults(message: AnyMessageType) throws {
        func check<M: Message & Equatable>(_ type: M.Type) throws {
            #expect(M().serializedBytes() == [])
            #expect(try M(deserializing: []) == M())
        }
        try check(message.type)
    }

    @Test("Fields that are not known are ignored", arguments: AnyMessageType.all)
    func unknownFields(message: AnyMessageType) throws {
        // Fields 1000 to 1003: a varint, eight bytes, a text, four bytes.
        let unknown = "c03e01" + "c93e0102030405060708" + "d23e03616263" + "dd3e01020304"
        var random = RandomMessage(generator: SeededGenerator(seed: 1))
        let known = random.bytes(try #require(message.descriptor))
        func check<M: Message & Equatable>(_ type: M.Type) throws {
            #expect(try M(deserializing: unknown.bytesFromHex + known) == M(deserializing: known))
            #expect(try M(deserializing: known + unknown.bytesFromHex) == M(deserializing: known))
        }
        try check(message.type)
    }

    @Test("A message written inside a sink's fill does not disturb the outer one")
    func nested() throws {
        struct Sink: MessageSink {
            var bytes: [UInt8] = []
            mutating func append(byteCount: Int, _ fill: (UnsafeMutableRawBufferPointer) -> Void) {
                let inner = ContactsV1.Agent(id: 1, email: "inner@example.com", name: "inner").serializedBytes()
                #expect(inner.count == 28)
                bytes.append(byteCount: byteCount, fill)
            }
        }
        let outer = ContactsV1.Agent(id: 2, email: "outer@example.com", name: "outer")
        var sink = Sink()
        outer.serialize(into: &sink)
        #expect(try ContactsV1.Agent(deserializing: sink.bytes) == outer)
    }
}

/// The bytes are what `protoc --encode` makes of the same values.
@Suite("Other programs' bytes")
struct GoldenTests {
    @Test("A contact")
    func contact() throws {
        let bytes = """
            080710021a0f4e677579e1bb856e2056c4836e2041221d08878f88a4bc02100c1a102b38343930313233343536372078313228012207\
            0887a9b6fcb9022a0d61406578616d706c652e636f6d2a0038ffffffffffffffffff014805a0018080b3c19c33
            """.bytesFromHex
        let contact = ContactsV1.Contact(
            id: 7, version: 2, name: "Nguyễn Văn A",
            phones: [
                .init(number: 84_901_234_567, extension: 12, text: "+84901234567 x12", dialable: true),
                .init(number: 84_281_234_567),
            ], emails: ["a@example.com", ""], companyID: -1, rating: 5, createdAtMs: 1_760_000_000_000)
        #expect(contact.serializedBytes() == bytes)
        #expect(try ContactsV1.Contact(deserializing: bytes) == contact)
    }

    @Test("Every scalar type at its limits, single and repeated")
    func scalars() throws {
        let bytes = """
            0880808080f8ffffffff01108080808080808080800118ffffffff0f20ffffffffffffffffff01280130ffffffffffffffffff013dff\
            ffffff4101000000000000004dffffffff51ffffffffffffffff59000000000000e03f65000080be68017202c4917a0200ff8001f0a2\
            048a0100aa010b00ffffffffffffffffff01ca01070001feffffff0fe2011000000000000000000100000000000000fa011000000000\
            00000000000000000000f83f8a02020100920200920201789a02009a020100a202020001aa0200aa02050801120174
            """.bytesFromHex
        var scalars = SampleV1.Scalars(
            int32Value: .min, int64Value: .min, uint32Value: .max, uint64Value: .max, sint32Value: -1,
            sint64Value: .min, fixed32Value: .max, fixed64Value: 1, sfixed32Value: -1, sfixed64Value: -1,
            doubleValue: 0.5, floatValue: -0.25, boolValue: true, stringValue: "đ", bytesValue: [0, 255],
            kind: .largeOne, inner: .init())
        scalars.int32Values = [0, -1]
        scalars.sint32Values = [0, -1, .max]
        scalars.fixed64Values = [0, 1]
        scalars.doubleValues = [0, 1.5]
        scalars.boolValues = [true, false]
        scalars.stringValues = ["", "x"]
        scalars.bytesValues = [[], [0]]
        scalars.kinds = [.unspecified, .default]
        scalars.inners = [.init(), .init(kind: .default, text: "t")]
        #expect(scalars.serializedBytes() == bytes)
        #expect(try SampleV1.Scalars(deserializing: bytes) == scalars)
    }

    @Test("Members of oneofs that are present with their defaults")
    func presentDefaults() throws {
        let bytes = "0a0010001a002200280030005a00a2010164a80101b00102b80103".bytesFromHex
        let choices = SampleV1.Choices(
            name: "", count: 0, inner: .init(), data: [], kind: .unspecified, flag: false, target: .text(""),
            default: "d", import: 1, class: 2, parentID: 3)
        #expect(choices.serializedBytes() == bytes)
        #expect(try SampleV1.Choices(deserializing: bytes) == choices)
    }

    @Test("A serialised message composed of parts is the message with these parts")
    func serialized() throws {
        let inners = [
            SampleV1.Inner(), .init(text: "đ"), .init(kind: .largeOne, text: String(repeating: "t", count: 300)),
        ]
        var composed = Serialized<SampleV1.Scalars>()
        for inner in inners {
            inner.serializedBytes().withUnsafeBytes { composed.append(field: 37, message: $0) }
        }
        let message = SampleV1.Scalars(inners: inners)
        #expect(composed.serializedBytes() == message.serializedBytes())
        #expect(Serialized(message).bytes == message.serializedBytes())
        #expect(try composed.bytes.withUnsafeBytes(SampleV1.Scalars.init(deserializing:)) == message)
    }
}
