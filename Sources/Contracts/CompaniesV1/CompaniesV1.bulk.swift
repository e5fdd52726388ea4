// swift-format-ignore-file
// Generated from danhba/companies/v1/bulk.proto by dev/proto.sh. Do not edit.

internal import CMessages
public import RPCCore

extension CompaniesV1 {
    /// What makes a row match a live company.
    ///
    /// A number that this version of the contract does not know is read as `unspecified`.
    public enum CompanyKey: Int32, CaseIterable, Sendable {
        case unspecified = 0
        /// Case is ignored.
        case taxCode = 1
        /// Exactly, but for case and repeated spaces; accents count.
        case name = 2

        init(c: Danhba__Companies__V1__CompanyKey) {
            self = Self(rawValue: Int32(truncatingIfNeeded: c.rawValue)) ?? .unspecified
        }

        var c: Danhba__Companies__V1__CompanyKey { Danhba__Companies__V1__CompanyKey(rawValue: UInt32(bitPattern: rawValue)) }
    }

    /// The same for every chunk of a job.
    public struct BulkCompanyOptions: Message, Equatable {
        public static let fullName = "danhba.companies.v1.BulkCompanyOptions"

        public var mode: ContactsV1.WriteMode = .unspecified
        /// `key_match` says whether any or each has to match. Empty: tax code, unless there are `custom_keys`. A row's
        /// `company_id`, where set, excludes the others.
        public var keys: [CompaniesV1.CompanyKey] = []
        /// Names of fields of CompanyFields, and `custom.KEY`, that the resulting record must have, in addition to `name`.
        /// Required custom fields are asked of created companies, and told of changed ones (2004), as in
        /// danhba.contacts.v1.BulkWriteOptions.
        public var requiredFields: [String] = []
        /// Keys of custom fields that are keys, too; otherwise as in danhba.contacts.v1.BulkWriteOptions.
        public var customKeys: [String] = []
        public var keyMatch: ContactsV1.KeyMatch = .unspecified
        public var matchTarget: ContactsV1.MatchTarget = .unspecified

        public init() {}

        public init(
            mode: ContactsV1.WriteMode = .unspecified,
            keys: [CompaniesV1.CompanyKey] = [],
            requiredFields: [String] = [],
            customKeys: [String] = [],
            keyMatch: ContactsV1.KeyMatch = .unspecified,
            matchTarget: ContactsV1.MatchTarget = .unspecified
        ) {
            self.mode = mode
            self.keys = keys
            self.requiredFields = requiredFields
            self.customKeys = customKeys
            self.keyMatch = keyMatch
            self.matchTarget = matchTarget
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__companies__v1__bulk_company_options__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Companies__V1__BulkCompanyOptions>) throws {
            mode = ContactsV1.WriteMode(c: c.pointee.mode)
            keys = Unpacking.array(c.pointee.n_keys, c.pointee.keys) { CompaniesV1.CompanyKey(c: $0) }
            requiredFields = try Unpacking.strings(c.pointee.n_required_fields, c.pointee.required_fields, "danhba.companies.v1.BulkCompanyOptions.required_fields")
            customKeys = try Unpacking.strings(c.pointee.n_custom_keys, c.pointee.custom_keys, "danhba.companies.v1.BulkCompanyOptions.custom_keys")
            keyMatch = ContactsV1.KeyMatch(c: c.pointee.key_match)
            matchTarget = ContactsV1.MatchTarget(c: c.pointee.match_target)
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Companies__V1__BulkCompanyOptions> {
            let c = arena.allocate(Danhba__Companies__V1__BulkCompanyOptions.self)
            danhba__companies__v1__bulk_company_options__init(c)
            c.pointee.mode = self.mode.c
            (c.pointee.n_keys, c.pointee.keys) = arena.array(self.keys) { value, _ in value.c }
            (c.pointee.n_required_fields, c.pointee.required_fields) = arena.array(self.requiredFields) { value, arena in arena.presentString(value) }
            (c.pointee.n_custom_keys, c.pointee.custom_keys) = arena.array(self.customKeys) { value, arena in arena.presentString(value) }
            c.pointee.key_match = self.keyMatch.c
            c.pointee.match_target = self.matchTarget.c
            return c
        }
    }

