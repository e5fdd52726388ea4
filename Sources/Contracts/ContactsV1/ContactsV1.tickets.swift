// swift-format-ignore-file
// Generated from danhba/contacts/v1/tickets.proto by dev/proto.sh. Do not edit.

internal import CMessages
public import RPCCore

extension ContactsV1 {
    /// `danhba.contacts.v1.TicketStatus`
    ///
    /// A number that this version of the contract does not know is read as `unspecified`.
    public enum TicketStatus: Int32, CaseIterable, Sendable {
        case unspecified = 0
        case new = 1
        case processing = 2
        /// Waits for somebody else.
        case pending = 3
        case closed = 4

        init(c: Danhba__Contacts__V1__TicketStatus) {
            self = Self(rawValue: Int32(truncatingIfNeeded: c.rawValue)) ?? .unspecified
        }

        var c: Danhba__Contacts__V1__TicketStatus { Danhba__Contacts__V1__TicketStatus(rawValue: UInt32(bitPattern: rawValue)) }
    }

    /// `danhba.contacts.v1.Ticket`
    public struct Ticket: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.Ticket"

        public var id: Int64 = 0
        /// Starts at 1, grows by one with each change.
        public var version: Int64 = 0
        /// Whom it is for; the contact may have been deleted since.
        public var contactID: Int64 = 0
        /// The agent who works on it; 0: nobody yet.
        public var assigneeID: Int64 = 0
        /// 1–255 characters.
        public var title: String = ""
        /// At most 10,000 characters.
        public var description: String = ""
        public var status: ContactsV1.TicketStatus = .unspecified
        /// UTC milliseconds.
        public var createdAtMs: Int64 = 0
        /// Changes only when a stored value changed.
        public var updatedAtMs: Int64 = 0
        /// The caller who created it.
        public var createdBy: String = ""

        public init() {}

        public init(
            id: Int64 = 0,
            version: Int64 = 0,
            contactID: Int64 = 0,
            assigneeID: Int64 = 0,
            title: String = "",
            description: String = "",
            status: ContactsV1.TicketStatus = .unspecified,
            createdAtMs: Int64 = 0,
            updatedAtMs: Int64 = 0,
            createdBy: String = ""
        ) {
            self.id = id
            self.version = version
            self.contactID = contactID
            self.assigneeID = assigneeID
            self.title = title
            self.description = description
            self.status = status
            self.createdAtMs = createdAtMs
            self.updatedAtMs = updatedAtMs
            self.createdBy = createdBy
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__ticket__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__Ticket>) throws {
            id = c.pointee.id
            version = c.pointee.version
            contactID = c.pointee.contact_id
            assigneeID = c.pointee.assignee_id
            title = try Unpacking.string(c.pointee.title, "danhba.contacts.v1.Ticket.title")
            description = try Unpacking.string(c.pointee.description, "danhba.contacts.v1.Ticket.description")
            status = ContactsV1.TicketStatus(c: c.pointee.status)
            createdAtMs = c.pointee.created_at_ms
            updatedAtMs = c.pointee.updated_at_ms
            createdBy = try Unpacking.string(c.pointee.created_by, "danhba.contacts.v1.Ticket.created_by")
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__Ticket> {
            let c = arena.allocate(Danhba__Contacts__V1__Ticket.self)
            danhba__contacts__v1__ticket__init(c)
            c.pointee.id = self.id
            c.pointee.version = self.version
            c.pointee.contact_id = self.contactID
            c.pointee.assignee_id = self.assigneeID
            c.pointee.title = arena.string(self.title)
            c.pointee.description = arena.string(self.description)
            c.pointee.status = self.status.c
            c.pointee.created_at_ms = self.createdAtMs
            c.pointee.updated_at_ms = self.updatedAtMs
            c.pointee.created_by = arena.string(self.createdBy)
            return c
        }
    }

    /// `danhba.contacts.v1.CreateTicketRequest`
    public struct CreateTicketRequest: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.CreateTicketRequest"

