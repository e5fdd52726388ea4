// swift-format-ignore-file
// Generated from danhba/imports/v1/mappings.proto by dev/proto.sh. Do not edit.

internal import CMessages
public import RPCCore

extension ImportsV1 {
    /// `danhba.imports.v1.SavedMapping`
    public struct SavedMapping: Message, Equatable {
        public static let fullName = "danhba.imports.v1.SavedMapping"

        public var id: Int64 = 0
        /// Starts at 1, grows by one each time it is replaced.
        public var version: Int64 = 0
        /// 1–255 characters, unique in the workspace; case and repeated spaces do not count.
        public var name: String = ""
        /// Of the header for which it was made: which text stands in which column. Case, spaces around and repeated ones do not
        /// count, nor do columns whose names begin with an underscore.
        public var fingerprint: String = ""
        /// The texts of the mapped columns.
        public var header: [ImportsV1.SavedColumn] = []
        /// As they were for the job; what concerns its file alone is left out: sheet, header row, encoding, delimiter and
        /// `allow_repeated`.
        public var options: ImportsV1.ImportOptions? = nil
        public var savedBy: String = ""
        public var createdAtMs: Int64 = 0
        public var updatedAtMs: Int64 = 0

        public init() {}

        public init(
            id: Int64 = 0,
            version: Int64 = 0,
            name: String = "",
            fingerprint: String = "",
            header: [ImportsV1.SavedColumn] = [],
            options: ImportsV1.ImportOptions? = nil,
            savedBy: String = "",
            createdAtMs: Int64 = 0,
            updatedAtMs: Int64 = 0
        ) {
            self.id = id
            self.version = version
            self.name = name
            self.fingerprint = fingerprint
            self.header = header
            self.options = options
            self.savedBy = savedBy
            self.createdAtMs = createdAtMs
            self.updatedAtMs = updatedAtMs
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__imports__v1__saved_mapping__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Imports__V1__SavedMapping>) throws {
            id = c.pointee.id
            version = c.pointee.version
            name = try Unpacking.string(c.pointee.name, "danhba.imports.v1.SavedMapping.name")
            fingerprint = try Unpacking.string(c.pointee.fingerprint, "danhba.imports.v1.SavedMapping.fingerprint")
            header = try Unpacking.messages(c.pointee.n_header, c.pointee.header) { try ImportsV1.SavedColumn(c: $0) }
            options = try c.pointee.options.map { try ImportsV1.ImportOptions(c: $0) }
            savedBy = try Unpacking.string(c.pointee.saved_by, "danhba.imports.v1.SavedMapping.saved_by")
            createdAtMs = c.pointee.created_at_ms
            updatedAtMs = c.pointee.updated_at_ms
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Imports__V1__SavedMapping> {
            let c = arena.allocate(Danhba__Imports__V1__SavedMapping.self)
            danhba__imports__v1__saved_mapping__init(c)
            c.pointee.id = self.id
            c.pointee.version = self.version
            c.pointee.name = arena.string(self.name)
            c.pointee.fingerprint = arena.string(self.fingerprint)
            (c.pointee.n_header, c.pointee.header) = arena.array(self.header) { value, arena in value.build(in: arena) }
            c.pointee.options = self.options?.build(in: arena)
            c.pointee.saved_by = arena.string(self.savedBy)
            c.pointee.created_at_ms = self.createdAtMs
            c.pointee.updated_at_ms = self.updatedAtMs
            return c
        }
    }

    /// `danhba.imports.v1.SavedColumn`
    public struct SavedColumn: Message, Equatable {
        public static let fullName = "danhba.imports.v1.SavedColumn"

        /// From 1.
        public var column: Int32 = 0
        public var text: String = ""

        public init() {}

        public init(
            column: Int32 = 0,
            text: String = ""
        ) {
            self.column = column
            self.text = text
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__imports__v1__saved_column__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Imports__V1__SavedColumn>) throws {
            column = c.pointee.column
            text = try Unpacking.string(c.pointee.text, "danhba.imports.v1.SavedColumn.text")
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Imports__V1__SavedColumn> {
            let c = arena.allocate(Danhba__Imports__V1__SavedColumn.self)
            danhba__imports__v1__saved_column__init(c)
            c.pointee.column = self.column
            c.pointee.text = arena.string(self.text)
            return c
        }
    }

