// swift-format-ignore-file
// Generated from danhba/contacts/v1/explanations.proto by dev/proto.sh. Do not edit.

internal import CMessages
public import RPCCore

extension ContactsV1 {
    /// `danhba.contacts.v1.ExplainBulkRowRequest`
    public struct ExplainBulkRowRequest: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.ExplainBulkRowRequest"

        /// As in BulkWriteContacts.
        public var jobID: String = ""
        public var plan: Bool = false
        public var options: ContactsV1.BulkWriteOptions? = nil
        /// As it was sent.
        public var row: ContactsV1.BulkRow? = nil
        /// What was answered.
        public var result: ContactsV1.BulkRowResult? = nil

        public init() {}

        public init(
            jobID: String = "",
            plan: Bool = false,
            options: ContactsV1.BulkWriteOptions? = nil,
            row: ContactsV1.BulkRow? = nil,
            result: ContactsV1.BulkRowResult? = nil
        ) {
            self.jobID = jobID
            self.plan = plan
            self.options = options
            self.row = row
            self.result = result
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__explain_bulk_row_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__ExplainBulkRowRequest>) throws {
            jobID = try Unpacking.string(c.pointee.job_id, "danhba.contacts.v1.ExplainBulkRowRequest.job_id")
            plan = c.pointee.plan != 0
            options = try c.pointee.options.map { try ContactsV1.BulkWriteOptions(c: $0) }
            row = try c.pointee.row.map { try ContactsV1.BulkRow(c: $0) }
            result = try c.pointee.result.map { try ContactsV1.BulkRowResult(c: $0) }
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__ExplainBulkRowRequest> {
            let c = arena.allocate(Danhba__Contacts__V1__ExplainBulkRowRequest.self)
            danhba__contacts__v1__explain_bulk_row_request__init(c)
            c.pointee.job_id = arena.string(self.jobID)
            c.pointee.plan = self.plan ? 1 : 0
            c.pointee.options = self.options?.build(in: arena)
            c.pointee.row = self.row?.build(in: arena)
            c.pointee.result = self.result?.build(in: arena)
            return c
        }
    }

    /// `danhba.contacts.v1.ExplainBulkRowResponse`
    public struct ExplainBulkRowResponse: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.ExplainBulkRowResponse"

        /// For each contact that the answer names, by its id or in a note or as changed, the keys that it shares with the row: as the contact was before the row where
        /// the row changed it, else as it is now.
        public var matches: [ContactsV1.SharedKey] = []
        /// What the row changed of each contact, oldest first, as in ListContactChanges; of a created one everything that it has.
        /// Nothing when nothing changed and when the change log does not reach back so far. At most the 100 that the answer names.
        public var changes: [ContactsV1.RecordChange] = []

        public init() {}

        public init(
            matches: [ContactsV1.SharedKey] = [],
            changes: [ContactsV1.RecordChange] = []
        ) {
            self.matches = matches
            self.changes = changes
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__explain_bulk_row_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__ExplainBulkRowResponse>) throws {
            matches = try Unpacking.messages(c.pointee.n_matches, c.pointee.matches) { try ContactsV1.SharedKey(c: $0) }
            changes = try Unpacking.messages(c.pointee.n_changes, c.pointee.changes) { try ContactsV1.RecordChange(c: $0) }
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__ExplainBulkRowResponse> {
            let c = arena.allocate(Danhba__Contacts__V1__ExplainBulkRowResponse.self)
            danhba__contacts__v1__explain_bulk_row_response__init(c)
            (c.pointee.n_matches, c.pointee.matches) = arena.array(self.matches) { value, arena in value.build(in: arena) }
            (c.pointee.n_changes, c.pointee.changes) = arena.array(self.changes) { value, arena in value.build(in: arena) }
            return c
        }
    }

    /// What was changed of one record.
    public struct RecordChange: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.RecordChange"

        public var recordID: Int64 = 0
        public var fields: [ContactsV1.FieldChange] = []

        public init() {}

        public init(
            recordID: Int64 = 0,
            fields: [ContactsV1.FieldChange] = []
        ) {
            self.recordID = recordID
            self.fields = fields
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__record_change__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__RecordChange>) throws {
            recordID = c.pointee.record_id
            fields = try Unpacking.messages(c.pointee.n_fields, c.pointee.fields) { try ContactsV1.FieldChange(c: $0) }
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__RecordChange> {
            let c = arena.allocate(Danhba__Contacts__V1__RecordChange.self)
            danhba__contacts__v1__record_change__init(c)
            c.pointee.record_id = self.recordID
            (c.pointee.n_fields, c.pointee.fields) = arena.array(self.fields) { value, arena in value.build(in: arena) }
            return c
        }
    }

