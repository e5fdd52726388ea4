import Contracts
import RPCCore

/// A customer list that the contacts of an import become members of, in the order of its rows.
struct CustomerListSink: Sendable {
    /// Contacts in one call, as campaigns allows.
    private static let callLimit = 1_000

    let listID: Int64
    let peers: ImportPeers
    let caller: PatientCaller

    /// Adds the contacts of rows that are written; a contact that is a member already stays where it is, so that rows may
    /// be added again after a crash.
    ///
    /// Returns the results, those of contacts that could not be added with a note. Throws `FileFault` when campaigns
    /// refuses.
    func add(_ results: [ContactsV1.BulkRowResult]) async throws -> [ContactsV1.BulkRowResult] {
        var seen: Set<Int64> = []
        let ids = results.map(\.contactID).filter { $0 != 0 && seen.insert($0).inserted }
        var invalid: Set<Int64> = []
        for start in stride(from: 0, to: ids.count, by: Self.callLimit) {
            let request = CampaignsV1.AddListMembersRequest(
                listID: listID, contactIDs: Array(ids[start...].prefix(Self.callLimit)))
            let response = try await refusalAsFault {
                // The rows are written already, so the call is never given up.
                try await caller.persistent.call("campaigns", hasEffect: true) { options in
                    try await peers.campaigns.addListMembers(request, options: options)
                }
            }
            invalid.formUnion(response.invalidIDs)
        }
        if invalid.isEmpty { return results }
        return results.map { result in
            var result = result
            if invalid.contains(result.contactID) {
                result.notes.append(
                    ContactsV1.RowNote(number: ResultCode.memberNotAdded.rawValue, ids: [result.contactID]))
            }
            return result
        }
    }
}
