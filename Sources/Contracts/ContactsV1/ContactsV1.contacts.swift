// swift-format-ignore-file
// Generated from danhba/contacts/v1/contacts.proto by dev/proto.sh. Do not edit.

internal import CMessages
public import RPCCore

extension ContactsV1 {
    /// `danhba.contacts.v1.ContactSort`
    ///
    /// A number that this version of the contract does not know is read as `unspecified`.
    public enum ContactSort: Int32, CaseIterable, Sendable {
        /// As CREATED.
        case unspecified = 0
        case created = 1
        case updated = 2
        /// By the name's words as search compares them: case, accents and punctuation do not count, nor what is behind the
        /// first 240 bytes.
        case name = 3
        case rating = 4

        init(c: Danhba__Contacts__V1__ContactSort) {
            self = Self(rawValue: Int32(truncatingIfNeeded: c.rawValue)) ?? .unspecified
        }

        var c: Danhba__Contacts__V1__ContactSort { Danhba__Contacts__V1__ContactSort(rawValue: UInt32(bitPattern: rawValue)) }
    }

    /// `danhba.contacts.v1.SortOrder`
    ///
    /// A number that this version of the contract does not know is read as `unspecified`.
    public enum SortOrder: Int32, CaseIterable, Sendable {
        /// DESCENDING, but ASCENDING for names.
        case unspecified = 0
        case ascending = 1
        case descending = 2

        init(c: Danhba__Contacts__V1__SortOrder) {
            self = Self(rawValue: Int32(truncatingIfNeeded: c.rawValue)) ?? .unspecified
        }

        var c: Danhba__Contacts__V1__SortOrder { Danhba__Contacts__V1__SortOrder(rawValue: UInt32(bitPattern: rawValue)) }
    }

    /// `danhba.contacts.v1.FileFormat`
    ///
    /// A number that this version of the contract does not know is read as `unspecified`.
    public enum FileFormat: Int32, CaseIterable, Sendable {
        case unspecified = 0
        /// UTF-8 with byte-order mark, every value quoted.
        case csv = 1
        case xlsx = 2

        init(c: Danhba__Contacts__V1__FileFormat) {
            self = Self(rawValue: Int32(truncatingIfNeeded: c.rawValue)) ?? .unspecified
        }

        var c: Danhba__Contacts__V1__FileFormat { Danhba__Contacts__V1__FileFormat(rawValue: UInt32(bitPattern: rawValue)) }
    }

    /// What an import does with a row, by whether a live contact matches it. The target is the first match, by time of
    /// creation, then id.
    ///
    /// A number that this version of the contract does not know is read as `unspecified`.
    public enum WriteMode: Int32, CaseIterable, Sendable {
        case unspecified = 0
        /// Always create.
        case createAll = 1
        /// Create; skip a row that matches.
        case createNew = 2
        /// Create, or fill the target's blank fields.
        case upsertFill = 3
        /// Create, or give the target every non-blank value.
        case upsertOverwrite = 4
        /// Fill the target's blank fields; skip a row without match.
        case updateFill = 5
        /// Give the target every non-blank value; skip a row without match.
        case updateOverwrite = 6

        init(c: Danhba__Contacts__V1__WriteMode) {
            self = Self(rawValue: Int32(truncatingIfNeeded: c.rawValue)) ?? .unspecified
        }

        var c: Danhba__Contacts__V1__WriteMode { Danhba__Contacts__V1__WriteMode(rawValue: UInt32(bitPattern: rawValue)) }
    }

    /// What makes a row match a contact.
    ///
    /// A number that this version of the contract does not know is read as `unspecified`.
    public enum DuplicateKey: Int32, CaseIterable, Sendable {
        case unspecified = 0
        case phone = 1
        case email = 2

        init(c: Danhba__Contacts__V1__DuplicateKey) {
            self = Self(rawValue: Int32(truncatingIfNeeded: c.rawValue)) ?? .unspecified
        }

        var c: Danhba__Contacts__V1__DuplicateKey { Danhba__Contacts__V1__DuplicateKey(rawValue: UInt32(bitPattern: rawValue)) }
    }

    /// Whether one of several keys is enough.
    ///
    /// A number that this version of the contract does not know is read as `unspecified`.
    public enum KeyMatch: Int32, CaseIterable, Sendable {
        /// As ANY.
        case unspecified = 0
        case any = 1
        /// A record matches when each of the keys does; of a key with several values, as phones have, one value is enough. A
        /// row that lacks one of the keys has none.
        case all = 2

        init(c: Danhba__Contacts__V1__KeyMatch) {
            self = Self(rawValue: Int32(truncatingIfNeeded: c.rawValue)) ?? .unspecified
        }

        var c: Danhba__Contacts__V1__KeyMatch { Danhba__Contacts__V1__KeyMatch(rawValue: UInt32(bitPattern: rawValue)) }
    }

    /// Which of the records that match a row it changes, in the modes that change any. The other modes look at the oldest.
    ///
    /// A number that this version of the contract does not know is read as `unspecified`.
    public enum MatchTarget: Int32, CaseIterable, Sendable {
        /// As FIRST.
        case unspecified = 0
        /// The oldest one, with a warning (3005 MULTIPLE_MATCHES) when there are several.
        case first = 1
        /// The only one: a row that several match is skipped (3005).
        case sole = 2
        /// Each of them, or none: what keeps one from being changed rejects the row. It is UPDATED when any has changed.
        case all = 3

        init(c: Danhba__Contacts__V1__MatchTarget) {
            self = Self(rawValue: Int32(truncatingIfNeeded: c.rawValue)) ?? .unspecified
        }

        var c: Danhba__Contacts__V1__MatchTarget { Danhba__Contacts__V1__MatchTarget(rawValue: UInt32(bitPattern: rawValue)) }
    }

    /// What to do about a row that would not become what was planned.
    ///
    /// A number that this version of the contract does not know is read as `unspecified`.
    public enum PlanDrift: Int32, CaseIterable, Sendable {
        /// As STRICT.
        case unspecified = 0
        /// Write nothing of the chunk, and fail.
        case strict = 1
        /// Write the row as it is decided now, with a warning (4001 PLAN_DRIFT).
        case lenient = 2

        init(c: Danhba__Contacts__V1__PlanDrift) {
            self = Self(rawValue: Int32(truncatingIfNeeded: c.rawValue)) ?? .unspecified
        }

        var c: Danhba__Contacts__V1__PlanDrift { Danhba__Contacts__V1__PlanDrift(rawValue: UInt32(bitPattern: rawValue)) }
    }

    /// A phone number of a contact.
    public struct Phone: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.Phone"

        /// Country code and number as digits, without plus: 84901234567.
        public var number: Int64 = 0
        /// 0: none. Part of the number's identity: two people behind one switchboard have two numbers.
        public var `extension`: Int64 = 0
        /// For people and other programs: `+84901234567`, `+842838221234 x12`.
        public var text: String = ""
        /// As it was entered.
        public var raw: String = ""
        /// False for service numbers (1800, 1900).
        public var dialable: Bool = false

        public init() {}

        public init(
            number: Int64 = 0,
            `extension`: Int64 = 0,
            text: String = "",
            raw: String = "",
            dialable: Bool = false
        ) {
            self.number = number
            self.`extension` = `extension`
            self.text = text
            self.raw = raw
            self.dialable = dialable
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__phone__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__Phone>) throws {
            number = c.pointee.number
            `extension` = c.pointee.extension
            text = try Unpacking.string(c.pointee.text, "danhba.contacts.v1.Phone.text")
            raw = try Unpacking.string(c.pointee.raw, "danhba.contacts.v1.Phone.raw")
            dialable = c.pointee.dialable != 0
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__Phone> {
            let c = arena.allocate(Danhba__Contacts__V1__Phone.self)
            danhba__contacts__v1__phone__init(c)
            c.pointee.number = self.number
            c.pointee.extension = self.`extension`
            c.pointee.text = arena.string(self.text)
            c.pointee.raw = arena.string(self.raw)
            c.pointee.dialable = self.dialable ? 1 : 0
            return c
        }
    }

    /// `danhba.contacts.v1.Contact`
    public struct Contact: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.Contact"

        public var id: Int64 = 0
        /// Starts at 1, grows by one with each change.
        public var version: Int64 = 0
        /// 1–255 characters.
        public var name: String = ""
        /// The first is the primary one. At most 20.
        public var phones: [ContactsV1.Phone] = []
        /// Lower case, at most 254 bytes each. The first is the primary one. At most 20.
        public var emails: [String] = []
        public var position: String = ""
        /// 0: none. A company that has been deleted shows as none.
        public var companyID: Int64 = 0
        /// The agent that manages the contact; 0: none.
        public var managerID: Int64 = 0
        /// 0–5 stars; 0: unrated, 5: VIP.
        public var rating: Int32 = 0
        public var address: String = ""
        public var city: String = ""
        public var postalCode: String = ""
        public var description: String = ""
        public var facebook: String = ""
        public var utmSource: String = ""
        public var utmMedium: String = ""
        public var utmCampaign: String = ""
        public var utmTerm: String = ""
        public var utmContent: String = ""
        public var createdAtMs: Int64 = 0
        /// Changes only when a stored value changed.
        public var updatedAtMs: Int64 = 0
        /// The caller who created it.
        public var createdBy: String = ""
        /// 0: live.
        public var deletedAtMs: Int64 = 0
        /// The values of active fields (see CreateField), by key; only those that are there. At most 64 KiB in all.
        public var custom: [FieldsV1.CustomValue] = []
        /// When the person was erased; then nothing else but id, version and times is set. 0: not.
        public var erasedAtMs: Int64 = 0

        public init() {}

        public init(
            id: Int64 = 0,
            version: Int64 = 0,
            name: String = "",
            phones: [ContactsV1.Phone] = [],
            emails: [String] = [],
            position: String = "",
            companyID: Int64 = 0,
            managerID: Int64 = 0,
            rating: Int32 = 0,
            address: String = "",
            city: String = "",
            postalCode: String = "",
            description: String = "",
            facebook: String = "",
            utmSource: String = "",
            utmMedium: String = "",
            utmCampaign: String = "",
            utmTerm: String = "",
            utmContent: String = "",
            createdAtMs: Int64 = 0,
            updatedAtMs: Int64 = 0,
            createdBy: String = "",
            deletedAtMs: Int64 = 0,
            custom: [FieldsV1.CustomValue] = [],
            erasedAtMs: Int64 = 0
        ) {
            self.id = id
            self.version = version
            self.name = name
            self.phones = phones
            self.emails = emails
            self.position = position
            self.companyID = companyID
            self.managerID = managerID
            self.rating = rating
            self.address = address
            self.city = city
            self.postalCode = postalCode
            self.description = description
            self.facebook = facebook
            self.utmSource = utmSource
            self.utmMedium = utmMedium
            self.utmCampaign = utmCampaign
            self.utmTerm = utmTerm
            self.utmContent = utmContent
            self.createdAtMs = createdAtMs
            self.updatedAtMs = updatedAtMs
            self.createdBy = createdBy
            self.deletedAtMs = deletedAtMs
            self.custom = custom
            self.erasedAtMs = erasedAtMs
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__contact__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__Contact>) throws {
            id = c.pointee.id
            version = c.pointee.version
            name = try Unpacking.string(c.pointee.name, "danhba.contacts.v1.Contact.name")
            phones = try Unpacking.messages(c.pointee.n_phones, c.pointee.phones) { try ContactsV1.Phone(c: $0) }
            emails = try Unpacking.strings(c.pointee.n_emails, c.pointee.emails, "danhba.contacts.v1.Contact.emails")
            position = try Unpacking.string(c.pointee.position, "danhba.contacts.v1.Contact.position")
            companyID = c.pointee.company_id
            managerID = c.pointee.manager_id
            rating = c.pointee.rating
            address = try Unpacking.string(c.pointee.address, "danhba.contacts.v1.Contact.address")
            city = try Unpacking.string(c.pointee.city, "danhba.contacts.v1.Contact.city")
            postalCode = try Unpacking.string(c.pointee.postal_code, "danhba.contacts.v1.Contact.postal_code")
            description = try Unpacking.string(c.pointee.description, "danhba.contacts.v1.Contact.description")
            facebook = try Unpacking.string(c.pointee.facebook, "danhba.contacts.v1.Contact.facebook")
            utmSource = try Unpacking.string(c.pointee.utm_source, "danhba.contacts.v1.Contact.utm_source")
            utmMedium = try Unpacking.string(c.pointee.utm_medium, "danhba.contacts.v1.Contact.utm_medium")
            utmCampaign = try Unpacking.string(c.pointee.utm_campaign, "danhba.contacts.v1.Contact.utm_campaign")
            utmTerm = try Unpacking.string(c.pointee.utm_term, "danhba.contacts.v1.Contact.utm_term")
            utmContent = try Unpacking.string(c.pointee.utm_content, "danhba.contacts.v1.Contact.utm_content")
            createdAtMs = c.pointee.created_at_ms
            updatedAtMs = c.pointee.updated_at_ms
            createdBy = try Unpacking.string(c.pointee.created_by, "danhba.contacts.v1.Contact.created_by")
            deletedAtMs = c.pointee.deleted_at_ms
            custom = try Unpacking.messages(c.pointee.n_custom, c.pointee.custom) { try FieldsV1.CustomValue(c: $0) }
            erasedAtMs = c.pointee.erased_at_ms
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__Contact> {
            let c = arena.allocate(Danhba__Contacts__V1__Contact.self)
            danhba__contacts__v1__contact__init(c)
            c.pointee.id = self.id
            c.pointee.version = self.version
            c.pointee.name = arena.string(self.name)
            (c.pointee.n_phones, c.pointee.phones) = arena.array(self.phones) { value, arena in value.build(in: arena) }
            (c.pointee.n_emails, c.pointee.emails) = arena.array(self.emails) { value, arena in arena.presentString(value) }
            c.pointee.position = arena.string(self.position)
            c.pointee.company_id = self.companyID
            c.pointee.manager_id = self.managerID
            c.pointee.rating = self.rating
            c.pointee.address = arena.string(self.address)
            c.pointee.city = arena.string(self.city)
            c.pointee.postal_code = arena.string(self.postalCode)
            c.pointee.description = arena.string(self.description)
            c.pointee.facebook = arena.string(self.facebook)
            c.pointee.utm_source = arena.string(self.utmSource)
            c.pointee.utm_medium = arena.string(self.utmMedium)
            c.pointee.utm_campaign = arena.string(self.utmCampaign)
            c.pointee.utm_term = arena.string(self.utmTerm)
            c.pointee.utm_content = arena.string(self.utmContent)
            c.pointee.created_at_ms = self.createdAtMs
            c.pointee.updated_at_ms = self.updatedAtMs
            c.pointee.created_by = arena.string(self.createdBy)
            c.pointee.deleted_at_ms = self.deletedAtMs
            (c.pointee.n_custom, c.pointee.custom) = arena.array(self.custom) { value, arena in value.build(in: arena) }
            c.pointee.erased_at_ms = self.erasedAtMs
            return c
        }
    }

    /// The writable values of a contact, as people enter them.
    public struct ContactFields: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.ContactFields"

        /// Required on creation. 1–255 characters.
        public var name: String = ""
        /// Each may hold several numbers separated by `,`, `;`, `/` or `|`.
        public var phones: [String] = []
        public var emails: [String] = []
        /// At most 255 characters, as every short text below.
        public var position: String = ""
        public var companyID: Int64 = 0
        public var managerID: Int64 = 0
        public var rating: Int32 = 0
        /// At most 1,000 characters.
        public var address: String = ""
        public var city: String = ""
        public var postalCode: String = ""
        /// At most 10,000 characters.
        public var description: String = ""
        public var facebook: String = ""
        public var utmSource: String = ""
        public var utmMedium: String = ""
        public var utmCampaign: String = ""
        public var utmTerm: String = ""
        public var utmContent: String = ""
        /// By key, each at most once. 2038 for a key that no active field has.
        public var custom: [FieldsV1.CustomValue] = []

        public init() {}

        public init(
            name: String = "",
            phones: [String] = [],
            emails: [String] = [],
            position: String = "",
            companyID: Int64 = 0,
            managerID: Int64 = 0,
            rating: Int32 = 0,
            address: String = "",
            city: String = "",
            postalCode: String = "",
            description: String = "",
            facebook: String = "",
            utmSource: String = "",
            utmMedium: String = "",
            utmCampaign: String = "",
            utmTerm: String = "",
            utmContent: String = "",
            custom: [FieldsV1.CustomValue] = []
        ) {
            self.name = name
            self.phones = phones
            self.emails = emails
            self.position = position
            self.companyID = companyID
            self.managerID = managerID
            self.rating = rating
            self.address = address
            self.city = city
            self.postalCode = postalCode
            self.description = description
            self.facebook = facebook
            self.utmSource = utmSource
            self.utmMedium = utmMedium
            self.utmCampaign = utmCampaign
            self.utmTerm = utmTerm
            self.utmContent = utmContent
            self.custom = custom
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__contact_fields__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__ContactFields>) throws {
            name = try Unpacking.string(c.pointee.name, "danhba.contacts.v1.ContactFields.name")
            phones = try Unpacking.strings(c.pointee.n_phones, c.pointee.phones, "danhba.contacts.v1.ContactFields.phones")
            emails = try Unpacking.strings(c.pointee.n_emails, c.pointee.emails, "danhba.contacts.v1.ContactFields.emails")
            position = try Unpacking.string(c.pointee.position, "danhba.contacts.v1.ContactFields.position")
            companyID = c.pointee.company_id
            managerID = c.pointee.manager_id
            rating = c.pointee.rating
            address = try Unpacking.string(c.pointee.address, "danhba.contacts.v1.ContactFields.address")
            city = try Unpacking.string(c.pointee.city, "danhba.contacts.v1.ContactFields.city")
            postalCode = try Unpacking.string(c.pointee.postal_code, "danhba.contacts.v1.ContactFields.postal_code")
            description = try Unpacking.string(c.pointee.description, "danhba.contacts.v1.ContactFields.description")
            facebook = try Unpacking.string(c.pointee.facebook, "danhba.contacts.v1.ContactFields.facebook")
            utmSource = try Unpacking.string(c.pointee.utm_source, "danhba.contacts.v1.ContactFields.utm_source")
            utmMedium = try Unpacking.string(c.pointee.utm_medium, "danhba.contacts.v1.ContactFields.utm_medium")
            utmCampaign = try Unpacking.string(c.pointee.utm_campaign, "danhba.contacts.v1.ContactFields.utm_campaign")
            utmTerm = try Unpacking.string(c.pointee.utm_term, "danhba.contacts.v1.ContactFields.utm_term")
            utmContent = try Unpacking.string(c.pointee.utm_content, "danhba.contacts.v1.ContactFields.utm_content")
            custom = try Unpacking.messages(c.pointee.n_custom, c.pointee.custom) { try FieldsV1.CustomValue(c: $0) }
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__ContactFields> {
            let c = arena.allocate(Danhba__Contacts__V1__ContactFields.self)
            danhba__contacts__v1__contact_fields__init(c)
            c.pointee.name = arena.string(self.name)
            (c.pointee.n_phones, c.pointee.phones) = arena.array(self.phones) { value, arena in arena.presentString(value) }
            (c.pointee.n_emails, c.pointee.emails) = arena.array(self.emails) { value, arena in arena.presentString(value) }
            c.pointee.position = arena.string(self.position)
            c.pointee.company_id = self.companyID
            c.pointee.manager_id = self.managerID
            c.pointee.rating = self.rating
            c.pointee.address = arena.string(self.address)
            c.pointee.city = arena.string(self.city)
            c.pointee.postal_code = arena.string(self.postalCode)
            c.pointee.description = arena.string(self.description)
            c.pointee.facebook = arena.string(self.facebook)
            c.pointee.utm_source = arena.string(self.utmSource)
            c.pointee.utm_medium = arena.string(self.utmMedium)
            c.pointee.utm_campaign = arena.string(self.utmCampaign)
            c.pointee.utm_term = arena.string(self.utmTerm)
            c.pointee.utm_content = arena.string(self.utmContent)
            (c.pointee.n_custom, c.pointee.custom) = arena.array(self.custom) { value, arena in value.build(in: arena) }
            return c
        }
    }

