import Contracts
import RPCCore
import TestSupport
import Testing

@testable import ImportsService

@Suite("What an import did")
struct ImportUndoTests {
    private static let file = Array(
        """
        Name,Phone,Position
        An,84901234567,CEO
        Bình,84901234568,CFO
        ,84901234569,
        """.utf8)

    private func undone(_ harness: ImportsHarness, _ id: Int64) async throws -> ImportsV1.Import {
        _ = try await harness.undo.undoImport(.init(id: id))
        return try await harness.finished(id)
    }

    private func redone(_ harness: ImportsHarness, _ id: Int64) async throws -> ImportsV1.Import {
        _ = try await harness.undo.redoImport(.init(id: id))
        return try await harness.finished(id)
    }

    /// What stays the same when a contact is taken back and written again.
    private func contacts(_ harness: ImportsHarness) async throws -> [[String]] {
        try await harness.allContacts().map { [$0.name, $0.position, $0.phones.map(\.text).joined(separator: " ")] }
    }

    @Test("is taken back and done again, as often as one likes")
    func undoAndRedo() async throws {
        let harness = try ImportsHarness()
        try await harness.running {
            _ = try await harness.contacts.createContact(
                .init(fields: .init(name: "Cũ", phones: ["+84901234567"], position: "x")))
            let before = try await contacts(harness)
            let job = try await harness.run(Self.file, .init(mode: .upsertOverwrite))
            #expect(job.state == .completedWithErrors)
            let after = try await contacts(harness)
            #expect(after.count == 2)
            for _ in 0..<2 {
                let undone = try await undone(harness, job.id)
                #expect(undone.state == .undone)
                #expect(undone.counts == job.counts)
                #expect(try await contacts(harness) == before)
                let outcome = try #require(try await harness.undo.getImportUndo(.init(id: job.id)).outcome)
                #expect([outcome.updatedCount, outcome.deletedCount, outcome.conflictCount] == [1, 1, 0])
                #expect(try await redone(harness, job.id).state == .completedWithErrors)
                #expect(try await contacts(harness) == after)
            }
        }
    }

    @Test("is taken back step by step, and it is told how far that is and how long it will take")
    func progress() async throws {
        let harness = try ImportsHarness()
        try await harness.running {
            let rows = (0..<16_000).map { "N\($0),\(84_900_000_000 + $0)" }
            let job = try await harness.run(Array((["Name,Phone"] + rows).joined(separator: "\n").utf8))
            _ = try await harness.undo.undoImport(.init(id: job.id))
            var shares: [Int32] = []
            var isTimed = false
            for try await step in try await harness.client.watchImport(.init(id: job.id)) {
                guard let job = step.import, job.state == .undoing else { continue }
                if shares.last != job.progressPerMille { shares.append(job.progressPerMille) }
                if job.remainingMs > 0 { isTimed = true }
            }
            #expect(shares.sorted() == shares)
            #expect(shares.contains { (1..<1_000).contains($0) })
            #expect(isTimed)
            let undone = try await harness.job(job.id)
            #expect(undone.state == .undone)
            #expect([undone.progressPerMille, Int32(undone.remainingMs)] == [1_000, 0])
            #expect(try await harness.allContacts().isEmpty)
        }
    }

    @Test("stays where it was changed since, and is told as a conflict")
    func conflicts() async throws {
        let harness = try ImportsHarness()
        try await harness.running {
            let job = try await harness.run(Self.file)
            let changed = try #require(try await harness.allContacts().first)
            _ = try await harness.contacts.updateContact(
                .init(
                    id: changed.id, updateMask: ["position"], fields: .init(position: "by hand")))
            let rehearsal = try #require(try await harness.undo.rehearseUndo(.init(id: job.id)).outcome)
            #expect(try await harness.allContacts().count == 2)
            #expect(try await undone(harness, job.id).state == .partlyUndone)
            var outcome = try #require(try await harness.undo.getImportUndo(.init(id: job.id)).outcome)
            #expect(outcome.conflicts == [.init(entity: "contact", entityID: changed.id)])
            #expect(!outcome.operationID.isEmpty)
            outcome.operationID = ""
            #expect(outcome == rehearsal)
            #expect(try await contacts(harness).map { $0[1] } == ["by hand"])
        }
    }

    @Test("to companies is taken back and done again, but for a tax code that another one has by now")
    func companies() async throws {
        let harness = try ImportsHarness(hasCompanies: true)
        try await harness.running {
            let file = Array("Name,Tax code\nMinh Phát,0101234567\nSao Việt,0101234568\n".utf8)
            let job = try await harness.run(file, .init(kind: .companies))
            #expect(try await undone(harness, job.id).state == .undone)
            #expect(try await harness.allCompanies().isEmpty)
            _ = try await harness.companiesClient.createCompany(
                .init(fields: .init(name: "An Khang", taxCode: "0101234568")))
            #expect(try await redone(harness, job.id).state == .completed)
            let names = try await harness.allCompanies().map(\.name)
            #expect(names == ["Minh Phát", "An Khang"])
            let found = try await harness.companiesClient.listCompanies(.init(filter: .init(text: "minh"))).companies
            #expect(found.map(\.taxCode) == ["0101234567"])
            let outcome = try #require(try await harness.undo.getImportUndo(.init(id: job.id)).outcome)
            #expect(outcome.conflicts.map(\.field) == ["tax_code"])
        }
    }

