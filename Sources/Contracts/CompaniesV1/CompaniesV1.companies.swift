// swift-format-ignore-file
// Generated from danhba/companies/v1/companies.proto by dev/proto.sh. Do not edit.

internal import CMessages
public import RPCCore

extension CompaniesV1 {
    /// `danhba.companies.v1.CompanyOrder`
    ///
    /// A number that this version of the contract does not know is read as `unspecified`.
    public enum CompanyOrder: Int32, CaseIterable, Sendable {
        case unspecified = 0
        /// Time of creation, newest first; what unspecified means.
        case newestFirst = 1
        /// Name, without regard to case and accents. A company that is renamed while its list is read may be met twice or not
        /// at all.
        case name = 2

        init(c: Danhba__Companies__V1__CompanyOrder) {
            self = Self(rawValue: Int32(truncatingIfNeeded: c.rawValue)) ?? .unspecified
        }

        var c: Danhba__Companies__V1__CompanyOrder { Danhba__Companies__V1__CompanyOrder(rawValue: UInt32(bitPattern: rawValue)) }
    }

    /// `danhba.companies.v1.Company`
    public struct Company: Message, Equatable {
        public static let fullName = "danhba.companies.v1.Company"

        public var id: Int64 = 0
        /// Starts at 1, grows by one with each change.
        public var version: Int64 = 0
        /// 1–255 characters.
        public var name: String = ""
        /// Unique among live companies; letters, digits and `-`, at most 32; stored in capitals.
        public var taxCode: String = ""
        /// At most 10,000 characters.
        public var description: String = ""
        /// As entered, at most 255 characters; a number that can be normalised is stored as `+84…`.
        public var phone: String = ""
        /// Lower case.
        public var email: String = ""
        /// At most 255 characters.
        public var website: String = ""
        /// At most 1,000 characters.
        public var address: String = ""
        public var createdAtMs: Int64 = 0
        public var updatedAtMs: Int64 = 0
        public var createdBy: String = ""
        /// 0: live.
        public var deletedAtMs: Int64 = 0
        /// The values of active fields (see CreateField), by key; only those that are there. At most 64 KiB in all.
        public var custom: [FieldsV1.CustomValue] = []

        public init() {}

        public init(
            id: Int64 = 0,
            version: Int64 = 0,
            name: String = "",
            taxCode: String = "",
            description: String = "",
            phone: String = "",
            email: String = "",
            website: String = "",
            address: String = "",
            createdAtMs: Int64 = 0,
            updatedAtMs: Int64 = 0,
            createdBy: String = "",
            deletedAtMs: Int64 = 0,
            custom: [FieldsV1.CustomValue] = []
        ) {
            self.id = id
            self.version = version
            self.name = name
            self.taxCode = taxCode
            self.description = description
            self.phone = phone
            self.email = email
            self.website = website
            self.address = address
            self.createdAtMs = createdAtMs
            self.updatedAtMs = updatedAtMs
            self.createdBy = createdBy
            self.deletedAtMs = deletedAtMs
            self.custom = custom
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__companies__v1__company__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Companies__V1__Company>) throws {
            id = c.pointee.id
            version = c.pointee.version
            name = try Unpacking.string(c.pointee.name, "danhba.companies.v1.Company.name")
            taxCode = try Unpacking.string(c.pointee.tax_code, "danhba.companies.v1.Company.tax_code")
            description = try Unpacking.string(c.pointee.description, "danhba.companies.v1.Company.description")
            phone = try Unpacking.string(c.pointee.phone, "danhba.companies.v1.Company.phone")
            email = try Unpacking.string(c.pointee.email, "danhba.companies.v1.Company.email")
            website = try Unpacking.string(c.pointee.website, "danhba.companies.v1.Company.website")
            address = try Unpacking.string(c.pointee.address, "danhba.companies.v1.Company.address")
            createdAtMs = c.pointee.created_at_ms
            updatedAtMs = c.pointee.updated_at_ms
            createdBy = try Unpacking.string(c.pointee.created_by, "danhba.companies.v1.Company.created_by")
            deletedAtMs = c.pointee.deleted_at_ms
            custom = try Unpacking.messages(c.pointee.n_custom, c.pointee.custom) { try FieldsV1.CustomValue(c: $0) }
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Companies__V1__Company> {
            let c = arena.allocate(Danhba__Companies__V1__Company.self)
            danhba__companies__v1__company__init(c)
            c.pointee.id = self.id
            c.pointee.version = self.version
            c.pointee.name = arena.string(self.name)
            c.pointee.tax_code = arena.string(self.taxCode)
            c.pointee.description = arena.string(self.description)
            c.pointee.phone = arena.string(self.phone)
            c.pointee.email = arena.string(self.email)
            c.pointee.website = arena.string(self.website)
            c.pointee.address = arena.string(self.address)
            c.pointee.created_at_ms = self.createdAtMs
            c.pointee.updated_at_ms = self.updatedAtMs
            c.pointee.created_by = arena.string(self.createdBy)
            c.pointee.deleted_at_ms = self.deletedAtMs
            (c.pointee.n_custom, c.pointee.custom) = arena.array(self.custom) { value, arena in value.build(in: arena) }
            return c
        }
    }

    /// The writable values of a company.
    public struct CompanyFields: Message, Equatable {
        public static let fullName = "danhba.companies.v1.CompanyFields"

        public var name: String = ""
        public var taxCode: String = ""
        public var description: String = ""
        public var phone: String = ""
        public var email: String = ""
        public var website: String = ""
        public var address: String = ""
        /// By key, each at most once. 2038 for a key that no active field has.
        public var custom: [FieldsV1.CustomValue] = []

        public init() {}

        public init(
            name: String = "",
            taxCode: String = "",
            description: String = "",
            phone: String = "",
            email: String = "",
            website: String = "",
            address: String = "",
            custom: [FieldsV1.CustomValue] = []
        ) {
            self.name = name
            self.taxCode = taxCode
            self.description = description
            self.phone = phone
            self.email = email
            self.website = website
            self.address = address
            self.custom = custom
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__companies__v1__company_fields__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Companies__V1__CompanyFields>) throws {
            name = try Unpacking.string(c.pointee.name, "danhba.companies.v1.CompanyFields.name")
            taxCode = try Unpacking.string(c.pointee.tax_code, "danhba.companies.v1.CompanyFields.tax_code")
            description = try Unpacking.string(c.pointee.description, "danhba.companies.v1.CompanyFields.description")
            phone = try Unpacking.string(c.pointee.phone, "danhba.companies.v1.CompanyFields.phone")
            email = try Unpacking.string(c.pointee.email, "danhba.companies.v1.CompanyFields.email")
            website = try Unpacking.string(c.pointee.website, "danhba.companies.v1.CompanyFields.website")
            address = try Unpacking.string(c.pointee.address, "danhba.companies.v1.CompanyFields.address")
            custom = try Unpacking.messages(c.pointee.n_custom, c.pointee.custom) { try FieldsV1.CustomValue(c: $0) }
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Companies__V1__CompanyFields> {
            let c = arena.allocate(Danhba__Companies__V1__CompanyFields.self)
            danhba__companies__v1__company_fields__init(c)
            c.pointee.name = arena.string(self.name)
            c.pointee.tax_code = arena.string(self.taxCode)
            c.pointee.description = arena.string(self.description)
            c.pointee.phone = arena.string(self.phone)
            c.pointee.email = arena.string(self.email)
            c.pointee.website = arena.string(self.website)
            c.pointee.address = arena.string(self.address)
            (c.pointee.n_custom, c.pointee.custom) = arena.array(self.custom) { value, arena in value.build(in: arena) }
            return c
        }
    }

    /// `danhba.companies.v1.CreateCompanyRequest`
    public struct CreateCompanyRequest: Message, Equatable {
        public static let fullName = "danhba.companies.v1.CreateCompanyRequest"

        public var fields: CompaniesV1.CompanyFields? = nil
        /// Chosen by the caller, at most 64 characters; makes the call safe to retry.
        public var requestID: String = ""

        public init() {}

        public init(
            fields: CompaniesV1.CompanyFields? = nil,
            requestID: String = ""
        ) {
            self.fields = fields
            self.requestID = requestID
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__companies__v1__create_company_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Companies__V1__CreateCompanyRequest>) throws {
            fields = try c.pointee.fields.map { try CompaniesV1.CompanyFields(c: $0) }
            requestID = try Unpacking.string(c.pointee.request_id, "danhba.companies.v1.CreateCompanyRequest.request_id")
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Companies__V1__CreateCompanyRequest> {
            let c = arena.allocate(Danhba__Companies__V1__CreateCompanyRequest.self)
            danhba__companies__v1__create_company_request__init(c)
            c.pointee.fields = self.fields?.build(in: arena)
            c.pointee.request_id = arena.string(self.requestID)
            return c
        }
    }

    /// `danhba.companies.v1.CreateCompanyResponse`
    public struct CreateCompanyResponse: Message, Equatable {
        public static let fullName = "danhba.companies.v1.CreateCompanyResponse"

        public var company: CompaniesV1.Company? = nil

        public init() {}