    /// `danhba.imports.v1.SaveMappingRequest`
    public struct SaveMappingRequest: Message, Equatable {
        public static let fullName = "danhba.imports.v1.SaveMappingRequest"

        public var importID: Int64 = 0
        public var name: String = ""
        public var replace: Bool = false

        public init() {}

        public init(
            importID: Int64 = 0,
            name: String = "",
            replace: Bool = false
        ) {
            self.importID = importID
            self.name = name
            self.replace = replace
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__imports__v1__save_mapping_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Imports__V1__SaveMappingRequest>) throws {
            importID = c.pointee.import_id
            name = try Unpacking.string(c.pointee.name, "danhba.imports.v1.SaveMappingRequest.name")
            replace = c.pointee.replace != 0
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Imports__V1__SaveMappingRequest> {
            let c = arena.allocate(Danhba__Imports__V1__SaveMappingRequest.self)
            danhba__imports__v1__save_mapping_request__init(c)
            c.pointee.import_id = self.importID
            c.pointee.name = arena.string(self.name)
            c.pointee.replace = self.replace ? 1 : 0
            return c
        }
    }

    /// `danhba.imports.v1.SaveMappingResponse`
    public struct SaveMappingResponse: Message, Equatable {
        public static let fullName = "danhba.imports.v1.SaveMappingResponse"

        public var mapping: ImportsV1.SavedMapping? = nil

        public init() {}

        public init(
            mapping: ImportsV1.SavedMapping? = nil
        ) {
            self.mapping = mapping
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__imports__v1__save_mapping_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Imports__V1__SaveMappingResponse>) throws {
            mapping = try c.pointee.mapping.map { try ImportsV1.SavedMapping(c: $0) }
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Imports__V1__SaveMappingResponse> {
            let c = arena.allocate(Danhba__Imports__V1__SaveMappingResponse.self)
            danhba__imports__v1__save_mapping_response__init(c)
            c.pointee.mapping = self.mapping?.build(in: arena)
            return c
        }
    }

    /// `danhba.imports.v1.ListSavedMappingsRequest`
    public struct ListSavedMappingsRequest: Message, Equatable {
        public static let fullName = "danhba.imports.v1.ListSavedMappingsRequest"

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
            self = try Unpacking.message(bytes, Self.fullName, danhba__imports__v1__list_saved_mappings_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Imports__V1__ListSavedMappingsRequest>) throws {
            pageSize = c.pointee.page_size
            pageToken = try Unpacking.string(c.pointee.page_token, "danhba.imports.v1.ListSavedMappingsRequest.page_token")
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Imports__V1__ListSavedMappingsRequest> {
            let c = arena.allocate(Danhba__Imports__V1__ListSavedMappingsRequest.self)
            danhba__imports__v1__list_saved_mappings_request__init(c)
            c.pointee.page_size = self.pageSize
            c.pointee.page_token = arena.string(self.pageToken)
            return c
        }
    }

    /// `danhba.imports.v1.ListSavedMappingsResponse`
    public struct ListSavedMappingsResponse: Message, Equatable {
        public static let fullName = "danhba.imports.v1.ListSavedMappingsResponse"

        public var mappings: [ImportsV1.SavedMapping] = []
        public var nextPageToken: String = ""

        public init() {}

        public init(
            mappings: [ImportsV1.SavedMapping] = [],
            nextPageToken: String = ""
        ) {
            self.mappings = mappings
            self.nextPageToken = nextPageToken
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__imports__v1__list_saved_mappings_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Imports__V1__ListSavedMappingsResponse>) throws {
            mappings = try Unpacking.messages(c.pointee.n_mappings, c.pointee.mappings) { try ImportsV1.SavedMapping(c: $0) }
            nextPageToken = try Unpacking.string(c.pointee.next_page_token, "danhba.imports.v1.ListSavedMappingsResponse.next_page_token")
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Imports__V1__ListSavedMappingsResponse> {
            let c = arena.allocate(Danhba__Imports__V1__ListSavedMappingsResponse.self)
            danhba__imports__v1__list_saved_mappings_response__init(c)
            (c.pointee.n_mappings, c.pointee.mappings) = arena.array(self.mappings) { value, arena in value.build(in: arena) }
            c.pointee.next_page_token = arena.string(self.nextPageToken)
            return c
        }
    }

