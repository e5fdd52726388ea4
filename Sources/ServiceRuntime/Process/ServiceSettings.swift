import Configuration
import Foundation
import Logging
import RPCCore
import RPCTransport

/// How one service's process is set up: flags over environment (`DANHBA_…`) over a JSON file over defaults.
public struct ServiceSettings: Sendable {
    /// The settings that every service has; a peer's key is its name.
    enum Key: String {
        case data
        case listen
        case logLevel = "log.level"
        case config
        case tlsCertificate = "tls.certificate"
        case tlsKey = "tls.key"
        case tlsTrust = "tls.trust"
        case secretFile = "secret.file"
        case allowList = "allow.list"
        case unprotected
        case admin
        case trace
    }

    /// Where the services listen when nothing else is said; the same for the one that listens and those that call.
    public static let standardPorts = [
        "contacts": 7101, "companies": 7102, "campaigns": 7103, "imports": 7104, "gateway": 8080,
    ]

    /// The name of the service, `contacts`.
    public let service: String
    /// The folder under which each service has one of its own.
    public let dataDirectory: String
    /// The addresses to serve.
    public let listen: [PeerAddress]
    /// The least important level that is logged; `info` by default.
    public let logLevel: Logger.Level
    /// By what the process shows who it is, and whom it believes.
    public let credentials: Credentials
    /// The file that says who may call what; nil: every client may call every method.
    public let allowListFile: String?
    /// Whether to listen where other machines connect with neither TLS nor a secret.
    public let allowsUnprotectedNetwork: Bool
    /// Where `/metrics` and `/healthz` are served over HTTP; nil: nowhere.
    public let admin: PeerAddress?
    /// The part of the traces beginning here that is recorded, 0...1; nil: none is, nor those that begin elsewhere.
    public let traceFraction: Double?
    private let reader: ConfigReader

    /// Reads the settings of `service`.
    ///
    /// `options` and `security` must come from parsing. `peers` are the flags that name other services' addresses. Throws `invalidArgument` with a sentence for people
    /// when a value cannot be used, and what the file system says when the settings' file cannot be read.
    public init(
        service: String, options: ServiceOptions? = nil, security: SecurityOptions? = nil,
        peers: [String: String?] = [:],
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) async throws {
        let flags = (options?.values ?? security?.values ?? [:]).merging(peers.compactMapValues { $0 }) { _, peer in
            peer
        }
        let reader = try await Self.reader(flags: flags, environment: environment)
        self.service = service
        self.reader = reader
        dataDirectory = reader.string(forKey: Self.key(.data), default: "data")
        let listen = reader.string(forKey: Self.key(.listen), default: Self.standardAddress(of: service))
        self.listen = try listen.split(separator: ",").map { try PeerAddress(String($0)) }
        let level = reader.string(forKey: Self.key(.logLevel), default: "info")
        guard let logLevel = Logger.Level(rawValue: level) else {
            throw RPCError(.invalidArgument, "\"\(level)\" is no log level.")
        }
        self.logLevel = logLevel
        credentials = try Self.credentials(reader)
        allowListFile = reader.string(forKey: Self.key(.allowList))
        // A flag is text; a file may hold a truth value.
        let key = Self.key(.unprotected)
        allowsUnprotectedNetwork = reader.string(forKey: key) == "true" || reader.bool(forKey: key) == true
        admin = try reader.string(forKey: Self.key(.admin)).map(Self.adminAddress)
        // A flag is text; a file may hold a number.
        let trace = reader.string(forKey: Self.key(.trace)) ?? reader.double(forKey: Self.key(.trace)).map { "\($0)" }
        traceFraction = try trace.map(Self.fraction)
        guard !self.listen.isEmpty else { throw RPCError(.invalidArgument, "There is no address to listen on.") }
    }

    /// The addresses of another service, most preferred first: the flag or `DANHBA_<NAME>`, several separated by
    /// commas, else its standard port on this machine.
    ///
    /// Throws `invalidArgument` for text that is no address.
    public func addresses(of peer: String) throws(RPCError) -> [PeerAddress] {
        try PeerAddress.list(reader.string(forKey: ConfigKey([peer]), default: Self.standardAddress(of: peer)))
    }

