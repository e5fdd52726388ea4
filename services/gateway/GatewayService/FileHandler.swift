import Contracts
import HTTPTypes
import Hummingbird
import ImportClient
import MessageJSON
import RPCCore

/// Files over plain HTTP: uploads of imports, downloads of results and exports.
///
/// Memory is bounded by one piece.
struct FileHandler: Sendable {
    let directory: BackendDirectory

    // MARK: - Uploads

    /// `POST /files/imports?file_name=…[&client_token=…]`: creates an import and uploads its file.
    ///
    /// Answers 201 with the import; when the connection breaks, `HEAD` and `PATCH` of `/files/imports/ID` go on.
    func createImport(_ request: Request, requestID: String) async throws -> Response {
        let parameters = request.uri.queryParameters
        let headers = try CallHeaders(request.headers, requestID: requestID)
        guard let name = parameters["file_name"].map(String.init), !name.isEmpty else {
            throw RPCError(.invalidArgument, "The query parameter file_name is missing.")
        }
        let created = try await imports().createImport(
            ImportsV1.CreateImportRequest(
                fileName: name, size: request.headers[.contentLength].flatMap(Int64.init) ?? 0,
                clientToken: parameters["client_token"].map(String.init) ?? ""),
            options: CallOptions(metadata: headers.metadata))
        guard let job = created.import else { throw RPCError(.internal, "The import was not returned.") }
        let uploaded = try await upload(request, to: job.id, from: job.receivedBytes, headers, isLast: true)
        return try await response(uploaded, status: .created)
    }

    /// `PATCH /files/imports/ID` with `Upload-Offset`: goes on with an upload.
    ///
    /// The file ends with this body unless `Upload-Complete: ?0` says otherwise.
    func continueImport(_ request: Request, id: String, requestID: String) async throws -> Response {
        let headers = try CallHeaders(request.headers, requestID: requestID)
        guard let offset = request.headers[.uploadOffset].flatMap(Int64.init), offset >= 0 else {
            throw RPCError(.invalidArgument, "The header Upload-Offset must say where the body starts in the file.")
        }
        let isLast = request.headers[.uploadComplete] != "?0"
        let uploaded = try await upload(request, to: try number(id), from: offset, headers, isLast: isLast)
        return try await response(uploaded, status: .ok)
    }

    /// `HEAD /files/imports/ID`: the bytes received so far, in `Upload-Offset`.
    func importOffset(_ request: Request, id: String, requestID: String) async throws -> Response {
        let headers = try CallHeaders(request.headers, requestID: requestID)
        let found = try await imports().getImport(
            ImportsV1.GetImportRequest(id: try number(id)), options: CallOptions(metadata: headers.metadata))
        guard let job = found.import else { throw RPCError(.internal, "The import was not returned.") }
        let isComplete = !job.sha256.isEmpty
        return Response(
            status: .noContent,
            headers: [.uploadOffset: String(job.receivedBytes), .uploadComplete: isComplete ? "?1" : "?0"])
    }

    private func upload(
        _ request: Request, to id: Int64, from start: Int64, _ headers: CallHeaders, isLast: Bool
    ) async throws -> ImportsV1.Import {
        let writer = try await imports().uploadFile(options: CallOptions(metadata: headers.metadata))
        do {
            var offset = start
            var piece = ByteBuffer()
            for try await var buffer in request.body {
                piece.writeBuffer(&buffer)
                while let bytes = piece.readBytes(length: ImportsV1.UploadFileRequest.pieceByteCount) {
                    try await writer.write(.piece(bytes, of: id, at: offset))
                    offset += Int64(bytes.count)
                }
                piece.discardReadBytes()
            }
            let rest = piece.readBytes(length: piece.readableBytes) ?? []
            try await writer.write(.piece(rest, of: id, at: offset, isLast: isLast))
            guard let job = try await writer.finishAndReceive().import else {
                throw RPCError(.internal, "The import was not returned.")
            }
            return job
        } catch {
            writer.cancel()
            throw error
        }
    }

