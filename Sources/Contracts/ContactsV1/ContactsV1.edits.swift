// swift-format-ignore-file
// Generated from danhba/contacts/v1/edits.proto by dev/proto.sh. Do not edit.

internal import CMessages
public import RPCCore

extension ContactsV1 {
    /// Which contacts; exactly one of the two.
    public struct ContactSelection: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.ContactSelection"

        /// At most 10,000.
        public var ids: [Int64] = []
        /// An empty filter selects every contact.
        public var filter: ContactsV1.ContactFilter? = nil

        public init() {}

        public init(
            ids: [Int64] = [],
            filter: ContactsV1.ContactFilter? = nil
        ) {
            self.ids = ids
            self.filter = filter
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__contact_selection__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__ContactSelection>) throws {
            ids = Unpacking.array(c.pointee.n_ids, c.pointee.ids)
            filter = try c.pointee.filter.map { try ContactsV1.ContactFilter(c: $0) }
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__ContactSelection> {
            let c = arena.allocate(Danhba__Contacts__V1__ContactSelection.self)
            danhba__contacts__v1__contact_selection__init(c)
            (c.pointee.n_ids, c.pointee.ids) = arena.array(self.ids) { value, _ in value }
            c.pointee.filter = self.filter?.build(in: arena)
            return c
        }
    }

    /// `danhba.contacts.v1.EditContactsRequest`
    public struct EditContactsRequest: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.EditContactsRequest"

        public var selection: ContactsV1.ContactSelection? = nil
        /// Which fields are set, to blank values, too: names of ContactFields and `custom.KEY`. Not those by which a contact is
        /// told from others: name, phones, emails, and unique custom fields.
        public var updateMask: [String] = []
        public var fields: ContactsV1.ContactFields? = nil
        /// Count, show, and change nothing.
        public var dryRun: Bool = false
        /// When not 0: change nothing unless exactly so many contacts are selected, as a dry run has told.
        public var expectedCount: Int64 = 0

        public init() {}

        public init(
            selection: ContactsV1.ContactSelection? = nil,
            updateMask: [String] = [],
            fields: ContactsV1.ContactFields? = nil,
            dryRun: Bool = false,
            expectedCount: Int64 = 0
        ) {
            self.selection = selection
            self.updateMask = updateMask
            self.fields = fields
            self.dryRun = dryRun
            self.expectedCount = expectedCount
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__edit_contacts_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__EditContactsRequest>) throws {
            selection = try c.pointee.selection.map { try ContactsV1.ContactSelection(c: $0) }
            updateMask = try Unpacking.strings(c.pointee.n_update_mask, c.pointee.update_mask, "danhba.contacts.v1.EditContactsRequest.update_mask")
            fields = try c.pointee.fields.map { try ContactsV1.ContactFields(c: $0) }
            dryRun = c.pointee.dry_run != 0
            expectedCount = c.pointee.expected_count
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__EditContactsRequest> {
            let c = arena.allocate(Danhba__Contacts__V1__EditContactsRequest.self)
            danhba__contacts__v1__edit_contacts_request__init(c)
            c.pointee.selection = self.selection?.build(in: arena)
            (c.pointee.n_update_mask, c.pointee.update_mask) = arena.array(self.updateMask) { value, arena in arena.presentString(value) }
            c.pointee.fields = self.fields?.build(in: arena)
            c.pointee.dry_run = self.dryRun ? 1 : 0
            c.pointee.expected_count = self.expectedCount
            return c
        }
    }

    /// A contact before and after a change.
    public struct ContactPreview: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.ContactPreview"

        public var before: ContactsV1.Contact? = nil
        /// Absent where it would be deleted.
        public var after: ContactsV1.Contact? = nil

        public init() {}

