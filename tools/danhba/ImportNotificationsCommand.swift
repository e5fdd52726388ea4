import ArgumentParser
import Contracts

/// `danhba import notifications`: the e-mails that tell how imports ended.
struct ImportNotificationsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "notifications", abstract: "List the e-mails about imports, newest first, or show one.")

    @OptionGroup var peers: PeerOptions
    @OptionGroup var output: OutputOptions
    @Option(name: .customLong("import"), help: "Only those about this import.")
    var importID: Int64 = 0
    @Option(help: "How many at most, 1 to 500.")
    var limit: Int32 = 50
    @Argument(help: "The notification whose text is shown.")
    var id: Int64?

    func run() async throws {
        if let id { return try await show(id) }
        let request = ImportsV1.ListNotificationsRequest(importID: importID, pageSize: limit)
        let answer = try await peers.withConnection(to: .imports) { connection, options in
            try await ImportsV1.NotificationsClient(connection).listNotifications(request, options: options)
        }
        if output.json { return try output.printJSON(answer, MessagePrinter()) }
        var table = Table("id", "import", "state", "address", "attempts", "next attempt", "sent", "error")
        for item in answer.notifications {
            table.append(
                "\(item.id)", "\(item.importID)", "\(item.state)", item.address, "\(item.attempts)",
                TimeText.instant(item.nextAttemptAtMs), TimeText.instant(item.sentAtMs), item.error)
        }
        table.print(empty: "There are no notifications.")
    }

    private func show(_ id: Int64) async throws {
        let answer = try await peers.withConnection(to: .imports) { connection, options in
            try await ImportsV1.NotificationsClient(connection).getNotification(.init(id: id), options: options)
        }
        guard let item = answer.notification else { return }
        if output.json { return try output.printJSON(item, MessagePrinter()) }
        print("To: \(item.address)")
        print("Subject: \(item.subject)")
        print("State: \(item.state)\(item.error.isEmpty ? "" : ", \(item.error)")")
        print("")
        print(item.text)
    }
}