    /// `danhba.contacts.v1.CreateContactRequest`
    public struct CreateContactRequest: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.CreateContactRequest"

        public var fields: ContactsV1.ContactFields? = nil
        /// Create although a live contact shares a phone or an e-mail.
        public var allowDuplicate: Bool = false
        /// Chosen by the caller, at most 64 characters; makes the call safe to retry.
        public var requestID: String = ""
        /// Refuse people who were erased: FAILED_PRECONDITION (3015) with the id that is left of the contact.
        public var refuseErased: Bool = false

        public init() {}

        public init(
            fields: ContactsV1.ContactFields? = nil,
            allowDuplicate: Bool = false,
            requestID: String = "",
            refuseErased: Bool = false
        ) {
            self.fields = fields
            self.allowDuplicate = allowDuplicate
            self.requestID = requestID
            self.refuseErased = refuseErased
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__create_contact_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__CreateContactRequest>) throws {
            fields = try c.pointee.fields.map { try ContactsV1.ContactFields(c: $0) }
            allowDuplicate = c.pointee.allow_duplicate != 0
            requestID = try Unpacking.string(c.pointee.request_id, "danhba.contacts.v1.CreateContactRequest.request_id")
            refuseErased = c.pointee.refuse_erased != 0
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__CreateContactRequest> {
            let c = arena.allocate(Danhba__Contacts__V1__CreateContactRequest.self)
            danhba__contacts__v1__create_contact_request__init(c)
            c.pointee.fields = self.fields?.build(in: arena)
            c.pointee.allow_duplicate = self.allowDuplicate ? 1 : 0
            c.pointee.request_id = arena.string(self.requestID)
            c.pointee.refuse_erased = self.refuseErased ? 1 : 0
            return c
        }
    }

    /// `danhba.contacts.v1.CreateContactResponse`
    public struct CreateContactResponse: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.CreateContactResponse"

        public var contact: ContactsV1.Contact? = nil

        public init() {}

        public init(
            contact: ContactsV1.Contact? = nil
        ) {
            self.contact = contact
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__create_contact_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__CreateContactResponse>) throws {
            contact = try c.pointee.contact.map { try ContactsV1.Contact(c: $0) }
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__CreateContactResponse> {
            let c = arena.allocate(Danhba__Contacts__V1__CreateContactResponse.self)
            danhba__contacts__v1__create_contact_response__init(c)
            c.pointee.contact = self.contact?.build(in: arena)
            return c
        }
    }

    /// `danhba.contacts.v1.GetContactRequest`
    public struct GetContactRequest: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.GetContactRequest"

        public var id: Int64 = 0
        public var includeDeleted: Bool = false

        public init() {}

        public init(
            id: Int64 = 0,
            includeDeleted: Bool = false
        ) {
            self.id = id
            self.includeDeleted = includeDeleted
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__get_contact_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__GetContactRequest>) throws {
            id = c.pointee.id
            includeDeleted = c.pointee.include_deleted != 0
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__GetContactRequest> {
            let c = arena.allocate(Danhba__Contacts__V1__GetContactRequest.self)
            danhba__contacts__v1__get_contact_request__init(c)
            c.pointee.id = self.id
            c.pointee.include_deleted = self.includeDeleted ? 1 : 0
            return c
        }
    }

    /// `danhba.contacts.v1.GetContactResponse`
    public struct GetContactResponse: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.GetContactResponse"

        public var contact: ContactsV1.Contact? = nil

        public init() {}

        public init(
            contact: ContactsV1.Contact? = nil
        ) {
            self.contact = contact
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__get_contact_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__GetContactResponse>) throws {
            contact = try c.pointee.contact.map { try ContactsV1.Contact(c: $0) }
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__GetContactResponse> {
            let c = arena.allocate(Danhba__Contacts__V1__GetContactResponse.self)
            danhba__contacts__v1__get_contact_response__init(c)
            c.pointee.contact = self.contact?.build(in: arena)
            return c
        }
    }

    /// `danhba.contacts.v1.BatchGetContactsRequest`
    public struct BatchGetContactsRequest: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.BatchGetContactsRequest"

        public var ids: [Int64] = []

        public init() {}

        public init(
            ids: [Int64] = []
        ) {
            self.ids = ids
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__batch_get_contacts_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__BatchGetContactsRequest>) throws {
            ids = Unpacking.array(c.pointee.n_ids, c.pointee.ids)
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__BatchGetContactsRequest> {
            let c = arena.allocate(Danhba__Contacts__V1__BatchGetContactsRequest.self)
            danhba__contacts__v1__batch_get_contacts_request__init(c)
            (c.pointee.n_ids, c.pointee.ids) = arena.array(self.ids) { value, _ in value }
            return c
        }
    }

    /// `danhba.contacts.v1.BatchGetContactsResponse`
    public struct BatchGetContactsResponse: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.BatchGetContactsResponse"

        /// In the order of the ids asked for.
        public var contacts: [ContactsV1.Contact] = []

        public init() {}

        public init(
            contacts: [ContactsV1.Contact] = []
        ) {
            self.contacts = contacts
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__batch_get_contacts_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__BatchGetContactsResponse>) throws {
            contacts = try Unpacking.messages(c.pointee.n_contacts, c.pointee.contacts) { try ContactsV1.Contact(c: $0) }
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__BatchGetContactsResponse> {
            let c = arena.allocate(Danhba__Contacts__V1__BatchGetContactsResponse.self)
            danhba__contacts__v1__batch_get_contacts_response__init(c)
            (c.pointee.n_contacts, c.pointee.contacts) = arena.array(self.contacts) { value, arena in value.build(in: arena) }
            return c
        }
    }

    /// `danhba.contacts.v1.LookUpByPhoneRequest`
    public struct LookUpByPhoneRequest: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.LookUpByPhoneRequest"

        /// One number as people write it.
        public var phone: String = ""

        public init() {}

        public init(
            phone: String = ""
        ) {
            self.phone = phone
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__look_up_by_phone_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__LookUpByPhoneRequest>) throws {
            phone = try Unpacking.string(c.pointee.phone, "danhba.contacts.v1.LookUpByPhoneRequest.phone")
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__LookUpByPhoneRequest> {
            let c = arena.allocate(Danhba__Contacts__V1__LookUpByPhoneRequest.self)
            danhba__contacts__v1__look_up_by_phone_request__init(c)
            c.pointee.phone = arena.string(self.phone)
            return c
        }
    }

    /// `danhba.contacts.v1.LookUpByPhoneResponse`
    public struct LookUpByPhoneResponse: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.LookUpByPhoneResponse"

        public var contacts: [ContactsV1.Contact] = []

        public init() {}

        public init(
            contacts: [ContactsV1.Contact] = []
        ) {
            self.contacts = contacts
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__look_up_by_phone_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__LookUpByPhoneResponse>) throws {
            contacts = try Unpacking.messages(c.pointee.n_contacts, c.pointee.contacts) { try ContactsV1.Contact(c: $0) }
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__LookUpByPhoneResponse> {
            let c = arena.allocate(Danhba__Contacts__V1__LookUpByPhoneResponse.self)
            danhba__contacts__v1__look_up_by_phone_response__init(c)
            (c.pointee.n_contacts, c.pointee.contacts) = arena.array(self.contacts) { value, arena in value.build(in: arena) }
            return c
        }
    }

    /// `danhba.contacts.v1.LookUpByEmailRequest`
    public struct LookUpByEmailRequest: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.LookUpByEmailRequest"

        public var email: String = ""

        public init() {}

        public init(
            email: String = ""
        ) {
            self.email = email
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__look_up_by_email_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__LookUpByEmailRequest>) throws {
            email = try Unpacking.string(c.pointee.email, "danhba.contacts.v1.LookUpByEmailRequest.email")
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__LookUpByEmailRequest> {
            let c = arena.allocate(Danhba__Contacts__V1__LookUpByEmailRequest.self)
            danhba__contacts__v1__look_up_by_email_request__init(c)
            c.pointee.email = arena.string(self.email)
            return c
        }
    }

    /// `danhba.contacts.v1.LookUpByEmailResponse`
    public struct LookUpByEmailResponse: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.LookUpByEmailResponse"

        public var contacts: [ContactsV1.Contact] = []

        public init() {}

        public init(
            contacts: [ContactsV1.Contact] = []
        ) {
            self.contacts = contacts
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__look_up_by_email_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__LookUpByEmailResponse>) throws {
            contacts = try Unpacking.messages(c.pointee.n_contacts, c.pointee.contacts) { try ContactsV1.Contact(c: $0) }
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__LookUpByEmailResponse> {
            let c = arena.allocate(Danhba__Contacts__V1__LookUpByEmailResponse.self)
            danhba__contacts__v1__look_up_by_email_response__init(c)
            (c.pointee.n_contacts, c.pointee.contacts) = arena.array(self.contacts) { value, arena in value.build(in: arena) }
            return c
        }
    }

    /// `danhba.contacts.v1.UpdateContactRequest`
    public struct UpdateContactRequest: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.UpdateContactRequest"

        public var id: Int64 = 0
        /// 0: whatever is stored.
        public var expectedVersion: Int64 = 0
        /// Names of fields of ContactFields, and `custom.KEY` for a custom one. A named field takes the value in `fields`,
        /// blank ones erase. INVALID_ARGUMENT when empty or unknown. A custom value that is stored already may be named again
        /// although its field no longer allows it.
        public var updateMask: [String] = []
        public var fields: ContactsV1.ContactFields? = nil

        public init() {}

        public init(
            id: Int64 = 0,
            expectedVersion: Int64 = 0,
            updateMask: [String] = [],
            fields: ContactsV1.ContactFields? = nil
        ) {
            self.id = id
            self.expectedVersion = expectedVersion
            self.updateMask = updateMask
            self.fields = fields
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__update_contact_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__UpdateContactRequest>) throws {
            id = c.pointee.id
            expectedVersion = c.pointee.expected_version
            updateMask = try Unpacking.strings(c.pointee.n_update_mask, c.pointee.update_mask, "danhba.contacts.v1.UpdateContactRequest.update_mask")
            fields = try c.pointee.fields.map { try ContactsV1.ContactFields(c: $0) }
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__UpdateContactRequest> {
            let c = arena.allocate(Danhba__Contacts__V1__UpdateContactRequest.self)
            danhba__contacts__v1__update_contact_request__init(c)
            c.pointee.id = self.id
            c.pointee.expected_version = self.expectedVersion
            (c.pointee.n_update_mask, c.pointee.update_mask) = arena.array(self.updateMask) { value, arena in arena.presentString(value) }
            c.pointee.fields = self.fields?.build(in: arena)
            return c
        }
    }

    /// `danhba.contacts.v1.UpdateContactResponse`
    public struct UpdateContactResponse: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.UpdateContactResponse"

        public var contact: ContactsV1.Contact? = nil

        public init() {}

        public init(
            contact: ContactsV1.Contact? = nil
        ) {
            self.contact = contact
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__update_contact_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__UpdateContactResponse>) throws {
            contact = try c.pointee.contact.map { try ContactsV1.Contact(c: $0) }
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__UpdateContactResponse> {
            let c = arena.allocate(Danhba__Contacts__V1__UpdateContactResponse.self)
            danhba__contacts__v1__update_contact_response__init(c)
            c.pointee.contact = self.contact?.build(in: arena)
            return c
        }
    }