    /// One row. A blank value says nothing and never erases. Values are read as in CompanyFields; what is wrong rejects the row
    /// with a note for each field.
    public struct BulkCompanyRow: Message, Equatable {
        public static let fullName = "danhba.companies.v1.BulkCompanyRow"

        /// As the spreadsheet program shows it; ascending over all chunks of a job.
        public var row: Int64 = 0
        public var name: String = ""
        /// Rejected with 2060 and the other's id when another live company has it.
        public var taxCode: String = ""
        public var description: String = ""
        public var phone: String = ""
        public var email: String = ""
        public var website: String = ""
        public var address: String = ""
        /// The company that the row is about, from a `_company_id` column. An unknown or deleted one creates with warning
        /// COMPANY_ID_UNKNOWN (2073) in modes 1–4 and is no match in modes 5 and 6.
        public var companyID: Int64 = 0
        /// By key, each at most once. Overwriting replaces the whole value, also a MULTI_SELECT.
        public var custom: [FieldsV1.CustomValue] = []

        public init() {}

        public init(
            row: Int64 = 0,
            name: String = "",
            taxCode: String = "",
            description: String = "",
            phone: String = "",
            email: String = "",
            website: String = "",
            address: String = "",
            companyID: Int64 = 0,
            custom: [FieldsV1.CustomValue] = []
        ) {
            self.row = row
            self.name = name
            self.taxCode = taxCode
            self.description = description
            self.phone = phone
            self.email = email
            self.website = website
            self.address = address
            self.companyID = companyID
            self.custom = custom
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__companies__v1__bulk_company_row__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Companies__V1__BulkCompanyRow>) throws {
            row = c.pointee.row
            name = try Unpacking.string(c.pointee.name, "danhba.companies.v1.BulkCompanyRow.name")
            taxCode = try Unpacking.string(c.pointee.tax_code, "danhba.companies.v1.BulkCompanyRow.tax_code")
            description = try Unpacking.string(c.pointee.description, "danhba.companies.v1.BulkCompanyRow.description")
            phone = try Unpacking.string(c.pointee.phone, "danhba.companies.v1.BulkCompanyRow.phone")
            email = try Unpacking.string(c.pointee.email, "danhba.companies.v1.BulkCompanyRow.email")
            website = try Unpacking.string(c.pointee.website, "danhba.companies.v1.BulkCompanyRow.website")
            address = try Unpacking.string(c.pointee.address, "danhba.companies.v1.BulkCompanyRow.address")
            companyID = c.pointee.company_id
            custom = try Unpacking.messages(c.pointee.n_custom, c.pointee.custom) { try FieldsV1.CustomValue(c: $0) }
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Companies__V1__BulkCompanyRow> {
            let c = arena.allocate(Danhba__Companies__V1__BulkCompanyRow.self)
            danhba__companies__v1__bulk_company_row__init(c)
            c.pointee.row = self.row
            c.pointee.name = arena.string(self.name)
            c.pointee.tax_code = arena.string(self.taxCode)
            c.pointee.description = arena.string(self.description)
            c.pointee.phone = arena.string(self.phone)
            c.pointee.email = arena.string(self.email)
            c.pointee.website = arena.string(self.website)
            c.pointee.address = arena.string(self.address)
            c.pointee.company_id = self.companyID
            (c.pointee.n_custom, c.pointee.custom) = arena.array(self.custom) { value, arena in value.build(in: arena) }
            return c
        }
    }

    /// `danhba.companies.v1.BulkWriteCompaniesRequest`
    public struct BulkWriteCompaniesRequest: Message, Equatable {
        public static let fullName = "danhba.companies.v1.BulkWriteCompaniesRequest"

        /// Chosen by imports; at most 64 characters. Also the operation id of every change.
        public var jobID: String = ""
        /// From 0, without gaps.
        public var chunk: Int64 = 0
        public var options: CompaniesV1.BulkCompanyOptions? = nil
        /// At most 5,000, in file order.
        public var rows: [CompaniesV1.BulkCompanyRow] = []

        public init() {}

