import Contracts
import RPCCore
import ServiceRuntime
import Store
import TestSupport
import Testing

@testable import CompaniesService

@Suite("The notes of companies")
struct NoteTests {
    @Test("A note keeps its author and changes version and time only with its text")
    func life() async throws {
        let companies = try CompaniesHarness()
        let company = try await companies.create("A")
        let created = try await companies.write(" Gọi lại thứ hai\u{200B} ", on: company.id)
        #expect(
            created
                == CompaniesV1.Note(
                    id: 1, version: 1, companyID: company.id, author: "tester", text: "Gọi lại thứ hai",
                    createdAtMs: companies.clock.now, updatedAtMs: companies.clock.now))
        companies.clock.advance(by: 10)
        let same = try await companies.notes.updateNote(
            CompaniesV1.UpdateNoteRequest(id: 1, expectedVersion: 1, text: "Gọi lại thứ hai"))
        #expect(same.note == created)
        let changed = try await companies.notes.updateNote(
            CompaniesV1.UpdateNoteRequest(id: 1, text: "Đã gọi"),
            options: CallOptions(metadata: Metadata(caller: "somebody else"))
        ).note.required()
        #expect(changed.version == 2)
        #expect(changed.author == "tester")
        #expect(changed.updatedAtMs == created.updatedAtMs + 10)
        #expect(try await companies.listNotes(of: company.id) == [changed])
        _ = try await companies.notes.deleteNote(CompaniesV1.DeleteNoteRequest(id: 1, expectedVersion: 2))
        #expect(try await companies.listNotes(of: company.id).isEmpty)
        #expect(try await companies.write("Next", on: company.id).id == 2)
    }

    @Test("Pages follow each other newest first, each with the notes of one company, while notes come and go")
    func pages() async throws {
        let companies = try CompaniesHarness()
        for name in ["A", "B"] { try await companies.create(name) }
        for number in 1...8 { try await companies.write("Note \(number)", on: number % 2 == 0 ? 2 : 1) }
        let first = try await companies.notes.listNotes(CompaniesV1.ListNotesRequest(companyID: 1, pageSize: 2))
        #expect(first.notes.map(\.id) == [7, 5])
        try await companies.write("Later", on: 1)
        _ = try await companies.notes.deleteNote(CompaniesV1.DeleteNoteRequest(id: 5))
        let rest = try await companies.notes.listNotes(
            CompaniesV1.ListNotesRequest(companyID: 1, pageSize: 2, pageToken: first.nextPageToken))
        #expect(rest.notes.map(\.id) == [3, 1])
        #expect(rest.nextPageToken.isEmpty)
        let foreign = await rpcError {
            try await companies.notes.listNotes(
                CompaniesV1.ListNotesRequest(companyID: 2, pageSize: 2, pageToken: first.nextPageToken))
        }
        #expect(foreign?.code == .invalidArgument)
    }

    @Test("Long notes make a page shorter, and the next one goes on")
    func longNotes() async throws {
        let companies = try CompaniesHarness()
        try await companies.create("A")
        let text = String(repeating: "ễ", count: 10_000)
        for _ in 1...100 { try await companies.write(text, on: 1) }
        let first = try await companies.notes.listNotes(CompaniesV1.ListNotesRequest(companyID: 1, pageSize: 500))
        #expect((1..<100).contains(first.notes.count))
        #expect(try await companies.listNotes(of: 1, pageSize: 500).map(\.id) == (1...100).reversed())
    }

    @Test("The notes of a deleted company are out of sight, and nobody can write one")
    func deletedCompany() async throws {
        let companies = try CompaniesHarness()
        try await companies.create("A")
        try await companies.write("Note", on: 1)
        _ = try await companies.client.deleteCompany(CompaniesV1.DeleteCompanyRequest(id: 1))
        let errors = [
            await rpcError { try await companies.listNotes(of: 1) },
            await rpcError { try await companies.write("Another", on: 1) },
            await rpcError { try await companies.notes.updateNote(CompaniesV1.UpdateNoteRequest(id: 1, text: "B")) },
            await rpcError { try await companies.notes.deleteNote(CompaniesV1.DeleteNoteRequest(id: 1)) },
        ]
        #expect(errors.map { $0?.code } == Array(repeating: .notFound, count: 4))
        #expect(errors[0]?.infos.first?.field == "company_id")
    }

    @Test("What is wrong with a note is told by field and number")
    func refusals() async throws {
        let companies = try CompaniesHarness()
        try await companies.create("A")
        try await companies.write("Note", on: 1)
        let blank = await rpcError { try await companies.write(" \u{00A0} ", on: 1) }
        #expect(blank?.code == .invalidArgument)
        #expect(blank?.infos.map(\.number) == [2001])
        #expect(blank?.infos.map(\.field) == ["text"])
        let long = await rpcError { try await companies.write(String(repeating: "a", count: 10_001), on: 1) }
        #expect(long?.infos.map(\.number) == [2002])
        let unknown = await rpcError {
            try await companies.notes.updateNote(CompaniesV1.UpdateNoteRequest(id: 9, text: "B"))
        }
        #expect(unknown?.code == .notFound)
        let stale = await rpcError {
            try await companies.notes.deleteNote(CompaniesV1.DeleteNoteRequest(id: 1, expectedVersion: 7))
        }
        #expect(stale?.code == .aborted)
    }

    @Test("A note that is sent again with its request id is written once")
    func repeated() async throws {
        let companies = try CompaniesHarness()
        try await companies.create("A")
        let request = CompaniesV1.CreateNoteRequest(companyID: 1, text: "Note", requestID: "r1")
        let first = try await companies.notes.createNote(request)
        #expect(try await companies.notes.createNote(request) == first)
        #expect(try await companies.listNotes(of: 1).count == 1)
        let other = CompaniesV1.CreateNoteRequest(companyID: 1, text: "Other", requestID: "r1")
        #expect(await rpcError { try await companies.notes.createNote(other) }?.code == .aborted)
    }

    @Test("Every effective write is one change with the note before and after")
    func changeLog() async throws {
        let companies = try CompaniesHarness()
        try await companies.create("A")
        let created = try await companies.write("One", on: 1)
        let updated = try await companies.notes.updateNote(
            CompaniesV1.UpdateNoteRequest(id: 1, text: "Two")
        ).note.required()
        _ = try await companies.notes.updateNote(CompaniesV1.UpdateNoteRequest(id: 1, text: "Two"))
        _ = try await companies.notes.deleteNote(CompaniesV1.DeleteNoteRequest(id: 1))
        let changes = try await companies.changes().filter { $0.entity == "company_note" }
        #expect(changes.map(\.kind) == [.create, .update, .delete])
        #expect(changes.map(\.version) == [1, 2, 3])
        #expect(changes.allSatisfy { $0.entityID == 1 && $0.actor == "tester" })
        #expect(try changes[0].image(CompaniesV1.Note.self) == created)
        #expect(try changes[1].imageBefore(CompaniesV1.Note.self) == created)
        #expect(try changes[1].image(CompaniesV1.Note.self) == updated)
        #expect(try changes[2].imageBefore(CompaniesV1.Note.self) == updated)
    }
}

extension CompaniesHarness {
    var notes: CompaniesV1.NotesClient { CompaniesV1.NotesClient(connection) }

    @discardableResult
    func write(_ text: String, on company: Int64) async throws -> CompaniesV1.Note {
        try await notes.createNote(CompaniesV1.CreateNoteRequest(companyID: company, text: text)).note.required()
    }

    /// All notes of a company, read page by page.
    func listNotes(of company: Int64, pageSize: Int32 = 0) async throws -> [CompaniesV1.Note] {
        var listed: [CompaniesV1.Note] = []
        var request = CompaniesV1.ListNotesRequest(companyID: company, pageSize: pageSize)
        repeat {
            let response = try await notes.listNotes(request)
            listed += response.notes
            request.pageToken = response.nextPageToken
        } while !request.pageToken.isEmpty
        return listed
    }
}
