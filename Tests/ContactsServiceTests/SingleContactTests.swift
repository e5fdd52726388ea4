import Contracts
import RPCCore
import Store
import TestSupport
import Testing

@testable import ContactsService

@Suite("Creating a contact")
struct CreateContactTests {
    @Test("stores what was entered in its normal form, and says who did it")
    func normalises() async throws {
        try await ContactsFixture.with { fixture in
            fixture.companies.add(7, "Sao Việt")
            let agent = try await fixture.agent("an@example.com")
            let contact = try await fixture.create(
                .init(
                    name: "\u{a0} Nguye\u{302}\u{303}n An ",
                    phones: ["090 123 4567; 0901234567", "+84 28 3822 1234 x12"],
                    emails: ["An@Example.COM"], position: "CEO", companyID: 7, managerID: agent.id, rating: 5))
            #expect(contact.name == "Nguyễn An" && contact.name.utf8.count == "Nguyễn An".utf8.count)
            #expect(contact.phones.map(\.text) == ["+84901234567", "+842838221234 x12"])
            #expect(contact.phones.first?.raw == "090 123 4567")
            #expect(contact.emails == ["an@example.com"])
            #expect((contact.id, contact.version, contact.createdBy) == (1, 1, "tester"))
            #expect(contact.createdAtMs == fixture.clock.now && contact.updatedAtMs == fixture.clock.now)
            #expect(try await fixture.get(1) == contact)
            let change = try #require(try await fixture.changes().last)
            #expect((change.kind, change.entity, change.entityID, change.actor) == (.create, "contact", 1, "tester"))
            #expect(change.before == nil && change.after == contact.serializedBytes())
        }
    }

    @Test("names every field that is wrong")
    func refusesAllFields() async throws {
        try await ContactsFixture.with { fixture in
            let fields = ContactsV1.ContactFields(
                name: " ", phones: ["12", "8.4E+10", "09a1", "4420123456789"], emails: ["nobody"],
                position: String(repeating: "a", count: 256), rating: 6,
                description: String(repeating: "a", count: 10_001))
            let error = try #require(
                await rpcError { try await fixture.client.createContact(.init(fields: fields)) })
            #expect(error.code == .invalidArgument)
            #expect(
                Set(try error.infos.map { "\($0.field) \($0.number)" }) == [
                    "name 2001", "phones 2010", "phones 2011", "phones 2012", "phones 2013", "emails 2020",
                    "position 2002", "rating 2037", "description 2002",
                ])
            #expect(try await fixture.changes().isEmpty)
        }
    }

    @Test("is told of a duplicate by phone or e-mail, and may insist")
    func tellsDuplicates() async throws {
        try await ContactsFixture.with { fixture in
            let first = try await fixture.create(name: "An", phones: ["0901234567"])
            let second = try await fixture.create(name: "Bình", emails: ["b@example.com"])
            var request = ContactsV1.CreateContactRequest(
                fields: .init(name: "Chi", phones: ["84901234567"], emails: ["B@example.com"]))
            let refused = request
            let error = try #require(await rpcError { try await fixture.client.createContact(refused) })
            #expect(error.code == .alreadyExists)
            let info = try #require(try error.infos.first)
            #expect(info.number == 3007 && info.name == "DUPLICATE_SUSPECTED" && info.ids == [first.id, second.id])
            request.allowDuplicate = true
            #expect(try await fixture.client.createContact(request).contact?.id == 3)
            // A deleted contact is no duplicate.
            _ = try await fixture.client.deleteContact(.init(id: first.id))
            _ = try await fixture.client.deleteContact(.init(id: 3))
            #expect(
                try await fixture.client.createContact(.init(fields: .init(name: "D", phones: ["0901234567"]))).contact?
                    .id == 4)
        }
    }

    @Test("refuses a company, a manager that does not exist, and one who is not active")
    func checksReferences() async throws {
        try await ContactsFixture.with { fixture in
            let away = try await fixture.agent("away@example.com", active: false)
            func error(_ fields: ContactsV1.ContactFields) async throws -> (StatusCode, Int32?) {
                let error = try #require(
                    await rpcError { try await fixture.client.createContact(.init(fields: fields)) })
                return (error.code, try error.infos.first?.number)
            }
            #expect(try await error(.init(name: "A", companyID: 5)) == (.notFound, 2050))
            #expect(try await error(.init(name: "A", managerID: 99)) == (.notFound, 2040))
            #expect(try await error(.init(name: "A", managerID: away.id)) == (.failedPrecondition, 2041))
            fixture.companies.setDown(true)
            #expect(try await error(.init(name: "A", companyID: 5)) == (.unavailable, 5001))
            #expect(try await fixture.client.createContact(.init(fields: .init(name: "A"))).contact?.id == 1)
        }
    }

    @Test("with a request id happens once, whatever has become of its company since")
    func isIdempotent() async throws {
        try await ContactsFixture.with { fixture in
            fixture.companies.add(7, "Sao Việt")
            var request = ContactsV1.CreateContactRequest(fields: .init(name: "An", companyID: 7), requestID: "r1")
            let first = try await fixture.client.createContact(request)
            fixture.companies.remove(7)
            #expect(try await fixture.client.createContact(request) == first)
            request.fields?.name = "Bình"
            let other = request
            let error = try #require(await rpcError { try await fixture.client.createContact(other) })
            #expect(error.code == .aborted)
            #expect(try await fixture.list().count == 1)
        }
    }

    @Test("never dates a contact before an older one, even when the clock goes back")
    func timeNeverGoesBack() async throws {
        try await ContactsFixture.with { fixture in
            let first = try await fixture.create(name: "An")
            fixture.clock.advance(by: -5_000)
            let second = try await fixture.create(name: "Bình")
            #expect(second.createdAtMs == first.createdAtMs)
            #expect(try await fixture.list().map(\.id) == [second.id, first.id])
        }
    }
}

