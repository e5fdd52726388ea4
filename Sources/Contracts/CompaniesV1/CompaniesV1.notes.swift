// swift-format-ignore-file
// Generated from danhba/companies/v1/notes.proto by dev/proto.sh. Do not edit.

internal import CMessages
public import RPCCore

extension CompaniesV1 {
    /// `danhba.companies.v1.Note`
    public struct Note: Message, Equatable {
        public static let fullName = "danhba.companies.v1.Note"

        public var id: Int64 = 0
        /// Starts at 1, grows by one with each change.
        public var version: Int64 = 0
        public var companyID: Int64 = 0
        /// The caller who wrote it.
        public var author: String = ""
        /// 1–10,000 characters.
        public var text: String = ""
        public var createdAtMs: Int64 = 0
        /// Changes only when the text changed.
        public var updatedAtMs: Int64 = 0

        public init() {}

        public init(
            id: Int64 = 0,
            version: Int64 = 0,
            companyID: Int64 = 0,
            author: String = "",
            text: String = "",
            createdAtMs: Int64 = 0,
            updatedAtMs: Int64 = 0
        ) {
            self.id = id
            self.version = version
            self.companyID = companyID
            self.author = author
            self.text = text
            self.createdAtMs = createdAtMs
            self.updatedAtMs = updatedAtMs
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__companies__v1__note__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Companies__V1__Note>) throws {
            id = c.pointee.id
            version = c.pointee.version
            companyID = c.pointee.company_id
            author = try Unpacking.string(c.pointee.author, "danhba.companies.v1.Note.author")
            text = try Unpacking.string(c.pointee.text, "danhba.companies.v1.Note.text")
            createdAtMs = c.pointee.created_at_ms
            updatedAtMs = c.pointee.updated_at_ms
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Companies__V1__Note> {
            let c = arena.allocate(Danhba__Companies__V1__Note.self)
            danhba__companies__v1__note__init(c)
            c.pointee.id = self.id
            c.pointee.version = self.version
            c.pointee.company_id = self.companyID
            c.pointee.author = arena.string(self.author)
            c.pointee.text = arena.string(self.text)
            c.pointee.created_at_ms = self.createdAtMs
            c.pointee.updated_at_ms = self.updatedAtMs
            return c
        }
    }

    /// `danhba.companies.v1.CreateNoteRequest`
    public struct CreateNoteRequest: Message, Equatable {
        public static let fullName = "danhba.companies.v1.CreateNoteRequest"

        public var companyID: Int64 = 0
        public var text: String = ""
        /// Chosen by the caller, at most 64 characters; makes the call safe to retry.
        public var requestID: String = ""

        public init() {}

        public init(
            companyID: Int64 = 0,
            text: String = "",
            requestID: String = ""
        ) {
            self.companyID = companyID
            self.text = text
            self.requestID = requestID
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__companies__v1__create_note_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Companies__V1__CreateNoteRequest>) throws {
            companyID = c.pointee.company_id
            text = try Unpacking.string(c.pointee.text, "danhba.companies.v1.CreateNoteRequest.text")
            requestID = try Unpacking.string(c.pointee.request_id, "danhba.companies.v1.CreateNoteRequest.request_id")
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Companies__V1__CreateNoteRequest> {
            let c = arena.allocate(Danhba__Companies__V1__CreateNoteRequest.self)
            danhba__companies__v1__create_note_request__init(c)
            c.pointee.company_id = self.companyID
            c.pointee.text = arena.string(self.text)
            c.pointee.request_id = arena.string(self.requestID)
            return c
        }
    }

    /// `danhba.companies.v1.CreateNoteResponse`
    public struct CreateNoteResponse: Message, Equatable {
        public static let fullName = "danhba.companies.v1.CreateNoteResponse"

        public var note: CompaniesV1.Note? = nil

        public init() {}

        public init(
            note: CompaniesV1.Note? = nil
        ) {
            self.note = note
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__companies__v1__create_note_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Companies__V1__CreateNoteResponse>) throws {
            note = try c.pointee.note.map { try CompaniesV1.Note(c: $0) }
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Companies__V1__CreateNoteResponse> {
            let c = arena.allocate(Danhba__Companies__V1__CreateNoteResponse.self)
            danhba__companies__v1__create_note_response__init(c)
            c.pointee.note = self.note?.build(in: arena)
            return c
        }
    }

    /// `danhba.companies.v1.ListNotesRequest`
    public struct ListNotesRequest: Message, Equatable {
        public static let fullName = "danhba.companies.v1.ListNotesRequest"

        public var companyID: Int64 = 0
        /// 1–500; 0: 50.
        public var pageSize: Int32 = 0
        /// `next_page_token` of the page before; empty for the first.
        public var pageToken: String = ""

