// swift-format-ignore-file
// Generated from danhba/contacts/v1/managers.proto by dev/proto.sh. Do not edit.

internal import CMessages
public import RPCCore

extension ContactsV1 {
    /// Which tickets of the contacts change hands.
    ///
    /// A number that this version of the contract does not know is read as `unspecified`.
    public enum ManagerTickets: Int32, CaseIterable, Sendable {
        /// As ASSIGNED_TO_MANAGER.
        case unspecified = 0
        /// Those that the old manager works on, whatever their status.
        case assignedToManager = 1
        /// Of these, the ones that are not closed.
        case openOnly = 2
        /// All, whoever works on them.
        case allOfContact = 3
        case none = 4

        init(c: Danhba__Contacts__V1__ManagerTickets) {
            self = Self(rawValue: Int32(truncatingIfNeeded: c.rawValue)) ?? .unspecified
        }

        var c: Danhba__Contacts__V1__ManagerTickets { Danhba__Contacts__V1__ManagerTickets(rawValue: UInt32(bitPattern: rawValue)) }
    }

    /// `danhba.contacts.v1.ReplaceManagerRequest`
    public struct ReplaceManagerRequest: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.ReplaceManagerRequest"

        /// The manager who leaves; may be inactive.
        public var oldManagerID: Int64 = 0
        /// Another agent, active.
        public var newManagerID: Int64 = 0
        public var tickets: ContactsV1.ManagerTickets = .unspecified
        /// Count, and change nothing.
        public var dryRun: Bool = false

        public init() {}

        public init(
            oldManagerID: Int64 = 0,
            newManagerID: Int64 = 0,
            tickets: ContactsV1.ManagerTickets = .unspecified,
            dryRun: Bool = false
        ) {
            self.oldManagerID = oldManagerID
            self.newManagerID = newManagerID
            self.tickets = tickets
            self.dryRun = dryRun
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__replace_manager_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__ReplaceManagerRequest>) throws {
            oldManagerID = c.pointee.old_manager_id
            newManagerID = c.pointee.new_manager_id
            tickets = ContactsV1.ManagerTickets(c: c.pointee.tickets)
            dryRun = c.pointee.dry_run != 0
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__ReplaceManagerRequest> {
            let c = arena.allocate(Danhba__Contacts__V1__ReplaceManagerRequest.self)
            danhba__contacts__v1__replace_manager_request__init(c)
            c.pointee.old_manager_id = self.oldManagerID
            c.pointee.new_manager_id = self.newManagerID
            c.pointee.tickets = self.tickets.c
            c.pointee.dry_run = self.dryRun ? 1 : 0
            return c
        }
    }

    /// `danhba.contacts.v1.ReplaceManagerResponse`
    public struct ReplaceManagerResponse: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.ReplaceManagerResponse"

        /// How many were, or would be, changed.
        public var contactCount: Int64 = 0
        public var ticketCount: Int64 = 0
        /// Empty when nothing was changed.
        public var operationID: String = ""

        public init() {}

        public init(
            contactCount: Int64 = 0,
            ticketCount: Int64 = 0,
            operationID: String = ""
        ) {
            self.contactCount = contactCount
            self.ticketCount = ticketCount
            self.operationID = operationID
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__replace_manager_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__ReplaceManagerResponse>) throws {
            contactCount = c.pointee.contact_count
            ticketCount = c.pointee.ticket_count
            operationID = try Unpacking.string(c.pointee.operation_id, "danhba.contacts.v1.ReplaceManagerResponse.operation_id")
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__ReplaceManagerResponse> {
            let c = arena.allocate(Danhba__Contacts__V1__ReplaceManagerResponse.self)
            danhba__contacts__v1__replace_manager_response__init(c)
            c.pointee.contact_count = self.contactCount
            c.pointee.ticket_count = self.ticketCount
            c.pointee.operation_id = arena.string(self.operationID)
            return c
        }
    }

    /// `danhba.contacts.v1.RemoveManagerRequest`
    public struct RemoveManagerRequest: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.RemoveManagerRequest"

        /// 0 only with `all`.
        public var managerID: Int64 = 0
        /// Every manager's contacts.
        public var all: Bool = false
        /// Count, and change nothing.
        public var dryRun: Bool = false

