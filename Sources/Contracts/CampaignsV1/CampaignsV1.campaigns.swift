// swift-format-ignore-file
// Generated from danhba/campaigns/v1/campaigns.proto by dev/proto.sh. Do not edit.

internal import CMessages
public import RPCCore

extension CampaignsV1 {
    /// How customers are dialled.
    ///
    /// A number that this version of the contract does not know is read as `unspecified`.
    public enum DialType: Int32, CaseIterable, Sendable {
        case unspecified = 0
        /// The agent dials.
        case manual = 1
        /// The agent sees the customer first.
        case preview = 2
        /// The system dials for a free agent.
        case progressive = 3
        /// The system dials ahead of free agents.
        case predictive = 4

        init(c: Danhba__Campaigns__V1__DialType) {
            self = Self(rawValue: Int32(truncatingIfNeeded: c.rawValue)) ?? .unspecified
        }

        var c: Danhba__Campaigns__V1__DialType { Danhba__Campaigns__V1__DialType(rawValue: UInt32(bitPattern: rawValue)) }
    }

    /// NEW → APPROVED → ACTIVE ⇄ PAUSED → COMPLETED.
    ///
    /// A number that this version of the contract does not know is read as `unspecified`.
    public enum CampaignStatus: Int32, CaseIterable, Sendable {
        case unspecified = 0
        case new = 1
        case approved = 2
        case active = 3
        case paused = 4
        case completed = 5

        init(c: Danhba__Campaigns__V1__CampaignStatus) {
            self = Self(rawValue: Int32(truncatingIfNeeded: c.rawValue)) ?? .unspecified
        }

        var c: Danhba__Campaigns__V1__CampaignStatus { Danhba__Campaigns__V1__CampaignStatus(rawValue: UInt32(bitPattern: rawValue)) }
    }

    /// Where a customer stands in a campaign.
    ///
    /// A number that this version of the contract does not know is read as `unspecified`.
    public enum CustomerStatus: Int32, CaseIterable, Sendable {
        case unspecified = 0
        case notCalled = 1
        case inCall = 2
        case failedRetryable = 3
        case callback = 4
        case success = 5
        case exhausted = 6
        case doNotCallBack = 7
        case callError = 8
        case paused = 9
        case blocked = 10
        case dnc = 11

        init(c: Danhba__Campaigns__V1__CustomerStatus) {
            self = Self(rawValue: Int32(truncatingIfNeeded: c.rawValue)) ?? .unspecified
        }

        var c: Danhba__Campaigns__V1__CustomerStatus { Danhba__Campaigns__V1__CustomerStatus(rawValue: UInt32(bitPattern: rawValue)) }
    }

    /// `danhba.campaigns.v1.Campaign`
    public struct Campaign: Message, Equatable {
        public static let fullName = "danhba.campaigns.v1.Campaign"

        public var id: Int64 = 0
        public var version: Int64 = 0
        /// `CA` and the id.
        public var code: String = ""
        /// 1–255 characters.
        public var name: String = ""
        /// At most 10,000 characters.
        public var description: String = ""
        public var dialType: CampaignsV1.DialType = .unspecified
        public var status: CampaignsV1.CampaignStatus = .unspecified
        /// Calls of one customer in all; 1–1,000.
        public var maxCalls: Int32 = 0
        /// Seconds between two calls of one customer; 0–31,536,000 (a year).
        public var gapS: Int64 = 0
        /// The hotline shown to customers. At most 255 characters.
        public var hotline: String = ""
        /// Dialable in [start, end); 0: open.
        public var startAtMs: Int64 = 0
        public var endAtMs: Int64 = 0
        public var createdAtMs: Int64 = 0
        public var updatedAtMs: Int64 = 0
        public var createdBy: String = ""
        /// Customers whose contact is live. Counted beside the campaign: it moves without a new version, and the images of
        /// the change log leave it at 0.
        public var customerCount: Int64 = 0

        public init() {}

        public init(
            id: Int64 = 0,
            version: Int64 = 0,
            code: String = "",
            name: String = "",
            description: String = "",
            dialType: CampaignsV1.DialType = .unspecified,
            status: CampaignsV1.CampaignStatus = .unspecified,
            maxCalls: Int32 = 0,
            gapS: Int64 = 0,
            hotline: String = "",
            startAtMs: Int64 = 0,
            endAtMs: Int64 = 0,
            createdAtMs: Int64 = 0,
            updatedAtMs: Int64 = 0,
            createdBy: String = "",
            customerCount: Int64 = 0
        ) {
            self.id = id
            self.version = version
            self.code = code
            self.name = name
            self.description = description
            self.dialType = dialType
            self.status = status
            self.maxCalls = maxCalls
            self.gapS = gapS
            self.hotline = hotline
            self.startAtMs = startAtMs
            self.endAtMs = endAtMs
            self.createdAtMs = createdAtMs
            self.updatedAtMs = updatedAtMs
            self.createdBy = createdBy
            self.customerCount = customerCount
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__campaigns__v1__campaign__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Campaigns__V1__Campaign>) throws {
            id = c.pointee.id
            version = c.pointee.version
            code = try Unpacking.string(c.pointee.code, "danhba.campaigns.v1.Campaign.code")
            name = try Unpacking.string(c.pointee.name, "danhba.campaigns.v1.Campaign.name")
            description = try Unpacking.string(c.pointee.description, "danhba.campaigns.v1.Campaign.description")
            dialType = CampaignsV1.DialType(c: c.pointee.dial_type)
            status = CampaignsV1.CampaignStatus(c: c.pointee.status)
            maxCalls = c.pointee.max_calls
            gapS = c.pointee.gap_s
            hotline = try Unpacking.string(c.pointee.hotline, "danhba.campaigns.v1.Campaign.hotline")
            startAtMs = c.pointee.start_at_ms
            endAtMs = c.pointee.end_at_ms
            createdAtMs = c.pointee.created_at_ms
            updatedAtMs = c.pointee.updated_at_ms
            createdBy = try Unpacking.string(c.pointee.created_by, "danhba.campaigns.v1.Campaign.created_by")
            customerCount = c.pointee.customer_count
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Campaigns__V1__Campaign> {
            let c = arena.allocate(Danhba__Campaigns__V1__Campaign.self)
            danhba__campaigns__v1__campaign__init(c)
            c.pointee.id = self.id
            c.pointee.version = self.version
            c.pointee.code = arena.string(self.code)
            c.pointee.name = arena.string(self.name)
            c.pointee.description = arena.string(self.description)
            c.pointee.dial_type = self.dialType.c
            c.pointee.status = self.status.c
            c.pointee.max_calls = self.maxCalls
            c.pointee.gap_s = self.gapS
            c.pointee.hotline = arena.string(self.hotline)
            c.pointee.start_at_ms = self.startAtMs
            c.pointee.end_at_ms = self.endAtMs
            c.pointee.created_at_ms = self.createdAtMs
            c.pointee.updated_at_ms = self.updatedAtMs
            c.pointee.created_by = arena.string(self.createdBy)
            c.pointee.customer_count = self.customerCount
            return c
        }
    }

    /// `danhba.campaigns.v1.CreateCampaignRequest`
    public struct CreateCampaignRequest: Message, Equatable {
        public static let fullName = "danhba.campaigns.v1.CreateCampaignRequest"

        public var name: String = ""
        public var description: String = ""
        /// Unspecified: MANUAL.
        public var dialType: CampaignsV1.DialType = .unspecified
        /// 0: 1.
        public var maxCalls: Int32 = 0
        public var gapS: Int64 = 0
        public var hotline: String = ""
        public var startAtMs: Int64 = 0
        public var endAtMs: Int64 = 0
        /// Chosen by the caller, at most 64 characters; makes the call safe to retry.
        public var requestID: String = ""

        public init() {}

