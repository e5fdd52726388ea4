// swift-format-ignore-file
// Generated from danhba/contacts/v1/filters.proto by dev/proto.sh. Do not edit.

internal import CMessages
public import RPCCore

extension ContactsV1 {
    /// `danhba.contacts.v1.SavedFilter`
    public struct SavedFilter: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.SavedFilter"

        public var id: Int64 = 0
        /// Starts at 1, grows by one with each change.
        public var version: Int64 = 0
        /// 1–255 characters; no two of one owner are the same but for case.
        public var name: String = ""
        /// The caller who created it.
        public var owner: String = ""
        /// Everybody sees and uses it; only the owner changes it.
        public var shared: Bool = false
        /// Without `saved_filter_id`. A custom field may have been retired since; then whoever uses the filter is told so by
        /// INVALID_ARGUMENT (2038).
        public var filter: ContactsV1.ContactFilter? = nil
        /// UTC milliseconds.
        public var createdAtMs: Int64 = 0
        /// Changes only when a stored value changed.
        public var updatedAtMs: Int64 = 0

        public init() {}

        public init(
            id: Int64 = 0,
            version: Int64 = 0,
            name: String = "",
            owner: String = "",
            shared: Bool = false,
            filter: ContactsV1.ContactFilter? = nil,
            createdAtMs: Int64 = 0,
            updatedAtMs: Int64 = 0
        ) {
            self.id = id
            self.version = version
            self.name = name
            self.owner = owner
            self.shared = shared
            self.filter = filter
            self.createdAtMs = createdAtMs
            self.updatedAtMs = updatedAtMs
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__saved_filter__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__SavedFilter>) throws {
            id = c.pointee.id
            version = c.pointee.version
            name = try Unpacking.string(c.pointee.name, "danhba.contacts.v1.SavedFilter.name")
            owner = try Unpacking.string(c.pointee.owner, "danhba.contacts.v1.SavedFilter.owner")
            shared = c.pointee.shared != 0
            filter = try c.pointee.filter.map { try ContactsV1.ContactFilter(c: $0) }
            createdAtMs = c.pointee.created_at_ms
            updatedAtMs = c.pointee.updated_at_ms
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__SavedFilter> {
            let c = arena.allocate(Danhba__Contacts__V1__SavedFilter.self)
            danhba__contacts__v1__saved_filter__init(c)
            c.pointee.id = self.id
            c.pointee.version = self.version
            c.pointee.name = arena.string(self.name)
            c.pointee.owner = arena.string(self.owner)
            c.pointee.shared = self.shared ? 1 : 0
            c.pointee.filter = self.filter?.build(in: arena)
            c.pointee.created_at_ms = self.createdAtMs
            c.pointee.updated_at_ms = self.updatedAtMs
            return c
        }
    }

    /// `danhba.contacts.v1.CreateSavedFilterRequest`
    public struct CreateSavedFilterRequest: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.CreateSavedFilterRequest"

        public var name: String = ""
        public var shared: Bool = false
        public var filter: ContactsV1.ContactFilter? = nil
        /// Chosen by the caller, at most 64 characters; makes the call safe to retry.
        public var requestID: String = ""

        public init() {}

        public init(
            name: String = "",
            shared: Bool = false,
            filter: ContactsV1.ContactFilter? = nil,
            requestID: String = ""
        ) {
            self.name = name
            self.shared = shared
            self.filter = filter
            self.requestID = requestID
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__create_saved_filter_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__CreateSavedFilterRequest>) throws {
            name = try Unpacking.string(c.pointee.name, "danhba.contacts.v1.CreateSavedFilterRequest.name")
            shared = c.pointee.shared != 0
            filter = try c.pointee.filter.map { try ContactsV1.ContactFilter(c: $0) }
            requestID = try Unpacking.string(c.pointee.request_id, "danhba.contacts.v1.CreateSavedFilterRequest.request_id")
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__CreateSavedFilterRequest> {
            let c = arena.allocate(Danhba__Contacts__V1__CreateSavedFilterRequest.self)
            danhba__contacts__v1__create_saved_filter_request__init(c)
            c.pointee.name = arena.string(self.name)
            c.pointee.shared = self.shared ? 1 : 0
            c.pointee.filter = self.filter?.build(in: arena)
            c.pointee.request_id = arena.string(self.requestID)
            return c
        }
    }

