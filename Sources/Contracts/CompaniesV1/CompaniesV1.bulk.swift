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
        /// Decide only.
        public var plan: Bool = false
        /// What a plan decided, where it is to be compared.
        public var expected: ContactsV1.BulkExpectation? = nil

        public init() {}

        public init(
            jobID: String = "",
            chunk: Int64 = 0,
            options: CompaniesV1.BulkCompanyOptions? = nil,
            rows: [CompaniesV1.BulkCompanyRow] = [],
            plan: Bool = false,
            expected: ContactsV1.BulkExpectation? = nil
        ) {
            self.jobID = jobID
            self.chunk = chunk
            self.options = options
            self.rows = rows
            self.plan = plan
            self.expected = expected
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
            plan = c.pointee.plan != 0
            expected = try c.pointee.expected.map { try ContactsV1.BulkExpectation(c: $0) }
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Companies__V1__BulkWriteCompaniesRequest> {
            let c = arena.allocate(Danhba__Companies__V1__BulkWriteCompaniesRequest.self)
            danhba__companies__v1__bulk_write_companies_request__init(c)
            c.pointee.job_id = arena.string(self.jobID)
            c.pointee.chunk = self.chunk
            c.pointee.options = self.options?.build(in: arena)
            (c.pointee.n_rows, c.pointee.rows) = arena.array(self.rows) { value, arena in value.build(in: arena) }
            c.pointee.plan = self.plan ? 1 : 0
            c.pointee.expected = self.expected?.build(in: arena)
            return c
        }
    }

    /// `danhba.companies.v1.BulkWriteCompaniesResponse`
    public struct BulkWriteCompaniesResponse: Message, Equatable {
        public static let fullName = "danhba.companies.v1.BulkWriteCompaniesResponse"

        /// One for each row, in the order of the rows.
        public var results: [CompaniesV1.BulkCompanyResult] = []
        /// Of a plan, one for each row: equal for equal decisions. Outcome, notes, the companies and their versions after the row
        /// count; values do not, because row and version determine them.
        public var digests: [UInt64] = []
        /// Of a plan: ids from this one on are of companies that do not exist, in results and notes.
        public var firstPlannedID: Int64 = 0

        public init() {}

        public init(
            results: [CompaniesV1.BulkCompanyResult] = [],
            digests: [UInt64] = [],
            firstPlannedID: Int64 = 0
        ) {
            self.results = results
            self.digests = digests
            self.firstPlannedID = firstPlannedID
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__companies__v1__bulk_write_companies_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Companies__V1__BulkWriteCompaniesResponse>) throws {
            results = try Unpacking.messages(c.pointee.n_results, c.pointee.results) { try CompaniesV1.BulkCompanyResult(c: $0) }
            digests = Unpacking.array(c.pointee.n_digests, c.pointee.digests)
            firstPlannedID = c.pointee.first_planned_id
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Companies__V1__BulkWriteCompaniesResponse> {
            let c = arena.allocate(Danhba__Companies__V1__BulkWriteCompaniesResponse.self)
            danhba__companies__v1__bulk_write_companies_response__init(c)
            (c.pointee.n_results, c.pointee.results) = arena.array(self.results) { value, arena in value.build(in: arena) }
            (c.pointee.n_digests, c.pointee.digests) = arena.array(self.digests) { value, _ in value }
            c.pointee.first_planned_id = self.firstPlannedID
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
        /// Of `company_id`, after the row; 0 of a created one, whose version is 1, and where there is none.
        public var version: Int64 = 0
        /// Of a row that is for all of several matches: those that it changed, oldest first, the first 100.
        public var changed: [ContactsV1.RecordVersion] = []
        /// How many it changed beyond those.
        public var moreChanged: Int64 = 0

        public init() {}

        public init(
            outcome: ContactsV1.BulkRowResult.Outcome = .unspecified,
            companyID: Int64 = 0,
            notes: [ContactsV1.RowNote] = [],
            version: Int64 = 0,
            changed: [ContactsV1.RecordVersion] = [],
            moreChanged: Int64 = 0
        ) {
            self.outcome = outcome
            self.companyID = companyID
            self.notes = notes
            self.version = version
            self.changed = changed
            self.moreChanged = moreChanged
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
            version = c.pointee.version
            changed = try Unpacking.messages(c.pointee.n_changed, c.pointee.changed) { try ContactsV1.RecordVersion(c: $0) }
            moreChanged = c.pointee.more_changed
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Companies__V1__BulkCompanyResult> {
            let c = arena.allocate(Danhba__Companies__V1__BulkCompanyResult.self)
            danhba__companies__v1__bulk_company_result__init(c)
            c.pointee.outcome = self.outcome.c
            c.pointee.company_id = self.companyID
            (c.pointee.n_notes, c.pointee.notes) = arena.array(self.notes) { value, arena in value.build(in: arena) }
            c.pointee.version = self.version
            (c.pointee.n_changed, c.pointee.changed) = arena.array(self.changed) { value, arena in value.build(in: arena) }
            c.pointee.more_changed = self.moreChanged
            return c
        }
    }

    /// `danhba.companies.v1.FinishBulkWriteRequest`
    public struct FinishBulkWriteRequest: Message, Equatable {
        public static let fullName = "danhba.companies.v1.FinishBulkWriteRequest"

        public var jobID: String = ""
        /// Forget the plan of this id and not a job.
        public var plan: Bool = false

        public init() {}

        public init(
            jobID: String = "",
            plan: Bool = false
        ) {
            self.jobID = jobID
            self.plan = plan
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__companies__v1__finish_bulk_write_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Companies__V1__FinishBulkWriteRequest>) throws {
            jobID = try Unpacking.string(c.pointee.job_id, "danhba.companies.v1.FinishBulkWriteRequest.job_id")
            plan = c.pointee.plan != 0
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Companies__V1__FinishBulkWriteRequest> {
            let c = arena.allocate(Danhba__Companies__V1__FinishBulkWriteRequest.self)
            danhba__companies__v1__finish_bulk_write_request__init(c)
            c.pointee.job_id = arena.string(self.jobID)
            c.pointee.plan = self.plan ? 1 : 0
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

    /// `danhba.companies.v1.ExplainBulkRowRequest`
    public struct ExplainBulkRowRequest: Message, Equatable {
        public static let fullName = "danhba.companies.v1.ExplainBulkRowRequest"

        /// As in BulkWriteCompanies.
        public var jobID: String = ""
        public var plan: Bool = false
        public var options: CompaniesV1.BulkCompanyOptions? = nil
        /// As it was sent.
        public var row: CompaniesV1.BulkCompanyRow? = nil
        /// What was answered.
        public var result: CompaniesV1.BulkCompanyResult? = nil

        public init() {}

        public init(
            jobID: String = "",
            plan: Bool = false,
            options: CompaniesV1.BulkCompanyOptions? = nil,
            row: CompaniesV1.BulkCompanyRow? = nil,
            result: CompaniesV1.BulkCompanyResult? = nil
        ) {
            self.jobID = jobID
            self.plan = plan
            self.options = options
            self.row = row
            self.result = result
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__companies__v1__explain_bulk_row_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Companies__V1__ExplainBulkRowRequest>) throws {
            jobID = try Unpacking.string(c.pointee.job_id, "danhba.companies.v1.ExplainBulkRowRequest.job_id")
            plan = c.pointee.plan != 0
            options = try c.pointee.options.map { try CompaniesV1.BulkCompanyOptions(c: $0) }
            row = try c.pointee.row.map { try CompaniesV1.BulkCompanyRow(c: $0) }
            result = try c.pointee.result.map { try CompaniesV1.BulkCompanyResult(c: $0) }
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Companies__V1__ExplainBulkRowRequest> {
            let c = arena.allocate(Danhba__Companies__V1__ExplainBulkRowRequest.self)
            danhba__companies__v1__explain_bulk_row_request__init(c)
            c.pointee.job_id = arena.string(self.jobID)
            c.pointee.plan = self.plan ? 1 : 0
            c.pointee.options = self.options?.build(in: arena)
            c.pointee.row = self.row?.build(in: arena)
            c.pointee.result = self.result?.build(in: arena)
            return c
        }
    }

    /// `danhba.companies.v1.ExplainBulkRowResponse`
    public struct ExplainBulkRowResponse: Message, Equatable {
        public static let fullName = "danhba.companies.v1.ExplainBulkRowResponse"

        /// For each company that the answer names, by its id or in a note or as changed, the keys that it shares with the row:
        /// `tax_code`, `name`, `custom.KEY`, or `company_id` where the row names the company; as the company was before the row
        /// where the row changed it, else as it is now.
        public var matches: [ContactsV1.SharedKey] = []
        /// What the row changed of each company, oldest first; of a created one everything that it has. Nothing when nothing
        /// changed and when the change log does not reach back so far. At most the 100 that the answer names.
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
            self = try Unpacking.message(bytes, Self.fullName, danhba__companies__v1__explain_bulk_row_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Companies__V1__ExplainBulkRowResponse>) throws {
            matches = try Unpacking.messages(c.pointee.n_matches, c.pointee.matches) { try ContactsV1.SharedKey(c: $0) }
            changes = try Unpacking.messages(c.pointee.n_changes, c.pointee.changes) { try ContactsV1.RecordChange(c: $0) }
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Companies__V1__ExplainBulkRowResponse> {
            let c = arena.allocate(Danhba__Companies__V1__ExplainBulkRowResponse.self)
            danhba__companies__v1__explain_bulk_row_response__init(c)
            (c.pointee.n_matches, c.pointee.matches) = arena.array(self.matches) { value, arena in value.build(in: arena) }
            (c.pointee.n_changes, c.pointee.changes) = arena.array(self.changes) { value, arena in value.build(in: arena) }
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
            name: "danhba.companies.v1.BulkCompanies", methods: [bulkWriteCompanies, finishBulkWrite, explainBulkRow, exportCompanies],
            comment: "Companies in bulk: written from spreadsheets by imports, and exported to them.\n\nWhat is the same for contacts has the messages of danhba.contacts.v1; where these say contacts, companies are meant.")

        /// Matches and writes one chunk of an import in one transaction, row by row in file order. The chunk's answer is stored
        /// with its effect under (job_id, chunk): sent again it returns the same answer and does nothing. A chunk waits while
        /// the one before it is being written; UNAVAILABLE when that one neither is written nor has arrived. RESOURCE_EXHAUSTED
        /// over 5,000 rows, and over 256 where a row may be matched by 1,000 companies (see BulkWriteOptions of contacts);
        /// INVALID_ARGUMENT for options that are wrong. Safe to retry.
        ///
        /// The changes carry the job's id as their operation, by which History.UndoOperation takes them back.
        ///
        /// With `plan` the chunk is decided in a copy that the job's earlier chunks were decided in, and nothing changes: what
        /// would become of its rows is what writing them would do, when nothing else happens meanwhile. FAILED_PRECONDITION (4002
        /// PLAN_EXPIRED) for a later chunk when the copy is not kept any more, which is so 24 hours after its last chunk, or does
        /// not fit the companies any more: begin anew. With `expected` the rows are compared with what was planned of them, inside
        /// the transaction that writes; FAILED_PRECONDITION (4001 PLAN_DRIFT) with the row when one differs, and nothing is
        /// written, unless drift is LENIENT.
        public static let bulkWriteCompanies = MethodDescriptor(
            service: "danhba.companies.v1.BulkCompanies", name: "BulkWriteCompanies",
            kind: .unary, execution: .async, idempotency: .idempotent,
            access: .admin,
            isBulk: true,
            defaultTimeout: .milliseconds(120000),
            inputType: "danhba.companies.v1.BulkWriteCompaniesRequest",
            outputType: "danhba.companies.v1.BulkWriteCompaniesResponse",
            comment: "Matches and writes one chunk of an import in one transaction, row by row in file order. The chunk's answer is stored\nwith its effect under (job_id, chunk): sent again it returns the same answer and does nothing. A chunk waits while\nthe one before it is being written; UNAVAILABLE when that one neither is written nor has arrived. RESOURCE_EXHAUSTED\nover 5,000 rows, and over 256 where a row may be matched by 1,000 companies (see BulkWriteOptions of contacts);\nINVALID_ARGUMENT for options that are wrong. Safe to retry.\n\nThe changes carry the job's id as their operation, by which History.UndoOperation takes them back.\n\nWith `plan` the chunk is decided in a copy that the job's earlier chunks were decided in, and nothing changes: what\nwould become of its rows is what writing them would do, when nothing else happens meanwhile. FAILED_PRECONDITION (4002\nPLAN_EXPIRED) for a later chunk when the copy is not kept any more, which is so 24 hours after its last chunk, or does\nnot fit the companies any more: begin anew. With `expected` the rows are compared with what was planned of them, inside\nthe transaction that writes; FAILED_PRECONDITION (4001 PLAN_DRIFT) with the row when one differs, and nothing is\nwritten, unless drift is LENIENT.")

        /// Forgets the stored answers of a job's chunks, when the job is over, or a plan. Safe to retry.
        public static let finishBulkWrite = MethodDescriptor(
            service: "danhba.companies.v1.BulkCompanies", name: "FinishBulkWrite",
            kind: .unary, execution: .async, idempotency: .idempotent,
            access: .admin,
            inputType: "danhba.companies.v1.FinishBulkWriteRequest",
            outputType: "danhba.companies.v1.FinishBulkWriteResponse",
            comment: "Forgets the stored answers of a job's chunks, when the job is over, or a plan. Safe to retry.")

        /// Says of a row of an import, or of a plan, by which values which companies matched it and what it changed, from the
        /// change log of the operation or of the plan. FAILED_PRECONDITION (4002 PLAN_EXPIRED) when the plan is not kept any more.
        /// Safe to retry.
        public static let explainBulkRow = MethodDescriptor(
            service: "danhba.companies.v1.BulkCompanies", name: "ExplainBulkRow",
            kind: .unary, execution: .async, idempotency: .noSideEffects,
            access: .admin,
            inputType: "danhba.companies.v1.ExplainBulkRowRequest",
            outputType: "danhba.companies.v1.ExplainBulkRowResponse",
            comment: "Says of a row of an import, or of a plan, by which values which companies matched it and what it changed, from the\nchange log of the operation or of the plan. FAILED_PRECONDITION (4002 PLAN_EXPIRED) when the plan is not kept any more.\nSafe to retry.")

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
        /// The changes carry the job's id as their operation, by which History.UndoOperation takes them back.
        ///
        /// With `plan` the chunk is decided in a copy that the job's earlier chunks were decided in, and nothing changes: what
        /// would become of its rows is what writing them would do, when nothing else happens meanwhile. FAILED_PRECONDITION (4002
        /// PLAN_EXPIRED) for a later chunk when the copy is not kept any more, which is so 24 hours after its last chunk, or does
        /// not fit the companies any more: begin anew. With `expected` the rows are compared with what was planned of them, inside
        /// the transaction that writes; FAILED_PRECONDITION (4001 PLAN_DRIFT) with the row when one differs, and nothing is
        /// written, unless drift is LENIENT.
        public func bulkWriteCompanies(_ request: CompaniesV1.BulkWriteCompaniesRequest, options: CallOptions = CallOptions()) async throws -> CompaniesV1.BulkWriteCompaniesResponse {
            try await connection.unary(BulkCompaniesMethods.bulkWriteCompanies, request, options: options)
        }

        /// Forgets the stored answers of a job's chunks, when the job is over, or a plan. Safe to retry.
        public func finishBulkWrite(_ request: CompaniesV1.FinishBulkWriteRequest, options: CallOptions = CallOptions()) async throws -> CompaniesV1.FinishBulkWriteResponse {
            try await connection.unary(BulkCompaniesMethods.finishBulkWrite, request, options: options)
        }

        /// Says of a row of an import, or of a plan, by which values which companies matched it and what it changed, from the
        /// change log of the operation or of the plan. FAILED_PRECONDITION (4002 PLAN_EXPIRED) when the plan is not kept any more.
        /// Safe to retry.
        public func explainBulkRow(_ request: CompaniesV1.ExplainBulkRowRequest, options: CallOptions = CallOptions()) async throws -> CompaniesV1.ExplainBulkRowResponse {
            try await connection.unary(BulkCompaniesMethods.explainBulkRow, request, options: options)
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
        /// The changes carry the job's id as their operation, by which History.UndoOperation takes them back.
        ///
        /// With `plan` the chunk is decided in a copy that the job's earlier chunks were decided in, and nothing changes: what
        /// would become of its rows is what writing them would do, when nothing else happens meanwhile. FAILED_PRECONDITION (4002
        /// PLAN_EXPIRED) for a later chunk when the copy is not kept any more, which is so 24 hours after its last chunk, or does
        /// not fit the companies any more: begin anew. With `expected` the rows are compared with what was planned of them, inside
        /// the transaction that writes; FAILED_PRECONDITION (4001 PLAN_DRIFT) with the row when one differs, and nothing is
        /// written, unless drift is LENIENT.
        func bulkWriteCompanies(_ request: CompaniesV1.BulkWriteCompaniesRequest, _ context: CallContext) async throws -> CompaniesV1.BulkWriteCompaniesResponse

        /// Forgets the stored answers of a job's chunks, when the job is over, or a plan. Safe to retry.
        func finishBulkWrite(_ request: CompaniesV1.FinishBulkWriteRequest, _ context: CallContext) async throws -> CompaniesV1.FinishBulkWriteResponse

        /// Says of a row of an import, or of a plan, by which values which companies matched it and what it changed, from the
        /// change log of the operation or of the plan. FAILED_PRECONDITION (4002 PLAN_EXPIRED) when the plan is not kept any more.
        /// Safe to retry.
        func explainBulkRow(_ request: CompaniesV1.ExplainBulkRowRequest, _ context: CallContext) async throws -> CompaniesV1.ExplainBulkRowResponse

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
                .async(CompaniesV1.BulkCompaniesMethods.finishBulkWrite) { (request: CompaniesV1.FinishBulkWriteRequest, context) in
                    try await service.finishBulkWrite(request, context)
                },
                .async(CompaniesV1.BulkCompaniesMethods.explainBulkRow) { (request: CompaniesV1.ExplainBulkRowRequest, context) in
                    try await service.explainBulkRow(request, context)
                },
                .serverStreaming(CompaniesV1.BulkCompaniesMethods.exportCompanies) { (request: CompaniesV1.ExportCompaniesRequest, responses, context) in
                    try await service.exportCompanies(request, responses, context)
                },
            ], lanes: lanes)
    }
}