@Suite("Changing a contact")
struct UpdateContactTests {
    @Test("takes the named fields only, blank ones erase, and counts the version")
    func takesNamedFields() async throws {
        try await ContactsFixture.with { fixture in
            let before = try await fixture.create(
                .init(name: "An", phones: ["0901234567"], emails: ["a@example.com"], position: "CEO", rating: 3))
            fixture.clock.advance(by: 10)
            let after = try await fixture.client.updateContact(
                .init(
                    id: before.id, expectedVersion: 1, updateMask: ["phones", "position", "city"],
                    fields: .init(name: "not named", phones: ["0912345678"], city: "Huế"))
            ).contact.required()
            #expect(after.name == "An" && after.position.isEmpty && after.city == "Huế" && after.rating == 3)
            #expect(after.version == 2 && after.updatedAtMs == before.updatedAtMs + 10)
            #expect(after.createdAtMs == before.createdAtMs)
            #expect(try await fixture.client.lookUpByPhone(.init(phone: "0901234567")).contacts.isEmpty)
            #expect(try await fixture.client.lookUpByPhone(.init(phone: "0912345678")).contacts == [after])
            let change = try #require(try await fixture.changes().last)
            #expect(change.kind == .update && change.version == 2)
            #expect(change.before == before.serializedBytes() && change.after == after.serializedBytes())
        }
    }

    @Test("that changes nothing leaves version, time and log alone")
    func keepsVersion() async throws {
        try await ContactsFixture.with { fixture in
            let before = try await fixture.create(.init(name: "An", city: "Huế"))
            fixture.clock.advance(by: 10)
            let request = ContactsV1.UpdateContactRequest(id: 1, updateMask: ["city"], fields: .init(city: " Huế "))
            #expect(try await fixture.client.updateContact(request).contact == before)
            #expect(try await fixture.changes().count == 1)
        }
    }

    @Test("is refused for another version, an unknown id, a wrong mask and wrong values")
    func isRefused() async throws {
        try await ContactsFixture.with { fixture in
            try await fixture.create(name: "An")
            func error(_ request: ContactsV1.UpdateContactRequest) async throws -> RPCError {
                try #require(await rpcError { try await fixture.client.updateContact(request) })
            }
            let conflict = try await error(
                .init(id: 1, expectedVersion: 3, updateMask: ["city"], fields: .init(city: "x")))
            #expect(conflict.code == .aborted && conflict.message.contains("version 1"))
            #expect(try await error(.init(id: 2, updateMask: ["city"])).code == .notFound)
            #expect(try await error(.init(id: 1)).code == .invalidArgument)
            #expect(try await error(.init(id: 1, updateMask: ["id"])).code == .invalidArgument)
            let blank = try await error(.init(id: 1, updateMask: ["name"]))
            #expect(try blank.infos.map(\.number) == [2001])
        }
    }

    @Test("asks for a company only when it is another one")
    func asksForNewCompanies() async throws {
        try await ContactsFixture.with { fixture in
            fixture.companies.add(7, "Sao Việt")
            try await fixture.create(.init(name: "An", companyID: 7))
            fixture.companies.setDown(true)
            let same = ContactsV1.UpdateContactRequest(
                id: 1, updateMask: ["company_id", "city"], fields: .init(companyID: 7, city: "Huế"))
            #expect(try await fixture.client.updateContact(same).contact?.version == 2)
            let other = ContactsV1.UpdateContactRequest(id: 1, updateMask: ["company_id"], fields: .init(companyID: 8))
            #expect(await rpcError { try await fixture.client.updateContact(other) }?.code == .unavailable)
        }
    }
}

