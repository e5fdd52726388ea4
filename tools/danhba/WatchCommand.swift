import ArgumentParser
import Contracts
import Foundation
import RPCCore

/// `danhba watch SERVICE`: every change as it happens.
struct WatchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch", abstract: "Print every change of a service's data, in order, as it happens.",
        discussion: "Reconnects by itself and goes on where it was. Ends with Ctrl-C, or after --count changes.")

    @OptionGroup var peers: PeerOptions
    @OptionGroup var output: OutputOptions
    @Flag(help: "Begin with the oldest change kept, instead of the next one.")
    var fromStart = false
    @Option(help: "Only changes of this entity, for example contact; may be repeated.")
    var entity: [String] = []
    @Flag(help: "With the records before and after (with --json).")
    var images = false
    @Option(help: "End after so many changes.")
    var count: Int?
    @Argument(help: "contacts, companies, campaigns or imports.")
    var service: Peer

    func run() async throws {
        try await peers.withConnection(to: service) { connection, options in
            let client = RPCV1.ChangesClient(connection)
            var position = try await start(client, options)
            var left = count ?? .max
            let printer = MessagePrinter()
            while left > 0 {
                do {
                    try await follow(client, options, printer, &position, &left)
                } catch let error as RPCError where error.code == .unavailable {
                    FileHandle.standardError.write(Data("connection lost, going on at \(position.sequence)\n".utf8))
                    try await Task.sleep(for: .seconds(1))
                }
            }
        }
    }

    private func start(_ client: RPCV1.ChangesClient, _ options: CallOptions) async throws -> RPCV1.Position {
        let answer = try await client.getPosition(RPCV1.GetPositionRequest(), options: options)
        guard let position = fromStart ? answer.oldest : answer.newest else {
            throw RPCError(.internal, "The service told no position.")
        }
        return position
    }

    private func follow(
        _ client: RPCV1.ChangesClient, _ options: CallOptions, _ printer: MessagePrinter,
        _ position: inout RPCV1.Position, _ left: inout Int
    ) async throws {
        let request = RPCV1.WatchRequest(after: position, entities: entity, images: images)
        for try await page in try await client.watch(request, options: options) {
            for change in page.changes where left > 0 {
                try show(change, printer)
                left -= 1
            }
            if let reached = page.position { position = reached }
            if left == 0 { return }
        }
    }

    private func show(_ change: RPCV1.Change, _ printer: MessagePrinter) throws {
        if output.json {
            try output.printJSON(change, printer)
        } else {
            print(
                "\(change.sequence)  \(TimeText.instant(change.atMs))  \(change.kind)  \(change.entity) "
                    + "\(change.entityID) v\(change.version)  by \(change.actor.isEmpty ? "-" : change.actor)")
        }
        fflush(nil)
    }
}
