import Contracts
import HTTPTypes
import Hummingbird
import MessageJSON
import RPCCore

/// A company as its page shows it, put together from the services that own the parts.
///
/// A part whose service does not answer is told as such: the others are shown all the same.
struct CompanyHandler: Sendable {
    private static let usualPageSize: Int32 = 20
    private static let pageSizes: ClosedRange<Int32> = 1...100
    /// How long a page waits for a service when the client says nothing.
    private static let patience = Duration.seconds(5)

    let directory: BackendDirectory

    /// `GET /pages/companies/ID[?page_size=…]`: the company, its notes, its contacts and its contacts' tickets, each the newest
    /// `page_size`.
    ///
    /// Each list is the answer of its own method, whose `nextPageToken` goes on there. In place of a list that could not
    /// be had stands `{"error": …}`.
    func show(_ request: Request, id: String, requestID: String) async throws -> Response {
        let headers = try CallHeaders(request.headers, requestID: requestID)
        let options = CallOptions(timeout: headers.timeout ?? Self.patience, metadata: headers.metadata)
        guard let id = Int64(id), id > 0 else { throw RPCError(.notFound, "There is no company \(id).") }
        let pageSize = try Self.pageSize(request)
        async let contacts = part { try await self.contacts(of: id, pageSize, options) }
        async let tickets = part { try await self.tickets(of: id, pageSize, options) }
        async let notes = self.notes(of: id, pageSize, options)
        let company = try await self.company(id, options)
        var writer = JSONWriter()
        let parts = [
            ("company", company), ("notes", try await notes), ("contacts", await contacts), ("tickets", await tickets),
        ]
        writer.object { writer in
            for (name, json) in parts {
                writer.key(name)
                writer.verbatim(String(decoding: json, as: UTF8.self))
            }
        }
        return Response(
            status: .ok, headers: [.contentType: "application/json", .requestID: requestID],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: writer.bytes)))
    }

    private static func pageSize(_ request: Request) throws(RPCError) -> Int32 {
        guard let text = request.uri.queryParameters["page_size"] else { return usualPageSize }
        guard let size = Int32(text), pageSizes.contains(size) else {
            throw RPCError(.invalidArgument, "page_size is a number from 1 to \(pageSizes.upperBound).")
        }
        return size
    }

    // MARK: - Parts

    private func company(_ id: Int64, _ options: CallOptions) async throws -> [UInt8] {
        let client = CompaniesV1.CompaniesClient(try directory.backend("companies").connection)
        let answer = try await client.getCompany(CompaniesV1.GetCompanyRequest(id: id), options: options)
        return try await directory.json(answer.company ?? CompaniesV1.Company())
    }

    private func notes(of id: Int64, _ pageSize: Int32, _ options: CallOptions) async throws -> [UInt8] {
        let client = CompaniesV1.NotesClient(try directory.backend("companies").connection)
        let request = CompaniesV1.ListNotesRequest(companyID: id, pageSize: pageSize)
        return try await directory.json(try await client.listNotes(request, options: options))
    }

    private func contacts(of id: Int64, _ pageSize: Int32, _ options: CallOptions) async throws -> [UInt8] {
        let client = ContactsV1.ContactsClient(try directory.backend("contacts").connection)
        let filter = ContactsV1.ContactFilter(companyIDs: [id])
        let request = ContactsV1.ListContactsRequest(filter: filter, pageSize: pageSize)
        return try await directory.json(try await client.listContacts(request, options: options))
    }

    private func tickets(of id: Int64, _ pageSize: Int32, _ options: CallOptions) async throws -> [UInt8] {
        let client = ContactsV1.TicketsClient(try directory.backend("contacts").connection)
        let filter = ContactsV1.TicketFilter(companyIDs: [id])
        let request = ContactsV1.ListTicketsRequest(filter: filter, pageSize: pageSize)
        return try await directory.json(try await client.listTickets(request, options: options))
    }

    /// What `body` returns, or why it could not.
    private func part(_ body: @Sendable () async throws -> [UInt8]) async -> [UInt8] {
        do {
            return try await body()
        } catch {
            var writer = JSONWriter()
            let json = ConnectError.body(RPCError(handlerError: error), schema: directory.schema)
            writer.object { writer in
                writer.key("error")
                writer.verbatim(String(decoding: json, as: UTF8.self))
            }
            return writer.bytes
        }
    }
}
