import ArgumentParser
import Contracts
import RPCCore

/// `danhba contacts erase ID`: forgets a person.
struct EraseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "erase", abstract: "Erase what is known of a person, for good.",
        discussion: "Nothing takes this back. To take a contact out of use, delete it.")

    @OptionGroup var peers: PeerOptions
    @Flag(help: "Said by who means it.")
    var forGood = false
    @Argument(help: "The contact's id; it may have been deleted.")
    var id: Int64

    func validate() throws {
        if !forGood { throw ValidationError("Nothing takes an erasure back; say --for-good if you mean it.") }
    }

    func run() async throws {
        let answer = try await peers.withConnection(to: .contacts) { connection, options in
            try await ContactsV1.ErasureClient(connection).eraseContact(.init(id: id), options: options)
        }
        print(
            answer.operationID.isEmpty
                ? "was erased before" : "erased, and the texts of \(Phrase.count(answer.ticketCount, "ticket"))")
    }
}
