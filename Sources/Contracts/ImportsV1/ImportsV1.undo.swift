// swift-format-ignore-file
// Generated from danhba/imports/v1/undo.proto by dev/proto.sh. Do not edit.

internal import CMessages
public import RPCCore

extension ImportsV1 {
    /// `danhba.imports.v1.UndoImportRequest`
    public struct UndoImportRequest: Message, Equatable {
        public static let fullName = "danhba.imports.v1.UndoImportRequest"

        public var id: Int64 = 0

        public init() {}

        public init(
            id: Int64 = 0
        ) {
            self.id = id
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__imports__v1__undo_import_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Imports__V1__UndoImportRequest>) throws {
            id = c.pointee.id
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Imports__V1__UndoImportRequest> {
            let c = arena.allocate(Danhba__Imports__V1__UndoImportRequest.self)
            danhba__imports__v1__undo_import_request__init(c)
            c.pointee.id = self.id
            return c
        }
    }

    /// `danhba.imports.v1.UndoImportResponse`
    public struct UndoImportResponse: Message, Equatable {
        public static let fullName = "danhba.imports.v1.UndoImportResponse"

        public var `import`: ImportsV1.Import? = nil

        public init() {}

        public init(
            `import`: ImportsV1.Import? = nil
        ) {
            self.`import` = `import`
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__imports__v1__undo_import_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Imports__V1__UndoImportResponse>) throws {
            `import` = try c.pointee.import.map { try ImportsV1.Import(c: $0) }
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Imports__V1__UndoImportResponse> {
            let c = arena.allocate(Danhba__Imports__V1__UndoImportResponse.self)
            danhba__imports__v1__undo_import_response__init(c)
            c.pointee.import = self.`import`?.build(in: arena)
            return c
        }
    }

    /// `danhba.imports.v1.RehearseUndoRequest`
    public struct RehearseUndoRequest: Message, Equatable {
        public static let fullName = "danhba.imports.v1.RehearseUndoRequest"

        public var id: Int64 = 0

        public init() {}

        public init(
            id: Int64 = 0
        ) {
            self.id = id
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__imports__v1__rehearse_undo_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Imports__V1__RehearseUndoRequest>) throws {
            id = c.pointee.id
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Imports__V1__RehearseUndoRequest> {
            let c = arena.allocate(Danhba__Imports__V1__RehearseUndoRequest.self)
            danhba__imports__v1__rehearse_undo_request__init(c)
            c.pointee.id = self.id
            return c
        }
    }

    /// `danhba.imports.v1.RehearseUndoResponse`
    public struct RehearseUndoResponse: Message, Equatable {
        public static let fullName = "danhba.imports.v1.RehearseUndoResponse"

        /// Of the records of the job's kind.
        public var outcome: RPCV1.UndoOperationResponse? = nil
        /// Of list members: of their memberships, entity `list_member`; deleted ones are those that leave the list, restored
        /// ones those that are back. Where the change log of campaigns no longer reaches back to the import, all that it added
        /// are counted as conflicts.
        public var members: RPCV1.UndoOperationResponse? = nil

        public init() {}

        public init(
            outcome: RPCV1.UndoOperationResponse? = nil,
            members: RPCV1.UndoOperationResponse? = nil
        ) {
            self.outcome = outcome
            self.members = members
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__imports__v1__rehearse_undo_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Imports__V1__RehearseUndoResponse>) throws {
            outcome = try c.pointee.outcome.map { try RPCV1.UndoOperationResponse(c: $0) }
            members = try c.pointee.members.map { try RPCV1.UndoOperationResponse(c: $0) }
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Imports__V1__RehearseUndoResponse> {
            let c = arena.allocate(Danhba__Imports__V1__RehearseUndoResponse.self)
            danhba__imports__v1__rehearse_undo_response__init(c)
            c.pointee.outcome = self.outcome?.build(in: arena)
            c.pointee.members = self.members?.build(in: arena)
            return c
        }
    }

    /// `danhba.imports.v1.RedoImportRequest`
    public struct RedoImportRequest: Message, Equatable {
        public static let fullName = "danhba.imports.v1.RedoImportRequest"

        public var id: Int64 = 0

        public init() {}

        public init(
            id: Int64 = 0
        ) {
            self.id = id
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__imports__v1__redo_import_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Imports__V1__RedoImportRequest>) throws {
            id = c.pointee.id
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Imports__V1__RedoImportRequest> {
            let c = arena.allocate(Danhba__Imports__V1__RedoImportRequest.self)
            danhba__imports__v1__redo_import_request__init(c)
            c.pointee.id = self.id
            return c
        }
    }

