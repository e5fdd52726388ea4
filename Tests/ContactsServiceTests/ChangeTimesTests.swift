import Contracts
import Dispatch
import RPCCore
import Store
import TestSupport
import Testing

@testable import ContactsService

@Suite("Times of change in memory")
struct ChangeTimesTests {
    @Test("follow what is created, changed, deleted, restored and erased")
    func follow() async throws {
        try await ContactsFixture.with { fixture in
            let times = ChangeTimes()
            for number in 1...6 { try await fixture.create(name: "Khách \(number)") }
            #expect(try await known(times, fixture) == nil)
            #expect(try await known(times, fixture, isWorthMaking: true) == stored(fixture))
            fixture.clock.advance(by: 1_000)
            try await fixture.create(name: "Khách 7")
            _ = try await fixture.client.updateContact(
                .init(id: 2, updateMask: ["name"], fields: .init(name: "Khác")))
            for id in [Int64(3), 4, 5] { _ = try await fixture.client.deleteContact(.init(id: id)) }
            _ = try await fixture.client.restoreContact(.init(id: 4))
            _ = try await ContactsV1.ErasureClient(fixture.connection).eraseContact(.init(id: 5))
            let now = try await stored(fixture)
            #expect(now.count == 5)
            #expect(try await known(times, fixture) == now)
        }
    }

    @Test("are made anew where too much has changed since")
    func beginAnew() async throws {
        try await ContactsFixture.with { fixture in
            let times = ChangeTimes(changeLimit: 2)
            for number in 1...3 { try await fixture.create(name: "Khách \(number)") }
            _ = try await known(times, fixture, isWorthMaking: true)
            for number in 4...6 { try await fixture.create(name: "Khách \(number)") }
            #expect(try await known(times, fixture) == nil)
            #expect(try await known(times, fixture, isWorthMaking: true) == stored(fixture))
        }
    }

    @Test("are those of a transaction's own moment, or none")
    func ownMoment() async throws {
        try await ContactsFixture.with { fixture in
            let times = ChangeTimes()
            try await fixture.create(name: "Khách 1")
            let (begun, goesOn) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
            async let earlier = fixture.store.read("main") { reader in
                let newest = try reader.newestContactID()
                begun.signal()
                goesOn.wait()
                return (newest, try times.times(reader, isWorthMaking: true)?.count)
            }
            await withCheckedContinuation { continuation in
                DispatchQueue.global().async {
                    begun.wait()
                    continuation.resume()
                }
            }
            try await fixture.create(name: "Khách 2")
            #expect(try await known(times, fixture, isWorthMaking: true) == stored(fixture))
            goesOn.signal()
            #expect(try await earlier == (1, nil))
            let inWrite = try await fixture.store.write("main") { writer in
                try times.times(writer, isWorthMaking: true)?.count
            }
            #expect(inWrite == nil)
        }
    }

    @Test("of the workspaces used last are kept, and of none that is too large")
    func bounded() async throws {
        try await ContactsFixture.with { fixture in
            let times = ChangeTimes(idLimit: 5)
            for workspace in ["main", "second"] {
                let client = fixture.client(workspace: workspace)
                for number in 1...3 { _ = try await client.createContact(.init(fields: .init(name: "\(number)"))) }
            }
            #expect(try await known(times, fixture, isWorthMaking: true)?.count == 3)
            #expect(try await known(times, fixture, "second", isWorthMaking: true)?.count == 3)
            #expect(try await known(times, fixture) == nil)
            for number in 4...5 { try await fixture.create(name: "\(number)") }
            #expect(try await known(times, fixture, isWorthMaking: true) == nil)
        }
    }

    private func known(
        _ times: ChangeTimes, _ fixture: ContactsFixture, _ workspace: String = "main", isWorthMaking: Bool = false
    ) async throws -> [Int64: Int64]? {
        try await fixture.store.read(workspace) { reader in
            guard let times = try times.times(reader, isWorthMaking: isWorthMaking) else { return nil }
            let known = (1..<Int64(times.count)).compactMap { id in times[id].map { (id, $0) } }
            return Dictionary(uniqueKeysWithValues: known)
        }
    }

    /// What the table says.
    private func stored(_ fixture: ContactsFixture) async throws -> [Int64: Int64] {
        try await fixture.store.read("main") { reader in
            let rows = try reader.statement("SELECT contact_id, updated_at_ms FROM contact_updated")
            var times: [Int64: Int64] = [:]
            while try rows.step() { times[rows.int64(at: 0)] = rows.int64(at: 1) }
            return times
        }
    }
}