        public init(
            company: CompaniesV1.Company? = nil
        ) {
            self.company = company
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__companies__v1__create_company_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Companies__V1__CreateCompanyResponse>) throws {
            company = try c.pointee.company.map { try CompaniesV1.Company(c: $0) }
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Companies__V1__CreateCompanyResponse> {
            let c = arena.allocate(Danhba__Companies__V1__CreateCompanyResponse.self)
            danhba__companies__v1__create_company_response__init(c)
            c.pointee.company = self.company?.build(in: arena)
            return c
        }
    }

    /// `danhba.companies.v1.GetCompanyRequest`
    public struct GetCompanyRequest: Message, Equatable {
        public static let fullName = "danhba.companies.v1.GetCompanyRequest"

        public var id: Int64 = 0

        public init() {}

        public init(
            id: Int64 = 0
        ) {
            self.id = id
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__companies__v1__get_company_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Companies__V1__GetCompanyRequest>) throws {
            id = c.pointee.id
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Companies__V1__GetCompanyRequest> {
            let c = arena.allocate(Danhba__Companies__V1__GetCompanyRequest.self)
            danhba__companies__v1__get_company_request__init(c)
            c.pointee.id = self.id
            return c
        }
    }

    /// `danhba.companies.v1.GetCompanyResponse`
    public struct GetCompanyResponse: Message, Equatable {
        public static let fullName = "danhba.companies.v1.GetCompanyResponse"

        public var company: CompaniesV1.Company? = nil

        public init() {}

        public init(
            company: CompaniesV1.Company? = nil
        ) {
            self.company = company
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__companies__v1__get_company_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Companies__V1__GetCompanyResponse>) throws {
            company = try c.pointee.company.map { try CompaniesV1.Company(c: $0) }
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Companies__V1__GetCompanyResponse> {
            let c = arena.allocate(Danhba__Companies__V1__GetCompanyResponse.self)
            danhba__companies__v1__get_company_response__init(c)
            c.pointee.company = self.company?.build(in: arena)
            return c
        }
    }

    /// `danhba.companies.v1.BatchGetCompaniesRequest`
    public struct BatchGetCompaniesRequest: Message, Equatable {
        public static let fullName = "danhba.companies.v1.BatchGetCompaniesRequest"

        public var ids: [Int64] = []

        public init() {}

        public init(
            ids: [Int64] = []
        ) {
            self.ids = ids
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__companies__v1__batch_get_companies_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Companies__V1__BatchGetCompaniesRequest>) throws {
            ids = Unpacking.array(c.pointee.n_ids, c.pointee.ids)
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Companies__V1__BatchGetCompaniesRequest> {
            let c = arena.allocate(Danhba__Companies__V1__BatchGetCompaniesRequest.self)
            danhba__companies__v1__batch_get_companies_request__init(c)
            (c.pointee.n_ids, c.pointee.ids) = arena.array(self.ids) { value, _ in value }
            return c
        }
    }

    /// `danhba.companies.v1.BatchGetCompaniesResponse`
    public struct BatchGetCompaniesResponse: Message, Equatable {
        public static let fullName = "danhba.companies.v1.BatchGetCompaniesResponse"

        /// In the order of the ids asked for.
        public var companies: [CompaniesV1.Company] = []

        public init() {}

        public init(
            companies: [CompaniesV1.Company] = []
        ) {
            self.companies = companies
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__companies__v1__batch_get_companies_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Companies__V1__BatchGetCompaniesResponse>) throws {
            companies = try Unpacking.messages(c.pointee.n_companies, c.pointee.companies) { try CompaniesV1.Company(c: $0) }
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Companies__V1__BatchGetCompaniesResponse> {
            let c = arena.allocate(Danhba__Companies__V1__BatchGetCompaniesResponse.self)
            danhba__companies__v1__batch_get_companies_response__init(c)
            (c.pointee.n_companies, c.pointee.companies) = arena.array(self.companies) { value, arena in value.build(in: arena) }
            return c
        }
    }

    /// Which companies. Conditions that are set must all hold. Times are UTC milliseconds, a range from its beginning up to
    /// but not including its end; 0: open.
    public struct CompanyFilter: Message, Equatable {
        public static let fullName = "danhba.companies.v1.CompanyFilter"

        /// One text for all that people know of a company; it passes when any of these matches:
        /// every word is the beginning of a word of the name (case and accents ignored, đ = d); the text, at least three
        /// characters, stands anywhere in the tax code or the e-mail address; the digits of a text that is written as a number,
        /// at least three, stand anywhere in a phone number (a leading 0 counts as 84).
        /// At most 255 characters; one without letters and digits says nothing.
        public var text: String = ""
        public var createdFromMs: Int64 = 0
        public var createdBeforeMs: Int64 = 0
        public var updatedFromMs: Int64 = 0
        public var updatedBeforeMs: Int64 = 0

        public init() {}

        public init(
            text: String = "",
            createdFromMs: Int64 = 0,
            createdBeforeMs: Int64 = 0,
            updatedFromMs: Int64 = 0,
            updatedBeforeMs: Int64 = 0
        ) {
            self.text = text
            self.createdFromMs = createdFromMs
            self.createdBeforeMs = createdBeforeMs
            self.updatedFromMs = updatedFromMs
            self.updatedBeforeMs = updatedBeforeMs
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__companies__v1__company_filter__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Companies__V1__CompanyFilter>) throws {
            text = try Unpacking.string(c.pointee.text, "danhba.companies.v1.CompanyFilter.text")
            createdFromMs = c.pointee.created_from_ms
            createdBeforeMs = c.pointee.created_before_ms
            updatedFromMs = c.pointee.updated_from_ms
            updatedBeforeMs = c.pointee.updated_before_ms
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Companies__V1__CompanyFilter> {
            let c = arena.allocate(Danhba__Companies__V1__CompanyFilter.self)
            danhba__companies__v1__company_filter__init(c)
            c.pointee.text = arena.string(self.text)
            c.pointee.created_from_ms = self.createdFromMs
            c.pointee.created_before_ms = self.createdBeforeMs
            c.pointee.updated_from_ms = self.updatedFromMs
            c.pointee.updated_before_ms = self.updatedBeforeMs
            return c
        }
    }

    /// `danhba.companies.v1.ListCompaniesRequest`
    public struct ListCompaniesRequest: Message, Equatable {
        public static let fullName = "danhba.companies.v1.ListCompaniesRequest"

        /// Only companies whose name has a word beginning with each of its words (case and accents ignored, đ = d). At most 255
        /// characters. INVALID_ARGUMENT beside `filter.text`.
        public var text: String = ""
        /// 1–500; 0: 50.
        public var pageSize: Int32 = 0
        public var pageToken: String = ""
        public var filter: CompaniesV1.CompanyFilter? = nil
        public var order: CompaniesV1.CompanyOrder = .unspecified

        public init() {}

        public init(
            text: String = "",
            pageSize: Int32 = 0,
            pageToken: String = "",
            filter: CompaniesV1.CompanyFilter? = nil,
            order: CompaniesV1.CompanyOrder = .unspecified
        ) {
            self.text = text
            self.pageSize = pageSize
            self.pageToken = pageToken
            self.filter = filter
            self.order = order
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__companies__v1__list_companies_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Companies__V1__ListCompaniesRequest>) throws {
            text = try Unpacking.string(c.pointee.text, "danhba.companies.v1.ListCompaniesRequest.text")
            pageSize = c.pointee.page_size
            pageToken = try Unpacking.string(c.pointee.page_token, "danhba.companies.v1.ListCompaniesRequest.page_token")
            filter = try c.pointee.filter.map { try CompaniesV1.CompanyFilter(c: $0) }
            order = CompaniesV1.CompanyOrder(c: c.pointee.order)
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Companies__V1__ListCompaniesRequest> {
            let c = arena.allocate(Danhba__Companies__V1__ListCompaniesRequest.self)
            danhba__companies__v1__list_companies_request__init(c)
            c.pointee.text = arena.string(self.text)
            c.pointee.page_size = self.pageSize
            c.pointee.page_token = arena.string(self.pageToken)
            c.pointee.filter = self.filter?.build(in: arena)
            c.pointee.order = self.order.c
            return c
        }
    }

    /// `danhba.companies.v1.ListCompaniesResponse`
    public struct ListCompaniesResponse: Message, Equatable {
        public static let fullName = "danhba.companies.v1.ListCompaniesResponse"

        public var companies: [CompaniesV1.Company] = []
        public var nextPageToken: String = ""
        /// On the first page: how many companies pass, counted up to 10,000. 0 on the others.
        public var totalCount: Int64 = 0
        /// More than `total_count` pass.
        public var exceedsTotalCount: Bool = false

        public init() {}