        public var contactID: Int64 = 0
        public var assigneeID: Int64 = 0
        public var title: String = ""
        public var description: String = ""
        /// Chosen by the caller, at most 64 characters; makes the call safe to retry.
        public var requestID: String = ""

        public init() {}

        public init(
            contactID: Int64 = 0,
            assigneeID: Int64 = 0,
            title: String = "",
            description: String = "",
            requestID: String = ""
        ) {
            self.contactID = contactID
            self.assigneeID = assigneeID
            self.title = title
            self.description = description
            self.requestID = requestID
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__create_ticket_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__CreateTicketRequest>) throws {
            contactID = c.pointee.contact_id
            assigneeID = c.pointee.assignee_id
            title = try Unpacking.string(c.pointee.title, "danhba.contacts.v1.CreateTicketRequest.title")
            description = try Unpacking.string(c.pointee.description, "danhba.contacts.v1.CreateTicketRequest.description")
            requestID = try Unpacking.string(c.pointee.request_id, "danhba.contacts.v1.CreateTicketRequest.request_id")
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__CreateTicketRequest> {
            let c = arena.allocate(Danhba__Contacts__V1__CreateTicketRequest.self)
            danhba__contacts__v1__create_ticket_request__init(c)
            c.pointee.contact_id = self.contactID
            c.pointee.assignee_id = self.assigneeID
            c.pointee.title = arena.string(self.title)
            c.pointee.description = arena.string(self.description)
            c.pointee.request_id = arena.string(self.requestID)
            return c
        }
    }

    /// `danhba.contacts.v1.CreateTicketResponse`
    public struct CreateTicketResponse: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.CreateTicketResponse"

        public var ticket: ContactsV1.Ticket? = nil

        public init() {}

        public init(
            ticket: ContactsV1.Ticket? = nil
        ) {
            self.ticket = ticket
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__create_ticket_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__CreateTicketResponse>) throws {
            ticket = try c.pointee.ticket.map { try ContactsV1.Ticket(c: $0) }
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__CreateTicketResponse> {
            let c = arena.allocate(Danhba__Contacts__V1__CreateTicketResponse.self)
            danhba__contacts__v1__create_ticket_response__init(c)
            c.pointee.ticket = self.ticket?.build(in: arena)
            return c
        }
    }

    /// `danhba.contacts.v1.GetTicketRequest`
    public struct GetTicketRequest: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.GetTicketRequest"

        public var id: Int64 = 0

        public init() {}

        public init(
            id: Int64 = 0
        ) {
            self.id = id
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__get_ticket_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__GetTicketRequest>) throws {
            id = c.pointee.id
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__GetTicketRequest> {
            let c = arena.allocate(Danhba__Contacts__V1__GetTicketRequest.self)
            danhba__contacts__v1__get_ticket_request__init(c)
            c.pointee.id = self.id
            return c
        }
    }

    /// `danhba.contacts.v1.GetTicketResponse`
    public struct GetTicketResponse: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.GetTicketResponse"

        public var ticket: ContactsV1.Ticket? = nil

        public init() {}

        public init(
            ticket: ContactsV1.Ticket? = nil
        ) {
            self.ticket = ticket
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__get_ticket_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__GetTicketResponse>) throws {
            ticket = try c.pointee.ticket.map { try ContactsV1.Ticket(c: $0) }
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__GetTicketResponse> {
            let c = arena.allocate(Danhba__Contacts__V1__GetTicketResponse.self)
            danhba__contacts__v1__get_ticket_response__init(c)
            c.pointee.ticket = self.ticket?.build(in: arena)
            return c
        }
    }

    /// `danhba.contacts.v1.UpdateTicketRequest`
    public struct UpdateTicketRequest: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.UpdateTicketRequest"

