/// How the ends of imports are told by e-mail.
///
/// Every limit has a default.
public struct MailConfiguration: Sendable {
    /// The server that takes the messages; nil: they are stored and shown.
    public var server: SMTPServer?
    /// Language of messages whose job names none.
    public var language = TextLanguage.vietnamese
    /// The same for single workspaces.
    public var workspaceLanguages: [String: TextLanguage] = [:]
    /// Where the gateway is reached by those who read the messages, without a final slash; nil: messages hold no links.
    public var publicURL: String?
    /// Bytes of a file of problem rows up to which it is attached, before its encoding.
    ///
    /// Default 5 MiB.
    public var attachmentByteLimit: Int64 = 5 << 20
    /// Pause after the first failed attempt; the next ones double.
    ///
    /// Default 30 s.
    public var retryDelay = Duration.seconds(30)
    /// The longest of those pauses.
    ///
    /// Default 6 hours.
    public var longestRetryDelay = Duration.seconds(6 * 3_600)
    /// Attempts at one message.
    ///
    /// Default 12: about 15 hours.
    public var attemptLimit = 12
    /// Seconds for one attempt.
    ///
    /// Default 300.
    public var attemptSeconds = 300

    /// Messages are stored and shown.
    public init() {}

    func language(of workspace: String) -> TextLanguage { workspaceLanguages[workspace] ?? language }

    /// The pause after `attempts` failed ones.
    func delay(after attempts: Int) -> Duration {
        var delay = retryDelay
        for _ in 1..<max(1, min(attempts, attemptLimit)) where delay < longestRetryDelay { delay *= 2 }
        return min(delay, longestRetryDelay)
    }
}

/// A mail server and how it is spoken to.
public struct SMTPServer: Sendable {
    /// How the connection is protected.
    public enum Security: String, Sendable, CaseIterable {
        /// STARTTLS, or nothing is sent.
        case required
        /// STARTTLS where the server offers it.
        case optional
        /// No STARTTLS.
        case off
    }

    /// What the server is shown; never logged.
    public struct Credentials: Sendable, CustomStringConvertible, CustomReflectable {
        let user: String
        let password: String

        /// A name and its password.
        public init(user: String, password: String) {
            self.user = user
            self.password = password
        }

        /// Says nothing.
        public var description: String { "<credentials>" }
        /// Shows nothing.
        public var customMirror: Mirror { Mirror(self, children: []) }
    }

    /// `smtp://host:port`, or `smtps://host:port` for TLS from the first byte.
    let url: String
    let from: String
    var security = Security.required
    var credentials: Credentials?
    /// A file with the authorities whose certificates are believed; nil: those of the system.
    var trustFile: String?

    /// Nil for another scheme, a path, or a sender that is no plain address.
    ///
    /// `from` is the address that messages come from.
    public init?(
        url: String, from: String, security: Security = .required, credentials: Credentials? = nil,
        trustFile: String? = nil
    ) {
        guard let sender = MailAddress(from), Self.host(of: url) != nil else { return nil }
        self.url = url
        self.from = sender.text
        self.security = security
        self.credentials = credentials
        self.trustFile = trustFile
    }

    /// Whether a password cannot be read on the way: TLS for sure, or the way does not leave the machine.
    var keepsSecrets: Bool {
        if url.hasPrefix("smtps://") || security == .required { return true }
        return ["localhost", "127.0.0.1", "[::1]"].contains(Self.host(of: url))
    }

    private static func host(of url: String) -> String? {
        guard let scheme = ["smtp://", "smtps://"].first(where: url.hasPrefix) else { return nil }
        let rest = url.dropFirst(scheme.count)
        guard !rest.isEmpty,
            rest.utf8.allSatisfy({ (0x21...0x7E).contains($0) && !"/?#@\\\"<>".utf8.contains($0) })
        else { return nil }
        if rest.hasPrefix("[") { return rest.firstIndex(of: "]").map { String(rest[...$0]) } }
        return rest.split(separator: ":").first.map(String.init)
    }
}
