import Contracts
import RPCCore
import Spreadsheets
import Store

/// Answers the methods of `danhba.imports.v1.ImportTemplates`; the contract's comments say what each does.
struct ImportTemplatesHandlers: ImportsV1.ImportTemplatesService {
    typealias Reader = ReadTransaction
    typealias Writer = WriteTransaction

    let fields: FieldSource
    let files: UploadFiles

    func downloadTemplate(
        _ request: ImportsV1.DownloadTemplateRequest,
        _ responses: ResponseWriter<ImportsV1.DownloadTemplateResponse>, _ context: CallContext
    ) async throws {
        let profile = KindProfile.of(ImportsV1.ImportOptions(kind: request.kind))
        let catalogue = try await fields.fields(of: profile, context)
        let workbook = ImportTemplate(profile, catalogue, TextLanguage(request.language)).workbook
        let file = try await ScratchFile(files)
        try await UploadFiles.blocking { [path = file.path] in try workbook.write(path: path) }
        try await file.send { piece in try await responses.write(ImportsV1.DownloadTemplateResponse(data: piece)) }
    }
}