        public init(
            jobID: String = "",
            chunk: Int64 = 0,
            options: CompaniesV1.BulkCompanyOptions? = nil,
            rows: [CompaniesV1.BulkCompanyRow] = []
        ) {
            self.jobID = jobID
            self.chunk = chunk
            self.options = options
            self.rows = rows
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__companies__v1__bulk_write_companies_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Companies__V1__BulkWriteCompaniesRequest>) throws {
            jobID = try Unpacking.string(c.pointee.job_id, "danhba.companies.v1.BulkWriteCompaniesRequest.job_id")
            chunk = c.pointee.chunk
            options = try c.pointee.options.map { try CompaniesV1.BulkCompanyOptions(c: $0) }
            rows = try Unpacking.messages(c.pointee.n_rows, c.pointee.rows) { try CompaniesV1.BulkCompanyRow(c: $0) }
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Companies__V1__BulkWriteCompaniesRequest> {
            let c = arena.allocate(Danhba__Companies__V1__BulkWriteCompaniesRequest.self)
            danhba__companies__v1__bulk_write_companies_request__init(c)
            c.pointee.job_id = arena.string(self.jobID)
            c.pointee.chunk = self.chunk
            c.pointee.options = self.options?.build(in: arena)
            (c.pointee.n_rows, c.pointee.rows) = arena.array(self.rows) { value, arena in value.build(in: arena) }
            return c
        }
    }

    /// `danhba.companies.v1.BulkWriteCompaniesResponse`
    public struct BulkWriteCompaniesResponse: Message, Equatable {
        public static let fullName = "danhba.companies.v1.BulkWriteCompaniesResponse"

        /// One for each row, in the order of the rows.
        public var results: [CompaniesV1.BulkCompanyResult] = []

        public init() {}

        public init(
            results: [CompaniesV1.BulkCompanyResult] = []
        ) {
            self.results = results
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__companies__v1__bulk_write_companies_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Companies__V1__BulkWriteCompaniesResponse>) throws {
            results = try Unpacking.messages(c.pointee.n_results, c.pointee.results) { try CompaniesV1.BulkCompanyResult(c: $0) }
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Companies__V1__BulkWriteCompaniesResponse> {
            let c = arena.allocate(Danhba__Companies__V1__BulkWriteCompaniesResponse.self)
            danhba__companies__v1__bulk_write_companies_response__init(c)
            (c.pointee.n_results, c.pointee.results) = arena.array(self.results) { value, arena in value.build(in: arena) }
            return c
        }
    }

    /// `danhba.companies.v1.BulkCompanyResult`
    public struct BulkCompanyResult: Message, Equatable {
        public static let fullName = "danhba.companies.v1.BulkCompanyResult"

        public var outcome: ContactsV1.BulkRowResult.Outcome = .unspecified
        /// Of created, updated and unchanged rows, the oldest match of one that is for all; 0 otherwise.
        public var companyID: Int64 = 0
        /// Why, and warnings; empty for plain rows.
        public var notes: [ContactsV1.RowNote] = []

        public init() {}

        public init(
            outcome: ContactsV1.BulkRowResult.Outcome = .unspecified,
            companyID: Int64 = 0,
            notes: [ContactsV1.RowNote] = []
        ) {
            self.outcome = outcome
            self.companyID = companyID
            self.notes = notes
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__companies__v1__bulk_company_result__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Companies__V1__BulkCompanyResult>) throws {
            outcome = ContactsV1.BulkRowResult.Outcome(c: c.pointee.outcome)
            companyID = c.pointee.company_id
            notes = try Unpacking.messages(c.pointee.n_notes, c.pointee.notes) { try ContactsV1.RowNote(c: $0) }
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Companies__V1__BulkCompanyResult> {
            let c = arena.allocate(Danhba__Companies__V1__BulkCompanyResult.self)
            danhba__companies__v1__bulk_company_result__init(c)
            c.pointee.outcome = self.outcome.c
            c.pointee.company_id = self.companyID
            (c.pointee.n_notes, c.pointee.notes) = arena.array(self.notes) { value, arena in value.build(in: arena) }
            return c
        }
    }

    /// `danhba.companies.v1.FinishBulkWriteRequest`
    public struct FinishBulkWriteRequest: Message, Equatable {
        public static let fullName = "danhba.companies.v1.FinishBulkWriteRequest"

        public var jobID: String = ""

        public init() {}