    /// `danhba.contacts.v1.DeleteContactRequest`
    public struct DeleteContactRequest: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.DeleteContactRequest"

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
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__delete_contact_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__DeleteContactRequest>) throws {
            id = c.pointee.id
            expectedVersion = c.pointee.expected_version
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__DeleteContactRequest> {
            let c = arena.allocate(Danhba__Contacts__V1__DeleteContactRequest.self)
            danhba__contacts__v1__delete_contact_request__init(c)
            c.pointee.id = self.id
            c.pointee.expected_version = self.expectedVersion
            return c
        }
    }

    /// `danhba.contacts.v1.DeleteContactResponse`
    public struct DeleteContactResponse: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.DeleteContactResponse"

        public init() {}

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__delete_contact_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__DeleteContactResponse>) throws {
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__DeleteContactResponse> {
            let c = arena.allocate(Danhba__Contacts__V1__DeleteContactResponse.self)
            danhba__contacts__v1__delete_contact_response__init(c)
            return c
        }
    }

    /// `danhba.contacts.v1.RestoreContactRequest`
    public struct RestoreContactRequest: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.RestoreContactRequest"

        public var id: Int64 = 0

        public init() {}

        public init(
            id: Int64 = 0
        ) {
            self.id = id
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__restore_contact_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__RestoreContactRequest>) throws {
            id = c.pointee.id
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__RestoreContactRequest> {
            let c = arena.allocate(Danhba__Contacts__V1__RestoreContactRequest.self)
            danhba__contacts__v1__restore_contact_request__init(c)
            c.pointee.id = self.id
            return c
        }
    }

    /// `danhba.contacts.v1.RestoreContactResponse`
    public struct RestoreContactResponse: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.RestoreContactResponse"

        public var contact: ContactsV1.Contact? = nil

        public init() {}

        public init(
            contact: ContactsV1.Contact? = nil
        ) {
            self.contact = contact
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__restore_contact_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__RestoreContactResponse>) throws {
            contact = try c.pointee.contact.map { try ContactsV1.Contact(c: $0) }
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__RestoreContactResponse> {
            let c = arena.allocate(Danhba__Contacts__V1__RestoreContactResponse.self)
            danhba__contacts__v1__restore_contact_response__init(c)
            c.pointee.contact = self.contact?.build(in: arena)
            return c
        }
    }

    /// Which contacts. Conditions that are set must all hold; inside one, any value will do. Errors name the fields by their
    /// paths: `filter.ratings`, `filter.custom[0].any_of`.
    public struct ContactFilter: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.ContactFilter"

        /// One text for name, phone and e-mail; a contact passes when any of the three matches:
        /// every word is the beginning of a word of the name (case and accents ignored, đ = d); its digits, at least three,
        /// stand anywhere in a phone number (a leading 0 counts as 84); it stands anywhere in an e-mail address.
        /// At most 255 characters.
        public var text: String = ""
        /// At most 1,000 values, as of each list below that says nothing else.
        public var companyIDs: [Int64] = []
        public var managerIDs: [Int64] = []
        /// Texts that stand anywhere in the position; case, accents and punctuation do not count. At most 20, each with a
        /// letter or a digit and at most 255 characters.
        public var positions: [String] = []
        /// Of 0 to 5; 2037 for another one.
        public var ratings: [Int32] = []
        /// Those without a company; beside `company_ids` these, too.
        public var withoutCompany: Bool = false
        /// Those without a manager; beside `manager_ids` these, too.
        public var withoutManager: Bool = false
        /// When the contact was created, and when it last changed (`updated_at_ms`, but never before its creation).
        public var created: ContactsV1.TimeRange? = nil
        public var updated: ContactsV1.TimeRange? = nil
        /// Members of any of these customer lists of campaigns, as they are at the moment of the call. At most 20 lists.
        public var customerListIDs: [Int64] = []
        /// Of all of these, so that two of one key narrow each other. At most 20.
        public var custom: [ContactsV1.CustomCondition] = []
        /// Also what this filter says (see SavedFilters); NOT_FOUND where the caller sees none with that id. INVALID_ARGUMENT
        /// inside of a saved filter: they do not refer to each other.
        public var savedFilterID: Int64 = 0

        public init() {}

        public init(
            text: String = "",
            companyIDs: [Int64] = [],
            managerIDs: [Int64] = [],
            positions: [String] = [],
            ratings: [Int32] = [],
            withoutCompany: Bool = false,
            withoutManager: Bool = false,
            created: ContactsV1.TimeRange? = nil,
            updated: ContactsV1.TimeRange? = nil,
            customerListIDs: [Int64] = [],
            custom: [ContactsV1.CustomCondition] = [],
            savedFilterID: Int64 = 0
        ) {
            self.text = text
            self.companyIDs = companyIDs
            self.managerIDs = managerIDs
            self.positions = positions
            self.ratings = ratings
            self.withoutCompany = withoutCompany
            self.withoutManager = withoutManager
            self.created = created
            self.updated = updated
            self.customerListIDs = customerListIDs
            self.custom = custom
            self.savedFilterID = savedFilterID
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__contact_filter__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__ContactFilter>) throws {
            text = try Unpacking.string(c.pointee.text, "danhba.contacts.v1.ContactFilter.text")
            companyIDs = Unpacking.array(c.pointee.n_company_ids, c.pointee.company_ids)
            managerIDs = Unpacking.array(c.pointee.n_manager_ids, c.pointee.manager_ids)
            positions = try Unpacking.strings(c.pointee.n_positions, c.pointee.positions, "danhba.contacts.v1.ContactFilter.positions")
            ratings = Unpacking.array(c.pointee.n_ratings, c.pointee.ratings)
            withoutCompany = c.pointee.without_company != 0
            withoutManager = c.pointee.without_manager != 0
            created = try c.pointee.created.map { try ContactsV1.TimeRange(c: $0) }
            updated = try c.pointee.updated.map { try ContactsV1.TimeRange(c: $0) }
            customerListIDs = Unpacking.array(c.pointee.n_customer_list_ids, c.pointee.customer_list_ids)
            custom = try Unpacking.messages(c.pointee.n_custom, c.pointee.custom) { try ContactsV1.CustomCondition(c: $0) }
            savedFilterID = c.pointee.saved_filter_id
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__ContactFilter> {
            let c = arena.allocate(Danhba__Contacts__V1__ContactFilter.self)
            danhba__contacts__v1__contact_filter__init(c)
            c.pointee.text = arena.string(self.text)
            (c.pointee.n_company_ids, c.pointee.company_ids) = arena.array(self.companyIDs) { value, _ in value }
            (c.pointee.n_manager_ids, c.pointee.manager_ids) = arena.array(self.managerIDs) { value, _ in value }
            (c.pointee.n_positions, c.pointee.positions) = arena.array(self.positions) { value, arena in arena.presentString(value) }
            (c.pointee.n_ratings, c.pointee.ratings) = arena.array(self.ratings) { value, _ in value }
            c.pointee.without_company = self.withoutCompany ? 1 : 0
            c.pointee.without_manager = self.withoutManager ? 1 : 0
            c.pointee.created = self.created?.build(in: arena)
            c.pointee.updated = self.updated?.build(in: arena)
            (c.pointee.n_customer_list_ids, c.pointee.customer_list_ids) = arena.array(self.customerListIDs) { value, _ in value }
            (c.pointee.n_custom, c.pointee.custom) = arena.array(self.custom) { value, arena in value.build(in: arena) }
            c.pointee.saved_filter_id = self.savedFilterID
            return c
        }
    }

    /// From an instant up to, not including, another; UTC milliseconds, 0: open. INVALID_ARGUMENT when negative and when
    /// `from_ms` is not before `before_ms`.
    ///
    /// A closed range of days, as people enter it, is that from the beginning of its first day to the beginning of the day
    /// after its last, both in the zone of whoever asks: 1 to 31 May 2026 in Việt Nam (UTC+7) is 2026-04-30T17:00Z up to
    /// 2026-05-31T17:00Z.
    public struct TimeRange: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.TimeRange"

        public var fromMs: Int64 = 0
        public var beforeMs: Int64 = 0

        public init() {}

        public init(
            fromMs: Int64 = 0,
            beforeMs: Int64 = 0
        ) {
            self.fromMs = fromMs
            self.beforeMs = beforeMs
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__time_range__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__TimeRange>) throws {
            fromMs = c.pointee.from_ms
            beforeMs = c.pointee.before_ms
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__TimeRange> {
            let c = arena.allocate(Danhba__Contacts__V1__TimeRange.self)
            danhba__contacts__v1__time_range__init(c)
            c.pointee.from_ms = self.fromMs
            c.pointee.before_ms = self.beforeMs
            return c
        }
    }

    /// What the value of an active custom field is: one of `any_of`, or within `from` and `to`; INVALID_ARGUMENT for neither,
    /// for both, and (2038) for a key that no active field has.
    public struct CustomCondition: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.CustomCondition"

        public var key: String = ""
        /// As values of the field are entered; case and repeated spaces do not count, accents do. An option or node that is no
        /// longer offered still finds who has it. A MULTI_SELECT passes when it has any of them. At most 100.
        public var anyOf: [String] = []
        /// INTEGER, DECIMAL and DATE: the least and the largest value, written as one, both included; blank: open.
        public var from: String = ""
        public var to: String = ""

        public init() {}

        public init(
            key: String = "",
            anyOf: [String] = [],
            from: String = "",
            to: String = ""
        ) {
            self.key = key
            self.anyOf = anyOf
            self.from = from
            self.to = to
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__custom_condition__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__CustomCondition>) throws {
            key = try Unpacking.string(c.pointee.key, "danhba.contacts.v1.CustomCondition.key")
            anyOf = try Unpacking.strings(c.pointee.n_any_of, c.pointee.any_of, "danhba.contacts.v1.CustomCondition.any_of")
            from = try Unpacking.string(c.pointee.from, "danhba.contacts.v1.CustomCondition.from")
            to = try Unpacking.string(c.pointee.to, "danhba.contacts.v1.CustomCondition.to")
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__CustomCondition> {
            let c = arena.allocate(Danhba__Contacts__V1__CustomCondition.self)
            danhba__contacts__v1__custom_condition__init(c)
            c.pointee.key = arena.string(self.key)
            (c.pointee.n_any_of, c.pointee.any_of) = arena.array(self.anyOf) { value, arena in arena.presentString(value) }
            c.pointee.from = arena.string(self.from)
            c.pointee.to = arena.string(self.to)
            return c
        }
    }

    /// `danhba.contacts.v1.ListContactsRequest`
    public struct ListContactsRequest: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.ListContactsRequest"

        public var filter: ContactsV1.ContactFilter? = nil
        /// 1–500; 0: 50.
        public var pageSize: Int32 = 0
        /// `next_page_token` of the page before; empty for the first. Good for the same filter and order.
        public var pageToken: String = ""
        public var sort: ContactsV1.ContactSort = .unspecified
        /// Contacts that are the same to `sort` come in the order of their creation, or backwards where it is DESCENDING.
        public var order: ContactsV1.SortOrder = .unspecified
        /// Count the contacts that pass, too.
        public var withTotal: Bool = false

        public init() {}

        public init(
            filter: ContactsV1.ContactFilter? = nil,
            pageSize: Int32 = 0,
            pageToken: String = "",
            sort: ContactsV1.ContactSort = .unspecified,
            order: ContactsV1.SortOrder = .unspecified,
            withTotal: Bool = false
        ) {
            self.filter = filter
            self.pageSize = pageSize
            self.pageToken = pageToken
            self.sort = sort
            self.order = order
            self.withTotal = withTotal
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__list_contacts_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__ListContactsRequest>) throws {
            filter = try c.pointee.filter.map { try ContactsV1.ContactFilter(c: $0) }
            pageSize = c.pointee.page_size
            pageToken = try Unpacking.string(c.pointee.page_token, "danhba.contacts.v1.ListContactsRequest.page_token")
            sort = ContactsV1.ContactSort(c: c.pointee.sort)
            order = ContactsV1.SortOrder(c: c.pointee.order)
            withTotal = c.pointee.with_total != 0
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__ListContactsRequest> {
            let c = arena.allocate(Danhba__Contacts__V1__ListContactsRequest.self)
            danhba__contacts__v1__list_contacts_request__init(c)
            c.pointee.filter = self.filter?.build(in: arena)
            c.pointee.page_size = self.pageSize
            c.pointee.page_token = arena.string(self.pageToken)
            c.pointee.sort = self.sort.c
            c.pointee.order = self.order.c
            c.pointee.with_total = self.withTotal ? 1 : 0
            return c
        }
    }

    /// `danhba.contacts.v1.ListContactsResponse`
    public struct ListContactsResponse: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.ListContactsResponse"

        public var contacts: [ContactsV1.Contact] = []
        /// Empty on the last page.
        public var nextPageToken: String = ""
        /// With `with_total`: how many contacts pass the filter, on all pages, exact up to 10,000.
        public var totalCount: Int32 = 0
        /// There are more than the 10,000 that `total_count` says.
        public var totalIsLowerBound: Bool = false

        public init() {}

        public init(
            contacts: [ContactsV1.Contact] = [],
            nextPageToken: String = "",
            totalCount: Int32 = 0,
            totalIsLowerBound: Bool = false
        ) {
            self.contacts = contacts
            self.nextPageToken = nextPageToken
            self.totalCount = totalCount
            self.totalIsLowerBound = totalIsLowerBound
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__list_contacts_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__ListContactsResponse>) throws {
            contacts = try Unpacking.messages(c.pointee.n_contacts, c.pointee.contacts) { try ContactsV1.Contact(c: $0) }
            nextPageToken = try Unpacking.string(c.pointee.next_page_token, "danhba.contacts.v1.ListContactsResponse.next_page_token")
            totalCount = c.pointee.total_count
            totalIsLowerBound = c.pointee.total_is_lower_bound != 0
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__ListContactsResponse> {
            let c = arena.allocate(Danhba__Contacts__V1__ListContactsResponse.self)
            danhba__contacts__v1__list_contacts_response__init(c)
            (c.pointee.n_contacts, c.pointee.contacts) = arena.array(self.contacts) { value, arena in value.build(in: arena) }
            c.pointee.next_page_token = arena.string(self.nextPageToken)
            c.pointee.total_count = self.totalCount
            c.pointee.total_is_lower_bound = self.totalIsLowerBound ? 1 : 0
            return c
        }
    }

    /// `danhba.contacts.v1.ExportContactsRequest`
    public struct ExportContactsRequest: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.ExportContactsRequest"

        public var filter: ContactsV1.ContactFilter? = nil
        /// Unspecified: CSV.
        public var format: ContactsV1.FileFormat = .unspecified

        public init() {}

        public init(
            filter: ContactsV1.ContactFilter? = nil,
            format: ContactsV1.FileFormat = .unspecified
        ) {
            self.filter = filter
            self.format = format
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__export_contacts_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__ExportContactsRequest>) throws {
            filter = try c.pointee.filter.map { try ContactsV1.ContactFilter(c: $0) }
            format = ContactsV1.FileFormat(c: c.pointee.format)
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__ExportContactsRequest> {
            let c = arena.allocate(Danhba__Contacts__V1__ExportContactsRequest.self)
            danhba__contacts__v1__export_contacts_request__init(c)
            c.pointee.filter = self.filter?.build(in: arena)
            c.pointee.format = self.format.c
            return c
        }
    }

    /// `danhba.contacts.v1.ExportContactsResponse`
    public struct ExportContactsResponse: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.ExportContactsResponse"

        /// The next piece of the file, at most 64 KiB.
        public var data: [UInt8] = []

        public init() {}

        public init(
            data: [UInt8] = []
        ) {
            self.data = data
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__export_contacts_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__ExportContactsResponse>) throws {
            data = Unpacking.bytes(c.pointee.data)
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__ExportContactsResponse> {
            let c = arena.allocate(Danhba__Contacts__V1__ExportContactsResponse.self)
            danhba__contacts__v1__export_contacts_response__init(c)
            c.pointee.data = arena.bytes(self.data)
            return c
        }
    }

    /// The same for every chunk of a job.
    ///
    /// With KEY_MATCH_ALL, when there are several keys, and with MATCH_TARGET_ALL a row may be matched by at most 1,000
    /// records: one with more, by each of its keys alone, is rejected (3005), and so is one with more for MATCH_TARGET_ALL.
    public struct BulkWriteOptions: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.BulkWriteOptions"

        public var mode: ContactsV1.WriteMode = .unspecified
        /// `key_match` says whether any or each has to match. Empty: phone. A row's `contact_id`, where set, excludes the
        /// others.
        public var keys: [ContactsV1.DuplicateKey] = []
        /// Rows without a manager get the active supervisor with the lowest id of this group when they are created, or when
        /// the target has no manager. 0: none. FAILED_PRECONDITION (2042) when the group has none.
        public var groupID: Int64 = 0
        /// Names of fields of ContactFields, and `custom.KEY`, that the resulting record must have, in addition to `name`. A
        /// created contact must have every required custom field, too; a changed one that still has none of it is told so
        /// (2004 REQUIRED_STILL_MISSING) and written.
        public var requiredFields: [String] = []
        /// Keys of custom fields that are keys beside `keys`; phone is only the default when this is empty as well. Values are
        /// compared as for uniqueness. INVALID_ARGUMENT (2038) for no active field; not for MULTI_LINE, MULTI_SELECT,
        /// CHECKBOX.
        public var customKeys: [String] = []
        public var keyMatch: ContactsV1.KeyMatch = .unspecified
        public var matchTarget: ContactsV1.MatchTarget = .unspecified

        public init() {}

        public init(
            mode: ContactsV1.WriteMode = .unspecified,
            keys: [ContactsV1.DuplicateKey] = [],
            groupID: Int64 = 0,
            requiredFields: [String] = [],
            customKeys: [String] = [],
            keyMatch: ContactsV1.KeyMatch = .unspecified,
            matchTarget: ContactsV1.MatchTarget = .unspecified
        ) {
            self.mode = mode
            self.keys = keys
            self.groupID = groupID
            self.requiredFields = requiredFields
            self.customKeys = customKeys
            self.keyMatch = keyMatch
            self.matchTarget = matchTarget
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__bulk_write_options__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__BulkWriteOptions>) throws {
            mode = ContactsV1.WriteMode(c: c.pointee.mode)
            keys = Unpacking.array(c.pointee.n_keys, c.pointee.keys) { ContactsV1.DuplicateKey(c: $0) }
            groupID = c.pointee.group_id
            requiredFields = try Unpacking.strings(c.pointee.n_required_fields, c.pointee.required_fields, "danhba.contacts.v1.BulkWriteOptions.required_fields")
            customKeys = try Unpacking.strings(c.pointee.n_custom_keys, c.pointee.custom_keys, "danhba.contacts.v1.BulkWriteOptions.custom_keys")
            keyMatch = ContactsV1.KeyMatch(c: c.pointee.key_match)
            matchTarget = ContactsV1.MatchTarget(c: c.pointee.match_target)
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__BulkWriteOptions> {
            let c = arena.allocate(Danhba__Contacts__V1__BulkWriteOptions.self)
            danhba__contacts__v1__bulk_write_options__init(c)
            c.pointee.mode = self.mode.c
            (c.pointee.n_keys, c.pointee.keys) = arena.array(self.keys) { value, _ in value.c }
            c.pointee.group_id = self.groupID
            (c.pointee.n_required_fields, c.pointee.required_fields) = arena.array(self.requiredFields) { value, arena in arena.presentString(value) }
            (c.pointee.n_custom_keys, c.pointee.custom_keys) = arena.array(self.customKeys) { value, arena in arena.presentString(value) }
            c.pointee.key_match = self.keyMatch.c
            c.pointee.match_target = self.matchTarget.c
            return c
        }
    }

    /// One row, its cells already read, trimmed and checked. A blank value says nothing and never erases.
    public struct BulkRow: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.BulkRow"

        /// As the spreadsheet program shows it; ascending over all chunks of a job.
        public var row: Int64 = 0
        public var name: String = ""
        public var phones: [ContactsV1.BulkPhone] = []
        /// Lower case.
        public var emails: [String] = []
        public var position: String = ""
        public var companyID: Int64 = 0
        /// A company that does not exist yet and may be created; only when `company_id` is 0.
        public var companyName: String = ""
        public var managerID: Int64 = 0
        /// 0: blank.
        public var rating: Int32 = 0
        public var address: String = ""
        public var city: String = ""
        public var postalCode: String = ""
        public var description: String = ""
        public var facebook: String = ""
        public var utmSource: String = ""
        public var utmMedium: String = ""
        public var utmCampaign: String = ""
        public var utmTerm: String = ""
        public var utmContent: String = ""
        /// The contact that the row is about, from a `_contact_id` column. An unknown or deleted one creates with warning
        /// CONTACT_ID_UNKNOWN (2072) in modes 1–4 and is no match in modes 5 and 6.
        public var contactID: Int64 = 0
        /// By key, each at most once. Written and read as in ContactFields. A row whose value of a unique field another live
        /// contact has is rejected (2060 with that contact's id). Overwriting replaces the whole value, also a MULTI_SELECT.
        public var custom: [FieldsV1.CustomValue] = []

        public init() {}

        public init(
            row: Int64 = 0,
            name: String = "",
            phones: [ContactsV1.BulkPhone] = [],
            emails: [String] = [],
            position: String = "",
            companyID: Int64 = 0,
            companyName: String = "",
            managerID: Int64 = 0,
            rating: Int32 = 0,
            address: String = "",
            city: String = "",
            postalCode: String = "",
            description: String = "",
            facebook: String = "",
            utmSource: String = "",
            utmMedium: String = "",
            utmCampaign: String = "",
            utmTerm: String = "",
            utmContent: String = "",
            contactID: Int64 = 0,
            custom: [FieldsV1.CustomValue] = []
        ) {
            self.row = row
            self.name = name
            self.phones = phones
            self.emails = emails
            self.position = position
            self.companyID = companyID
            self.companyName = companyName
            self.managerID = managerID
            self.rating = rating
            self.address = address
            self.city = city
            self.postalCode = postalCode
            self.description = description
            self.facebook = facebook
            self.utmSource = utmSource
            self.utmMedium = utmMedium
            self.utmCampaign = utmCampaign
            self.utmTerm = utmTerm
            self.utmContent = utmContent
            self.contactID = contactID
            self.custom = custom
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__bulk_row__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__BulkRow>) throws {
            row = c.pointee.row
            name = try Unpacking.string(c.pointee.name, "danhba.contacts.v1.BulkRow.name")
            phones = try Unpacking.messages(c.pointee.n_phones, c.pointee.phones) { try ContactsV1.BulkPhone(c: $0) }
            emails = try Unpacking.strings(c.pointee.n_emails, c.pointee.emails, "danhba.contacts.v1.BulkRow.emails")
            position = try Unpacking.string(c.pointee.position, "danhba.contacts.v1.BulkRow.position")
            companyID = c.pointee.company_id
            companyName = try Unpacking.string(c.pointee.company_name, "danhba.contacts.v1.BulkRow.company_name")
            managerID = c.pointee.manager_id
            rating = c.pointee.rating
            address = try Unpacking.string(c.pointee.address, "danhba.contacts.v1.BulkRow.address")
            city = try Unpacking.string(c.pointee.city, "danhba.contacts.v1.BulkRow.city")
            postalCode = try Unpacking.string(c.pointee.postal_code, "danhba.contacts.v1.BulkRow.postal_code")
            description = try Unpacking.string(c.pointee.description, "danhba.contacts.v1.BulkRow.description")
            facebook = try Unpacking.string(c.pointee.facebook, "danhba.contacts.v1.BulkRow.facebook")
            utmSource = try Unpacking.string(c.pointee.utm_source, "danhba.contacts.v1.BulkRow.utm_source")
            utmMedium = try Unpacking.string(c.pointee.utm_medium, "danhba.contacts.v1.BulkRow.utm_medium")
            utmCampaign = try Unpacking.string(c.pointee.utm_campaign, "danhba.contacts.v1.BulkRow.utm_campaign")
            utmTerm = try Unpacking.string(c.pointee.utm_term, "danhba.contacts.v1.BulkRow.utm_term")
            utmContent = try Unpacking.string(c.pointee.utm_content, "danhba.contacts.v1.BulkRow.utm_content")
            contactID = c.pointee.contact_id
            custom = try Unpacking.messages(c.pointee.n_custom, c.pointee.custom) { try FieldsV1.CustomValue(c: $0) }
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__BulkRow> {
            let c = arena.allocate(Danhba__Contacts__V1__BulkRow.self)
            danhba__contacts__v1__bulk_row__init(c)
            c.pointee.row = self.row
            c.pointee.name = arena.string(self.name)
            (c.pointee.n_phones, c.pointee.phones) = arena.array(self.phones) { value, arena in value.build(in: arena) }
            (c.pointee.n_emails, c.pointee.emails) = arena.array(self.emails) { value, arena in arena.presentString(value) }
            c.pointee.position = arena.string(self.position)
            c.pointee.company_id = self.companyID
            c.pointee.company_name = arena.string(self.companyName)
            c.pointee.manager_id = self.managerID
            c.pointee.rating = self.rating
            c.pointee.address = arena.string(self.address)
            c.pointee.city = arena.string(self.city)
            c.pointee.postal_code = arena.string(self.postalCode)
            c.pointee.description = arena.string(self.description)
            c.pointee.facebook = arena.string(self.facebook)
            c.pointee.utm_source = arena.string(self.utmSource)
            c.pointee.utm_medium = arena.string(self.utmMedium)
            c.pointee.utm_campaign = arena.string(self.utmCampaign)
            c.pointee.utm_term = arena.string(self.utmTerm)
            c.pointee.utm_content = arena.string(self.utmContent)
            c.pointee.contact_id = self.contactID
            (c.pointee.n_custom, c.pointee.custom) = arena.array(self.custom) { value, arena in value.build(in: arena) }
            return c
        }
    }

    /// `danhba.contacts.v1.BulkPhone`
    public struct BulkPhone: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.BulkPhone"

        public var number: Int64 = 0
        public var `extension`: Int64 = 0
        /// As it stood in the cell; empty when it was the canonical digits.
        public var raw: String = ""

        public init() {}

        public init(
            number: Int64 = 0,
            `extension`: Int64 = 0,
            raw: String = ""
        ) {
            self.number = number
            self.`extension` = `extension`
            self.raw = raw
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__bulk_phone__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__BulkPhone>) throws {
            number = c.pointee.number
            `extension` = c.pointee.extension
            raw = try Unpacking.string(c.pointee.raw, "danhba.contacts.v1.BulkPhone.raw")
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__BulkPhone> {
            let c = arena.allocate(Danhba__Contacts__V1__BulkPhone.self)
            danhba__contacts__v1__bulk_phone__init(c)
            c.pointee.number = self.number
            c.pointee.extension = self.`extension`
            c.pointee.raw = arena.string(self.raw)
            return c
        }
    }

    /// `danhba.contacts.v1.BulkWriteContactsRequest`
    public struct BulkWriteContactsRequest: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.BulkWriteContactsRequest"

        /// Chosen by imports; at most 64 characters. Also the operation id of every change.
        public var jobID: String = ""
        /// From 0, without gaps.
        public var chunk: Int64 = 0
        public var options: ContactsV1.BulkWriteOptions? = nil
        /// At most 20,000, in file order. None with `companies`.
        public var rows: [ContactsV1.BulkRow] = []
        /// In place of the rows of a chunk that was answered with `missing_companies`: those of them that exist by now. The
        /// chunk goes on with its rows as they were sent. INVALID_ARGUMENT beside rows.
        public var companies: [ContactsV1.BulkCompany] = []
        /// Decide only. Companies that do not exist are not asked for; the contact is planned without one.
        public var plan: Bool = false
        /// What a plan decided, where it is to be compared.
        public var expected: ContactsV1.BulkExpectation? = nil
        /// With `plan` and `expected`: ids from this one on are of companies that did not exist when the plan began, and count in
        /// digests as one; 0: every id counts.
        public var firstPlannedCompanyID: Int64 = 0

        public init() {}

        public init(
            jobID: String = "",
            chunk: Int64 = 0,
            options: ContactsV1.BulkWriteOptions? = nil,
            rows: [ContactsV1.BulkRow] = [],
            companies: [ContactsV1.BulkCompany] = [],
            plan: Bool = false,
            expected: ContactsV1.BulkExpectation? = nil,
            firstPlannedCompanyID: Int64 = 0
        ) {
            self.jobID = jobID
            self.chunk = chunk
            self.options = options
            self.rows = rows
            self.companies = companies
            self.plan = plan
            self.expected = expected
            self.firstPlannedCompanyID = firstPlannedCompanyID
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__bulk_write_contacts_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__BulkWriteContactsRequest>) throws {
            jobID = try Unpacking.string(c.pointee.job_id, "danhba.contacts.v1.BulkWriteContactsRequest.job_id")
            chunk = c.pointee.chunk
            options = try c.pointee.options.map { try ContactsV1.BulkWriteOptions(c: $0) }
            rows = try Unpacking.messages(c.pointee.n_rows, c.pointee.rows) { try ContactsV1.BulkRow(c: $0) }
            companies = try Unpacking.messages(c.pointee.n_companies, c.pointee.companies) { try ContactsV1.BulkCompany(c: $0) }
            plan = c.pointee.plan != 0
            expected = try c.pointee.expected.map { try ContactsV1.BulkExpectation(c: $0) }
            firstPlannedCompanyID = c.pointee.first_planned_company_id
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__BulkWriteContactsRequest> {
            let c = arena.allocate(Danhba__Contacts__V1__BulkWriteContactsRequest.self)
            danhba__contacts__v1__bulk_write_contacts_request__init(c)
            c.pointee.job_id = arena.string(self.jobID)
            c.pointee.chunk = self.chunk
            c.pointee.options = self.options?.build(in: arena)
            (c.pointee.n_rows, c.pointee.rows) = arena.array(self.rows) { value, arena in value.build(in: arena) }
            (c.pointee.n_companies, c.pointee.companies) = arena.array(self.companies) { value, arena in value.build(in: arena) }
            c.pointee.plan = self.plan ? 1 : 0
            c.pointee.expected = self.expected?.build(in: arena)
            c.pointee.first_planned_company_id = self.firstPlannedCompanyID
            return c
        }
    }

    /// What a plan's answers said of the rows of a chunk.
    public struct BulkExpectation: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.BulkExpectation"

        /// One for each row, in the order of the rows.
        public var digests: [UInt64] = []
        /// As the plan's answers told it.
        public var firstPlannedID: Int64 = 0
        public var drift: ContactsV1.PlanDrift = .unspecified

        public init() {}

        public init(
            digests: [UInt64] = [],
            firstPlannedID: Int64 = 0,
            drift: ContactsV1.PlanDrift = .unspecified
        ) {
            self.digests = digests
            self.firstPlannedID = firstPlannedID
            self.drift = drift
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__bulk_expectation__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__BulkExpectation>) throws {
            digests = Unpacking.array(c.pointee.n_digests, c.pointee.digests)
            firstPlannedID = c.pointee.first_planned_id
            drift = ContactsV1.PlanDrift(c: c.pointee.drift)
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__BulkExpectation> {
            let c = arena.allocate(Danhba__Contacts__V1__BulkExpectation.self)
            danhba__contacts__v1__bulk_expectation__init(c)
            (c.pointee.n_digests, c.pointee.digests) = arena.array(self.digests) { value, _ in value }
            c.pointee.first_planned_id = self.firstPlannedID
            c.pointee.drift = self.drift.c
            return c
        }
    }

    /// A company that was missing.
    public struct BulkCompany: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.BulkCompany"

        /// As it was told.
        public var name: String = ""
        /// Positive.
        public var id: Int64 = 0

        public init() {}

        public init(
            name: String = "",
            id: Int64 = 0
        ) {
            self.name = name
            self.id = id
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__bulk_company__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__BulkCompany>) throws {
            name = try Unpacking.string(c.pointee.name, "danhba.contacts.v1.BulkCompany.name")
            id = c.pointee.id
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__BulkCompany> {
            let c = arena.allocate(Danhba__Contacts__V1__BulkCompany.self)
            danhba__contacts__v1__bulk_company__init(c)
            c.pointee.name = arena.string(self.name)
            c.pointee.id = self.id
            return c
        }
    }

    /// `danhba.contacts.v1.BulkWriteContactsResponse`
    public struct BulkWriteContactsResponse: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.BulkWriteContactsResponse"

        /// One for each row, in the order of the rows. Empty when the chunk was not written, as the other fields say.
        public var results: [ContactsV1.BulkRowResult] = []
        /// Names of companies that rows to be written need and that do not exist, in file order, each once. When there is
        /// any, nothing was written: create them and send their ids as `companies`, or the chunk again with them.
        public var missingCompanies: [String] = []
        /// The rows that `companies` are for are not in memory any more, and nothing was written: send the chunk again with
        /// its rows.
        public var rowsWanted: Bool = false
        /// Of a plan, one for each row: equal for equal decisions. Outcome, notes, the contacts and their versions after the row
        /// count, and the manager and the company that it names; values do not, because row and version determine them.
        public var digests: [UInt64] = []
        /// Of a plan: ids from this one on are of contacts that do not exist, in results and notes.
        public var firstPlannedID: Int64 = 0

        public init() {}

        public init(
            results: [ContactsV1.BulkRowResult] = [],
            missingCompanies: [String] = [],
            rowsWanted: Bool = false,
            digests: [UInt64] = [],
            firstPlannedID: Int64 = 0
        ) {
            self.results = results
            self.missingCompanies = missingCompanies
            self.rowsWanted = rowsWanted
            self.digests = digests
            self.firstPlannedID = firstPlannedID
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__bulk_write_contacts_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__BulkWriteContactsResponse>) throws {
            results = try Unpacking.messages(c.pointee.n_results, c.pointee.results) { try ContactsV1.BulkRowResult(c: $0) }
            missingCompanies = try Unpacking.strings(c.pointee.n_missing_companies, c.pointee.missing_companies, "danhba.contacts.v1.BulkWriteContactsResponse.missing_companies")
            rowsWanted = c.pointee.rows_wanted != 0
            digests = Unpacking.array(c.pointee.n_digests, c.pointee.digests)
            firstPlannedID = c.pointee.first_planned_id
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__BulkWriteContactsResponse> {
            let c = arena.allocate(Danhba__Contacts__V1__BulkWriteContactsResponse.self)
            danhba__contacts__v1__bulk_write_contacts_response__init(c)
            (c.pointee.n_results, c.pointee.results) = arena.array(self.results) { value, arena in value.build(in: arena) }
            (c.pointee.n_missing_companies, c.pointee.missing_companies) = arena.array(self.missingCompanies) { value, arena in arena.presentString(value) }
            c.pointee.rows_wanted = self.rowsWanted ? 1 : 0
            (c.pointee.n_digests, c.pointee.digests) = arena.array(self.digests) { value, _ in value }
            c.pointee.first_planned_id = self.firstPlannedID
            return c
        }
    }

    /// `danhba.contacts.v1.BulkRowResult`
    public struct BulkRowResult: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.BulkRowResult"

        public var outcome: ContactsV1.BulkRowResult.Outcome = .unspecified
        /// Of created, updated and unchanged rows, the oldest match of one that is for all; 0 otherwise.
        public var contactID: Int64 = 0
        /// Why, and warnings; empty for plain rows.
        public var notes: [ContactsV1.RowNote] = []
        /// Of `contact_id`, after the row; 0 of a created one, whose version is 1, and where there is none.
        public var version: Int64 = 0
        /// Of a row that is for all of several matches: those that it changed, oldest first, the first 100.
        public var changed: [ContactsV1.RecordVersion] = []
        /// How many it changed beyond those.
        public var moreChanged: Int64 = 0

        public init() {}

        public init(
            outcome: ContactsV1.BulkRowResult.Outcome = .unspecified,
            contactID: Int64 = 0,
            notes: [ContactsV1.RowNote] = [],
            version: Int64 = 0,
            changed: [ContactsV1.RecordVersion] = [],
            moreChanged: Int64 = 0
        ) {
            self.outcome = outcome
            self.contactID = contactID
            self.notes = notes
            self.version = version
            self.changed = changed
            self.moreChanged = moreChanged
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__bulk_row_result__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__BulkRowResult>) throws {
            outcome = ContactsV1.BulkRowResult.Outcome(c: c.pointee.outcome)
            contactID = c.pointee.contact_id
            notes = try Unpacking.messages(c.pointee.n_notes, c.pointee.notes) { try ContactsV1.RowNote(c: $0) }
            version = c.pointee.version
            changed = try Unpacking.messages(c.pointee.n_changed, c.pointee.changed) { try ContactsV1.RecordVersion(c: $0) }
            moreChanged = c.pointee.more_changed
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__BulkRowResult> {
            let c = arena.allocate(Danhba__Contacts__V1__BulkRowResult.self)
            danhba__contacts__v1__bulk_row_result__init(c)
            c.pointee.outcome = self.outcome.c
            c.pointee.contact_id = self.contactID
            (c.pointee.n_notes, c.pointee.notes) = arena.array(self.notes) { value, arena in value.build(in: arena) }
            c.pointee.version = self.version
            (c.pointee.n_changed, c.pointee.changed) = arena.array(self.changed) { value, arena in value.build(in: arena) }
            c.pointee.more_changed = self.moreChanged
            return c
        }

        /// `danhba.contacts.v1.BulkRowResult.Outcome`
        ///
        /// A number that this version of the contract does not know is read as `unspecified`.
        public enum Outcome: Int32, CaseIterable, Sendable {
            case unspecified = 0
            case created = 1
            case updated = 2
            /// Nothing to change: no new version, no change record.
            case unchanged = 3
            case skipped = 4
            case rejected = 5

            init(c: Danhba__Contacts__V1__BulkRowResult__Outcome) {
                self = Self(rawValue: Int32(truncatingIfNeeded: c.rawValue)) ?? .unspecified
            }

            var c: Danhba__Contacts__V1__BulkRowResult__Outcome { Danhba__Contacts__V1__BulkRowResult__Outcome(rawValue: UInt32(bitPattern: rawValue)) }
        }
    }

    /// A record as a row left it.
    public struct RecordVersion: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.RecordVersion"

        public var id: Int64 = 0
        public var version: Int64 = 0

        public init() {}

        public init(
            id: Int64 = 0,
            version: Int64 = 0
        ) {
            self.id = id
            self.version = version
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__record_version__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__RecordVersion>) throws {
            id = c.pointee.id
            version = c.pointee.version
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__RecordVersion> {
            let c = arena.allocate(Danhba__Contacts__V1__RecordVersion.self)
            danhba__contacts__v1__record_version__init(c)
            c.pointee.id = self.id
            c.pointee.version = self.version
            return c
        }
    }

    /// `danhba.contacts.v1.RowNote`
    public struct RowNote: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.RowNote"

        /// Stable number, for example 3001.
        public var number: Int32 = 0
        /// The field it is about, `custom.KEY` for a custom one; empty when it is the row.
        public var field: String = ""
        /// The contacts concerned, oldest first, at most 10: the matches of a skipped row (3001, 3002), those beside which a
        /// row was created (3007), those of which the oldest was changed, all were, or none because they are several (3005), the one that has
        /// the value (2060).
        public var ids: [Int64] = []
        /// The row of this job that created the oldest match; 0 when none did.
        public var firstRow: Int64 = 0
        /// With MATCH_TARGET_ALL, of 3005: how many records match; of a rejected row, the limit that they are above. 0 otherwise.
        public var count: Int64 = 0

        public init() {}

        public init(
            number: Int32 = 0,
            field: String = "",
            ids: [Int64] = [],
            firstRow: Int64 = 0,
            count: Int64 = 0
        ) {
            self.number = number
            self.field = field
            self.ids = ids
            self.firstRow = firstRow
            self.count = count
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__row_note__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__RowNote>) throws {
            number = c.pointee.number
            field = try Unpacking.string(c.pointee.field, "danhba.contacts.v1.RowNote.field")
            ids = Unpacking.array(c.pointee.n_ids, c.pointee.ids)
            firstRow = c.pointee.first_row
            count = c.pointee.count
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__RowNote> {
            let c = arena.allocate(Danhba__Contacts__V1__RowNote.self)
            danhba__contacts__v1__row_note__init(c)
            c.pointee.number = self.number
            c.pointee.field = arena.string(self.field)
            (c.pointee.n_ids, c.pointee.ids) = arena.array(self.ids) { value, _ in value }
            c.pointee.first_row = self.firstRow
            c.pointee.count = self.count
            return c
        }
    }

    /// `danhba.contacts.v1.FinishBulkWriteRequest`
    public struct FinishBulkWriteRequest: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.FinishBulkWriteRequest"

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
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__finish_bulk_write_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__FinishBulkWriteRequest>) throws {
            jobID = try Unpacking.string(c.pointee.job_id, "danhba.contacts.v1.FinishBulkWriteRequest.job_id")
            plan = c.pointee.plan != 0
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__FinishBulkWriteRequest> {
            let c = arena.allocate(Danhba__Contacts__V1__FinishBulkWriteRequest.self)
            danhba__contacts__v1__finish_bulk_write_request__init(c)
            c.pointee.job_id = arena.string(self.jobID)
            c.pointee.plan = self.plan ? 1 : 0
            return c
        }
    }

    /// `danhba.contacts.v1.FinishBulkWriteResponse`
    public struct FinishBulkWriteResponse: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.FinishBulkWriteResponse"

        public init() {}

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__finish_bulk_write_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__FinishBulkWriteResponse>) throws {
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__FinishBulkWriteResponse> {
            let c = arena.allocate(Danhba__Contacts__V1__FinishBulkWriteResponse.self)
            danhba__contacts__v1__finish_bulk_write_response__init(c)
            return c
        }
    }

    /// Somebody who works with contacts and may manage them.
    public struct Agent: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.Agent"

        public var id: Int64 = 0
        /// Unique in the workspace; case is ignored.
        public var email: String = ""
        public var name: String = ""
        /// An inactive agent keeps its contacts but gets no new ones.
        public var active: Bool = false
        public var version: Int64 = 0

        public init() {}

        public init(
            id: Int64 = 0,
            email: String = "",
            name: String = "",
            active: Bool = false,
            version: Int64 = 0
        ) {
            self.id = id
            self.email = email
            self.name = name
            self.active = active
            self.version = version
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__agent__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__Agent>) throws {
            id = c.pointee.id
            email = try Unpacking.string(c.pointee.email, "danhba.contacts.v1.Agent.email")
            name = try Unpacking.string(c.pointee.name, "danhba.contacts.v1.Agent.name")
            active = c.pointee.active != 0
            version = c.pointee.version
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__Agent> {
            let c = arena.allocate(Danhba__Contacts__V1__Agent.self)
            danhba__contacts__v1__agent__init(c)
            c.pointee.id = self.id
            c.pointee.email = arena.string(self.email)
            c.pointee.name = arena.string(self.name)
            c.pointee.active = self.active ? 1 : 0
            c.pointee.version = self.version
            return c
        }
    }

    /// `danhba.contacts.v1.CreateAgentRequest`
    public struct CreateAgentRequest: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.CreateAgentRequest"

        public var email: String = ""
        /// At most 255 characters; empty: the e-mail.
        public var name: String = ""

        public init() {}

        public init(
            email: String = "",
            name: String = ""
        ) {
            self.email = email
            self.name = name
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__create_agent_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__CreateAgentRequest>) throws {
            email = try Unpacking.string(c.pointee.email, "danhba.contacts.v1.CreateAgentRequest.email")
            name = try Unpacking.string(c.pointee.name, "danhba.contacts.v1.CreateAgentRequest.name")
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__CreateAgentRequest> {
            let c = arena.allocate(Danhba__Contacts__V1__CreateAgentRequest.self)
            danhba__contacts__v1__create_agent_request__init(c)
            c.pointee.email = arena.string(self.email)
            c.pointee.name = arena.string(self.name)
            return c
        }
    }

    /// `danhba.contacts.v1.CreateAgentResponse`
    public struct CreateAgentResponse: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.CreateAgentResponse"

        public var agent: ContactsV1.Agent? = nil

        public init() {}

        public init(
            agent: ContactsV1.Agent? = nil
        ) {
            self.agent = agent
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__create_agent_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__CreateAgentResponse>) throws {
            agent = try c.pointee.agent.map { try ContactsV1.Agent(c: $0) }
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__CreateAgentResponse> {
            let c = arena.allocate(Danhba__Contacts__V1__CreateAgentResponse.self)
            danhba__contacts__v1__create_agent_response__init(c)
            c.pointee.agent = self.agent?.build(in: arena)
            return c
        }
    }

    /// `danhba.contacts.v1.UpdateAgentRequest`
    public struct UpdateAgentRequest: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.UpdateAgentRequest"

        public var id: Int64 = 0
        /// 0: whatever is stored; otherwise ABORTED on a mismatch.
        public var expectedVersion: Int64 = 0
        /// `name`, `active`.
        public var updateMask: [String] = []
        public var name: String = ""
        public var active: Bool = false

        public init() {}

        public init(
            id: Int64 = 0,
            expectedVersion: Int64 = 0,
            updateMask: [String] = [],
            name: String = "",
            active: Bool = false
        ) {
            self.id = id
            self.expectedVersion = expectedVersion
            self.updateMask = updateMask
            self.name = name
            self.active = active
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__update_agent_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__UpdateAgentRequest>) throws {
            id = c.pointee.id
            expectedVersion = c.pointee.expected_version
            updateMask = try Unpacking.strings(c.pointee.n_update_mask, c.pointee.update_mask, "danhba.contacts.v1.UpdateAgentRequest.update_mask")
            name = try Unpacking.string(c.pointee.name, "danhba.contacts.v1.UpdateAgentRequest.name")
            active = c.pointee.active != 0
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__UpdateAgentRequest> {
            let c = arena.allocate(Danhba__Contacts__V1__UpdateAgentRequest.self)
            danhba__contacts__v1__update_agent_request__init(c)
            c.pointee.id = self.id
            c.pointee.expected_version = self.expectedVersion
            (c.pointee.n_update_mask, c.pointee.update_mask) = arena.array(self.updateMask) { value, arena in arena.presentString(value) }
            c.pointee.name = arena.string(self.name)
            c.pointee.active = self.active ? 1 : 0
            return c
        }
    }

    /// `danhba.contacts.v1.UpdateAgentResponse`
    public struct UpdateAgentResponse: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.UpdateAgentResponse"

        public var agent: ContactsV1.Agent? = nil

        public init() {}

        public init(
            agent: ContactsV1.Agent? = nil
        ) {
            self.agent = agent
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__update_agent_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__UpdateAgentResponse>) throws {
            agent = try c.pointee.agent.map { try ContactsV1.Agent(c: $0) }
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__UpdateAgentResponse> {
            let c = arena.allocate(Danhba__Contacts__V1__UpdateAgentResponse.self)
            danhba__contacts__v1__update_agent_response__init(c)
            c.pointee.agent = self.agent?.build(in: arena)
            return c
        }
    }

    /// `danhba.contacts.v1.ListAgentsRequest`
    public struct ListAgentsRequest: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.ListAgentsRequest"

        /// Only agents with these e-mails (case is ignored), at most 1,000; empty: all.
        public var emails: [String] = []
        /// 1–1,000; 0: 100.
        public var pageSize: Int32 = 0
        public var pageToken: String = ""

        public init() {}

        public init(
            emails: [String] = [],
            pageSize: Int32 = 0,
            pageToken: String = ""
        ) {
            self.emails = emails
            self.pageSize = pageSize
            self.pageToken = pageToken
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__list_agents_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__ListAgentsRequest>) throws {
            emails = try Unpacking.strings(c.pointee.n_emails, c.pointee.emails, "danhba.contacts.v1.ListAgentsRequest.emails")
            pageSize = c.pointee.page_size
            pageToken = try Unpacking.string(c.pointee.page_token, "danhba.contacts.v1.ListAgentsRequest.page_token")
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__ListAgentsRequest> {
            let c = arena.allocate(Danhba__Contacts__V1__ListAgentsRequest.self)
            danhba__contacts__v1__list_agents_request__init(c)
            (c.pointee.n_emails, c.pointee.emails) = arena.array(self.emails) { value, arena in arena.presentString(value) }
            c.pointee.page_size = self.pageSize
            c.pointee.page_token = arena.string(self.pageToken)
            return c
        }
    }

    /// `danhba.contacts.v1.ListAgentsResponse`
    public struct ListAgentsResponse: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.ListAgentsResponse"

        public var agents: [ContactsV1.Agent] = []
        public var nextPageToken: String = ""

        public init() {}

        public init(
            agents: [ContactsV1.Agent] = [],
            nextPageToken: String = ""
        ) {
            self.agents = agents
            self.nextPageToken = nextPageToken
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__list_agents_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__ListAgentsResponse>) throws {
            agents = try Unpacking.messages(c.pointee.n_agents, c.pointee.agents) { try ContactsV1.Agent(c: $0) }
            nextPageToken = try Unpacking.string(c.pointee.next_page_token, "danhba.contacts.v1.ListAgentsResponse.next_page_token")
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__ListAgentsResponse> {
            let c = arena.allocate(Danhba__Contacts__V1__ListAgentsResponse.self)
            danhba__contacts__v1__list_agents_response__init(c)
            (c.pointee.n_agents, c.pointee.agents) = arena.array(self.agents) { value, arena in value.build(in: arena) }
            c.pointee.next_page_token = arena.string(self.nextPageToken)
            return c
        }
    }

    /// `danhba.contacts.v1.GroupMember`
    public struct GroupMember: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.GroupMember"

        public var agentID: Int64 = 0
        public var role: ContactsV1.GroupMember.Role = .unspecified

        public init() {}

        public init(
            agentID: Int64 = 0,
            role: ContactsV1.GroupMember.Role = .unspecified
        ) {
            self.agentID = agentID
            self.role = role
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__group_member__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__GroupMember>) throws {
            agentID = c.pointee.agent_id
            role = ContactsV1.GroupMember.Role(c: c.pointee.role)
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__GroupMember> {
            let c = arena.allocate(Danhba__Contacts__V1__GroupMember.self)
            danhba__contacts__v1__group_member__init(c)
            c.pointee.agent_id = self.agentID
            c.pointee.role = self.role.c
            return c
        }

        /// `danhba.contacts.v1.GroupMember.Role`
        ///
        /// A number that this version of the contract does not know is read as `unspecified`.
        public enum Role: Int32, CaseIterable, Sendable {
            case unspecified = 0
            case agent = 1
            case supervisor = 2

            init(c: Danhba__Contacts__V1__GroupMember__Role) {
                self = Self(rawValue: Int32(truncatingIfNeeded: c.rawValue)) ?? .unspecified
            }

            var c: Danhba__Contacts__V1__GroupMember__Role { Danhba__Contacts__V1__GroupMember__Role(rawValue: UInt32(bitPattern: rawValue)) }
        }
    }

    /// Agents that work together.
    public struct Group: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.Group"

        public var id: Int64 = 0
        /// Unique in the workspace; case is ignored. 1–255 characters.
        public var name: String = ""
        /// At most 1,000, each agent once.
        public var members: [ContactsV1.GroupMember] = []
        public var version: Int64 = 0

        public init() {}

        public init(
            id: Int64 = 0,
            name: String = "",
            members: [ContactsV1.GroupMember] = [],
            version: Int64 = 0
        ) {
            self.id = id
            self.name = name
            self.members = members
            self.version = version
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__group__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__Group>) throws {
            id = c.pointee.id
            name = try Unpacking.string(c.pointee.name, "danhba.contacts.v1.Group.name")
            members = try Unpacking.messages(c.pointee.n_members, c.pointee.members) { try ContactsV1.GroupMember(c: $0) }
            version = c.pointee.version
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__Group> {
            let c = arena.allocate(Danhba__Contacts__V1__Group.self)
            danhba__contacts__v1__group__init(c)
            c.pointee.id = self.id
            c.pointee.name = arena.string(self.name)
            (c.pointee.n_members, c.pointee.members) = arena.array(self.members) { value, arena in value.build(in: arena) }
            c.pointee.version = self.version
            return c
        }
    }

    /// `danhba.contacts.v1.CreateGroupRequest`
    public struct CreateGroupRequest: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.CreateGroupRequest"

        public var name: String = ""
        public var members: [ContactsV1.GroupMember] = []

        public init() {}

        public init(
            name: String = "",
            members: [ContactsV1.GroupMember] = []
        ) {
            self.name = name
            self.members = members
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__create_group_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__CreateGroupRequest>) throws {
            name = try Unpacking.string(c.pointee.name, "danhba.contacts.v1.CreateGroupRequest.name")
            members = try Unpacking.messages(c.pointee.n_members, c.pointee.members) { try ContactsV1.GroupMember(c: $0) }
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__CreateGroupRequest> {
            let c = arena.allocate(Danhba__Contacts__V1__CreateGroupRequest.self)
            danhba__contacts__v1__create_group_request__init(c)
            c.pointee.name = arena.string(self.name)
            (c.pointee.n_members, c.pointee.members) = arena.array(self.members) { value, arena in value.build(in: arena) }
            return c
        }
    }

    /// `danhba.contacts.v1.CreateGroupResponse`
    public struct CreateGroupResponse: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.CreateGroupResponse"

        public var group: ContactsV1.Group? = nil

        public init() {}

        public init(
            group: ContactsV1.Group? = nil
        ) {
            self.group = group
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__create_group_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__CreateGroupResponse>) throws {
            group = try c.pointee.group.map { try ContactsV1.Group(c: $0) }
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__CreateGroupResponse> {
            let c = arena.allocate(Danhba__Contacts__V1__CreateGroupResponse.self)
            danhba__contacts__v1__create_group_response__init(c)
            c.pointee.group = self.group?.build(in: arena)
            return c
        }
    }

    /// `danhba.contacts.v1.ListGroupsRequest`
    public struct ListGroupsRequest: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.ListGroupsRequest"

        /// 1–1,000; 0: 100.
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
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__list_groups_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__ListGroupsRequest>) throws {
            pageSize = c.pointee.page_size
            pageToken = try Unpacking.string(c.pointee.page_token, "danhba.contacts.v1.ListGroupsRequest.page_token")
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__ListGroupsRequest> {
            let c = arena.allocate(Danhba__Contacts__V1__ListGroupsRequest.self)
            danhba__contacts__v1__list_groups_request__init(c)
            c.pointee.page_size = self.pageSize
            c.pointee.page_token = arena.string(self.pageToken)
            return c
        }
    }

    /// `danhba.contacts.v1.ListGroupsResponse`
    public struct ListGroupsResponse: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.ListGroupsResponse"

        public var groups: [ContactsV1.Group] = []
        public var nextPageToken: String = ""

        public init() {}

        public init(
            groups: [ContactsV1.Group] = [],
            nextPageToken: String = ""
        ) {
            self.groups = groups
            self.nextPageToken = nextPageToken
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__list_groups_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__ListGroupsResponse>) throws {
            groups = try Unpacking.messages(c.pointee.n_groups, c.pointee.groups) { try ContactsV1.Group(c: $0) }
            nextPageToken = try Unpacking.string(c.pointee.next_page_token, "danhba.contacts.v1.ListGroupsResponse.next_page_token")
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__ListGroupsResponse> {
            let c = arena.allocate(Danhba__Contacts__V1__ListGroupsResponse.self)
            danhba__contacts__v1__list_groups_response__init(c)
            (c.pointee.n_groups, c.pointee.groups) = arena.array(self.groups) { value, arena in value.build(in: arena) }
            c.pointee.next_page_token = arena.string(self.nextPageToken)
            return c
        }
    }

    /// `danhba.contacts.v1.CreateFieldRequest`
    public struct CreateFieldRequest: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.CreateFieldRequest"

        /// INVALID_ARGUMENT for a name of ContactFields.
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
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__create_field_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__CreateFieldRequest>) throws {
            key = try Unpacking.string(c.pointee.key, "danhba.contacts.v1.CreateFieldRequest.key")
            settings = try c.pointee.settings.map { try FieldsV1.FieldSettings(c: $0) }
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__CreateFieldRequest> {
            let c = arena.allocate(Danhba__Contacts__V1__CreateFieldRequest.self)
            danhba__contacts__v1__create_field_request__init(c)
            c.pointee.key = arena.string(self.key)
            c.pointee.settings = self.settings?.build(in: arena)
            return c
        }
    }

    /// `danhba.contacts.v1.CreateFieldResponse`
    public struct CreateFieldResponse: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.CreateFieldResponse"

        public var field: FieldsV1.Field? = nil

        public init() {}

        public init(
            field: FieldsV1.Field? = nil
        ) {
            self.field = field
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__create_field_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__CreateFieldResponse>) throws {
            field = try c.pointee.field.map { try FieldsV1.Field(c: $0) }
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__CreateFieldResponse> {
            let c = arena.allocate(Danhba__Contacts__V1__CreateFieldResponse.self)
            danhba__contacts__v1__create_field_response__init(c)
            c.pointee.field = self.field?.build(in: arena)
            return c
        }
    }

    /// `danhba.contacts.v1.UpdateFieldRequest`
    public struct UpdateFieldRequest: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.UpdateFieldRequest"

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
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__update_field_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__UpdateFieldRequest>) throws {
            id = c.pointee.id
            expectedVersion = c.pointee.expected_version
            updateMask = try Unpacking.strings(c.pointee.n_update_mask, c.pointee.update_mask, "danhba.contacts.v1.UpdateFieldRequest.update_mask")
            settings = try c.pointee.settings.map { try FieldsV1.FieldSettings(c: $0) }
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__UpdateFieldRequest> {
            let c = arena.allocate(Danhba__Contacts__V1__UpdateFieldRequest.self)
            danhba__contacts__v1__update_field_request__init(c)
            c.pointee.id = self.id
            c.pointee.expected_version = self.expectedVersion
            (c.pointee.n_update_mask, c.pointee.update_mask) = arena.array(self.updateMask) { value, arena in arena.presentString(value) }
            c.pointee.settings = self.settings?.build(in: arena)
            return c
        }
    }

    /// `danhba.contacts.v1.UpdateFieldResponse`
    public struct UpdateFieldResponse: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.UpdateFieldResponse"

        public var field: FieldsV1.Field? = nil

        public init() {}

        public init(
            field: FieldsV1.Field? = nil
        ) {
            self.field = field
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__update_field_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__UpdateFieldResponse>) throws {
            field = try c.pointee.field.map { try FieldsV1.Field(c: $0) }
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__UpdateFieldResponse> {
            let c = arena.allocate(Danhba__Contacts__V1__UpdateFieldResponse.self)
            danhba__contacts__v1__update_field_response__init(c)
            c.pointee.field = self.field?.build(in: arena)
            return c
        }
    }

    /// `danhba.contacts.v1.ListFieldsRequest`
    public struct ListFieldsRequest: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.ListFieldsRequest"

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
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__list_fields_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__ListFieldsRequest>) throws {
            includeRetired = c.pointee.include_retired != 0
            pageSize = c.pointee.page_size
            pageToken = try Unpacking.string(c.pointee.page_token, "danhba.contacts.v1.ListFieldsRequest.page_token")
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__ListFieldsRequest> {
            let c = arena.allocate(Danhba__Contacts__V1__ListFieldsRequest.self)
            danhba__contacts__v1__list_fields_request__init(c)
            c.pointee.include_retired = self.includeRetired ? 1 : 0
            c.pointee.page_size = self.pageSize
            c.pointee.page_token = arena.string(self.pageToken)
            return c
        }
    }

    /// `danhba.contacts.v1.ListFieldsResponse`
    public struct ListFieldsResponse: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.ListFieldsResponse"

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
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__list_fields_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__ListFieldsResponse>) throws {
            fields = try Unpacking.messages(c.pointee.n_fields, c.pointee.fields) { try FieldsV1.Field(c: $0) }
            nextPageToken = try Unpacking.string(c.pointee.next_page_token, "danhba.contacts.v1.ListFieldsResponse.next_page_token")
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__ListFieldsResponse> {
            let c = arena.allocate(Danhba__Contacts__V1__ListFieldsResponse.self)
            danhba__contacts__v1__list_fields_response__init(c)
            (c.pointee.n_fields, c.pointee.fields) = arena.array(self.fields) { value, arena in value.build(in: arena) }
            c.pointee.next_page_token = arena.string(self.nextPageToken)
            return c
        }
    }

    /// `danhba.contacts.v1.OrderFieldsRequest`
    public struct OrderFieldsRequest: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.OrderFieldsRequest"

        /// At most 300.
        public var ids: [Int64] = []

        public init() {}

        public init(
            ids: [Int64] = []
        ) {
            self.ids = ids
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__order_fields_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__OrderFieldsRequest>) throws {
            ids = Unpacking.array(c.pointee.n_ids, c.pointee.ids)
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__OrderFieldsRequest> {
            let c = arena.allocate(Danhba__Contacts__V1__OrderFieldsRequest.self)
            danhba__contacts__v1__order_fields_request__init(c)
            (c.pointee.n_ids, c.pointee.ids) = arena.array(self.ids) { value, _ in value }
            return c
        }
    }

    /// `danhba.contacts.v1.OrderFieldsResponse`
    public struct OrderFieldsResponse: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.OrderFieldsResponse"

        public init() {}

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__order_fields_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__OrderFieldsResponse>) throws {
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__OrderFieldsResponse> {
            let c = arena.allocate(Danhba__Contacts__V1__OrderFieldsResponse.self)
            danhba__contacts__v1__order_fields_response__init(c)
            return c
        }
    }

    /// `danhba.contacts.v1.RetireFieldRequest`
    public struct RetireFieldRequest: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.RetireFieldRequest"

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
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__retire_field_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__RetireFieldRequest>) throws {
            id = c.pointee.id
            expectedVersion = c.pointee.expected_version
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__RetireFieldRequest> {
            let c = arena.allocate(Danhba__Contacts__V1__RetireFieldRequest.self)
            danhba__contacts__v1__retire_field_request__init(c)
            c.pointee.id = self.id
            c.pointee.expected_version = self.expectedVersion
            return c
        }
    }

    /// `danhba.contacts.v1.RetireFieldResponse`
    public struct RetireFieldResponse: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.RetireFieldResponse"

        public var field: FieldsV1.Field? = nil

        public init() {}

        public init(
            field: FieldsV1.Field? = nil
        ) {
            self.field = field
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__retire_field_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__RetireFieldResponse>) throws {
            field = try c.pointee.field.map { try FieldsV1.Field(c: $0) }
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__RetireFieldResponse> {
            let c = arena.allocate(Danhba__Contacts__V1__RetireFieldResponse.self)
            danhba__contacts__v1__retire_field_response__init(c)
            c.pointee.field = self.field?.build(in: arena)
            return c
        }
    }

    /// `danhba.contacts.v1.RestoreFieldRequest`
    public struct RestoreFieldRequest: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.RestoreFieldRequest"

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
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__restore_field_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__RestoreFieldRequest>) throws {
            id = c.pointee.id
            expectedVersion = c.pointee.expected_version
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__RestoreFieldRequest> {
            let c = arena.allocate(Danhba__Contacts__V1__RestoreFieldRequest.self)
            danhba__contacts__v1__restore_field_request__init(c)
            c.pointee.id = self.id
            c.pointee.expected_version = self.expectedVersion
            return c
        }
    }

    /// `danhba.contacts.v1.RestoreFieldResponse`
    public struct RestoreFieldResponse: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.RestoreFieldResponse"

        public var field: FieldsV1.Field? = nil

        public init() {}

        public init(
            field: FieldsV1.Field? = nil
        ) {
            self.field = field
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__restore_field_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__RestoreFieldResponse>) throws {
            field = try c.pointee.field.map { try FieldsV1.Field(c: $0) }
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__RestoreFieldResponse> {
            let c = arena.allocate(Danhba__Contacts__V1__RestoreFieldResponse.self)
            danhba__contacts__v1__restore_field_response__init(c)
            c.pointee.field = self.field?.build(in: arena)
            return c
        }
    }
}

