import Contracts
import RPCCore
import Store
import TestSupport
import Testing

@testable import ContactsService

@Suite("Contacts that are there twice")
struct DuplicateTests {
    private func groups(
        _ request: ContactsV1.FindDuplicatesRequest, _ fixture: ContactsFixture
    ) async throws -> [[Int64]] {
        var request = request
        var groups: [[Int64]] = []
        repeat {
            let response = try await fixture.duplicates.findDuplicates(request)
            #expect(response.groups.allSatisfy { Int($0.contactCount) == $0.contactIDs.count })
            groups += response.groups.map(\.contactIDs)
            request.pageToken = response.nextPageToken
        } while !request.pageToken.isEmpty
        return groups
    }

    @Test(
        "are found by phone, e-mail and custom field, live ones only, on pages of any size", arguments: [1, 2, 3, 50])
    func findsGroups(pageSize: Int32) async throws {
        try await ContactsFixture.with { fixture in
            let settings = FieldsV1.FieldSettings(label: "Mã", type: .singleLine)
            _ = try await fixture.client.createField(.init(key: "code", settings: settings))
            for (number, phones) in [
                (1, ["0901111111", "0902222222", "0903333333"]), (2, ["0901111111"]),
                (3, ["0902222222", "0905555555"]),
                (4, ["0903333333"]), (5, ["0904444444"]), (6, ["0904444444"]), (7, ["0905555555"]), (8, ["0901111111"]),
            ] {
                try await fixture.create(
                    .init(
                        name: "N\(number)", phones: phones, emails: ["mail\(number % 3)@example.com"],
                        custom: [.init(key: "code", values: ["K\(number / 4)"])]))
            }
            _ = try await fixture.client.deleteContact(.init(id: 6))
            #expect(
                try await groups(.init(key: .phone, pageSize: pageSize), fixture) == [
                    [1, 2, 8], [1, 3], [1, 4], [3, 7],
                ])
            #expect(
                try await groups(.init(key: .email, pageSize: pageSize), fixture) == [[1, 4, 7], [2, 5, 8]])
            #expect(
                try await groups(.init(customKey: "code", pageSize: pageSize), fixture) == [[1, 2, 3], [4, 5, 7]])
        }
    }

    @Test("are asked for by one key that there is")
    func refusesKeys() async throws {
        try await ContactsFixture.with { fixture in
            let wrong: [(ContactsV1.FindDuplicatesRequest, StatusCode)] = [
                (.init(), .invalidArgument), (.init(key: .phone, customKey: "code"), .invalidArgument),
                (.init(customKey: "code"), .notFound), (.init(key: .phone, pageToken: "x"), .invalidArgument),
            ]
            for (request, code) in wrong {
                #expect(await rpcError { try await fixture.duplicates.findDuplicates(request) }?.code == code)
            }
        }
    }

    /// Contacts 1 to 3 with a ticket each.
    private func prepare(_ fixture: ContactsFixture) async throws {
        try await fixture.create(.init(name: "An", phones: ["0901111111"], city: "Huế"))
        try await fixture.create(
            .init(name: "Ân", phones: ["0902222222", "0901111111"], emails: ["an@example.com"], rating: 3))
        try await fixture.create(.init(name: "Nguyễn An", emails: ["an@example.com"], rating: 5, city: "Vinh"))
        for id: Int64 in 1...3 { _ = try await fixture.tickets.createTicket(.init(contactID: id, title: "T\(id)")) }
    }

    @Test("become one with all phones, e-mails and tickets; it keeps its own values and those chosen")
    func merges() async throws {
        try await ContactsFixture.with { fixture in
            try await prepare(fixture)
            var request = ContactsV1.MergeContactsRequest(
                survivorID: 1, mergedIDs: [2, 3], choices: [.init(field: "name", contactID: 3)],
                expectedVersions: [.init(contactID: 2, version: 1)], dryRun: true)
            let before = try await fixture.changes().count
            let foreseen = try await fixture.duplicates.mergeContacts(request)
            #expect(try await fixture.changes().count == before && foreseen.operationID.isEmpty)
            request.dryRun = false
            let merged = try await fixture.duplicates.mergeContacts(request)
            let contact = try merged.contact.required()
            #expect(contact.name == "Nguyễn An" && contact.city == "Huế" && contact.rating == 3)
            #expect(contact.phones.map(\.text) == ["+84901111111", "+84902222222"])
            #expect(contact.emails == ["an@example.com"] && contact.version == 2)
            #expect(merged.ticketCount == 2 && foreseen.ticketCount == 2 && foreseen.contact?.name == contact.name)
            #expect(try await fixture.list() == [contact])
            let ids = try await fixture.client.lookUpByPhone(.init(phone: "0902222222")).contacts.map(\.id)
            #expect(ids == [1])
            let tickets = try await fixture.tickets.listTickets(.init(filter: .init(contactIDs: [1]))).tickets
            #expect(tickets.map(\.title) == ["T3", "T2", "T1"])
        }
    }

    @Test("and were made one are taken apart again, with their tickets; what was changed since stays")
    func unmerges() async throws {
        try await ContactsFixture.with { fixture in
            let settings = FieldsV1.FieldSettings(label: "Mã", type: .singleLine, unique: true)
            _ = try await fixture.client.createField(.init(key: "code", settings: settings))
            try await prepare(fixture)
            let code = ContactsV1.UpdateContactRequest(
                id: 2, updateMask: ["custom.code"], fields: .init(custom: [.init(key: "code", values: ["K"])]))
            _ = try await fixture.client.updateContact(code)
            let before = try await fixture.list()
            let merged = try await fixture.duplicates.mergeContacts(.init(survivorID: 1, mergedIDs: [2, 3]))
            #expect(merged.contact?.custom == [.init(key: "code", values: ["K"])])
            let update = ContactsV1.UpdateContactRequest(
                id: 1, updateMask: ["rating"], fields: .init(rating: 1))
            _ = try await fixture.client.updateContact(update)
            let undone = try await fixture.history.undoOperation(.init(operationID: merged.operationID))
            #expect(undone.restoredCount == 2 && undone.updatedCount == 3)
            #expect(undone.conflicts == [.init(entity: "contact", entityID: 1, field: "rating")])
            let after = try await fixture.list()
            #expect(after.map(\.id) == [3, 2, 1] && after.map(\.phones) == before.map(\.phones))
            #expect(after.map(\.custom) == before.map(\.custom) && after.map(\.rating) == [5, 3, 1])
            let tickets = try await fixture.tickets.listTickets(.init()).tickets
            #expect(tickets.map(\.contactID) == [3, 2, 1])
        }
    }

    @Test("are not merged with what is gone, changed, itself or too much")
    func refusesMerges() async throws {
        try await ContactsFixture.with { fixture in
            try await prepare(fixture)
            _ = try await fixture.client.deleteContact(.init(id: 3))
            let phones = (0..<19).map { "09011112\(10 + $0)" }
            for part in [phones.prefix(10), phones.suffix(10)] {
                try await fixture.create(.init(name: "P", phones: Array(part)))
            }
            try await fixture.create(.init(name: "Q", phones: (0..<15).map { "09022223\(10 + $0)" }))
            var wrong: [(ContactsV1.MergeContactsRequest, StatusCode)] = []
            wrong.append((.init(survivorID: 1), .invalidArgument))
            wrong.append((.init(survivorID: 1, mergedIDs: [1]), .invalidArgument))
            wrong.append((.init(survivorID: 1, mergedIDs: [2, 2]), .invalidArgument))
            wrong.append((.init(survivorID: 1, mergedIDs: [3]), .notFound))
            wrong.append((.init(survivorID: 3, mergedIDs: [1]), .notFound))
            wrong.append((.init(survivorID: 4, mergedIDs: [5, 6]), .invalidArgument))
            for choice in [("age", 1), ("name", 9)] as [(String, Int64)] {
                let choices = [ContactsV1.MergeChoice(field: choice.0, contactID: choice.1)]
                wrong.append((.init(survivorID: 1, mergedIDs: [2], choices: choices), .invalidArgument))
            }
            let versions = [ContactsV1.ExpectedVersion(contactID: 2, version: 7)]
            wrong.append((.init(survivorID: 1, mergedIDs: [2], expectedVersions: versions), .aborted))
            let before = try await fixture.changes().count
            for (request, code) in wrong {
                #expect(await rpcError { try await fixture.duplicates.mergeContacts(request) }?.code == code)
            }
            #expect(try await fixture.changes().count == before)
            #expect(try await fixture.duplicates.mergeContacts(.init(survivorID: 4, mergedIDs: [5])).contact != nil)
        }
    }

    @Test("A manager who has left is not taken over, and cannot be chosen")
    func inactiveManager() async throws {
        try await ContactsFixture.with { fixture in
            let gone = try await fixture.agent("gone@example.com")
            try await fixture.create(.init(name: "An"))
            try await fixture.create(.init(name: "An", managerID: gone.id))
            _ = try await fixture.client.updateAgent(.init(id: gone.id, updateMask: ["active"]))
            let choosing = ContactsV1.MergeContactsRequest(
                survivorID: 1, mergedIDs: [2], choices: [.init(field: "manager_id", contactID: 2)])
            let error = await rpcError { try await fixture.duplicates.mergeContacts(choosing) }
            #expect(error?.code == .failedPrecondition)
            #expect(try error?.infos.first?.number == 2041)
            let merged = try await fixture.duplicates.mergeContacts(.init(survivorID: 1, mergedIDs: [2]))
            #expect(merged.contact?.managerID == 0)
        }
    }
}