    /// `danhba.contacts.v1.CreateSavedFilterResponse`
    public struct CreateSavedFilterResponse: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.CreateSavedFilterResponse"

        public var savedFilter: ContactsV1.SavedFilter? = nil

        public init() {}

        public init(
            savedFilter: ContactsV1.SavedFilter? = nil
        ) {
            self.savedFilter = savedFilter
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__create_saved_filter_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__CreateSavedFilterResponse>) throws {
            savedFilter = try c.pointee.saved_filter.map { try ContactsV1.SavedFilter(c: $0) }
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__CreateSavedFilterResponse> {
            let c = arena.allocate(Danhba__Contacts__V1__CreateSavedFilterResponse.self)
            danhba__contacts__v1__create_saved_filter_response__init(c)
            c.pointee.saved_filter = self.savedFilter?.build(in: arena)
            return c
        }
    }

    /// `danhba.contacts.v1.GetSavedFilterRequest`
    public struct GetSavedFilterRequest: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.GetSavedFilterRequest"

        public var id: Int64 = 0

        public init() {}

        public init(
            id: Int64 = 0
        ) {
            self.id = id
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__get_saved_filter_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__GetSavedFilterRequest>) throws {
            id = c.pointee.id
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__GetSavedFilterRequest> {
            let c = arena.allocate(Danhba__Contacts__V1__GetSavedFilterRequest.self)
            danhba__contacts__v1__get_saved_filter_request__init(c)
            c.pointee.id = self.id
            return c
        }
    }

    /// `danhba.contacts.v1.GetSavedFilterResponse`
    public struct GetSavedFilterResponse: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.GetSavedFilterResponse"

        public var savedFilter: ContactsV1.SavedFilter? = nil

        public init() {}

        public init(
            savedFilter: ContactsV1.SavedFilter? = nil
        ) {
            self.savedFilter = savedFilter
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__get_saved_filter_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__GetSavedFilterResponse>) throws {
            savedFilter = try c.pointee.saved_filter.map { try ContactsV1.SavedFilter(c: $0) }
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__GetSavedFilterResponse> {
            let c = arena.allocate(Danhba__Contacts__V1__GetSavedFilterResponse.self)
            danhba__contacts__v1__get_saved_filter_response__init(c)
            c.pointee.saved_filter = self.savedFilter?.build(in: arena)
            return c
        }
    }

    /// `danhba.contacts.v1.ListSavedFiltersRequest`
    public struct ListSavedFiltersRequest: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.ListSavedFiltersRequest"