        public init(
            name: String = "",
            description: String = "",
            dialType: CampaignsV1.DialType = .unspecified,
            maxCalls: Int32 = 0,
            gapS: Int64 = 0,
            hotline: String = "",
            startAtMs: Int64 = 0,
            endAtMs: Int64 = 0,
            requestID: String = ""
        ) {
            self.name = name
            self.description = description
            self.dialType = dialType
            self.maxCalls = maxCalls
            self.gapS = gapS
            self.hotline = hotline
            self.startAtMs = startAtMs
            self.endAtMs = endAtMs
            self.requestID = requestID
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__campaigns__v1__create_campaign_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Campaigns__V1__CreateCampaignRequest>) throws {
            name = try Unpacking.string(c.pointee.name, "danhba.campaigns.v1.CreateCampaignRequest.name")
            description = try Unpacking.string(c.pointee.description, "danhba.campaigns.v1.CreateCampaignRequest.description")
            dialType = CampaignsV1.DialType(c: c.pointee.dial_type)
            maxCalls = c.pointee.max_calls
            gapS = c.pointee.gap_s
            hotline = try Unpacking.string(c.pointee.hotline, "danhba.campaigns.v1.CreateCampaignRequest.hotline")
            startAtMs = c.pointee.start_at_ms
            endAtMs = c.pointee.end_at_ms
            requestID = try Unpacking.string(c.pointee.request_id, "danhba.campaigns.v1.CreateCampaignRequest.request_id")
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Campaigns__V1__CreateCampaignRequest> {
            let c = arena.allocate(Danhba__Campaigns__V1__CreateCampaignRequest.self)
            danhba__campaigns__v1__create_campaign_request__init(c)
            c.pointee.name = arena.string(self.name)
            c.pointee.description = arena.string(self.description)
            c.pointee.dial_type = self.dialType.c
            c.pointee.max_calls = self.maxCalls
            c.pointee.gap_s = self.gapS
            c.pointee.hotline = arena.string(self.hotline)
            c.pointee.start_at_ms = self.startAtMs
            c.pointee.end_at_ms = self.endAtMs
            c.pointee.request_id = arena.string(self.requestID)
            return c
        }
    }

    /// `danhba.campaigns.v1.CreateCampaignResponse`
    public struct CreateCampaignResponse: Message, Equatable {
        public static let fullName = "danhba.campaigns.v1.CreateCampaignResponse"

        public var campaign: CampaignsV1.Campaign? = nil

        public init() {}

        public init(
            campaign: CampaignsV1.Campaign? = nil
        ) {
            self.campaign = campaign
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__campaigns__v1__create_campaign_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Campaigns__V1__CreateCampaignResponse>) throws {
            campaign = try c.pointee.campaign.map { try CampaignsV1.Campaign(c: $0) }
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Campaigns__V1__CreateCampaignResponse> {
            let c = arena.allocate(Danhba__Campaigns__V1__CreateCampaignResponse.self)
            danhba__campaigns__v1__create_campaign_response__init(c)
            c.pointee.campaign = self.campaign?.build(in: arena)
            return c
        }
    }

    /// `danhba.campaigns.v1.GetCampaignRequest`
    public struct GetCampaignRequest: Message, Equatable {
        public static let fullName = "danhba.campaigns.v1.GetCampaignRequest"

        public var id: Int64 = 0

        public init() {}

        public init(
            id: Int64 = 0
        ) {
            self.id = id
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__campaigns__v1__get_campaign_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Campaigns__V1__GetCampaignRequest>) throws {
            id = c.pointee.id
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Campaigns__V1__GetCampaignRequest> {
            let c = arena.allocate(Danhba__Campaigns__V1__GetCampaignRequest.self)
            danhba__campaigns__v1__get_campaign_request__init(c)
            c.pointee.id = self.id
            return c
        }
    }

    /// `danhba.campaigns.v1.GetCampaignResponse`
    public struct GetCampaignResponse: Message, Equatable {
        public static let fullName = "danhba.campaigns.v1.GetCampaignResponse"

        public var campaign: CampaignsV1.Campaign? = nil

        public init() {}

        public init(
            campaign: CampaignsV1.Campaign? = nil
        ) {
            self.campaign = campaign
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__campaigns__v1__get_campaign_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Campaigns__V1__GetCampaignResponse>) throws {
            campaign = try c.pointee.campaign.map { try CampaignsV1.Campaign(c: $0) }
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Campaigns__V1__GetCampaignResponse> {
            let c = arena.allocate(Danhba__Campaigns__V1__GetCampaignResponse.self)
            danhba__campaigns__v1__get_campaign_response__init(c)
            c.pointee.campaign = self.campaign?.build(in: arena)
            return c
        }
    }

    /// `danhba.campaigns.v1.ListCampaignsRequest`
    public struct ListCampaignsRequest: Message, Equatable {
        public static let fullName = "danhba.campaigns.v1.ListCampaignsRequest"

        /// 1–500; 0: 50.
        public var pageSize: Int32 = 0
        public var pageToken: String = ""

        public init() {}

        public init(
            pageSize: Int32 = 0,
            pageToken: String = ""
        ) {
            self.pageSize = pageSize
            self.pageToken = pageToken
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__campaigns__v1__list_campaigns_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Campaigns__V1__ListCampaignsRequest>) throws {
            pageSize = c.pointee.page_size
            pageToken = try Unpacking.string(c.pointee.page_token, "danhba.campaigns.v1.ListCampaignsRequest.page_token")
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Campaigns__V1__ListCampaignsRequest> {
            let c = arena.allocate(Danhba__Campaigns__V1__ListCampaignsRequest.self)
            danhba__campaigns__v1__list_campaigns_request__init(c)
            c.pointee.page_size = self.pageSize
            c.pointee.page_token = arena.string(self.pageToken)
            return c
        }
    }

    /// `danhba.campaigns.v1.ListCampaignsResponse`
    public struct ListCampaignsResponse: Message, Equatable {
        public static let fullName = "danhba.campaigns.v1.ListCampaignsResponse"

        public var campaigns: [CampaignsV1.Campaign] = []
        public var nextPageToken: String = ""

        public init() {}

        public init(
            campaigns: [CampaignsV1.Campaign] = [],
            nextPageToken: String = ""
        ) {
            self.campaigns = campaigns
            self.nextPageToken = nextPageToken
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__campaigns__v1__list_campaigns_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Campaigns__V1__ListCampaignsResponse>) throws {
            campaigns = try Unpacking.messages(c.pointee.n_campaigns, c.pointee.campaigns) { try CampaignsV1.Campaign(c: $0) }
            nextPageToken = try Unpacking.string(c.pointee.next_page_token, "danhba.campaigns.v1.ListCampaignsResponse.next_page_token")
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Campaigns__V1__ListCampaignsResponse> {
            let c = arena.allocate(Danhba__Campaigns__V1__ListCampaignsResponse.self)
            danhba__campaigns__v1__list_campaigns_response__init(c)
            (c.pointee.n_campaigns, c.pointee.campaigns) = arena.array(self.campaigns) { value, arena in value.build(in: arena) }
            c.pointee.next_page_token = arena.string(self.nextPageToken)
            return c
        }
    }

    /// `danhba.campaigns.v1.CampaignCustomer`
    public struct CampaignCustomer: Message, Equatable {
        public static let fullName = "danhba.campaigns.v1.CampaignCustomer"

        public var id: Int64 = 0
        public var version: Int64 = 0
        public var campaignID: Int64 = 0
        public var contactID: Int64 = 0
        /// The contact's name when it was added.
        public var name: String = ""
        /// Digits with country code, and as text: `+84901234567`, `+842838221234 x12`.
        public var phoneNumber: Int64 = 0
        public var phone: String = ""
        /// What to show: `base_status`, or one of the three flags below where the base allows further calls.
        public var status: CampaignsV1.CustomerStatus = .unspecified
        /// Closed: its contact has been deleted, and it is never dialled. Restoring the contact opens it again.
        public var closed: Bool = false
        public var addedAtMs: Int64 = 0
        /// Where the customer stands when no flag is set.
        public var baseStatus: CampaignsV1.CustomerStatus = .unspecified
        /// Not to be dialled: set aside by hand, on the block-list, on the do-not-call register.
        public var paused: Bool = false
        public var blocked: Bool = false
        public var dnc: Bool = false

        public init() {}