extension ContactsV1 {
    /// The methods of `danhba.contacts.v1.Contacts`.
    public enum ContactsMethods {
        /// The service with all its methods, in the order of the contract.
        public static let descriptor = ServiceDescriptor(
            name: "danhba.contacts.v1.Contacts", methods: [createContact, getContact, batchGetContacts, lookUpByPhone, lookUpByEmail, updateContact, deleteContact, restoreContact, listContacts, exportContacts, bulkWriteContacts, finishBulkWrite, createAgent, updateAgent, listAgents, createGroup, listGroups, createField, updateField, listFields, orderFields, retireField, restoreField],
            comment: "Contacts: who the customers are. Also agents and their groups, because a manager is checked and changed in the\ntransaction of the contact.\n\nRules that hold for every method:\n- Data is of the workspace named in the call's metadata; ids of another workspace do not exist.\n- For whom the call is made stands in its metadata (docs/wire-protocol.md): an agent sees the contacts that it manages,\n  a supervisor also those of the members of its groups, an administrator and a service all. What is not seen does not\n  exist: it is NOT_FOUND, in no list, and untouched by operations on many. Who sees only some contacts gets new ones\n  itself unless it names another manager, and can give them only to agents whose contacts it sees: PERMISSION_DENIED.\n  Who may not see telephone numbers gets them as `84332xxx830` in `text` and nothing else of them, cannot search by\n  parts of them, and cannot export.\n- Times are UTC milliseconds. Ids are positive, given in ascending order and never used again.\n- Errors carry danhba.rpc.v1.ErrorInfo details, one for every field that is wrong.\n- Text is trimmed of white space, no-break spaces and zero-width characters; names are stored in NFC.")

