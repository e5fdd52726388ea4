import BulkWriting
import Contracts
import PhoneNumbers
import RPCCore
import Store

/// What a chunk is decided by beside the contacts themselves.
struct BulkTerms: Sendable {
    var options: BulkOptions
    var references: BulkReferences
    /// Ids from this one on are of contacts that a plan made up; 0: there is no plan and nothing to compare with one.
    var firstPlannedID: Int64 = 0
    /// Ids from this one on are of companies that did not exist when the plan began; 0: every id counts.
    var firstPlannedCompanyID: Int64 = 0
    /// Companies that earlier chunks of a plan would have had created.
    var plannedCompanies: [String] = []
}

extension ReadTransaction {
    /// The terms of a chunk as they are now; the options of a request are checked.
    func bulkTerms(_ request: ContactsV1.BulkWriteContactsRequest, _ chunk: BulkChunk) throws -> BulkTerms {
        let options = try BulkOptions(
            request.options ?? ContactsV1.BulkWriteOptions(), fields: chunk.fields, supervisor: supervisor(ofGroup:))
        return BulkTerms(
            options: options, references: try bulkReferences(of: chunk),
            firstPlannedID: request.expected?.firstPlannedID ?? 0,
            firstPlannedCompanyID: request.firstPlannedCompanyID)
    }

    private func bulkReferences(of chunk: BulkChunk) throws -> BulkReferences {
        let agents = try agentActivity()
        guard try hasDeletedCompanies() else { return BulkReferences(agents: agents, deletedCompanies: []) }
        let companies = Set(chunk.drafts.lazy.map(\.values.companyID))
        return BulkReferences(agents: agents, deletedCompanies: Set(try companies.filter(isDeletedCompany)))
    }

    /// Finds the contacts that the keys of a chunk belong to; by custom values `depth` contacts more than a row needs.
    func findMatches(
        of chunk: BulkChunk, _ options: BulkOptions, storedCount: Int64, depth: Int
    ) throws -> BulkMatches {
        var phones = chunk.phones
        var emails = chunk.emails
        phones.matchLimit = options.match.listLimit
        emails.matchLimit = options.match.listLimit
        if options.matchesByPhone { try findMatches(of: &phones, storedCount: storedCount) }
        if options.matchesByEmail { try findMatches(of: &emails) }
        let custom = try findMatches(of: chunk.drafts, chunk.fields, options, limit: depth + options.match.listLimit)
        return BulkMatches(phones: phones, emails: emails, custom: custom)
    }
}

/// The contacts behind the keys of a chunk.
struct BulkMatches: Sendable {
    var phones: KeyTable<PhoneNumber>
    var emails: KeyTable<EmailKey>
    var custom: CustomMatches

    /// Those that are looked into, ascending, each once.
    func targets(_ chunk: BulkChunk, _ options: BulkOptions, depth: Int) -> [Int64] {
        var ids: [Int64] = []
        for draft in chunk.drafts where draft.contactID != 0 { ids.append(draft.contactID) }
        if options.match.isWide {
            // Of a key with more no row makes use.
            for match in phones.matches where match.count <= MatchRule.matchLimit { ids += match.ids }
            for match in emails.matches where match.count <= MatchRule.matchLimit { ids += match.ids }
            ids += custom.allTargets(ofFields: options.matchingFields)
        } else {
            // A row's target is the oldest behind one of its keys; rows before it can only put themselves or another
            // row's target there.
            for match in phones.matches where !match.isEmpty { ids.append(match.oldest) }
            for match in emails.matches where !match.isEmpty { ids.append(match.oldest) }
            ids += custom.targets(ofFields: options.matchingFields, depth: depth)
        }
        return ids.sortedOnce()
    }

    /// Every contact that they name, ascending, each once: also those of which only the id is told.
    func all(_ chunk: BulkChunk) -> [Int64] {
        var ids = custom.all
        for draft in chunk.drafts where draft.contactID != 0 { ids.append(draft.contactID) }
        for match in phones.matches { ids += match.ids }
        for match in emails.matches { ids += match.ids }
        return ids.sortedOnce()
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