    /// `danhba.imports.v1.RedoImportResponse`
    public struct RedoImportResponse: Message, Equatable {
        public static let fullName = "danhba.imports.v1.RedoImportResponse"

        public var `import`: ImportsV1.Import? = nil

        public init() {}

        public init(
            `import`: ImportsV1.Import? = nil
        ) {
            self.`import` = `import`
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__imports__v1__redo_import_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Imports__V1__RedoImportResponse>) throws {
            `import` = try c.pointee.import.map { try ImportsV1.Import(c: $0) }
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Imports__V1__RedoImportResponse> {
            let c = arena.allocate(Danhba__Imports__V1__RedoImportResponse.self)
            danhba__imports__v1__redo_import_response__init(c)
            c.pointee.import = self.`import`?.build(in: arena)
            return c
        }
    }

    /// `danhba.imports.v1.GetImportUndoRequest`
    public struct GetImportUndoRequest: Message, Equatable {
        public static let fullName = "danhba.imports.v1.GetImportUndoRequest"

        public var id: Int64 = 0

        public init() {}

        public init(
            id: Int64 = 0
        ) {
            self.id = id
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__imports__v1__get_import_undo_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Imports__V1__GetImportUndoRequest>) throws {
            id = c.pointee.id
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Imports__V1__GetImportUndoRequest> {
            let c = arena.allocate(Danhba__Imports__V1__GetImportUndoRequest.self)
            danhba__imports__v1__get_import_undo_request__init(c)
            c.pointee.id = self.id
            return c
        }
    }

    /// `danhba.imports.v1.GetImportUndoResponse`
    public struct GetImportUndoResponse: Message, Equatable {
        public static let fullName = "danhba.imports.v1.GetImportUndoResponse"

        /// As in RehearseUndoResponse.
        public var outcome: RPCV1.UndoOperationResponse? = nil
        public var members: RPCV1.UndoOperationResponse? = nil

        public init() {}

        public init(
            outcome: RPCV1.UndoOperationResponse? = nil,
            members: RPCV1.UndoOperationResponse? = nil
        ) {
            self.outcome = outcome
            self.members = members
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__imports__v1__get_import_undo_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Imports__V1__GetImportUndoResponse>) throws {
            outcome = try c.pointee.outcome.map { try RPCV1.UndoOperationResponse(c: $0) }
            members = try c.pointee.members.map { try RPCV1.UndoOperationResponse(c: $0) }
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Imports__V1__GetImportUndoResponse> {
            let c = arena.allocate(Danhba__Imports__V1__GetImportUndoResponse.self)
            danhba__imports__v1__get_import_undo_response__init(c)
            c.pointee.outcome = self.outcome?.build(in: arena)
            c.pointee.members = self.members?.build(in: arena)
            return c
        }
    }
}

extension ImportsV1 {
    /// The methods of `danhba.imports.v1.ImportUndo`.
    public enum ImportUndoMethods {
        /// The service with all its methods, in the order of the contract.
        public static let descriptor = ServiceDescriptor(
            name: "danhba.imports.v1.ImportUndo", methods: [undoImport, rehearseUndo, redoImport, getImportUndo],
            comment: "Taking back what an import did, and doing it again.")

        /// Takes back what the rows of a job that is over did to the records of its kind, of any number, as UndoOperation of
        /// their service: a field that still holds what the import wrote gets back what it held before, a record that the
        /// import created and nobody changed since is deleted, and whatever was changed since stays and is told as a conflict.
        /// Companies that an import of contacts created stay. Members that the import added to a customer list leave it, and
        /// those that were there before stay. The job is UNDOING until that is done (WatchImport shows how far it is), then
        /// UNDONE, or PARTLY_UNDONE when there are conflicts. A job that is being undone or undone already is left as it is.
        /// FAILED_PRECONDITION for a job that is not over, that never ran, or is being done again; NOT_FOUND. Safe to retry.
        public static let undoImport = MethodDescriptor(
            service: "danhba.imports.v1.ImportUndo", name: "UndoImport",
            kind: .unary, execution: .write, idempotency: .idempotent,
            access: .admin,
            inputType: "danhba.imports.v1.UndoImportRequest",
            outputType: "danhba.imports.v1.UndoImportResponse",
            comment: "Takes back what the rows of a job that is over did to the records of its kind, of any number, as UndoOperation of\ntheir service: a field that still holds what the import wrote gets back what it held before, a record that the\nimport created and nobody changed since is deleted, and whatever was changed since stays and is told as a conflict.\nCompanies that an import of contacts created stay. Members that the import added to a customer list leave it, and\nthose that were there before stay. The job is UNDOING until that is done (WatchImport shows how far it is), then\nUNDONE, or PARTLY_UNDONE when there are conflicts. A job that is being undone or undone already is left as it is.\nFAILED_PRECONDITION for a job that is not over, that never ran, or is being done again; NOT_FOUND. Safe to retry.")

