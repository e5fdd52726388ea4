import Contracts
import RPCCore
import ServiceRuntime
import Store

/// Answers the methods of `danhba.companies.v1.Notes`; the contract's comments say what each does.
struct NotesHandlers: CompaniesV1.NotesService {
    private static let textLimit = 10_000

    func createNote(
        _ request: CompaniesV1.CreateNoteRequest, _ writer: WriteTransaction, _ context: CallContext
    ) throws -> CompaniesV1.CreateNoteResponse {
        let text = try Self.text(request.text)
        return try RequestLog.once(request.requestID, request, in: writer, context) {
            try Self.checkCompany(request.companyID, writer)
            let note = CompaniesV1.Note(companyID: request.companyID, author: context.metadata.caller, text: text)
            return CompaniesV1.CreateNoteResponse(note: try writer.insert(note))
        }
    }

    func listNotes(
        _ request: CompaniesV1.ListNotesRequest, _ reader: ReadTransaction, _ context: CallContext
    ) throws -> CompaniesV1.ListNotesResponse {
        try Self.checkCompany(request.companyID, reader)
        let page = try PageRequest(
            size: request.pageSize, token: request.pageToken, list: "company_notes", filter: "\(request.companyID)")
        var notes = try reader.notes(
            ofCompany: request.companyID, before: page.after?.first ?? .max, limit: page.readLimit)
        let token = page.cut(&notes, key: { [$0.id] }, byteCount: \.byteCount)
        return CompaniesV1.ListNotesResponse(notes: notes, nextPageToken: token)
    }

    func updateNote(
        _ request: CompaniesV1.UpdateNoteRequest, _ writer: WriteTransaction, _ context: CallContext
    ) throws -> CompaniesV1.UpdateNoteResponse {
        let text = try Self.text(request.text)
        let before = try Self.note(request.id, version: request.expectedVersion, writer)
        guard text != before.text else { return CompaniesV1.UpdateNoteResponse(note: before) }
        var note = before
        note.text = text
        return CompaniesV1.UpdateNoteResponse(note: try writer.update(before, to: note))
    }

    func deleteNote(
        _ request: CompaniesV1.DeleteNoteRequest, _ writer: WriteTransaction, _ context: CallContext
    ) throws -> CompaniesV1.DeleteNoteResponse {
        try writer.delete(Self.note(request.id, version: request.expectedVersion, writer))
        return CompaniesV1.DeleteNoteResponse()
    }

    private static func text(_ entered: String) throws(RPCError) -> String {
        var rules = FieldRules()
        let text = rules.text(entered, field: "text", limit: textLimit)
        if text.isEmpty { rules.refuse("text", .requiredMissing, "A note says something.") }
        try rules.check()
        return text
    }

    private static func checkCompany(_ id: Int64, _ reader: ReadTransaction) throws {
        guard try reader.hasCompany(id) else { throw RPCError.notFound("company", id: id, field: "company_id") }
    }

    /// A note of a live company at the version that the caller has seen; 0 stands for any.
    private static func note(
        _ id: Int64, version: Int64, _ reader: ReadTransaction
    ) throws -> CompaniesV1.Note {
        guard let note = try reader.note(id), try reader.hasCompany(note.companyID) else {
            throw RPCError.notFound("note", id: id)
        }
        guard version == 0 || version == note.version else {
            throw RPCError.versionConflict("note", id: id, stored: note.version)
        }
        return note
    }
}

extension CompaniesV1.Note {
    /// Bytes that the note takes in a response, about.
    fileprivate var byteCount: Int { 64 + author.utf8.count + text.utf8.count }
}