        public init() {}

        public init(
            companyID: Int64 = 0,
            pageSize: Int32 = 0,
            pageToken: String = ""
        ) {
            self.companyID = companyID
            self.pageSize = pageSize
            self.pageToken = pageToken
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__companies__v1__list_notes_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Companies__V1__ListNotesRequest>) throws {
            companyID = c.pointee.company_id
            pageSize = c.pointee.page_size
            pageToken = try Unpacking.string(c.pointee.page_token, "danhba.companies.v1.ListNotesRequest.page_token")
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Companies__V1__ListNotesRequest> {
            let c = arena.allocate(Danhba__Companies__V1__ListNotesRequest.self)
            danhba__companies__v1__list_notes_request__init(c)
            c.pointee.company_id = self.companyID
            c.pointee.page_size = self.pageSize
            c.pointee.page_token = arena.string(self.pageToken)
            return c
        }
    }

    /// `danhba.companies.v1.ListNotesResponse`
    public struct ListNotesResponse: Message, Equatable {
        public static let fullName = "danhba.companies.v1.ListNotesResponse"

        public var notes: [CompaniesV1.Note] = []
        /// Empty on the last page.
        public var nextPageToken: String = ""

        public init() {}

        public init(
            notes: [CompaniesV1.Note] = [],
            nextPageToken: String = ""
        ) {
            self.notes = notes
            self.nextPageToken = nextPageToken
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__companies__v1__list_notes_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Companies__V1__ListNotesResponse>) throws {
            notes = try Unpacking.messages(c.pointee.n_notes, c.pointee.notes) { try CompaniesV1.Note(c: $0) }
            nextPageToken = try Unpacking.string(c.pointee.next_page_token, "danhba.companies.v1.ListNotesResponse.next_page_token")
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Companies__V1__ListNotesResponse> {
            let c = arena.allocate(Danhba__Companies__V1__ListNotesResponse.self)
            danhba__companies__v1__list_notes_response__init(c)
            (c.pointee.n_notes, c.pointee.notes) = arena.array(self.notes) { value, arena in value.build(in: arena) }
            c.pointee.next_page_token = arena.string(self.nextPageToken)
            return c
        }
    }

    /// `danhba.companies.v1.UpdateNoteRequest`
    public struct UpdateNoteRequest: Message, Equatable {
        public static let fullName = "danhba.companies.v1.UpdateNoteRequest"

        public var id: Int64 = 0
        /// 0: whatever is stored.
        public var expectedVersion: Int64 = 0
        public var text: String = ""

        public init() {}

        public init(
            id: Int64 = 0,
            expectedVersion: Int64 = 0,
            text: String = ""
        ) {
            self.id = id
            self.expectedVersion = expectedVersion
            self.text = text
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__companies__v1__update_note_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Companies__V1__UpdateNoteRequest>) throws {
            id = c.pointee.id
            expectedVersion = c.pointee.expected_version
            text = try Unpacking.string(c.pointee.text, "danhba.companies.v1.UpdateNoteRequest.text")
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Companies__V1__UpdateNoteRequest> {
            let c = arena.allocate(Danhba__Companies__V1__UpdateNoteRequest.self)
            danhba__companies__v1__update_note_request__init(c)
            c.pointee.id = self.id
            c.pointee.expected_version = self.expectedVersion
            c.pointee.text = arena.string(self.text)
            return c
        }
    }

    /// `danhba.companies.v1.UpdateNoteResponse`
    public struct UpdateNoteResponse: Message, Equatable {
        public static let fullName = "danhba.companies.v1.UpdateNoteResponse"

        public var note: CompaniesV1.Note? = nil

        public init() {}

        public init(
            note: CompaniesV1.Note? = nil
        ) {
            self.note = note
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__companies__v1__update_note_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Companies__V1__UpdateNoteResponse>) throws {
            note = try c.pointee.note.map { try CompaniesV1.Note(c: $0) }
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Companies__V1__UpdateNoteResponse> {
            let c = arena.allocate(Danhba__Companies__V1__UpdateNoteResponse.self)
            danhba__companies__v1__update_note_response__init(c)
            c.pointee.note = self.note?.build(in: arena)
            return c
        }
    }

    /// `danhba.companies.v1.DeleteNoteRequest`
    public struct DeleteNoteRequest: Message, Equatable {
        public static let fullName = "danhba.companies.v1.DeleteNoteRequest"

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
            self = try Unpacking.message(bytes, Self.fullName, danhba__companies__v1__delete_note_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Companies__V1__DeleteNoteRequest>) throws {
            id = c.pointee.id
            expectedVersion = c.pointee.expected_version
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Companies__V1__DeleteNoteRequest> {
            let c = arena.allocate(Danhba__Companies__V1__DeleteNoteRequest.self)
            danhba__companies__v1__delete_note_request__init(c)
            c.pointee.id = self.id
            c.pointee.expected_version = self.expectedVersion
            return c
        }
    }