    /// `danhba.imports.v1.DeleteSavedMappingRequest`
    public struct DeleteSavedMappingRequest: Message, Equatable {
        public static let fullName = "danhba.imports.v1.DeleteSavedMappingRequest"

        public var name: String = ""

        public init() {}

        public init(
            name: String = ""
        ) {
            self.name = name
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__imports__v1__delete_saved_mapping_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Imports__V1__DeleteSavedMappingRequest>) throws {
            name = try Unpacking.string(c.pointee.name, "danhba.imports.v1.DeleteSavedMappingRequest.name")
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Imports__V1__DeleteSavedMappingRequest> {
            let c = arena.allocate(Danhba__Imports__V1__DeleteSavedMappingRequest.self)
            danhba__imports__v1__delete_saved_mapping_request__init(c)
            c.pointee.name = arena.string(self.name)
            return c
        }
    }

    /// `danhba.imports.v1.DeleteSavedMappingResponse`
    public struct DeleteSavedMappingResponse: Message, Equatable {
        public static let fullName = "danhba.imports.v1.DeleteSavedMappingResponse"

        public init() {}

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__imports__v1__delete_saved_mapping_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Imports__V1__DeleteSavedMappingResponse>) throws {
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Imports__V1__DeleteSavedMappingResponse> {
            let c = arena.allocate(Danhba__Imports__V1__DeleteSavedMappingResponse.self)
            danhba__imports__v1__delete_saved_mapping_response__init(c)
            return c
        }
    }
}

extension ImportsV1 {
    /// The methods of `danhba.imports.v1.SavedMappings`.
    public enum SavedMappingsMethods {
        /// The service with all its methods, in the order of the contract.
        public static let descriptor = ServiceDescriptor(
            name: "danhba.imports.v1.SavedMappings", methods: [saveMapping, listSavedMappings, deleteSavedMapping],
            comment: "Saved mappings: what the columns of a file mean and how it is imported, kept under a name for files with the same header.\n\nThe rules of danhba.imports.v1.Imports hold here too. Every change of a saved mapping is in the change log.")

        /// Keeps mapping and options of a job that was started. NOT_FOUND; FAILED_PRECONDITION when the job was not started or its
        /// file was removed; ALREADY_EXISTS when the name is taken by another mapping, unless `replace` is set; RESOURCE_EXHAUSTED
        /// above 1,000 mappings in a workspace. Saving the same again changes nothing: safe to retry.
        public static let saveMapping = MethodDescriptor(
            service: "danhba.imports.v1.SavedMappings", name: "SaveMapping",
            kind: .unary, execution: .async, idempotency: .idempotent,
            access: .admin,
            inputType: "danhba.imports.v1.SaveMappingRequest",
            outputType: "danhba.imports.v1.SaveMappingResponse",
            comment: "Keeps mapping and options of a job that was started. NOT_FOUND; FAILED_PRECONDITION when the job was not started or its\nfile was removed; ALREADY_EXISTS when the name is taken by another mapping, unless `replace` is set; RESOURCE_EXHAUSTED\nabove 1,000 mappings in a workspace. Saving the same again changes nothing: safe to retry.")

        /// Saved mappings, those saved last first, in pages. Safe to retry.
        public static let listSavedMappings = MethodDescriptor(
            service: "danhba.imports.v1.SavedMappings", name: "ListSavedMappings",
            kind: .unary, execution: .read, idempotency: .noSideEffects,
            access: .admin,
            inputType: "danhba.imports.v1.ListSavedMappingsRequest",
            outputType: "danhba.imports.v1.ListSavedMappingsResponse",
            comment: "Saved mappings, those saved last first, in pages. Safe to retry.")

        /// Forgets a mapping by its name; jobs that were started with it are not concerned. NOT_FOUND. Safe to retry, but for that
        /// NOT_FOUND.
        public static let deleteSavedMapping = MethodDescriptor(
            service: "danhba.imports.v1.SavedMappings", name: "DeleteSavedMapping",
            kind: .unary, execution: .write, idempotency: .idempotent,
            access: .admin,
            inputType: "danhba.imports.v1.DeleteSavedMappingRequest",
            outputType: "danhba.imports.v1.DeleteSavedMappingResponse",
            comment: "Forgets a mapping by its name; jobs that were started with it are not concerned. NOT_FOUND. Safe to retry, but for that\nNOT_FOUND.")
    }