        public init(
            jobID: String = ""
        ) {
            self.jobID = jobID
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__companies__v1__finish_bulk_write_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Companies__V1__FinishBulkWriteRequest>) throws {
            jobID = try Unpacking.string(c.pointee.job_id, "danhba.companies.v1.FinishBulkWriteRequest.job_id")
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Companies__V1__FinishBulkWriteRequest> {
            let c = arena.allocate(Danhba__Companies__V1__FinishBulkWriteRequest.self)
            danhba__companies__v1__finish_bulk_write_request__init(c)
            c.pointee.job_id = arena.string(self.jobID)
            return c
        }
    }

    /// `danhba.companies.v1.FinishBulkWriteResponse`
    public struct FinishBulkWriteResponse: Message, Equatable {
        public static let fullName = "danhba.companies.v1.FinishBulkWriteResponse"

        public init() {}

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__companies__v1__finish_bulk_write_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Companies__V1__FinishBulkWriteResponse>) throws {
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Companies__V1__FinishBulkWriteResponse> {
            let c = arena.allocate(Danhba__Companies__V1__FinishBulkWriteResponse.self)
            danhba__companies__v1__finish_bulk_write_response__init(c)
            return c
        }
    }

    /// `danhba.companies.v1.ExportCompaniesRequest`
    public struct ExportCompaniesRequest: Message, Equatable {
        public static let fullName = "danhba.companies.v1.ExportCompaniesRequest"

        public var filter: CompaniesV1.CompanyFilter? = nil
        /// Unspecified: CSV.
        public var format: ContactsV1.FileFormat = .unspecified
        public var order: CompaniesV1.CompanyOrder = .unspecified

        public init() {}

        public init(
            filter: CompaniesV1.CompanyFilter? = nil,
            format: ContactsV1.FileFormat = .unspecified,
            order: CompaniesV1.CompanyOrder = .unspecified
        ) {
            self.filter = filter
            self.format = format
            self.order = order
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__companies__v1__export_companies_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Companies__V1__ExportCompaniesRequest>) throws {
            filter = try c.pointee.filter.map { try CompaniesV1.CompanyFilter(c: $0) }
            format = ContactsV1.FileFormat(c: c.pointee.format)
            order = CompaniesV1.CompanyOrder(c: c.pointee.order)
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Companies__V1__ExportCompaniesRequest> {
            let c = arena.allocate(Danhba__Companies__V1__ExportCompaniesRequest.self)
            danhba__companies__v1__export_companies_request__init(c)
            c.pointee.filter = self.filter?.build(in: arena)
            c.pointee.format = self.format.c
            c.pointee.order = self.order.c
            return c
        }
    }

    /// `danhba.companies.v1.ExportCompaniesResponse`
    public struct ExportCompaniesResponse: Message, Equatable {
        public static let fullName = "danhba.companies.v1.ExportCompaniesResponse"

        /// The next piece of the file, at most 64 KiB.
        public var data: [UInt8] = []

        public init() {}

        public init(
            data: [UInt8] = []
        ) {
            self.data = data
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__companies__v1__export_companies_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Companies__V1__ExportCompaniesResponse>) throws {
            data = Unpacking.bytes(c.pointee.data)
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Companies__V1__ExportCompaniesResponse> {
            let c = arena.allocate(Danhba__Companies__V1__ExportCompaniesResponse.self)
            danhba__companies__v1__export_companies_response__init(c)
            c.pointee.data = arena.bytes(self.data)
            return c
        }
    }
}

extension CompaniesV1 {
    /// The methods of `danhba.companies.v1.BulkCompanies`.
    public enum BulkCompaniesMethods {
        /// The service with all its methods, in the order of the contract.
        public static let descriptor = ServiceDescriptor(
            name: "danhba.companies.v1.BulkCompanies", methods: [bulkWriteCompanies, finishBulkWrite, exportCompanies],
            comment: "Companies in bulk: written from spreadsheets by imports, and exported to them.\n\nWhat is the same for contacts has the messages of danhba.contacts.v1; where these say contacts, companies are meant.")