    @Test("can be imported again after it was taken back, and not before")
    func again() async throws {
        let harness = try ImportsHarness()
        try await harness.running {
            let job = try await harness.run(Self.file)
            let second = try await harness.uploaded(Self.file)
            #expect(await rpcError { try await harness.start(second.id) }?.code == .failedPrecondition)
            _ = try await undone(harness, job.id)
            _ = try await harness.start(second.id)
            #expect(try await harness.finished(second.id).counts?.created == 2)
        }
    }

    @Test("waits for contacts while that is away, and goes on after a restart")
    func restart() async throws {
        let harness = try ImportsHarness()
        let job = try await harness.running {
            let job = try await harness.run(Self.file)
            harness.contactsFaults.onCall { method, _ in method == "UndoOperation" ? .refused : nil }
            _ = try await harness.undo.undoImport(.init(id: job.id))
            var steps = try await harness.client.watchImport(.init(id: job.id)).makeAsyncIterator()
            var last = try await steps.next()?.import
            while let step = last, step.errorNumber != 5001 { last = try await steps.next()?.import }
            #expect(last?.state == .undoing)
            return job
        }
        harness.contactsFaults.onCall { _, _ in nil }
        let restarted = ImportsHarness(restarting: harness)
        try await restarted.running {
            let undone = try await restarted.finished(job.id)
            #expect(undone.state == .undone)
            #expect(undone.errorNumber == 0)
        }
        #expect(try await harness.allContacts().isEmpty)
    }

    @Test("stays, and so does its undo, when the owner no longer knows of it")
    func expired() async throws {
        let harness = try ImportsHarness()
        try await harness.running {
            let job = try await harness.run(Self.file)
            let fault = FaultyConnection.Fault.failed(RPCError(.notFound, "gone"))
            harness.contactsFaults.onCall { method, _ in method == "UndoOperation" ? fault : nil }
            #expect(
                await rpcError { try await harness.undo.rehearseUndo(.init(id: job.id)) }?.detail(RPCV1.ErrorInfo.self)?
                    .number == 4004)
            let kept = try await undone(harness, job.id)
            #expect(kept.state == job.state)
            #expect(kept.errorName == "UNDO_EXPIRED")
            harness.contactsFaults.onCall { _, _ in nil }
            #expect(try await undone(harness, job.id).state == .undone)
            harness.contactsFaults.onCall { method, _ in method == "UndoOperation" ? fault : nil }
            let stillUndone = try await redone(harness, job.id)
            #expect(stillUndone.state == .undone)
            #expect(stillUndone.errorName == "UNDO_EXPIRED")
            #expect(try await harness.allContacts().isEmpty)
        }
    }

    @Test("of a job that failed is done again with the reason why it failed")
    func failed() async throws {
        let harness = try ImportsHarness { $0.chunkRows = 1 }
        try await harness.running {
            let fault = FaultyConnection.Fault.failed(RPCError(.failedPrecondition, "no more"))
            harness.contactsFaults.onCall { method, count in
                method == "BulkWriteContacts" && count == 1 ? fault : nil
            }
            let job = try await harness.run(Self.file)
            #expect(job.state == .failed)
            #expect(job.counts?.created == 1)
            let undone = try await undone(harness, job.id)
            #expect(undone.state == .undone)
            #expect(undone.errorNumber == 0)
            let redone = try await redone(harness, job.id)
            #expect(redone.state == .failed)
            #expect(redone.errorMessage == job.errorMessage)
            #expect(try await harness.allContacts().map(\.name) == ["An"])
        }
    }

    @Test("is refused where there is nothing to take back, and not done twice")
    func refusals() async throws {
        let harness = try ImportsHarness()
        try await harness.running {
            #expect(await rpcError { try await harness.undo.undoImport(.init(id: 99)) }?.code == .notFound)
            let waiting = try await harness.uploaded(Self.file)
            #expect(
                await rpcError { try await harness.undo.undoImport(.init(id: waiting.id)) }?.code == .failedPrecondition
            )
            #expect(
                await rpcError { try await harness.undo.getImportUndo(.init(id: waiting.id)) }?.code
                    == .failedPrecondition)
            _ = try await harness.client.cancelImport(.init(id: waiting.id))
            #expect(
                await rpcError { try await harness.undo.undoImport(.init(id: waiting.id)) }?.code == .failedPrecondition
            )
            let job = try await harness.run(Self.file)
            #expect(try await harness.undo.redoImport(.init(id: job.id)).import?.state == job.state)
            _ = try await undone(harness, job.id)
            #expect(try await harness.undo.undoImport(.init(id: job.id)).import?.state == .undone)
            #expect(
                await rpcError { try await harness.undo.rehearseUndo(.init(id: job.id)) }?.code == .failedPrecondition)
        }
    }
}