        public init(
            id: Int64 = 0,
            version: Int64 = 0,
            campaignID: Int64 = 0,
            contactID: Int64 = 0,
            name: String = "",
            phoneNumber: Int64 = 0,
            phone: String = "",
            status: CampaignsV1.CustomerStatus = .unspecified,
            closed: Bool = false,
            addedAtMs: Int64 = 0,
            baseStatus: CampaignsV1.CustomerStatus = .unspecified,
            paused: Bool = false,
            blocked: Bool = false,
            dnc: Bool = false
        ) {
            self.id = id
            self.version = version
            self.campaignID = campaignID
            self.contactID = contactID
            self.name = name
            self.phoneNumber = phoneNumber
            self.phone = phone
            self.status = status
            self.closed = closed
            self.addedAtMs = addedAtMs
            self.baseStatus = baseStatus
            self.paused = paused
            self.blocked = blocked
            self.dnc = dnc
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__campaigns__v1__campaign_customer__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Campaigns__V1__CampaignCustomer>) throws {
            id = c.pointee.id
            version = c.pointee.version
            campaignID = c.pointee.campaign_id
            contactID = c.pointee.contact_id
            name = try Unpacking.string(c.pointee.name, "danhba.campaigns.v1.CampaignCustomer.name")
            phoneNumber = c.pointee.phone_number
            phone = try Unpacking.string(c.pointee.phone, "danhba.campaigns.v1.CampaignCustomer.phone")
            status = CampaignsV1.CustomerStatus(c: c.pointee.status)
            closed = c.pointee.closed != 0
            addedAtMs = c.pointee.added_at_ms
            baseStatus = CampaignsV1.CustomerStatus(c: c.pointee.base_status)
            paused = c.pointee.paused != 0
            blocked = c.pointee.blocked != 0
            dnc = c.pointee.dnc != 0
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Campaigns__V1__CampaignCustomer> {
            let c = arena.allocate(Danhba__Campaigns__V1__CampaignCustomer.self)
            danhba__campaigns__v1__campaign_customer__init(c)
            c.pointee.id = self.id
            c.pointee.version = self.version
            c.pointee.campaign_id = self.campaignID
            c.pointee.contact_id = self.contactID
            c.pointee.name = arena.string(self.name)
            c.pointee.phone_number = self.phoneNumber
            c.pointee.phone = arena.string(self.phone)
            c.pointee.status = self.status.c
            c.pointee.closed = self.closed ? 1 : 0
            c.pointee.added_at_ms = self.addedAtMs
            c.pointee.base_status = self.baseStatus.c
            c.pointee.paused = self.paused ? 1 : 0
            c.pointee.blocked = self.blocked ? 1 : 0
            c.pointee.dnc = self.dnc ? 1 : 0
            return c
        }
    }

    /// `danhba.campaigns.v1.AddCampaignCustomersRequest`
    public struct AddCampaignCustomersRequest: Message, Equatable {
        public static let fullName = "danhba.campaigns.v1.AddCampaignCustomersRequest"

        public var campaignID: Int64 = 0
        public var contactIDs: [Int64] = []

        public init() {}

        public init(
            campaignID: Int64 = 0,
            contactIDs: [Int64] = []
        ) {
            self.campaignID = campaignID
            self.contactIDs = contactIDs
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__campaigns__v1__add_campaign_customers_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Campaigns__V1__AddCampaignCustomersRequest>) throws {
            campaignID = c.pointee.campaign_id
            contactIDs = Unpacking.array(c.pointee.n_contact_ids, c.pointee.contact_ids)
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Campaigns__V1__AddCampaignCustomersRequest> {
            let c = arena.allocate(Danhba__Campaigns__V1__AddCampaignCustomersRequest.self)
            danhba__campaigns__v1__add_campaign_customers_request__init(c)
            c.pointee.campaign_id = self.campaignID
            (c.pointee.n_contact_ids, c.pointee.contact_ids) = arena.array(self.contactIDs) { value, _ in value }
            return c
        }
    }

    /// `danhba.campaigns.v1.AddCampaignCustomersResponse`
    public struct AddCampaignCustomersResponse: Message, Equatable {
        public static let fullName = "danhba.campaigns.v1.AddCampaignCustomersResponse"

        /// total = added + skipped_existing + invalid.
        public var total: Int32 = 0
        public var added: Int32 = 0
        public var skippedExisting: Int32 = 0
        public var invalid: Int32 = 0
        /// The contacts counted in `skipped_existing` and `invalid`.
        public var skippedIDs: [Int64] = []
        public var invalidIDs: [Int64] = []

        public init() {}

        public init(
            total: Int32 = 0,
            added: Int32 = 0,
            skippedExisting: Int32 = 0,
            invalid: Int32 = 0,
            skippedIDs: [Int64] = [],
            invalidIDs: [Int64] = []
        ) {
            self.total = total
            self.added = added
            self.skippedExisting = skippedExisting
            self.invalid = invalid
            self.skippedIDs = skippedIDs
            self.invalidIDs = invalidIDs
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__campaigns__v1__add_campaign_customers_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Campaigns__V1__AddCampaignCustomersResponse>) throws {
            total = c.pointee.total
            added = c.pointee.added
            skippedExisting = c.pointee.skipped_existing
            invalid = c.pointee.invalid
            skippedIDs = Unpacking.array(c.pointee.n_skipped_ids, c.pointee.skipped_ids)
            invalidIDs = Unpacking.array(c.pointee.n_invalid_ids, c.pointee.invalid_ids)
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Campaigns__V1__AddCampaignCustomersResponse> {
            let c = arena.allocate(Danhba__Campaigns__V1__AddCampaignCustomersResponse.self)
            danhba__campaigns__v1__add_campaign_customers_response__init(c)
            c.pointee.total = self.total
            c.pointee.added = self.added
            c.pointee.skipped_existing = self.skippedExisting
            c.pointee.invalid = self.invalid
            (c.pointee.n_skipped_ids, c.pointee.skipped_ids) = arena.array(self.skippedIDs) { value, _ in value }
            (c.pointee.n_invalid_ids, c.pointee.invalid_ids) = arena.array(self.invalidIDs) { value, _ in value }
            return c
        }
    }

    /// `danhba.campaigns.v1.ListCampaignCustomersRequest`
    public struct ListCampaignCustomersRequest: Message, Equatable {
        public static let fullName = "danhba.campaigns.v1.ListCampaignCustomersRequest"

        public var campaignID: Int64 = 0
        public var includeClosed: Bool = false
        /// 1–500; 0: 50.
        public var pageSize: Int32 = 0
        public var pageToken: String = ""

        public init() {}

        public init(
            campaignID: Int64 = 0,
            includeClosed: Bool = false,
            pageSize: Int32 = 0,
            pageToken: String = ""
        ) {
            self.campaignID = campaignID
            self.includeClosed = includeClosed
            self.pageSize = pageSize
            self.pageToken = pageToken
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__campaigns__v1__list_campaign_customers_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Campaigns__V1__ListCampaignCustomersRequest>) throws {
            campaignID = c.pointee.campaign_id
            includeClosed = c.pointee.include_closed != 0
            pageSize = c.pointee.page_size
            pageToken = try Unpacking.string(c.pointee.page_token, "danhba.campaigns.v1.ListCampaignCustomersRequest.page_token")
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Campaigns__V1__ListCampaignCustomersRequest> {
            let c = arena.allocate(Danhba__Campaigns__V1__ListCampaignCustomersRequest.self)
            danhba__campaigns__v1__list_campaign_customers_request__init(c)
            c.pointee.campaign_id = self.campaignID
            c.pointee.include_closed = self.includeClosed ? 1 : 0
            c.pointee.page_size = self.pageSize
            c.pointee.page_token = arena.string(self.pageToken)
            return c
        }
    }

    /// `danhba.campaigns.v1.ListCampaignCustomersResponse`
    public struct ListCampaignCustomersResponse: Message, Equatable {
        public static let fullName = "danhba.campaigns.v1.ListCampaignCustomersResponse"

        public var customers: [CampaignsV1.CampaignCustomer] = []
        public var nextPageToken: String = ""

        public init() {}

