import Contracts
import Foundation
import RPCCore
import TestSupport
import Testing

@testable import ContactsService

@Suite("Lists and searches")
struct ListTests {
    @Test("pages go on after the last contact seen while others come and go")
    func pagesAreStable() async throws {
        try await ContactsFixture.with { fixture in
            for number in 1...7 { try await fixture.create(name: "A\(number)") }
            let first = try await fixture.client.listContacts(.init(pageSize: 3))
            #expect(first.contacts.map(\.id) == [7, 6, 5])
            _ = try await fixture.client.deleteContact(.init(id: 5))
            _ = try await fixture.client.deleteContact(.init(id: 4))
            try await fixture.create(name: "A8")
            let second = try await fixture.client.listContacts(.init(pageSize: 3, pageToken: first.nextPageToken))
            #expect(second.contacts.map(\.id) == [3, 2, 1] && second.nextPageToken.isEmpty)
        }
    }

    @Test("a page token is good for its own filter only")
    func tokensAreBound() async throws {
        try await ContactsFixture.with { fixture in
            for number in 1...3 { try await fixture.create(name: "A\(number)") }
            let token = try await fixture.client.listContacts(.init(pageSize: 1)).nextPageToken
            for request: ContactsV1.ListContactsRequest in [
                .init(filter: .init(text: "a"), pageToken: token), .init(pageToken: token + "0"), .init(pageToken: "x"),
                .init(pageSize: 501), .init(pageSize: -1),
                .init(filter: .init(text: String(repeating: "a", count: 256))),
            ] {
                #expect(await rpcError { try await fixture.client.listContacts(request) }?.code == .invalidArgument)
            }
        }
    }

    @Test(
        "the one box finds by name, number and address",
        arguments: [
            ("nguyen", [2, 1]), ("dung NGUY", [1]), ("đũng", [1]), ("van", [1]), ("an", [3]), ("guyen", []),
            ("0901", [1]), ("901234", [1]), ("84901", [1]), ("090", [1]), ("1234", [2, 1]), ("12", []),
            ("+84 90 123", [1]), ("EXAMPLE", [3, 2]), ("@", [3, 2]), ("an@ex", [3]), ("  ", [3, 2, 1]), ("!!", []),
        ])
    func findsByText(text: String, ids: [Int64]) async throws {
        try await ContactsFixture.with { fixture in
            try await fixture.create(name: "Nguyễn Văn Dũng", phones: ["0901234567"])
            try await fixture.create(name: "Nguyên", phones: ["02838221234"], emails: ["b@example.com"])
            try await fixture.create(name: "Ân", emails: ["an@example.com"])
            #expect(try await fixture.list(.init(text: text)).map(\.id) == ids)
            try await fixture.indexer.index("main", minimum: 1)
            #expect(try await fixture.list(.init(text: text)).map(\.id) == ids)
        }
    }

    @Test("conditions hold together, values of one stand for each other")
    func combinesConditions() async throws {
        try await ContactsFixture.with { fixture in
            for company in 1...3 { fixture.companies.add(Int64(company), "C\(company)") }
            for number in 1...2 { _ = try await fixture.agent("agent\(number)@example.com") }
            for number in 0..<24 {
                try await fixture.create(
                    .init(
                        name: number % 4 == 0 ? "An" : "Bình", companyID: Int64(number % 3 + 1),
                        managerID: Int64(number % 2 + 1)))
            }
            func ids(_ filter: ContactsV1.ContactFilter) async throws -> [Int64] {
                try await fixture.list(filter, pageSize: 2).map(\.id)
            }
            let all = (0..<24).reversed()
            #expect(try await ids(.init(companyIDs: [1, 3])) == all.filter { $0 % 3 != 1 }.map { Int64($0 + 1) })
            #expect(
                try await ids(.init(companyIDs: [2], managerIDs: [1]))
                    == all.filter { $0 % 3 == 1 && $0 % 2 == 0 }.map { Int64($0 + 1) })
            #expect(
                try await ids(.init(text: "an", companyIDs: [1, 2], managerIDs: [1, 2]))
                    == all.filter { $0 % 3 != 2 && $0 % 4 == 0 }.map { Int64($0 + 1) })
            #expect(try await ids(.init(companyIDs: [9])).isEmpty)
        }
    }
}

