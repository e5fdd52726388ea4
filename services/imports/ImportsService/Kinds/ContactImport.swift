import Contracts
import CustomFields
import RPCCore
import TextNormalization

/// Rows that become contacts, and then perhaps members of a customer list.
struct ContactImport: ImportKind {
    typealias Row = ContactRow
    typealias Cells = ContactCells
    typealias References = ContactReferences
    typealias Answer = ContactsV1.BulkRowResult

    /// A chunk is sent again with further companies so often; each time at least one name is new.
    private static let companyRounds = 100
    /// The limit of a job's chunks holds.
    static let rowLimit = Int.max

    static var profile: KindProfile { .contacts }

    private let peers: ImportPeers
    private let caller: PatientCaller
    private let resolver: ReferenceResolver
    private let operationID: String
    let options: ContactsV1.BulkWriteOptions
    private let rules: ContactReferences.Rules
    private let list: CustomerListSink?

    init(_ record: JobRecord, peers: ImportPeers, caller: PatientCaller) {
        self.peers = peers
        self.caller = caller
        resolver = ReferenceResolver(peers: peers, caller: caller)
        operationID = record.operationID
        let options = record.options
        self.options = ContactsV1.BulkWriteOptions(
            mode: options.mode, keys: options.keys, groupID: options.groupID,
            requiredFields: Self.profile.requiredFields(options), customKeys: options.customKeys,
            keyMatch: options.keyMatch, matchTarget: options.matchTarget)
        list =
            options.listID == 0
            ? nil
            : CustomerListSink(listID: options.listID, operationID: operationID, peers: peers, caller: caller)
        rules = ContactReferences.Rules(
            createsMissingCompanies: options.createMissingCompanies, dropsWrongFields: options.dropWrongFields)
    }

    func references(of cells: ContactCells) async throws -> ContactReferences {
        let found = try await resolver.resolve(managers: cells.managers.cells, companies: cells.companies.cells)
        return ContactReferences(cells: cells.companies.cells, found: found, rules: rules)
    }

    func refresh(_ chunk: inout ResolvedChunk<Self>) async {
        let missing = chunk.references.missingCompanies
        if !missing.isEmpty { _ = chunk.learn(await resolver.known(missing)) }
    }

    func write(
        _ chunk: inout ResolvedChunk<Self>, onRevision: (ResolvedChunk<Self>) async throws -> Void,
        onSettled: () -> Void
    ) async throws -> [ContactsV1.BulkRowResult] {
        var request = ContactsV1.BulkWriteContactsRequest(
            jobID: operationID, chunk: chunk.index, options: options, expected: chunk.expectation)
        request.rows = chunk.takeBulkRows()
        for _ in 0..<Self.companyRounds {
            let response = try await ask(request)
            let isWritten = !response.rowsWanted && response.missingCompanies.isEmpty
            if isWritten { return try await list?.add(response.results) ?? response.results }
            if !request.rows.isEmpty { chunk.putBack(exchange(&request.rows, with: [])) }
            request.companies = try await make(response.missingCompanies, for: &chunk, onRevision)
            if request.companies.isEmpty {
                request.expected = chunk.expectation
                request.rows = chunk.takeBulkRows()
            } else {
                onSettled()
            }
        }
        throw FileFault(.internal, "Companies that were made for the import are still missing.")
    }

    func plan(
        _ chunk: inout ResolvedChunk<Self>, id: String
    ) async throws -> PlannedChunk<ContactsV1.BulkRowResult> {
        var request = ContactsV1.BulkWriteContactsRequest(
            jobID: id, chunk: chunk.index, options: options, plan: true, expected: chunk.expectation)
        request.rows = chunk.takeBulkRows()
        let response = try await ask(request)
        return PlannedChunk(
            answers: response.results, digests: response.digests, firstPlannedID: response.firstPlannedID)
    }

    static func forgetPlan(_ id: String, peers: ImportPeers, options: CallOptions) async throws {
        _ = try await peers.contacts.finishBulkWrite(
            ContactsV1.FinishBulkWriteRequest(jobID: id, plan: true), options: options)
    }

    private func ask(
        _ request: ContactsV1.BulkWriteContactsRequest
    ) async throws -> ContactsV1.BulkWriteContactsResponse {
        try await refusalAsFault {
            try await caller.call("contacts", hasEffect: true) { options in
                try await peers.contacts.bulkWriteContacts(request, options: options)
            }
        }
    }

    /// Makes companies that rows of a chunk need.
    ///
    /// Returns them when the chunk goes on with the same rows, and nothing when it has to be sent again.
    private func make(
        _ names: [String], for chunk: inout ResolvedChunk<Self>,
        _ onRevision: (ResolvedChunk<Self>) async throws -> Void
    ) async throws -> [ContactsV1.BulkCompany] {
        guard !names.isEmpty else { return [] }
        let made = try await refusalAsFault { try await resolver.ensure(names, operationID: operationID) }
        if chunk.learn(made) {
            try await onRevision(chunk)
            return []
        }
        return names.compactMap { name in
            guard case .company(let id) = made[exactKey(name)] else { return nil }
            return ContactsV1.BulkCompany(name: name, id: id)
        }
    }

    static func finish(_ record: JobRecord, peers: ImportPeers, options: CallOptions) async throws {
        _ = try await peers.contacts.finishBulkWrite(
            ContactsV1.FinishBulkWriteRequest(jobID: record.operationID), options: options)
    }
}

extension ContactsV1.BulkRowResult: WrittenRow {
    var recordID: Int64 { contactID }
    var recordVersion: Int64 { outcome == .created ? 1 : version }
}

extension KindProfile {
    /// The owner's names of the fields that an import requires.
    func requiredFields(_ options: ImportsV1.ImportOptions) -> [String] {
        options.requiredFields.compactMap { ImportField(rawValue: $0.rawValue).flatMap(ownerName) }
            + options.requiredCustomFields.map(FieldCatalogue.path)
    }
}
