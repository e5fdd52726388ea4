import Contracts
import CustomFields
import OperationUndo
import RPCCore
import ServiceRuntime
import Store

/// Answers the methods of `danhba.contacts.v1.History`.
struct HistoryHandlers: ContactsV1.HistoryService {
    typealias Writer = WriteTransaction

    /// Changes read at once while looking for a time.
    private static let stepLimit = 100
    static let undo = OperationUndo([UndoableContact.self, UndoableTicket.self])

    let store: Store
    /// Told of what an undo makes searchable.
    let searchIndexer: SearchIndexer

    func listContactChanges(
        _ request: ContactsV1.ListContactChangesRequest, _ reader: ReadTransaction, _ context: CallContext
    ) throws -> ContactsV1.ListContactChangesResponse {
        let view = try reader.view(for: context)
        try reader.checkSeen(request.contactID, view)
        let page = try PageRequest(
            size: request.pageSize, token: request.pageToken, list: "contact changes", filter: "\(request.contactID)")
        var changes = try reader.changes(
            ofRecord: request.contactID, entity: "contact", before: page.after?.first ?? .max,
            limit: Int(page.readLimit))
        let token = page.cut(&changes) {
            [$0.sequence]
        } byteCount: {
            ($0.before?.count ?? 0) + ($0.after?.count ?? 0)
        }
        let retired = Set(try reader.retiredFieldKeys().map(FieldCatalogue.path))
        return ContactsV1.ListContactChangesResponse(
            changes: try changes.map { try ContactsV1.ContactChange($0, hiding: retired, view) }, nextPageToken: token)
    }

    func getContactAsOf(
        _ request: ContactsV1.GetContactAsOfRequest, _ reader: ReadTransaction, _ context: CallContext
    ) throws -> ContactsV1.GetContactAsOfResponse {
        var view = try reader.view(for: context)
        try reader.checkSeen(request.contactID, view)
        let image = try image(ofContact: request.contactID, at: request.atMs, reader)
        guard let contact = try ContactsV1.Contact(image: image), contact.deletedAtMs == 0 else {
            throw RPCError.notFound("contact", id: request.contactID)
        }
        return ContactsV1.GetContactAsOfResponse(contact: try view.masked(contact, reader))
    }

    /// The contact as the newest change up to a time left it, else as the first change after it found it; nil when it
    /// did not exist.
    private func image(ofContact id: Int64, at time: Int64, _ reader: ReadTransaction) throws -> [UInt8]? {
        var bound = Int64.max
        var oldest: Change?
        while true {
            let changes = try reader.changes(ofRecord: id, entity: "contact", before: bound, limit: Self.stepLimit)
            for change in changes {
                if change.at <= time { return change.after }
                oldest = change
            }
            guard changes.count == Self.stepLimit, let last = changes.last else { break }
            bound = last.sequence
        }
        if let oldest { return oldest.before }
        throw RPCError(
            .outOfRange, nil, "What is kept of the contact's changes does not reach back to that time.", field: "at_ms",
            ids: [id])
    }

    func undoOperation(
        _ request: RPCV1.UndoOperationRequest, _ context: CallContext
    ) async throws -> RPCV1.UndoOperationResponse {
        try await Self.undo.run(request, in: context.workspace, of: store, origin: WriteOrigin(context)) {
            searchIndexer.workspaceChanged(context.workspace)
        }
    }
}

extension ReadTransaction {
    /// Throws `notFound` for a contact, live or deleted, that the caller does not see as it is now.
    fileprivate func checkSeen(_ id: Int64, _ view: ContactView) throws {
        guard let contact = try contact(id) ?? deletedContact(id), view.includes(contact) else {
            throw RPCError.notFound("contact", id: id)
        }
    }
}

extension ContactsV1.ContactChange {
    /// `hidden` are the names of fields that are not shown.
    fileprivate init(_ change: Change, hiding hidden: Set<String>, _ view: ContactView) throws {
        self.init(
            sequence: change.sequence, operationID: change.operationID,
            kind: RPCV1.Change.Kind(rawValue: Int32(change.kind.rawValue)) ?? .unspecified, actor: change.actor,
            atMs: change.at, version: change.version)
        fields = try view.fieldChanges(of: change, hiding: hidden)
    }
}

extension ContactView {
    /// What a change of a contact did to each field, but for the `hidden` ones.
    func fieldChanges(of change: Change, hiding hidden: Set<String>) throws -> [ContactsV1.FieldChange] {
        try UndoableContact.fieldChanges(of: change, hiding: hidden) { values(of: $0, in: $1) }
    }
}

extension ContactView {
    fileprivate func values(of field: ContactRecordField, in contact: ContactsV1.Contact) -> [String] {
        field == .builtIn(.phones) ? phones(of: contact).map(\.text) : contact.values(of: field)
    }
}
