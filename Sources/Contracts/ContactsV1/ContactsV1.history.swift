// swift-format-ignore-file
// Generated from danhba/contacts/v1/history.proto by dev/proto.sh. Do not edit.

internal import CMessages
public import RPCCore

extension ContactsV1 {
    /// What one field held before and after a change; several values for phones and e-mails, none for a blank field.
    public struct FieldChange: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.FieldChange"

        /// A name of ContactFields, or `custom.KEY`; retired fields are left out.
        public var field: String = ""
        public var before: [String] = []
        public var after: [String] = []

        public init() {}

        public init(
            field: String = "",
            before: [String] = [],
            after: [String] = []
        ) {
            self.field = field
            self.before = before
            self.after = after
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__field_change__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__FieldChange>) throws {
            field = try Unpacking.string(c.pointee.field, "danhba.contacts.v1.FieldChange.field")
            before = try Unpacking.strings(c.pointee.n_before, c.pointee.before, "danhba.contacts.v1.FieldChange.before")
            after = try Unpacking.strings(c.pointee.n_after, c.pointee.after, "danhba.contacts.v1.FieldChange.after")
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__FieldChange> {
            let c = arena.allocate(Danhba__Contacts__V1__FieldChange.self)
            danhba__contacts__v1__field_change__init(c)
            c.pointee.field = arena.string(self.field)
            (c.pointee.n_before, c.pointee.before) = arena.array(self.before) { value, arena in arena.presentString(value) }
            (c.pointee.n_after, c.pointee.after) = arena.array(self.after) { value, arena in arena.presentString(value) }
            return c
        }
    }

    /// `danhba.contacts.v1.ContactChange`
    public struct ContactChange: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.ContactChange"

        /// Of the change log.
        public var sequence: Int64 = 0
        /// For UndoOperation.
        public var operationID: String = ""
        public var kind: RPCV1.Change.Kind = .unspecified
        /// Who.
        public var actor: String = ""
        /// UTC milliseconds.
        public var atMs: Int64 = 0
        /// The contact's version after the change.
        public var version: Int64 = 0
        /// In the order of ContactFields, then custom ones by key. Empty for a contact that was deleted or restored as it was.
        public var fields: [ContactsV1.FieldChange] = []

        public init() {}

        public init(
            sequence: Int64 = 0,
            operationID: String = "",
            kind: RPCV1.Change.Kind = .unspecified,
            actor: String = "",
            atMs: Int64 = 0,
            version: Int64 = 0,
            fields: [ContactsV1.FieldChange] = []
        ) {
            self.sequence = sequence
            self.operationID = operationID
            self.kind = kind
            self.actor = actor
            self.atMs = atMs
            self.version = version
            self.fields = fields
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__contact_change__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__ContactChange>) throws {
            sequence = c.pointee.sequence
            operationID = try Unpacking.string(c.pointee.operation_id, "danhba.contacts.v1.ContactChange.operation_id")
            kind = RPCV1.Change.Kind(c: c.pointee.kind)
            actor = try Unpacking.string(c.pointee.actor, "danhba.contacts.v1.ContactChange.actor")
            atMs = c.pointee.at_ms
            version = c.pointee.version
            fields = try Unpacking.messages(c.pointee.n_fields, c.pointee.fields) { try ContactsV1.FieldChange(c: $0) }
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__ContactChange> {
            let c = arena.allocate(Danhba__Contacts__V1__ContactChange.self)
            danhba__contacts__v1__contact_change__init(c)
            c.pointee.sequence = self.sequence
            c.pointee.operation_id = arena.string(self.operationID)
            c.pointee.kind = self.kind.c
            c.pointee.actor = arena.string(self.actor)
            c.pointee.at_ms = self.atMs
            c.pointee.version = self.version
            (c.pointee.n_fields, c.pointee.fields) = arena.array(self.fields) { value, arena in value.build(in: arena) }
            return c
        }
    }

    /// `danhba.contacts.v1.ListContactChangesRequest`
    public struct ListContactChangesRequest: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.ListContactChangesRequest"

        public var contactID: Int64 = 0
        /// 1–500; 0: 50.
        public var pageSize: Int32 = 0
        /// `next_page_token` of the page before; empty for the first.
        public var pageToken: String = ""