        /// 1–500; 0: 50.
        public var pageSize: Int32 = 0
        /// `next_page_token` of the page before; empty for the first.
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
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__list_saved_filters_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__ListSavedFiltersRequest>) throws {
            pageSize = c.pointee.page_size
            pageToken = try Unpacking.string(c.pointee.page_token, "danhba.contacts.v1.ListSavedFiltersRequest.page_token")
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__ListSavedFiltersRequest> {
            let c = arena.allocate(Danhba__Contacts__V1__ListSavedFiltersRequest.self)
            danhba__contacts__v1__list_saved_filters_request__init(c)
            c.pointee.page_size = self.pageSize
            c.pointee.page_token = arena.string(self.pageToken)
            return c
        }
    }

    /// `danhba.contacts.v1.ListSavedFiltersResponse`
    public struct ListSavedFiltersResponse: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.ListSavedFiltersResponse"

        public var savedFilters: [ContactsV1.SavedFilter] = []
        /// Empty on the last page.
        public var nextPageToken: String = ""

        public init() {}

        public init(
            savedFilters: [ContactsV1.SavedFilter] = [],
            nextPageToken: String = ""
        ) {
            self.savedFilters = savedFilters
            self.nextPageToken = nextPageToken
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__list_saved_filters_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__ListSavedFiltersResponse>) throws {
            savedFilters = try Unpacking.messages(c.pointee.n_saved_filters, c.pointee.saved_filters) { try ContactsV1.SavedFilter(c: $0) }
            nextPageToken = try Unpacking.string(c.pointee.next_page_token, "danhba.contacts.v1.ListSavedFiltersResponse.next_page_token")
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__ListSavedFiltersResponse> {
            let c = arena.allocate(Danhba__Contacts__V1__ListSavedFiltersResponse.self)
            danhba__contacts__v1__list_saved_filters_response__init(c)
            (c.pointee.n_saved_filters, c.pointee.saved_filters) = arena.array(self.savedFilters) { value, arena in value.build(in: arena) }
            c.pointee.next_page_token = arena.string(self.nextPageToken)
            return c
        }
    }

    /// `danhba.contacts.v1.UpdateSavedFilterRequest`
    public struct UpdateSavedFilterRequest: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.UpdateSavedFilterRequest"

        public var id: Int64 = 0
        /// 0: whatever is stored.
        public var expectedVersion: Int64 = 0
        /// Of `name`, `shared`, `filter`. INVALID_ARGUMENT when empty or unknown.
        public var updateMask: [String] = []
        public var name: String = ""
        public var shared: Bool = false
        /// As a whole.
        public var filter: ContactsV1.ContactFilter? = nil

        public init() {}

        public init(
            id: Int64 = 0,
            expectedVersion: Int64 = 0,
            updateMask: [String] = [],
            name: String = "",
            shared: Bool = false,
            filter: ContactsV1.ContactFilter? = nil
        ) {
            self.id = id
            self.expectedVersion = expectedVersion
            self.updateMask = updateMask
            self.name = name
            self.shared = shared
            self.filter = filter
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__update_saved_filter_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__UpdateSavedFilterRequest>) throws {
            id = c.pointee.id
            expectedVersion = c.pointee.expected_version
            updateMask = try Unpacking.strings(c.pointee.n_update_mask, c.pointee.update_mask, "danhba.contacts.v1.UpdateSavedFilterRequest.update_mask")
            name = try Unpacking.string(c.pointee.name, "danhba.contacts.v1.UpdateSavedFilterRequest.name")
            shared = c.pointee.shared != 0
            filter = try c.pointee.filter.map { try ContactsV1.ContactFilter(c: $0) }
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__UpdateSavedFilterRequest> {
            let c = arena.allocate(Danhba__Contacts__V1__UpdateSavedFilterRequest.self)
            danhba__contacts__v1__update_saved_filter_request__init(c)
            c.pointee.id = self.id
            c.pointee.expected_version = self.expectedVersion
            (c.pointee.n_update_mask, c.pointee.update_mask) = arena.array(self.updateMask) { value, arena in arena.presentString(value) }
            c.pointee.name = arena.string(self.name)
            c.pointee.shared = self.shared ? 1 : 0
            c.pointee.filter = self.filter?.build(in: arena)
            return c
        }
    }

    /// `danhba.contacts.v1.UpdateSavedFilterResponse`
    public struct UpdateSavedFilterResponse: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.UpdateSavedFilterResponse"

        public var savedFilter: ContactsV1.SavedFilter? = nil

        public init() {}

        public init(
            savedFilter: ContactsV1.SavedFilter? = nil
        ) {
            self.savedFilter = savedFilter
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__update_saved_filter_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__UpdateSavedFilterResponse>) throws {
            savedFilter = try c.pointee.saved_filter.map { try ContactsV1.SavedFilter(c: $0) }
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__UpdateSavedFilterResponse> {
            let c = arena.allocate(Danhba__Contacts__V1__UpdateSavedFilterResponse.self)
            danhba__contacts__v1__update_saved_filter_response__init(c)
            c.pointee.saved_filter = self.savedFilter?.build(in: arena)
            return c
        }
    }

    /// `danhba.contacts.v1.DeleteSavedFilterRequest`
    public struct DeleteSavedFilterRequest: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.DeleteSavedFilterRequest"

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
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__delete_saved_filter_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__DeleteSavedFilterRequest>) throws {
            id = c.pointee.id
            expectedVersion = c.pointee.expected_version
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__DeleteSavedFilterRequest> {
            let c = arena.allocate(Danhba__Contacts__V1__DeleteSavedFilterRequest.self)
            danhba__contacts__v1__delete_saved_filter_request__init(c)
            c.pointee.id = self.id
            c.pointee.expected_version = self.expectedVersion
            return c
        }
    }

    /// `danhba.contacts.v1.DeleteSavedFilterResponse`
    public struct DeleteSavedFilterResponse: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.DeleteSavedFilterResponse"

        public init() {}

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__delete_saved_filter_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__DeleteSavedFilterResponse>) throws {
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__DeleteSavedFilterResponse> {
            let c = arena.allocate(Danhba__Contacts__V1__DeleteSavedFilterResponse.self)
            danhba__contacts__v1__delete_saved_filter_response__init(c)
            return c
        }
    }

    /// `danhba.contacts.v1.EvaluateFilterRequest`
    public struct EvaluateFilterRequest: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.EvaluateFilterRequest"

        public var filter: ContactsV1.ContactFilter? = nil
        /// Only greater ids: the last one of the answer before; 0 for the first.
        public var afterID: Int64 = 0
        /// At most so many ids in the answer, up to 100,000; 0: 100,000.
        public var limit: Int32 = 0

        public init() {}

        public init(
            filter: ContactsV1.ContactFilter? = nil,
            afterID: Int64 = 0,
            limit: Int32 = 0
        ) {
            self.filter = filter
            self.afterID = afterID
            self.limit = limit
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__evaluate_filter_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__EvaluateFilterRequest>) throws {
            filter = try c.pointee.filter.map { try ContactsV1.ContactFilter(c: $0) }
            afterID = c.pointee.after_id
            limit = c.pointee.limit
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__EvaluateFilterRequest> {
            let c = arena.allocate(Danhba__Contacts__V1__EvaluateFilterRequest.self)
            danhba__contacts__v1__evaluate_filter_request__init(c)
            c.pointee.filter = self.filter?.build(in: arena)
            c.pointee.after_id = self.afterID
            c.pointee.limit = self.limit
            return c
        }
    }

    /// `danhba.contacts.v1.EvaluateFilterResponse`
    public struct EvaluateFilterResponse: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.EvaluateFilterResponse"

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
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__evaluate_filter_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__EvaluateFilterResponse>) throws {
            idDeltas = Unpacking.array(c.pointee.n_id_deltas, c.pointee.id_deltas)
            hasMore = c.pointee.has_more != 0
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__EvaluateFilterResponse> {
            let c = arena.allocate(Danhba__Contacts__V1__EvaluateFilterResponse.self)
            danhba__contacts__v1__evaluate_filter_response__init(c)
            (c.pointee.n_id_deltas, c.pointee.id_deltas) = arena.array(self.idDeltas) { value, _ in value }
            c.pointee.has_more = self.hasMore ? 1 : 0
            return c
        }
    }
}

