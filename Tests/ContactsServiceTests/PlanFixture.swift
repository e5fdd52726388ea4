import BulkWriting
import Contracts
import RPCCore
import Store
import Testing

@testable import ContactsService

/// What a plan said of rows.
struct PlannedRows {
    var results: [ContactsV1.BulkRowResult] = []
    var digests: [Int64: UInt64] = [:]
    var firstID: Int64 = 0

    func expectation(
        of rows: [ContactsV1.BulkRow], _ drift: ContactsV1.PlanDrift = .strict
    ) -> ContactsV1.BulkExpectation {
        .init(digests: rows.map { digests[$0.row] ?? 0 }, firstPlannedID: firstID, drift: drift)
    }
}

extension ContactsFixture {
    /// Plans the rows of a case in chunks of other sizes than they are written in; nothing in the workspace changes.
    func plan(_ cases: ImportCase, _ workspace: String) async throws -> PlannedRows {
        let newest = try await store.changeRange(workspace).newest
        let planned = try await plan(
            cases.rows, options: cases.options, workspace: workspace, chunk: { cases.nextChunk($0 + 1_000) })
        #expect(try await store.changeRange(workspace).newest == newest)
        try await plans.remove(workspace: workspace, job: "import")
        return planned
    }

    func plan(
        _ rows: [ContactsV1.BulkRow], options: ContactsV1.BulkWriteOptions, workspace: String = "main",
        job: String = "import", chunk: (Int64) -> (size: Int, isRepeated: Bool) = { _ in (.max, false) }
    ) async throws -> PlannedRows {
        let client = client(workspace: workspace)
        var planned = PlannedRows()
        var rest = rows[...]
        var number: Int64 = 0
        while !rest.isEmpty {
            let (size, isRepeated) = chunk(number)
            let request = ContactsV1.BulkWriteContactsRequest(
                jobID: job, chunk: number, options: options, rows: Array(rest.prefix(size)), plan: true)
            let response = try await client.bulkWriteContacts(request)
            if isRepeated { #expect(try await client.bulkWriteContacts(request) == response) }
            planned.results += response.results
            for (row, digest) in zip(request.rows, response.digests) { planned.digests[row.row] = digest }
            planned.firstID = response.firstPlannedID
            rest = rest.dropFirst(size)
            number += 1
        }
        return planned
    }
}