        public var id: Int64 = 0
        /// 0: whatever is stored.
        public var expectedVersion: Int64 = 0
        /// Of `assignee_id`, `title`, `description`, `status`. INVALID_ARGUMENT when empty or unknown.
        public var updateMask: [String] = []
        public var assigneeID: Int64 = 0
        public var title: String = ""
        public var description: String = ""
        public var status: ContactsV1.TicketStatus = .unspecified

        public init() {}

        public init(
            id: Int64 = 0,
            expectedVersion: Int64 = 0,
            updateMask: [String] = [],
            assigneeID: Int64 = 0,
            title: String = "",
            description: String = "",
            status: ContactsV1.TicketStatus = .unspecified
        ) {
            self.id = id
            self.expectedVersion = expectedVersion
            self.updateMask = updateMask
            self.assigneeID = assigneeID
            self.title = title
            self.description = description
            self.status = status
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__update_ticket_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__UpdateTicketRequest>) throws {
            id = c.pointee.id
            expectedVersion = c.pointee.expected_version
            updateMask = try Unpacking.strings(c.pointee.n_update_mask, c.pointee.update_mask, "danhba.contacts.v1.UpdateTicketRequest.update_mask")
            assigneeID = c.pointee.assignee_id
            title = try Unpacking.string(c.pointee.title, "danhba.contacts.v1.UpdateTicketRequest.title")
            description = try Unpacking.string(c.pointee.description, "danhba.contacts.v1.UpdateTicketRequest.description")
            status = ContactsV1.TicketStatus(c: c.pointee.status)
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__UpdateTicketRequest> {
            let c = arena.allocate(Danhba__Contacts__V1__UpdateTicketRequest.self)
            danhba__contacts__v1__update_ticket_request__init(c)
            c.pointee.id = self.id
            c.pointee.expected_version = self.expectedVersion
            (c.pointee.n_update_mask, c.pointee.update_mask) = arena.array(self.updateMask) { value, arena in arena.presentString(value) }
            c.pointee.assignee_id = self.assigneeID
            c.pointee.title = arena.string(self.title)
            c.pointee.description = arena.string(self.description)
            c.pointee.status = self.status.c
            return c
        }
    }

    /// `danhba.contacts.v1.UpdateTicketResponse`
    public struct UpdateTicketResponse: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.UpdateTicketResponse"

        public var ticket: ContactsV1.Ticket? = nil

        public init() {}

        public init(
            ticket: ContactsV1.Ticket? = nil
        ) {
            self.ticket = ticket
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__update_ticket_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__UpdateTicketResponse>) throws {
            ticket = try c.pointee.ticket.map { try ContactsV1.Ticket(c: $0) }
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__UpdateTicketResponse> {
            let c = arena.allocate(Danhba__Contacts__V1__UpdateTicketResponse.self)
            danhba__contacts__v1__update_ticket_response__init(c)
            c.pointee.ticket = self.ticket?.build(in: arena)
            return c
        }
    }

    /// Which tickets. Conditions that are set must all hold; inside one, any value will do.
    public struct TicketFilter: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.TicketFilter"

        /// At most 1,000, as of each list below.
        public var contactIDs: [Int64] = []
        /// Those of the live contacts of these companies.
        public var companyIDs: [Int64] = []
        /// 0 among them: assigned to nobody.
        public var assigneeIDs: [Int64] = []
        public var statuses: [ContactsV1.TicketStatus] = []

        public init() {}