        /// Creates one contact. INVALID_ARGUMENT with every field that is wrong, required custom fields that are blank
        /// included; ALREADY_EXISTS (2060) with the ids of live contacts that have the value of a unique field; NOT_FOUND for
        /// an unknown company or manager; FAILED_PRECONDITION (2041) for a manager who is not active; UNAVAILABLE (5001) when
        /// a company is named and the companies service does not answer. A live contact that shares a phone or an e-mail is
        /// told, not refused for good: the answer is ALREADY_EXISTS with DUPLICATE_SUSPECTED (3007) and the ids, unless
        /// `allow_duplicate` is set. Safe to retry only with `request_id`: the same id within 24 hours returns the contact of
        /// the first call; with other content it is ABORTED.
        public static let createContact = MethodDescriptor(
            service: "danhba.contacts.v1.Contacts", name: "CreateContact",
            kind: .unary, execution: .async, idempotency: .unknown,
            access: .agent,
            inputType: "danhba.contacts.v1.CreateContactRequest",
            outputType: "danhba.contacts.v1.CreateContactResponse",
            comment: "Creates one contact. INVALID_ARGUMENT with every field that is wrong, required custom fields that are blank\nincluded; ALREADY_EXISTS (2060) with the ids of live contacts that have the value of a unique field; NOT_FOUND for\nan unknown company or manager; FAILED_PRECONDITION (2041) for a manager who is not active; UNAVAILABLE (5001) when\na company is named and the companies service does not answer. A live contact that shares a phone or an e-mail is\ntold, not refused for good: the answer is ALREADY_EXISTS with DUPLICATE_SUSPECTED (3007) and the ids, unless\n`allow_duplicate` is set. Safe to retry only with `request_id`: the same id within 24 hours returns the contact of\nthe first call; with other content it is ABORTED.")

