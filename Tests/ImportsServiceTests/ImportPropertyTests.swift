import Contracts
import RPCCore
import TestSupport
import Testing

@testable import ImportsService

/// Random files through the whole service against the reference model.
@Suite struct ImportPropertyTests {
    private static let modes: [ContactsV1.WriteMode] = [
        .createAll, .createNew, .upsertFill, .upsertOverwrite, .updateFill, .updateOverwrite,
    ]

    @Test("A file has the effect of its rows one by one, whatever the chunks")
    func oracle() async throws {
        for seed in PropertyCases(usually: 200).seeds { try await check(seed) }
    }

    private func check(_ seed: UInt64) async throws {
        var random = SeededGenerator(seed: seed)
        let chunkRows = Int.random(in: 1...20, using: &random)
        let harness = try ImportsHarness { $0.chunkRows = chunkRows }
        let keySets: [[ContactsV1.DuplicateKey]] = [[.phone], [.email], [.phone, .email]]
        let keys = keySets.randomElement(using: &random) ?? [.phone]
        let mode = Self.modes[Int(seed) % Self.modes.count]
        let existing = Self.rows(12, &random).filter { !$0.name.isEmpty && !$0.isWrong }
        let rows = Self.rows(Int.random(in: 0...60, using: &random), &random)

        var seeded = ReferenceModel(mode: .createAll, keys: [.phone], contacts: [])
        for row in existing { _ = seeded.apply(row) }
        let keyMatch: ContactsV1.KeyMatch = Bool.random(using: &random) ? .any : .all
        let targets: [ContactsV1.MatchTarget] = [.first, .sole, .all]
        let target = targets.randomElement(using: &random) ?? .first
        var model = ReferenceModel(mode: mode, keys: keys, contacts: seeded.contacts)
        model.needsAllKeys = keyMatch == .all
        model.target = target
        let expected = rows.map { model.apply($0) }

        let isWorkbook = Bool.random(using: &random)
        let first = SampleFile.csv(Self.file(existing))
        let second = isWorkbook ? try SampleFile.xlsx(Self.file(rows)) : SampleFile.csv(Self.file(rows))
        let outcomes = try await harness.running {
            _ = try await harness.run(first, ImportsV1.ImportOptions(mode: .createAll))
            guard !rows.allSatisfy(\.isBlank) else { return nil as [String]? }
            let options = ImportsV1.ImportOptions(
                mode: mode, keys: keys, allowRepeated: true, keyMatch: keyMatch, matchTarget: target)
            guard seed % 3 == 0 else {
                let job = try await harness.run(second, options)
                #expect(job.counts?.total == job.rowsDone)
                return try Self.outcomes(await harness.result(job.id))
            }
            return try await Self.planned(second, options, harness)
        }
        guard let outcomes else { return }
        // A row of nothing but empty cells is no row to the reader.
        #expect(
            outcomes == expected.filter { $0 != "IGNORED_EMPTY" },
            "seed \(seed), \(mode), \(keyMatch) of \(keys), \(target)")
        #expect(
            try await Self.contacts(harness) == model.contacts.map(Self.stored),
            "seed \(seed), \(mode), \(keyMatch) of \(keys), \(target)")
    }

    /// The outcomes of an import that is planned, compared with its plan, and carried out.
    private static func planned(
        _ file: [UInt8], _ options: ImportsV1.ImportOptions, _ harness: ImportsHarness
    ) async throws -> [String] {
        let before = try await contacts(harness)
        let plan = try await harness.planned(harness.uploaded(file).id, options)
        #expect(try await contacts(harness) == before)
        let expected = try outcomes(await harness.result(plan.id)).map { String($0.dropFirst("WOULD_BE_".count)) }
        _ = try await harness.client.startImport(.init(id: plan.id, planHash: plan.planHash))
        let job = try await harness.finished(plan.id)
        #expect(job.counts == plan.counts)
        #expect(job.codes == plan.codes)
        let outcomes = try outcomes(await harness.result(job.id))
        #expect(outcomes == expected)
        return outcomes
    }

    private static func rows(_ count: Int, _ random: inout SeededGenerator) -> [ReferenceModel.Row] {
        (0..<count).map { _ in
            var row = ReferenceModel.Row()
            if Int.random(in: 0..<20, using: &random) == 0 { return row }
            if Int.random(in: 0..<8, using: &random) > 0 {
                row.name = ["An", "Bình", "Chí", "Ðạt"].randomElement(using: &random) ?? ""
            }
            row.phones = distinct(Int.random(in: 0...2, using: &random)) {
                84_900_000_000 + Int64.random(in: 0..<12, using: &random)
            }
            row.emails = distinct(Int.random(in: 0...2, using: &random)) {
                "p\(Int.random(in: 0..<12, using: &random))@example.com"
            }
            if Bool.random(using: &random) { row.position = ["CEO", "CFO"].randomElement(using: &random) ?? "" }
            row.rating = Int32.random(in: 0...5, using: &random)
            row.isWrong = Int.random(in: 0..<15, using: &random) == 0
            return row
        }
    }

    private static func distinct<Value: Equatable>(_ count: Int, _ make: () -> Value) -> [Value] {
        var values: [Value] = []
        for _ in 0..<count {
            let value = make()
            if !values.contains(value) { values.append(value) }
        }
        return values
    }

    private static func file(_ rows: [ReferenceModel.Row]) -> [[String]] {
        [["Name", "Phone", "E-mail", "Position", "Rating"]]
            + rows.map { row in
                [
                    row.name, row.phones.map { "\($0)" }.joined(separator: " / "), row.emails.joined(separator: "; "),
                    row.position, row.isWrong ? "9" : row.rating == 0 ? "" : "\(row.rating)",
                ]
            }
    }

    /// Outcome and numbers of each row.
    private static func outcomes(_ result: [UInt8]) throws -> [String] {
        try SampleFile.rows(of: result).dropFirst().map { row in
            let codes = row.count > 7 ? row[7].split(separator: "; ").map { $0.prefix(4) } : []
            return ([row[6][...]] + codes).joined(separator: " ")
        }
    }

    private static func contacts(_ harness: ImportsHarness) async throws -> [ReferenceModel.Contact] {
        try await harness.allContacts().map { contact in
            ReferenceModel.Contact(
                name: contact.name, phones: contact.phones.map(\.number), emails: contact.emails,
                position: contact.position, rating: contact.rating)
        }
    }

    private static func stored(_ contact: ReferenceModel.Contact) -> ReferenceModel.Contact {
        var contact = contact
        contact.isNew = true
        return contact
    }
}
