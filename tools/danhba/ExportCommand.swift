import ArgumentParser
import Contracts
import Foundation
import RPCCore

/// `danhba export FILE`: contacts into a file.
struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write contacts to a .csv or .xlsx file, newest first.")

    @OptionGroup var peers: PeerOptions
    @Option(help: "Only contacts that the one-box search finds.")
    var text = ""
    @Argument(help: "The file to write; - writes .csv to standard output.", completion: .file())
    var file: String

    func run() async throws {
        let format: ContactsV1.FileFormat = file.lowercased().hasSuffix(".xlsx") ? .xlsx : .csv
        let request = ContactsV1.ExportContactsRequest(filter: ContactsV1.ContactFilter(text: text), format: format)
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
