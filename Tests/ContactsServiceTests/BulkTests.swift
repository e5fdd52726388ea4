import BulkWriting
import Contracts
import RPCCore
import RPCInProcess
import Store
import TestSupport
import Testing

@testable import ContactsService

@Suite("A chunk of an import")
struct BulkTests {
    private typealias Row = ContactsV1.BulkRow

    private static func row(_ number: Int64, _ name: String, phone: Int64 = 0, companyName: String = "") -> Row {
        Row(row: number, name: name, phones: phone == 0 ? [] : [.init(number: phone)], companyName: companyName)
    }

    private func write(
        _ rows: [Row], mode: ContactsV1.WriteMode, job: String = "job", chunk: Int64 = 0, _ fixture: ContactsFixture
    ) async throws -> ContactsV1.BulkWriteContactsResponse {
        try await fixture.client.bulkWriteContacts(
            .init(jobID: job, chunk: chunk, options: .init(mode: mode), rows: rows))
    }

    @Test("refuses rows with values that are not valid, all of them told, and writes the others")
    func rejectsRows() async throws {
        try await ContactsFixture.with { fixture in
            _ = try await fixture.agent("away@example.com", active: false)
            let long = String(repeating: "a", count: 256)
            var wrong = Row(row: 2, name: long, position: long, managerID: 1, rating: 9)
            wrong.phones = [.init(number: -1)]
            wrong.emails = ["nobody"]
            var many = Self.row(3, "An")
            many.phones = (0..<21).map { .init(number: 84_901_000_000 + $0) }
            let unknown = Row(row: 4, name: "An", managerID: 9)
            let nameless = Self.row(5, "", phone: 84_901_234_567)
            let good = Self.row(6, "Bình", phone: 84_901_234_567)
            let results = try await write([wrong, many, unknown, nameless, good], mode: .createNew, fixture).results
            #expect(results.prefix(4).allSatisfy { $0.outcome == .rejected && $0.contactID == 0 })
            #expect(
                Set(results[0].notes.map { "\($0.field) \($0.number)" }) == [
                    "name 2002", "position 2002", "manager_id 2041", "rating 2037", "phones 2010", "emails 2020",
                ])
            #expect(results[1].notes.map(\.number) == [2002] && results[2].notes.map(\.number) == [2040])
            #expect(results[3].notes == [.init(number: 2001, field: "name")])
            #expect(results[4] == .init(outcome: .created, contactID: 1))
            let change = try #require(try await fixture.changes().last)
            #expect(change.operationID == "job" && change.actor == "tester")
        }
    }

    @Test("tells a duplicate in the file from one that was there before")
    func tellsDuplicatesInFile() async throws {
        try await ContactsFixture.with { fixture in
            try await fixture.create(name: "An", phones: ["0901234567"])
            let rows = [Self.row(2, "A", phone: 84_901_234_567), Self.row(3, "B", phone: 84_912_345_678)]
            let more = [Self.row(7, "C", phone: 84_912_345_678)]
            let first = try await write(rows + [Self.row(5, "D", phone: 84_912_345_678)], mode: .createNew, fixture)
                .results
            #expect(first.map(\.outcome) == [.skipped, .created, .skipped])
            #expect(first[0].notes == [.init(number: 3001, ids: [1])])
            #expect(first[2].notes == [.init(number: 3002, ids: [2], firstRow: 3)])
            let second = try await write(more, mode: .createNew, chunk: 1, fixture).results
            #expect(second[0].notes == [.init(number: 3002, ids: [2], firstRow: 3)])
            let other = try await write(more, mode: .createNew, job: "other", fixture).results
            #expect(other[0].notes == [.init(number: 3001, ids: [2])])
        }
    }

    @Test("asks for the companies that written rows need, once each in file order, and writes nothing before")
    func asksForCompanies() async throws {
        try await ContactsFixture.with { fixture in
            try await fixture.create(.init(name: "Old", phones: ["0901234567"]))
            let rows = [
                Self.row(2, "A", phone: 84_901_234_567, companyName: "Minh Phát"),
                Self.row(3, "B", phone: 84_912_345_678, companyName: " minh  PHÁT "),
                Self.row(4, "C", phone: 84_901_234_567, companyName: "Sao Việt"),
                Self.row(5, "", phone: 84_934_567_890, companyName: "Nobody's"),
                Self.row(6, "D", phone: 84_945_678_901, companyName: "An Khang"),
            ]
            let response = try await write(rows, mode: .upsertFill, fixture)
            // Row 4 finds the company filled by row 2; row 5 is refused.
            #expect(response == .init(missingCompanies: ["Minh Phát", "An Khang"]))
            #expect(try await fixture.changes().count == 1)
            var named = rows
            for index in [0, 1] { named[index].companyID = 11 }
            named[4].companyID = 12
            let written = try await write(named, mode: .upsertFill, fixture)
            #expect(written.results.map(\.outcome) == [.updated, .created, .unchanged, .rejected, .created])
            #expect(try await fixture.list().map(\.companyID) == [12, 11, 11])
        }
    }

    @Test("goes on with the rows it has when companies are made, asks for the rows that it has not")
    func goesOnWithCompanies() async throws {
        try await ContactsFixture.with { fixture in
            let options = ContactsV1.BulkWriteOptions(mode: .createAll)
            func goOn(_ companies: [ContactsV1.BulkCompany]) async throws -> ContactsV1.BulkWriteContactsResponse {
                try await fixture.client.bulkWriteContacts(.init(jobID: "job", options: options, companies: companies))
            }
            let rows = [
                Self.row(2, "A", phone: 84_901_234_567, companyName: "Minh Phát"),
                Self.row(3, "B", companyName: " minh  PHÁT "), Self.row(4, "C", companyName: "An Khang"),
                Self.row(5, "D"),
            ]
            #expect(try await goOn([.init(name: "Minh Phát", id: 11)]) == .init(rowsWanted: true))
            let asked = try await write(rows, mode: .createAll, fixture)
            #expect(asked == .init(missingCompanies: ["Minh Phát", "An Khang"]))
            #expect(try await goOn([.init(name: "Minh Phát", id: 11)]) == .init(missingCompanies: ["An Khang"]))
            let written = try await goOn([.init(name: "An Khang", id: 12)])
            #expect(written.results.map(\.outcome) == [.created, .created, .created, .created])
            #expect(try await fixture.list().map(\.companyID) == [0, 12, 11, 11])
            let stored = try await fixture.list().last
            #expect(stored?.name == "A" && stored?.version == 1 && stored?.phones.map(\.number) == [84_901_234_567])
            // Written: the answer is the stored one, whatever is sent.
            #expect(try await goOn([.init(name: "An Khang", id: 13)]) == written)
            #expect(try await write(rows, mode: .createAll, fixture) == written)
        }
    }

    enum Meanwhile: CaseIterable {
        case nothing
        /// Another contact is changed.
        case change
        /// The contact of a row comes to the company that is made for it.
        case sameCompany
    }

    @Test(
        "comes to the same as with companies that were there, whatever happens meanwhile", arguments: Meanwhile.allCases
    )
    func settlesCompanies(meanwhile: Meanwhile) async throws {
        let rows = [
            Self.row(2, "A", phone: 84_901_234_567, companyName: "Minh Phát"),
            Self.row(3, "B", phone: 84_912_345_678, companyName: "minh phát"),
            // Changes what row 3 has created, and then what row 2 has changed.
            Self.row(4, "B2", phone: 84_912_345_678, companyName: "An Khang"),
            Self.row(5, "A2", phone: 84_901_234_567),
            Self.row(6, "C", phone: 84_945_678_901, companyName: "An Khang"),
        ]
        let companies = [ContactsV1.BulkCompany(name: "Minh Phát", id: 11), .init(name: "An Khang", id: 12)]
        func images(asking: Bool) async throws -> [[ContactsV1.Contact?]] {
            var images: [[ContactsV1.Contact?]] = []
            try await ContactsFixture.with { fixture in
                try await fixture.create(.init(name: "Old", phones: ["0901234567"]))
                try await fixture.create(.init(name: "Other"))
                if asking {
                    let asked = try await write(rows, mode: .upsertOverwrite, fixture)
                    #expect(asked.missingCompanies == companies.map(\.name))
                }
                switch meanwhile {
                case .nothing: break
                case .change:
                    _ = try await fixture.client.updateContact(
                        .init(id: 2, updateMask: ["name"], fields: .init(name: "Another")))
                case .sameCompany:
                    var row = Self.row(2, "", phone: 84_901_234_567)
                    row.companyID = 11
                    _ = try await write([row], mode: .upsertFill, job: "other", fixture)
                }
                var named = rows
                for (index, id) in [11, 11, 12, 0, 12].enumerated() { named[index].companyID = Int64(id) }
                let request = ContactsV1.BulkWriteContactsRequest(
                    jobID: "job", options: .init(mode: .upsertOverwrite), rows: asking ? [] : named,
                    companies: asking ? companies : [])
                let results = try await fixture.client.bulkWriteContacts(request).results
                #expect(results.map(\.outcome) == [.updated, .created, .updated, .updated, .created])
                images = try await fixture.changes().map { change in
                    try [change.before, change.after].map { image in
                        try image.map { image in
                            var contact = try image.withUnsafeBytes { try ContactsV1.Contact(deserializing: $0) }
                            contact.createdAtMs = 0
                            contact.updatedAtMs = 0
                            return contact
                        }
                    }
                }
            }
            return images
        }
        let settled = try await images(asking: true)
        #expect(settled == (try await images(asking: false)))
        #expect(settled.allSatisfy { $0.allSatisfy { ($0?.companyID ?? 0) >= 0 } })
    }

    @Test("keeps few chunks, those of a finished job not at all")
    func keepsFewChunks() async throws {
        try await ContactsFixture.with { fixture in
            let options = ContactsV1.BulkWriteOptions(mode: .createAll)
            for job in 0..<5 {
                let asked = try await write(
                    [Self.row(2, "A", companyName: "X")], mode: .createAll, job: "\(job)", fixture)
                #expect(asked.missingCompanies == ["X"])
            }
            _ = try await fixture.client.finishBulkWrite(.init(jobID: "4"))
            var wanted: [Bool] = []
            for job in 0..<5 {
                let answer = try await fixture.client.bulkWriteContacts(
                    .init(jobID: "\(job)", options: options, companies: [.init(name: "X", id: 1)]))
                wanted.append(answer.rowsWanted)
            }
            #expect(wanted == [true, false, false, false, true])
        }
    }

    @Test("gives contacts without a manager to the group's active supervisor with the lowest id")
    func assignsSupervisors() async throws {
        try await ContactsFixture.with { fixture in
            for number in 1...3 { _ = try await fixture.agent("agent\(number)@example.com", active: number > 1) }
            let members = (1...3).map { ContactsV1.GroupMember(agentID: $0, role: .supervisor) }
            _ = try await fixture.client.createGroup(.init(name: "A", members: members))
            _ = try await fixture.client.createGroup(.init(name: "B", members: [.init(agentID: 2, role: .agent)]))
            func write(_ group: Int64, job: String) async throws -> [ContactsV1.BulkRowResult] {
                let options = ContactsV1.BulkWriteOptions(mode: .createAll, groupID: group)
                let rows = [Self.row(2, "A"), Row(row: 3, name: "B", managerID: 3)]
                return try await fixture.client.bulkWriteContacts(.init(jobID: job, options: options, rows: rows))
                    .results
            }
            _ = try await write(1, job: "a")
            #expect(try await fixture.list().map(\.managerID) == [3, 2])
            for group: Int64 in [2, 9] {
                let error = try #require(await rpcError { try await write(group, job: "b") })
                #expect(error.code == .failedPrecondition)
                #expect(try error.infos.map(\.number) == [2042])
            }
        }
    }

    @Test("is refused as a whole when it is no chunk, and then leaves nothing")
    func refusesRequests() async throws {
        try await ContactsFixture.with { fixture in
            let rows = [Self.row(2, "A")]
            func code(_ request: ContactsV1.BulkWriteContactsRequest) async -> StatusCode? {
                await rpcError { try await fixture.client.bulkWriteContacts(request) }?.code
            }
            let options = ContactsV1.BulkWriteOptions(mode: .createAll)
            #expect(await code(.init(jobID: "", options: options, rows: rows)) == .invalidArgument)
            let long = String(repeating: "j", count: 65)
            #expect(await code(.init(jobID: long, options: options, rows: rows)) == .invalidArgument)
            #expect(await code(.init(jobID: "j", chunk: -1, options: options, rows: rows)) == .invalidArgument)
            #expect(await code(.init(jobID: "j", rows: rows)) == .invalidArgument)
            #expect(await code(.init(jobID: "j", options: options, rows: rows + rows)) == .invalidArgument)
            let company = ContactsV1.BulkCompany(name: "A", id: 1)
            #expect(
                await code(.init(jobID: "j", options: options, rows: rows, companies: [company])) == .invalidArgument)
            let nowhere = ContactsV1.BulkCompany(name: "A", id: 0)
            #expect(await code(.init(jobID: "j", options: options, companies: [nowhere])) == .invalidArgument)
            let unknown = ContactsV1.BulkWriteOptions(mode: .createAll, requiredFields: ["age"])
            #expect(await code(.init(jobID: "j", options: unknown, rows: rows)) == .invalidArgument)
            let many = (1...20_001).map { Row(row: $0, name: "A") }
            #expect(await code(.init(jobID: "j", options: options, rows: many)) == .resourceExhausted)
            let changes = try await fixture.changes()
            #expect(changes.isEmpty)
        }
    }

    @Test("that comes before its turn is refused until the one before it is written")
    func keepsTurns() async throws {
        try await ContactsFixture.with { fixture in
            func code(chunk: Int64) async -> StatusCode? {
                let rows = [Self.row(2 + chunk, "A")]
                return await rpcError { try await write(rows, mode: .createAll, chunk: chunk, fixture) }?.code
            }
            #expect(await code(chunk: 1) == .unavailable)
            #expect(await code(chunk: 0) == nil)
            #expect(await code(chunk: 2) == .unavailable)
            #expect(await code(chunk: 1) == nil)
            #expect(await code(chunk: 2) == nil)
            let contacts = try await fixture.list()
            #expect(contacts.count == 3)
        }
    }

    @Test("that is short waits for the long one before it")
    func waitsForTurn() async throws {
        try await ContactsFixture.with { fixture in
            let (answers, arrived) = AsyncStream.makeStream(of: StatusCode.self)
            for (chunk, rows) in [(Int64(0), 1...4_000), (1, 4_001...4_001)] {
                let request = ContactsV1.BulkWriteContactsRequest(
                    jobID: "job", chunk: chunk, options: .init(mode: .createAll),
                    rows: rows.map { Self.row(Int64($0), "A", phone: 84_901_000_000 + Int64($0)) })
                fixture.connection.start(ContactsV1.ContactsMethods.bulkWriteContacts, request, options: CallOptions())
                {
                    switch $0 {
                    case .success: arrived.yield(.ok)
                    case .failure(let error): arrived.yield(error.code)
                    }
                }
            }
            var codes: [StatusCode] = []
            for await code in answers.prefix(2) { codes.append(code) }
            #expect(codes == [.ok, .ok])
        }
    }

    @Test("sent again does nothing, until the job is finished")
    func isIdempotent() async throws {
        try await ContactsFixture.with { fixture in
            let rows = [Self.row(2, "A")]
            let first = try await write(rows, mode: .createAll, fixture)
            #expect(try await write([Self.row(3, "other")], mode: .createAll, fixture) == first)
            _ = try await fixture.client.finishBulkWrite(.init(jobID: "job"))
            _ = try await fixture.client.finishBulkWrite(.init(jobID: "never heard of"))
            #expect(try await write(rows, mode: .createAll, fixture).results.first?.contactID == 2)
        }
    }
}