@Suite("Deleting and restoring a contact")
struct DeleteContactTests {
    @Test("hides it everywhere at once and brings it back as it was")
    func hidesAndRestores() async throws {
        try await ContactsFixture.with { fixture in
            let before = try await fixture.create(name: "An", phones: ["0901234567"], emails: ["a@example.com"])
            _ = try await fixture.client.deleteContact(.init(id: 1, expectedVersion: 1))
            #expect(await rpcError { try await fixture.get(1) }?.code == .notFound)
            #expect(try await fixture.get(1, includeDeleted: true).deletedAtMs == fixture.clock.now)
            #expect(try await fixture.client.lookUpByPhone(.init(phone: "0901234567")).contacts.isEmpty)
            #expect(try await fixture.client.lookUpByEmail(.init(email: "A@example.com")).contacts.isEmpty)
            #expect(try await fixture.client.batchGetContacts(.init(ids: [1])).contacts.isEmpty)
            #expect(try await fixture.list().isEmpty)
            #expect(try await fixture.list(.init(text: "an")).isEmpty)
            let after = try await fixture.client.restoreContact(.init(id: 1)).contact.required()
            var expected = before
            expected.version = 3
            #expect(after == expected)
            #expect(try await fixture.client.lookUpByPhone(.init(phone: "0901234567")).contacts == [after])
            #expect(try await fixture.client.lookUpByEmail(.init(email: "A@example.com")).contacts == [after])
            #expect(try await fixture.list(.init(text: "an")) == [after])
            #expect(try await fixture.changes().map(\.kind) == [.create, .delete, .restore])
        }
    }

    @Test("never gives its id to another contact")
    func keepsIDs() async throws {
        try await ContactsFixture.with { fixture in
            try await fixture.create(name: "An")
            _ = try await fixture.client.deleteContact(.init(id: 1))
            #expect(try await fixture.create(name: "Bình").id == 2)
        }
    }

    @Test("is refused where it makes no sense")
    func isRefused() async throws {
        try await ContactsFixture.with { fixture in
            try await fixture.create(name: "An")
            let client = fixture.client
            #expect(
                await rpcError { try await client.deleteContact(.init(id: 1, expectedVersion: 2)) }?.code == .aborted)
            #expect(await rpcError { try await client.restoreContact(.init(id: 1)) }?.code == .failedPrecondition)
            #expect(await rpcError { try await client.restoreContact(.init(id: 2)) }?.code == .notFound)
            _ = try await client.deleteContact(.init(id: 1))
            #expect(await rpcError { try await client.deleteContact(.init(id: 1)) }?.code == .notFound)
            fixture.clock.advance(by: 30 * 24 * 3_600 * 1_000 + 1)
            #expect(await rpcError { try await client.restoreContact(.init(id: 1)) }?.code == .failedPrecondition)
        }
    }
}

@Suite("Looking contacts up")
struct LookUpTests {
    @Test("finds the oldest hundred by phone, the extension counting")
    func findsByPhone() async throws {
        try await ContactsFixture.with { fixture in
            for number in 0..<102 { try await fixture.create(name: "A\(number)", phones: ["0901234567"]) }
            try await fixture.create(name: "B", phones: ["02838221234 x12"])
            let client = fixture.client
            let found = try await client.lookUpByPhone(.init(phone: "+84 90 123 45 67")).contacts
            #expect(found.map(\.id) == (1...100).map(Int64.init))
            #expect(try await client.lookUpByPhone(.init(phone: "02838221234 x12")).contacts.map(\.name) == ["B"])
            #expect(try await client.lookUpByPhone(.init(phone: "02838221234")).contacts.isEmpty)
        }
    }

    @Test(
        "refuses what is no number and no address",
        arguments: ["", "12", "8.4E+10", "x", "4420123456789", "0901234567,0912345678"])
    func refusesNumbers(phone: String) async throws {
        try await ContactsFixture.with { fixture in
            let error = try #require(await rpcError { try await fixture.client.lookUpByPhone(.init(phone: phone)) })
            #expect(error.code == .invalidArgument)
            #expect(try (2010...2013).contains(#require(try error.infos.first).number))
            let other = try #require(await rpcError { try await fixture.client.lookUpByEmail(.init(email: phone)) })
            #expect(try other.infos.map(\.number) == [2020])
        }
    }

    @Test("gets many by id in the order asked for")
    func batchGets() async throws {
        try await ContactsFixture.with { fixture in
            for name in ["A", "B", "C"] { try await fixture.create(name: name) }
            let contacts = try await fixture.client.batchGetContacts(.init(ids: [3, 9, 1])).contacts
            #expect(contacts.map(\.name) == ["C", "A"])
            let many = ContactsV1.BatchGetContactsRequest(ids: Array(1...1_001))
            #expect(await rpcError { try await fixture.client.batchGetContacts(many) }?.code == .invalidArgument)
        }
    }

    @Test("keeps to its workspace")
    func isolatesWorkspaces() async throws {
        try await ContactsFixture.with { fixture in
            try await fixture.create(name: "An", phones: ["0901234567"], emails: ["a@example.com"])
            let other = fixture.client(workspace: "other")
            #expect(try await other.lookUpByPhone(.init(phone: "0901234567")).contacts.isEmpty)
            #expect(try await other.lookUpByEmail(.init(email: "a@example.com")).contacts.isEmpty)
            #expect(try await other.listContacts(.init(filter: .init(text: "an"))).contacts.isEmpty)
            #expect(await rpcError { try await other.getContact(.init(id: 1)) }?.code == .notFound)
            #expect(await rpcError { try await other.deleteContact(.init(id: 1)) }?.code == .notFound)
        }
    }
}