        /// One contact by id, deleted ones only with `include_deleted`. NOT_FOUND. Safe to retry.
        public static let getContact = MethodDescriptor(
            service: "danhba.contacts.v1.Contacts", name: "GetContact",
            kind: .unary, execution: .inline, idempotency: .noSideEffects,
            access: .agent,
            inputType: "danhba.contacts.v1.GetContactRequest",
            outputType: "danhba.contacts.v1.GetContactResponse",
            comment: "One contact by id, deleted ones only with `include_deleted`. NOT_FOUND. Safe to retry.")

        /// Many contacts by id, at most 1,000; unknown and deleted ones are left out. Safe to retry.
        public static let batchGetContacts = MethodDescriptor(
            service: "danhba.contacts.v1.Contacts", name: "BatchGetContacts",
            kind: .unary, execution: .read, idempotency: .noSideEffects,
            access: .agent,
            inputType: "danhba.contacts.v1.BatchGetContactsRequest",
            outputType: "danhba.contacts.v1.BatchGetContactsResponse",
            comment: "Many contacts by id, at most 1,000; unknown and deleted ones are left out. Safe to retry.")

        /// The live contacts that have a phone number, oldest first, at most 100. The number is normalised as on writing;
        /// INVALID_ARGUMENT (2010–2013) when it is none. No match is an empty answer. Safe to retry. The hot path.
        public static let lookUpByPhone = MethodDescriptor(
            service: "danhba.contacts.v1.Contacts", name: "LookUpByPhone",
            kind: .unary, execution: .inline, idempotency: .noSideEffects,
            access: .agent,
            inputType: "danhba.contacts.v1.LookUpByPhoneRequest",
            outputType: "danhba.contacts.v1.LookUpByPhoneResponse",
            comment: "The live contacts that have a phone number, oldest first, at most 100. The number is normalised as on writing;\nINVALID_ARGUMENT (2010–2013) when it is none. No match is an empty answer. Safe to retry. The hot path.")

        /// The live contacts that have an e-mail address (case is ignored), oldest first, at most 100. Safe to retry.
        public static let lookUpByEmail = MethodDescriptor(
            service: "danhba.contacts.v1.Contacts", name: "LookUpByEmail",
            kind: .unary, execution: .inline, idempotency: .noSideEffects,
            access: .agent,
            inputType: "danhba.contacts.v1.LookUpByEmailRequest",
            outputType: "danhba.contacts.v1.LookUpByEmailResponse",
            comment: "The live contacts that have an e-mail address (case is ignored), oldest first, at most 100. Safe to retry.")

        /// Changes the fields named in `update_mask`. ABORTED when `expected_version` is not the stored one (the detail
        /// names the stored one); NOT_FOUND; otherwise as CreateContact, but a duplicate is no hindrance. A change that
        /// changes nothing keeps version and time. Safe to retry with `expected_version`.
        public static let updateContact = MethodDescriptor(
            service: "danhba.contacts.v1.Contacts", name: "UpdateContact",
            kind: .unary, execution: .async, idempotency: .unknown,
            access: .agent,
            inputType: "danhba.contacts.v1.UpdateContactRequest",
            outputType: "danhba.contacts.v1.UpdateContactResponse",
            comment: "Changes the fields named in `update_mask`. ABORTED when `expected_version` is not the stored one (the detail\nnames the stored one); NOT_FOUND; otherwise as CreateContact, but a duplicate is no hindrance. A change that\nchanges nothing keeps version and time. Safe to retry with `expected_version`.")

        /// Deletes a contact: at once invisible to look-up, search, duplicates, lists and dialling; restorable for 30 days.
        /// NOT_FOUND when there is none or it is deleted; ABORTED on a version mismatch.
        public static let deleteContact = MethodDescriptor(
            service: "danhba.contacts.v1.Contacts", name: "DeleteContact",
            kind: .unary, execution: .write, idempotency: .unknown,
            access: .supervisor,
            inputType: "danhba.contacts.v1.DeleteContactRequest",
            outputType: "danhba.contacts.v1.DeleteContactResponse",
            comment: "Deletes a contact: at once invisible to look-up, search, duplicates, lists and dialling; restorable for 30 days.\nNOT_FOUND when there is none or it is deleted; ABORTED on a version mismatch.")

        /// Brings a deleted contact back as it was. NOT_FOUND when there is none; FAILED_PRECONDITION when it is not deleted
        /// or was deleted more than 30 days ago; ALREADY_EXISTS (2060) when a live contact has its value of a unique field.
        public static let restoreContact = MethodDescriptor(
            service: "danhba.contacts.v1.Contacts", name: "RestoreContact",
            kind: .unary, execution: .write, idempotency: .unknown,
            access: .supervisor,
            inputType: "danhba.contacts.v1.RestoreContactRequest",
            outputType: "danhba.contacts.v1.RestoreContactResponse",
            comment: "Brings a deleted contact back as it was. NOT_FOUND when there is none; FAILED_PRECONDITION when it is not deleted\nor was deleted more than 30 days ago; ALREADY_EXISTS (2060) when a live contact has its value of a unique field.")

        /// The contacts that pass a filter, in the order asked for, in pages that stay stable while contacts come, change and
        /// go: a contact that moves in the order between two pages may be seen twice or not at all, no other one is.
        /// INVALID_ARGUMENT for a page token that is not of this list and with everything that is wrong in the filter;
        /// NOT_FOUND for a saved filter or a customer list; UNAVAILABLE (5001) while campaigns does not answer, only where the
        /// filter names customer lists. Safe to retry.
        public static let listContacts = MethodDescriptor(
            service: "danhba.contacts.v1.Contacts", name: "ListContacts",
            kind: .unary, execution: .async, idempotency: .noSideEffects,
            access: .agent,
            inputType: "danhba.contacts.v1.ListContactsRequest",
            outputType: "danhba.contacts.v1.ListContactsResponse",
            comment: "The contacts that pass a filter, in the order asked for, in pages that stay stable while contacts come, change and\ngo: a contact that moves in the order between two pages may be seen twice or not at all, no other one is.\nINVALID_ARGUMENT for a page token that is not of this list and with everything that is wrong in the filter;\nNOT_FOUND for a saved filter or a customer list; UNAVAILABLE (5001) while campaigns does not answer, only where the\nfilter names customer lists. Safe to retry.")

        /// The rows of a filter as a file, newest first, every cell a text: `_contact_id`, the built-in fields, then the active
        /// custom fields in their order, under their labels where these are theirs alone and as `custom.KEY` otherwise. Phones have
        /// a leading plus, several values are joined with `; `, companies stand by name and managers by e-mail. Imported again with
        /// UPSERT_OVERWRITE it changes nothing. Memory is bounded whatever the number of rows; .csv begins to flow at once, .xlsx
        /// when the workbook is complete. Contacts that change meanwhile may be exported as they were or are. Errors of
        /// the filter as of ListContacts. Safe to retry.
        public static let exportContacts = MethodDescriptor(
            service: "danhba.contacts.v1.Contacts", name: "ExportContacts",
            kind: .serverStreaming, execution: .stream, idempotency: .noSideEffects,
            access: .supervisor,
            isBulk: true,
            defaultTimeout: nil,
            inputType: "danhba.contacts.v1.ExportContactsRequest",
            outputType: "danhba.contacts.v1.ExportContactsResponse",
            comment: "The rows of a filter as a file, newest first, every cell a text: `_contact_id`, the built-in fields, then the active\ncustom fields in their order, under their labels where these are theirs alone and as `custom.KEY` otherwise. Phones have\na leading plus, several values are joined with `; `, companies stand by name and managers by e-mail. Imported again with\nUPSERT_OVERWRITE it changes nothing. Memory is bounded whatever the number of rows; .csv begins to flow at once, .xlsx\nwhen the workbook is complete. Contacts that change meanwhile may be exported as they were or are. Errors of\nthe filter as of ListContacts. Safe to retry.")

        /// Matches and writes one chunk of an import in one transaction. The chunk's answer is stored with its effect under
        /// (job_id, chunk): sent again it returns the same answer and does nothing. The result equals processing all rows one
        /// by one: a chunk waits while the one before it is being written, so that it may be sent before that one is answered;
        /// UNAVAILABLE when that one neither is written nor has arrived. A chunk that is answered with `missing_companies` is
        /// kept in memory for a while, so that it goes on when their ids are sent, without its rows. RESOURCE_EXHAUSTED over
        /// 20,000 rows, and over 256 where a row may be matched by 1,000 contacts (see BulkWriteOptions). Safe to retry.
        ///
        /// With `plan` nothing is written: the chunk is decided by the same rules over a copy of what its rows match, which the
        /// later chunks of the plan see as this one left it, so that the answers are those that writing all of them now would
        /// have. The copy is kept until FinishBulkWrite or EraseContact, at most for 24 hours after its last chunk; FAILED_PRECONDITION (4002
        /// PLAN_EXPIRED) for a chunk after one that is not kept. FAILED_PRECONDITION (4001 PLAN_DRIFT), with the row, for a chunk
        /// with `expected` that would be decided otherwise; nothing of it is written. The chunks of a plan are sent one after
        /// the other, each when the one before it is answered.
        public static let bulkWriteContacts = MethodDescriptor(
            service: "danhba.contacts.v1.Contacts", name: "BulkWriteContacts",
            kind: .unary, execution: .async, idempotency: .idempotent,
            access: .admin,
            isBulk: true,
            defaultTimeout: .milliseconds(120000),
            inputType: "danhba.contacts.v1.BulkWriteContactsRequest",
            outputType: "danhba.contacts.v1.BulkWriteContactsResponse",
            comment: "Matches and writes one chunk of an import in one transaction. The chunk's answer is stored with its effect under\n(job_id, chunk): sent again it returns the same answer and does nothing. The result equals processing all rows one\nby one: a chunk waits while the one before it is being written, so that it may be sent before that one is answered;\nUNAVAILABLE when that one neither is written nor has arrived. A chunk that is answered with `missing_companies` is\nkept in memory for a while, so that it goes on when their ids are sent, without its rows. RESOURCE_EXHAUSTED over\n20,000 rows, and over 256 where a row may be matched by 1,000 contacts (see BulkWriteOptions). Safe to retry.\n\nWith `plan` nothing is written: the chunk is decided by the same rules over a copy of what its rows match, which the\nlater chunks of the plan see as this one left it, so that the answers are those that writing all of them now would\nhave. The copy is kept until FinishBulkWrite or EraseContact, at most for 24 hours after its last chunk; FAILED_PRECONDITION (4002\nPLAN_EXPIRED) for a chunk after one that is not kept. FAILED_PRECONDITION (4001 PLAN_DRIFT), with the row, for a chunk\nwith `expected` that would be decided otherwise; nothing of it is written. The chunks of a plan are sent one after\nthe other, each when the one before it is answered.")

        /// Forgets the stored answers of a job's chunks, when the job is over; with `plan` its plan. Safe to retry.
        public static let finishBulkWrite = MethodDescriptor(
            service: "danhba.contacts.v1.Contacts", name: "FinishBulkWrite",
            kind: .unary, execution: .async, idempotency: .idempotent,
            access: .admin,
            inputType: "danhba.contacts.v1.FinishBulkWriteRequest",
            outputType: "danhba.contacts.v1.FinishBulkWriteResponse",
            comment: "Forgets the stored answers of a job's chunks, when the job is over; with `plan` its plan. Safe to retry.")