        public init(
            companies: [CompaniesV1.Company] = [],
            nextPageToken: String = "",
            totalCount: Int64 = 0,
            exceedsTotalCount: Bool = false
        ) {
            self.companies = companies
            self.nextPageToken = nextPageToken
            self.totalCount = totalCount
            self.exceedsTotalCount = exceedsTotalCount
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__companies__v1__list_companies_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Companies__V1__ListCompaniesResponse>) throws {
            companies = try Unpacking.messages(c.pointee.n_companies, c.pointee.companies) { try CompaniesV1.Company(c: $0) }
            nextPageToken = try Unpacking.string(c.pointee.next_page_token, "danhba.companies.v1.ListCompaniesResponse.next_page_token")
            totalCount = c.pointee.total_count
            exceedsTotalCount = c.pointee.exceeds_total_count != 0
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Companies__V1__ListCompaniesResponse> {
            let c = arena.allocate(Danhba__Companies__V1__ListCompaniesResponse.self)
            danhba__companies__v1__list_companies_response__init(c)
            (c.pointee.n_companies, c.pointee.companies) = arena.array(self.companies) { value, arena in value.build(in: arena) }
            c.pointee.next_page_token = arena.string(self.nextPageToken)
            c.pointee.total_count = self.totalCount
            c.pointee.exceeds_total_count = self.exceedsTotalCount ? 1 : 0
            return c
        }
    }

    /// `danhba.companies.v1.UpdateCompanyRequest`
    public struct UpdateCompanyRequest: Message, Equatable {
        public static let fullName = "danhba.companies.v1.UpdateCompanyRequest"

        public var id: Int64 = 0
        /// 0: whatever is stored.
        public var expectedVersion: Int64 = 0
        /// Names of fields of CompanyFields, and `custom.KEY` for a custom one; blank ones erase. INVALID_ARGUMENT when empty
        /// or unknown. A custom value that is stored already may be named again although its field no longer allows it.
        public var updateMask: [String] = []
        public var fields: CompaniesV1.CompanyFields? = nil

        public init() {}

        public init(
            id: Int64 = 0,
            expectedVersion: Int64 = 0,
            updateMask: [String] = [],
            fields: CompaniesV1.CompanyFields? = nil
        ) {
            self.id = id
            self.expectedVersion = expectedVersion
            self.updateMask = updateMask
            self.fields = fields
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__companies__v1__update_company_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Companies__V1__UpdateCompanyRequest>) throws {
            id = c.pointee.id
            expectedVersion = c.pointee.expected_version
            updateMask = try Unpacking.strings(c.pointee.n_update_mask, c.pointee.update_mask, "danhba.companies.v1.UpdateCompanyRequest.update_mask")
            fields = try c.pointee.fields.map { try CompaniesV1.CompanyFields(c: $0) }
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Companies__V1__UpdateCompanyRequest> {
            let c = arena.allocate(Danhba__Companies__V1__UpdateCompanyRequest.self)
            danhba__companies__v1__update_company_request__init(c)
            c.pointee.id = self.id
            c.pointee.expected_version = self.expectedVersion
            (c.pointee.n_update_mask, c.pointee.update_mask) = arena.array(self.updateMask) { value, arena in arena.presentString(value) }
            c.pointee.fields = self.fields?.build(in: arena)
            return c
        }
    }

    /// `danhba.companies.v1.UpdateCompanyResponse`
    public struct UpdateCompanyResponse: Message, Equatable {
        public static let fullName = "danhba.companies.v1.UpdateCompanyResponse"

        public var company: CompaniesV1.Company? = nil

        public init() {}

        public init(
            company: CompaniesV1.Company? = nil
        ) {
            self.company = company
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__companies__v1__update_company_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Companies__V1__UpdateCompanyResponse>) throws {
            company = try c.pointee.company.map { try CompaniesV1.Company(c: $0) }
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Companies__V1__UpdateCompanyResponse> {
            let c = arena.allocate(Danhba__Companies__V1__UpdateCompanyResponse.self)
            danhba__companies__v1__update_company_response__init(c)
            c.pointee.company = self.company?.build(in: arena)
            return c
        }
    }

    /// `danhba.companies.v1.DeleteCompanyRequest`
    public struct DeleteCompanyRequest: Message, Equatable {
        public static let fullName = "danhba.companies.v1.DeleteCompanyRequest"

        public var id: Int64 = 0
        /// 0: whatever is stored.
        public var expectedVersion: Int64 = 0

        public init() {}

        public init(
            id: Int64 = 0,
            expectedVersion: Int64 = 0
        ) {
            self.id = id
            self.expectedVersion = expectedVersion
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__companies__v1__delete_company_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Companies__V1__DeleteCompanyRequest>) throws {
            id = c.pointee.id
            expectedVersion = c.pointee.expected_version
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Companies__V1__DeleteCompanyRequest> {
            let c = arena.allocate(Danhba__Companies__V1__DeleteCompanyRequest.self)
            danhba__companies__v1__delete_company_request__init(c)
            c.pointee.id = self.id
            c.pointee.expected_version = self.expectedVersion
            return c
        }
    }

    /// `danhba.companies.v1.DeleteCompanyResponse`
    public struct DeleteCompanyResponse: Message, Equatable {
        public static let fullName = "danhba.companies.v1.DeleteCompanyResponse"

        public init() {}

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__companies__v1__delete_company_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Companies__V1__DeleteCompanyResponse>) throws {
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Companies__V1__DeleteCompanyResponse> {
            let c = arena.allocate(Danhba__Companies__V1__DeleteCompanyResponse.self)
            danhba__companies__v1__delete_company_response__init(c)
            return c
        }
    }

    /// `danhba.companies.v1.DeleteCompaniesRequest`
    public struct DeleteCompaniesRequest: Message, Equatable {
        public static let fullName = "danhba.companies.v1.DeleteCompaniesRequest"

        public var ids: [Int64] = []

        public init() {}

        public init(
            ids: [Int64] = []
        ) {
            self.ids = ids
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__companies__v1__delete_companies_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Companies__V1__DeleteCompaniesRequest>) throws {
            ids = Unpacking.array(c.pointee.n_ids, c.pointee.ids)
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Companies__V1__DeleteCompaniesRequest> {
            let c = arena.allocate(Danhba__Companies__V1__DeleteCompaniesRequest.self)
            danhba__companies__v1__delete_companies_request__init(c)
            (c.pointee.n_ids, c.pointee.ids) = arena.array(self.ids) { value, _ in value }
            return c
        }
    }

    /// `danhba.companies.v1.DeleteCompaniesResponse`
    public struct DeleteCompaniesResponse: Message, Equatable {
        public static let fullName = "danhba.companies.v1.DeleteCompaniesResponse"

        /// The ids that were deleted now.
        public var deletedIDs: [Int64] = []

        public init() {}

        public init(
            deletedIDs: [Int64] = []
        ) {
            self.deletedIDs = deletedIDs
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__companies__v1__delete_companies_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Companies__V1__DeleteCompaniesResponse>) throws {
            deletedIDs = Unpacking.array(c.pointee.n_deleted_ids, c.pointee.deleted_ids)
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Companies__V1__DeleteCompaniesResponse> {
            let c = arena.allocate(Danhba__Companies__V1__DeleteCompaniesResponse.self)
            danhba__companies__v1__delete_companies_response__init(c)
            (c.pointee.n_deleted_ids, c.pointee.deleted_ids) = arena.array(self.deletedIDs) { value, _ in value }
            return c
        }
    }

    /// `danhba.companies.v1.CompanyMatch`
    public struct CompanyMatch: Message, Equatable {
        public static let fullName = "danhba.companies.v1.CompanyMatch"

        /// The company; 0 when there is none or several.
        public var id: Int64 = 0
        /// Several companies fit (COMPANY_AMBIGUOUS): at most 10 of them.
        public var ambiguousIDs: [Int64] = []

        public init() {}

        public init(
            id: Int64 = 0,
            ambiguousIDs: [Int64] = []
        ) {
            self.id = id
            self.ambiguousIDs = ambiguousIDs
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__companies__v1__company_match__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Companies__V1__CompanyMatch>) throws {
            id = c.pointee.id
            ambiguousIDs = Unpacking.array(c.pointee.n_ambiguous_ids, c.pointee.ambiguous_ids)
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Companies__V1__CompanyMatch> {
            let c = arena.allocate(Danhba__Companies__V1__CompanyMatch.self)
            danhba__companies__v1__company_match__init(c)
            c.pointee.id = self.id
            (c.pointee.n_ambiguous_ids, c.pointee.ambiguous_ids) = arena.array(self.ambiguousIDs) { value, _ in value }
            return c
        }
    }

    /// `danhba.companies.v1.MatchCompaniesRequest`
    public struct MatchCompaniesRequest: Message, Equatable {
        public static let fullName = "danhba.companies.v1.MatchCompaniesRequest"

        public var cells: [String] = []

        public init() {}

        public init(
            cells: [String] = []
        ) {
            self.cells = cells
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__companies__v1__match_companies_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Companies__V1__MatchCompaniesRequest>) throws {
            cells = try Unpacking.strings(c.pointee.n_cells, c.pointee.cells, "danhba.companies.v1.MatchCompaniesRequest.cells")
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Companies__V1__MatchCompaniesRequest> {
            let c = arena.allocate(Danhba__Companies__V1__MatchCompaniesRequest.self)
            danhba__companies__v1__match_companies_request__init(c)
            (c.pointee.n_cells, c.pointee.cells) = arena.array(self.cells) { value, arena in arena.presentString(value) }
            return c
        }
    }

