// swift-format-ignore-file
// Generated from danhba/contacts/v1/duplicates.proto by dev/proto.sh. Do not edit.

internal import CMessages
public import RPCCore

extension ContactsV1 {
    /// `danhba.contacts.v1.FindDuplicatesRequest`
    public struct FindDuplicatesRequest: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.FindDuplicatesRequest"

        /// By phone or e-mail; unspecified with `custom_key`.
        public var key: ContactsV1.DuplicateKey = .unspecified
        /// By the values of a custom field, several options each for itself.
        public var customKey: String = ""
        /// 1–500; 0: 50.
        public var pageSize: Int32 = 0
        /// `next_page_token` of the page before; empty for the first.
        public var pageToken: String = ""

        public init() {}

        public init(
            key: ContactsV1.DuplicateKey = .unspecified,
            customKey: String = "",
            pageSize: Int32 = 0,
            pageToken: String = ""
        ) {
            self.key = key
            self.customKey = customKey
            self.pageSize = pageSize
            self.pageToken = pageToken
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__find_duplicates_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__FindDuplicatesRequest>) throws {
            key = ContactsV1.DuplicateKey(c: c.pointee.key)
            customKey = try Unpacking.string(c.pointee.custom_key, "danhba.contacts.v1.FindDuplicatesRequest.custom_key")
            pageSize = c.pointee.page_size
            pageToken = try Unpacking.string(c.pointee.page_token, "danhba.contacts.v1.FindDuplicatesRequest.page_token")
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__FindDuplicatesRequest> {
            let c = arena.allocate(Danhba__Contacts__V1__FindDuplicatesRequest.self)
            danhba__contacts__v1__find_duplicates_request__init(c)
            c.pointee.key = self.key.c
            c.pointee.custom_key = arena.string(self.customKey)
            c.pointee.page_size = self.pageSize
            c.pointee.page_token = arena.string(self.pageToken)
            return c
        }
    }

    /// `danhba.contacts.v1.DuplicateGroup`
    public struct DuplicateGroup: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.DuplicateGroup"

        /// Ascending, so oldest first; at most 100.
        public var contactIDs: [Int64] = []
        /// All contacts of the group.
        public var contactCount: Int64 = 0

        public init() {}

        public init(
            contactIDs: [Int64] = [],
            contactCount: Int64 = 0
        ) {
            self.contactIDs = contactIDs
            self.contactCount = contactCount
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__duplicate_group__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__DuplicateGroup>) throws {
            contactIDs = Unpacking.array(c.pointee.n_contact_ids, c.pointee.contact_ids)
            contactCount = c.pointee.contact_count
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__DuplicateGroup> {
            let c = arena.allocate(Danhba__Contacts__V1__DuplicateGroup.self)
            danhba__contacts__v1__duplicate_group__init(c)
            (c.pointee.n_contact_ids, c.pointee.contact_ids) = arena.array(self.contactIDs) { value, _ in value }
            c.pointee.contact_count = self.contactCount
            return c
        }
    }

    /// `danhba.contacts.v1.FindDuplicatesResponse`
    public struct FindDuplicatesResponse: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.FindDuplicatesResponse"

        public var groups: [ContactsV1.DuplicateGroup] = []
        /// Empty on the last page.
        public var nextPageToken: String = ""

        public init() {}

        public init(
            groups: [ContactsV1.DuplicateGroup] = [],
            nextPageToken: String = ""
        ) {
            self.groups = groups
            self.nextPageToken = nextPageToken
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__find_duplicates_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__FindDuplicatesResponse>) throws {
            groups = try Unpacking.messages(c.pointee.n_groups, c.pointee.groups) { try ContactsV1.DuplicateGroup(c: $0) }
            nextPageToken = try Unpacking.string(c.pointee.next_page_token, "danhba.contacts.v1.FindDuplicatesResponse.next_page_token")
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__FindDuplicatesResponse> {
            let c = arena.allocate(Danhba__Contacts__V1__FindDuplicatesResponse.self)
            danhba__contacts__v1__find_duplicates_response__init(c)
            (c.pointee.n_groups, c.pointee.groups) = arena.array(self.groups) { value, arena in value.build(in: arena) }
            c.pointee.next_page_token = arena.string(self.nextPageToken)
            return c
        }
    }

