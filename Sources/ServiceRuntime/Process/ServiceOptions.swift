import ArgumentParser

/// The flags that every service's executable takes.
///
/// An option group of its command.
public struct ServiceOptions: ParsableArguments {
    @Option(help: "Folder of the databases; DANHBA_DATA. (default: data)")
    var data: String?

    @Option(
        help: "Where to listen: tcp:host:port or unix:/path, several separated by commas; DANHBA_LISTEN.")
    var listen: String?

    @Option(help: "trace, debug, info, notice, warning, error or critical; DANHBA_LOG_LEVEL. (default: info)")
    var logLevel: String?

    @Option(help: "A JSON file with settings; flags and the environment win over it; DANHBA_CONFIG.")
    var config: String?

    @OptionGroup var security: SecurityOptions

    @Option(help: "A file that says who may call which methods; DANHBA_ALLOW_LIST. (default: everyone all)")
    var allowList: String?

    @Flag(help: "Listen on tcp: addresses that other machines reach with neither TLS nor a secret; DANHBA_UNPROTECTED.")
    var unprotected = false

    @Option(
        help: "Where to serve /metrics and /healthz over HTTP: tcp:host:port; DANHBA_ADMIN. (default: nowhere)")
    var admin: String?

    @Option(
        help: "Record traces: the part of those that begin here, 0 to 1; DANHBA_TRACE. (default: none)")
    var trace: String?

    /// Nothing is set; the argument parser needs this.
    public init() {}

    /// The given flags by the key of their setting.
    var values: [String: String] {
        [
            ServiceSettings.Key.data: data, .listen: listen, .logLevel: logLevel, .config: config,
            .allowList: allowList, .unprotected: unprotected ? "true" : nil, .admin: admin, .trace: trace,
        ].reduce(into: security.values) { values, pair in values[pair.key.rawValue] = pair.value }
    }
}
