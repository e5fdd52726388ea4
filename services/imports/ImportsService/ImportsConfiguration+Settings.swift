import RPCCore
import ServiceRuntime

extension ImportsConfiguration {
    /// What the process's settings say of retention and mail, all else at its default; `docs/operations.md` lists them.
    ///
    /// Throws `invalidArgument` for values that cannot be used.
    public init(_ settings: ServiceSettings) throws(RPCError) {
        self.init(directory: settings.dataDirectory)
        resultRetention = try Self.days(settings, "retention.days", standard: resultRetention)
        mail = try MailConfiguration(settings)
        uploadRetention = try Self.days(settings, "upload.retention.days", standard: uploadRetention)
    }

    private static func days(
        _ settings: ServiceSettings, _ key: String, standard: Duration
    ) throws(RPCError) -> Duration {
        let days = try settings.number(key, standard: Int(standard.components.seconds / 86_400))
        guard (1...36_500).contains(days) else {
            throw RPCError(.invalidArgument, "\(key) must be from 1 to 36,500 days.")
        }
        return .seconds(days * 86_400)
    }
}