    private func response(_ job: ImportsV1.Import, status: HTTPResponse.Status) async throws -> Response {
        let body = try await directory.json(job)
        return Response(
            status: status, headers: [.contentType: "application/json", .location: "/files/imports/\(job.id)"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
    }

    // MARK: - Downloads

    /// `GET /files/imports/ID/result.csv` or `result.xlsx`, with `?problems_only=true` only rows that need attention.
    ///
    /// A link in an e-mail sets no header: `?workspace=NAME` counts where there is none.
    func importResult(_ request: Request, id: String, file: String, requestID: String) async throws -> Response {
        var fields = request.headers
        if fields[.workspace] == nil, let workspace = request.uri.queryParameters["workspace"] {
            fields[.workspace] = String(workspace)
        }
        let headers = try CallHeaders(fields, requestID: requestID)
        let format = try DownloadFormat(file: file, stem: "result")
        let stream = try await imports().downloadResult(
            ImportsV1.DownloadResultRequest(
                id: try number(id), format: format.message,
                problemsOnly: request.uri.queryParameters["problems_only"] == "true"),
            options: CallOptions(metadata: headers.metadata))
        return try await format.response(stream, name: "import-\(id)-result") { $0.data }
    }

    /// `GET /files/templates/contacts.xlsx` or `companies.xlsx`, with `?language=en` an English header: a workbook to fill
    /// in and import.
    func importTemplate(_ request: Request, file: String, requestID: String) async throws -> Response {
        let headers = try CallHeaders(request.headers, requestID: requestID)
        let stem = file == "companies.xlsx" ? "companies" : "contacts"
        let format = try DownloadFormat(file: file, stem: stem)
        guard format.message == .xlsx else {
            throw RPCError(.notFound, "There is no file \(file); templates are workbooks, \(stem).xlsx.")
        }
        let stream = try await ImportsV1.ImportTemplatesClient(directory.backend("imports").connection)
            .downloadTemplate(
                ImportsV1.DownloadTemplateRequest(
                    kind: stem == "companies" ? .companies : .contacts, language: try language(request)),
                options: CallOptions(metadata: headers.metadata))
        return try await format.response(stream, name: "\(stem)-template") { $0.data }
    }

    private func language(_ request: Request) throws(RPCError) -> ImportsV1.Language {
        switch request.uri.queryParameters["language"] {
        case nil, "": .unspecified
        case "vi": .vietnamese
        case "en": .english
        default: throw RPCError(.invalidArgument, "language is vi or en.")
        }
    }

    /// `GET /files/contacts.csv`, `companies.csv` or the same as `.xlsx`, with `?text=…` only those that the one-box
    /// search finds.
    func export(_ request: Request, file: String, requestID: String) async throws -> Response {
        file.hasPrefix("companies.")
            ? try await companies(request, file: file, requestID: requestID)
            : try await contacts(request, file: file, requestID: requestID)
    }

    private func companies(_ request: Request, file: String, requestID: String) async throws -> Response {
        let headers = try CallHeaders(request.headers, requestID: requestID)
        let format = try DownloadFormat(file: file, stem: "companies")
        let text = request.uri.queryParameters["text"].map(String.init) ?? ""
        let stream = try await CompaniesV1.BulkCompaniesClient(directory.backend("companies").connection)
            .exportCompanies(
                CompaniesV1.ExportCompaniesRequest(
                    filter: CompaniesV1.CompanyFilter(text: text), format: format.message),
                options: CallOptions(metadata: headers.metadata))
        return try await format.response(stream, name: "companies") { $0.data }
    }

    private func contacts(_ request: Request, file: String, requestID: String) async throws -> Response {
        let headers = try CallHeaders(request.headers, requestID: requestID)
        let format = try DownloadFormat(file: file, stem: "contacts")
        let text = request.uri.queryParameters["text"].map(String.init) ?? ""
        let stream = try await ContactsV1.ContactsClient(directory.backend("contacts").connection)
            .exportContacts(
                ContactsV1.ExportContactsRequest(
                    filter: ContactsV1.ContactFilter(text: text), format: format.message),
                options: CallOptions(metadata: headers.metadata))
        return try await format.response(stream, name: "contacts") { $0.data }
    }

    // MARK: - Parts

    private func imports() throws -> ImportsV1.ImportsClient {
        ImportsV1.ImportsClient(try directory.backend("imports").connection)
    }

    private func number(_ id: String) throws(RPCError) -> Int64 {
        guard let number = Int64(id), number > 0 else { throw RPCError(.notFound, "There is no import \(id).") }
        return number
    }
}
