import Contracts

/// What an import must do, one row after the other, over a plain list: slow, and obviously right.
///
/// Written from the import rules of the design and not from the service; it knows no chunks, no tables and no indexes.
struct ImportModel {
    struct Record: Equatable {
        var contact: ContactsV1.Contact
        var isDeleted = false
        /// The row of this import that created it; 0: it was there before.
        var row: Int64 = 0
    }

    var records: [Record] = []
    var agents: [Int64: Bool] = [:]
    var supervisor: Int64 = 0
    var now: Int64 = 0
    var actor = ""
    var mode: ContactsV1.WriteMode = .createAll
    var keys: [ContactsV1.DuplicateKey] = []
    var keyMatch = ContactsV1.KeyMatch.unspecified
    var target = ContactsV1.MatchTarget.unspecified
    var required: [String] = []
    /// Keys of custom fields.
    var customKeys: [String] = []
    var requiredCustom: [String] = []
    var uniqueCustom: [String] = []

    private let texts: [(field: String, path: WritableKeyPath<ContactsV1.Contact, String>)] = [
        ("name", \.name), ("position", \.position), ("address", \.address), ("city", \.city),
        ("postal_code", \.postalCode), ("description", \.description), ("facebook", \.facebook),
        ("utm_source", \.utmSource), ("utm_medium", \.utmMedium), ("utm_campaign", \.utmCampaign),
        ("utm_term", \.utmTerm), ("utm_content", \.utmContent),
    ]

    mutating func apply(_ row: ContactsV1.BulkRow) -> ContactsV1.BulkRowResult {
        if row.managerID != 0, agents[row.managerID] != true {
            let number: Int32 = agents[row.managerID] == nil ? 2040 : 2041
            return .init(outcome: .rejected, notes: [.init(number: number, field: "manager_id")])
        }
        let live = records.filter { !$0.isDeleted }.sorted { left, right in
            (left.contact.createdAtMs, left.contact.id) < (right.contact.createdAtMs, right.contact.id)
        }
        let phoneKey = keys.contains(.phone) || (keys.isEmpty && customKeys.isEmpty)
        let emailKey = keys.contains(.email)
        let custom = Dictionary(uniqueKeysWithValues: row.custom.map { ($0.key, $0.values) })
        let present =
            (phoneKey ? [!row.phones.isEmpty] : []) + (emailKey ? [!row.emails.isEmpty] : [])
            + customKeys.map { custom[$0] != nil }
        let hasKey = keyMatch == .all ? !present.contains(false) : present.contains(true)
        let matches = live.filter { record in
            if row.contactID != 0 { return record.contact.id == row.contactID }
            let samePhone = record.contact.phones.contains { phone in
                row.phones.contains { $0.number == phone.number && $0.extension == phone.extension }
            }
            let sameEmail = record.contact.emails.contains { row.emails.contains($0) }
            let sameCustom = customKeys.map { key in
                custom[key].map { Self.custom(key, of: record.contact) == $0 } ?? false
            }
            let same = (phoneKey ? [samePhone] : []) + (emailKey ? [sameEmail] : []) + sameCustom
            return hasKey && (keyMatch == .all ? !same.contains(false) : same.contains(true))
        }
        let updatesOnly = mode == .updateFill || mode == .updateOverwrite
        guard let target = matches.first else {
            if row.contactID == 0, !hasKey {
                if updatesOnly { return .init(outcome: .rejected, notes: [.init(number: 2070)]) }
                return create(row, [.init(number: 2071)])
            }
            if updatesOnly { return .init(outcome: .skipped, notes: [.init(number: 3003)]) }
            return create(row, row.contactID == 0 ? [] : [.init(number: 2072)])
        }
        let ids = matches.prefix(10).map(\.contact.id)
        switch mode {
        case .createAll: return create(row, [.init(number: 3007, ids: ids, firstRow: target.row)])
        case .createNew:
            let note = ContactsV1.RowNote(number: target.row == 0 ? 3001 : 3002, ids: ids, firstRow: target.row)
            return .init(outcome: .skipped, notes: [note])
        default:
            if matches.count == 1 { return update(target.contact.id, row, []) }
            switch self.target {
            case .all: return updateAll(matches.map(\.contact.id), row, Array(ids))
            case .sole: return .init(outcome: .skipped, notes: [.init(number: 3005, ids: Array(ids))])
            default: return update(target.contact.id, row, [.init(number: 3005, ids: Array(ids))])
            }
        }
    }

