// swift-format-ignore-file
// Generated from danhba/imports/v1/templates.proto by dev/proto.sh. Do not edit.

internal import CMessages
public import RPCCore

extension ImportsV1 {
    /// `danhba.imports.v1.DownloadTemplateRequest`
    public struct DownloadTemplateRequest: Message, Equatable {
        public static let fullName = "danhba.imports.v1.DownloadTemplateRequest"

        public var kind: ImportsV1.ImportKind = .unspecified
        /// Of the header; the labels of custom fields are as their administrator wrote them. Unspecified: Vietnamese.
        public var language: ImportsV1.Language = .unspecified

        public init() {}

        public init(
            kind: ImportsV1.ImportKind = .unspecified,
            language: ImportsV1.Language = .unspecified
        ) {
            self.kind = kind
            self.language = language
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__imports__v1__download_template_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Imports__V1__DownloadTemplateRequest>) throws {
            kind = ImportsV1.ImportKind(c: c.pointee.kind)
            language = ImportsV1.Language(c: c.pointee.language)
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Imports__V1__DownloadTemplateRequest> {
            let c = arena.allocate(Danhba__Imports__V1__DownloadTemplateRequest.self)
            danhba__imports__v1__download_template_request__init(c)
            c.pointee.kind = self.kind.c
            c.pointee.language = self.language.c
            return c
        }
    }

    /// `danhba.imports.v1.DownloadTemplateResponse`
    public struct DownloadTemplateResponse: Message, Equatable {
        public static let fullName = "danhba.imports.v1.DownloadTemplateResponse"

        /// The next piece of the file, at most 64 KiB.
        public var data: [UInt8] = []

        public init() {}

        public init(
            data: [UInt8] = []
        ) {
            self.data = data
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__imports__v1__download_template_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Imports__V1__DownloadTemplateResponse>) throws {
            data = Unpacking.bytes(c.pointee.data)
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Imports__V1__DownloadTemplateResponse> {
            let c = arena.allocate(Danhba__Imports__V1__DownloadTemplateResponse.self)
            danhba__imports__v1__download_template_response__init(c)
            c.pointee.data = arena.bytes(self.data)
            return c
        }
    }
}

extension ImportsV1 {
    /// The methods of `danhba.imports.v1.ImportTemplates`.
    public enum ImportTemplatesMethods {
        /// The service with all its methods, in the order of the contract.
        public static let descriptor = ServiceDescriptor(
            name: "danhba.imports.v1.ImportTemplates", methods: [downloadTemplate],
            comment: "Templates: an empty workbook with the columns that an import knows.\n\nThe rules of danhba.imports.v1.Imports hold here too.")

        /// An .xlsx workbook to fill in and upload: on its first sheet a header with every field of the kind of record, built-in
        /// ones and then active custom fields in their order, all cells formatted as text; on its second one what each column
        /// means, in Vietnamese and English. That of list members begins with what a member is found by, the phone, and has
        /// `_contact_id` beside the fields of contacts. An import of the filled workbook recognises every column and leaves the second sheet
        /// alone. UNAVAILABLE (5001) while the service that owns the kind of record cannot be asked for its custom fields. Safe
        /// to retry.
        public static let downloadTemplate = MethodDescriptor(
            service: "danhba.imports.v1.ImportTemplates", name: "DownloadTemplate",
            kind: .serverStreaming, execution: .stream, idempotency: .noSideEffects,
            access: .agent,
            defaultTimeout: .milliseconds(60000),
            inputType: "danhba.imports.v1.DownloadTemplateRequest",
            outputType: "danhba.imports.v1.DownloadTemplateResponse",
            comment: "An .xlsx workbook to fill in and upload: on its first sheet a header with every field of the kind of record, built-in\nones and then active custom fields in their order, all cells formatted as text; on its second one what each column\nmeans, in Vietnamese and English. That of list members begins with what a member is found by, the phone, and has\n`_contact_id` beside the fields of contacts. An import of the filled workbook recognises every column and leaves the second sheet\nalone. UNAVAILABLE (5001) while the service that owns the kind of record cannot be asked for its custom fields. Safe\nto retry.")
    }

    /// Calls `danhba.imports.v1.ImportTemplates` over a connection.
    public struct ImportTemplatesClient: Sendable {
        public let connection: any Connection

        public init(_ connection: any Connection) { self.connection = connection }

        /// An .xlsx workbook to fill in and upload: on its first sheet a header with every field of the kind of record, built-in
        /// ones and then active custom fields in their order, all cells formatted as text; on its second one what each column
        /// means, in Vietnamese and English. That of list members begins with what a member is found by, the phone, and has
        /// `_contact_id` beside the fields of contacts. An import of the filled workbook recognises every column and leaves the second sheet
        /// alone. UNAVAILABLE (5001) while the service that owns the kind of record cannot be asked for its custom fields. Safe
        /// to retry.
        public func downloadTemplate(_ request: ImportsV1.DownloadTemplateRequest, options: CallOptions = CallOptions()) async throws -> ResponseStream<ImportsV1.DownloadTemplateResponse> {
            try await connection.serverStream(ImportTemplatesMethods.downloadTemplate, request, options: options)
        }
    }

    /// Templates: an empty workbook with the columns that an import knows.
    ///
    /// The rules of danhba.imports.v1.Imports hold here too.
    ///
    /// What a server of it implements; `Router.register(_:lanes:)` adds it to a server.
    public protocol ImportTemplatesService: Sendable {
        /// What `inline` and `read` methods read through.
        associatedtype Reader
        /// What `write` methods write through.
        associatedtype Writer

        /// An .xlsx workbook to fill in and upload: on its first sheet a header with every field of the kind of record, built-in
        /// ones and then active custom fields in their order, all cells formatted as text; on its second one what each column
        /// means, in Vietnamese and English. That of list members begins with what a member is found by, the phone, and has
        /// `_contact_id` beside the fields of contacts. An import of the filled workbook recognises every column and leaves the second sheet
        /// alone. UNAVAILABLE (5001) while the service that owns the kind of record cannot be asked for its custom fields. Safe
        /// to retry.
        func downloadTemplate(_ request: ImportsV1.DownloadTemplateRequest, _ responses: ResponseWriter<ImportsV1.DownloadTemplateResponse>, _ context: CallContext) async throws
    }
}

extension Router {
    /// Adds `danhba.imports.v1.ImportTemplates`, its methods run in `lanes`. A service may be added once.
    @inlinable
    public mutating func register<S: ImportsV1.ImportTemplatesService, L: ExecutionLanes<S.Reader, S.Writer>>(
        _ service: S, lanes: L
    ) {
        register(
            ImportsV1.ImportTemplatesMethods.descriptor,
            methods: [
                .serverStreaming(ImportsV1.ImportTemplatesMethods.downloadTemplate) { (request: ImportsV1.DownloadTemplateRequest, responses, context) in
                    try await service.downloadTemplate(request, responses, context)
                },
            ], lanes: lanes)
    }
}