@Suite("The search index")
struct SearchPropertyTests {
    @Test("finds what a comparison of every contact finds, however far it is behind")
    func equalsTheModel() async throws {
        let seed = UInt64.random(in: 0..<1 << 32)
        let contactCount: Int64 = 4_400
        var random = SeededGenerator(seed: seed)
        try await ContactsFixture.with { fixture in
            var rows: [ContactsV1.BulkRow] = []
            // A segment and a bit.
            for number in 1...contactCount { rows.append(Self.row(number, &random)) }
            try await fixture.run(rows, job: "j", options: .init(mode: .createAll), "main") { _ in (2_200, false) }
            try await fixture.indexer.index("main", minimum: 2_000)
            for _ in 0..<40 {
                let id = Int64.random(in: 1...contactCount, using: &random)
                let row = Self.row(id, &random)
                let fields = ContactsV1.ContactFields(name: row.name, emails: row.emails)
                _ = try await fixture.client.updateContact(
                    .init(id: id, updateMask: ["name", "emails"], fields: fields))
            }
            for id in Set((0..<40).map { _ in Int64.random(in: 1...contactCount, using: &random) }) {
                _ = try await fixture.client.deleteContact(.init(id: id))
            }
            let contacts = try await fixture.list().map { (contact: $0, words: Self.fold($0.name)) }
            for round in 0..<2 {
                for _ in 0..<40 {
                    let text = Self.query(&random)
                    let found = try await fixture.list(.init(text: text)).map(\.id)
                    #expect(
                        found == contacts.filter { Self.fits($0.contact, $0.words, text) }.map(\.contact.id),
                        "seed \(seed): \(text), \(round)")
                }
                try await fixture.indexer.index("main", minimum: 1)
            }
        }
    }

    private static let words = ["Nguyễn", "Trần", "Đỗ", "An", "Ánh", "Dũng", "Đan", "Zoë", "Müller", "O’Brien"]

    private static func row(_ number: Int64, _ random: inout SeededGenerator) -> ContactsV1.BulkRow {
        var row = ContactsV1.BulkRow(row: number)
        row.name =
            (0..<Int.random(in: 1...3, using: &random)).map { _ in words[Int.random(in: 0..<10, using: &random)] }
            .joined(separator: " ") + " \(number % 50)"
        if number % 3 != 0 {
            row.phones = [.init(number: 84_900_000_000 + Int64.random(in: 0..<10_000_000, using: &random))]
        }
        if number % 4 != 0 {
            row.emails = ["u\(Int.random(in: 0..<100_000, using: &random))@mail\(number % 5).com"]
        }
        return row
    }

    private static func query(_ random: inout SeededGenerator) -> String {
        switch Int.random(in: 0..<5, using: &random) {
        case 0: String(words[Int.random(in: 0..<10, using: &random)].prefix(Int.random(in: 1...6, using: &random)))
        case 1:
            "\(words[Int.random(in: 0..<10, using: &random)]) \(words[Int.random(in: 0..<10, using: &random)].lowercased())"
        case 2: "\(Int.random(in: 100..<100_000, using: &random))"
        case 3: "u\(Int.random(in: 0..<1_000, using: &random))"
        default: "0\(Int.random(in: 9_000_000...9_099_999, using: &random))"
        }
    }

    private static func fold(_ text: String) -> [String] {
        let scalars = text.lowercased().replacing("đ", with: "d").decomposedStringWithCompatibilityMapping
            .unicodeScalars
            .filter { $0.properties.generalCategory != .nonspacingMark }
        return scalars.split { !$0.properties.isAlphabetic && !("0"..."9").contains($0) }.map { String($0) }
    }

    /// Straight from the contract's words.
    private static func fits(_ contact: ContactsV1.Contact, _ words: [String], _ text: String) -> Bool {
        let wanted = fold(text)
        if !wanted.isEmpty, wanted.allSatisfy({ word in words.contains { $0.hasPrefix(word) } }) { return true }
        if contact.emails.contains(where: { $0.contains(text.lowercased()) }) { return true }
        guard text.count >= 3, text.allSatisfy(\.isNumber) else { return false }
        let digits = text.hasPrefix("0") ? "84" + text.dropFirst() : text
        return contact.phones.contains { String($0.number).contains(digits) }
    }
}
