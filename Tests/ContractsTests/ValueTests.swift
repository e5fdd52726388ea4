import Contracts
import RPCCore
import Testing

@Suite("Texts, enums and oneofs")
struct ValueTests {
    @Test(
        "A text with a NUL or bytes that are not UTF-8 is refused and the field named",
        arguments: ["0a0100", "0a03610062", "0a01610a026100", "0a01ff", "0a01c3", "0a03eda080", "0a04f8888080"])
    func refusedTexts(hex: String) {
        let error = #expect(throws: RPCError.self) {
            try ContactsV1.LookUpByPhoneRequest(deserializing: hex.bytesFromHex)
        }
        #expect(error?.code == .invalidArgument)
        #expect(error?.message == "danhba.contacts.v1.LookUpByPhoneRequest.phone is not UTF-8 or holds a NUL.")
    }

    @Test("Texts of every length come back", arguments: [0, 1, 7, 8, 15, 16, 17, 63, 64, 1023, 1024, 1025, 100_000])
    func textLengths(length: Int) throws {
        for unit in ["a", "đ", "日"] {
            let request = ContactsV1.LookUpByPhoneRequest(phone: String(repeating: unit, count: length))
            #expect(try ContactsV1.LookUpByPhoneRequest(deserializing: request.serializedBytes()) == request)
        }
    }

    @Test("A NUL in a text that is sent becomes U+FFFD instead of ending the text")
    func outgoingNUL() throws {
        let request = ContactsV1.LookUpByPhoneRequest(phone: "a\0b\0")
        #expect(
            try ContactsV1.LookUpByPhoneRequest(deserializing: request.serializedBytes()).phone == "a\u{FFFD}b\u{FFFD}")
    }

    @Test(
        "An enum's number that is not known is read as unspecified",
        arguments: ["0803", "08ffffffff0f", "0880808080f8ffffffff01"])
    func unknownEnum(hex: String) throws {
        #expect(try RPCV1.CheckHealthResponse(deserializing: hex.bytesFromHex).state == .unspecified)
        #expect(try RPCV1.CheckHealthResponse(deserializing: "0801".bytesFromHex).state == .serving)
    }

    private static let members: [(bytes: String, value: SampleV1.Choices.Target)] = [
        ("5203010203", .raw([1, 2, 3])), ("5a0474657874", .text("text")), ("62020801", .nested(.init(kind: .default))),
        ("6805", .number(5)), ("7001", .yes(true)), ("7801", .sort(.default)),
    ]

    @Test("The last member of a oneof wins, whichever came before")
    func switchedOneof() throws {
        for first in Self.members {
            for second in Self.members {
                for third in Self.members where third.bytes != second.bytes {
                    let bytes = (first.bytes + second.bytes + third.bytes).bytesFromHex
                    #expect(try SampleV1.Choices(deserializing: bytes).target == third.value)
                }
            }
        }
    }

    @Test("A oneof whose last member is malformed is refused")
    func malformedMember() {
        for first in Self.members {
            // Members with a wire type that is not their own; protobuf-c takes any for a bool.
            for second in ["5001", "5801", "6001", "6a0100", "7a0100"] {
                let bytes = (first.bytes + second).bytesFromHex
                #expect(code { try SampleV1.Choices(deserializing: bytes) } == .invalidArgument)
            }
        }
    }

    @Test("A message given in two pieces has the texts of both; protobuf-c does not merge numbers")
    func mergedMessage() throws {
        let merged = try SampleV1.Scalars(deserializing: "8a0103120174".bytesFromHex + "8a01020801".bytesFromHex)
        #expect(merged.inner == SampleV1.Inner(kind: .default, text: "t"))
    }

    @Test("Repeated numbers are read packed and not packed")
    func unpackedNumbers() throws {
        let request = ContactsV1.BatchGetContactsRequest(ids: [1, 2, 300])
        #expect(try ContactsV1.BatchGetContactsRequest(deserializing: "0a040102ac02".bytesFromHex) == request)
        #expect(try ContactsV1.BatchGetContactsRequest(deserializing: "0801080208ac02".bytesFromHex) == request)
        #expect(try ContactsV1.BatchGetContactsRequest(deserializing: "08010a0302ac02".bytesFromHex) == request)
    }
}