        public init(
            contactIDs: [Int64] = [],
            companyIDs: [Int64] = [],
            assigneeIDs: [Int64] = [],
            statuses: [ContactsV1.TicketStatus] = []
        ) {
            self.contactIDs = contactIDs
            self.companyIDs = companyIDs
            self.assigneeIDs = assigneeIDs
            self.statuses = statuses
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__ticket_filter__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__TicketFilter>) throws {
            contactIDs = Unpacking.array(c.pointee.n_contact_ids, c.pointee.contact_ids)
            companyIDs = Unpacking.array(c.pointee.n_company_ids, c.pointee.company_ids)
            assigneeIDs = Unpacking.array(c.pointee.n_assignee_ids, c.pointee.assignee_ids)
            statuses = Unpacking.array(c.pointee.n_statuses, c.pointee.statuses) { ContactsV1.TicketStatus(c: $0) }
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__TicketFilter> {
            let c = arena.allocate(Danhba__Contacts__V1__TicketFilter.self)
            danhba__contacts__v1__ticket_filter__init(c)
            (c.pointee.n_contact_ids, c.pointee.contact_ids) = arena.array(self.contactIDs) { value, _ in value }
            (c.pointee.n_company_ids, c.pointee.company_ids) = arena.array(self.companyIDs) { value, _ in value }
            (c.pointee.n_assignee_ids, c.pointee.assignee_ids) = arena.array(self.assigneeIDs) { value, _ in value }
            (c.pointee.n_statuses, c.pointee.statuses) = arena.array(self.statuses) { value, _ in value.c }
            return c
        }
    }

    /// `danhba.contacts.v1.ListTicketsRequest`
    public struct ListTicketsRequest: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.ListTicketsRequest"

        public var filter: ContactsV1.TicketFilter? = nil
        /// 1–500; 0: 50.
        public var pageSize: Int32 = 0
        /// `next_page_token` of the page before; empty for the first.
        public var pageToken: String = ""

        public init() {}

        public init(
            filter: ContactsV1.TicketFilter? = nil,
            pageSize: Int32 = 0,
            pageToken: String = ""
        ) {
            self.filter = filter
            self.pageSize = pageSize
            self.pageToken = pageToken
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__list_tickets_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__ListTicketsRequest>) throws {
            filter = try c.pointee.filter.map { try ContactsV1.TicketFilter(c: $0) }
            pageSize = c.pointee.page_size
            pageToken = try Unpacking.string(c.pointee.page_token, "danhba.contacts.v1.ListTicketsRequest.page_token")
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__ListTicketsRequest> {
            let c = arena.allocate(Danhba__Contacts__V1__ListTicketsRequest.self)
            danhba__contacts__v1__list_tickets_request__init(c)
            c.pointee.filter = self.filter?.build(in: arena)
            c.pointee.page_size = self.pageSize
            c.pointee.page_token = arena.string(self.pageToken)
            return c
        }
    }

    /// `danhba.contacts.v1.ListTicketsResponse`
    public struct ListTicketsResponse: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.ListTicketsResponse"

        public var tickets: [ContactsV1.Ticket] = []
        /// Empty on the last page.
        public var nextPageToken: String = ""

        public init() {}

        public init(
            tickets: [ContactsV1.Ticket] = [],
            nextPageToken: String = ""
        ) {
            self.tickets = tickets
            self.nextPageToken = nextPageToken
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__list_tickets_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__ListTicketsResponse>) throws {
            tickets = try Unpacking.messages(c.pointee.n_tickets, c.pointee.tickets) { try ContactsV1.Ticket(c: $0) }
            nextPageToken = try Unpacking.string(c.pointee.next_page_token, "danhba.contacts.v1.ListTicketsResponse.next_page_token")
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__ListTicketsResponse> {
            let c = arena.allocate(Danhba__Contacts__V1__ListTicketsResponse.self)
            danhba__contacts__v1__list_tickets_response__init(c)
            (c.pointee.n_tickets, c.pointee.tickets) = arena.array(self.tickets) { value, arena in value.build(in: arena) }
            c.pointee.next_page_token = arena.string(self.nextPageToken)
            return c
        }
    }
}

extension ContactsV1 {
    /// The methods of `danhba.contacts.v1.Tickets`.
    public enum TicketsMethods {
        /// The service with all its methods, in the order of the contract.
        public static let descriptor = ServiceDescriptor(
            name: "danhba.contacts.v1.Tickets", methods: [createTicket, getTicket, updateTicket, listTickets],
            comment: "A caller that sees only some contacts sees the tickets of these, and those assigned to the agents whose contacts it\nsees; of a list without contacts or companies in its filter, the latter.")