    /// Where a field's value is taken from.
    public struct MergeChoice: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.MergeChoice"

        /// A name of ContactFields, or `custom.KEY`.
        public var field: String = ""
        /// The survivor or one of the others; its value is taken, blank or not.
        public var contactID: Int64 = 0

        public init() {}

        public init(
            field: String = "",
            contactID: Int64 = 0
        ) {
            self.field = field
            self.contactID = contactID
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__merge_choice__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__MergeChoice>) throws {
            field = try Unpacking.string(c.pointee.field, "danhba.contacts.v1.MergeChoice.field")
            contactID = c.pointee.contact_id
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__MergeChoice> {
            let c = arena.allocate(Danhba__Contacts__V1__MergeChoice.self)
            danhba__contacts__v1__merge_choice__init(c)
            c.pointee.field = arena.string(self.field)
            c.pointee.contact_id = self.contactID
            return c
        }
    }

    /// `danhba.contacts.v1.ExpectedVersion`
    public struct ExpectedVersion: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.ExpectedVersion"

        public var contactID: Int64 = 0
        public var version: Int64 = 0

        public init() {}

        public init(
            contactID: Int64 = 0,
            version: Int64 = 0
        ) {
            self.contactID = contactID
            self.version = version
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__expected_version__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__ExpectedVersion>) throws {
            contactID = c.pointee.contact_id
            version = c.pointee.version
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__ExpectedVersion> {
            let c = arena.allocate(Danhba__Contacts__V1__ExpectedVersion.self)
            danhba__contacts__v1__expected_version__init(c)
            c.pointee.contact_id = self.contactID
            c.pointee.version = self.version
            return c
        }
    }

    /// `danhba.contacts.v1.MergeContactsRequest`
    public struct MergeContactsRequest: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.MergeContactsRequest"

        public var survivorID: Int64 = 0
        /// 1–100 others.
        public var mergedIDs: [Int64] = []
        /// Each field once.
        public var choices: [ContactsV1.MergeChoice] = []
        /// Of contacts that must not have changed since they were looked at.
        public var expectedVersions: [ContactsV1.ExpectedVersion] = []
        /// Answer what would come of it, and change nothing.
        public var dryRun: Bool = false

        public init() {}

        public init(
            survivorID: Int64 = 0,
            mergedIDs: [Int64] = [],
            choices: [ContactsV1.MergeChoice] = [],
            expectedVersions: [ContactsV1.ExpectedVersion] = [],
            dryRun: Bool = false
        ) {
            self.survivorID = survivorID
            self.mergedIDs = mergedIDs
            self.choices = choices
            self.expectedVersions = expectedVersions
            self.dryRun = dryRun
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__merge_contacts_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__MergeContactsRequest>) throws {
            survivorID = c.pointee.survivor_id
            mergedIDs = Unpacking.array(c.pointee.n_merged_ids, c.pointee.merged_ids)
            choices = try Unpacking.messages(c.pointee.n_choices, c.pointee.choices) { try ContactsV1.MergeChoice(c: $0) }
            expectedVersions = try Unpacking.messages(c.pointee.n_expected_versions, c.pointee.expected_versions) { try ContactsV1.ExpectedVersion(c: $0) }
            dryRun = c.pointee.dry_run != 0
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__MergeContactsRequest> {
            let c = arena.allocate(Danhba__Contacts__V1__MergeContactsRequest.self)
            danhba__contacts__v1__merge_contacts_request__init(c)
            c.pointee.survivor_id = self.survivorID
            (c.pointee.n_merged_ids, c.pointee.merged_ids) = arena.array(self.mergedIDs) { value, _ in value }
            (c.pointee.n_choices, c.pointee.choices) = arena.array(self.choices) { value, arena in value.build(in: arena) }
            (c.pointee.n_expected_versions, c.pointee.expected_versions) = arena.array(self.expectedVersions) { value, arena in value.build(in: arena) }
            c.pointee.dry_run = self.dryRun ? 1 : 0
            return c
        }
    }

    /// `danhba.contacts.v1.MergeContactsResponse`
    public struct MergeContactsResponse: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.MergeContactsResponse"