extension ContactsV1 {
    /// The methods of `danhba.contacts.v1.SavedFilters`.
    public enum SavedFiltersMethods {
        /// The service with all its methods, in the order of the contract.
        public static let descriptor = ServiceDescriptor(
            name: "danhba.contacts.v1.SavedFilters", methods: [createSavedFilter, getSavedFilter, listSavedFilters, updateSavedFilter, deleteSavedFilter, evaluateFilter],
            comment: "Saved filters: which contacts, under a name. Personal ones are seen by their owner alone, shared ones by everybody.\nOthers use them by id: in ContactFilter.saved_filter_id, and through EvaluateFilter.")

        /// Saves a filter for the caller. INVALID_ARGUMENT with everything that is wrong, also inside the filter; ALREADY_EXISTS
        /// (2060) with its id when the caller has another one with this name (case is ignored); RESOURCE_EXHAUSTED over 1,000
        /// of one caller. Safe to retry only with `request_id`, as CreateContact.
        public static let createSavedFilter = MethodDescriptor(
            service: "danhba.contacts.v1.SavedFilters", name: "CreateSavedFilter",
            kind: .unary, execution: .write, idempotency: .unknown,
            access: .agent,
            inputType: "danhba.contacts.v1.CreateSavedFilterRequest",
            outputType: "danhba.contacts.v1.CreateSavedFilterResponse",
            comment: "Saves a filter for the caller. INVALID_ARGUMENT with everything that is wrong, also inside the filter; ALREADY_EXISTS\n(2060) with its id when the caller has another one with this name (case is ignored); RESOURCE_EXHAUSTED over 1,000\nof one caller. Safe to retry only with `request_id`, as CreateContact.")

