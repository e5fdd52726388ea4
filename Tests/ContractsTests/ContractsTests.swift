import Contracts
import RPCCore
import Testing

@Suite struct SmokeTests {
    @Test("A contact survives both directions")
    func contact() throws {
        let contact = ContactsV1.Contact(
            id: 7, name: "Nguyễn Văn A", phones: [.init(number: 84_901_234_567, text: "+84901234567")],
            emails: ["a@example.com", "averyveryverylongaddress@example.com"], rating: 5)
        let bytes = contact.serializedBytes()
        #expect(try bytes.withUnsafeBytes { try ContactsV1.Contact(deserializing: $0) } == contact)
    }
}
