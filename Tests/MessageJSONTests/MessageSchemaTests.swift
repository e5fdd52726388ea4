import Contracts
import MessageJSON
import RPCCore
import Testing

struct MessageSchemaTests {
    private let schema: MessageSchema = {
        var schema = MessageSchema()
        schema.add(SchemaBuilder.schema(of: [ContactsV1.ContactsMethods.descriptor, RPCV1.ChangesMethods.descriptor]))
        return schema
    }()

    private func message<M: Message>(_ json: String, as type: M.Type) throws -> M {
        let bytes = try Array(json.utf8).withUnsafeBytes { try schema.serialise(json: $0, as: M.fullName) }
        return try bytes.withUnsafeBytes { try M(deserializing: $0) }
    }

    private func json(_ message: some Message) throws -> String {
        let type = Swift.type(of: message).fullName
        let bytes = try message.serializedBytes().withUnsafeBytes { try schema.json($0, of: type) }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test("A nested message with lists survives the way to JSON and back")
    func roundTrip() throws {
        let contact = ContactsV1.Contact(
            id: 9_007_199_254_740_993, version: 3, name: "Đỗ \"Sơn\"\n",
            phones: [ContactsV1.Phone(number: 84_901_234_567, text: "+84901234567", dialable: true), .init()],
            emails: ["a@b.vn", ""], rating: 5)
        let text = try json(ContactsV1.GetContactResponse(contact: contact))
        #expect(text.contains(#""id":"9007199254740993""#))
        #expect(try message(text, as: ContactsV1.GetContactResponse.self).contact == contact)
    }

    @Test("Fixed-width numbers, bytes and enums follow the mapping")
    func scalars() throws {
        let change = RPCV1.Change(sequence: 7, kind: .update, before: [0, 255, 16], imageType: "x")
        #expect(try json(change) == #"{"sequence":"7","kind":"KIND_UPDATE","before":"AP8Q","imageType":"x"}"#)
        #expect(try message(#"{"kind":"KIND_DELETE","before":"AP8Q"}"#, as: RPCV1.Change.self).kind == .delete)
        #expect(try message(#"{"kind":3,"before":"AP8"}"#, as: RPCV1.Change.self).before == [0, 255])
        let position = RPCV1.Position(databaseID: .max, epoch: 1, sequence: -1)
        let text = try json(position)
        #expect(text == #"{"databaseId":"18446744073709551615","epoch":"1","sequence":"-1"}"#)
        #expect(try message(text, as: RPCV1.Position.self) == position)
    }

    @Test("Both spellings of a field's name, numbers as text and null are accepted")
    func leniency() throws {
        let request = try message(
            #"{"page_size": "20", "pageToken": null, "filter": {"companyIds": ["1", 2, 3.0]}}"#,
            as: ContactsV1.ListContactsRequest.self)
        #expect(request.pageSize == 20)
        #expect(request.filter?.companyIDs == [1, 2, 3])
    }

    @Test("Packed lists are read")
    func packed() throws {
        let filter = ContactsV1.ContactFilter(companyIDs: [1, 300, -1])
        #expect(try json(filter) == #"{"companyIds":["1","300","-1"]}"#)
    }

    @Test(
        "What does not fit is refused with its field and byte",
        arguments: [
            (#"{"filter":{"texd":"a"}}"#, "filter.texd"),
            (#"{"filter":{"companyIds":[1,"x"]}}"#, "filter.companyIds[1]"),
            (#"{"pageSize":3000000000}"#, "pageSize"), (#"{"pageSize":1.5}"#, "pageSize"),
            (#"{"filter":[]}"#, "filter"),
            (#"{"pageToken":5}"#, "pageToken"), (#"{"filter":{"text":"\u0000"}}"#, "filter.text"),
        ])
    func refusals(_ text: String, _ field: String) throws {
        let error = #expect(throws: RPCError.self) { try message(text, as: ContactsV1.ListContactsRequest.self) }
        #expect(error?.code == .invalidArgument)
        let info = try #require(error?.detail(RPCV1.ErrorInfo.self))
        #expect(info.field == field)
        #expect(info.byteOffset > 0)
    }

    @Test("Bytes that are no message are an internal error, never a crash")
    func malformedBytes() throws {
        let whole = ContactsV1.GetContactResponse(contact: .init(name: "a", emails: ["x"])).serializedBytes()
        for count in 1..<whole.count {
            let error = #expect(throws: RPCError.self) {
                try Array(whole.prefix(count)).withUnsafeBytes {
                    try schema.json($0, of: ContactsV1.GetContactResponse.fullName)
                }
            }
            #expect(error?.code == .internal)
        }
    }

    @Test("Base64 accepts both alphabets and any padding, and nothing else", arguments: 0..<64)
    func base64(_ count: Int) {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ 200) }
        let text = Base64.encode(bytes)
        #expect(Base64.decode(text) == bytes)
        #expect(Base64.decode(Base64.encode(bytes, padded: false)) == bytes)
        #expect(Base64.decode(String(text.map { $0 == "+" ? "-" : $0 == "/" ? "_" : $0 })) == bytes)
        #expect(Base64.decode(text + "!") == nil)
    }
}