        /// What UndoImport would come to now, and nothing else. FAILED_PRECONDITION and NOT_FOUND as for that, and
        /// FAILED_PRECONDITION (4004 UNDO_EXPIRED) when the owner of the records has nothing of the import in its change log any
        /// more; UNAVAILABLE (5001) while it does not answer. Safe to retry.
        public static let rehearseUndo = MethodDescriptor(
            service: "danhba.imports.v1.ImportUndo", name: "RehearseUndo",
            kind: .unary, execution: .async, idempotency: .noSideEffects,
            access: .admin,
            defaultTimeout: .milliseconds(600000),
            inputType: "danhba.imports.v1.RehearseUndoRequest",
            outputType: "danhba.imports.v1.RehearseUndoResponse",
            comment: "What UndoImport would come to now, and nothing else. FAILED_PRECONDITION and NOT_FOUND as for that, and\nFAILED_PRECONDITION (4004 UNDO_EXPIRED) when the owner of the records has nothing of the import in its change log any\nmore; UNAVAILABLE (5001) while it does not answer. Safe to retry.")

        /// Takes an undo back, as UndoImport does the import. The job is REDOING until that is done, then in the state that it
        /// had before it was undone. A job that is not undone is left as it is. FAILED_PRECONDITION while it is being undone;
        /// NOT_FOUND. Safe to retry.
        public static let redoImport = MethodDescriptor(
            service: "danhba.imports.v1.ImportUndo", name: "RedoImport",
            kind: .unary, execution: .write, idempotency: .idempotent,
            access: .admin,
            inputType: "danhba.imports.v1.RedoImportRequest",
            outputType: "danhba.imports.v1.RedoImportResponse",
            comment: "Takes an undo back, as UndoImport does the import. The job is REDOING until that is done, then in the state that it\nhad before it was undone. A job that is not undone is left as it is. FAILED_PRECONDITION while it is being undone;\nNOT_FOUND. Safe to retry.")

        /// What came of the last undo or redo of a job, with the conflicts. FAILED_PRECONDITION when there was none; NOT_FOUND.
        /// Safe to retry.
        public static let getImportUndo = MethodDescriptor(
            service: "danhba.imports.v1.ImportUndo", name: "GetImportUndo",
            kind: .unary, execution: .read, idempotency: .noSideEffects,
            access: .admin,
            inputType: "danhba.imports.v1.GetImportUndoRequest",
            outputType: "danhba.imports.v1.GetImportUndoResponse",
            comment: "What came of the last undo or redo of a job, with the conflicts. FAILED_PRECONDITION when there was none; NOT_FOUND.\nSafe to retry.")
    }

    /// Calls `danhba.imports.v1.ImportUndo` over a connection.
    public struct ImportUndoClient: Sendable {
        public let connection: any Connection

        public init(_ connection: any Connection) { self.connection = connection }

        /// Takes back what the rows of a job that is over did to the records of its kind, of any number, as UndoOperation of
        /// their service: a field that still holds what the import wrote gets back what it held before, a record that the
        /// import created and nobody changed since is deleted, and whatever was changed since stays and is told as a conflict.
        /// Companies that an import of contacts created stay. Members that the import added to a customer list leave it, and
        /// those that were there before stay. The job is UNDOING until that is done (WatchImport shows how far it is), then
        /// UNDONE, or PARTLY_UNDONE when there are conflicts. A job that is being undone or undone already is left as it is.
        /// FAILED_PRECONDITION for a job that is not over, that never ran, or is being done again; NOT_FOUND. Safe to retry.
        public func undoImport(_ request: ImportsV1.UndoImportRequest, options: CallOptions = CallOptions()) async throws -> ImportsV1.UndoImportResponse {
            try await connection.unary(ImportUndoMethods.undoImport, request, options: options)
        }

        /// What UndoImport would come to now, and nothing else. FAILED_PRECONDITION and NOT_FOUND as for that, and
        /// FAILED_PRECONDITION (4004 UNDO_EXPIRED) when the owner of the records has nothing of the import in its change log any
        /// more; UNAVAILABLE (5001) while it does not answer. Safe to retry.
        public func rehearseUndo(_ request: ImportsV1.RehearseUndoRequest, options: CallOptions = CallOptions()) async throws -> ImportsV1.RehearseUndoResponse {
            try await connection.unary(ImportUndoMethods.rehearseUndo, request, options: options)
        }

