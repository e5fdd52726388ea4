import Contracts
import RPCCore

/// A customer list that the contacts of an import become members of, in the order of its rows.
struct CustomerListSink: Sendable {
    /// Contacts in one call, as campaigns allows.
    private static let callLimit = 1_000

    let listID: Int64
    /// What the members are added by, and can be taken out again by.
    let operationID: String
    let peers: ImportPeers
    let caller: PatientCaller

    /// Adds the contacts of rows that are written; a contact that is a member already stays where it is, so that rows may
    /// be added again after a crash.
    ///
    /// Returns the results, with a note those of contacts that could not be added and those of members that the import did
    /// not add. Throws `FileFault` when campaigns
    /// refuses.
    func add(_ results: [ContactsV1.BulkRowResult]) async throws -> [ContactsV1.BulkRowResult] {
        var seen: Set<Int64> = []
        let ids = results.map(\.contactID).filter { $0 != 0 && seen.insert($0).inserted }
        var codes: [Int64: ResultCode] = [:]
        for start in stride(from: 0, to: ids.count, by: Self.callLimit) {
            let request = CampaignsV1.AddListMembersRequest(
                listID: listID, contactIDs: Array(ids[start...].prefix(Self.callLimit)), operationID: operationID)
            let response = try await refusalAsFault {
                // The rows are written already, so the call is never given up.
                try await caller.persistent.call("campaigns", hasEffect: true) { options in
                    try await peers.campaigns.addListMembers(request, options: options)
                }
            }
            for id in response.invalidIDs { codes[id] = .memberNotAdded }
            for id in response.skippedIDs { codes[id] = .alreadyMember }
        }
        if codes.isEmpty { return results }
        return results.map { result in
            guard let code = codes[result.contactID] else { return result }
            var result = result
            result.notes.append(ContactsV1.RowNote(number: code.rawValue, ids: [result.contactID]))
            return result
        }
    }
}