        /// Creates a ticket with status NEW. INVALID_ARGUMENT with every field that is wrong; NOT_FOUND for an unknown contact or
        /// assignee; FAILED_PRECONDITION (2041) for an assignee who is not active. Safe to retry only with `request_id`, as
        /// CreateContact.
        public static let createTicket = MethodDescriptor(
            service: "danhba.contacts.v1.Tickets", name: "CreateTicket",
            kind: .unary, execution: .write, idempotency: .unknown,
            access: .agent,
            inputType: "danhba.contacts.v1.CreateTicketRequest",
            outputType: "danhba.contacts.v1.CreateTicketResponse",
            comment: "Creates a ticket with status NEW. INVALID_ARGUMENT with every field that is wrong; NOT_FOUND for an unknown contact or\nassignee; FAILED_PRECONDITION (2041) for an assignee who is not active. Safe to retry only with `request_id`, as\nCreateContact.")

        /// One ticket by id. NOT_FOUND. Safe to retry.
        public static let getTicket = MethodDescriptor(
            service: "danhba.contacts.v1.Tickets", name: "GetTicket",
            kind: .unary, execution: .read, idempotency: .noSideEffects,
            access: .agent,
            inputType: "danhba.contacts.v1.GetTicketRequest",
            outputType: "danhba.contacts.v1.GetTicketResponse",
            comment: "One ticket by id. NOT_FOUND. Safe to retry.")

        /// Changes the fields named in `update_mask`; otherwise as CreateTicket. ABORTED when `expected_version` is not the stored
        /// one. A change that changes nothing keeps version and time. Safe to retry with `expected_version`.
        public static let updateTicket = MethodDescriptor(
            service: "danhba.contacts.v1.Tickets", name: "UpdateTicket",
            kind: .unary, execution: .write, idempotency: .unknown,
            access: .agent,
            inputType: "danhba.contacts.v1.UpdateTicketRequest",
            outputType: "danhba.contacts.v1.UpdateTicketResponse",
            comment: "Changes the fields named in `update_mask`; otherwise as CreateTicket. ABORTED when `expected_version` is not the stored\none. A change that changes nothing keeps version and time. Safe to retry with `expected_version`.")

        /// The tickets that pass a filter, newest first, in pages that stay stable while tickets come. INVALID_ARGUMENT for a page
        /// token that is not of this list. Safe to retry.
        public static let listTickets = MethodDescriptor(
            service: "danhba.contacts.v1.Tickets", name: "ListTickets",
            kind: .unary, execution: .read, idempotency: .noSideEffects,
            access: .agent,
            inputType: "danhba.contacts.v1.ListTicketsRequest",
            outputType: "danhba.contacts.v1.ListTicketsResponse",
            comment: "The tickets that pass a filter, newest first, in pages that stay stable while tickets come. INVALID_ARGUMENT for a page\ntoken that is not of this list. Safe to retry.")
    }

    /// Calls `danhba.contacts.v1.Tickets` over a connection.
    public struct TicketsClient: Sendable {
        public let connection: any Connection

        public init(_ connection: any Connection) { self.connection = connection }

        /// Creates a ticket with status NEW. INVALID_ARGUMENT with every field that is wrong; NOT_FOUND for an unknown contact or
        /// assignee; FAILED_PRECONDITION (2041) for an assignee who is not active. Safe to retry only with `request_id`, as
        /// CreateContact.
        public func createTicket(_ request: ContactsV1.CreateTicketRequest, options: CallOptions = CallOptions()) async throws -> ContactsV1.CreateTicketResponse {
            try await connection.unary(TicketsMethods.createTicket, request, options: options)
        }

        /// One ticket by id. NOT_FOUND. Safe to retry.
        public func getTicket(_ request: ContactsV1.GetTicketRequest, options: CallOptions = CallOptions()) async throws -> ContactsV1.GetTicketResponse {
            try await connection.unary(TicketsMethods.getTicket, request, options: options)
        }