        /// Matches and writes one chunk of an import in one transaction, row by row in file order. The chunk's answer is stored
        /// with its effect under (job_id, chunk): sent again it returns the same answer and does nothing. A chunk waits while
        /// the one before it is being written; UNAVAILABLE when that one neither is written nor has arrived. RESOURCE_EXHAUSTED
        /// over 5,000 rows, and over 256 where a row may be matched by 1,000 companies (see BulkWriteOptions of contacts);
        /// INVALID_ARGUMENT for options that are wrong. Safe to retry.
        ///
        /// The changes carry the job's id as their operation; undoing a whole import is not offered for companies yet.
        public static let bulkWriteCompanies = MethodDescriptor(
            service: "danhba.companies.v1.BulkCompanies", name: "BulkWriteCompanies",
            kind: .unary, execution: .async, idempotency: .idempotent,
            access: .admin,
            isBulk: true,
            defaultTimeout: .milliseconds(120000),
            inputType: "danhba.companies.v1.BulkWriteCompaniesRequest",
            outputType: "danhba.companies.v1.BulkWriteCompaniesResponse",
            comment: "Matches and writes one chunk of an import in one transaction, row by row in file order. The chunk's answer is stored\nwith its effect under (job_id, chunk): sent again it returns the same answer and does nothing. A chunk waits while\nthe one before it is being written; UNAVAILABLE when that one neither is written nor has arrived. RESOURCE_EXHAUSTED\nover 5,000 rows, and over 256 where a row may be matched by 1,000 companies (see BulkWriteOptions of contacts);\nINVALID_ARGUMENT for options that are wrong. Safe to retry.\n\nThe changes carry the job's id as their operation; undoing a whole import is not offered for companies yet.")

        /// Forgets the stored answers of a job's chunks, when the job is over. Safe to retry.
        public static let finishBulkWrite = MethodDescriptor(
            service: "danhba.companies.v1.BulkCompanies", name: "FinishBulkWrite",
            kind: .unary, execution: .write, idempotency: .idempotent,
            access: .admin,
            inputType: "danhba.companies.v1.FinishBulkWriteRequest",
            outputType: "danhba.companies.v1.FinishBulkWriteResponse",
            comment: "Forgets the stored answers of a job's chunks, when the job is over. Safe to retry.")

        /// The rows of a filter as a file, every cell a text: `_company_id` in the first column, then the built-in fields, then
        /// the custom ones in their order, several values joined with `; `. Imported again by `_company_id` it changes nothing.
        /// Memory is bounded whatever the number of rows. Safe to retry.
        public static let exportCompanies = MethodDescriptor(
            service: "danhba.companies.v1.BulkCompanies", name: "ExportCompanies",
            kind: .serverStreaming, execution: .stream, idempotency: .noSideEffects,
            access: .supervisor,
            isBulk: true,
            defaultTimeout: nil,
            inputType: "danhba.companies.v1.ExportCompaniesRequest",
            outputType: "danhba.companies.v1.ExportCompaniesResponse",
            comment: "The rows of a filter as a file, every cell a text: `_company_id` in the first column, then the built-in fields, then\nthe custom ones in their order, several values joined with `; `. Imported again by `_company_id` it changes nothing.\nMemory is bounded whatever the number of rows. Safe to retry.")
    }

    /// Calls `danhba.companies.v1.BulkCompanies` over a connection.
    public struct BulkCompaniesClient: Sendable {
        public let connection: any Connection

        public init(_ connection: any Connection) { self.connection = connection }

        /// Matches and writes one chunk of an import in one transaction, row by row in file order. The chunk's answer is stored
        /// with its effect under (job_id, chunk): sent again it returns the same answer and does nothing. A chunk waits while
        /// the one before it is being written; UNAVAILABLE when that one neither is written nor has arrived. RESOURCE_EXHAUSTED
        /// over 5,000 rows, and over 256 where a row may be matched by 1,000 companies (see BulkWriteOptions of contacts);
        /// INVALID_ARGUMENT for options that are wrong. Safe to retry.
        ///
        /// The changes carry the job's id as their operation; undoing a whole import is not offered for companies yet.
        public func bulkWriteCompanies(_ request: CompaniesV1.BulkWriteCompaniesRequest, options: CallOptions = CallOptions()) async throws -> CompaniesV1.BulkWriteCompaniesResponse {
            try await connection.unary(BulkCompaniesMethods.bulkWriteCompanies, request, options: options)
        }