        public init() {}

        public init(
            managerID: Int64 = 0,
            all: Bool = false,
            dryRun: Bool = false
        ) {
            self.managerID = managerID
            self.all = all
            self.dryRun = dryRun
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__remove_manager_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__RemoveManagerRequest>) throws {
            managerID = c.pointee.manager_id
            all = c.pointee.all != 0
            dryRun = c.pointee.dry_run != 0
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__RemoveManagerRequest> {
            let c = arena.allocate(Danhba__Contacts__V1__RemoveManagerRequest.self)
            danhba__contacts__v1__remove_manager_request__init(c)
            c.pointee.manager_id = self.managerID
            c.pointee.all = self.all ? 1 : 0
            c.pointee.dry_run = self.dryRun ? 1 : 0
            return c
        }
    }

    /// `danhba.contacts.v1.RemoveManagerResponse`
    public struct RemoveManagerResponse: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.RemoveManagerResponse"

        public var contactCount: Int64 = 0
        /// Empty when nothing was changed.
        public var operationID: String = ""

        public init() {}

        public init(
            contactCount: Int64 = 0,
            operationID: String = ""
        ) {
            self.contactCount = contactCount
            self.operationID = operationID
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__remove_manager_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__RemoveManagerResponse>) throws {
            contactCount = c.pointee.contact_count
            operationID = try Unpacking.string(c.pointee.operation_id, "danhba.contacts.v1.RemoveManagerResponse.operation_id")
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__RemoveManagerResponse> {
            let c = arena.allocate(Danhba__Contacts__V1__RemoveManagerResponse.self)
            danhba__contacts__v1__remove_manager_response__init(c)
            c.pointee.contact_count = self.contactCount
            c.pointee.operation_id = arena.string(self.operationID)
            return c
        }
    }
}

extension ContactsV1 {
    /// The methods of `danhba.contacts.v1.AccountManagers`.
    public enum AccountManagersMethods {
        /// The service with all its methods, in the order of the contract.
        public static let descriptor = ServiceDescriptor(
            name: "danhba.contacts.v1.AccountManagers", methods: [replaceManager, removeManager],
            comment: "Account managers: which agent looks after which contacts, changed for many contacts at once.")

        /// Gives every live contact of one manager to another, and tickets with them, in one transaction: all or nothing. Contacts
        /// that were deleted keep their manager. NOT_FOUND (2040) for an unknown agent; FAILED_PRECONDITION (2041) for a new
        /// manager who is not active. Look-ups go on meanwhile, other writes of the workspace wait. Can be undone by its operation
        /// (UndoOperation). Safe to retry: what has changed hands is not changed again.
        public static let replaceManager = MethodDescriptor(
            service: "danhba.contacts.v1.AccountManagers", name: "ReplaceManager",
            kind: .unary, execution: .write, idempotency: .idempotent,
            access: .admin,
            defaultTimeout: .milliseconds(120000),
            inputType: "danhba.contacts.v1.ReplaceManagerRequest",
            outputType: "danhba.contacts.v1.ReplaceManagerResponse",
            comment: "Gives every live contact of one manager to another, and tickets with them, in one transaction: all or nothing. Contacts\nthat were deleted keep their manager. NOT_FOUND (2040) for an unknown agent; FAILED_PRECONDITION (2041) for a new\nmanager who is not active. Look-ups go on meanwhile, other writes of the workspace wait. Can be undone by its operation\n(UndoOperation). Safe to retry: what has changed hands is not changed again.")

        /// Leaves the live contacts of a manager, or of all managers, without one; tickets stay as they are. In one transaction for
        /// one manager; for all of them in several, of one operation, which the same call takes up again when it broke off.
        /// NOT_FOUND (2040) for an unknown agent. Can be undone by its operation. Safe to retry.
        public static let removeManager = MethodDescriptor(
            service: "danhba.contacts.v1.AccountManagers", name: "RemoveManager",
            kind: .unary, execution: .async, idempotency: .idempotent,
            access: .admin,
            defaultTimeout: .milliseconds(600000),
            inputType: "danhba.contacts.v1.RemoveManagerRequest",
            outputType: "danhba.contacts.v1.RemoveManagerResponse",
            comment: "Leaves the live contacts of a manager, or of all managers, without one; tickets stay as they are. In one transaction for\none manager; for all of them in several, of one operation, which the same call takes up again when it broke off.\nNOT_FOUND (2040) for an unknown agent. Can be undone by its operation. Safe to retry.")
    }