        public init() {}

        public init(
            contactID: Int64 = 0,
            pageSize: Int32 = 0,
            pageToken: String = ""
        ) {
            self.contactID = contactID
            self.pageSize = pageSize
            self.pageToken = pageToken
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__list_contact_changes_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__ListContactChangesRequest>) throws {
            contactID = c.pointee.contact_id
            pageSize = c.pointee.page_size
            pageToken = try Unpacking.string(c.pointee.page_token, "danhba.contacts.v1.ListContactChangesRequest.page_token")
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__ListContactChangesRequest> {
            let c = arena.allocate(Danhba__Contacts__V1__ListContactChangesRequest.self)
            danhba__contacts__v1__list_contact_changes_request__init(c)
            c.pointee.contact_id = self.contactID
            c.pointee.page_size = self.pageSize
            c.pointee.page_token = arena.string(self.pageToken)
            return c
        }
    }

    /// `danhba.contacts.v1.ListContactChangesResponse`
    public struct ListContactChangesResponse: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.ListContactChangesResponse"

        public var changes: [ContactsV1.ContactChange] = []
        /// Empty on the last page.
        public var nextPageToken: String = ""

        public init() {}

        public init(
            changes: [ContactsV1.ContactChange] = [],
            nextPageToken: String = ""
        ) {
            self.changes = changes
            self.nextPageToken = nextPageToken
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__list_contact_changes_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__ListContactChangesResponse>) throws {
            changes = try Unpacking.messages(c.pointee.n_changes, c.pointee.changes) { try ContactsV1.ContactChange(c: $0) }
            nextPageToken = try Unpacking.string(c.pointee.next_page_token, "danhba.contacts.v1.ListContactChangesResponse.next_page_token")
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__ListContactChangesResponse> {
            let c = arena.allocate(Danhba__Contacts__V1__ListContactChangesResponse.self)
            danhba__contacts__v1__list_contact_changes_response__init(c)
            (c.pointee.n_changes, c.pointee.changes) = arena.array(self.changes) { value, arena in value.build(in: arena) }
            c.pointee.next_page_token = arena.string(self.nextPageToken)
            return c
        }
    }

    /// `danhba.contacts.v1.GetContactAsOfRequest`
    public struct GetContactAsOfRequest: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.GetContactAsOfRequest"

        public var contactID: Int64 = 0
        /// UTC milliseconds.
        public var atMs: Int64 = 0

        public init() {}

        public init(
            contactID: Int64 = 0,
            atMs: Int64 = 0
        ) {
            self.contactID = contactID
            self.atMs = atMs
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__get_contact_as_of_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__GetContactAsOfRequest>) throws {
            contactID = c.pointee.contact_id
            atMs = c.pointee.at_ms
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__GetContactAsOfRequest> {
            let c = arena.allocate(Danhba__Contacts__V1__GetContactAsOfRequest.self)
            danhba__contacts__v1__get_contact_as_of_request__init(c)
            c.pointee.contact_id = self.contactID
            c.pointee.at_ms = self.atMs
            return c
        }
    }

    /// `danhba.contacts.v1.GetContactAsOfResponse`
    public struct GetContactAsOfResponse: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.GetContactAsOfResponse"

        public var contact: ContactsV1.Contact? = nil

        public init() {}

        public init(
            contact: ContactsV1.Contact? = nil
        ) {
            self.contact = contact
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__get_contact_as_of_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__GetContactAsOfResponse>) throws {
            contact = try c.pointee.contact.map { try ContactsV1.Contact(c: $0) }
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__GetContactAsOfResponse> {
            let c = arena.allocate(Danhba__Contacts__V1__GetContactAsOfResponse.self)
            danhba__contacts__v1__get_contact_as_of_response__init(c)
            c.pointee.contact = self.contact?.build(in: arena)
            return c
        }
    }
}

extension ContactsV1 {
    /// The methods of `danhba.contacts.v1.History`.
    public enum HistoryMethods {
        /// The service with all its methods, in the order of the contract.
        public static let descriptor = ServiceDescriptor(
            name: "danhba.contacts.v1.History", methods: [listContactChanges, getContactAsOf, undoOperation],
            comment: "What happened to contacts and tickets, from the change log: who changed what when, and taking it back. It reaches as\nfar back as the change log is kept.")