        /// Creates an agent. INVALID_ARGUMENT (2020) for a wrong e-mail; ALREADY_EXISTS when another agent has it (case is
        /// ignored).
        public static let createAgent = MethodDescriptor(
            service: "danhba.contacts.v1.Contacts", name: "CreateAgent",
            kind: .unary, execution: .write, idempotency: .unknown,
            access: .admin,
            inputType: "danhba.contacts.v1.CreateAgentRequest",
            outputType: "danhba.contacts.v1.CreateAgentResponse",
            comment: "Creates an agent. INVALID_ARGUMENT (2020) for a wrong e-mail; ALREADY_EXISTS when another agent has it (case is\nignored).")

        /// Changes an agent's name or whether it is active. NOT_FOUND.
        public static let updateAgent = MethodDescriptor(
            service: "danhba.contacts.v1.Contacts", name: "UpdateAgent",
            kind: .unary, execution: .write, idempotency: .unknown,
            access: .admin,
            inputType: "danhba.contacts.v1.UpdateAgentRequest",
            outputType: "danhba.contacts.v1.UpdateAgentResponse",
            comment: "Changes an agent's name or whether it is active. NOT_FOUND.")

        /// All agents, by id, in pages; with `emails` only these (at most 1,000). Safe to retry.
        public static let listAgents = MethodDescriptor(
            service: "danhba.contacts.v1.Contacts", name: "ListAgents",
            kind: .unary, execution: .read, idempotency: .noSideEffects,
            access: .agent,
            inputType: "danhba.contacts.v1.ListAgentsRequest",
            outputType: "danhba.contacts.v1.ListAgentsResponse",
            comment: "All agents, by id, in pages; with `emails` only these (at most 1,000). Safe to retry.")

        /// Creates a group of agents with its members. NOT_FOUND for an unknown agent; ALREADY_EXISTS for a name in use
        /// (case is ignored).
        public static let createGroup = MethodDescriptor(
            service: "danhba.contacts.v1.Contacts", name: "CreateGroup",
            kind: .unary, execution: .write, idempotency: .unknown,
            access: .admin,
            inputType: "danhba.contacts.v1.CreateGroupRequest",
            outputType: "danhba.contacts.v1.CreateGroupResponse",
            comment: "Creates a group of agents with its members. NOT_FOUND for an unknown agent; ALREADY_EXISTS for a name in use\n(case is ignored).")

        /// All groups with their members, by id, in pages. Safe to retry.
        public static let listGroups = MethodDescriptor(
            service: "danhba.contacts.v1.Contacts", name: "ListGroups",
            kind: .unary, execution: .read, idempotency: .noSideEffects,
            access: .agent,
            inputType: "danhba.contacts.v1.ListGroupsRequest",
            outputType: "danhba.contacts.v1.ListGroupsResponse",
            comment: "All groups with their members, by id, in pages. Safe to retry.")

        /// Defines a field of contacts; it comes behind the others. INVALID_ARGUMENT with everything that is wrong;
        /// ALREADY_EXISTS (2060) with the other's id when the key or, among active fields, the label is in use;
        /// RESOURCE_EXHAUSTED over 300 fields, retired ones included. Stored contacts are left as they are, also by a required
        /// field.
        public static let createField = MethodDescriptor(
            service: "danhba.contacts.v1.Contacts", name: "CreateField",
            kind: .unary, execution: .write, idempotency: .unknown,
            access: .admin,
            inputType: "danhba.contacts.v1.CreateFieldRequest",
            outputType: "danhba.contacts.v1.CreateFieldResponse",
            comment: "Defines a field of contacts; it comes behind the others. INVALID_ARGUMENT with everything that is wrong;\nALREADY_EXISTS (2060) with the other's id when the key or, among active fields, the label is in use;\nRESOURCE_EXHAUSTED over 300 fields, retired ones included. Stored contacts are left as they are, also by a required\nfield.")

        /// Changes the settings named in `update_mask`; NOT_FOUND; ABORTED on a version mismatch; otherwise as CreateField.
        /// Stored values are never dropped and never changed in meaning:
        /// - Another type is FAILED_PRECONDITION, with the error of the values and the ids of up to 100 contacts, unless every
        ///   stored value, those of deleted contacts that can be restored included, is one of the new type; then they are all
        ///   rewritten in its form, each with its change.
        /// - `unique` is FAILED_PRECONDITION (2060) while contacts share a value, with the ids of up to 100 of them.
        /// - Settings that say nothing about another type go, unless they are named.
        /// - Values that new options, limits or expressions no longer allow are kept; they cannot be entered anew.
        public static let updateField = MethodDescriptor(
            service: "danhba.contacts.v1.Contacts", name: "UpdateField",
            kind: .unary, execution: .write, idempotency: .unknown,
            access: .admin,
            inputType: "danhba.contacts.v1.UpdateFieldRequest",
            outputType: "danhba.contacts.v1.UpdateFieldResponse",
            comment: "Changes the settings named in `update_mask`; NOT_FOUND; ABORTED on a version mismatch; otherwise as CreateField.\nStored values are never dropped and never changed in meaning:\n- Another type is FAILED_PRECONDITION, with the error of the values and the ids of up to 100 contacts, unless every\n  stored value, those of deleted contacts that can be restored included, is one of the new type; then they are all\n  rewritten in its form, each with its change.\n- `unique` is FAILED_PRECONDITION (2060) while contacts share a value, with the ids of up to 100 of them.\n- Settings that say nothing about another type go, unless they are named.\n- Values that new options, limits or expressions no longer allow are kept; they cannot be entered anew.")

        /// The fields of contacts in their order, in pages; retired ones only when asked for. Safe to retry.
        public static let listFields = MethodDescriptor(
            service: "danhba.contacts.v1.Contacts", name: "ListFields",
            kind: .unary, execution: .read, idempotency: .noSideEffects,
            access: .agent,
            inputType: "danhba.contacts.v1.ListFieldsRequest",
            outputType: "danhba.contacts.v1.ListFieldsResponse",
            comment: "The fields of contacts in their order, in pages; retired ones only when asked for. Safe to retry.")

        /// Puts the named fields first, in the order named, and the others behind them in the order they had. NOT_FOUND for
        /// an unknown id; INVALID_ARGUMENT when one is named twice. Safe to retry.
        public static let orderFields = MethodDescriptor(
            service: "danhba.contacts.v1.Contacts", name: "OrderFields",
            kind: .unary, execution: .write, idempotency: .idempotent,
            access: .admin,
            inputType: "danhba.contacts.v1.OrderFieldsRequest",
            outputType: "danhba.contacts.v1.OrderFieldsResponse",
            comment: "Puts the named fields first, in the order named, and the others behind them in the order they had. NOT_FOUND for\nan unknown id; INVALID_ARGUMENT when one is named twice. Safe to retry.")

        /// Hides a field: its values are kept but not shown, none can be entered, nothing is required of it. NOT_FOUND;
        /// ABORTED on a version mismatch. A retired field is left as it is: safe to retry.
        public static let retireField = MethodDescriptor(
            service: "danhba.contacts.v1.Contacts", name: "RetireField",
            kind: .unary, execution: .write, idempotency: .unknown,
            access: .admin,
            inputType: "danhba.contacts.v1.RetireFieldRequest",
            outputType: "danhba.contacts.v1.RetireFieldResponse",
            comment: "Hides a field: its values are kept but not shown, none can be entered, nothing is required of it. NOT_FOUND;\nABORTED on a version mismatch. A retired field is left as it is: safe to retry.")

        /// Brings a retired field back with its values. NOT_FOUND; ABORTED; ALREADY_EXISTS (2060) when an active field has
        /// its label by now. An active field is left as it is: safe to retry.
        public static let restoreField = MethodDescriptor(
            service: "danhba.contacts.v1.Contacts", name: "RestoreField",
            kind: .unary, execution: .write, idempotency: .unknown,
            access: .admin,
            inputType: "danhba.contacts.v1.RestoreFieldRequest",
            outputType: "danhba.contacts.v1.RestoreFieldResponse",
            comment: "Brings a retired field back with its values. NOT_FOUND; ABORTED; ALREADY_EXISTS (2060) when an active field has\nits label by now. An active field is left as it is: safe to retry.")
    }

    /// Calls `danhba.contacts.v1.Contacts` over a connection.
    public struct ContactsClient: Sendable {
        public let connection: any Connection

        public init(_ connection: any Connection) { self.connection = connection }

        /// Creates one contact. INVALID_ARGUMENT with every field that is wrong, required custom fields that are blank
        /// included; ALREADY_EXISTS (2060) with the ids of live contacts that have the value of a unique field; NOT_FOUND for
        /// an unknown company or manager; FAILED_PRECONDITION (2041) for a manager who is not active; UNAVAILABLE (5001) when
        /// a company is named and the companies service does not answer. A live contact that shares a phone or an e-mail is
        /// told, not refused for good: the answer is ALREADY_EXISTS with DUPLICATE_SUSPECTED (3007) and the ids, unless
        /// `allow_duplicate` is set. Safe to retry only with `request_id`: the same id within 24 hours returns the contact of
        /// the first call; with other content it is ABORTED.
        public func createContact(_ request: ContactsV1.CreateContactRequest, options: CallOptions = CallOptions()) async throws -> ContactsV1.CreateContactResponse {
            try await connection.unary(ContactsMethods.createContact, request, options: options)
        }

        /// One contact by id, deleted ones only with `include_deleted`. NOT_FOUND. Safe to retry.
        public func getContact(_ request: ContactsV1.GetContactRequest, options: CallOptions = CallOptions()) async throws -> ContactsV1.GetContactResponse {
            try await connection.unary(ContactsMethods.getContact, request, options: options)
        }

        /// Many contacts by id, at most 1,000; unknown and deleted ones are left out. Safe to retry.
        public func batchGetContacts(_ request: ContactsV1.BatchGetContactsRequest, options: CallOptions = CallOptions()) async throws -> ContactsV1.BatchGetContactsResponse {
            try await connection.unary(ContactsMethods.batchGetContacts, request, options: options)
        }

        /// The live contacts that have a phone number, oldest first, at most 100. The number is normalised as on writing;
        /// INVALID_ARGUMENT (2010–2013) when it is none. No match is an empty answer. Safe to retry. The hot path.
        public func lookUpByPhone(_ request: ContactsV1.LookUpByPhoneRequest, options: CallOptions = CallOptions()) async throws -> ContactsV1.LookUpByPhoneResponse {
            try await connection.unary(ContactsMethods.lookUpByPhone, request, options: options)
        }

        /// The live contacts that have an e-mail address (case is ignored), oldest first, at most 100. Safe to retry.
        public func lookUpByEmail(_ request: ContactsV1.LookUpByEmailRequest, options: CallOptions = CallOptions()) async throws -> ContactsV1.LookUpByEmailResponse {
            try await connection.unary(ContactsMethods.lookUpByEmail, request, options: options)
        }

        /// Changes the fields named in `update_mask`. ABORTED when `expected_version` is not the stored one (the detail
        /// names the stored one); NOT_FOUND; otherwise as CreateContact, but a duplicate is no hindrance. A change that
        /// changes nothing keeps version and time. Safe to retry with `expected_version`.
        public func updateContact(_ request: ContactsV1.UpdateContactRequest, options: CallOptions = CallOptions()) async throws -> ContactsV1.UpdateContactResponse {
            try await connection.unary(ContactsMethods.updateContact, request, options: options)
        }

        /// Deletes a contact: at once invisible to look-up, search, duplicates, lists and dialling; restorable for 30 days.
        /// NOT_FOUND when there is none or it is deleted; ABORTED on a version mismatch.
        public func deleteContact(_ request: ContactsV1.DeleteContactRequest, options: CallOptions = CallOptions()) async throws -> ContactsV1.DeleteContactResponse {
            try await connection.unary(ContactsMethods.deleteContact, request, options: options)
        }

        /// Brings a deleted contact back as it was. NOT_FOUND when there is none; FAILED_PRECONDITION when it is not deleted
        /// or was deleted more than 30 days ago; ALREADY_EXISTS (2060) when a live contact has its value of a unique field.
        public func restoreContact(_ request: ContactsV1.RestoreContactRequest, options: CallOptions = CallOptions()) async throws -> ContactsV1.RestoreContactResponse {
            try await connection.unary(ContactsMethods.restoreContact, request, options: options)
        }

        /// The contacts that pass a filter, in the order asked for, in pages that stay stable while contacts come, change and
        /// go: a contact that moves in the order between two pages may be seen twice or not at all, no other one is.
        /// INVALID_ARGUMENT for a page token that is not of this list and with everything that is wrong in the filter;
        /// NOT_FOUND for a saved filter or a customer list; UNAVAILABLE (5001) while campaigns does not answer, only where the
        /// filter names customer lists. Safe to retry.
        public func listContacts(_ request: ContactsV1.ListContactsRequest, options: CallOptions = CallOptions()) async throws -> ContactsV1.ListContactsResponse {
            try await connection.unary(ContactsMethods.listContacts, request, options: options)
        }

        /// The rows of a filter as a file, newest first, every cell a text: `_contact_id`, the built-in fields, then the active
        /// custom fields in their order, under their labels where these are theirs alone and as `custom.KEY` otherwise. Phones have
        /// a leading plus, several values are joined with `; `, companies stand by name and managers by e-mail. Imported again with
        /// UPSERT_OVERWRITE it changes nothing. Memory is bounded whatever the number of rows; .csv begins to flow at once, .xlsx
        /// when the workbook is complete. Contacts that change meanwhile may be exported as they were or are. Errors of
        /// the filter as of ListContacts. Safe to retry.
        public func exportContacts(_ request: ContactsV1.ExportContactsRequest, options: CallOptions = CallOptions()) async throws -> ResponseStream<ContactsV1.ExportContactsResponse> {
            try await connection.serverStream(ContactsMethods.exportContacts, request, options: options)
        }

        /// Matches and writes one chunk of an import in one transaction. The chunk's answer is stored with its effect under
        /// (job_id, chunk): sent again it returns the same answer and does nothing. The result equals processing all rows one
        /// by one: a chunk waits while the one before it is being written, so that it may be sent before that one is answered;
        /// UNAVAILABLE when that one neither is written nor has arrived. A chunk that is answered with `missing_companies` is
        /// kept in memory for a while, so that it goes on when their ids are sent, without its rows. RESOURCE_EXHAUSTED over
        /// 20,000 rows, and over 256 where a row may be matched by 1,000 contacts (see BulkWriteOptions). Safe to retry.
        ///
        /// With `plan` nothing is written: the chunk is decided by the same rules over a copy of what its rows match, which the
        /// later chunks of the plan see as this one left it, so that the answers are those that writing all of them now would
        /// have. The copy is kept until FinishBulkWrite or EraseContact, at most for 24 hours after its last chunk; FAILED_PRECONDITION (4002
        /// PLAN_EXPIRED) for a chunk after one that is not kept. FAILED_PRECONDITION (4001 PLAN_DRIFT), with the row, for a chunk
        /// with `expected` that would be decided otherwise; nothing of it is written. The chunks of a plan are sent one after
        /// the other, each when the one before it is answered.
        public func bulkWriteContacts(_ request: ContactsV1.BulkWriteContactsRequest, options: CallOptions = CallOptions()) async throws -> ContactsV1.BulkWriteContactsResponse {
            try await connection.unary(ContactsMethods.bulkWriteContacts, request, options: options)
        }

        /// Forgets the stored answers of a job's chunks, when the job is over; with `plan` its plan. Safe to retry.
        public func finishBulkWrite(_ request: ContactsV1.FinishBulkWriteRequest, options: CallOptions = CallOptions()) async throws -> ContactsV1.FinishBulkWriteResponse {
            try await connection.unary(ContactsMethods.finishBulkWrite, request, options: options)
        }

        /// Creates an agent. INVALID_ARGUMENT (2020) for a wrong e-mail; ALREADY_EXISTS when another agent has it (case is
        /// ignored).
        public func createAgent(_ request: ContactsV1.CreateAgentRequest, options: CallOptions = CallOptions()) async throws -> ContactsV1.CreateAgentResponse {
            try await connection.unary(ContactsMethods.createAgent, request, options: options)
        }

        /// Changes an agent's name or whether it is active. NOT_FOUND.
        public func updateAgent(_ request: ContactsV1.UpdateAgentRequest, options: CallOptions = CallOptions()) async throws -> ContactsV1.UpdateAgentResponse {
            try await connection.unary(ContactsMethods.updateAgent, request, options: options)
        }

        /// All agents, by id, in pages; with `emails` only these (at most 1,000). Safe to retry.
        public func listAgents(_ request: ContactsV1.ListAgentsRequest, options: CallOptions = CallOptions()) async throws -> ContactsV1.ListAgentsResponse {
            try await connection.unary(ContactsMethods.listAgents, request, options: options)
        }

        /// Creates a group of agents with its members. NOT_FOUND for an unknown agent; ALREADY_EXISTS for a name in use
        /// (case is ignored).
        public func createGroup(_ request: ContactsV1.CreateGroupRequest, options: CallOptions = CallOptions()) async throws -> ContactsV1.CreateGroupResponse {
            try await connection.unary(ContactsMethods.createGroup, request, options: options)
        }

        /// All groups with their members, by id, in pages. Safe to retry.
        public func listGroups(_ request: ContactsV1.ListGroupsRequest, options: CallOptions = CallOptions()) async throws -> ContactsV1.ListGroupsResponse {
            try await connection.unary(ContactsMethods.listGroups, request, options: options)
        }

        /// Defines a field of contacts; it comes behind the others. INVALID_ARGUMENT with everything that is wrong;
        /// ALREADY_EXISTS (2060) with the other's id when the key or, among active fields, the label is in use;
        /// RESOURCE_EXHAUSTED over 300 fields, retired ones included. Stored contacts are left as they are, also by a required
        /// field.
        public func createField(_ request: ContactsV1.CreateFieldRequest, options: CallOptions = CallOptions()) async throws -> ContactsV1.CreateFieldResponse {
            try await connection.unary(ContactsMethods.createField, request, options: options)
        }

        /// Changes the settings named in `update_mask`; NOT_FOUND; ABORTED on a version mismatch; otherwise as CreateField.
        /// Stored values are never dropped and never changed in meaning:
        /// - Another type is FAILED_PRECONDITION, with the error of the values and the ids of up to 100 contacts, unless every
        ///   stored value, those of deleted contacts that can be restored included, is one of the new type; then they are all
        ///   rewritten in its form, each with its change.
        /// - `unique` is FAILED_PRECONDITION (2060) while contacts share a value, with the ids of up to 100 of them.
        /// - Settings that say nothing about another type go, unless they are named.
        /// - Values that new options, limits or expressions no longer allow are kept; they cannot be entered anew.
        public func updateField(_ request: ContactsV1.UpdateFieldRequest, options: CallOptions = CallOptions()) async throws -> ContactsV1.UpdateFieldResponse {
            try await connection.unary(ContactsMethods.updateField, request, options: options)
        }