    /// Calls `danhba.contacts.v1.AccountManagers` over a connection.
    public struct AccountManagersClient: Sendable {
        public let connection: any Connection

        public init(_ connection: any Connection) { self.connection = connection }

        /// Gives every live contact of one manager to another, and tickets with them, in one transaction: all or nothing. Contacts
        /// that were deleted keep their manager. NOT_FOUND (2040) for an unknown agent; FAILED_PRECONDITION (2041) for a new
        /// manager who is not active. Look-ups go on meanwhile, other writes of the workspace wait. Can be undone by its operation
        /// (UndoOperation). Safe to retry: what has changed hands is not changed again.
        public func replaceManager(_ request: ContactsV1.ReplaceManagerRequest, options: CallOptions = CallOptions()) async throws -> ContactsV1.ReplaceManagerResponse {
            try await connection.unary(AccountManagersMethods.replaceManager, request, options: options)
        }

        /// Leaves the live contacts of a manager, or of all managers, without one; tickets stay as they are. In one transaction for
        /// one manager; for all of them in several, of one operation, which the same call takes up again when it broke off.
        /// NOT_FOUND (2040) for an unknown agent. Can be undone by its operation. Safe to retry.
        public func removeManager(_ request: ContactsV1.RemoveManagerRequest, options: CallOptions = CallOptions()) async throws -> ContactsV1.RemoveManagerResponse {
            try await connection.unary(AccountManagersMethods.removeManager, request, options: options)
        }
    }

    /// Account managers: which agent looks after which contacts, changed for many contacts at once.
    ///
    /// What a server of it implements; `Router.register(_:lanes:)` adds it to a server.
    public protocol AccountManagersService: Sendable {
        /// What `inline` and `read` methods read through.
        associatedtype Reader
        /// What `write` methods write through.
        associatedtype Writer

        /// Gives every live contact of one manager to another, and tickets with them, in one transaction: all or nothing. Contacts
        /// that were deleted keep their manager. NOT_FOUND (2040) for an unknown agent; FAILED_PRECONDITION (2041) for a new
        /// manager who is not active. Look-ups go on meanwhile, other writes of the workspace wait. Can be undone by its operation
        /// (UndoOperation). Safe to retry: what has changed hands is not changed again.
        func replaceManager(_ request: ContactsV1.ReplaceManagerRequest, _ writer: Writer, _ context: CallContext) throws -> ContactsV1.ReplaceManagerResponse

        /// Leaves the live contacts of a manager, or of all managers, without one; tickets stay as they are. In one transaction for
        /// one manager; for all of them in several, of one operation, which the same call takes up again when it broke off.
        /// NOT_FOUND (2040) for an unknown agent. Can be undone by its operation. Safe to retry.
        func removeManager(_ request: ContactsV1.RemoveManagerRequest, _ context: CallContext) async throws -> ContactsV1.RemoveManagerResponse
    }
}

extension Router {
    /// Adds `danhba.contacts.v1.AccountManagers`, its methods run in `lanes`. A service may be added once.
    @inlinable
    public mutating func register<S: ContactsV1.AccountManagersService, L: ExecutionLanes<S.Reader, S.Writer>>(
        _ service: S, lanes: L
    ) {
        register(
            ContactsV1.AccountManagersMethods.descriptor,
            methods: [
                .write(ContactsV1.AccountManagersMethods.replaceManager, lanes) { (request: ContactsV1.ReplaceManagerRequest, writer, context) in
                    try service.replaceManager(request, writer, context)
                },
                .async(ContactsV1.AccountManagersMethods.removeManager) { (request: ContactsV1.RemoveManagerRequest, context) in
                    try await service.removeManager(request, context)
                },
            ], lanes: lanes)
    }
}