    /// Calls `danhba.imports.v1.SavedMappings` over a connection.
    public struct SavedMappingsClient: Sendable {
        public let connection: any Connection

        public init(_ connection: any Connection) { self.connection = connection }

        /// Keeps mapping and options of a job that was started. NOT_FOUND; FAILED_PRECONDITION when the job was not started or its
        /// file was removed; ALREADY_EXISTS when the name is taken by another mapping, unless `replace` is set; RESOURCE_EXHAUSTED
        /// above 1,000 mappings in a workspace. Saving the same again changes nothing: safe to retry.
        public func saveMapping(_ request: ImportsV1.SaveMappingRequest, options: CallOptions = CallOptions()) async throws -> ImportsV1.SaveMappingResponse {
            try await connection.unary(SavedMappingsMethods.saveMapping, request, options: options)
        }

        /// Saved mappings, those saved last first, in pages. Safe to retry.
        public func listSavedMappings(_ request: ImportsV1.ListSavedMappingsRequest, options: CallOptions = CallOptions()) async throws -> ImportsV1.ListSavedMappingsResponse {
            try await connection.unary(SavedMappingsMethods.listSavedMappings, request, options: options)
        }

        /// Forgets a mapping by its name; jobs that were started with it are not concerned. NOT_FOUND. Safe to retry, but for that
        /// NOT_FOUND.
        public func deleteSavedMapping(_ request: ImportsV1.DeleteSavedMappingRequest, options: CallOptions = CallOptions()) async throws -> ImportsV1.DeleteSavedMappingResponse {
            try await connection.unary(SavedMappingsMethods.deleteSavedMapping, request, options: options)
        }
    }

    /// Saved mappings: what the columns of a file mean and how it is imported, kept under a name for files with the same header.
    ///
    /// The rules of danhba.imports.v1.Imports hold here too. Every change of a saved mapping is in the change log.
    ///
    /// What a server of it implements; `Router.register(_:lanes:)` adds it to a server.
    public protocol SavedMappingsService: Sendable {
        /// What `inline` and `read` methods read through.
        associatedtype Reader
        /// What `write` methods write through.
        associatedtype Writer

        /// Keeps mapping and options of a job that was started. NOT_FOUND; FAILED_PRECONDITION when the job was not started or its
        /// file was removed; ALREADY_EXISTS when the name is taken by another mapping, unless `replace` is set; RESOURCE_EXHAUSTED
        /// above 1,000 mappings in a workspace. Saving the same again changes nothing: safe to retry.
        func saveMapping(_ request: ImportsV1.SaveMappingRequest, _ context: CallContext) async throws -> ImportsV1.SaveMappingResponse

        /// Saved mappings, those saved last first, in pages. Safe to retry.
        func listSavedMappings(_ request: ImportsV1.ListSavedMappingsRequest, _ reader: Reader, _ context: CallContext) throws -> ImportsV1.ListSavedMappingsResponse

        /// Forgets a mapping by its name; jobs that were started with it are not concerned. NOT_FOUND. Safe to retry, but for that
        /// NOT_FOUND.
        func deleteSavedMapping(_ request: ImportsV1.DeleteSavedMappingRequest, _ writer: Writer, _ context: CallContext) throws -> ImportsV1.DeleteSavedMappingResponse
    }
}

extension Router {
    /// Adds `danhba.imports.v1.SavedMappings`, its methods run in `lanes`. A service may be added once.
    @inlinable
    public mutating func register<S: ImportsV1.SavedMappingsService, L: ExecutionLanes<S.Reader, S.Writer>>(
        _ service: S, lanes: L
    ) {
        register(
            ImportsV1.SavedMappingsMethods.descriptor,
            methods: [
                .async(ImportsV1.SavedMappingsMethods.saveMapping) { (request: ImportsV1.SaveMappingRequest, context) in
                    try await service.saveMapping(request, context)
                },
                .read(ImportsV1.SavedMappingsMethods.listSavedMappings, lanes) { (request: ImportsV1.ListSavedMappingsRequest, reader, context) in
                    try service.listSavedMappings(request, reader, context)
                },
                .write(ImportsV1.SavedMappingsMethods.deleteSavedMapping, lanes) { (request: ImportsV1.DeleteSavedMappingRequest, writer, context) in
                    try service.deleteSavedMapping(request, writer, context)
                },
            ], lanes: lanes)
    }
}
