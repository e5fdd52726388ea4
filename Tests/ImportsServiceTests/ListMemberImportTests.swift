import Contracts
import RPCCore
import TestSupport
import Testing

@testable import ImportsService

@Suite("The rows of a list of members")
struct ListMemberImportTests {
    private static let file = Array(
        """
        Name,Phone
        Chi,84901234569
        An,84901234567
        ,84901234566
        Bình,84901234568
        Chi again,84901234569
        """.utf8)

    private func newList(_ harness: ImportsHarness) async throws -> Int64 {
        try await harness.campaigns.createCustomerList(.init(name: "March")).list.required().id
    }

    private func members(_ harness: ImportsHarness, _ list: Int64) async throws -> [String] {
        let names = Dictionary(uniqueKeysWithValues: try await harness.allContacts().map { ($0.id, $0.name) })
        return try await harness.campaigns.listListMembers(.init(listID: list)).members.map {
            names[$0.contactID] ?? "?"
        }
    }

    @Test("become contacts and then members, in their order and once; those that are members stay where they are")
    func order() async throws {
        let harness = try ImportsHarness()
        try await harness.running {
            let list = try await newList(harness)
            let known = try await harness.contacts.createContact(
                .init(fields: .init(name: "Bình", phones: ["+84901234568"]))
            ).contact.required()
            _ = try await harness.campaigns.addListMembers(.init(listID: list, contactIDs: [known.id]))
            let job = try await harness.run(Self.file, .init(kind: .listMembers, listID: list))
            #expect(job.counts == .init(created: 2, unchanged: 2, rejected: 1))
            let names = try await members(harness, list)
            #expect(names == ["Bình", "Chi", "An"])
        }
    }

    @Test("are all there although an answer was lost, campaigns was away, and the service started again")
    func crash() async throws {
        let harness = try ImportsHarness { $0.chunkRows = 2 }
        let (list, id) = try await harness.running {
            let list = try await newList(harness)
            harness.campaignsFaults.onCall { method, count in
                if method != "AddListMembers" { return nil }
                return count == 0 ? .answerLost : .refused
            }
            let job = try await harness.uploaded(Self.file)
            _ = try await harness.start(job.id, .init(kind: .listMembers, listID: list))
            var steps = try await harness.client.watchImport(.init(id: job.id)).makeAsyncIterator()
            var last = try await steps.next()?.import
            while let step = last, step.errorNumber != 5001 { last = try await steps.next()?.import }
            return (list, job.id)
        }
        harness.campaignsFaults.onCall { _, _ in nil }
        let restarted = ImportsHarness(restarting: harness)
        try await restarted.running {
            let job = try await restarted.finished(id)
            #expect(job.state == .completedWithErrors)
            let names = try await members(restarted, list)
            #expect(names == ["Chi", "An", "Bình"])
        }
    }

    @Test("leave the list when the import is undone, but for those of before, and are back when it is done again")
    func undo() async throws {
        let harness = try ImportsHarness { $0.chunkRows = 2 }
        try await harness.running {
            let list = try await newList(harness)
            for (name, phone) in [("Bình", "+84901234568"), ("Chi", "+84901234569")] {
                _ = try await harness.contacts.createContact(.init(fields: .init(name: name, phones: [phone])))
            }
            let known = try await harness.allContacts()
            _ = try await harness.campaigns.addListMembers(.init(listID: list, contactIDs: [known[0].id]))
            let job = try await harness.run(Self.file, .init(kind: .listMembers, listID: list))
            #expect(job.counts == .init(created: 1, unchanged: 3, rejected: 1))
            #expect(job.codes.first { $0.name == "ALREADY_MEMBER" }?.rows == 1)
            let rehearsal = try await harness.undo.rehearseUndo(.init(id: job.id))
            #expect([rehearsal.outcome?.deletedCount, rehearsal.members?.deletedCount] == [1, 2])
            for _ in 0..<2 {
                _ = try await harness.undo.undoImport(.init(id: job.id))
                #expect(try await harness.finished(job.id).state == .undone)
                #expect(try await members(harness, list) == ["Bình"])
                let undone = try await harness.undo.getImportUndo(.init(id: job.id))
                #expect([undone.outcome?.deletedCount, undone.members?.deletedCount] == [1, 2])
                _ = try await harness.undo.redoImport(.init(id: job.id))
                #expect(try await harness.finished(job.id).state == .completedWithErrors)
                #expect(try await members(harness, list) == ["Bình", "Chi", "An"])
            }
        }
    }