        /// One filter that is the caller's or shared. NOT_FOUND. Safe to retry.
        public static let getSavedFilter = MethodDescriptor(
            service: "danhba.contacts.v1.SavedFilters", name: "GetSavedFilter",
            kind: .unary, execution: .read, idempotency: .noSideEffects,
            access: .agent,
            inputType: "danhba.contacts.v1.GetSavedFilterRequest",
            outputType: "danhba.contacts.v1.GetSavedFilterResponse",
            comment: "One filter that is the caller's or shared. NOT_FOUND. Safe to retry.")

        /// The caller's filters and the shared ones of others, newest first, in pages. Safe to retry.
        public static let listSavedFilters = MethodDescriptor(
            service: "danhba.contacts.v1.SavedFilters", name: "ListSavedFilters",
            kind: .unary, execution: .read, idempotency: .noSideEffects,
            access: .agent,
            inputType: "danhba.contacts.v1.ListSavedFiltersRequest",
            outputType: "danhba.contacts.v1.ListSavedFiltersResponse",
            comment: "The caller's filters and the shared ones of others, newest first, in pages. Safe to retry.")

        /// Changes the fields named in `update_mask`; otherwise as CreateSavedFilter. NOT_FOUND; PERMISSION_DENIED for a shared
        /// one of somebody else; ABORTED when `expected_version` is not the stored one. A change that changes nothing keeps
        /// version and time. Safe to retry with `expected_version`.
        public static let updateSavedFilter = MethodDescriptor(
            service: "danhba.contacts.v1.SavedFilters", name: "UpdateSavedFilter",
            kind: .unary, execution: .write, idempotency: .unknown,
            access: .agent,
            inputType: "danhba.contacts.v1.UpdateSavedFilterRequest",
            outputType: "danhba.contacts.v1.UpdateSavedFilterResponse",
            comment: "Changes the fields named in `update_mask`; otherwise as CreateSavedFilter. NOT_FOUND; PERMISSION_DENIED for a shared\none of somebody else; ABORTED when `expected_version` is not the stored one. A change that changes nothing keeps\nversion and time. Safe to retry with `expected_version`.")

        /// Deletes a filter for good. NOT_FOUND; PERMISSION_DENIED; ABORTED, as UpdateSavedFilter.
        public static let deleteSavedFilter = MethodDescriptor(
            service: "danhba.contacts.v1.SavedFilters", name: "DeleteSavedFilter",
            kind: .unary, execution: .write, idempotency: .unknown,
            access: .agent,
            inputType: "danhba.contacts.v1.DeleteSavedFilterRequest",
            outputType: "danhba.contacts.v1.DeleteSavedFilterResponse",
            comment: "Deletes a filter for good. NOT_FOUND; PERMISSION_DENIED; ABORTED, as UpdateSavedFilter.")

        /// The contacts that pass a filter, only their ids, ascending: what campaigns and operations on lists begin with.
        /// Errors of the filter as of ListContacts. Each answer is of one instant; a contact that is created or changed between
        /// two may be missing or be there too much, no other one is. Safe to retry.
        public static let evaluateFilter = MethodDescriptor(
            service: "danhba.contacts.v1.SavedFilters", name: "EvaluateFilter",
            kind: .unary, execution: .async, idempotency: .noSideEffects,
            access: .agent,
            inputType: "danhba.contacts.v1.EvaluateFilterRequest",
            outputType: "danhba.contacts.v1.EvaluateFilterResponse",
            comment: "The contacts that pass a filter, only their ids, ascending: what campaigns and operations on lists begin with.\nErrors of the filter as of ListContacts. Each answer is of one instant; a contact that is created or changed between\ntwo may be missing or be there too much, no other one is. Safe to retry.")
    }