@Suite("The keys of a chunk")
struct KeyTableTests {
    @Test("are told once each in the order of storage, and each value by the contacts that have its key")
    func sortsKeys() {
        var random = SeededGenerator(seed: 7)
        for _ in 0..<100 {
            let values = (0..<Int.random(in: 0...40, using: &random)).map { _ in Int.random(in: 0..<20, using: &random)
            }
            var table = KeyTable(values)
            #expect(table.keys == Set(values).sorted())
            for place in table.keys.indices { table.found(Int64(1_000 + table.keys[place]), at: place) }
            for index in values.indices {
                #expect(table.key(ofValue: index) == values[index])
                table.add(Int64(2_000 + index), toValue: index)
            }
            let added = values.enumerated().map { (key: $0.element, id: Int64(2_000 + $0.offset)) }
            #expect(
                table.sortedAdditions.map { "\($0)" }
                    == added.sorted { ($0.key, $0.id) < ($1.key, $1.id) }.map { "\($0)" })
            for index in values.indices {
                #expect(table.matches(ofValue: index).oldest == Int64(1_000 + values[index]))
                #expect(table.matches(ofValue: index).hasSeveral)
            }
        }
    }

    @Test("of e-mail addresses are ordered as their bytes are")
    func ordersAddresses() {
        let addresses = [
            "", "a", "a@b.vn", "an.nguyen@gmail.com", "an.nguyen1@gmail.com", "an.nguyen1@gmail.com.vn", "ả@b.vn",
            "abcdefgh", "abcdefghijklmnop", "abcdefghijklmnopq", "abcdefghijklmnopr",
        ]
        for left in addresses {
            for right in addresses {
                let isBefore = left.utf8.lexicographicallyPrecedes(right.utf8)
                #expect((EmailKey(left) < EmailKey(right)) == isBefore, "\(left) \(right)")
                #expect((EmailKey(left) == EmailKey(right)) == (left == right), "\(left) \(right)")
            }
        }
    }
}