        public init(
            customers: [CampaignsV1.CampaignCustomer] = [],
            nextPageToken: String = ""
        ) {
            self.customers = customers
            self.nextPageToken = nextPageToken
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__campaigns__v1__list_campaign_customers_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Campaigns__V1__ListCampaignCustomersResponse>) throws {
            customers = try Unpacking.messages(c.pointee.n_customers, c.pointee.customers) { try CampaignsV1.CampaignCustomer(c: $0) }
            nextPageToken = try Unpacking.string(c.pointee.next_page_token, "danhba.campaigns.v1.ListCampaignCustomersResponse.next_page_token")
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Campaigns__V1__ListCampaignCustomersResponse> {
            let c = arena.allocate(Danhba__Campaigns__V1__ListCampaignCustomersResponse.self)
            danhba__campaigns__v1__list_campaign_customers_response__init(c)
            (c.pointee.n_customers, c.pointee.customers) = arena.array(self.customers) { value, arena in value.build(in: arena) }
            c.pointee.next_page_token = arena.string(self.nextPageToken)
            return c
        }
    }

    /// Customers kept together, also called customer group; campaigns are filled from it.
    public struct CustomerList: Message, Equatable {
        public static let fullName = "danhba.campaigns.v1.CustomerList"

        public var id: Int64 = 0
        public var version: Int64 = 0
        /// Unique in the workspace; case is ignored. 1–255 characters.
        public var name: String = ""
        /// At most 10,000 characters.
        public var description: String = ""
        /// Live members. Counted beside the list: it moves without a new version, and the images of the change log leave it
        /// at 0.
        public var memberCount: Int64 = 0
        public var createdAtMs: Int64 = 0
        public var updatedAtMs: Int64 = 0
        public var createdBy: String = ""

        public init() {}

        public init(
            id: Int64 = 0,
            version: Int64 = 0,
            name: String = "",
            description: String = "",
            memberCount: Int64 = 0,
            createdAtMs: Int64 = 0,
            updatedAtMs: Int64 = 0,
            createdBy: String = ""
        ) {
            self.id = id
            self.version = version
            self.name = name
            self.description = description
            self.memberCount = memberCount
            self.createdAtMs = createdAtMs
            self.updatedAtMs = updatedAtMs
            self.createdBy = createdBy
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__campaigns__v1__customer_list__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Campaigns__V1__CustomerList>) throws {
            id = c.pointee.id
            version = c.pointee.version
            name = try Unpacking.string(c.pointee.name, "danhba.campaigns.v1.CustomerList.name")
            description = try Unpacking.string(c.pointee.description, "danhba.campaigns.v1.CustomerList.description")
            memberCount = c.pointee.member_count
            createdAtMs = c.pointee.created_at_ms
            updatedAtMs = c.pointee.updated_at_ms
            createdBy = try Unpacking.string(c.pointee.created_by, "danhba.campaigns.v1.CustomerList.created_by")
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Campaigns__V1__CustomerList> {
            let c = arena.allocate(Danhba__Campaigns__V1__CustomerList.self)
            danhba__campaigns__v1__customer_list__init(c)
            c.pointee.id = self.id
            c.pointee.version = self.version
            c.pointee.name = arena.string(self.name)
            c.pointee.description = arena.string(self.description)
            c.pointee.member_count = self.memberCount
            c.pointee.created_at_ms = self.createdAtMs
            c.pointee.updated_at_ms = self.updatedAtMs
            c.pointee.created_by = arena.string(self.createdBy)
            return c
        }
    }

    /// `danhba.campaigns.v1.CreateCustomerListRequest`
    public struct CreateCustomerListRequest: Message, Equatable {
        public static let fullName = "danhba.campaigns.v1.CreateCustomerListRequest"

        public var name: String = ""
        public var description: String = ""
        public var requestID: String = ""

        public init() {}

        public init(
            name: String = "",
            description: String = "",
            requestID: String = ""
        ) {
            self.name = name
            self.description = description
            self.requestID = requestID
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__campaigns__v1__create_customer_list_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Campaigns__V1__CreateCustomerListRequest>) throws {
            name = try Unpacking.string(c.pointee.name, "danhba.campaigns.v1.CreateCustomerListRequest.name")
            description = try Unpacking.string(c.pointee.description, "danhba.campaigns.v1.CreateCustomerListRequest.description")
            requestID = try Unpacking.string(c.pointee.request_id, "danhba.campaigns.v1.CreateCustomerListRequest.request_id")
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Campaigns__V1__CreateCustomerListRequest> {
            let c = arena.allocate(Danhba__Campaigns__V1__CreateCustomerListRequest.self)
            danhba__campaigns__v1__create_customer_list_request__init(c)
            c.pointee.name = arena.string(self.name)
            c.pointee.description = arena.string(self.description)
            c.pointee.request_id = arena.string(self.requestID)
            return c
        }
    }

    /// `danhba.campaigns.v1.CreateCustomerListResponse`
    public struct CreateCustomerListResponse: Message, Equatable {
        public static let fullName = "danhba.campaigns.v1.CreateCustomerListResponse"

        public var list: CampaignsV1.CustomerList? = nil

        public init() {}

        public init(
            list: CampaignsV1.CustomerList? = nil
        ) {
            self.list = list
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__campaigns__v1__create_customer_list_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Campaigns__V1__CreateCustomerListResponse>) throws {
            list = try c.pointee.list.map { try CampaignsV1.CustomerList(c: $0) }
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Campaigns__V1__CreateCustomerListResponse> {
            let c = arena.allocate(Danhba__Campaigns__V1__CreateCustomerListResponse.self)
            danhba__campaigns__v1__create_customer_list_response__init(c)
            c.pointee.list = self.list?.build(in: arena)
            return c
        }
    }

    /// `danhba.campaigns.v1.GetCustomerListRequest`
    public struct GetCustomerListRequest: Message, Equatable {
        public static let fullName = "danhba.campaigns.v1.GetCustomerListRequest"

        public var id: Int64 = 0

        public init() {}

        public init(
            id: Int64 = 0
        ) {
            self.id = id
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__campaigns__v1__get_customer_list_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Campaigns__V1__GetCustomerListRequest>) throws {
            id = c.pointee.id
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Campaigns__V1__GetCustomerListRequest> {
            let c = arena.allocate(Danhba__Campaigns__V1__GetCustomerListRequest.self)
            danhba__campaigns__v1__get_customer_list_request__init(c)
            c.pointee.id = self.id
            return c
        }
    }

    /// `danhba.campaigns.v1.GetCustomerListResponse`
    public struct GetCustomerListResponse: Message, Equatable {
        public static let fullName = "danhba.campaigns.v1.GetCustomerListResponse"

        public var list: CampaignsV1.CustomerList? = nil

        public init() {}

        public init(
            list: CampaignsV1.CustomerList? = nil
        ) {
            self.list = list
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__campaigns__v1__get_customer_list_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Campaigns__V1__GetCustomerListResponse>) throws {
            list = try c.pointee.list.map { try CampaignsV1.CustomerList(c: $0) }
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Campaigns__V1__GetCustomerListResponse> {
            let c = arena.allocate(Danhba__Campaigns__V1__GetCustomerListResponse.self)
            danhba__campaigns__v1__get_customer_list_response__init(c)
            c.pointee.list = self.list?.build(in: arena)
            return c
        }
    }

    /// `danhba.campaigns.v1.ListCustomerListsRequest`
    public struct ListCustomerListsRequest: Message, Equatable {
        public static let fullName = "danhba.campaigns.v1.ListCustomerListsRequest"

        /// 1–500; 0: 50.
        public var pageSize: Int32 = 0
        public var pageToken: String = ""

        public init() {}

        public init(
            pageSize: Int32 = 0,
            pageToken: String = ""
        ) {
            self.pageSize = pageSize
            self.pageToken = pageToken
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__campaigns__v1__list_customer_lists_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Campaigns__V1__ListCustomerListsRequest>) throws {
            pageSize = c.pointee.page_size
            pageToken = try Unpacking.string(c.pointee.page_token, "danhba.campaigns.v1.ListCustomerListsRequest.page_token")
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Campaigns__V1__ListCustomerListsRequest> {
            let c = arena.allocate(Danhba__Campaigns__V1__ListCustomerListsRequest.self)
            danhba__campaigns__v1__list_customer_lists_request__init(c)
            c.pointee.page_size = self.pageSize
            c.pointee.page_token = arena.string(self.pageToken)
            return c
        }
    }