    /// `danhba.companies.v1.MatchCompaniesResponse`
    public struct MatchCompaniesResponse: Message, Equatable {
        public static let fullName = "danhba.companies.v1.MatchCompaniesResponse"

        /// One for each cell, in order.
        public var matches: [CompaniesV1.CompanyMatch] = []

        public init() {}

        public init(
            matches: [CompaniesV1.CompanyMatch] = []
        ) {
            self.matches = matches
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__companies__v1__match_companies_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Companies__V1__MatchCompaniesResponse>) throws {
            matches = try Unpacking.messages(c.pointee.n_matches, c.pointee.matches) { try CompaniesV1.CompanyMatch(c: $0) }
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Companies__V1__MatchCompaniesResponse> {
            let c = arena.allocate(Danhba__Companies__V1__MatchCompaniesResponse.self)
            danhba__companies__v1__match_companies_response__init(c)
            (c.pointee.n_matches, c.pointee.matches) = arena.array(self.matches) { value, arena in value.build(in: arena) }
            return c
        }
    }

    /// `danhba.companies.v1.EnsureCompaniesRequest`
    public struct EnsureCompaniesRequest: Message, Equatable {
        public static let fullName = "danhba.companies.v1.EnsureCompaniesRequest"

        public var cells: [String] = []
        /// The operation id of the changes, for example an import's; at most 64 characters; empty: a new one.
        public var operationID: String = ""

        public init() {}

        public init(
            cells: [String] = [],
            operationID: String = ""
        ) {
            self.cells = cells
            self.operationID = operationID
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__companies__v1__ensure_companies_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Companies__V1__EnsureCompaniesRequest>) throws {
            cells = try Unpacking.strings(c.pointee.n_cells, c.pointee.cells, "danhba.companies.v1.EnsureCompaniesRequest.cells")
            operationID = try Unpacking.string(c.pointee.operation_id, "danhba.companies.v1.EnsureCompaniesRequest.operation_id")
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Companies__V1__EnsureCompaniesRequest> {
            let c = arena.allocate(Danhba__Companies__V1__EnsureCompaniesRequest.self)
            danhba__companies__v1__ensure_companies_request__init(c)
            (c.pointee.n_cells, c.pointee.cells) = arena.array(self.cells) { value, arena in arena.presentString(value) }
            c.pointee.operation_id = arena.string(self.operationID)
            return c
        }
    }

    /// `danhba.companies.v1.EnsureCompaniesResponse`
    public struct EnsureCompaniesResponse: Message, Equatable {
        public static let fullName = "danhba.companies.v1.EnsureCompaniesResponse"

        /// One for each cell, in order.
        public var matches: [CompaniesV1.CompanyMatch] = []

        public init() {}

        public init(
            matches: [CompaniesV1.CompanyMatch] = []
        ) {
            self.matches = matches
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__companies__v1__ensure_companies_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Companies__V1__EnsureCompaniesResponse>) throws {
            matches = try Unpacking.messages(c.pointee.n_matches, c.pointee.matches) { try CompaniesV1.CompanyMatch(c: $0) }
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Companies__V1__EnsureCompaniesResponse> {
            let c = arena.allocate(Danhba__Companies__V1__EnsureCompaniesResponse.self)
            danhba__companies__v1__ensure_companies_response__init(c)
            (c.pointee.n_matches, c.pointee.matches) = arena.array(self.matches) { value, arena in value.build(in: arena) }
            return c
        }
    }

    /// `danhba.companies.v1.CreateFieldRequest`
    public struct CreateFieldRequest: Message, Equatable {
        public static let fullName = "danhba.companies.v1.CreateFieldRequest"

        /// INVALID_ARGUMENT for a name of CompanyFields.
        public var key: String = ""
        public var settings: FieldsV1.FieldSettings? = nil

        public init() {}

        public init(
            key: String = "",
            settings: FieldsV1.FieldSettings? = nil
        ) {
            self.key = key
            self.settings = settings
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__companies__v1__create_field_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Companies__V1__CreateFieldRequest>) throws {
            key = try Unpacking.string(c.pointee.key, "danhba.companies.v1.CreateFieldRequest.key")
            settings = try c.pointee.settings.map { try FieldsV1.FieldSettings(c: $0) }
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Companies__V1__CreateFieldRequest> {
            let c = arena.allocate(Danhba__Companies__V1__CreateFieldRequest.self)
            danhba__companies__v1__create_field_request__init(c)
            c.pointee.key = arena.string(self.key)
            c.pointee.settings = self.settings?.build(in: arena)
            return c
        }
    }

    /// `danhba.companies.v1.CreateFieldResponse`
    public struct CreateFieldResponse: Message, Equatable {
        public static let fullName = "danhba.companies.v1.CreateFieldResponse"

        public var field: FieldsV1.Field? = nil

        public init() {}

        public init(
            field: FieldsV1.Field? = nil
        ) {
            self.field = field
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__companies__v1__create_field_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Companies__V1__CreateFieldResponse>) throws {
            field = try c.pointee.field.map { try FieldsV1.Field(c: $0) }
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Companies__V1__CreateFieldResponse> {
            let c = arena.allocate(Danhba__Companies__V1__CreateFieldResponse.self)
            danhba__companies__v1__create_field_response__init(c)
            c.pointee.field = self.field?.build(in: arena)
            return c
        }
    }

    /// `danhba.companies.v1.UpdateFieldRequest`
    public struct UpdateFieldRequest: Message, Equatable {
        public static let fullName = "danhba.companies.v1.UpdateFieldRequest"

        public var id: Int64 = 0
        /// 0: whatever is stored.
        public var expectedVersion: Int64 = 0
        /// Names of fields of FieldSettings. A named one takes the value in `settings`, a blank one too. INVALID_ARGUMENT when
        /// empty or unknown.
        public var updateMask: [String] = []
        public var settings: FieldsV1.FieldSettings? = nil

        public init() {}

        public init(
            id: Int64 = 0,
            expectedVersion: Int64 = 0,
            updateMask: [String] = [],
            settings: FieldsV1.FieldSettings? = nil
        ) {
            self.id = id
            self.expectedVersion = expectedVersion
            self.updateMask = updateMask
            self.settings = settings
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__companies__v1__update_field_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Companies__V1__UpdateFieldRequest>) throws {
            id = c.pointee.id
            expectedVersion = c.pointee.expected_version
            updateMask = try Unpacking.strings(c.pointee.n_update_mask, c.pointee.update_mask, "danhba.companies.v1.UpdateFieldRequest.update_mask")
            settings = try c.pointee.settings.map { try FieldsV1.FieldSettings(c: $0) }
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Companies__V1__UpdateFieldRequest> {
            let c = arena.allocate(Danhba__Companies__V1__UpdateFieldRequest.self)
            danhba__companies__v1__update_field_request__init(c)
            c.pointee.id = self.id
            c.pointee.expected_version = self.expectedVersion
            (c.pointee.n_update_mask, c.pointee.update_mask) = arena.array(self.updateMask) { value, arena in arena.presentString(value) }
            c.pointee.settings = self.settings?.build(in: arena)
            return c
        }
    }

    /// `danhba.companies.v1.UpdateFieldResponse`
    public struct UpdateFieldResponse: Message, Equatable {
        public static let fullName = "danhba.companies.v1.UpdateFieldResponse"

        public var field: FieldsV1.Field? = nil

        public init() {}

        public init(
            field: FieldsV1.Field? = nil
        ) {
            self.field = field
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__companies__v1__update_field_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Companies__V1__UpdateFieldResponse>) throws {
            field = try c.pointee.field.map { try FieldsV1.Field(c: $0) }
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Companies__V1__UpdateFieldResponse> {
            let c = arena.allocate(Danhba__Companies__V1__UpdateFieldResponse.self)
            danhba__companies__v1__update_field_response__init(c)
            c.pointee.field = self.field?.build(in: arena)
            return c
        }
    }

    /// `danhba.companies.v1.ListFieldsRequest`
    public struct ListFieldsRequest: Message, Equatable {
        public static let fullName = "danhba.companies.v1.ListFieldsRequest"

        /// Retired fields too, each in its place.
        public var includeRetired: Bool = false
        /// 1–300; 0: 300. Long definitions make a page shorter.
        public var pageSize: Int32 = 0
        public var pageToken: String = ""

        public init() {}

        public init(
            includeRetired: Bool = false,
            pageSize: Int32 = 0,
            pageToken: String = ""
        ) {
            self.includeRetired = includeRetired
            self.pageSize = pageSize
            self.pageToken = pageToken
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__companies__v1__list_fields_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Companies__V1__ListFieldsRequest>) throws {
            includeRetired = c.pointee.include_retired != 0
            pageSize = c.pointee.page_size
            pageToken = try Unpacking.string(c.pointee.page_token, "danhba.companies.v1.ListFieldsRequest.page_token")
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Companies__V1__ListFieldsRequest> {
            let c = arena.allocate(Danhba__Companies__V1__ListFieldsRequest.self)
            danhba__companies__v1__list_fields_request__init(c)
            c.pointee.include_retired = self.includeRetired ? 1 : 0
            c.pointee.page_size = self.pageSize
            c.pointee.page_token = arena.string(self.pageToken)
            return c
        }
    }

