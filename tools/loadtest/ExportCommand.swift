import ArgumentParser
import Contracts
import RPCCore
import RPCTransport

/// `loadtest export`: every contact as a file, thrown away as it comes.
struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Exports the contacts that loadtest seed made.")

    @Option(help: "Address of contacts.")
    var address = "tcp:127.0.0.1:7101"
    @Option(help: "The workspace.")
    var workspace = Metadata.defaultWorkspace
    @Option(help: "How many contacts were seeded.")
    var rows = 1_000_000
    @Flag(help: "A workbook instead of text.")
    var xlsx = false
    @Flag(help: "One line of JSON.")
    var json = false

    func run() async throws {
        let connection = try Target(address: address, workspace: workspace).connect()
        let begin = ContinuousClock.now
        let stream = try await ContactsV1.ContactsClient(connection).exportContacts(
            .init(format: xlsx ? .xlsx : .csv), options: CallOptions(waitForReady: true))
        var (bytes, lines) = (0, 0)
        for try await piece in stream {
            bytes += piece.data.count
            if !xlsx { lines += piece.data.count { $0 == UInt8(ascii: "\n") } }
        }
        let seconds = (ContinuousClock.now - begin) / .seconds(1)
        await connection.shutdown()
        guard xlsx ? bytes > rows : lines == rows + 1 else {
            throw RPCError(.dataLoss, "The file has \(lines) lines in \(bytes) bytes; \(rows) contacts were seeded.")
        }
        let rate = Int(Double(rows) / seconds)
        if json {
            print("{\"rows\":\(rows),\"bytes\":\(bytes),\"seconds\":\(seconds),\"rows_per_second\":\(rate)}")
        } else {
            print("\(rows) rows, \(bytes) bytes in \(seconds) s: \(rate) rows/s")
        }
    }
}