    /// `danhba.campaigns.v1.ListCustomerListsResponse`
    public struct ListCustomerListsResponse: Message, Equatable {
        public static let fullName = "danhba.campaigns.v1.ListCustomerListsResponse"

        public var lists: [CampaignsV1.CustomerList] = []
        public var nextPageToken: String = ""

        public init() {}

        public init(
            lists: [CampaignsV1.CustomerList] = [],
            nextPageToken: String = ""
        ) {
            self.lists = lists
            self.nextPageToken = nextPageToken
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__campaigns__v1__list_customer_lists_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Campaigns__V1__ListCustomerListsResponse>) throws {
            lists = try Unpacking.messages(c.pointee.n_lists, c.pointee.lists) { try CampaignsV1.CustomerList(c: $0) }
            nextPageToken = try Unpacking.string(c.pointee.next_page_token, "danhba.campaigns.v1.ListCustomerListsResponse.next_page_token")
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Campaigns__V1__ListCustomerListsResponse> {
            let c = arena.allocate(Danhba__Campaigns__V1__ListCustomerListsResponse.self)
            danhba__campaigns__v1__list_customer_lists_response__init(c)
            (c.pointee.n_lists, c.pointee.lists) = arena.array(self.lists) { value, arena in value.build(in: arena) }
            c.pointee.next_page_token = arena.string(self.nextPageToken)
            return c
        }
    }

    /// `danhba.campaigns.v1.AddListMembersRequest`
    public struct AddListMembersRequest: Message, Equatable {
        public static let fullName = "danhba.campaigns.v1.AddListMembersRequest"

        public var listID: Int64 = 0
        public var contactIDs: [Int64] = []
        /// What the call belongs to, for History.UndoOperation: at most 64 characters; empty: nothing else. Members that the
        /// same operation added before count as added.
        public var operationID: String = ""

        public init() {}

        public init(
            listID: Int64 = 0,
            contactIDs: [Int64] = [],
            operationID: String = ""
        ) {
            self.listID = listID
            self.contactIDs = contactIDs
            self.operationID = operationID
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__campaigns__v1__add_list_members_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Campaigns__V1__AddListMembersRequest>) throws {
            listID = c.pointee.list_id
            contactIDs = Unpacking.array(c.pointee.n_contact_ids, c.pointee.contact_ids)
            operationID = try Unpacking.string(c.pointee.operation_id, "danhba.campaigns.v1.AddListMembersRequest.operation_id")
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Campaigns__V1__AddListMembersRequest> {
            let c = arena.allocate(Danhba__Campaigns__V1__AddListMembersRequest.self)
            danhba__campaigns__v1__add_list_members_request__init(c)
            c.pointee.list_id = self.listID
            (c.pointee.n_contact_ids, c.pointee.contact_ids) = arena.array(self.contactIDs) { value, _ in value }
            c.pointee.operation_id = arena.string(self.operationID)
            return c
        }
    }

    /// `danhba.campaigns.v1.AddListMembersResponse`
    public struct AddListMembersResponse: Message, Equatable {
        public static let fullName = "danhba.campaigns.v1.AddListMembersResponse"

        /// total = added + skipped_existing + invalid.
        public var total: Int32 = 0
        public var added: Int32 = 0
        public var skippedExisting: Int32 = 0
        public var invalid: Int32 = 0
        public var skippedIDs: [Int64] = []
        public var invalidIDs: [Int64] = []

        public init() {}

        public init(
            total: Int32 = 0,
            added: Int32 = 0,
            skippedExisting: Int32 = 0,
            invalid: Int32 = 0,
            skippedIDs: [Int64] = [],
            invalidIDs: [Int64] = []
        ) {
            self.total = total
            self.added = added
            self.skippedExisting = skippedExisting
            self.invalid = invalid
            self.skippedIDs = skippedIDs
            self.invalidIDs = invalidIDs
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__campaigns__v1__add_list_members_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Campaigns__V1__AddListMembersResponse>) throws {
            total = c.pointee.total
            added = c.pointee.added
            skippedExisting = c.pointee.skipped_existing
            invalid = c.pointee.invalid
            skippedIDs = Unpacking.array(c.pointee.n_skipped_ids, c.pointee.skipped_ids)
            invalidIDs = Unpacking.array(c.pointee.n_invalid_ids, c.pointee.invalid_ids)
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Campaigns__V1__AddListMembersResponse> {
            let c = arena.allocate(Danhba__Campaigns__V1__AddListMembersResponse.self)
            danhba__campaigns__v1__add_list_members_response__init(c)
            c.pointee.total = self.total
            c.pointee.added = self.added
            c.pointee.skipped_existing = self.skippedExisting
            c.pointee.invalid = self.invalid
            (c.pointee.n_skipped_ids, c.pointee.skipped_ids) = arena.array(self.skippedIDs) { value, _ in value }
            (c.pointee.n_invalid_ids, c.pointee.invalid_ids) = arena.array(self.invalidIDs) { value, _ in value }
            return c
        }
    }

    /// `danhba.campaigns.v1.ListMember`
    public struct ListMember: Message, Equatable {
        public static let fullName = "danhba.campaigns.v1.ListMember"

        public var listID: Int64 = 0
        public var contactID: Int64 = 0
        /// Order of adding, from 1.
        public var position: Int64 = 0
        public var addedAtMs: Int64 = 0
        /// Of the membership itself, as in the change log.
        public var id: Int64 = 0
        public var version: Int64 = 0
        /// Its contact has been deleted; restoring the contact shows the membership again.
        public var hidden: Bool = false

        public init() {}

        public init(
            listID: Int64 = 0,
            contactID: Int64 = 0,
            position: Int64 = 0,
            addedAtMs: Int64 = 0,
            id: Int64 = 0,
            version: Int64 = 0,
            hidden: Bool = false
        ) {
            self.listID = listID
            self.contactID = contactID
            self.position = position
            self.addedAtMs = addedAtMs
            self.id = id
            self.version = version
            self.hidden = hidden
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__campaigns__v1__list_member__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Campaigns__V1__ListMember>) throws {
            listID = c.pointee.list_id
            contactID = c.pointee.contact_id
            position = c.pointee.position
            addedAtMs = c.pointee.added_at_ms
            id = c.pointee.id
            version = c.pointee.version
            hidden = c.pointee.hidden != 0
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Campaigns__V1__ListMember> {
            let c = arena.allocate(Danhba__Campaigns__V1__ListMember.self)
            danhba__campaigns__v1__list_member__init(c)
            c.pointee.list_id = self.listID
            c.pointee.contact_id = self.contactID
            c.pointee.position = self.position
            c.pointee.added_at_ms = self.addedAtMs
            c.pointee.id = self.id
            c.pointee.version = self.version
            c.pointee.hidden = self.hidden ? 1 : 0
            return c
        }
    }

    /// `danhba.campaigns.v1.ListListMembersRequest`
    public struct ListListMembersRequest: Message, Equatable {
        public static let fullName = "danhba.campaigns.v1.ListListMembersRequest"

        public var listID: Int64 = 0
        /// 1–1,000; 0: 100.
        public var pageSize: Int32 = 0
        public var pageToken: String = ""

        public init() {}

        public init(
            listID: Int64 = 0,
            pageSize: Int32 = 0,
            pageToken: String = ""
        ) {
            self.listID = listID
            self.pageSize = pageSize
            self.pageToken = pageToken
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__campaigns__v1__list_list_members_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Campaigns__V1__ListListMembersRequest>) throws {
            listID = c.pointee.list_id
            pageSize = c.pointee.page_size
            pageToken = try Unpacking.string(c.pointee.page_token, "danhba.campaigns.v1.ListListMembersRequest.page_token")
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Campaigns__V1__ListListMembersRequest> {
            let c = arena.allocate(Danhba__Campaigns__V1__ListListMembersRequest.self)
            danhba__campaigns__v1__list_list_members_request__init(c)
            c.pointee.list_id = self.listID
            c.pointee.page_size = self.pageSize
            c.pointee.page_token = arena.string(self.pageToken)
            return c
        }
    }