    /// One after the other; when one of them cannot be changed none is.
    private mutating func updateAll(
        _ ids: [Int64], _ row: ContactsV1.BulkRow, _ told: [Int64]
    ) -> ContactsV1.BulkRowResult {
        let before = records
        var results: [ContactsV1.BulkRowResult] = []
        for id in ids {
            results.append(update(id, row, []))
            guard results.last?.outcome != .rejected else {
                records = before
                return results.removeLast()
            }
        }
        let missing = requiredCustom.filter { key in
            results.contains { $0.notes.contains { $0.field == "custom.\(key)" } }
        }
        return .init(
            outcome: results.contains { $0.outcome == .updated } ? .updated : .unchanged, contactID: ids[0],
            notes: [.init(number: 3005, ids: told, count: Int64(ids.count))]
                + missing.map { .init(number: 2004, field: "custom.\($0)") }, version: results[0].version,
            changed: results.filter { $0.outcome == .updated }.map { .init(id: $0.contactID, version: $0.version) })
    }

    private mutating func create(
        _ row: ContactsV1.BulkRow, _ notes: [ContactsV1.RowNote]
    ) -> ContactsV1.BulkRowResult {
        var contact = Self.contact(row)
        if contact.managerID == 0 { contact.managerID = supervisor }
        if let refused = refusal(of: contact, requiring: requiredCustom, before: nil) { return refused }
        contact.id = (records.map(\.contact.id).max() ?? 0) + 1
        contact.version = 1
        contact.createdAtMs = now
        contact.updatedAtMs = now
        contact.createdBy = actor
        records.append(Record(contact: contact, row: row.row))
        return .init(outcome: .created, contactID: contact.id, notes: notes)
    }

    private mutating func update(
        _ id: Int64, _ row: ContactsV1.BulkRow, _ notes: [ContactsV1.RowNote]
    ) -> ContactsV1.BulkRowResult {
        guard let index = records.firstIndex(where: { $0.contact.id == id }) else { return .init() }
        let before = records[index].contact
        let fills = mode == .upsertFill || mode == .updateFill
        let values = Self.contact(row)
        var after = before
        for (_, path) in texts where !values[keyPath: path].isEmpty {
            if !fills || before[keyPath: path].isEmpty { after[keyPath: path] = values[keyPath: path] }
        }
        if values.rating != 0, !fills || before.rating == 0 { after.rating = values.rating }
        if values.companyID != 0, !fills || before.companyID == 0 { after.companyID = values.companyID }
        if values.managerID != 0, !fills || before.managerID == 0 { after.managerID = values.managerID }
        if after.managerID == 0 { after.managerID = supervisor }
        if fills {
            if before.phones.isEmpty { after.phones = values.phones }
            if before.emails.isEmpty { after.emails = values.emails }
        } else {
            let numbers = Set(before.phones.map(\.text))
            if !values.phones.allSatisfy({ numbers.contains($0.text) }) {
                let new = values.phones.map { phone in before.phones.first { $0.text == phone.text } ?? phone }
                after.phones = new + before.phones.filter { phone in !new.contains { $0.text == phone.text } }
            }
            if !values.emails.allSatisfy({ before.emails.contains($0) }) {
                after.emails = values.emails + before.emails.filter { !values.emails.contains($0) }
            }
        }
        for value in values.custom where !fills || Self.custom(value.key, of: before).isEmpty {
            after.custom.removeAll { $0.key == value.key }
            after.custom.append(value)
        }
        after.custom.sort { $0.key < $1.key }
        if let refused = refusal(of: after, requiring: [], before: before) { return refused }
        let missing = requiredCustom.filter { Self.custom($0, of: after).isEmpty }
        let notes = notes + missing.map { .init(number: 2004, field: "custom.\($0)") }
        if after == before { return .init(outcome: .unchanged, contactID: id, notes: notes, version: before.version) }
        after.version += 1
        after.updatedAtMs = now
        records[index].contact = after
        return .init(outcome: .updated, contactID: id, notes: notes, version: after.version)
    }