    /// A value by which a contact matches a row.
    public struct SharedKey: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.SharedKey"

        public var contactID: Int64 = 0
        /// `phones`, `emails`, `custom.KEY`, or `contact_id` where the row names the contact.
        public var field: String = ""
        public var value: String = ""

        public init() {}

        public init(
            contactID: Int64 = 0,
            field: String = "",
            value: String = ""
        ) {
            self.contactID = contactID
            self.field = field
            self.value = value
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__shared_key__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__SharedKey>) throws {
            contactID = c.pointee.contact_id
            field = try Unpacking.string(c.pointee.field, "danhba.contacts.v1.SharedKey.field")
            value = try Unpacking.string(c.pointee.value, "danhba.contacts.v1.SharedKey.value")
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__SharedKey> {
            let c = arena.allocate(Danhba__Contacts__V1__SharedKey.self)
            danhba__contacts__v1__shared_key__init(c)
            c.pointee.contact_id = self.contactID
            c.pointee.field = arena.string(self.field)
            c.pointee.value = arena.string(self.value)
            return c
        }
    }
}

extension ContactsV1 {
    /// The methods of `danhba.contacts.v1.Explanations`.
    public enum ExplanationsMethods {
        /// The service with all its methods, in the order of the contract.
        public static let descriptor = ServiceDescriptor(
            name: "danhba.contacts.v1.Explanations", methods: [explainBulkRow],
            comment: "Why an import did with a row what it did.")

        /// Says of a row of an import, or of a plan, by which values which contacts matched it and what it changed, from the
        /// change log of the operation or of the plan. FAILED_PRECONDITION (4002 PLAN_EXPIRED) when the plan is not kept any more.
        /// Safe to retry.
        public static let explainBulkRow = MethodDescriptor(
            service: "danhba.contacts.v1.Explanations", name: "ExplainBulkRow",
            kind: .unary, execution: .async, idempotency: .noSideEffects,
            access: .admin,
            inputType: "danhba.contacts.v1.ExplainBulkRowRequest",
            outputType: "danhba.contacts.v1.ExplainBulkRowResponse",
            comment: "Says of a row of an import, or of a plan, by which values which contacts matched it and what it changed, from the\nchange log of the operation or of the plan. FAILED_PRECONDITION (4002 PLAN_EXPIRED) when the plan is not kept any more.\nSafe to retry.")
    }

    /// Calls `danhba.contacts.v1.Explanations` over a connection.
    public struct ExplanationsClient: Sendable {
        public let connection: any Connection

        public init(_ connection: any Connection) { self.connection = connection }

        /// Says of a row of an import, or of a plan, by which values which contacts matched it and what it changed, from the
        /// change log of the operation or of the plan. FAILED_PRECONDITION (4002 PLAN_EXPIRED) when the plan is not kept any more.
        /// Safe to retry.
        public func explainBulkRow(_ request: ContactsV1.ExplainBulkRowRequest, options: CallOptions = CallOptions()) async throws -> ContactsV1.ExplainBulkRowResponse {
            try await connection.unary(ExplanationsMethods.explainBulkRow, request, options: options)
        }
    }

    /// Why an import did with a row what it did.
    ///
    /// What a server of it implements; `Router.register(_:lanes:)` adds it to a server.
    public protocol ExplanationsService: Sendable {
        /// What `inline` and `read` methods read through.
        associatedtype Reader
        /// What `write` methods write through.
        associatedtype Writer

        /// Says of a row of an import, or of a plan, by which values which contacts matched it and what it changed, from the
        /// change log of the operation or of the plan. FAILED_PRECONDITION (4002 PLAN_EXPIRED) when the plan is not kept any more.
        /// Safe to retry.
        func explainBulkRow(_ request: ContactsV1.ExplainBulkRowRequest, _ context: CallContext) async throws -> ContactsV1.ExplainBulkRowResponse
    }
}

extension Router {
    /// Adds `danhba.contacts.v1.Explanations`, its methods run in `lanes`. A service may be added once.
    @inlinable
    public mutating func register<S: ContactsV1.ExplanationsService, L: ExecutionLanes<S.Reader, S.Writer>>(
        _ service: S, lanes: L
    ) {
        register(
            ContactsV1.ExplanationsMethods.descriptor,
            methods: [
                .async(ContactsV1.ExplanationsMethods.explainBulkRow) { (request: ContactsV1.ExplainBulkRowRequest, context) in
                    try await service.explainBulkRow(request, context)
                },
            ], lanes: lanes)
    }
}