    /// How the addresses of another service share its calls: `DANHBA_BALANCING_<NAME>`, by default the first that
    /// answers takes all.
    ///
    /// Throws `invalidArgument` for any other text than `pick-first` and `least-pending`.
    public func balancing(of peer: String) throws(RPCError) -> PeerConfiguration.Balancing {
        guard let text = reader.string(forKey: ConfigKey(["balancing", peer])) else { return .pickFirst }
        guard let balancing = PeerConfiguration.Balancing(rawValue: text) else {
            throw RPCError(.invalidArgument, "\"\(text)\" is no balancing; use pick-first or least-pending.")
        }
        return balancing
    }

    /// How messages are compressed, to and from peers that do so too: `DANHBA_COMPRESSION`, `zlib` or `none`, by default
    /// none.
    ///
    /// Throws `invalidArgument` for any other text.
    public func compression() throws(RPCError) -> MessageCompression? {
        let text = reader.string(forKey: ConfigKey(["compression"]), default: "none")
        switch text {
        case "none": return nil
        case "zlib": return MessageCompression()
        default: throw RPCError(.invalidArgument, "\"\(text)\" is no compression; use zlib or none.")
        }
    }

    /// The text set for `key`, whose parts are separated by dots (`a.b`: `DANHBA_A_B`); nil for none or a blank one.
    public func text(_ key: String) -> String? {
        let text = reader.string(forKey: ConfigKey(key.split(separator: ".").map(String.init)))
        return text?.isEmpty == true ? nil : text
    }

    /// The whole number set for `key` as `text` finds it, or `standard`.
    ///
    /// Throws `invalidArgument` for any other text.
    public func number(_ key: String, standard: Int) throws(RPCError) -> Int {
        guard let text = text(key) else { return standard }
        guard let number = Int(text) else {
            throw RPCError(.invalidArgument, "\(key) must be a whole number.")
        }
        return number
    }

    private static func credentials(_ reader: ConfigReader) throws(RPCError) -> Credentials {
        Credentials(
            tls: try TLSFiles(
                certificateChain: reader.string(forKey: key(.tlsCertificate)),
                privateKey: reader.string(forKey: key(.tlsKey)), trustRoots: reader.string(forKey: key(.tlsTrust))),
            secretFile: reader.string(forKey: key(.secretFile)))
    }

    private static func adminAddress(_ text: String) throws(RPCError) -> PeerAddress {
        let address = try PeerAddress(text)
        guard case .tcp = address else { throw RPCError(.invalidArgument, "admin must be tcp:host:port.") }
        return address
    }

    private static func fraction(_ text: String) throws(RPCError) -> Double {
        guard let fraction = Double(text), (0...1).contains(fraction) else {
            throw RPCError(.invalidArgument, "trace must be a number from 0 to 1.")
        }
        return fraction
    }

    private static func standardAddress(of service: String) -> String {
        "tcp:127.0.0.1:\(standardPorts[service] ?? 0)"
    }

    private static func key(_ key: Key) -> ConfigKey { ConfigKey(key.rawValue.split(separator: ".").map(String.init)) }

    private static func reader(flags: [String: String], environment: [String: String]) async throws -> ConfigReader {
        let values = flags.map { key, value in
            (
                AbsoluteConfigKey(key.split(separator: ".").map(String.init)),
                ConfigValue(.string(value), isSecret: false)
            )
        }
        let providers: [any ConfigProvider] = [
            InMemoryProvider(name: "flags", values: Dictionary(values) { first, _ in first }),
            EnvironmentVariablesProvider(environmentVariables: environment).prefixKeys(with: "danhba"),
        ]
        guard let file = ConfigReader(providers: providers).string(forKey: key(.config)) else {
            return ConfigReader(providers: providers)
        }
        let location = InMemoryProvider(values: ["filePath": ConfigValue(.string(file), isSecret: false)])
        let settings = try await FileProvider<JSONSnapshot>(config: ConfigReader(provider: location))
        return ConfigReader(providers: providers + [settings])
    }
}
