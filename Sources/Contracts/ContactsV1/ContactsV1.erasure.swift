// swift-format-ignore-file
// Generated from danhba/contacts/v1/erasure.proto by dev/proto.sh. Do not edit.

internal import CMessages
public import RPCCore

extension ContactsV1 {
    /// `danhba.contacts.v1.EraseContactRequest`
    public struct EraseContactRequest: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.EraseContactRequest"

        public var id: Int64 = 0

        public init() {}

        public init(
            id: Int64 = 0
        ) {
            self.id = id
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__erase_contact_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__EraseContactRequest>) throws {
            id = c.pointee.id
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__EraseContactRequest> {
            let c = arena.allocate(Danhba__Contacts__V1__EraseContactRequest.self)
            danhba__contacts__v1__erase_contact_request__init(c)
            c.pointee.id = self.id
            return c
        }
    }

    /// `danhba.contacts.v1.EraseContactResponse`
    public struct EraseContactResponse: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.EraseContactResponse"

        /// Whose texts were erased, too.
        public var ticketCount: Int64 = 0
        /// Empty when the contact had been erased before.
        public var operationID: String = ""

        public init() {}

        public init(
            ticketCount: Int64 = 0,
            operationID: String = ""
        ) {
            self.ticketCount = ticketCount
            self.operationID = operationID
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__erase_contact_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__EraseContactResponse>) throws {
            ticketCount = c.pointee.ticket_count
            operationID = try Unpacking.string(c.pointee.operation_id, "danhba.contacts.v1.EraseContactResponse.operation_id")
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__EraseContactResponse> {
            let c = arena.allocate(Danhba__Contacts__V1__EraseContactResponse.self)
            danhba__contacts__v1__erase_contact_response__init(c)
            c.pointee.ticket_count = self.ticketCount
            c.pointee.operation_id = arena.string(self.operationID)
            return c
        }
    }
}

extension ContactsV1 {
    /// The methods of `danhba.contacts.v1.Erasure`.
    public enum ErasureMethods {
        /// The service with all its methods, in the order of the contract.
        public static let descriptor = ServiceDescriptor(
            name: "danhba.contacts.v1.Erasure", methods: [eraseContact],
            comment: "Forgetting a person, as the law lets people ask for it.")

        /// Erases what is known of the person that a contact, live or deleted, is: the contact, its history, its tickets' texts and
        /// theirs, the search index, and answers that are kept for calls that come again. What stays is the contact's id, the ids and
        /// states of its tickets, when it happened, and a keyed hash of each phone and e-mail, by which `refuse_erased` of
        /// CreateContact knows the person again; the key never leaves the workspace's file. Cannot be undone; operations that
        /// changed the contact are undone without it.
        /// Followers of the change log learn it from a change of kind ERASE: campaigns erases name and number of its customers.
        /// Spreadsheets that were uploaded or exported are files of their own and stay. NOT_FOUND for an unknown contact. Safe to
        /// retry: an erased contact is erased.
        public static let eraseContact = MethodDescriptor(
            service: "danhba.contacts.v1.Erasure", name: "EraseContact",
            kind: .unary, execution: .async, idempotency: .idempotent,
            access: .admin,
            defaultTimeout: .milliseconds(120000),
            inputType: "danhba.contacts.v1.EraseContactRequest",
            outputType: "danhba.contacts.v1.EraseContactResponse",
            comment: "Erases what is known of the person that a contact, live or deleted, is: the contact, its history, its tickets' texts and\ntheirs, the search index, and answers that are kept for calls that come again. What stays is the contact's id, the ids and\nstates of its tickets, when it happened, and a keyed hash of each phone and e-mail, by which `refuse_erased` of\nCreateContact knows the person again; the key never leaves the workspace's file. Cannot be undone; operations that\nchanged the contact are undone without it.\nFollowers of the change log learn it from a change of kind ERASE: campaigns erases name and number of its customers.\nSpreadsheets that were uploaded or exported are files of their own and stay. NOT_FOUND for an unknown contact. Safe to\nretry: an erased contact is erased.")
    }

    /// Calls `danhba.contacts.v1.Erasure` over a connection.
    public struct ErasureClient: Sendable {
        public let connection: any Connection

        public init(_ connection: any Connection) { self.connection = connection }

        /// Erases what is known of the person that a contact, live or deleted, is: the contact, its history, its tickets' texts and
        /// theirs, the search index, and answers that are kept for calls that come again. What stays is the contact's id, the ids and
        /// states of its tickets, when it happened, and a keyed hash of each phone and e-mail, by which `refuse_erased` of
        /// CreateContact knows the person again; the key never leaves the workspace's file. Cannot be undone; operations that
        /// changed the contact are undone without it.
        /// Followers of the change log learn it from a change of kind ERASE: campaigns erases name and number of its customers.
        /// Spreadsheets that were uploaded or exported are files of their own and stay. NOT_FOUND for an unknown contact. Safe to
        /// retry: an erased contact is erased.
        public func eraseContact(_ request: ContactsV1.EraseContactRequest, options: CallOptions = CallOptions()) async throws -> ContactsV1.EraseContactResponse {
            try await connection.unary(ErasureMethods.eraseContact, request, options: options)
        }
    }

    /// Forgetting a person, as the law lets people ask for it.
    ///
    /// What a server of it implements; `Router.register(_:lanes:)` adds it to a server.
    public protocol ErasureService: Sendable {
        /// What `inline` and `read` methods read through.
        associatedtype Reader
        /// What `write` methods write through.
        associatedtype Writer

        /// Erases what is known of the person that a contact, live or deleted, is: the contact, its history, its tickets' texts and
        /// theirs, the search index, and answers that are kept for calls that come again. What stays is the contact's id, the ids and
        /// states of its tickets, when it happened, and a keyed hash of each phone and e-mail, by which `refuse_erased` of
        /// CreateContact knows the person again; the key never leaves the workspace's file. Cannot be undone; operations that
        /// changed the contact are undone without it.
        /// Followers of the change log learn it from a change of kind ERASE: campaigns erases name and number of its customers.
        /// Spreadsheets that were uploaded or exported are files of their own and stay. NOT_FOUND for an unknown contact. Safe to
        /// retry: an erased contact is erased.
        func eraseContact(_ request: ContactsV1.EraseContactRequest, _ context: CallContext) async throws -> ContactsV1.EraseContactResponse
    }
}

extension Router {
    /// Adds `danhba.contacts.v1.Erasure`, its methods run in `lanes`. A service may be added once.
    @inlinable
    public mutating func register<S: ContactsV1.ErasureService, L: ExecutionLanes<S.Reader, S.Writer>>(
        _ service: S, lanes: L
    ) {
        register(
            ContactsV1.ErasureMethods.descriptor,
            methods: [
                .async(ContactsV1.ErasureMethods.eraseContact) { (request: ContactsV1.EraseContactRequest, context) in
                    try await service.eraseContact(request, context)
                },
            ], lanes: lanes)
    }
}