        /// Forgets the stored answers of a job's chunks, when the job is over. Safe to retry.
        public func finishBulkWrite(_ request: CompaniesV1.FinishBulkWriteRequest, options: CallOptions = CallOptions()) async throws -> CompaniesV1.FinishBulkWriteResponse {
            try await connection.unary(BulkCompaniesMethods.finishBulkWrite, request, options: options)
        }

        /// The rows of a filter as a file, every cell a text: `_company_id` in the first column, then the built-in fields, then
        /// the custom ones in their order, several values joined with `; `. Imported again by `_company_id` it changes nothing.
        /// Memory is bounded whatever the number of rows. Safe to retry.
        public func exportCompanies(_ request: CompaniesV1.ExportCompaniesRequest, options: CallOptions = CallOptions()) async throws -> ResponseStream<CompaniesV1.ExportCompaniesResponse> {
            try await connection.serverStream(BulkCompaniesMethods.exportCompanies, request, options: options)
        }
    }

    /// Companies in bulk: written from spreadsheets by imports, and exported to them.
    ///
    /// What is the same for contacts has the messages of danhba.contacts.v1; where these say contacts, companies are meant.
    ///
    /// What a server of it implements; `Router.register(_:lanes:)` adds it to a server.
    public protocol BulkCompaniesService: Sendable {
        /// What `inline` and `read` methods read through.
        associatedtype Reader
        /// What `write` methods write through.
        associatedtype Writer

        /// Matches and writes one chunk of an import in one transaction, row by row in file order. The chunk's answer is stored
        /// with its effect under (job_id, chunk): sent again it returns the same answer and does nothing. A chunk waits while
        /// the one before it is being written; UNAVAILABLE when that one neither is written nor has arrived. RESOURCE_EXHAUSTED
        /// over 5,000 rows, and over 256 where a row may be matched by 1,000 companies (see BulkWriteOptions of contacts);
        /// INVALID_ARGUMENT for options that are wrong. Safe to retry.
        ///
        /// The changes carry the job's id as their operation; undoing a whole import is not offered for companies yet.
        func bulkWriteCompanies(_ request: CompaniesV1.BulkWriteCompaniesRequest, _ context: CallContext) async throws -> CompaniesV1.BulkWriteCompaniesResponse

        /// Forgets the stored answers of a job's chunks, when the job is over. Safe to retry.
        func finishBulkWrite(_ request: CompaniesV1.FinishBulkWriteRequest, _ writer: Writer, _ context: CallContext) throws -> CompaniesV1.FinishBulkWriteResponse

        /// The rows of a filter as a file, every cell a text: `_company_id` in the first column, then the built-in fields, then
        /// the custom ones in their order, several values joined with `; `. Imported again by `_company_id` it changes nothing.
        /// Memory is bounded whatever the number of rows. Safe to retry.
        func exportCompanies(_ request: CompaniesV1.ExportCompaniesRequest, _ responses: ResponseWriter<CompaniesV1.ExportCompaniesResponse>, _ context: CallContext) async throws
    }
}

extension Router {
    /// Adds `danhba.companies.v1.BulkCompanies`, its methods run in `lanes`. A service may be added once.
    @inlinable
    public mutating func register<S: CompaniesV1.BulkCompaniesService, L: ExecutionLanes<S.Reader, S.Writer>>(
        _ service: S, lanes: L
    ) {
        register(
            CompaniesV1.BulkCompaniesMethods.descriptor,
            methods: [
                .async(CompaniesV1.BulkCompaniesMethods.bulkWriteCompanies) { (request: CompaniesV1.BulkWriteCompaniesRequest, context) in
                    try await service.bulkWriteCompanies(request, context)
                },
                .write(CompaniesV1.BulkCompaniesMethods.finishBulkWrite, lanes) { (request: CompaniesV1.FinishBulkWriteRequest, writer, context) in
                    try service.finishBulkWrite(request, writer, context)
                },
                .serverStreaming(CompaniesV1.BulkCompaniesMethods.exportCompanies) { (request: CompaniesV1.ExportCompaniesRequest, responses, context) in
                    try await service.exportCompanies(request, responses, context)
                },
            ], lanes: lanes)
    }
}