    @Test("are counted as conflicts where campaigns no longer knows that the import added them")
    func undoExpired() async throws {
        let harness = try ImportsHarness()
        try await harness.running {
            let list = try await newList(harness)
            let job = try await harness.run(Self.file, .init(kind: .listMembers, listID: list))
            harness.campaignsFaults.onCall { method, _ in
                method == "UndoOperation" ? .failed(RPCError(.notFound, "gone")) : nil
            }
            _ = try await harness.undo.undoImport(.init(id: job.id))
            #expect(try await harness.finished(job.id).state == .partlyUndone)
            #expect(try await harness.undo.getImportUndo(.init(id: job.id)).members?.conflictCount == 4)
            harness.campaignsFaults.onCall { _, _ in nil }
            #expect(try await members(harness, list).count == 3)
        }
    }

    @Test("that an import only found in the list, it does not take out")
    func undoNothing() async throws {
        let harness = try ImportsHarness()
        try await harness.running {
            let list = try await newList(harness)
            let first = try await harness.run(Self.file, .init(kind: .listMembers, listID: list))
            let again = try await harness.run(
                Self.file, .init(allowRepeated: true, kind: .listMembers, listID: list))
            _ = try await harness.undo.undoImport(.init(id: again.id))
            #expect(try await harness.finished(again.id).state == .undone)
            #expect(try await members(harness, list).count == 3)
            #expect(first.codes.allSatisfy { $0.name != "ALREADY_MEMBER" })
        }
    }

    @Test("may have phones in several columns, as contacts")
    func phones() async throws {
        let harness = try ImportsHarness()
        try await harness.running {
            let list = try await newList(harness)
            let file = Array("Name,Phone,Mobile\nAn,84901234567,84901234568\n".utf8)
            let job = try await harness.run(file, .init(kind: .listMembers, listID: list))
            #expect(job.counts == .init(created: 1))
            #expect(try await harness.allContacts().map(\.phones.count) == [2])
        }
    }

    @Test("are told when their contact was deleted before it was added")
    func deleted() async throws {
        let harness = try ImportsHarness()
        try await harness.running {
            let list = try await newList(harness)
            let answer = CampaignsV1.AddListMembersResponse(total: 3, added: 2, invalid: 1, invalidIDs: [2])
            harness.campaignsFaults.onCall { method, _ in
                method == "AddListMembers" ? .answered(answer.serializedBytes()) : nil
            }
            let job = try await harness.run(Self.file, .init(kind: .listMembers, listID: list))
            #expect(job.codes.first { $0.name == "MEMBER_NOT_ADDED" }?.rows == 1)
        }
    }

    @Test("need a list that is there")
    func refusals() async throws {
        let harness = try ImportsHarness(hasCompanies: true)
        let job = try await harness.uploaded(Self.file)
        for options in [
            ImportsV1.ImportOptions(kind: .listMembers), .init(kind: .listMembers, listID: 99),
        ] {
            #expect(await rpcError { try await harness.start(job.id, options) }?.code == .notFound)
        }
        let list = try await newList(harness)
        for options in [
            ImportsV1.ImportOptions(listID: list), .init(kind: .companies, listID: list),
            .init(kind: .listMembers, matchTarget: .all, listID: list),
        ] {
            #expect(await rpcError { try await harness.start(job.id, options) }?.code == .invalidArgument)
        }
    }
}