    /// `danhba.companies.v1.ListFieldsResponse`
    public struct ListFieldsResponse: Message, Equatable {
        public static let fullName = "danhba.companies.v1.ListFieldsResponse"

        public var fields: [FieldsV1.Field] = []
        public var nextPageToken: String = ""

        public init() {}

        public init(
            fields: [FieldsV1.Field] = [],
            nextPageToken: String = ""
        ) {
            self.fields = fields
            self.nextPageToken = nextPageToken
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__companies__v1__list_fields_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Companies__V1__ListFieldsResponse>) throws {
            fields = try Unpacking.messages(c.pointee.n_fields, c.pointee.fields) { try FieldsV1.Field(c: $0) }
            nextPageToken = try Unpacking.string(c.pointee.next_page_token, "danhba.companies.v1.ListFieldsResponse.next_page_token")
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Companies__V1__ListFieldsResponse> {
            let c = arena.allocate(Danhba__Companies__V1__ListFieldsResponse.self)
            danhba__companies__v1__list_fields_response__init(c)
            (c.pointee.n_fields, c.pointee.fields) = arena.array(self.fields) { value, arena in value.build(in: arena) }
            c.pointee.next_page_token = arena.string(self.nextPageToken)
            return c
        }
    }

    /// `danhba.companies.v1.OrderFieldsRequest`
    public struct OrderFieldsRequest: Message, Equatable {
        public static let fullName = "danhba.companies.v1.OrderFieldsRequest"

        /// At most 300.
        public var ids: [Int64] = []

        public init() {}

        public init(
            ids: [Int64] = []
        ) {
            self.ids = ids
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__companies__v1__order_fields_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Companies__V1__OrderFieldsRequest>) throws {
            ids = Unpacking.array(c.pointee.n_ids, c.pointee.ids)
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Companies__V1__OrderFieldsRequest> {
            let c = arena.allocate(Danhba__Companies__V1__OrderFieldsRequest.self)
            danhba__companies__v1__order_fields_request__init(c)
            (c.pointee.n_ids, c.pointee.ids) = arena.array(self.ids) { value, _ in value }
            return c
        }
    }

    /// `danhba.companies.v1.OrderFieldsResponse`
    public struct OrderFieldsResponse: Message, Equatable {
        public static let fullName = "danhba.companies.v1.OrderFieldsResponse"

        public init() {}

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__companies__v1__order_fields_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Companies__V1__OrderFieldsResponse>) throws {
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Companies__V1__OrderFieldsResponse> {
            let c = arena.allocate(Danhba__Companies__V1__OrderFieldsResponse.self)
            danhba__companies__v1__order_fields_response__init(c)
            return c
        }
    }

    /// `danhba.companies.v1.RetireFieldRequest`
    public struct RetireFieldRequest: Message, Equatable {
        public static let fullName = "danhba.companies.v1.RetireFieldRequest"

        public var id: Int64 = 0
        /// 0: whatever is stored.
        public var expectedVersion: Int64 = 0

        public init() {}

        public init(
            id: Int64 = 0,
            expectedVersion: Int64 = 0
        ) {
            self.id = id
            self.expectedVersion = expectedVersion
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__companies__v1__retire_field_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Companies__V1__RetireFieldRequest>) throws {
            id = c.pointee.id
            expectedVersion = c.pointee.expected_version
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Companies__V1__RetireFieldRequest> {
            let c = arena.allocate(Danhba__Companies__V1__RetireFieldRequest.self)
            danhba__companies__v1__retire_field_request__init(c)
            c.pointee.id = self.id
            c.pointee.expected_version = self.expectedVersion
            return c
        }
    }

    /// `danhba.companies.v1.RetireFieldResponse`
    public struct RetireFieldResponse: Message, Equatable {
        public static let fullName = "danhba.companies.v1.RetireFieldResponse"

        public var field: FieldsV1.Field? = nil

        public init() {}

        public init(
            field: FieldsV1.Field? = nil
        ) {
            self.field = field
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__companies__v1__retire_field_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Companies__V1__RetireFieldResponse>) throws {
            field = try c.pointee.field.map { try FieldsV1.Field(c: $0) }
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Companies__V1__RetireFieldResponse> {
            let c = arena.allocate(Danhba__Companies__V1__RetireFieldResponse.self)
            danhba__companies__v1__retire_field_response__init(c)
            c.pointee.field = self.field?.build(in: arena)
            return c
        }
    }

    /// `danhba.companies.v1.RestoreFieldRequest`
    public struct RestoreFieldRequest: Message, Equatable {
        public static let fullName = "danhba.companies.v1.RestoreFieldRequest"

        public var id: Int64 = 0
        /// 0: whatever is stored.
        public var expectedVersion: Int64 = 0

        public init() {}

        public init(
            id: Int64 = 0,
            expectedVersion: Int64 = 0
        ) {
            self.id = id
            self.expectedVersion = expectedVersion
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__companies__v1__restore_field_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Companies__V1__RestoreFieldRequest>) throws {
            id = c.pointee.id
            expectedVersion = c.pointee.expected_version
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Companies__V1__RestoreFieldRequest> {
            let c = arena.allocate(Danhba__Companies__V1__RestoreFieldRequest.self)
            danhba__companies__v1__restore_field_request__init(c)
            c.pointee.id = self.id
            c.pointee.expected_version = self.expectedVersion
            return c
        }
    }

    /// `danhba.companies.v1.RestoreFieldResponse`
    public struct RestoreFieldResponse: Message, Equatable {
        public static let fullName = "danhba.companies.v1.RestoreFieldResponse"

        public var field: FieldsV1.Field? = nil

        public init() {}

        public init(
            field: FieldsV1.Field? = nil
        ) {
            self.field = field
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__companies__v1__restore_field_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Companies__V1__RestoreFieldResponse>) throws {
            field = try c.pointee.field.map { try FieldsV1.Field(c: $0) }
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Companies__V1__RestoreFieldResponse> {
            let c = arena.allocate(Danhba__Companies__V1__RestoreFieldResponse.self)
            danhba__companies__v1__restore_field_response__init(c)
            c.pointee.field = self.field?.build(in: arena)
            return c
        }
    }
}

extension CompaniesV1 {
    /// The methods of `danhba.companies.v1.Companies`.
    public enum CompaniesMethods {
        /// The service with all its methods, in the order of the contract.
        public static let descriptor = ServiceDescriptor(
            name: "danhba.companies.v1.Companies", methods: [createCompany, getCompany, batchGetCompanies, listCompanies, updateCompany, deleteCompany, deleteCompanies, matchCompanies, ensureCompanies, createField, updateField, listFields, orderFields, retireField, restoreField],
            comment: "Companies: the businesses that contacts work for.\n\nThe rules of danhba.contacts.v1 for workspaces, ids, times, text and errors hold here too. Names are not unique,\nbecause real companies share them; tax codes are, among live companies.")

        /// Creates one company. INVALID_ARGUMENT with every field that is wrong, required custom fields that are blank
        /// included; ALREADY_EXISTS (2060) with the other's id when the tax code or the value of a unique field is in use.
        /// Safe to retry only with `request_id`, as CreateContact.
        public static let createCompany = MethodDescriptor(
            service: "danhba.companies.v1.Companies", name: "CreateCompany",
            kind: .unary, execution: .write, idempotency: .unknown,
            access: .agent,
            inputType: "danhba.companies.v1.CreateCompanyRequest",
            outputType: "danhba.companies.v1.CreateCompanyResponse",
            comment: "Creates one company. INVALID_ARGUMENT with every field that is wrong, required custom fields that are blank\nincluded; ALREADY_EXISTS (2060) with the other's id when the tax code or the value of a unique field is in use.\nSafe to retry only with `request_id`, as CreateContact.")

        /// One company by id; a deleted one is NOT_FOUND. Safe to retry.
        public static let getCompany = MethodDescriptor(
            service: "danhba.companies.v1.Companies", name: "GetCompany",
            kind: .unary, execution: .inline, idempotency: .noSideEffects,
            access: .agent,
            inputType: "danhba.companies.v1.GetCompanyRequest",
            outputType: "danhba.companies.v1.GetCompanyResponse",
            comment: "One company by id; a deleted one is NOT_FOUND. Safe to retry.")

        /// Many companies by id, at most 1,000 (INVALID_ARGUMENT); unknown and deleted ones are left out. Safe to retry.
        public static let batchGetCompanies = MethodDescriptor(
            service: "danhba.companies.v1.Companies", name: "BatchGetCompanies",
            kind: .unary, execution: .read, idempotency: .noSideEffects,
            access: .agent,
            inputType: "danhba.companies.v1.BatchGetCompaniesRequest",
            outputType: "danhba.companies.v1.BatchGetCompaniesResponse",
            comment: "Many companies by id, at most 1,000 (INVALID_ARGUMENT); unknown and deleted ones are left out. Safe to retry.")

