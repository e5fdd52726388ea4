import Contracts
import CustomFields
import RPCCore
import Store
import TestSupport
import Testing

@testable import ContactsService

@Suite("The custom values of a contact")
struct CustomValueTests {
    private static func seen(_ contacts: [ContactsV1.Contact]) -> [[String]] { contacts.map(\.custom.texts) }

    @Test("are stored in one form and answered by every method that answers contacts")
    func everywhere() async throws {
        try await ContactsFixture.with { fixture in
            try await fixture.field("tier", .dropDown) { $0.options = ["Vàng"] }
            try await fixture.field("born", .date)
            try await fixture.field("langs", .multiSelect) { $0.options = ["vi", "en", "fr"] }
            let custom = [
                FieldsV1.CustomValue(key: "tier", values: [" vàng "]),
                FieldsV1.CustomValue(key: "langs", values: ["vi", "EN;vi"]),
                FieldsV1.CustomValue(key: "born", values: ["1/2/1990"]),
            ]
            let fields = ContactsV1.ContactFields(
                name: "An", phones: ["0901234567"], emails: ["an@example.com"], custom: custom)
            let contact = try await fixture.create(fields)
            let expected = ["born=1990-02-01", "langs=en,vi", "tier=Vàng"]
            #expect(contact.custom.texts == expected)
            #expect(try await fixture.get(1) == contact)
            let client = fixture.client
            #expect(try await client.lookUpByPhone(.init(phone: "0901234567")).contacts == [contact])
            #expect(try await client.lookUpByEmail(.init(email: "an@example.com")).contacts == [contact])
            #expect(try await client.batchGetContacts(.init(ids: [1])).contacts == [contact])
            #expect(try await fixture.list() == [contact])
            #expect(
                try await fixture.index() == ["1 vàng 1", "2 1990-02-01 1", "3 en 1", "3 vi 1"])
            let image = try #require(try await fixture.changes().last?.after)
            #expect(try image.withUnsafeBytes { try ContactsV1.Contact(deserializing: $0) } == contact)
        }
    }

    @Test("that are wrong are told all at once, with the built-in ones")
    func allProblems() async throws {
        try await ContactsFixture.with { fixture in
            try await fixture.field("n", .integer)
            try await fixture.field("d", .date)
            try await fixture.field("must") { $0.required = true }
            try await fixture.field("code", .regex) { $0.regex = "\\d{3}" }
            let old = try await fixture.field("old")
            _ = try await fixture.client.retireField(.init(id: old.id))
            let fields = ContactsV1.ContactFields(
                name: "", phones: ["12"], rating: 9,
                custom: .of(["n": "x", "d": "31/02/2026", "code": "12", "old": "1", "none": "1"])
                    + [.init(key: "n", values: ["1"])])
            let error = await rpcError { try await fixture.client.createContact(.init(fields: fields)) }
            #expect(error?.code == .invalidArgument)
            #expect(
                Set(try error.required().infos.map { "\($0.field) \($0.number)" }) == [
                    "name 2001", "phones 2010", "rating 2037", "custom.n 2030", "custom.n 2039", "custom.d 2032",
                    "custom.code 2036", "custom.must 2001", "custom.old 2038", "custom.none 2038",
                ])
            #expect(try await fixture.list().isEmpty)

            let contact = try await fixture.create("An", ["must": "here"])
            let mask = ["name", "custom.n", "custom.must", "custom.none"]
            let update = ContactsV1.UpdateContactRequest(
                id: contact.id, updateMask: mask, fields: .init(custom: .of(["n": "y", "d": "also wrong"])))
            let refused = await rpcError { try await fixture.client.updateContact(update) }
            #expect(
                try refused.required().infos.map { "\($0.field) \($0.number)" } == [
                    "name 2001", "custom.must 2001", "custom.n 2030", "custom.none 2038",
                ])
            #expect(try await fixture.get(contact.id) == contact)
        }
    }

    @Test("are changed by mask: named ones take what is entered, blank ones go, others stay")
    func update() async throws {
        try await ContactsFixture.with { fixture in
            for key in ["a", "b", "c"] { try await fixture.field(key) }
            let contact = try await fixture.create("An", ["a": "1", "b": "2"])
            let request = ContactsV1.UpdateContactRequest(
                id: contact.id, expectedVersion: 1, updateMask: ["custom.a", "custom.c", "city"],
                fields: .init(city: "Huế", custom: .of(["c": "3", "b": "ignored"])))
            let updated = try await fixture.client.updateContact(request).contact.required()
            #expect(updated.custom.texts == ["b=2", "c=3"] && updated.version == 2 && updated.city == "Huế")
            #expect(try await fixture.index() == ["2 2 1", "3 3 1"])
            let same = ContactsV1.UpdateContactRequest(
                id: contact.id, updateMask: ["custom.c"], fields: .init(custom: .of(["c": " 3 "])))
            #expect(try await fixture.client.updateContact(same).contact == updated)
            #expect(try await fixture.get(1) == updated)
        }
    }

    @Test("that a field no longer allows are kept, and only there")
    func keptValues() async throws {
        try await ContactsFixture.with { fixture in
            let tier = try await fixture.field("tier", .dropDown) { $0.options = ["A", "B"] }
            let contact = try await fixture.create("An", ["tier": "A"])
            _ = try await fixture.update(tier, "options") { $0.options = ["B"] }
            #expect(try await fixture.get(contact.id) == contact)
            #expect(try await fixture.update(contact.id, ["tier": "A"]) == contact)
            #expect(await rpcError { try await fixture.create("B", ["tier": "A"]) }?.code == .invalidArgument)
            #expect(try await fixture.update(contact.id, ["tier": "b"]).custom.texts == ["tier=B"])
            #expect(await rpcError { try await fixture.update(contact.id, ["tier": "A"]) }?.code == .invalidArgument)
        }
    }

    @Test("of a retired field are hidden everywhere and come back with it")
    func retire() async throws {
        try await ContactsFixture.with { fixture in
            let code = try await fixture.field("code") { ($0.required, $0.unique) = (true, true) }
            try await fixture.field("city2")
            let fields = ContactsV1.ContactFields(
                name: "An", phones: ["0901234567"], emails: ["an@example.com"],
                custom: .of(["code": "x1", "city2": "Huế"]))
            let contact = try await fixture.create(fields)
            _ = try await fixture.client.retireField(.init(id: code.id))
            let client = fixture.client
            let hidden = ["city2=Huế"]
            #expect(try await fixture.get(1).custom.texts == hidden)
            #expect(Self.seen(try await client.lookUpByPhone(.init(phone: "0901234567")).contacts) == [hidden])
            #expect(Self.seen(try await client.lookUpByEmail(.init(email: "an@example.com")).contacts) == [hidden])
            #expect(Self.seen(try await client.batchGetContacts(.init(ids: [1])).contacts) == [hidden])
            #expect(Self.seen(try await fixture.list()) == [hidden])
            let updated = try await fixture.update(1, ["city2": "Đà Nẵng"])
            #expect(updated.custom.texts == ["city2=Đà Nẵng"])
            // Nothing is required of a retired field, and nothing can be entered in it.
            try await fixture.create(name: "Bình")
            #expect(await rpcError { try await fixture.create("C", ["code": "x2"]) }?.code == .invalidArgument)

            _ = try await fixture.client.restoreField(.init(id: code.id))
            #expect(try await fixture.get(1).custom.texts == ["city2=Đà Nẵng", "code=x1"])
            #expect(await rpcError { try await fixture.create("C", ["code": "X1"]) }?.code == .alreadyExists)
            #expect(try await fixture.fields().map(\.version) == [3, 1])
            #expect(contact.custom.texts == ["city2=Huế", "code=x1"])
            let kinds = try await fixture.changes().filter { $0.entity == "field" }.map(\.kind)
            #expect(kinds == [.create, .create, .delete, .restore])
        }
    }

    @Test("of unique fields are refused while another live contact has them, all at once")
    func unique() async throws {
        try await ContactsFixture.with { fixture in
            try await fixture.field("code") { $0.unique = true }
            try await fixture.field("score", .decimal) { $0.unique = true }
            let first = try await fixture.create("A", ["code": "Hà 1", "score": "1.50"])
            let other = try await fixture.create("B", ["code": "Hạ 1", "score": "2"])
            let error = await rpcError { try await fixture.create("C", ["code": "hà  1", "score": "2,0"]) }
            #expect(error?.code == .alreadyExists)
            let told = try error.required().infos.map { "\($0.number) \($0.field) \($0.ids)" }
            #expect(told == ["2060 custom.code [\(first.id)]", "2060 custom.score [\(other.id)]"])
            // A contact's own value is no hindrance.
            #expect(try await fixture.update(first.id, ["code": "HÀ 1"]).custom.texts == ["code=HÀ 1", "score=1.5"])
            #expect(await rpcError { try await fixture.update(first.id, ["score": "2"]) }?.code == .alreadyExists)
            _ = try await fixture.client.deleteContact(.init(id: other.id))
            #expect(try await fixture.update(first.id, ["score": "2"]).custom.values(of: "score") == ["2"])
            let restore = await rpcError { try await fixture.client.restoreContact(.init(id: other.id)) }
            #expect(restore?.code == .alreadyExists)
            #expect(try restore.required().infos.map(\.ids) == [[first.id]])
            _ = try await fixture.update(first.id, ["score": ""])
            let restored = try await fixture.client.restoreContact(.init(id: other.id)).contact
            #expect(restored?.custom == other.custom)
            #expect(try await fixture.index() == ["1 hà 1 1", "1 hạ 1 2", "2 1012 2"])
        }
    }

    @Test("are bounded together")
    func size() async throws {
        try await ContactsFixture.with { fixture in
            for key in ["a", "b", "c"] { try await fixture.field(key, .multiLine) }
            let long = String(repeating: "ễ", count: 10_000)
            let contact = try await fixture.create("A", ["a": long, "b": long])
            let error = await rpcError { try await fixture.update(contact.id, ["c": long]) }
            #expect(error?.code == .invalidArgument)
            #expect(try error.required().infos.map(\.number) == [2002])
        }
    }

    @Test("make a repeated call with a request id answer as the first one, whatever the fields are by then")
    func requestID() async throws {
        try await ContactsFixture.with { fixture in
            let field = try await fixture.field("n", .integer)
            let request = ContactsV1.CreateContactRequest(
                fields: .init(name: "A", custom: .of(["n": "7"])), requestID: "r1")
            let first = try await fixture.client.createContact(request)
            _ = try await fixture.client.retireField(.init(id: field.id))
            #expect(try await fixture.client.createContact(request) == first)
        }
    }

    @Test("are found by equal value, by range and by option in the index alone")
    func indexPlans() async throws {
        try await ContactsFixture.with { fixture in
            try await fixture.field("n", .integer)
            for number in ["-5", "3", "20"] { try await fixture.create("A", ["n": number]) }
            let (found, plan) = try await fixture.store.read("main") { reader in
                let query = "SELECT record_id FROM field_value WHERE field_id = 1 AND value BETWEEN -9 AND 5"
                let rows = try reader.statement(dynamic: query)
                var found: [Int64] = []
                while try rows.step() { found.append(rows.int64(at: 0)) }
                let plan = try reader.statement(dynamic: "EXPLAIN QUERY PLAN " + query)
                return (found, try plan.step() ? plan.text(at: 3) : "")
            }
            #expect(found == [1, 2])
            #expect(plan == "SEARCH field_value USING PRIMARY KEY (field_id=? AND value>? AND value<?)")
        }
    }
}