    /// `danhba.campaigns.v1.ListListMembersResponse`
    public struct ListListMembersResponse: Message, Equatable {
        public static let fullName = "danhba.campaigns.v1.ListListMembersResponse"

        public var members: [CampaignsV1.ListMember] = []
        public var nextPageToken: String = ""

        public init() {}

        public init(
            members: [CampaignsV1.ListMember] = [],
            nextPageToken: String = ""
        ) {
            self.members = members
            self.nextPageToken = nextPageToken
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__campaigns__v1__list_list_members_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Campaigns__V1__ListListMembersResponse>) throws {
            members = try Unpacking.messages(c.pointee.n_members, c.pointee.members) { try CampaignsV1.ListMember(c: $0) }
            nextPageToken = try Unpacking.string(c.pointee.next_page_token, "danhba.campaigns.v1.ListListMembersResponse.next_page_token")
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Campaigns__V1__ListListMembersResponse> {
            let c = arena.allocate(Danhba__Campaigns__V1__ListListMembersResponse.self)
            danhba__campaigns__v1__list_list_members_response__init(c)
            (c.pointee.n_members, c.pointee.members) = arena.array(self.members) { value, arena in value.build(in: arena) }
            c.pointee.next_page_token = arena.string(self.nextPageToken)
            return c
        }
    }

    /// `danhba.campaigns.v1.ListMemberIdsRequest`
    public struct ListMemberIdsRequest: Message, Equatable {
        public static let fullName = "danhba.campaigns.v1.ListMemberIdsRequest"

        public var listID: Int64 = 0
        /// Only greater ids: the last one of the answer before; 0 for the first.
        public var afterID: Int64 = 0

        public init() {}

        public init(
            listID: Int64 = 0,
            afterID: Int64 = 0
        ) {
            self.listID = listID
            self.afterID = afterID
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__campaigns__v1__list_member_ids_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Campaigns__V1__ListMemberIdsRequest>) throws {
            listID = c.pointee.list_id
            afterID = c.pointee.after_id
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Campaigns__V1__ListMemberIdsRequest> {
            let c = arena.allocate(Danhba__Campaigns__V1__ListMemberIdsRequest.self)
            danhba__campaigns__v1__list_member_ids_request__init(c)
            c.pointee.list_id = self.listID
            c.pointee.after_id = self.afterID
            return c
        }
    }

    /// `danhba.campaigns.v1.ListMemberIdsResponse`
    public struct ListMemberIdsResponse: Message, Equatable {
        public static let fullName = "danhba.campaigns.v1.ListMemberIdsResponse"

        /// Each the difference to the id before it, the first one to `after_id`; all positive.
        public var idDeltas: [Int64] = []
        /// Further ids follow.
        public var hasMore: Bool = false

        public init() {}

        public init(
            idDeltas: [Int64] = [],
            hasMore: Bool = false
        ) {
            self.idDeltas = idDeltas
            self.hasMore = hasMore
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__campaigns__v1__list_member_ids_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Campaigns__V1__ListMemberIdsResponse>) throws {
            idDeltas = Unpacking.array(c.pointee.n_id_deltas, c.pointee.id_deltas)
            hasMore = c.pointee.has_more != 0
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Campaigns__V1__ListMemberIdsResponse> {
            let c = arena.allocate(Danhba__Campaigns__V1__ListMemberIdsResponse.self)
            danhba__campaigns__v1__list_member_ids_response__init(c)
            (c.pointee.n_id_deltas, c.pointee.id_deltas) = arena.array(self.idDeltas) { value, _ in value }
            c.pointee.has_more = self.hasMore ? 1 : 0
            return c
        }
    }
}

extension CampaignsV1 {
    /// The methods of `danhba.campaigns.v1.Campaigns`.
    public enum CampaignsMethods {
        /// The service with all its methods, in the order of the contract.
        public static let descriptor = ServiceDescriptor(
            name: "danhba.campaigns.v1.Campaigns", methods: [createCampaign, getCampaign, listCampaigns, addCampaignCustomers, listCampaignCustomers, createCustomerList, getCustomerList, listCustomerLists, addListMembers, listListMembers, listMemberIds],
            comment: "Campaigns: which customers are called, and the customer lists that they are drawn from.\n\nThe rules of danhba.contacts.v1 for workspaces, ids, times, text and errors hold here too.")

        /// Creates a campaign in status NEW. INVALID_ARGUMENT with every field that is wrong. Names are not unique.
        /// Safe to retry only with `request_id`.
        public static let createCampaign = MethodDescriptor(
            service: "danhba.campaigns.v1.Campaigns", name: "CreateCampaign",
            kind: .unary, execution: .write, idempotency: .unknown,
            access: .supervisor,
            inputType: "danhba.campaigns.v1.CreateCampaignRequest",
            outputType: "danhba.campaigns.v1.CreateCampaignResponse",
            comment: "Creates a campaign in status NEW. INVALID_ARGUMENT with every field that is wrong. Names are not unique.\nSafe to retry only with `request_id`.")

        /// One campaign by id. NOT_FOUND. Safe to retry.
        public static let getCampaign = MethodDescriptor(
            service: "danhba.campaigns.v1.Campaigns", name: "GetCampaign",
            kind: .unary, execution: .inline, idempotency: .noSideEffects,
            access: .agent,
            inputType: "danhba.campaigns.v1.GetCampaignRequest",
            outputType: "danhba.campaigns.v1.GetCampaignResponse",
            comment: "One campaign by id. NOT_FOUND. Safe to retry.")

        /// Campaigns newest first, in pages. Safe to retry.
        public static let listCampaigns = MethodDescriptor(
            service: "danhba.campaigns.v1.Campaigns", name: "ListCampaigns",
            kind: .unary, execution: .read, idempotency: .noSideEffects,
            access: .agent,
            inputType: "danhba.campaigns.v1.ListCampaignsRequest",
            outputType: "danhba.campaigns.v1.ListCampaignsResponse",
            comment: "Campaigns newest first, in pages. Safe to retry.")

        /// Adds contacts to a campaign as customers, in the given order, each with the first of its phones that can be
        /// dialled. A contact already there is skipped; one without such a phone or unknown is invalid. INVALID_ARGUMENT over
        /// 1,000 contacts; NOT_FOUND for the campaign; FAILED_PRECONDITION (3014) when it is completed; UNAVAILABLE (5001)
        /// while contacts does not answer; ABORTED when contacts was restored from a backup meanwhile. Safe to retry: what is
        /// there is skipped.
        public static let addCampaignCustomers = MethodDescriptor(
            service: "danhba.campaigns.v1.Campaigns", name: "AddCampaignCustomers",
            kind: .unary, execution: .async, idempotency: .idempotent,
            access: .supervisor,
            inputType: "danhba.campaigns.v1.AddCampaignCustomersRequest",
            outputType: "danhba.campaigns.v1.AddCampaignCustomersResponse",
            comment: "Adds contacts to a campaign as customers, in the given order, each with the first of its phones that can be\ndialled. A contact already there is skipped; one without such a phone or unknown is invalid. INVALID_ARGUMENT over\n1,000 contacts; NOT_FOUND for the campaign; FAILED_PRECONDITION (3014) when it is completed; UNAVAILABLE (5001)\nwhile contacts does not answer; ABORTED when contacts was restored from a backup meanwhile. Safe to retry: what is\nthere is skipped.")

        /// The customers of a campaign in the order of their adding, in pages; those whose contact is deleted are left out
        /// unless asked for. NOT_FOUND for the campaign. Safe to retry.
        public static let listCampaignCustomers = MethodDescriptor(
            service: "danhba.campaigns.v1.Campaigns", name: "ListCampaignCustomers",
            kind: .unary, execution: .read, idempotency: .noSideEffects,
            access: .admin,
            inputType: "danhba.campaigns.v1.ListCampaignCustomersRequest",
            outputType: "danhba.campaigns.v1.ListCampaignCustomersResponse",
            comment: "The customers of a campaign in the order of their adding, in pages; those whose contact is deleted are left out\nunless asked for. NOT_FOUND for the campaign. Safe to retry.")