        /// The companies that pass `text` and `filter`, in pages that stay stable while companies come and go. INVALID_ARGUMENT
        /// for a page token that is not of this list. Safe to retry.
        public static let listCompanies = MethodDescriptor(
            service: "danhba.companies.v1.Companies", name: "ListCompanies",
            kind: .unary, execution: .read, idempotency: .noSideEffects,
            access: .agent,
            inputType: "danhba.companies.v1.ListCompaniesRequest",
            outputType: "danhba.companies.v1.ListCompaniesResponse",
            comment: "The companies that pass `text` and `filter`, in pages that stay stable while companies come and go. INVALID_ARGUMENT\nfor a page token that is not of this list. Safe to retry.")

        /// Changes the fields named in `update_mask`. ABORTED when `expected_version` is not the stored one; NOT_FOUND;
        /// otherwise as CreateCompany. A change that changes nothing keeps version and time.
        public static let updateCompany = MethodDescriptor(
            service: "danhba.companies.v1.Companies", name: "UpdateCompany",
            kind: .unary, execution: .write, idempotency: .unknown,
            access: .agent,
            inputType: "danhba.companies.v1.UpdateCompanyRequest",
            outputType: "danhba.companies.v1.UpdateCompanyResponse",
            comment: "Changes the fields named in `update_mask`. ABORTED when `expected_version` is not the stored one; NOT_FOUND;\notherwise as CreateCompany. A change that changes nothing keeps version and time.")

        /// Deletes one company; its contacts lose it as soon as contacts has read the change. NOT_FOUND; ABORTED.
        public static let deleteCompany = MethodDescriptor(
            service: "danhba.companies.v1.Companies", name: "DeleteCompany",
            kind: .unary, execution: .write, idempotency: .unknown,
            access: .supervisor,
            inputType: "danhba.companies.v1.DeleteCompanyRequest",
            outputType: "danhba.companies.v1.DeleteCompanyResponse",
            comment: "Deletes one company; its contacts lose it as soon as contacts has read the change. NOT_FOUND; ABORTED.")

        /// Deletes many companies, at most 1,000 (INVALID_ARGUMENT), in one transaction; ids that do not exist are left out
        /// and not an error.
        /// Safe to retry.
        public static let deleteCompanies = MethodDescriptor(
            service: "danhba.companies.v1.Companies", name: "DeleteCompanies",
            kind: .unary, execution: .write, idempotency: .idempotent,
            access: .supervisor,
            inputType: "danhba.companies.v1.DeleteCompaniesRequest",
            outputType: "danhba.companies.v1.DeleteCompaniesResponse",
            comment: "Deletes many companies, at most 1,000 (INVALID_ARGUMENT), in one transaction; ids that do not exist are left out\nand not an error.\nSafe to retry.")

        /// Finds companies by what a spreadsheet cell says: exact name (NFC, case and repeated spaces ignored, accents
        /// significant) or tax code (case ignored). A blank cell matches nothing. INVALID_ARGUMENT over 5,000 cells.
        /// Safe to retry.
        public static let matchCompanies = MethodDescriptor(
            service: "danhba.companies.v1.Companies", name: "MatchCompanies",
            kind: .unary, execution: .read, idempotency: .noSideEffects,
            access: .agent,
            inputType: "danhba.companies.v1.MatchCompaniesRequest",
            outputType: "danhba.companies.v1.MatchCompaniesResponse",
            comment: "Finds companies by what a spreadsheet cell says: exact name (NFC, case and repeated spaces ignored, accents\nsignificant) or tax code (case ignored). A blank cell matches nothing. INVALID_ARGUMENT over 5,000 cells.\nSafe to retry.")

        /// As MatchCompanies, and creates a company for every cell that matches none, once per distinct name, in the given
        /// order, with nothing but its name, whatever custom fields require; a blank cell creates nothing. INVALID_ARGUMENT
        /// over 5,000 cells or when a cell that matches none is too long for a name; then none is created. Safe to retry: what
        /// exists is found.
        public static let ensureCompanies = MethodDescriptor(
            service: "danhba.companies.v1.Companies", name: "EnsureCompanies",
            kind: .unary, execution: .write, idempotency: .idempotent,
            access: .supervisor,
            inputType: "danhba.companies.v1.EnsureCompaniesRequest",
            outputType: "danhba.companies.v1.EnsureCompaniesResponse",
            comment: "As MatchCompanies, and creates a company for every cell that matches none, once per distinct name, in the given\norder, with nothing but its name, whatever custom fields require; a blank cell creates nothing. INVALID_ARGUMENT\nover 5,000 cells or when a cell that matches none is too long for a name; then none is created. Safe to retry: what\nexists is found.")

        /// Defines a field of companies; it comes behind the others. INVALID_ARGUMENT with everything that is wrong;
        /// ALREADY_EXISTS (2060) with the other's id when the key or, among active fields, the label is in use;
        /// RESOURCE_EXHAUSTED over 300 fields, retired ones included. Stored companies are left as they are, also by a
        /// required field.
        public static let createField = MethodDescriptor(
            service: "danhba.companies.v1.Companies", name: "CreateField",
            kind: .unary, execution: .write, idempotency: .unknown,
            access: .admin,
            inputType: "danhba.companies.v1.CreateFieldRequest",
            outputType: "danhba.companies.v1.CreateFieldResponse",
            comment: "Defines a field of companies; it comes behind the others. INVALID_ARGUMENT with everything that is wrong;\nALREADY_EXISTS (2060) with the other's id when the key or, among active fields, the label is in use;\nRESOURCE_EXHAUSTED over 300 fields, retired ones included. Stored companies are left as they are, also by a\nrequired field.")

        /// Changes the settings named in `update_mask`; NOT_FOUND; ABORTED on a version mismatch; otherwise as CreateField.
        /// Stored values are never dropped and never changed in meaning:
        /// - Another type is FAILED_PRECONDITION, with the error of the values and the ids of up to 100 companies, unless
        ///   every stored value is one of the new type; then they are all rewritten in its form, each with its change.
        /// - `unique` is FAILED_PRECONDITION (2060) while companies share a value, with the ids of up to 100 of them.
        /// - Settings that say nothing about another type go, unless they are named.
        /// - Values that new options, limits or expressions no longer allow are kept; they cannot be entered anew.
        public static let updateField = MethodDescriptor(
            service: "danhba.companies.v1.Companies", name: "UpdateField",
            kind: .unary, execution: .write, idempotency: .unknown,
            access: .admin,
            inputType: "danhba.companies.v1.UpdateFieldRequest",
            outputType: "danhba.companies.v1.UpdateFieldResponse",
            comment: "Changes the settings named in `update_mask`; NOT_FOUND; ABORTED on a version mismatch; otherwise as CreateField.\nStored values are never dropped and never changed in meaning:\n- Another type is FAILED_PRECONDITION, with the error of the values and the ids of up to 100 companies, unless\n  every stored value is one of the new type; then they are all rewritten in its form, each with its change.\n- `unique` is FAILED_PRECONDITION (2060) while companies share a value, with the ids of up to 100 of them.\n- Settings that say nothing about another type go, unless they are named.\n- Values that new options, limits or expressions no longer allow are kept; they cannot be entered anew.")

        /// The fields of companies in their order, in pages; retired ones only when asked for. Safe to retry.
        public static let listFields = MethodDescriptor(
            service: "danhba.companies.v1.Companies", name: "ListFields",
            kind: .unary, execution: .read, idempotency: .noSideEffects,
            access: .agent,
            inputType: "danhba.companies.v1.ListFieldsRequest",
            outputType: "danhba.companies.v1.ListFieldsResponse",
            comment: "The fields of companies in their order, in pages; retired ones only when asked for. Safe to retry.")

        /// Puts the named fields first, in the order named, and the others behind them in the order they had. NOT_FOUND for
        /// an unknown id; INVALID_ARGUMENT when one is named twice. Safe to retry.
        public static let orderFields = MethodDescriptor(
            service: "danhba.companies.v1.Companies", name: "OrderFields",
            kind: .unary, execution: .write, idempotency: .idempotent,
            access: .admin,
            inputType: "danhba.companies.v1.OrderFieldsRequest",
            outputType: "danhba.companies.v1.OrderFieldsResponse",
            comment: "Puts the named fields first, in the order named, and the others behind them in the order they had. NOT_FOUND for\nan unknown id; INVALID_ARGUMENT when one is named twice. Safe to retry.")

        /// Hides a field: its values are kept but not shown, none can be entered, nothing is required of it. NOT_FOUND;
        /// ABORTED on a version mismatch. A retired field is left as it is: safe to retry.
        public static let retireField = MethodDescriptor(
            service: "danhba.companies.v1.Companies", name: "RetireField",
            kind: .unary, execution: .write, idempotency: .unknown,
            access: .admin,
            inputType: "danhba.companies.v1.RetireFieldRequest",
            outputType: "danhba.companies.v1.RetireFieldResponse",
            comment: "Hides a field: its values are kept but not shown, none can be entered, nothing is required of it. NOT_FOUND;\nABORTED on a version mismatch. A retired field is left as it is: safe to retry.")

