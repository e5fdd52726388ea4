import BulkWriting
import Contracts
import CustomFields
import OperationUndo
import RPCCore
import Store

/// Answers the methods of `danhba.contacts.v1.Explanations`.
struct ExplanationsHandlers: ContactsV1.ExplanationsService {
    typealias Reader = ReadTransaction
    typealias Writer = WriteTransaction

    let store: Store
    let plans: ImportPlans

    func explainBulkRow(
        _ request: ContactsV1.ExplainBulkRowRequest, _ context: CallContext
    ) async throws -> ContactsV1.ExplainBulkRowResponse {
        let workspace = context.workspace
        let fields = try await store.read(workspace) { reader in try reader.fieldCatalogue() }
        // Which agent gets a contact is no matter of keys.
        let options = try BulkOptions(
            request.options ?? ContactsV1.BulkWriteOptions(), fields: fields, supervisor: { $0 })
        let explanation = RowExplanation(
            request: request, options: options, fields: fields, caller: try context.identity(),
            chunk: BulkChunk([request.row ?? ContactsV1.BulkRow()], fields: fields))
        guard request.plan else { return try await store.read(workspace, explanation.read) }
        let name = plans.name(workspace: workspace, job: request.jobID)
        return try await plans.store.read(name) { plan in
            guard try plan.planState() != nil else { throw RPCError.planExpired }
            var response = try explanation.read(plan)
            response.nameCompanies(try plan.plannedCompanies())
            return response
        }
    }
}

/// One row that is to be explained.
private struct RowExplanation: Sendable {
    let request: ContactsV1.ExplainBulkRowRequest
    let options: BulkOptions
    let fields: FieldCatalogue
    let caller: CallerIdentity
    /// The row alone.
    let chunk: BulkChunk

    @Sendable func read(_ reader: ReadTransaction) throws -> ContactsV1.ExplainBulkRowResponse {
        guard let draft = chunk.drafts.first, let result = request.result else { return .init() }
        let view = ContactView(caller, managers: nil)
        let retired = Set(try reader.retiredFieldKeys().map(FieldCatalogue.path))
        var response = ContactsV1.ExplainBulkRowResponse()
        var changes: [Int64: Change] = [:]
        for record in result.changedRecords {
            guard let change = try reader.change(of: record, entity: "contact", operation: request.jobID) else {
                continue
            }
            changes[record.id] = change
            response.changes.append(
                .init(recordID: record.id, fields: try view.fieldChanges(of: change, hiding: retired)))
        }
        for id in result.namedRecords {
            let image =
                try changes[id].map { try ContactsV1.Contact(image: $0.before) }
                ?? (reader.contact(id) ?? reader.deletedContact(id))
            if let image { response.matches += sharedKeys(of: draft, image, view) }
        }
        return response
    }

    private func sharedKeys(
        of draft: BulkDraft, _ contact: ContactsV1.Contact, _ view: ContactView
    ) -> [ContactsV1.SharedKey] {
        if draft.contactID != 0 {
            guard draft.contactID == contact.id else { return [] }
            return [.init(contactID: contact.id, field: "contact_id", value: "\(contact.id)")]
        }
        var shared: [ContactsV1.SharedKey] = []
        if options.matchesByPhone {
            let phones = contact.phones.map(\.key)
            for (phone, shown) in zip(draft.values.phones, view.phones(of: draft.values))
            where phones.contains(phone.key) {
                shared.append(.init(contactID: contact.id, field: ContactField.phones.rawValue, value: shown.text))
            }
        }
        if options.matchesByEmail {
            for email in draft.values.emails where contact.emails.contains(email) {
                shared.append(.init(contactID: contact.id, field: ContactField.emails.rawValue, value: email))
            }
        }
        return shared
            + fields.sharedKeys(
                of: draft.values.custom, with: contact.custom, id: contact.id, matching: options.matchingFields)
    }
}

extension ContactsV1.ExplainBulkRowResponse {
    /// Puts the names of companies that a plan would have created in place of the numbers that it knows them by.
    fileprivate mutating func nameCompanies(_ names: [String]) {
        for (place, change) in changes.enumerated() {
            for index in change.fields.indices where change.fields[index].field == ContactField.companyID.rawValue {
                changes[place].fields[index].after = change.fields[index].after.map { text in
                    guard let id = Int(text), id < 0, -id <= names.count else { return text }
                    return names[-id - 1]
                }
            }
        }
    }
}
