import Contracts
import RPCCore
import ServiceRuntime
import Store
import TestSupport
import Testing

@testable import ContactsService

@Suite("Saved filters")
struct SavedFilterTests {
    @Test("are kept, changed and deleted, each step in the change log")
    func keepsFilters() async throws {
        try await ContactsFixture.with { fixture in
            let client = fixture.savedFilters
            let request = ContactsV1.CreateSavedFilterRequest(
                name: " Khách VIP ", filter: .init(ratings: [5]), requestID: "r")
            let created = try await client.createSavedFilter(request).savedFilter.required()
            #expect(created.name == "Khách VIP" && created.owner == "tester" && created.version == 1)
            #expect(try await client.createSavedFilter(request).savedFilter == created)
            fixture.clock.advance(by: 5)
            let updated = try await client.updateSavedFilter(
                .init(id: created.id, expectedVersion: 1, updateMask: ["filter", "shared"], shared: true)
            ).savedFilter.required()
            #expect(updated.version == 2 && updated.shared && updated.filter == .init())
            #expect(updated.updatedAtMs == created.updatedAtMs + 5)
            let same = try await client.updateSavedFilter(.init(id: created.id, updateMask: ["shared"], shared: true))
            #expect(same.savedFilter == updated)
            let stale = await rpcError {
                try await client.updateSavedFilter(.init(id: created.id, expectedVersion: 1, updateMask: ["shared"]))
            }
            #expect(stale?.code == .aborted)
            #expect(try await client.getSavedFilter(.init(id: created.id)).savedFilter == updated)
            _ = try await client.deleteSavedFilter(.init(id: created.id, expectedVersion: 2))
            #expect(await rpcError { try await client.getSavedFilter(.init(id: created.id)) }?.code == .notFound)
            let changes = try await fixture.changes().filter { $0.entity == "saved_filter" }
            #expect(changes.map(\.kind) == [.create, .update, .delete] && changes.map(\.version) == [1, 2, 3])
            let next = try await client.createSavedFilter(.init(name: "Khách VIP")).savedFilter.required()
            #expect(next.id > created.id)
        }
    }

    @Test("have names that are unique for their owner, whatever the case")
    func refusesTakenNames() async throws {
        try await ContactsFixture.with { fixture in
            let client = fixture.savedFilters
            let first = try await client.createSavedFilter(.init(name: "Đơn hàng")).savedFilter.required()
            let second = try await client.createSavedFilter(.init(name: "B")).savedFilter.required()
            let taken = await rpcError { try await client.createSavedFilter(.init(name: "đơn  HÀNG")) }
            #expect(taken?.code == .alreadyExists)
            #expect(try taken?.infos.map(\.ids) == [[first.id]])
            let renamed = await rpcError {
                try await client.updateSavedFilter(.init(id: second.id, updateMask: ["name"], name: "ĐƠN HÀNG"))
            }
            #expect(renamed?.code == .alreadyExists)
            let other = ContactsV1.SavedFiltersClient(fixture.connection(Metadata(caller: "other")))
            #expect(try await other.createSavedFilter(.init(name: "Đơn hàng")).savedFilter?.owner == "other")
            let own = try await client.updateSavedFilter(.init(id: first.id, updateMask: ["name"], name: "ĐƠN HÀNG"))
            #expect(own.savedFilter?.name == "ĐƠN HÀNG")
        }
    }

