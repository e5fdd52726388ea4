import Contracts
import RPCCore
import TestSupport
import Testing

@testable import ImportsService

/// Jobs that are cancelled, fail, or meet services that go away.
@Suite struct InterruptionTests {
    private static let rows: [[String]] = {
        let rows = (0..<50).map { index in
            ["Contact \(index)", "\(84_900_000_000 + index % 40)", "Company \(index % 7)"]
        }
        return [["Name", "Phone", "Company"]] + rows
    }()
    private static let options = ImportsV1.ImportOptions(mode: .upsertOverwrite, createMissingCompanies: true)

    @Test("Lost answers and refused calls change nothing of the result", arguments: 0..<12)
    func unreliable(seed: UInt64) async throws {
        let calm = try ImportsHarness { $0.chunkRows = 6 }
        let bytes = SampleFile.csv(Self.rows)
        let expected = try await calm.running { try await calm.run(bytes, Self.options) }
        let harness = try ImportsHarness { $0.chunkRows = 6 }
        let decide: @Sendable (String, Int) -> FaultyConnection.Fault? = { method, count in
            var random = SeededGenerator(seed: seed &* 1_000 &+ UInt64(count) &+ UInt64(method.utf8.count) << 32)
            switch Int.random(in: 0..<4, using: &random) {
            case 0: return .refused
            case 1: return .answerLost
            default: return nil
            }
        }
        harness.contactsFaults.onCall(decide)
        harness.companiesFaults.onCall(decide)
        let job = try await harness.running { try await harness.run(bytes, Self.options) }
        #expect(job.counts == expected.counts)
        #expect(job.codes == expected.codes)
        #expect(job.errorNumber == 0)
        #expect(try await Self.comparable(harness) == Self.comparable(calm))
        #expect(harness.companies.names == calm.companies.names)
    }

    @Test("A process that ends in any chunk goes on there, with the same result", arguments: 0..<8)
    func restart(killedAt chunk: Int) async throws {
        let bytes = SampleFile.csv(Self.rows)
        let calm = try ImportsHarness { $0.chunkRows = 7 }
        let expected = try await calm.running { try await calm.run(bytes, Self.options) }
        let harness = try ImportsHarness { $0.chunkRows = 7 }
        let stuck = Event()
        // The chunk is written, but its answer does not come before the process ends.
        harness.contactsFaults.onCall { method, count in
            guard method == "BulkWriteContacts", count >= chunk else { return nil }
            stuck.fire()
            return .answerLost
        }
        let id = try await harness.running {
            let job = try await harness.uploaded(bytes)
            _ = try await harness.start(job.id, Self.options)
            await stuck.wait()
            return job.id
        }
        #expect(try await harness.job(id).state == .running)
        harness.contactsFaults.onCall { _, _ in nil }
        let again = ImportsHarness(restarting: harness)
        let job = try await again.running { try await again.finished(id) }
        #expect(job.state == .completed)
        #expect(job.counts == expected.counts)
        #expect(try await Self.comparable(harness) == Self.comparable(calm))
        #expect(try SampleFile.rows(of: await again.result(id)).count == Self.rows.count)
    }