        public init(
            before: ContactsV1.Contact? = nil,
            after: ContactsV1.Contact? = nil
        ) {
            self.before = before
            self.after = after
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__contact_preview__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__ContactPreview>) throws {
            before = try c.pointee.before.map { try ContactsV1.Contact(c: $0) }
            after = try c.pointee.after.map { try ContactsV1.Contact(c: $0) }
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__ContactPreview> {
            let c = arena.allocate(Danhba__Contacts__V1__ContactPreview.self)
            danhba__contacts__v1__contact_preview__init(c)
            c.pointee.before = self.before?.build(in: arena)
            c.pointee.after = self.after?.build(in: arena)
            return c
        }
    }

    /// `danhba.contacts.v1.EditContactsResponse`
    public struct EditContactsResponse: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.EditContactsResponse"

        public var selectedCount: Int64 = 0
        /// How many were, or would be, changed; the others have the values already.
        public var changedCount: Int64 = 0
        /// Empty when nothing was changed.
        public var operationID: String = ""
        /// Of a dry run: the newest 20 contacts that would be changed.
        public var previews: [ContactsV1.ContactPreview] = []

        public init() {}

        public init(
            selectedCount: Int64 = 0,
            changedCount: Int64 = 0,
            operationID: String = "",
            previews: [ContactsV1.ContactPreview] = []
        ) {
            self.selectedCount = selectedCount
            self.changedCount = changedCount
            self.operationID = operationID
            self.previews = previews
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__edit_contacts_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__EditContactsResponse>) throws {
            selectedCount = c.pointee.selected_count
            changedCount = c.pointee.changed_count
            operationID = try Unpacking.string(c.pointee.operation_id, "danhba.contacts.v1.EditContactsResponse.operation_id")
            previews = try Unpacking.messages(c.pointee.n_previews, c.pointee.previews) { try ContactsV1.ContactPreview(c: $0) }
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__EditContactsResponse> {
            let c = arena.allocate(Danhba__Contacts__V1__EditContactsResponse.self)
            danhba__contacts__v1__edit_contacts_response__init(c)
            c.pointee.selected_count = self.selectedCount
            c.pointee.changed_count = self.changedCount
            c.pointee.operation_id = arena.string(self.operationID)
            (c.pointee.n_previews, c.pointee.previews) = arena.array(self.previews) { value, arena in value.build(in: arena) }
            return c
        }
    }

    /// `danhba.contacts.v1.DeleteContactsRequest`
    public struct DeleteContactsRequest: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.DeleteContactsRequest"

        public var selection: ContactsV1.ContactSelection? = nil
        /// Count, show, and delete nothing.
        public var dryRun: Bool = false
        /// When not 0: delete nothing unless exactly so many contacts are selected, as a dry run has told.
        public var expectedCount: Int64 = 0

        public init() {}

        public init(
            selection: ContactsV1.ContactSelection? = nil,
            dryRun: Bool = false,
            expectedCount: Int64 = 0
        ) {
            self.selection = selection
            self.dryRun = dryRun
            self.expectedCount = expectedCount
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__delete_contacts_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__DeleteContactsRequest>) throws {
            selection = try c.pointee.selection.map { try ContactsV1.ContactSelection(c: $0) }
            dryRun = c.pointee.dry_run != 0
            expectedCount = c.pointee.expected_count
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__DeleteContactsRequest> {
            let c = arena.allocate(Danhba__Contacts__V1__DeleteContactsRequest.self)
            danhba__contacts__v1__delete_contacts_request__init(c)
            c.pointee.selection = self.selection?.build(in: arena)
            c.pointee.dry_run = self.dryRun ? 1 : 0
            c.pointee.expected_count = self.expectedCount
            return c
        }
    }

    /// `danhba.contacts.v1.DeleteContactsResponse`
    public struct DeleteContactsResponse: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.DeleteContactsResponse"

        public var selectedCount: Int64 = 0
        /// How many were, or would be, deleted.
        public var deletedCount: Int64 = 0
        /// Empty when nothing was deleted.
        public var operationID: String = ""
        /// Of a dry run: the newest 20 contacts.
        public var previews: [ContactsV1.ContactPreview] = []

        public init() {}

