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
    private let firstPlannedCompanyID: Int64
    /// Whether rows may name companies.
    private let hasCompanies: Bool
    private let options: ContactsV1.BulkWriteOptions
    private let rules: ContactReferences.Rules
    private let list: CustomerListSink?

    init(_ record: JobRecord, peers: ImportPeers, caller: PatientCaller) {
        self.peers = peers
        self.caller = caller
        resolver = ReferenceResolver(peers: peers, caller: caller)
        operationID = record.operationID
        firstPlannedCompanyID = record.firstPlannedCompanyID
        let options = record.options
        self.options = ContactsV1.BulkWriteOptions(
            mode: options.mode, keys: options.keys, groupID: options.groupID,
            requiredFields: Self.profile.requiredFields(options), customKeys: options.customKeys,
            keyMatch: options.keyMatch, matchTarget: options.matchTarget)
        hasCompanies = options.mapping.contains { $0.field == .company }
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
            jobID: operationID, chunk: chunk.index, options: options, expected: chunk.expectation,
            firstPlannedCompanyID: firstPlannedCompanyID)
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
            jobID: id, chunk: chunk.index, options: options, plan: true, expected: chunk.expectation,
            firstPlannedCompanyID: firstPlannedCompanyID)
        request.rows = chunk.takeBulkRows()
        let response = try await ask(request)
        return PlannedChunk(
            answers: response.results, digests: response.digests, firstPlannedID: response.firstPlannedID)
    }

    static func forgetPlan(_ id: String, peers: ImportPeers, options: CallOptions) async throws {
        _ = try await peers.contacts.finishBulkWrite(
            ContactsV1.FinishBulkWriteRequest(jobID: id, plan: true), options: options)
    }

    func firstNewReference() async throws -> Int64 {
        guard hasCompanies else { return 0 }
        let request = CompaniesV1.ListCompaniesRequest(pageSize: 1)
        let newest = try await refusalAsFault {
            try await caller.call("companies", hasEffect: false) { options in
                try await peers.companies.listCompanies(request, options: options)
            }
        }
        return (newest.companies.first?.id ?? 0) + 1
    }

    func explain(_ row: ContactRow, _ result: RowResult, plan: String?) async throws -> RowExplanation {
        let answer = ContactsV1.BulkRowResult(
            outcome: result.ownerOutcome, contactID: result.recordID, notes: result.ownerNotes, version: result.version,
            changed: result.ownerChanged, moreChanged: result.moreChanged)
        let request = ContactsV1.ExplainBulkRowRequest(
            jobID: plan ?? operationID, plan: plan != nil, options: options, row: row.bulk, result: answer)
        let response = try await caller.call("contacts", hasEffect: false) { options in
            try await peers.explanations.explainBulkRow(request, options: options)
        }
        return RowExplanation(matches: response.matches, changes: response.changes)
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

extension KindProfile {
    /// The owner's names of the fields that an import requires.
    func requiredFields(_ options: ImportsV1.ImportOptions) -> [String] {
        options.requiredFields.compactMap { ImportField(rawValue: $0.rawValue).flatMap(ownerName) }
            + options.requiredCustomFields.map(FieldCatalogue.path)
    }
}