    @Test("While another service is away the job says so and goes on by itself")
    func absence() async throws {
        let harness = try ImportsHarness()
        harness.companiesFaults.onCall { _, _ in .refused }
        try await harness.running {
            let job = try await harness.uploaded(SampleFile.csv(Self.rows))
            _ = try await harness.start(job.id, Self.options)
            var sawAbsence = false
            for try await response in try await harness.client.watchImport(ImportsV1.WatchImportRequest(id: job.id)) {
                guard let now = response.import else { continue }
                if now.errorNumber == 5001, !sawAbsence {
                    sawAbsence = true
                    #expect(now.state == .running)
                    harness.companiesFaults.onCall { _, _ in nil }
                }
                if now.state == .completed { #expect(now.errorNumber == 0) }
            }
            #expect(sawAbsence)
        }
    }

    @Test("A cancelled job keeps what was written and counts the rest as not reached")
    func cancel() async throws {
        let harness = try ImportsHarness { $0.chunkRows = 10 }
        harness.contactsFaults.onCall { method, count in method == "BulkWriteContacts" && count >= 3 ? .refused : nil }
        try await harness.running {
            let id = try await harness.uploaded(SampleFile.csv(Self.rows)).id
            _ = try await harness.start(id, ImportsV1.ImportOptions(mode: .createAll, mapping: Self.nameAndPhone))
            for try await response in try await harness.client.watchImport(ImportsV1.WatchImportRequest(id: id)) {
                guard response.import?.errorNumber == 5001 else { continue }
                _ = try await harness.client.cancelImport(ImportsV1.CancelImportRequest(id: id))
                break
            }
            let job = try await harness.finished(id)
            #expect(job.state == .cancelled)
            #expect(job.counts == ImportsV1.ImportCounts(created: 30, notReached: 20))
            #expect(try await harness.allContacts().count == 30)
            let result = try SampleFile.rows(of: await harness.result(id))
            #expect(result.count == 51)
            #expect(result.dropFirst(31).allSatisfy { $0.contains("NOT_REACHED") })
            let again = try await harness.client.cancelImport(ImportsV1.CancelImportRequest(id: id))
            #expect(again.import == job)
        }
    }

    @Test("A job is cancelled in every state before it runs")
    func cancelEarly() async throws {
        let harness = try ImportsHarness()
        let created = try await harness.create()
        let uploaded = try await harness.uploaded(SampleFile.csv(Self.rows))
        for id in [created.id, uploaded.id] {
            let job = try await harness.client.cancelImport(ImportsV1.CancelImportRequest(id: id)).import
            #expect(job?.state == .cancelled)
            #expect(job?.counts?.total == 0)
        }
        let queued = try await harness.uploaded(SampleFile.csv(Self.rows))
        _ = try await harness.start(queued.id, Self.options)
        _ = try await harness.client.cancelImport(ImportsV1.CancelImportRequest(id: queued.id))
        let job = try await harness.running { try await harness.finished(queued.id) }
        #expect(job.state == .cancelled)
        #expect(job.counts == ImportsV1.ImportCounts(notReached: 50))
        #expect(await rpcError { try await harness.result(created.id) }?.code == .failedPrecondition)
    }

    @Test("A job that the contacts service refuses fails with the reason, and its rows are not reached")
    func refused() async throws {
        let harness = try ImportsHarness()
        let agent = try await harness.agent("a@example.com")
        let group = try await harness.contacts.createGroup(
            ContactsV1.CreateGroupRequest(name: "G", members: [.init(agentID: agent, role: .agent)])
        ).group.required()
        let job = try await harness.running {
            try await harness.run(
                SampleFile.csv(Self.rows), ImportsV1.ImportOptions(mapping: Self.nameAndPhone, groupID: group.id))
        }
        #expect(job.state == .failed)
        #expect(job.errorNumber == 2042)
        #expect(job.errorName == "GROUP_NO_SUPERVISOR")
        #expect(job.counts == ImportsV1.ImportCounts(notReached: 50))
    }

    @Test("A workbook that breaks in the middle fails with the place; whole chunks before it stay")
    func brokenFile() async throws {
        let harness = try ImportsHarness { $0.chunkRows = 100 }
        let rows = [["Name", "Phone"]] + (0..<20_000).map { ["Contact \($0)", "\(84_900_000_000 + $0)"] }
        let bytes = Self.broken(try SampleFile.xlsx(rows))
        let job = try await harness.running { try await harness.run(bytes) }
        #expect(job.state == .failed)
        #expect(job.errorNumber == 1004)
        let counts = try job.counts.required()
        #expect(counts.created > 0 && counts.created % 100 == 0)
        #expect(counts.total < 20_000)
        #expect(job.rowsDone == counts.total)
        #expect(try await harness.allContacts().count == Int(counts.created))
        #expect(try SampleFile.rows(of: await harness.result(job.id)).count == Int(counts.total) + 1)
    }

    /// Spoilt in the middle of the compressed rows, behind what is read to find the header.
    private static func broken(_ bytes: [UInt8]) -> [UInt8] {
        let middle = bytes.count / 2
        return bytes[..<middle] + [UInt8](repeating: 0xFF, count: 64) + bytes[(middle + 64)...]
    }

    private static let nameAndPhone: [ImportsV1.ColumnMapping] = [
        .init(column: 1, field: .name), .init(column: 2, field: .phone),
    ]

    /// Contacts without their times.
    private static func comparable(_ harness: ImportsHarness) async throws -> [ContactsV1.Contact] {
        try await harness.allContacts().map { contact in
            var contact = contact
            contact.createdAtMs = 0
            contact.updatedAtMs = 0
            return contact
        }
    }
}