        /// Brings a retired field back with its values. NOT_FOUND; ABORTED; ALREADY_EXISTS (2060) when an active field has
        /// its label by now. An active field is left as it is: safe to retry.
        public static let restoreField = MethodDescriptor(
            service: "danhba.companies.v1.Companies", name: "RestoreField",
            kind: .unary, execution: .write, idempotency: .unknown,
            access: .admin,
            inputType: "danhba.companies.v1.RestoreFieldRequest",
            outputType: "danhba.companies.v1.RestoreFieldResponse",
            comment: "Brings a retired field back with its values. NOT_FOUND; ABORTED; ALREADY_EXISTS (2060) when an active field has\nits label by now. An active field is left as it is: safe to retry.")
    }

    /// Calls `danhba.companies.v1.Companies` over a connection.
    public struct CompaniesClient: Sendable {
        public let connection: any Connection

        public init(_ connection: any Connection) { self.connection = connection }

        /// Creates one company. INVALID_ARGUMENT with every field that is wrong, required custom fields that are blank
        /// included; ALREADY_EXISTS (2060) with the other's id when the tax code or the value of a unique field is in use.
        /// Safe to retry only with `request_id`, as CreateContact.
        public func createCompany(_ request: CompaniesV1.CreateCompanyRequest, options: CallOptions = CallOptions()) async throws -> CompaniesV1.CreateCompanyResponse {
            try await connection.unary(CompaniesMethods.createCompany, request, options: options)
        }

        /// One company by id; a deleted one is NOT_FOUND. Safe to retry.
        public func getCompany(_ request: CompaniesV1.GetCompanyRequest, options: CallOptions = CallOptions()) async throws -> CompaniesV1.GetCompanyResponse {
            try await connection.unary(CompaniesMethods.getCompany, request, options: options)
        }

        /// Many companies by id, at most 1,000 (INVALID_ARGUMENT); unknown and deleted ones are left out. Safe to retry.
        public func batchGetCompanies(_ request: CompaniesV1.BatchGetCompaniesRequest, options: CallOptions = CallOptions()) async throws -> CompaniesV1.BatchGetCompaniesResponse {
            try await connection.unary(CompaniesMethods.batchGetCompanies, request, options: options)
        }

        /// The companies that pass `text` and `filter`, in pages that stay stable while companies come and go. INVALID_ARGUMENT
        /// for a page token that is not of this list. Safe to retry.
        public func listCompanies(_ request: CompaniesV1.ListCompaniesRequest, options: CallOptions = CallOptions()) async throws -> CompaniesV1.ListCompaniesResponse {
            try await connection.unary(CompaniesMethods.listCompanies, request, options: options)
        }

        /// Changes the fields named in `update_mask`. ABORTED when `expected_version` is not the stored one; NOT_FOUND;
        /// otherwise as CreateCompany. A change that changes nothing keeps version and time.
        public func updateCompany(_ request: CompaniesV1.UpdateCompanyRequest, options: CallOptions = CallOptions()) async throws -> CompaniesV1.UpdateCompanyResponse {
            try await connection.unary(CompaniesMethods.updateCompany, request, options: options)
        }

        /// Deletes one company; its contacts lose it as soon as contacts has read the change. NOT_FOUND; ABORTED.
        public func deleteCompany(_ request: CompaniesV1.DeleteCompanyRequest, options: CallOptions = CallOptions()) async throws -> CompaniesV1.DeleteCompanyResponse {
            try await connection.unary(CompaniesMethods.deleteCompany, request, options: options)
        }

        /// Deletes many companies, at most 1,000 (INVALID_ARGUMENT), in one transaction; ids that do not exist are left out
        /// and not an error.
        /// Safe to retry.
        public func deleteCompanies(_ request: CompaniesV1.DeleteCompaniesRequest, options: CallOptions = CallOptions()) async throws -> CompaniesV1.DeleteCompaniesResponse {
            try await connection.unary(CompaniesMethods.deleteCompanies, request, options: options)
        }

        /// Finds companies by what a spreadsheet cell says: exact name (NFC, case and repeated spaces ignored, accents
        /// significant) or tax code (case ignored). A blank cell matches nothing. INVALID_ARGUMENT over 5,000 cells.
        /// Safe to retry.
        public func matchCompanies(_ request: CompaniesV1.MatchCompaniesRequest, options: CallOptions = CallOptions()) async throws -> CompaniesV1.MatchCompaniesResponse {
            try await connection.unary(CompaniesMethods.matchCompanies, request, options: options)
        }

        /// As MatchCompanies, and creates a company for every cell that matches none, once per distinct name, in the given
        /// order, with nothing but its name, whatever custom fields require; a blank cell creates nothing. INVALID_ARGUMENT
        /// over 5,000 cells or when a cell that matches none is too long for a name; then none is created. Safe to retry: what
        /// exists is found.
        public func ensureCompanies(_ request: CompaniesV1.EnsureCompaniesRequest, options: CallOptions = CallOptions()) async throws -> CompaniesV1.EnsureCompaniesResponse {
            try await connection.unary(CompaniesMethods.ensureCompanies, request, options: options)
        }

        /// Defines a field of companies; it comes behind the others. INVALID_ARGUMENT with everything that is wrong;
        /// ALREADY_EXISTS (2060) with the other's id when the key or, among active fields, the label is in use;
        /// RESOURCE_EXHAUSTED over 300 fields, retired ones included. Stored companies are left as they are, also by a
        /// required field.
        public func createField(_ request: CompaniesV1.CreateFieldRequest, options: CallOptions = CallOptions()) async throws -> CompaniesV1.CreateFieldResponse {
            try await connection.unary(CompaniesMethods.createField, request, options: options)
        }

        /// Changes the settings named in `update_mask`; NOT_FOUND; ABORTED on a version mismatch; otherwise as CreateField.
        /// Stored values are never dropped and never changed in meaning:
        /// - Another type is FAILED_PRECONDITION, with the error of the values and the ids of up to 100 companies, unless
        ///   every stored value is one of the new type; then they are all rewritten in its form, each with its change.
        /// - `unique` is FAILED_PRECONDITION (2060) while companies share a value, with the ids of up to 100 of them.
        /// - Settings that say nothing about another type go, unless they are named.
        /// - Values that new options, limits or expressions no longer allow are kept; they cannot be entered anew.
        public func updateField(_ request: CompaniesV1.UpdateFieldRequest, options: CallOptions = CallOptions()) async throws -> CompaniesV1.UpdateFieldResponse {
            try await connection.unary(CompaniesMethods.updateField, request, options: options)
        }

        /// The fields of companies in their order, in pages; retired ones only when asked for. Safe to retry.
        public func listFields(_ request: CompaniesV1.ListFieldsRequest, options: CallOptions = CallOptions()) async throws -> CompaniesV1.ListFieldsResponse {
            try await connection.unary(CompaniesMethods.listFields, request, options: options)
        }

        /// Puts the named fields first, in the order named, and the others behind them in the order they had. NOT_FOUND for
        /// an unknown id; INVALID_ARGUMENT when one is named twice. Safe to retry.
        public func orderFields(_ request: CompaniesV1.OrderFieldsRequest, options: CallOptions = CallOptions()) async throws -> CompaniesV1.OrderFieldsResponse {
            try await connection.unary(CompaniesMethods.orderFields, request, options: options)
        }

        /// Hides a field: its values are kept but not shown, none can be entered, nothing is required of it. NOT_FOUND;
        /// ABORTED on a version mismatch. A retired field is left as it is: safe to retry.
        public func retireField(_ request: CompaniesV1.RetireFieldRequest, options: CallOptions = CallOptions()) async throws -> CompaniesV1.RetireFieldResponse {
            try await connection.unary(CompaniesMethods.retireField, request, options: options)
        }

        /// Brings a retired field back with its values. NOT_FOUND; ABORTED; ALREADY_EXISTS (2060) when an active field has
        /// its label by now. An active field is left as it is: safe to retry.
        public func restoreField(_ request: CompaniesV1.RestoreFieldRequest, options: CallOptions = CallOptions()) async throws -> CompaniesV1.RestoreFieldResponse {
            try await connection.unary(CompaniesMethods.restoreField, request, options: options)
        }
    }

    /// Companies: the businesses that contacts work for.
    ///
    /// The rules of danhba.contacts.v1 for workspaces, ids, times, text and errors hold here too. Names are not unique,
    /// because real companies share them; tax codes are, among live companies.
    ///
    /// What a server of it implements; `Router.register(_:lanes:)` adds it to a server.
    public protocol CompaniesService: Sendable {
        /// What `inline` and `read` methods read through.
        associatedtype Reader
        /// What `write` methods write through.
        associatedtype Writer

        /// Creates one company. INVALID_ARGUMENT with every field that is wrong, required custom fields that are blank
        /// included; ALREADY_EXISTS (2060) with the other's id when the tax code or the value of a unique field is in use.
        /// Safe to retry only with `request_id`, as CreateContact.
        func createCompany(_ request: CompaniesV1.CreateCompanyRequest, _ writer: Writer, _ context: CallContext) throws -> CompaniesV1.CreateCompanyResponse