        public init(
            selectedCount: Int64 = 0,
            deletedCount: Int64 = 0,
            operationID: String = "",
            previews: [ContactsV1.ContactPreview] = []
        ) {
            self.selectedCount = selectedCount
            self.deletedCount = deletedCount
            self.operationID = operationID
            self.previews = previews
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__delete_contacts_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__DeleteContactsResponse>) throws {
            selectedCount = c.pointee.selected_count
            deletedCount = c.pointee.deleted_count
            operationID = try Unpacking.string(c.pointee.operation_id, "danhba.contacts.v1.DeleteContactsResponse.operation_id")
            previews = try Unpacking.messages(c.pointee.n_previews, c.pointee.previews) { try ContactsV1.ContactPreview(c: $0) }
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__DeleteContactsResponse> {
            let c = arena.allocate(Danhba__Contacts__V1__DeleteContactsResponse.self)
            danhba__contacts__v1__delete_contacts_response__init(c)
            c.pointee.selected_count = self.selectedCount
            c.pointee.deleted_count = self.deletedCount
            c.pointee.operation_id = arena.string(self.operationID)
            (c.pointee.n_previews, c.pointee.previews) = arena.array(self.previews) { value, arena in value.build(in: arena) }
            return c
        }
    }
}

extension ContactsV1 {
    /// The methods of `danhba.contacts.v1.BulkEdits`.
    public enum BulkEditsMethods {
        /// The service with all its methods, in the order of the contract.
        public static let descriptor = ServiceDescriptor(
            name: "danhba.contacts.v1.BulkEdits", methods: [editContacts, deleteContacts],
            comment: "Changes to many contacts at once, named one by one or by a filter.")

        /// Sets some fields of many contacts to the same values. The selection is made when the call begins; contacts that are
        /// deleted meanwhile are left out. Works in steps of 500 contacts between which other writes go on, all of one operation,
        /// which UndoOperation takes back; a call that breaks off leaves the steps that were done, and the same call again does
        /// the rest. Errors change nothing: NOT_FOUND for ids that are not live contacts, for an unknown company or manager;
        /// FAILED_PRECONDITION (2041) for a manager who is not active, and (4001) when the number of contacts is not the expected
        /// one; INVALID_ARGUMENT with every field that is wrong; RESOURCE_EXHAUSTED with the number of contacts when a filter
        /// selects more than 200,000. Safe to retry.
        public static let editContacts = MethodDescriptor(
            service: "danhba.contacts.v1.BulkEdits", name: "EditContacts",
            kind: .unary, execution: .async, idempotency: .idempotent,
            access: .supervisor,
            defaultTimeout: .milliseconds(600000),
            inputType: "danhba.contacts.v1.EditContactsRequest",
            outputType: "danhba.contacts.v1.EditContactsResponse",
            comment: "Sets some fields of many contacts to the same values. The selection is made when the call begins; contacts that are\ndeleted meanwhile are left out. Works in steps of 500 contacts between which other writes go on, all of one operation,\nwhich UndoOperation takes back; a call that breaks off leaves the steps that were done, and the same call again does\nthe rest. Errors change nothing: NOT_FOUND for ids that are not live contacts, for an unknown company or manager;\nFAILED_PRECONDITION (2041) for a manager who is not active, and (4001) when the number of contacts is not the expected\none; INVALID_ARGUMENT with every field that is wrong; RESOURCE_EXHAUSTED with the number of contacts when a filter\nselects more than 200,000. Safe to retry.")

        /// Deletes many contacts, each as DeleteContact does, in steps and with errors as those of EditContacts.
        public static let deleteContacts = MethodDescriptor(
            service: "danhba.contacts.v1.BulkEdits", name: "DeleteContacts",
            kind: .unary, execution: .async, idempotency: .idempotent,
            access: .supervisor,
            defaultTimeout: .milliseconds(600000),
            inputType: "danhba.contacts.v1.DeleteContactsRequest",
            outputType: "danhba.contacts.v1.DeleteContactsResponse",
            comment: "Deletes many contacts, each as DeleteContact does, in steps and with errors as those of EditContacts.")
    }