        /// The changes of one contact, newest first, field by field, of a deleted contact too. NOT_FOUND when there never was
        /// such a contact. Safe to retry.
        public static let listContactChanges = MethodDescriptor(
            service: "danhba.contacts.v1.History", name: "ListContactChanges",
            kind: .unary, execution: .read, idempotency: .noSideEffects,
            access: .agent,
            inputType: "danhba.contacts.v1.ListContactChangesRequest",
            outputType: "danhba.contacts.v1.ListContactChangesResponse",
            comment: "The changes of one contact, newest first, field by field, of a deleted contact too. NOT_FOUND when there never was\nsuch a contact. Safe to retry.")

        /// A contact as it was at a time. NOT_FOUND when it did not exist then or was deleted; OUT_OF_RANGE when the change
        /// log does not reach back that far. Safe to retry.
        public static let getContactAsOf = MethodDescriptor(
            service: "danhba.contacts.v1.History", name: "GetContactAsOf",
            kind: .unary, execution: .read, idempotency: .noSideEffects,
            access: .agent,
            inputType: "danhba.contacts.v1.GetContactAsOfRequest",
            outputType: "danhba.contacts.v1.GetContactAsOfResponse",
            comment: "A contact as it was at a time. NOT_FOUND when it did not exist then or was deleted; OUT_OF_RANGE when the change\nlog does not reach back that far. Safe to retry.")

        /// Takes an operation back: one call, a replaced manager, an import of any size. Every field that still holds what the
        /// operation wrote gets back what it held before; a record that the operation created and nobody changed since is
        /// deleted; a record that it deleted is restored. Whatever was changed since stays as it is and is told as a conflict.
        /// An undo is an operation itself: undone, it is a redo. A custom value whose field has another type by now, and one
        /// of a unique field that another live contact has by now, stays as it is, too; a record with such a value is not
        /// restored. NOT_FOUND for an operation that never was or is no longer in the change log. A large operation is undone
        /// in several transactions; when the call breaks off, the same call goes on where it ended. Sent again for an
        /// operation that is undone, it answers as before and does nothing. Safe to retry.
        public static let undoOperation = MethodDescriptor(
            service: "danhba.contacts.v1.History", name: "UndoOperation",
            kind: .unary, execution: .async, idempotency: .idempotent,
            access: .admin,
            defaultTimeout: .milliseconds(600000),
            inputType: "danhba.rpc.v1.UndoOperationRequest",
            outputType: "danhba.rpc.v1.UndoOperationResponse",
            comment: "Takes an operation back: one call, a replaced manager, an import of any size. Every field that still holds what the\noperation wrote gets back what it held before; a record that the operation created and nobody changed since is\ndeleted; a record that it deleted is restored. Whatever was changed since stays as it is and is told as a conflict.\nAn undo is an operation itself: undone, it is a redo. A custom value whose field has another type by now, and one\nof a unique field that another live contact has by now, stays as it is, too; a record with such a value is not\nrestored. NOT_FOUND for an operation that never was or is no longer in the change log. A large operation is undone\nin several transactions; when the call breaks off, the same call goes on where it ended. Sent again for an\noperation that is undone, it answers as before and does nothing. Safe to retry.")
    }

    /// Calls `danhba.contacts.v1.History` over a connection.
    public struct HistoryClient: Sendable {
        public let connection: any Connection

        public init(_ connection: any Connection) { self.connection = connection }

        /// The changes of one contact, newest first, field by field, of a deleted contact too. NOT_FOUND when there never was
        /// such a contact. Safe to retry.
        public func listContactChanges(_ request: ContactsV1.ListContactChangesRequest, options: CallOptions = CallOptions()) async throws -> ContactsV1.ListContactChangesResponse {
            try await connection.unary(HistoryMethods.listContactChanges, request, options: options)
        }