    /// Calls `danhba.contacts.v1.SavedFilters` over a connection.
    public struct SavedFiltersClient: Sendable {
        public let connection: any Connection

        public init(_ connection: any Connection) { self.connection = connection }

        /// Saves a filter for the caller. INVALID_ARGUMENT with everything that is wrong, also inside the filter; ALREADY_EXISTS
        /// (2060) with its id when the caller has another one with this name (case is ignored); RESOURCE_EXHAUSTED over 1,000
        /// of one caller. Safe to retry only with `request_id`, as CreateContact.
        public func createSavedFilter(_ request: ContactsV1.CreateSavedFilterRequest, options: CallOptions = CallOptions()) async throws -> ContactsV1.CreateSavedFilterResponse {
            try await connection.unary(SavedFiltersMethods.createSavedFilter, request, options: options)
        }

        /// One filter that is the caller's or shared. NOT_FOUND. Safe to retry.
        public func getSavedFilter(_ request: ContactsV1.GetSavedFilterRequest, options: CallOptions = CallOptions()) async throws -> ContactsV1.GetSavedFilterResponse {
            try await connection.unary(SavedFiltersMethods.getSavedFilter, request, options: options)
        }

        /// The caller's filters and the shared ones of others, newest first, in pages. Safe to retry.
        public func listSavedFilters(_ request: ContactsV1.ListSavedFiltersRequest, options: CallOptions = CallOptions()) async throws -> ContactsV1.ListSavedFiltersResponse {
            try await connection.unary(SavedFiltersMethods.listSavedFilters, request, options: options)
        }

        /// Changes the fields named in `update_mask`; otherwise as CreateSavedFilter. NOT_FOUND; PERMISSION_DENIED for a shared
        /// one of somebody else; ABORTED when `expected_version` is not the stored one. A change that changes nothing keeps
        /// version and time. Safe to retry with `expected_version`.
        public func updateSavedFilter(_ request: ContactsV1.UpdateSavedFilterRequest, options: CallOptions = CallOptions()) async throws -> ContactsV1.UpdateSavedFilterResponse {
            try await connection.unary(SavedFiltersMethods.updateSavedFilter, request, options: options)
        }

        /// Deletes a filter for good. NOT_FOUND; PERMISSION_DENIED; ABORTED, as UpdateSavedFilter.
        public func deleteSavedFilter(_ request: ContactsV1.DeleteSavedFilterRequest, options: CallOptions = CallOptions()) async throws -> ContactsV1.DeleteSavedFilterResponse {
            try await connection.unary(SavedFiltersMethods.deleteSavedFilter, request, options: options)
        }

        /// The contacts that pass a filter, only their ids, ascending: what campaigns and operations on lists begin with.
        /// Errors of the filter as of ListContacts. Each answer is of one instant; a contact that is created or changed between
        /// two may be missing or be there too much, no other one is. Safe to retry.
        public func evaluateFilter(_ request: ContactsV1.EvaluateFilterRequest, options: CallOptions = CallOptions()) async throws -> ContactsV1.EvaluateFilterResponse {
            try await connection.unary(SavedFiltersMethods.evaluateFilter, request, options: options)
        }
    }

    /// Saved filters: which contacts, under a name. Personal ones are seen by their owner alone, shared ones by everybody.
    /// Others use them by id: in ContactFilter.saved_filter_id, and through EvaluateFilter.
    ///
    /// What a server of it implements; `Router.register(_:lanes:)` adds it to a server.
    public protocol SavedFiltersService: Sendable {
        /// What `inline` and `read` methods read through.
        associatedtype Reader
        /// What `write` methods write through.
        associatedtype Writer