        /// Creates a customer list. ALREADY_EXISTS for a name in use (case is ignored). Safe to retry only with `request_id`.
        public static let createCustomerList = MethodDescriptor(
            service: "danhba.campaigns.v1.Campaigns", name: "CreateCustomerList",
            kind: .unary, execution: .write, idempotency: .unknown,
            access: .supervisor,
            inputType: "danhba.campaigns.v1.CreateCustomerListRequest",
            outputType: "danhba.campaigns.v1.CreateCustomerListResponse",
            comment: "Creates a customer list. ALREADY_EXISTS for a name in use (case is ignored). Safe to retry only with `request_id`.")

        /// One list by id. NOT_FOUND. Safe to retry.
        public static let getCustomerList = MethodDescriptor(
            service: "danhba.campaigns.v1.Campaigns", name: "GetCustomerList",
            kind: .unary, execution: .inline, idempotency: .noSideEffects,
            access: .agent,
            inputType: "danhba.campaigns.v1.GetCustomerListRequest",
            outputType: "danhba.campaigns.v1.GetCustomerListResponse",
            comment: "One list by id. NOT_FOUND. Safe to retry.")

        /// Lists newest first, in pages. Safe to retry.
        public static let listCustomerLists = MethodDescriptor(
            service: "danhba.campaigns.v1.Campaigns", name: "ListCustomerLists",
            kind: .unary, execution: .read, idempotency: .noSideEffects,
            access: .agent,
            inputType: "danhba.campaigns.v1.ListCustomerListsRequest",
            outputType: "danhba.campaigns.v1.ListCustomerListsResponse",
            comment: "Lists newest first, in pages. Safe to retry.")

        /// Adds contacts to a list, in the given order; one already there is skipped, an unknown one is invalid.
        /// INVALID_ARGUMENT over 1,000 contacts; NOT_FOUND for the list; UNAVAILABLE (5001) and ABORTED as for campaigns.
        /// Safe to retry.
        public static let addListMembers = MethodDescriptor(
            service: "danhba.campaigns.v1.Campaigns", name: "AddListMembers",
            kind: .unary, execution: .async, idempotency: .idempotent,
            access: .supervisor,
            inputType: "danhba.campaigns.v1.AddListMembersRequest",
            outputType: "danhba.campaigns.v1.AddListMembersResponse",
            comment: "Adds contacts to a list, in the given order; one already there is skipped, an unknown one is invalid.\nINVALID_ARGUMENT over 1,000 contacts; NOT_FOUND for the list; UNAVAILABLE (5001) and ABORTED as for campaigns.\nSafe to retry.")

        /// The members of a list in the order of their adding, in pages; those whose contact is deleted are left out.
        /// NOT_FOUND for the list. Safe to retry.
        public static let listListMembers = MethodDescriptor(
            service: "danhba.campaigns.v1.Campaigns", name: "ListListMembers",
            kind: .unary, execution: .read, idempotency: .noSideEffects,
            access: .admin,
            inputType: "danhba.campaigns.v1.ListListMembersRequest",
            outputType: "danhba.campaigns.v1.ListListMembersResponse",
            comment: "The members of a list in the order of their adding, in pages; those whose contact is deleted are left out.\nNOT_FOUND for the list. Safe to retry.")

        /// The contacts that are members of a list, only their ids, ascending, up to 100,000 in an answer: what a filter over
        /// contacts is made of. Those that are deleted are left out. NOT_FOUND for the list. Safe to retry.
        public static let listMemberIds = MethodDescriptor(
            service: "danhba.campaigns.v1.Campaigns", name: "ListMemberIds",
            kind: .unary, execution: .read, idempotency: .noSideEffects,
            access: .admin,
            inputType: "danhba.campaigns.v1.ListMemberIdsRequest",
            outputType: "danhba.campaigns.v1.ListMemberIdsResponse",
            comment: "The contacts that are members of a list, only their ids, ascending, up to 100,000 in an answer: what a filter over\ncontacts is made of. Those that are deleted are left out. NOT_FOUND for the list. Safe to retry.")
    }

    /// Calls `danhba.campaigns.v1.Campaigns` over a connection.
    public struct CampaignsClient: Sendable {
        public let connection: any Connection

        public init(_ connection: any Connection) { self.connection = connection }

        /// Creates a campaign in status NEW. INVALID_ARGUMENT with every field that is wrong. Names are not unique.
        /// Safe to retry only with `request_id`.
        public func createCampaign(_ request: CampaignsV1.CreateCampaignRequest, options: CallOptions = CallOptions()) async throws -> CampaignsV1.CreateCampaignResponse {
            try await connection.unary(CampaignsMethods.createCampaign, request, options: options)
        }

        /// One campaign by id. NOT_FOUND. Safe to retry.
        public func getCampaign(_ request: CampaignsV1.GetCampaignRequest, options: CallOptions = CallOptions()) async throws -> CampaignsV1.GetCampaignResponse {
            try await connection.unary(CampaignsMethods.getCampaign, request, options: options)
        }

        /// Campaigns newest first, in pages. Safe to retry.
        public func listCampaigns(_ request: CampaignsV1.ListCampaignsRequest, options: CallOptions = CallOptions()) async throws -> CampaignsV1.ListCampaignsResponse {
            try await connection.unary(CampaignsMethods.listCampaigns, request, options: options)
        }

        /// Adds contacts to a campaign as customers, in the given order, each with the first of its phones that can be
        /// dialled. A contact already there is skipped; one without such a phone or unknown is invalid. INVALID_ARGUMENT over
        /// 1,000 contacts; NOT_FOUND for the campaign; FAILED_PRECONDITION (3014) when it is completed; UNAVAILABLE (5001)
        /// while contacts does not answer; ABORTED when contacts was restored from a backup meanwhile. Safe to retry: what is
        /// there is skipped.
        public func addCampaignCustomers(_ request: CampaignsV1.AddCampaignCustomersRequest, options: CallOptions = CallOptions()) async throws -> CampaignsV1.AddCampaignCustomersResponse {
            try await connection.unary(CampaignsMethods.addCampaignCustomers, request, options: options)
        }

        /// The customers of a campaign in the order of their adding, in pages; those whose contact is deleted are left out
        /// unless asked for. NOT_FOUND for the campaign. Safe to retry.
        public func listCampaignCustomers(_ request: CampaignsV1.ListCampaignCustomersRequest, options: CallOptions = CallOptions()) async throws -> CampaignsV1.ListCampaignCustomersResponse {
            try await connection.unary(CampaignsMethods.listCampaignCustomers, request, options: options)
        }

        /// Creates a customer list. ALREADY_EXISTS for a name in use (case is ignored). Safe to retry only with `request_id`.
        public func createCustomerList(_ request: CampaignsV1.CreateCustomerListRequest, options: CallOptions = CallOptions()) async throws -> CampaignsV1.CreateCustomerListResponse {
            try await connection.unary(CampaignsMethods.createCustomerList, request, options: options)
        }

        /// One list by id. NOT_FOUND. Safe to retry.
        public func getCustomerList(_ request: CampaignsV1.GetCustomerListRequest, options: CallOptions = CallOptions()) async throws -> CampaignsV1.GetCustomerListResponse {
            try await connection.unary(CampaignsMethods.getCustomerList, request, options: options)
        }

        /// Lists newest first, in pages. Safe to retry.
        public func listCustomerLists(_ request: CampaignsV1.ListCustomerListsRequest, options: CallOptions = CallOptions()) async throws -> CampaignsV1.ListCustomerListsResponse {
            try await connection.unary(CampaignsMethods.listCustomerLists, request, options: options)
        }

        /// Adds contacts to a list, in the given order; one already there is skipped, an unknown one is invalid.
        /// INVALID_ARGUMENT over 1,000 contacts; NOT_FOUND for the list; UNAVAILABLE (5001) and ABORTED as for campaigns.
        /// Safe to retry.
        public func addListMembers(_ request: CampaignsV1.AddListMembersRequest, options: CallOptions = CallOptions()) async throws -> CampaignsV1.AddListMembersResponse {
            try await connection.unary(CampaignsMethods.addListMembers, request, options: options)
        }

