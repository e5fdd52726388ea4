import Contracts
import PhoneNumbers
import RPCCore
import ServiceRuntime
import Store

extension ContactsHandlers {
    /// Rows in one chunk.
    static let rowLimit = 20_000
    /// Characters of a job's id.
    static let jobIDLimit = 64

    func bulkWriteContacts(
        _ request: ContactsV1.BulkWriteContactsRequest, _ writer: WriteTransaction, _ context: CallContext
    ) throws -> ContactsV1.BulkWriteContactsResponse {
        try Self.check(request)
        let knownJob = try writer.bulkJob(request.jobID)
        if let job = knownJob, let answer = try writer.bulkAnswer(job: job, chunk: request.chunk) { return answer }
        let options = try BulkOptions(
            request.options ?? ContactsV1.BulkWriteOptions(), supervisor: writer.supervisor(ofGroup:))
        let job = try knownJob ?? writer.nextBulkJob()
        writer.operationID = request.jobID
        var drafts = try writer.drafts(request.rows)
        var merge = try writer.bulkMerge(&drafts, options: options, job: job)
        var results: [ContactsV1.BulkRowResult] = []
        results.reserveCapacity(drafts.count)
        for index in drafts.indices { results.append(try merge.apply(&drafts[index])) }
        let missing = merge.missingCompanies
        guard missing.isEmpty else { return ContactsV1.BulkWriteContactsResponse(missingCompanies: missing) }
        if knownJob == nil { try writer.createBulkJob(job, name: request.jobID) }
        try writer.write(merge)
        let response = ContactsV1.BulkWriteContactsResponse(results: results)
        try writer.storeBulkAnswer(response, job: job, chunk: request.chunk)
        searchIndexer.workspaceChanged(context.workspace)
        return response
    }

    private static func check(_ request: ContactsV1.BulkWriteContactsRequest) throws {
        guard request.rows.count <= rowLimit else {
            throw RPCError(
                .resourceExhausted, nil, "A chunk has at most \(rowLimit) rows; this one has \(request.rows.count).",
                field: "rows")
        }
        var rules = FieldRules()
        checkJobID(request.jobID, &rules)
        rules.number(request.chunk, field: "chunk", in: 0...Int64.max)
        if zip(request.rows, request.rows.dropFirst()).contains(where: { $0.row >= $1.row }) {
            rules.refuse("rows", nil, "The row numbers must ascend.")
        }
        try rules.check()
    }

    private static func checkJobID(_ id: String, _ rules: inout FieldRules) {
        if id.isEmpty { rules.refuse("job_id", .requiredMissing, "A value is required here.") }
        if id.unicodeScalars.count > jobIDLimit {
            rules.refuse("job_id", .textTooLong, "A job's id has at most \(jobIDLimit) characters.")
        }
    }

    func finishBulkWrite(
        _ request: ContactsV1.FinishBulkWriteRequest, _ writer: WriteTransaction, _ context: CallContext
    ) throws -> ContactsV1.FinishBulkWriteResponse {
        var rules = FieldRules()
        Self.checkJobID(request.jobID, &rules)
        try rules.check()
        if let job = try writer.bulkJob(request.jobID) { try writer.removeBulkAnswers(job: job) }
        return ContactsV1.FinishBulkWriteResponse()
    }
}

extension WriteTransaction {
    /// The rows, each checked on its own.
    fileprivate func drafts(_ rows: [ContactsV1.BulkRow]) throws -> [BulkDraft] {
        let activity = try agentActivity()
        let deletedCompanies = try deletedCompanies(among: rows.lazy.map(\.companyID))
        return rows.map { row in
            BulkDraft(row, isActive: { activity[$0] }, isDeletedCompany: deletedCompanies.contains)
        }
    }

    private func deletedCompanies(among ids: some Sequence<Int64>) throws -> Set<Int64> {
        guard try hasDeletedCompanies() else { return [] }
        return Set(try Set(ids).filter(isDeletedCompany))
    }

    /// Everything that the rows may match, in memory.
    fileprivate func bulkMerge(_ drafts: inout [BulkDraft], options: BulkOptions, job: Int64) throws -> BulkMerge {
        var (phones, emails) = Self.keys(of: &drafts)
        let next = try nextContact()
        if options.matchesByPhone { try findMatches(of: &phones, storedCount: next.id) }
        if options.matchesByEmail { try findMatches(of: &emails) }
        // A row's target is the oldest behind one of its keys; rows before it can only put themselves or another
        // row's target there.
        var ids: [Int64] = []
        for index in drafts.indices where drafts[index].contactID != 0 { ids.append(drafts[index].contactID) }
        for match in phones.matches where !match.isEmpty { ids.append(match.oldest) }
        for match in emails.matches where !match.isEmpty { ids.append(match.oldest) }
        return BulkMerge(
            options: options, actor: actor, createdAt: next.createdAt, updatedAt: now,
            contacts: BulkWorkingSet(
                loaded: try storedMessages(ids.sortedOnce()), firstNewID: next.id, job: job, rowCount: drafts.count),
            phones: phones, emails: emails)
    }

    /// The keys of all rows that may be written; each draft learns where its own are.
    private static func keys(of drafts: inout [BulkDraft]) -> (KeyTable<PhoneNumber>, KeyTable<EmailKey>) {
        var phones: [PhoneNumber] = []
        var emails: [EmailKey] = []
        phones.reserveCapacity(drafts.count)
        emails.reserveCapacity(drafts.count)
        for index in drafts.indices where drafts[index].problems.isEmpty {
            let (firstPhone, firstEmail) = (phones.count, emails.count)
            for phone in drafts[index].values.phones { phones.append(phone.key) }
            for email in drafts[index].values.emails { emails.append(EmailKey(email)) }
            drafts[index].phones = firstPhone..<phones.count
            drafts[index].emails = firstEmail..<emails.count
        }
        return (KeyTable(phones), KeyTable(emails))
    }
}

extension [Int64] {
    /// Ascending, each number once.
    fileprivate func sortedOnce() -> [Int64] {
        var once: [Int64] = []
        for number in sorted() where once.last != number { once.append(number) }
        return once
    }
}