        /// The survivor as it is, or would be.
        public var contact: ContactsV1.Contact? = nil
        /// Tickets that are now the survivor's.
        public var ticketCount: Int64 = 0
        /// Empty when nothing was changed.
        public var operationID: String = ""

        public init() {}

        public init(
            contact: ContactsV1.Contact? = nil,
            ticketCount: Int64 = 0,
            operationID: String = ""
        ) {
            self.contact = contact
            self.ticketCount = ticketCount
            self.operationID = operationID
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__merge_contacts_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__MergeContactsResponse>) throws {
            contact = try c.pointee.contact.map { try ContactsV1.Contact(c: $0) }
            ticketCount = c.pointee.ticket_count
            operationID = try Unpacking.string(c.pointee.operation_id, "danhba.contacts.v1.MergeContactsResponse.operation_id")
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__MergeContactsResponse> {
            let c = arena.allocate(Danhba__Contacts__V1__MergeContactsResponse.self)
            danhba__contacts__v1__merge_contacts_response__init(c)
            c.pointee.contact = self.contact?.build(in: arena)
            c.pointee.ticket_count = self.ticketCount
            c.pointee.operation_id = arena.string(self.operationID)
            return c
        }
    }
}

extension ContactsV1 {
    /// The methods of `danhba.contacts.v1.Duplicates`.
    public enum DuplicatesMethods {
        /// The service with all its methods, in the order of the contract.
        public static let descriptor = ServiceDescriptor(
            name: "danhba.contacts.v1.Duplicates", methods: [findDuplicates, mergeContacts],
            comment: "Contacts that are there twice: finding them, and making one of several. Nothing is ever merged by itself.")

        /// Groups of live contacts that share a value, the group with the oldest contact first, in pages. NOT_FOUND for an unknown
        /// custom field; INVALID_ARGUMENT for a page token that is not of this list. Looks at every value of the workspace, so a
        /// page takes a tenth of a second for half a million contacts. Safe to retry.
        public static let findDuplicates = MethodDescriptor(
            service: "danhba.contacts.v1.Duplicates", name: "FindDuplicates",
            kind: .unary, execution: .read, idempotency: .noSideEffects,
            access: .admin,
            inputType: "danhba.contacts.v1.FindDuplicatesRequest",
            outputType: "danhba.contacts.v1.FindDuplicatesResponse",
            comment: "Groups of live contacts that share a value, the group with the oldest contact first, in pages. NOT_FOUND for an unknown\ncustom field; INVALID_ARGUMENT for a page token that is not of this list. Looks at every value of the workspace, so a\npage takes a tenth of a second for half a million contacts. Safe to retry.")

        /// Makes one contact of several: the survivor gets what it lacks from the others in their order, all their phones and
        /// e-mails, and their tickets; the others are deleted. `choices` say otherwise field by field. All in one transaction. A
        /// manager who is not active is not taken over; FAILED_PRECONDITION (2041) when a choice says so.
        /// NOT_FOUND for a contact that is not live; ABORTED when a version is not the expected one; INVALID_ARGUMENT with every
        /// field that is wrong, and when the phones or e-mails are more than a contact may have. UndoOperation with the answer's
        /// operation takes the contacts and their tickets apart again (unmerge). Safe to retry: the others are gone.
        public static let mergeContacts = MethodDescriptor(
            service: "danhba.contacts.v1.Duplicates", name: "MergeContacts",
            kind: .unary, execution: .write, idempotency: .unknown,
            access: .supervisor,
            inputType: "danhba.contacts.v1.MergeContactsRequest",
            outputType: "danhba.contacts.v1.MergeContactsResponse",
            comment: "Makes one contact of several: the survivor gets what it lacks from the others in their order, all their phones and\ne-mails, and their tickets; the others are deleted. `choices` say otherwise field by field. All in one transaction. A\nmanager who is not active is not taken over; FAILED_PRECONDITION (2041) when a choice says so.\nNOT_FOUND for a contact that is not live; ABORTED when a version is not the expected one; INVALID_ARGUMENT with every\nfield that is wrong, and when the phones or e-mails are more than a contact may have. UndoOperation with the answer's\noperation takes the contacts and their tickets apart again (unmerge). Safe to retry: the others are gone.")
    }