        /// The members of a list in the order of their adding, in pages; those whose contact is deleted are left out.
        /// NOT_FOUND for the list. Safe to retry.
        public func listListMembers(_ request: CampaignsV1.ListListMembersRequest, options: CallOptions = CallOptions()) async throws -> CampaignsV1.ListListMembersResponse {
            try await connection.unary(CampaignsMethods.listListMembers, request, options: options)
        }

        /// The contacts that are members of a list, only their ids, ascending, up to 100,000 in an answer: what a filter over
        /// contacts is made of. Those that are deleted are left out. NOT_FOUND for the list. Safe to retry.
        public func listMemberIds(_ request: CampaignsV1.ListMemberIdsRequest, options: CallOptions = CallOptions()) async throws -> CampaignsV1.ListMemberIdsResponse {
            try await connection.unary(CampaignsMethods.listMemberIds, request, options: options)
        }
    }

    /// Campaigns: which customers are called, and the customer lists that they are drawn from.
    ///
    /// The rules of danhba.contacts.v1 for workspaces, ids, times, text and errors hold here too.
    ///
    /// What a server of it implements; `Router.register(_:lanes:)` adds it to a server.
    public protocol CampaignsService: Sendable {
        /// What `inline` and `read` methods read through.
        associatedtype Reader
        /// What `write` methods write through.
        associatedtype Writer

        /// Creates a campaign in status NEW. INVALID_ARGUMENT with every field that is wrong. Names are not unique.
        /// Safe to retry only with `request_id`.
        func createCampaign(_ request: CampaignsV1.CreateCampaignRequest, _ writer: Writer, _ context: CallContext) throws -> CampaignsV1.CreateCampaignResponse

        /// One campaign by id. NOT_FOUND. Safe to retry.
        func getCampaign(_ request: CampaignsV1.GetCampaignRequest, _ reader: Reader, _ context: CallContext) throws -> CampaignsV1.GetCampaignResponse

        /// Campaigns newest first, in pages. Safe to retry.
        func listCampaigns(_ request: CampaignsV1.ListCampaignsRequest, _ reader: Reader, _ context: CallContext) throws -> CampaignsV1.ListCampaignsResponse

        /// Adds contacts to a campaign as customers, in the given order, each with the first of its phones that can be
        /// dialled. A contact already there is skipped; one without such a phone or unknown is invalid. INVALID_ARGUMENT over
        /// 1,000 contacts; NOT_FOUND for the campaign; FAILED_PRECONDITION (3014) when it is completed; UNAVAILABLE (5001)
        /// while contacts does not answer; ABORTED when contacts was restored from a backup meanwhile. Safe to retry: what is
        /// there is skipped.
        func addCampaignCustomers(_ request: CampaignsV1.AddCampaignCustomersRequest, _ context: CallContext) async throws -> CampaignsV1.AddCampaignCustomersResponse

        /// The customers of a campaign in the order of their adding, in pages; those whose contact is deleted are left out
        /// unless asked for. NOT_FOUND for the campaign. Safe to retry.
        func listCampaignCustomers(_ request: CampaignsV1.ListCampaignCustomersRequest, _ reader: Reader, _ context: CallContext) throws -> CampaignsV1.ListCampaignCustomersResponse

        /// Creates a customer list. ALREADY_EXISTS for a name in use (case is ignored). Safe to retry only with `request_id`.
        func createCustomerList(_ request: CampaignsV1.CreateCustomerListRequest, _ writer: Writer, _ context: CallContext) throws -> CampaignsV1.CreateCustomerListResponse

        /// One list by id. NOT_FOUND. Safe to retry.
        func getCustomerList(_ request: CampaignsV1.GetCustomerListRequest, _ reader: Reader, _ context: CallContext) throws -> CampaignsV1.GetCustomerListResponse

        /// Lists newest first, in pages. Safe to retry.
        func listCustomerLists(_ request: CampaignsV1.ListCustomerListsRequest, _ reader: Reader, _ context: CallContext) throws -> CampaignsV1.ListCustomerListsResponse

        /// Adds contacts to a list, in the given order; one already there is skipped, an unknown one is invalid.
        /// INVALID_ARGUMENT over 1,000 contacts; NOT_FOUND for the list; UNAVAILABLE (5001) and ABORTED as for campaigns.
        /// Safe to retry.
        func addListMembers(_ request: CampaignsV1.AddListMembersRequest, _ context: CallContext) async throws -> CampaignsV1.AddListMembersResponse

        /// The members of a list in the order of their adding, in pages; those whose contact is deleted are left out.
        /// NOT_FOUND for the list. Safe to retry.
        func listListMembers(_ request: CampaignsV1.ListListMembersRequest, _ reader: Reader, _ context: CallContext) throws -> CampaignsV1.ListListMembersResponse

        /// The contacts that are members of a list, only their ids, ascending, up to 100,000 in an answer: what a filter over
        /// contacts is made of. Those that are deleted are left out. NOT_FOUND for the list. Safe to retry.
        func listMemberIds(_ request: CampaignsV1.ListMemberIdsRequest, _ reader: Reader, _ context: CallContext) throws -> CampaignsV1.ListMemberIdsResponse
    }
}

extension Router {
    /// Adds `danhba.campaigns.v1.Campaigns`, its methods run in `lanes`. A service may be added once.
    @inlinable
    public mutating func register<S: CampaignsV1.CampaignsService, L: ExecutionLanes<S.Reader, S.Writer>>(
        _ service: S, lanes: L
    ) {
        register(
            CampaignsV1.CampaignsMethods.descriptor,
            methods: [
                .write(CampaignsV1.CampaignsMethods.createCampaign, lanes) { (request: CampaignsV1.CreateCampaignRequest, writer, context) in
                    try service.createCampaign(request, writer, context)
                },
                .inline(CampaignsV1.CampaignsMethods.getCampaign, lanes) { (request: CampaignsV1.GetCampaignRequest, reader, context) in
                    try service.getCampaign(request, reader, context)
                },
                .read(CampaignsV1.CampaignsMethods.listCampaigns, lanes) { (request: CampaignsV1.ListCampaignsRequest, reader, context) in
                    try service.listCampaigns(request, reader, context)
                },
                .async(CampaignsV1.CampaignsMethods.addCampaignCustomers) { (request: CampaignsV1.AddCampaignCustomersRequest, context) in
                    try await service.addCampaignCustomers(request, context)
                },
                .read(CampaignsV1.CampaignsMethods.listCampaignCustomers, lanes) { (request: CampaignsV1.ListCampaignCustomersRequest, reader, context) in
                    try service.listCampaignCustomers(request, reader, context)
                },
                .write(CampaignsV1.CampaignsMethods.createCustomerList, lanes) { (request: CampaignsV1.CreateCustomerListRequest, writer, context) in
                    try service.createCustomerList(request, writer, context)
                },
                .inline(CampaignsV1.CampaignsMethods.getCustomerList, lanes) { (request: CampaignsV1.GetCustomerListRequest, reader, context) in
                    try service.getCustomerList(request, reader, context)
                },
                .read(CampaignsV1.CampaignsMethods.listCustomerLists, lanes) { (request: CampaignsV1.ListCustomerListsRequest, reader, context) in
                    try service.listCustomerLists(request, reader, context)
                },
                .async(CampaignsV1.CampaignsMethods.addListMembers) { (request: CampaignsV1.AddListMembersRequest, context) in
                    try await service.addListMembers(request, context)
                },
                .read(CampaignsV1.CampaignsMethods.listListMembers, lanes) { (request: CampaignsV1.ListListMembersRequest, reader, context) in
                    try service.listListMembers(request, reader, context)
                },
                .read(CampaignsV1.CampaignsMethods.listMemberIds, lanes) { (request: CampaignsV1.ListMemberIdsRequest, reader, context) in
                    try service.listMemberIds(request, reader, context)
                },
            ], lanes: lanes)
    }
}