    private static func custom(_ key: String, of contact: ContactsV1.Contact) -> [String] {
        contact.custom.first { $0.key == key }?.values ?? []
    }

    /// `before` is the contact that changes; nil for a new one.
    private func refusal(
        of contact: ContactsV1.Contact, requiring keys: [String], before: ContactsV1.Contact?
    ) -> ContactsV1.BulkRowResult? {
        let wanted = required.filter { !$0.hasPrefix("custom.") }
        let blank = (["name"] + wanted.filter { $0 != "name" }).filter { field in
            switch field {
            case "phones": contact.phones.isEmpty
            case "emails": contact.emails.isEmpty
            case "rating": contact.rating == 0
            case "company_id": contact.companyID == 0
            case "manager_id": contact.managerID == 0
            default: texts.first { $0.field == field }.map { contact[keyPath: $0.path].isEmpty } ?? false
            }
        }
        var notes: [ContactsV1.RowNote] = blank.map { .init(number: 2001, field: $0) }
        if contact.phones.count > 20 { notes.append(.init(number: 2002, field: "phones")) }
        if contact.emails.count > 20 { notes.append(.init(number: 2002, field: "emails")) }
        notes += customNotes(contact, requiring: keys, before: before)
        return notes.isEmpty ? nil : .init(outcome: .rejected, notes: notes)
    }

    private func customNotes(
        _ contact: ContactsV1.Contact, requiring keys: [String], before: ContactsV1.Contact?
    ) -> [ContactsV1.RowNote] {
        let wanted = required.filter { $0.hasPrefix("custom.") }.map { String($0.dropFirst(7)) }
        var missing: [String] = []
        for key in keys + wanted where Self.custom(key, of: contact).isEmpty && !missing.contains(key) {
            missing.append(key)
        }
        let blank = missing.map { ContactsV1.RowNote(number: 2001, field: "custom.\($0)") }
        var taken: [ContactsV1.RowNote] = []
        for key in uniqueCustom.sorted() {
            let values = Self.custom(key, of: contact)
            let others = records.filter { record in
                !record.isDeleted && record.contact.id != before?.id && Self.custom(key, of: record.contact) == values
            }
            if values.isEmpty || contact.custom == before?.custom || others.isEmpty { continue }
            taken.append(.init(number: 2060, field: "custom.\(key)", ids: others.map(\.contact.id)))
        }
        return before == nil ? blank + taken : taken + blank
    }

    private static func contact(_ row: ContactsV1.BulkRow) -> ContactsV1.Contact {
        var contact = ContactsV1.Contact(
            name: row.name, position: row.position, companyID: row.companyID, managerID: row.managerID,
            rating: row.rating, address: row.address, city: row.city, postalCode: row.postalCode,
            description: row.description, facebook: row.facebook, utmSource: row.utmSource, utmMedium: row.utmMedium,
            utmCampaign: row.utmCampaign, utmTerm: row.utmTerm, utmContent: row.utmContent,
            custom: row.custom.sorted { $0.key < $1.key })
        for phone in row.phones {
            let text = "+\(phone.number)" + (phone.extension == 0 ? "" : " x\(phone.extension)")
            if contact.phones.contains(where: { $0.text == text }) { continue }
            contact.phones.append(
                .init(
                    number: phone.number, extension: phone.extension, text: text,
                    raw: phone.raw.isEmpty ? "\(phone.number)" : phone.raw, dialable: true))
        }
        for email in row.emails where !contact.emails.contains(email) { contact.emails.append(email) }
        return contact
    }
}