        /// Takes an undo back, as UndoImport does the import. The job is REDOING until that is done, then in the state that it
        /// had before it was undone. A job that is not undone is left as it is. FAILED_PRECONDITION while it is being undone;
        /// NOT_FOUND. Safe to retry.
        public func redoImport(_ request: ImportsV1.RedoImportRequest, options: CallOptions = CallOptions()) async throws -> ImportsV1.RedoImportResponse {
            try await connection.unary(ImportUndoMethods.redoImport, request, options: options)
        }

        /// What came of the last undo or redo of a job, with the conflicts. FAILED_PRECONDITION when there was none; NOT_FOUND.
        /// Safe to retry.
        public func getImportUndo(_ request: ImportsV1.GetImportUndoRequest, options: CallOptions = CallOptions()) async throws -> ImportsV1.GetImportUndoResponse {
            try await connection.unary(ImportUndoMethods.getImportUndo, request, options: options)
        }
    }

    /// Taking back what an import did, and doing it again.
    ///
    /// What a server of it implements; `Router.register(_:lanes:)` adds it to a server.
    public protocol ImportUndoService: Sendable {
        /// What `inline` and `read` methods read through.
        associatedtype Reader
        /// What `write` methods write through.
        associatedtype Writer

        /// Takes back what the rows of a job that is over did to the records of its kind, of any number, as UndoOperation of
        /// their service: a field that still holds what the import wrote gets back what it held before, a record that the
        /// import created and nobody changed since is deleted, and whatever was changed since stays and is told as a conflict.
        /// Companies that an import of contacts created stay. Members that the import added to a customer list leave it, and
        /// those that were there before stay. The job is UNDOING until that is done (WatchImport shows how far it is), then
        /// UNDONE, or PARTLY_UNDONE when there are conflicts. A job that is being undone or undone already is left as it is.
        /// FAILED_PRECONDITION for a job that is not over, that never ran, or is being done again; NOT_FOUND. Safe to retry.
        func undoImport(_ request: ImportsV1.UndoImportRequest, _ writer: Writer, _ context: CallContext) throws -> ImportsV1.UndoImportResponse

        /// What UndoImport would come to now, and nothing else. FAILED_PRECONDITION and NOT_FOUND as for that, and
        /// FAILED_PRECONDITION (4004 UNDO_EXPIRED) when the owner of the records has nothing of the import in its change log any
        /// more; UNAVAILABLE (5001) while it does not answer. Safe to retry.
        func rehearseUndo(_ request: ImportsV1.RehearseUndoRequest, _ context: CallContext) async throws -> ImportsV1.RehearseUndoResponse

        /// Takes an undo back, as UndoImport does the import. The job is REDOING until that is done, then in the state that it
        /// had before it was undone. A job that is not undone is left as it is. FAILED_PRECONDITION while it is being undone;
        /// NOT_FOUND. Safe to retry.
        func redoImport(_ request: ImportsV1.RedoImportRequest, _ writer: Writer, _ context: CallContext) throws -> ImportsV1.RedoImportResponse

        /// What came of the last undo or redo of a job, with the conflicts. FAILED_PRECONDITION when there was none; NOT_FOUND.
        /// Safe to retry.
        func getImportUndo(_ request: ImportsV1.GetImportUndoRequest, _ reader: Reader, _ context: CallContext) throws -> ImportsV1.GetImportUndoResponse
    }
}

extension Router {
    /// Adds `danhba.imports.v1.ImportUndo`, its methods run in `lanes`. A service may be added once.
    @inlinable
    public mutating func register<S: ImportsV1.ImportUndoService, L: ExecutionLanes<S.Reader, S.Writer>>(
        _ service: S, lanes: L
    ) {
        register(
            ImportsV1.ImportUndoMethods.descriptor,
            methods: [
                .write(ImportsV1.ImportUndoMethods.undoImport, lanes) { (request: ImportsV1.UndoImportRequest, writer, context) in
                    try service.undoImport(request, writer, context)
                },
                .async(ImportsV1.ImportUndoMethods.rehearseUndo) { (request: ImportsV1.RehearseUndoRequest, context) in
                    try await service.rehearseUndo(request, context)
                },
                .write(ImportsV1.ImportUndoMethods.redoImport, lanes) { (request: ImportsV1.RedoImportRequest, writer, context) in
                    try service.redoImport(request, writer, context)
                },
                .read(ImportsV1.ImportUndoMethods.getImportUndo, lanes) { (request: ImportsV1.GetImportUndoRequest, reader, context) in
                    try service.getImportUndo(request, reader, context)
                },
            ], lanes: lanes)
    }
}