        /// Saves a filter for the caller. INVALID_ARGUMENT with everything that is wrong, also inside the filter; ALREADY_EXISTS
        /// (2060) with its id when the caller has another one with this name (case is ignored); RESOURCE_EXHAUSTED over 1,000
        /// of one caller. Safe to retry only with `request_id`, as CreateContact.
        func createSavedFilter(_ request: ContactsV1.CreateSavedFilterRequest, _ writer: Writer, _ context: CallContext) throws -> ContactsV1.CreateSavedFilterResponse

        /// One filter that is the caller's or shared. NOT_FOUND. Safe to retry.
        func getSavedFilter(_ request: ContactsV1.GetSavedFilterRequest, _ reader: Reader, _ context: CallContext) throws -> ContactsV1.GetSavedFilterResponse

        /// The caller's filters and the shared ones of others, newest first, in pages. Safe to retry.
        func listSavedFilters(_ request: ContactsV1.ListSavedFiltersRequest, _ reader: Reader, _ context: CallContext) throws -> ContactsV1.ListSavedFiltersResponse

        /// Changes the fields named in `update_mask`; otherwise as CreateSavedFilter. NOT_FOUND; PERMISSION_DENIED for a shared
        /// one of somebody else; ABORTED when `expected_version` is not the stored one. A change that changes nothing keeps
        /// version and time. Safe to retry with `expected_version`.
        func updateSavedFilter(_ request: ContactsV1.UpdateSavedFilterRequest, _ writer: Writer, _ context: CallContext) throws -> ContactsV1.UpdateSavedFilterResponse

        /// Deletes a filter for good. NOT_FOUND; PERMISSION_DENIED; ABORTED, as UpdateSavedFilter.
        func deleteSavedFilter(_ request: ContactsV1.DeleteSavedFilterRequest, _ writer: Writer, _ context: CallContext) throws -> ContactsV1.DeleteSavedFilterResponse

        /// The contacts that pass a filter, only their ids, ascending: what campaigns and operations on lists begin with.
        /// Errors of the filter as of ListContacts. Each answer is of one instant; a contact that is created or changed between
        /// two may be missing or be there too much, no other one is. Safe to retry.
        func evaluateFilter(_ request: ContactsV1.EvaluateFilterRequest, _ context: CallContext) async throws -> ContactsV1.EvaluateFilterResponse
    }
}

extension Router {
    /// Adds `danhba.contacts.v1.SavedFilters`, its methods run in `lanes`. A service may be added once.
    @inlinable
    public mutating func register<S: ContactsV1.SavedFiltersService, L: ExecutionLanes<S.Reader, S.Writer>>(
        _ service: S, lanes: L
    ) {
        register(
            ContactsV1.SavedFiltersMethods.descriptor,
            methods: [
                .write(ContactsV1.SavedFiltersMethods.createSavedFilter, lanes) { (request: ContactsV1.CreateSavedFilterRequest, writer, context) in
                    try service.createSavedFilter(request, writer, context)
                },
                .read(ContactsV1.SavedFiltersMethods.getSavedFilter, lanes) { (request: ContactsV1.GetSavedFilterRequest, reader, context) in
                    try service.getSavedFilter(request, reader, context)
                },
                .read(ContactsV1.SavedFiltersMethods.listSavedFilters, lanes) { (request: ContactsV1.ListSavedFiltersRequest, reader, context) in
                    try service.listSavedFilters(request, reader, context)
                },
                .write(ContactsV1.SavedFiltersMethods.updateSavedFilter, lanes) { (request: ContactsV1.UpdateSavedFilterRequest, writer, context) in
                    try service.updateSavedFilter(request, writer, context)
                },
                .write(ContactsV1.SavedFiltersMethods.deleteSavedFilter, lanes) { (request: ContactsV1.DeleteSavedFilterRequest, writer, context) in
                    try service.deleteSavedFilter(request, writer, context)
                },
                .async(ContactsV1.SavedFiltersMethods.evaluateFilter) { (request: ContactsV1.EvaluateFilterRequest, context) in
                    try await service.evaluateFilter(request, context)
                },
            ], lanes: lanes)
    }
}