        /// The fields of contacts in their order, in pages; retired ones only when asked for. Safe to retry.
        public func listFields(_ request: ContactsV1.ListFieldsRequest, options: CallOptions = CallOptions()) async throws -> ContactsV1.ListFieldsResponse {
            try await connection.unary(ContactsMethods.listFields, request, options: options)
        }

        /// Puts the named fields first, in the order named, and the others behind them in the order they had. NOT_FOUND for
        /// an unknown id; INVALID_ARGUMENT when one is named twice. Safe to retry.
        public func orderFields(_ request: ContactsV1.OrderFieldsRequest, options: CallOptions = CallOptions()) async throws -> ContactsV1.OrderFieldsResponse {
            try await connection.unary(ContactsMethods.orderFields, request, options: options)
        }

        /// Hides a field: its values are kept but not shown, none can be entered, nothing is required of it. NOT_FOUND;
        /// ABORTED on a version mismatch. A retired field is left as it is: safe to retry.
        public func retireField(_ request: ContactsV1.RetireFieldRequest, options: CallOptions = CallOptions()) async throws -> ContactsV1.RetireFieldResponse {
            try await connection.unary(ContactsMethods.retireField, request, options: options)
        }

        /// Brings a retired field back with its values. NOT_FOUND; ABORTED; ALREADY_EXISTS (2060) when an active field has
        /// its label by now. An active field is left as it is: safe to retry.
        public func restoreField(_ request: ContactsV1.RestoreFieldRequest, options: CallOptions = CallOptions()) async throws -> ContactsV1.RestoreFieldResponse {
            try await connection.unary(ContactsMethods.restoreField, request, options: options)
        }
    }

    /// Contacts: who the customers are. Also agents and their groups, because a manager is checked and changed in the
    /// transaction of the contact.
    ///
    /// Rules that hold for every method:
    /// - Data is of the workspace named in the call's metadata; ids of another workspace do not exist.
    /// - For whom the call is made stands in its metadata (docs/wire-protocol.md): an agent sees the contacts that it manages,
    ///   a supervisor also those of the members of its groups, an administrator and a service all. What is not seen does not
    ///   exist: it is NOT_FOUND, in no list, and untouched by operations on many. Who sees only some contacts gets new ones
    ///   itself unless it names another manager, and can give them only to agents whose contacts it sees: PERMISSION_DENIED.
    ///   Who may not see telephone numbers gets them as `84332xxx830` in `text` and nothing else of them, cannot search by
    ///   parts of them, and cannot export.
    /// - Times are UTC milliseconds. Ids are positive, given in ascending order and never used again.
    /// - Errors carry danhba.rpc.v1.ErrorInfo details, one for every field that is wrong.
    /// - Text is trimmed of white space, no-break spaces and zero-width characters; names are stored in NFC.
    ///
    /// What a server of it implements; `Router.register(_:lanes:)` adds it to a server.
    public protocol ContactsService: Sendable {
        /// What `inline` and `read` methods read through.
        associatedtype Reader
        /// What `write` methods write through.
        associatedtype Writer

        /// Creates one contact. INVALID_ARGUMENT with every field that is wrong, required custom fields that are blank
        /// included; ALREADY_EXISTS (2060) with the ids of live contacts that have the value of a unique field; NOT_FOUND for
        /// an unknown company or manager; FAILED_PRECONDITION (2041) for a manager who is not active; UNAVAILABLE (5001) when
        /// a company is named and the companies service does not answer. A live contact that shares a phone or an e-mail is
        /// told, not refused for good: the answer is ALREADY_EXISTS with DUPLICATE_SUSPECTED (3007) and the ids, unless
        /// `allow_duplicate` is set. Safe to retry only with `request_id`: the same id within 24 hours returns the contact of
        /// the first call; with other content it is ABORTED.
        func createContact(_ request: ContactsV1.CreateContactRequest, _ context: CallContext) async throws -> ContactsV1.CreateContactResponse

        /// One contact by id, deleted ones only with `include_deleted`. NOT_FOUND. Safe to retry.
        func getContact(_ request: ContactsV1.GetContactRequest, _ reader: Reader, _ context: CallContext) throws -> Serialized<ContactsV1.GetContactResponse>

        /// Many contacts by id, at most 1,000; unknown and deleted ones are left out. Safe to retry.
        func batchGetContacts(_ request: ContactsV1.BatchGetContactsRequest, _ reader: Reader, _ context: CallContext) throws -> Serialized<ContactsV1.BatchGetContactsResponse>

        /// The live contacts that have a phone number, oldest first, at most 100. The number is normalised as on writing;
        /// INVALID_ARGUMENT (2010–2013) when it is none. No match is an empty answer. Safe to retry. The hot path.
        func lookUpByPhone(_ request: ContactsV1.LookUpByPhoneRequest, _ reader: Reader, _ context: CallContext) throws -> Serialized<ContactsV1.LookUpByPhoneResponse>

        /// The live contacts that have an e-mail address (case is ignored), oldest first, at most 100. Safe to retry.
        func lookUpByEmail(_ request: ContactsV1.LookUpByEmailRequest, _ reader: Reader, _ context: CallContext) throws -> Serialized<ContactsV1.LookUpByEmailResponse>

        /// Changes the fields named in `update_mask`. ABORTED when `expected_version` is not the stored one (the detail
        /// names the stored one); NOT_FOUND; otherwise as CreateContact, but a duplicate is no hindrance. A change that
        /// changes nothing keeps version and time. Safe to retry with `expected_version`.
        func updateContact(_ request: ContactsV1.UpdateContactRequest, _ context: CallContext) async throws -> ContactsV1.UpdateContactResponse

        /// Deletes a contact: at once invisible to look-up, search, duplicates, lists and dialling; restorable for 30 days.
        /// NOT_FOUND when there is none or it is deleted; ABORTED on a version mismatch.
        func deleteContact(_ request: ContactsV1.DeleteContactRequest, _ writer: Writer, _ context: CallContext) throws -> ContactsV1.DeleteContactResponse

        /// Brings a deleted contact back as it was. NOT_FOUND when there is none; FAILED_PRECONDITION when it is not deleted
        /// or was deleted more than 30 days ago; ALREADY_EXISTS (2060) when a live contact has its value of a unique field.
        func restoreContact(_ request: ContactsV1.RestoreContactRequest, _ writer: Writer, _ context: CallContext) throws -> ContactsV1.RestoreContactResponse

        /// The contacts that pass a filter, in the order asked for, in pages that stay stable while contacts come, change and
        /// go: a contact that moves in the order between two pages may be seen twice or not at all, no other one is.
        /// INVALID_ARGUMENT for a page token that is not of this list and with everything that is wrong in the filter;
        /// NOT_FOUND for a saved filter or a customer list; UNAVAILABLE (5001) while campaigns does not answer, only where the
        /// filter names customer lists. Safe to retry.
        func listContacts(_ request: ContactsV1.ListContactsRequest, _ context: CallContext) async throws -> ContactsV1.ListContactsResponse

        /// The rows of a filter as a file, newest first, every cell a text: `_contact_id`, the built-in fields, then the active
        /// custom fields in their order, under their labels where these are theirs alone and as `custom.KEY` otherwise. Phones have
        /// a leading plus, several values are joined with `; `, companies stand by name and managers by e-mail. Imported again with
        /// UPSERT_OVERWRITE it changes nothing. Memory is bounded whatever the number of rows; .csv begins to flow at once, .xlsx
        /// when the workbook is complete. Contacts that change meanwhile may be exported as they were or are. Errors of
        /// the filter as of ListContacts. Safe to retry.
        func exportContacts(_ request: ContactsV1.ExportContactsRequest, _ responses: ResponseWriter<ContactsV1.ExportContactsResponse>, _ context: CallContext) async throws

        /// Matches and writes one chunk of an import in one transaction. The chunk's answer is stored with its effect under
        /// (job_id, chunk): sent again it returns the same answer and does nothing. The result equals processing all rows one
        /// by one: a chunk waits while the one before it is being written, so that it may be sent before that one is answered;
        /// UNAVAILABLE when that one neither is written nor has arrived. A chunk that is answered with `missing_companies` is
        /// kept in memory for a while, so that it goes on when their ids are sent, without its rows. RESOURCE_EXHAUSTED over
        /// 20,000 rows, and over 256 where a row may be matched by 1,000 contacts (see BulkWriteOptions). Safe to retry.
        ///
        /// With `plan` nothing is written: the chunk is decided by the same rules over a copy of what its rows match, which the
        /// later chunks of the plan see as this one left it, so that the answers are those that writing all of them now would
        /// have. The copy is kept until FinishBulkWrite or EraseContact, at most for 24 hours after its last chunk; FAILED_PRECONDITION (4002
        /// PLAN_EXPIRED) for a chunk after one that is not kept. FAILED_PRECONDITION (4001 PLAN_DRIFT), with the row, for a chunk
        /// with `expected` that would be decided otherwise; nothing of it is written. The chunks of a plan are sent one after
        /// the other, each when the one before it is answered.
        func bulkWriteContacts(_ request: ContactsV1.BulkWriteContactsRequest, _ context: CallContext) async throws -> ContactsV1.BulkWriteContactsResponse

        /// Forgets the stored answers of a job's chunks, when the job is over; with `plan` its plan. Safe to retry.
        func finishBulkWrite(_ request: ContactsV1.FinishBulkWriteRequest, _ context: CallContext) async throws -> ContactsV1.FinishBulkWriteResponse

        /// Creates an agent. INVALID_ARGUMENT (2020) for a wrong e-mail; ALREADY_EXISTS when another agent has it (case is
        /// ignored).
        func createAgent(_ request: ContactsV1.CreateAgentRequest, _ writer: Writer, _ context: CallContext) throws -> ContactsV1.CreateAgentResponse

        /// Changes an agent's name or whether it is active. NOT_FOUND.
        func updateAgent(_ request: ContactsV1.UpdateAgentRequest, _ writer: Writer, _ context: CallContext) throws -> ContactsV1.UpdateAgentResponse

        /// All agents, by id, in pages; with `emails` only these (at most 1,000). Safe to retry.
        func listAgents(_ request: ContactsV1.ListAgentsRequest, _ reader: Reader, _ context: CallContext) throws -> ContactsV1.ListAgentsResponse

        /// Creates a group of agents with its members. NOT_FOUND for an unknown agent; ALREADY_EXISTS for a name in use
        /// (case is ignored).
        func createGroup(_ request: ContactsV1.CreateGroupRequest, _ writer: Writer, _ context: CallContext) throws -> ContactsV1.CreateGroupResponse

        /// All groups with their members, by id, in pages. Safe to retry.
        func listGroups(_ request: ContactsV1.ListGroupsRequest, _ reader: Reader, _ context: CallContext) throws -> ContactsV1.ListGroupsResponse

        /// Defines a field of contacts; it comes behind the others. INVALID_ARGUMENT with everything that is wrong;
        /// ALREADY_EXISTS (2060) with the other's id when the key or, among active fields, the label is in use;
        /// RESOURCE_EXHAUSTED over 300 fields, retired ones included. Stored contacts are left as they are, also by a required
        /// field.
        func createField(_ request: ContactsV1.CreateFieldRequest, _ writer: Writer, _ context: CallContext) throws -> ContactsV1.CreateFieldResponse

        /// Changes the settings named in `update_mask`; NOT_FOUND; ABORTED on a version mismatch; otherwise as CreateField.
        /// Stored values are never dropped and never changed in meaning:
        /// - Another type is FAILED_PRECONDITION, with the error of the values and the ids of up to 100 contacts, unless every
        ///   stored value, those of deleted contacts that can be restored included, is one of the new type; then they are all
        ///   rewritten in its form, each with its change.
        /// - `unique` is FAILED_PRECONDITION (2060) while contacts share a value, with the ids of up to 100 of them.
        /// - Settings that say nothing about another type go, unless they are named.
        /// - Values that new options, limits or expressions no longer allow are kept; they cannot be entered anew.
        func updateField(_ request: ContactsV1.UpdateFieldRequest, _ writer: Writer, _ context: CallContext) throws -> ContactsV1.UpdateFieldResponse

        /// The fields of contacts in their order, in pages; retired ones only when asked for. Safe to retry.
        func listFields(_ request: ContactsV1.ListFieldsRequest, _ reader: Reader, _ context: CallContext) throws -> ContactsV1.ListFieldsResponse

        /// Puts the named fields first, in the order named, and the others behind them in the order they had. NOT_FOUND for
        /// an unknown id; INVALID_ARGUMENT when one is named twice. Safe to retry.
        func orderFields(_ request: ContactsV1.OrderFieldsRequest, _ writer: Writer, _ context: CallContext) throws -> ContactsV1.OrderFieldsResponse

        /// Hides a field: its values are kept but not shown, none can be entered, nothing is required of it. NOT_FOUND;
        /// ABORTED on a version mismatch. A retired field is left as it is: safe to retry.
        func retireField(_ request: ContactsV1.RetireFieldRequest, _ writer: Writer, _ context: CallContext) throws -> ContactsV1.RetireFieldResponse

        /// Brings a retired field back with its values. NOT_FOUND; ABORTED; ALREADY_EXISTS (2060) when an active field has
        /// its label by now. An active field is left as it is: safe to retry.
        func restoreField(_ request: ContactsV1.RestoreFieldRequest, _ writer: Writer, _ context: CallContext) throws -> ContactsV1.RestoreFieldResponse
    }
}

extension Router {
    /// Adds `danhba.contacts.v1.Contacts`, its methods run in `lanes`. A service may be added once.
    @inlinable
    public mutating func register<S: ContactsV1.ContactsService, L: ExecutionLanes<S.Reader, S.Writer>>(
        _ service: S, lanes: L
    ) {
        register(
            ContactsV1.ContactsMethods.descriptor,
            methods: [
                .async(ContactsV1.ContactsMethods.createContact) { (request: ContactsV1.CreateContactRequest, context) in
                    try await service.createContact(request, context)
                },
                .inline(ContactsV1.ContactsMethods.getContact, lanes) { (request: ContactsV1.GetContactRequest, reader, context) in
                    try service.getContact(request, reader, context)
                },
                .read(ContactsV1.ContactsMethods.batchGetContacts, lanes) { (request: ContactsV1.BatchGetContactsRequest, reader, context) in
                    try service.batchGetContacts(request, reader, context)
                },
                .inline(ContactsV1.ContactsMethods.lookUpByPhone, lanes) { (request: ContactsV1.LookUpByPhoneRequest, reader, context) in
                    try service.lookUpByPhone(request, reader, context)
                },
                .inline(ContactsV1.ContactsMethods.lookUpByEmail, lanes) { (request: ContactsV1.LookUpByEmailRequest, reader, context) in
                    try service.lookUpByEmail(request, reader, context)
                },
                .async(ContactsV1.ContactsMethods.updateContact) { (request: ContactsV1.UpdateContactRequest, context) in
                    try await service.updateContact(request, context)
                },
                .write(ContactsV1.ContactsMethods.deleteContact, lanes) { (request: ContactsV1.DeleteContactRequest, writer, context) in
                    try service.deleteContact(request, writer, context)
                },
                .write(ContactsV1.ContactsMethods.restoreContact, lanes) { (request: ContactsV1.RestoreContactRequest, writer, context) in
                    try service.restoreContact(request, writer, context)
                },
                .async(ContactsV1.ContactsMethods.listContacts) { (request: ContactsV1.ListContactsRequest, context) in
                    try await service.listContacts(request, context)
                },
                .serverStreaming(ContactsV1.ContactsMethods.exportContacts) { (request: ContactsV1.ExportContactsRequest, responses, context) in
                    try await service.exportContacts(request, responses, context)
                },
                .async(ContactsV1.ContactsMethods.bulkWriteContacts) { (request: ContactsV1.BulkWriteContactsRequest, context) in
                    try await service.bulkWriteContacts(request, context)
                },
                .async(ContactsV1.ContactsMethods.finishBulkWrite) { (request: ContactsV1.FinishBulkWriteRequest, context) in
                    try await service.finishBulkWrite(request, context)
                },
                .write(ContactsV1.ContactsMethods.createAgent, lanes) { (request: ContactsV1.CreateAgentRequest, writer, context) in
                    try service.createAgent(request, writer, context)
                },
                .write(ContactsV1.ContactsMethods.updateAgent, lanes) { (request: ContactsV1.UpdateAgentRequest, writer, context) in
                    try service.updateAgent(request, writer, context)
                },
                .read(ContactsV1.ContactsMethods.listAgents, lanes) { (request: ContactsV1.ListAgentsRequest, reader, context) in
                    try service.listAgents(request, reader, context)
                },
                .write(ContactsV1.ContactsMethods.createGroup, lanes) { (request: ContactsV1.CreateGroupRequest, writer, context) in
                    try service.createGroup(request, writer, context)
                },
                .read(ContactsV1.ContactsMethods.listGroups, lanes) { (request: ContactsV1.ListGroupsRequest, reader, context) in
                    try service.listGroups(request, reader, context)
                },
                .write(ContactsV1.ContactsMethods.createField, lanes) { (request: ContactsV1.CreateFieldRequest, writer, context) in
                    try service.createField(request, writer, context)
                },
                .write(ContactsV1.ContactsMethods.updateField, lanes) { (request: ContactsV1.UpdateFieldRequest, writer, context) in
                    try service.updateField(request, writer, context)
                },
                .read(ContactsV1.ContactsMethods.listFields, lanes) { (request: ContactsV1.ListFieldsRequest, reader, context) in
                    try service.listFields(request, reader, context)
                },
                .write(ContactsV1.ContactsMethods.orderFields, lanes) { (request: ContactsV1.OrderFieldsRequest, writer, context) in
                    try service.orderFields(request, writer, context)
                },
                .write(ContactsV1.ContactsMethods.retireField, lanes) { (request: ContactsV1.RetireFieldRequest, writer, context) in
                    try service.retireField(request, writer, context)
                },
                .write(ContactsV1.ContactsMethods.restoreField, lanes) { (request: ContactsV1.RestoreFieldRequest, writer, context) in
                    try service.restoreField(request, writer, context)
                },
            ], lanes: lanes)
    }
}