    @Test("are seen by their owner, and by others only when shared")
    func hidesPersonalFilters() async throws {
        try await ContactsFixture.with { fixture in
            try await fixture.create(.init(name: "An", rating: 5))
            let mine = fixture.savedFilters
            let otherConnection = fixture.connection(Metadata(caller: "other"))
            let others = ContactsV1.SavedFiltersClient(otherConnection)
            let personal = try await mine.createSavedFilter(.init(name: "P", filter: .init(ratings: [5]))).savedFilter
                .required()
            let shared = try await mine.createSavedFilter(
                .init(name: "S", shared: true, filter: .init(ratings: [5]))
            ).savedFilter.required()
            let theirs = try await others.createSavedFilter(.init(name: "O")).savedFilter.required()
            #expect(try await mine.listSavedFilters(.init()).savedFilters.map(\.id) == [shared.id, personal.id])
            #expect(try await others.listSavedFilters(.init()).savedFilters.map(\.id) == [theirs.id, shared.id])
            let page = try await others.listSavedFilters(.init(pageSize: 1))
            #expect(
                try await others.listSavedFilters(.init(pageSize: 1, pageToken: page.nextPageToken)).savedFilters
                    == [shared])
            let list = ContactsV1.ContactsClient(otherConnection)
            for id in [personal.id, 99] {
                let calls: [() async throws -> Void] = [
                    { _ = try await others.getSavedFilter(.init(id: id)) },
                    { _ = try await others.updateSavedFilter(.init(id: id, updateMask: ["shared"])) },
                    { _ = try await others.deleteSavedFilter(.init(id: id)) },
                    { _ = try await list.listContacts(.init(filter: .init(savedFilterID: id))) },
                    { _ = try await others.evaluateFilter(.init(filter: .init(savedFilterID: id))) },
                ]
                for call in calls { #expect(await rpcError(call)?.code == .notFound) }
            }
            #expect(
                await rpcError { try await others.deleteSavedFilter(.init(id: shared.id)) }?.code == .permissionDenied)
            #expect(try await list.listContacts(.init(filter: .init(savedFilterID: shared.id))).contacts.count == 1)
        }
    }

    @Test("narrow the filter that refers to them, never each other, and may not be wrong")
    func combines() async throws {
        try await ContactsFixture.with { fixture in
            for number in 0..<8 {
                try await fixture.create(.init(name: number < 4 ? "An" : "Bình", rating: Int32(number % 2)))
            }
            let field = try await fixture.field("age", .integer)
            let client = fixture.savedFilters
            let saved = try await client.createSavedFilter(.init(name: "S", filter: .init(text: "an"))).savedFilter
                .required()
            #expect(
                try await fixture.list(.init(ratings: [1], savedFilterID: saved.id), pageSize: 1).map(\.id) == [4, 2])
            #expect(try await fixture.list(.init(text: "b", savedFilterID: saved.id)).isEmpty)
            let nested = await rpcError {
                try await client.createSavedFilter(
                    .init(name: "", filter: .init(ratings: [9], savedFilterID: saved.id)))
            }
            #expect(nested?.code == .invalidArgument)
            #expect(try nested?.infos.map(\.field) == ["name", "filter.saved_filter_id", "filter.ratings"])
            let custom = ContactsV1.ContactFilter(custom: [.init(key: "age", from: "1")])
            let later = try await client.createSavedFilter(.init(name: "L", filter: custom)).savedFilter.required()
            _ = try await fixture.client.retireField(.init(id: field.id))
            let error = await rpcError { try await fixture.list(.init(savedFilterID: later.id)) }
            #expect(error?.code == .invalidArgument)
            #expect(try error?.infos.map(\.field) == ["saved_filter.custom[0].key"])
        }
    }

    @Test("are evaluated to ascending ids, in answers of any size")
    func evaluates() async throws {
        try await ContactsFixture.with { fixture in
            for number in 0..<9 { try await fixture.create(.init(name: "A", rating: Int32(number % 2))) }
            var ids: [Int64] = []
            var request = ContactsV1.EvaluateFilterRequest(filter: .init(ratings: [0]), limit: 2)
            var answerCount = 0
            while true {
                let answer = try await fixture.savedFilters.evaluateFilter(request)
                answerCount += 1
                ids += try IDDeltas.ids(answer.idDeltas, after: request.afterID).required()
                guard answer.hasMore, let last = ids.last else { break }
                request.afterID = last
            }
            #expect(ids == [1, 3, 5, 7, 9] && answerCount == 3)
            for bad in [ContactsV1.EvaluateFilterRequest(limit: -1), .init(limit: 100_001), .init(afterID: -1)] {
                #expect(await rpcError { try await fixture.savedFilters.evaluateFilter(bad) }?.code == .invalidArgument)
            }
        }
    }
}