        /// A contact as it was at a time. NOT_FOUND when it did not exist then or was deleted; OUT_OF_RANGE when the change
        /// log does not reach back that far. Safe to retry.
        public func getContactAsOf(_ request: ContactsV1.GetContactAsOfRequest, options: CallOptions = CallOptions()) async throws -> ContactsV1.GetContactAsOfResponse {
            try await connection.unary(HistoryMethods.getContactAsOf, request, options: options)
        }

        /// Takes an operation back: one call, a replaced manager, an import of any size. Every field that still holds what the
        /// operation wrote gets back what it held before; a record that the operation created and nobody changed since is
        /// deleted; a record that it deleted is restored. Whatever was changed since stays as it is and is told as a conflict.
        /// An undo is an operation itself: undone, it is a redo. A custom value whose field has another type by now, and one
        /// of a unique field that another live contact has by now, stays as it is, too; a record with such a value is not
        /// restored. NOT_FOUND for an operation that never was or is no longer in the change log. A large operation is undone
        /// in several transactions; when the call breaks off, the same call goes on where it ended. Sent again for an
        /// operation that is undone, it answers as before and does nothing. Safe to retry.
        public func undoOperation(_ request: RPCV1.UndoOperationRequest, options: CallOptions = CallOptions()) async throws -> RPCV1.UndoOperationResponse {
            try await connection.unary(HistoryMethods.undoOperation, request, options: options)
        }
    }

    /// What happened to contacts and tickets, from the change log: who changed what when, and taking it back. It reaches as
    /// far back as the change log is kept.
    ///
    /// What a server of it implements; `Router.register(_:lanes:)` adds it to a server.
    public protocol HistoryService: Sendable {
        /// What `inline` and `read` methods read through.
        associatedtype Reader
        /// What `write` methods write through.
        associatedtype Writer

        /// The changes of one contact, newest first, field by field, of a deleted contact too. NOT_FOUND when there never was
        /// such a contact. Safe to retry.
        func listContactChanges(_ request: ContactsV1.ListContactChangesRequest, _ reader: Reader, _ context: CallContext) throws -> ContactsV1.ListContactChangesResponse

        /// A contact as it was at a time. NOT_FOUND when it did not exist then or was deleted; OUT_OF_RANGE when the change
        /// log does not reach back that far. Safe to retry.
        func getContactAsOf(_ request: ContactsV1.GetContactAsOfRequest, _ reader: Reader, _ context: CallContext) throws -> ContactsV1.GetContactAsOfResponse

        /// Takes an operation back: one call, a replaced manager, an import of any size. Every field that still holds what the
        /// operation wrote gets back what it held before; a record that the operation created and nobody changed since is
        /// deleted; a record that it deleted is restored. Whatever was changed since stays as it is and is told as a conflict.
        /// An undo is an operation itself: undone, it is a redo. A custom value whose field has another type by now, and one
        /// of a unique field that another live contact has by now, stays as it is, too; a record with such a value is not
        /// restored. NOT_FOUND for an operation that never was or is no longer in the change log. A large operation is undone
        /// in several transactions; when the call breaks off, the same call goes on where it ended. Sent again for an
        /// operation that is undone, it answers as before and does nothing. Safe to retry.
        func undoOperation(_ request: RPCV1.UndoOperationRequest, _ context: CallContext) async throws -> RPCV1.UndoOperationResponse
    }
}

extension Router {
    /// Adds `danhba.contacts.v1.History`, its methods run in `lanes`. A service may be added once.
    @inlinable
    public mutating func register<S: ContactsV1.HistoryService, L: ExecutionLanes<S.Reader, S.Writer>>(
        _ service: S, lanes: L
    ) {
        register(
            ContactsV1.HistoryMethods.descriptor,
            methods: [
                .read(ContactsV1.HistoryMethods.listContactChanges, lanes) { (request: ContactsV1.ListContactChangesRequest, reader, context) in
                    try service.listContactChanges(request, reader, context)
                },
                .read(ContactsV1.HistoryMethods.getContactAsOf, lanes) { (request: ContactsV1.GetContactAsOfRequest, reader, context) in
                    try service.getContactAsOf(request, reader, context)
                },
                .async(ContactsV1.HistoryMethods.undoOperation) { (request: RPCV1.UndoOperationRequest, context) in
                    try await service.undoOperation(request, context)
                },
            ], lanes: lanes)
    }
}
