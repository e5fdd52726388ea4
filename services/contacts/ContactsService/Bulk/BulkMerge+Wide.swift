import BulkWriting
import Contracts
import CustomFields

extension BulkMerge {
    /// The contacts that a row matches where each of its keys has to, or where it changes all of them.
    func wideMatch(_ draft: BulkDraft) throws -> Match {
        let lists = keyLists(of: draft)
        if lists.isEmpty || (options.match.needsAllKeys && lists.count < options.keyCount) { return .keyless }
        var matches = MatchList()
        if options.match.needsAllKeys {
            // Whatever the other keys are shared by, the contacts behind the rarest one are few.
            let candidates = lists.min { $0.count < $1.count } ?? MatchList()
            if candidates.count > MatchRule.matchLimit { return .tooMany([]) }
            for id in candidates.ids where try hasAllKeys(of: draft, id) {
                matches.insert(id, limit: options.match.listLimit)
            }
        } else {
            for list in lists { matches.formUnion(list, limit: options.match.listLimit) }
            if matches.count > MatchRule.matchLimit { return .tooMany(matches.told) }
        }
        return matches.isEmpty ? .none : .contacts(matches)
    }

    /// The contacts behind each key that the row has.
    private func keyLists(of draft: BulkDraft) -> [MatchList] {
        var lists: [MatchList] = []
        let limit = options.match.listLimit
        if options.matchesByPhone, !draft.phones.isEmpty {
            var list = MatchList()
            for index in draft.phones { list.formUnion(phones.matches(ofValue: index), limit: limit) }
            lists.append(list)
        }
        if options.matchesByEmail, !draft.emails.isEmpty {
            var list = MatchList()
            for index in draft.emails { list.formUnion(emails.matches(ofValue: index), limit: limit) }
            lists.append(list)
        }
        for entry in draft.customEntries where options.matchingFields.contains(entry.field) {
            var list = MatchList()
            for id in custom.allIDs(with: entry) { list.insert(id, limit: limit) }
            lists.append(list)
        }
        return lists
    }

    /// Whether a contact that is in memory has a value of each key.
    private func hasAllKeys(of draft: BulkDraft, _ id: Int64) throws -> Bool {
        guard let index = contacts.index(of: id) else { throw CustomMatches.TooShallow() }
        let contact = try contacts.contact(at: index)
        if options.matchesByPhone {
            guard draft.phones.contains(where: { contact.phones.contains(phones.key(ofValue: $0)) }) else {
                return false
            }
        }
        if options.matchesByEmail {
            guard draft.emails.contains(where: { contact.emails.contains(emails.key(ofValue: $0).address) }) else {
                return false
            }
        }
        if options.matchingFields.isEmpty { return true }
        let wanted = draft.customEntries.filter { options.matchingFields.contains($0.field) }
        return Set(wanted).isSubset(of: fields.entries(of: contact.custom))
    }
}