        /// One company by id; a deleted one is NOT_FOUND. Safe to retry.
        func getCompany(_ request: CompaniesV1.GetCompanyRequest, _ reader: Reader, _ context: CallContext) throws -> CompaniesV1.GetCompanyResponse

        /// Many companies by id, at most 1,000 (INVALID_ARGUMENT); unknown and deleted ones are left out. Safe to retry.
        func batchGetCompanies(_ request: CompaniesV1.BatchGetCompaniesRequest, _ reader: Reader, _ context: CallContext) throws -> CompaniesV1.BatchGetCompaniesResponse

        /// The companies that pass `text` and `filter`, in pages that stay stable while companies come and go. INVALID_ARGUMENT
        /// for a page token that is not of this list. Safe to retry.
        func listCompanies(_ request: CompaniesV1.ListCompaniesRequest, _ reader: Reader, _ context: CallContext) throws -> CompaniesV1.ListCompaniesResponse

        /// Changes the fields named in `update_mask`. ABORTED when `expected_version` is not the stored one; NOT_FOUND;
        /// otherwise as CreateCompany. A change that changes nothing keeps version and time.
        func updateCompany(_ request: CompaniesV1.UpdateCompanyRequest, _ writer: Writer, _ context: CallContext) throws -> CompaniesV1.UpdateCompanyResponse

        /// Deletes one company; its contacts lose it as soon as contacts has read the change. NOT_FOUND; ABORTED.
        func deleteCompany(_ request: CompaniesV1.DeleteCompanyRequest, _ writer: Writer, _ context: CallContext) throws -> CompaniesV1.DeleteCompanyResponse

        /// Deletes many companies, at most 1,000 (INVALID_ARGUMENT), in one transaction; ids that do not exist are left out
        /// and not an error.
        /// Safe to retry.
        func deleteCompanies(_ request: CompaniesV1.DeleteCompaniesRequest, _ writer: Writer, _ context: CallContext) throws -> CompaniesV1.DeleteCompaniesResponse

        /// Finds companies by what a spreadsheet cell says: exact name (NFC, case and repeated spaces ignored, accents
        /// significant) or tax code (case ignored). A blank cell matches nothing. INVALID_ARGUMENT over 5,000 cells.
        /// Safe to retry.
        func matchCompanies(_ request: CompaniesV1.MatchCompaniesRequest, _ reader: Reader, _ context: CallContext) throws -> CompaniesV1.MatchCompaniesResponse

        /// As MatchCompanies, and creates a company for every cell that matches none, once per distinct name, in the given
        /// order, with nothing but its name, whatever custom fields require; a blank cell creates nothing. INVALID_ARGUMENT
        /// over 5,000 cells or when a cell that matches none is too long for a name; then none is created. Safe to retry: what
        /// exists is found.
        func ensureCompanies(_ request: CompaniesV1.EnsureCompaniesRequest, _ writer: Writer, _ context: CallContext) throws -> CompaniesV1.EnsureCompaniesResponse

        /// Defines a field of companies; it comes behind the others. INVALID_ARGUMENT with everything that is wrong;
        /// ALREADY_EXISTS (2060) with the other's id when the key or, among active fields, the label is in use;
        /// RESOURCE_EXHAUSTED over 300 fields, retired ones included. Stored companies are left as they are, also by a
        /// required field.
        func createField(_ request: CompaniesV1.CreateFieldRequest, _ writer: Writer, _ context: CallContext) throws -> CompaniesV1.CreateFieldResponse

        /// Changes the settings named in `update_mask`; NOT_FOUND; ABORTED on a version mismatch; otherwise as CreateField.
        /// Stored values are never dropped and never changed in meaning:
        /// - Another type is FAILED_PRECONDITION, with the error of the values and the ids of up to 100 companies, unless
        ///   every stored value is one of the new type; then they are all rewritten in its form, each with its change.
        /// - `unique` is FAILED_PRECONDITION (2060) while companies share a value, with the ids of up to 100 of them.
        /// - Settings that say nothing about another type go, unless they are named.
        /// - Values that new options, limits or expressions no longer allow are kept; they cannot be entered anew.
        func updateField(_ request: CompaniesV1.UpdateFieldRequest, _ writer: Writer, _ context: CallContext) throws -> CompaniesV1.UpdateFieldResponse

        /// The fields of companies in their order, in pages; retired ones only when asked for. Safe to retry.
        func listFields(_ request: CompaniesV1.ListFieldsRequest, _ reader: Reader, _ context: CallContext) throws -> CompaniesV1.ListFieldsResponse

        /// Puts the named fields first, in the order named, and the others behind them in the order they had. NOT_FOUND for
        /// an unknown id; INVALID_ARGUMENT when one is named twice. Safe to retry.
        func orderFields(_ request: CompaniesV1.OrderFieldsRequest, _ writer: Writer, _ context: CallContext) throws -> CompaniesV1.OrderFieldsResponse

        /// Hides a field: its values are kept but not shown, none can be entered, nothing is required of it. NOT_FOUND;
        /// ABORTED on a version mismatch. A retired field is left as it is: safe to retry.
        func retireField(_ request: CompaniesV1.RetireFieldRequest, _ writer: Writer, _ context: CallContext) throws -> CompaniesV1.RetireFieldResponse

        /// Brings a retired field back with its values. NOT_FOUND; ABORTED; ALREADY_EXISTS (2060) when an active field has
        /// its label by now. An active field is left as it is: safe to retry.
        func restoreField(_ request: CompaniesV1.RestoreFieldRequest, _ writer: Writer, _ context: CallContext) throws -> CompaniesV1.RestoreFieldResponse
    }
}

extension Router {
    /// Adds `danhba.companies.v1.Companies`, its methods run in `lanes`. A service may be added once.
    @inlinable
    public mutating func register<S: CompaniesV1.CompaniesService, L: ExecutionLanes<S.Reader, S.Writer>>(
        _ service: S, lanes: L
    ) {
        register(
            CompaniesV1.CompaniesMethods.descriptor,
            methods: [
                .write(CompaniesV1.CompaniesMethods.createCompany, lanes) { (request: CompaniesV1.CreateCompanyRequest, writer, context) in
                    try service.createCompany(request, writer, context)
                },
                .inline(CompaniesV1.CompaniesMethods.getCompany, lanes) { (request: CompaniesV1.GetCompanyRequest, reader, context) in
                    try service.getCompany(request, reader, context)
                },
                .read(CompaniesV1.CompaniesMethods.batchGetCompanies, lanes) { (request: CompaniesV1.BatchGetCompaniesRequest, reader, context) in
                    try service.batchGetCompanies(request, reader, context)
                },
                .read(CompaniesV1.CompaniesMethods.listCompanies, lanes) { (request: CompaniesV1.ListCompaniesRequest, reader, context) in
                    try service.listCompanies(request, reader, context)
                },
                .write(CompaniesV1.CompaniesMethods.updateCompany, lanes) { (request: CompaniesV1.UpdateCompanyRequest, writer, context) in
                    try service.updateCompany(request, writer, context)
                },
                .write(CompaniesV1.CompaniesMethods.deleteCompany, lanes) { (request: CompaniesV1.DeleteCompanyRequest, writer, context) in
                    try service.deleteCompany(request, writer, context)
                },
                .write(CompaniesV1.CompaniesMethods.deleteCompanies, lanes) { (request: CompaniesV1.DeleteCompaniesRequest, writer, context) in
                    try service.deleteCompanies(request, writer, context)
                },
                .read(CompaniesV1.CompaniesMethods.matchCompanies, lanes) { (request: CompaniesV1.MatchCompaniesRequest, reader, context) in
                    try service.matchCompanies(request, reader, context)
                },
                .write(CompaniesV1.CompaniesMethods.ensureCompanies, lanes) { (request: CompaniesV1.EnsureCompaniesRequest, writer, context) in
                    try service.ensureCompanies(request, writer, context)
                },
                .write(CompaniesV1.CompaniesMethods.createField, lanes) { (request: CompaniesV1.CreateFieldRequest, writer, context) in
                    try service.createField(request, writer, context)
                },
                .write(CompaniesV1.CompaniesMethods.updateField, lanes) { (request: CompaniesV1.UpdateFieldRequest, writer, context) in
                    try service.updateField(request, writer, context)
                },
                .read(CompaniesV1.CompaniesMethods.listFields, lanes) { (request: CompaniesV1.ListFieldsRequest, reader, context) in
                    try service.listFields(request, reader, context)
                },
                .write(CompaniesV1.CompaniesMethods.orderFields, lanes) { (request: CompaniesV1.OrderFieldsRequest, writer, context) in
                    try service.orderFields(request, writer, context)
                },
                .write(CompaniesV1.CompaniesMethods.retireField, lanes) { (request: CompaniesV1.RetireFieldRequest, writer, context) in
                    try service.retireField(request, writer, context)
                },
                .write(CompaniesV1.CompaniesMethods.restoreField, lanes) { (request: CompaniesV1.RestoreFieldRequest, writer, context) in
                    try service.restoreField(request, writer, context)
                },
            ], lanes: lanes)
    }
}
