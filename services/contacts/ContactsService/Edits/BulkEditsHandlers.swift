import Contracts
import CustomFields
import RPCCore
import ServiceRuntime
import Store

/// Answers the methods of `danhba.contacts.v1.BulkEdits`.
struct BulkEditsHandlers: ContactsV1.BulkEditsService {
    typealias Reader = ReadTransaction
    typealias Writer = WriteTransaction

    /// Contacts looked at, or changed, in one transaction: some ten milliseconds.
    private static let stepLimit = 500
    private static let previewLimit = 20
    /// What tells a contact from others is not the same in many.
    private static let identifying: Set<ContactField> = [.name, .phones, .emails]

    let store: Store
    /// Asked whether a company exists.
    let companies: CompaniesV1.CompaniesClient
    /// Makes conditions of filters.
    let filters: FilterResolver
    /// Told of what becomes searchable.
    let searchIndexer: SearchIndexer

    func editContacts(
        _ request: ContactsV1.EditContactsRequest, _ context: CallContext
    ) async throws -> ContactsV1.EditContactsResponse {
        let edit = try await checkedEdit(request, context)
        let company = await companies.check(edit.companyID)
        let selection = try await ContactSelection(
            request.selection, expectedCount: request.expectedCount, context, filters)
        var response = ContactsV1.EditContactsResponse(selectedCount: Int64(selection.ids.count))
        if request.dryRun {
            try company.get()
            let preview = try await preview(of: selection, context) { stored, reader in
                let edited = try edit.applied(to: stored, reader.fieldCatalogue(for: edit))
                return edited == stored ? nil : ContactsV1.ContactPreview(before: stored, after: edited)
            }
            (response.changedCount, response.previews) = (preview.count, preview.shown)
            return response
        }
        (response.changedCount, response.operationID) = try await change(selection, context) { stored, view, writer in
            try writer.apply(edit, to: stored, company: company, writer.fieldCatalogue(for: edit), view) != nil
        }
        return response
    }

    func deleteContacts(
        _ request: ContactsV1.DeleteContactsRequest, _ context: CallContext
    ) async throws -> ContactsV1.DeleteContactsResponse {
        let selection = try await ContactSelection(
            request.selection, expectedCount: request.expectedCount, context, filters)
        var response = ContactsV1.DeleteContactsResponse(selectedCount: Int64(selection.ids.count))
        if request.dryRun {
            let preview = try await preview(of: selection, context) { stored, _ in
                ContactsV1.ContactPreview(before: stored)
            }
            (response.deletedCount, response.previews) = (preview.count, preview.shown)
            return response
        }
        (response.deletedCount, response.operationID) = try await change(selection, context) { stored, _, writer in
            try writer.delete(stored)
            return true
        }
        return response
    }

    /// Everything that is wrong with the values, before any contact is looked at.
    private func checkedEdit(
        _ request: ContactsV1.EditContactsRequest, _ context: CallContext
    ) async throws -> ContactEdit {
        let edit = try ContactEdit(request.updateMask, request.fields)
        try await store.read(context.workspace) { reader in
            let catalogue = try reader.fieldCatalogue(for: edit)
            let unique = edit.mask.customKeys.filter(catalogue.isUnique).map(FieldCatalogue.path)
            let refused = edit.mask.fields.intersection(Self.identifying).map(\.rawValue) + unique
            var rules = FieldRules()
            for field in refused.sorted() {
                rules.refuse("update_mask", nil, "\(field) cannot be the same in many contacts.")
            }
            try rules.check()
            // A blank contact: the rules for values do not depend on what a contact holds.
            let probe = try edit.applied(to: ContactsV1.Contact(), catalogue)
            try reader.checkReferences(of: probe, fields: edit.mask.fields)
            if edit.mask.contains(.managerID) { try reader.view(for: context).checkMayGive(to: probe.managerID) }
        }
        return edit
    }

    /// How many contacts `body` names a change for, and the first of these as callers see them.
    private func preview(
        of selection: ContactSelection, _ context: CallContext,
        _ body: @escaping @Sendable (ContactsV1.Contact, ReadTransaction) throws -> ContactsV1.ContactPreview?
    ) async throws -> (count: Int64, shown: [ContactsV1.ContactPreview]) {
        var count: Int64 = 0
        var shown: [ContactsV1.ContactPreview] = []
        for ids in selection.ids.slices(of: Self.stepLimit) {
            try context.checkAlive()
            let missing = Self.previewLimit - shown.count
            let (stepCount, stepShown) = try await store.read(context.workspace) { reader in
                var view = try reader.view(for: context)
                let previews = try ids.compactMap { id in
                    try reader.contact(id).flatMap { view.includes($0) ? try body($0, reader) : nil }
                }
                return (previews.count, try previews.prefix(missing).map { try view.shown($0, reader) })
            }
            count += Int64(stepCount)
            shown += stepShown
        }
        return (count, shown)
    }

    /// Changes the contacts in steps of one operation; returns how many `body` changed.
    private func change(
        _ selection: ContactSelection, _ context: CallContext,
        _ body: @escaping @Sendable (StoredContact, ContactView, WriteTransaction) throws -> Bool
    ) async throws -> (count: Int64, operationID: String) {
        var count: Int64 = 0
        var origin = WriteOrigin(context)
        for ids in selection.ids.slices(of: Self.stepLimit) {
            try context.checkAlive()
            let (changed, operationID) = try await store.write(context.workspace, origin: origin) { writer in
                let view = try writer.view(for: context)
                let changed = try ids.filter { id in
                    guard let stored = try writer.storedContact(id), view.includes(stored.contact) else { return false }
                    return try body(stored, view, writer)
                }
                return (changed.count, writer.operationID)
            }
            searchIndexer.workspaceChanged(context.workspace)
            count += Int64(changed)
            origin.operationID = operationID
        }
        return (count, count > 0 ? origin.operationID ?? "" : "")
    }
}

extension Array where Element: Sendable {
    /// The elements in runs of at most `count`.
    fileprivate func slices(of count: Int) -> some Sequence<ArraySlice<Element>> {
        stride(from: 0, to: self.count, by: count).lazy.map { self[$0..<Swift.min($0 + count, self.count)] }
    }
}

extension ContactView {
    fileprivate mutating func shown(
        _ preview: ContactsV1.ContactPreview, _ reader: ReadTransaction
    ) throws -> ContactsV1.ContactPreview {
        ContactsV1.ContactPreview(
            before: try preview.before.map { try masked($0, reader) },
            after: try preview.after.map { try masked($0, reader) })
    }
}
