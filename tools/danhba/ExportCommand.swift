import ArgumentParser
import Contracts
import Foundation
import RPCCore

/// `danhba export FILE`: contacts or companies into a file.
struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write contacts or companies to a .csv or .xlsx file, newest first.")

    @OptionGroup var peers: PeerOptions
    @Option(help: "What the rows are: contacts or companies; of the filters only --text is for companies.")
    var kind = RecordKind.contacts
    @OptionGroup var filter: ContactFilterOptions
    @Argument(help: "The file to write; - writes .csv to standard output.", completion: .file())
    var file: String

    func run() async throws {
        let format: ContactsV1.FileFormat = file.lowercased().hasSuffix(".xlsx") ? .xlsx : .csv
        switch kind {
        case .contacts: try await exportContacts(format)
        case .companies: try await exportCompanies(format)
        }
    }

    private func exportCompanies(_ format: ContactsV1.FileFormat) async throws {
        let request = CompaniesV1.ExportCompaniesRequest(
            filter: CompaniesV1.CompanyFilter(text: filter.text), format: format)
        try await peers.withConnection(to: .companies) { connection, options in
            let stream = try await CompaniesV1.BulkCompaniesClient(connection)
                .exportCompanies(request, options: options)
            try await DownloadedFile.write(stream, to: file) { $0.data }
        }
    }

    private func exportContacts(_ format: ContactsV1.FileFormat) async throws {
        let request = ContactsV1.ExportContactsRequest(filter: filter.filter, format: format)
        try await peers.withConnection(to: .contacts) { connection, options in
            let stream = try await ContactsV1.ContactsClient(connection)
                .exportContacts(request, options: options)
            try await DownloadedFile.write(stream, to: file) { $0.data }
        }
    }
}

/// A file that arrives in pieces.
enum DownloadedFile {
    /// Writes the pieces beside `path` and renames at the end, so a broken download leaves no half file; `-` is
    /// standard output.
    static func write<Piece: Message>(
        _ stream: ResponseStream<Piece>, to path: String, _ data: (Piece) -> [UInt8]
    ) async throws {
        if path == "-" {
            for try await piece in stream { try FileHandle.standardOutput.write(contentsOf: data(piece)) }
            return
        }
        let partial = path + ".part"
        guard FileManager.default.createFile(atPath: partial, contents: nil) else {
            throw RPCError(.permissionDenied, "\(partial) cannot be written.")
        }
        do {
            let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: partial))
            for try await piece in stream { try handle.write(contentsOf: data(piece)) }
            try handle.close()
            guard rename(partial, path) == 0 else { throw RPCError(.permissionDenied, "\(path) cannot be written.") }
        } catch {
            unlink(partial)
            throw error
        }
    }
}
