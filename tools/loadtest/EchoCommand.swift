import ArgumentParser
import Contracts
import RPCCore

/// `loadtest echo`: the RPC layer alone.
struct EchoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "echo", abstract: "Calls Diagnostics/Echo of any service: what the RPC layer itself can do.",
        discussion: "With --class it calls the echo of that execution class, which loadtest serve has.")

    @OptionGroup var load: LoadOptions
    @Option(help: "Bytes of each answer's payload, up to 1 MiB.")
    var replyBytes: Int32 = 200
    @Option(name: .customLong("class"), help: "Where the method runs: inline, async, read, work or wait.")
    var echoClass: EchoClass?
    @Option(help: "Make a call of this class beside every hundredth one, not measured; wait takes 20 ms.")
    var beside: EchoClass?
    @Option(help: "A status code that is no failure of the run, such as unavailable; may be repeated.")
    var tolerate: [StatusCode] = []

    func run() async throws {
        let request = RPCV1.EchoRequest(replyBytes: replyBytes)
        let size = Int(replyBytes)
        let result = try await load.run(
            echoClass?.method ?? RPCV1.DiagnosticsMethods.echo, defaultAddress: "tcp:127.0.0.1:7101",
            beside: beside?.method, request: { _ in request },
            accepts: { (answer: RPCV1.EchoResponse) in answer.payload.count == size })
        result.print(json: load.json)
        if !result.errors.keys.allSatisfy(tolerate.contains) { throw ExitCode(1) }
    }
}

extension StatusCode: ExpressibleByArgument {
    /// A code by its name, such as `unavailable`.
    public init?(argument: String) {
        guard let code = Self.allCases.first(where: { $0.name == argument }) else { return nil }
        self = code
    }
}