    /// Calls `danhba.contacts.v1.Duplicates` over a connection.
    public struct DuplicatesClient: Sendable {
        public let connection: any Connection

        public init(_ connection: any Connection) { self.connection = connection }

        /// Groups of live contacts that share a value, the group with the oldest contact first, in pages. NOT_FOUND for an unknown
        /// custom field; INVALID_ARGUMENT for a page token that is not of this list. Looks at every value of the workspace, so a
        /// page takes a tenth of a second for half a million contacts. Safe to retry.
        public func findDuplicates(_ request: ContactsV1.FindDuplicatesRequest, options: CallOptions = CallOptions()) async throws -> ContactsV1.FindDuplicatesResponse {
            try await connection.unary(DuplicatesMethods.findDuplicates, request, options: options)
        }

        /// Makes one contact of several: the survivor gets what it lacks from the others in their order, all their phones and
        /// e-mails, and their tickets; the others are deleted. `choices` say otherwise field by field. All in one transaction. A
        /// manager who is not active is not taken over; FAILED_PRECONDITION (2041) when a choice says so.
        /// NOT_FOUND for a contact that is not live; ABORTED when a version is not the expected one; INVALID_ARGUMENT with every
        /// field that is wrong, and when the phones or e-mails are more than a contact may have. UndoOperation with the answer's
        /// operation takes the contacts and their tickets apart again (unmerge). Safe to retry: the others are gone.
        public func mergeContacts(_ request: ContactsV1.MergeContactsRequest, options: CallOptions = CallOptions()) async throws -> ContactsV1.MergeContactsResponse {
            try await connection.unary(DuplicatesMethods.mergeContacts, request, options: options)
        }
    }

    /// Contacts that are there twice: finding them, and making one of several. Nothing is ever merged by itself.
    ///
    /// What a server of it implements; `Router.register(_:lanes:)` adds it to a server.
    public protocol DuplicatesService: Sendable {
        /// What `inline` and `read` methods read through.
        associatedtype Reader
        /// What `write` methods write through.
        associatedtype Writer

        /// Groups of live contacts that share a value, the group with the oldest contact first, in pages. NOT_FOUND for an unknown
        /// custom field; INVALID_ARGUMENT for a page token that is not of this list. Looks at every value of the workspace, so a
        /// page takes a tenth of a second for half a million contacts. Safe to retry.
        func findDuplicates(_ request: ContactsV1.FindDuplicatesRequest, _ reader: Reader, _ context: CallContext) throws -> ContactsV1.FindDuplicatesResponse

        /// Makes one contact of several: the survivor gets what it lacks from the others in their order, all their phones and
        /// e-mails, and their tickets; the others are deleted. `choices` say otherwise field by field. All in one transaction. A
        /// manager who is not active is not taken over; FAILED_PRECONDITION (2041) when a choice says so.
        /// NOT_FOUND for a contact that is not live; ABORTED when a version is not the expected one; INVALID_ARGUMENT with every
        /// field that is wrong, and when the phones or e-mails are more than a contact may have. UndoOperation with the answer's
        /// operation takes the contacts and their tickets apart again (unmerge). Safe to retry: the others are gone.
        func mergeContacts(_ request: ContactsV1.MergeContactsRequest, _ writer: Writer, _ context: CallContext) throws -> ContactsV1.MergeContactsResponse
    }
}

extension Router {
    /// Adds `danhba.contacts.v1.Duplicates`, its methods run in `lanes`. A service may be added once.
    @inlinable
    public mutating func register<S: ContactsV1.DuplicatesService, L: ExecutionLanes<S.Reader, S.Writer>>(
        _ service: S, lanes: L
    ) {
        register(
            ContactsV1.DuplicatesMethods.descriptor,
            methods: [
                .read(ContactsV1.DuplicatesMethods.findDuplicates, lanes) { (request: ContactsV1.FindDuplicatesRequest, reader, context) in
                    try service.findDuplicates(request, reader, context)
                },
                .write(ContactsV1.DuplicatesMethods.mergeContacts, lanes) { (request: ContactsV1.MergeContactsRequest, writer, context) in
                    try service.mergeContacts(request, writer, context)
                },
            ], lanes: lanes)
    }
}