    /// `danhba.companies.v1.DeleteNoteResponse`
    public struct DeleteNoteResponse: Message, Equatable {
        public static let fullName = "danhba.companies.v1.DeleteNoteResponse"

        public init() {}

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__companies__v1__delete_note_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Companies__V1__DeleteNoteResponse>) throws {
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Companies__V1__DeleteNoteResponse> {
            let c = arena.allocate(Danhba__Companies__V1__DeleteNoteResponse.self)
            danhba__companies__v1__delete_note_response__init(c)
            return c
        }
    }
}

extension CompaniesV1 {
    /// The methods of `danhba.companies.v1.Notes`.
    public enum NotesMethods {
        /// The service with all its methods, in the order of the contract.
        public static let descriptor = ServiceDescriptor(
            name: "danhba.companies.v1.Notes", methods: [createNote, listNotes, updateNote, deleteNote],
            comment: "Notes of companies: what people write down about them.\n\nThe rules of danhba.contacts.v1 for workspaces, ids, times, text and errors hold here too. The notes of a company that\nhas been deleted are not there any more.")

        /// Writes a note on a company, by the caller. INVALID_ARGUMENT for a blank (2001) or too long (2002) text; NOT_FOUND for
        /// the company. Safe to retry only with `request_id`, as CreateCompany.
        public static let createNote = MethodDescriptor(
            service: "danhba.companies.v1.Notes", name: "CreateNote",
            kind: .unary, execution: .write, idempotency: .unknown,
            access: .agent,
            inputType: "danhba.companies.v1.CreateNoteRequest",
            outputType: "danhba.companies.v1.CreateNoteResponse",
            comment: "Writes a note on a company, by the caller. INVALID_ARGUMENT for a blank (2001) or too long (2002) text; NOT_FOUND for\nthe company. Safe to retry only with `request_id`, as CreateCompany.")

        /// The notes of one company, newest first, in pages that stay stable while notes come and go. NOT_FOUND for the company;
        /// INVALID_ARGUMENT for a page token that is not of this list. Safe to retry.
        public static let listNotes = MethodDescriptor(
            service: "danhba.companies.v1.Notes", name: "ListNotes",
            kind: .unary, execution: .read, idempotency: .noSideEffects,
            access: .agent,
            inputType: "danhba.companies.v1.ListNotesRequest",
            outputType: "danhba.companies.v1.ListNotesResponse",
            comment: "The notes of one company, newest first, in pages that stay stable while notes come and go. NOT_FOUND for the company;\nINVALID_ARGUMENT for a page token that is not of this list. Safe to retry.")

        /// Replaces a note's text; its author stays who wrote it first. NOT_FOUND; ABORTED when `expected_version` is not the
        /// stored one; INVALID_ARGUMENT as CreateNote. The same text keeps version and time. Safe to retry with
        /// `expected_version`.
        public static let updateNote = MethodDescriptor(
            service: "danhba.companies.v1.Notes", name: "UpdateNote",
            kind: .unary, execution: .write, idempotency: .unknown,
            access: .agent,
            inputType: "danhba.companies.v1.UpdateNoteRequest",
            outputType: "danhba.companies.v1.UpdateNoteResponse",
            comment: "Replaces a note's text; its author stays who wrote it first. NOT_FOUND; ABORTED when `expected_version` is not the\nstored one; INVALID_ARGUMENT as CreateNote. The same text keeps version and time. Safe to retry with\n`expected_version`.")

        /// Deletes a note. NOT_FOUND; ABORTED.
        public static let deleteNote = MethodDescriptor(
            service: "danhba.companies.v1.Notes", name: "DeleteNote",
            kind: .unary, execution: .write, idempotency: .unknown,
            access: .agent,
            inputType: "danhba.companies.v1.DeleteNoteRequest",
            outputType: "danhba.companies.v1.DeleteNoteResponse",
            comment: "Deletes a note. NOT_FOUND; ABORTED.")
    }

    /// Calls `danhba.companies.v1.Notes` over a connection.
    public struct NotesClient: Sendable {
        public let connection: any Connection

        public init(_ connection: any Connection) { self.connection = connection }