    /// Calls `danhba.contacts.v1.BulkEdits` over a connection.
    public struct BulkEditsClient: Sendable {
        public let connection: any Connection

        public init(_ connection: any Connection) { self.connection = connection }

        /// Sets some fields of many contacts to the same values. The selection is made when the call begins; contacts that are
        /// deleted meanwhile are left out. Works in steps of 500 contacts between which other writes go on, all of one operation,
        /// which UndoOperation takes back; a call that breaks off leaves the steps that were done, and the same call again does
        /// the rest. Errors change nothing: NOT_FOUND for ids that are not live contacts, for an unknown company or manager;
        /// FAILED_PRECONDITION (2041) for a manager who is not active, and (4001) when the number of contacts is not the expected
        /// one; INVALID_ARGUMENT with every field that is wrong; RESOURCE_EXHAUSTED with the number of contacts when a filter
        /// selects more than 200,000. Safe to retry.
        public func editContacts(_ request: ContactsV1.EditContactsRequest, options: CallOptions = CallOptions()) async throws -> ContactsV1.EditContactsResponse {
            try await connection.unary(BulkEditsMethods.editContacts, request, options: options)
        }

        /// Deletes many contacts, each as DeleteContact does, in steps and with errors as those of EditContacts.
        public func deleteContacts(_ request: ContactsV1.DeleteContactsRequest, options: CallOptions = CallOptions()) async throws -> ContactsV1.DeleteContactsResponse {
            try await connection.unary(BulkEditsMethods.deleteContacts, request, options: options)
        }
    }

    /// Changes to many contacts at once, named one by one or by a filter.
    ///
    /// What a server of it implements; `Router.register(_:lanes:)` adds it to a server.
    public protocol BulkEditsService: Sendable {
        /// What `inline` and `read` methods read through.
        associatedtype Reader
        /// What `write` methods write through.
        associatedtype Writer

        /// Sets some fields of many contacts to the same values. The selection is made when the call begins; contacts that are
        /// deleted meanwhile are left out. Works in steps of 500 contacts between which other writes go on, all of one operation,
        /// which UndoOperation takes back; a call that breaks off leaves the steps that were done, and the same call again does
        /// the rest. Errors change nothing: NOT_FOUND for ids that are not live contacts, for an unknown company or manager;
        /// FAILED_PRECONDITION (2041) for a manager who is not active, and (4001) when the number of contacts is not the expected
        /// one; INVALID_ARGUMENT with every field that is wrong; RESOURCE_EXHAUSTED with the number of contacts when a filter
        /// selects more than 200,000. Safe to retry.
        func editContacts(_ request: ContactsV1.EditContactsRequest, _ context: CallContext) async throws -> ContactsV1.EditContactsResponse

        /// Deletes many contacts, each as DeleteContact does, in steps and with errors as those of EditContacts.
        func deleteContacts(_ request: ContactsV1.DeleteContactsRequest, _ context: CallContext) async throws -> ContactsV1.DeleteContactsResponse
    }
}

extension Router {
    /// Adds `danhba.contacts.v1.BulkEdits`, its methods run in `lanes`. A service may be added once.
    @inlinable
    public mutating func register<S: ContactsV1.BulkEditsService, L: ExecutionLanes<S.Reader, S.Writer>>(
        _ service: S, lanes: L
    ) {
        register(
            ContactsV1.BulkEditsMethods.descriptor,
            methods: [
                .async(ContactsV1.BulkEditsMethods.editContacts) { (request: ContactsV1.EditContactsRequest, context) in
                    try await service.editContacts(request, context)
                },
                .async(ContactsV1.BulkEditsMethods.deleteContacts) { (request: ContactsV1.DeleteContactsRequest, context) in
                    try await service.deleteContacts(request, context)
                },
            ], lanes: lanes)
    }
}