@Suite("The oldest matches of a key")
struct MatchListTests {
    @Test("are kept in order, each once, and not too many of them")
    func keepsTheOldest() {
        var random = SeededGenerator(seed: 7)
        for _ in 0..<200 {
            let ids = (0..<Int.random(in: 0...30, using: &random)).map { _ in Int64.random(in: 1...40, using: &random) }
            var list = MatchList()
            for id in ids { list.insert(id) }
            let sorted = Set(ids).sorted()
            #expect(list.told == Array(sorted.prefix(MatchList.limit)))
            #expect(list.oldest == sorted.first ?? 0 && list.hasSeveral == (sorted.count > 1))
        }
    }
}

@Suite("Blocks of a segment")
struct BlockSetTests {
    @Test("the highest one up to a place is found")
    func findsTheHighest() {
        var random = SeededGenerator(seed: 7)
        for _ in 0..<200 {
            let words = [random.next() & random.next() & random.next(), random.next() & random.next() & random.next()]
            let set = words.withUnsafeBytes { BlockSet($0, at: 0) }
            let members = (0..<128).filter { words[$0 / 64] >> UInt64($0 % 64) & 1 == 1 }
            for place in 0..<128 {
                #expect(set.first(from: place, .descending) == members.last { $0 <= place })
                #expect(set.first(from: place, .ascending) == members.first { $0 >= place })
            }
        }
        #expect(BlockSet.none.first(from: 127, .descending) == nil && BlockSet.none.first(from: 0, .ascending) == nil)
    }
}