        /// Writes a note on a company, by the caller. INVALID_ARGUMENT for a blank (2001) or too long (2002) text; NOT_FOUND for
        /// the company. Safe to retry only with `request_id`, as CreateCompany.
        public func createNote(_ request: CompaniesV1.CreateNoteRequest, options: CallOptions = CallOptions()) async throws -> CompaniesV1.CreateNoteResponse {
            try await connection.unary(NotesMethods.createNote, request, options: options)
        }

        /// The notes of one company, newest first, in pages that stay stable while notes come and go. NOT_FOUND for the company;
        /// INVALID_ARGUMENT for a page token that is not of this list. Safe to retry.
        public func listNotes(_ request: CompaniesV1.ListNotesRequest, options: CallOptions = CallOptions()) async throws -> CompaniesV1.ListNotesResponse {
            try await connection.unary(NotesMethods.listNotes, request, options: options)
        }

        /// Replaces a note's text; its author stays who wrote it first. NOT_FOUND; ABORTED when `expected_version` is not the
        /// stored one; INVALID_ARGUMENT as CreateNote. The same text keeps version and time. Safe to retry with
        /// `expected_version`.
        public func updateNote(_ request: CompaniesV1.UpdateNoteRequest, options: CallOptions = CallOptions()) async throws -> CompaniesV1.UpdateNoteResponse {
            try await connection.unary(NotesMethods.updateNote, request, options: options)
        }

        /// Deletes a note. NOT_FOUND; ABORTED.
        public func deleteNote(_ request: CompaniesV1.DeleteNoteRequest, options: CallOptions = CallOptions()) async throws -> CompaniesV1.DeleteNoteResponse {
            try await connection.unary(NotesMethods.deleteNote, request, options: options)
        }
    }

    /// Notes of companies: what people write down about them.
    ///
    /// The rules of danhba.contacts.v1 for workspaces, ids, times, text and errors hold here too. The notes of a company that
    /// has been deleted are not there any more.
    ///
    /// What a server of it implements; `Router.register(_:lanes:)` adds it to a server.
    public protocol NotesService: Sendable {
        /// What `inline` and `read` methods read through.
        associatedtype Reader
        /// What `write` methods write through.
        associatedtype Writer

        /// Writes a note on a company, by the caller. INVALID_ARGUMENT for a blank (2001) or too long (2002) text; NOT_FOUND for
        /// the company. Safe to retry only with `request_id`, as CreateCompany.
        func createNote(_ request: CompaniesV1.CreateNoteRequest, _ writer: Writer, _ context: CallContext) throws -> CompaniesV1.CreateNoteResponse

        /// The notes of one company, newest first, in pages that stay stable while notes come and go. NOT_FOUND for the company;
        /// INVALID_ARGUMENT for a page token that is not of this list. Safe to retry.
        func listNotes(_ request: CompaniesV1.ListNotesRequest, _ reader: Reader, _ context: CallContext) throws -> CompaniesV1.ListNotesResponse

        /// Replaces a note's text; its author stays who wrote it first. NOT_FOUND; ABORTED when `expected_version` is not the
        /// stored one; INVALID_ARGUMENT as CreateNote. The same text keeps version and time. Safe to retry with
        /// `expected_version`.
        func updateNote(_ request: CompaniesV1.UpdateNoteRequest, _ writer: Writer, _ context: CallContext) throws -> CompaniesV1.UpdateNoteResponse

        /// Deletes a note. NOT_FOUND; ABORTED.
        func deleteNote(_ request: CompaniesV1.DeleteNoteRequest, _ writer: Writer, _ context: CallContext) throws -> CompaniesV1.DeleteNoteResponse
    }
}

extension Router {
    /// Adds `danhba.companies.v1.Notes`, its methods run in `lanes`. A service may be added once.
    @inlinable
    public mutating func register<S: CompaniesV1.NotesService, L: ExecutionLanes<S.Reader, S.Writer>>(
        _ service: S, lanes: L
    ) {
        register(
            CompaniesV1.NotesMethods.descriptor,
            methods: [
                .write(CompaniesV1.NotesMethods.createNote, lanes) { (request: CompaniesV1.CreateNoteRequest, writer, context) in
                    try service.createNote(request, writer, context)
                },
                .read(CompaniesV1.NotesMethods.listNotes, lanes) { (request: CompaniesV1.ListNotesRequest, reader, context) in
                    try service.listNotes(request, reader, context)
                },
                .write(CompaniesV1.NotesMethods.updateNote, lanes) { (request: CompaniesV1.UpdateNoteRequest, writer, context) in
                    try service.updateNote(request, writer, context)
                },
                .write(CompaniesV1.NotesMethods.deleteNote, lanes) { (request: CompaniesV1.DeleteNoteRequest, writer, context) in
                    try service.deleteNote(request, writer, context)
                },
            ], lanes: lanes)
    }
}