        /// Changes the fields named in `update_mask`; otherwise as CreateTicket. ABORTED when `expected_version` is not the stored
        /// one. A change that changes nothing keeps version and time. Safe to retry with `expected_version`.
        public func updateTicket(_ request: ContactsV1.UpdateTicketRequest, options: CallOptions = CallOptions()) async throws -> ContactsV1.UpdateTicketResponse {
            try await connection.unary(TicketsMethods.updateTicket, request, options: options)
        }

        /// The tickets that pass a filter, newest first, in pages that stay stable while tickets come. INVALID_ARGUMENT for a page
        /// token that is not of this list. Safe to retry.
        public func listTickets(_ request: ContactsV1.ListTicketsRequest, options: CallOptions = CallOptions()) async throws -> ContactsV1.ListTicketsResponse {
            try await connection.unary(TicketsMethods.listTickets, request, options: options)
        }
    }

    /// A caller that sees only some contacts sees the tickets of these, and those assigned to the agents whose contacts it
    /// sees; of a list without contacts or companies in its filter, the latter.
    ///
    /// What a server of it implements; `Router.register(_:lanes:)` adds it to a server.
    public protocol TicketsService: Sendable {
        /// What `inline` and `read` methods read through.
        associatedtype Reader
        /// What `write` methods write through.
        associatedtype Writer

        /// Creates a ticket with status NEW. INVALID_ARGUMENT with every field that is wrong; NOT_FOUND for an unknown contact or
        /// assignee; FAILED_PRECONDITION (2041) for an assignee who is not active. Safe to retry only with `request_id`, as
        /// CreateContact.
        func createTicket(_ request: ContactsV1.CreateTicketRequest, _ writer: Writer, _ context: CallContext) throws -> ContactsV1.CreateTicketResponse

        /// One ticket by id. NOT_FOUND. Safe to retry.
        func getTicket(_ request: ContactsV1.GetTicketRequest, _ reader: Reader, _ context: CallContext) throws -> ContactsV1.GetTicketResponse

        /// Changes the fields named in `update_mask`; otherwise as CreateTicket. ABORTED when `expected_version` is not the stored
        /// one. A change that changes nothing keeps version and time. Safe to retry with `expected_version`.
        func updateTicket(_ request: ContactsV1.UpdateTicketRequest, _ writer: Writer, _ context: CallContext) throws -> ContactsV1.UpdateTicketResponse

        /// The tickets that pass a filter, newest first, in pages that stay stable while tickets come. INVALID_ARGUMENT for a page
        /// token that is not of this list. Safe to retry.
        func listTickets(_ request: ContactsV1.ListTicketsRequest, _ reader: Reader, _ context: CallContext) throws -> ContactsV1.ListTicketsResponse
    }
}

extension Router {
    /// Adds `danhba.contacts.v1.Tickets`, its methods run in `lanes`. A service may be added once.
    @inlinable
    public mutating func register<S: ContactsV1.TicketsService, L: ExecutionLanes<S.Reader, S.Writer>>(
        _ service: S, lanes: L
    ) {
        register(
            ContactsV1.TicketsMethods.descriptor,
            methods: [
                .write(ContactsV1.TicketsMethods.createTicket, lanes) { (request: ContactsV1.CreateTicketRequest, writer, context) in
                    try service.createTicket(request, writer, context)
                },
                .read(ContactsV1.TicketsMethods.getTicket, lanes) { (request: ContactsV1.GetTicketRequest, reader, context) in
                    try service.getTicket(request, reader, context)
                },
                .write(ContactsV1.TicketsMethods.updateTicket, lanes) { (request: ContactsV1.UpdateTicketRequest, writer, context) in
                    try service.updateTicket(request, writer, context)
                },
                .read(ContactsV1.TicketsMethods.listTickets, lanes) { (request: ContactsV1.ListTicketsRequest, reader, context) in
                    try service.listTickets(request, reader, context)
                },
            ], lanes: lanes)
    }
}
