import Foundation
import RPCCore
import ServiceRuntime

extension MailConfiguration {
    /// What the process's settings say; `docs/operations.md` lists them.
    ///
    /// Throws `invalidArgument` for values that cannot be used.
    init(_ settings: ServiceSettings) throws(RPCError) {
        self.init()
        server = try Self.server(settings)
        publicURL = settings.text("public.url").map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
        if let publicURL, !(publicURL.hasPrefix("https://") || publicURL.hasPrefix("http://")) {
            throw RPCError(.invalidArgument, "public.url must begin with https:// or http://.")
        }
        for entry in (settings.text("mail.language") ?? "").split(separator: ",") {
            let parts = entry.split(separator: "=").map { $0.trimmingCharacters(in: .whitespaces) }
            guard let language = parts.last.flatMap(TextLanguage.init), parts.count <= 2 else {
                throw RPCError(.invalidArgument, "mail.language is vi or en, and WORKSPACE=vi or en, by commas.")
            }
            if parts.count == 2 { workspaceLanguages[parts[0]] = language } else { self.language = language }
        }
    }

    private static func server(_ settings: ServiceSettings) throws(RPCError) -> SMTPServer? {
        guard let url = settings.text("smtp.server") else { return nil }
        guard let security = SMTPServer.Security(rawValue: settings.text("smtp.starttls") ?? "required") else {
            throw RPCError(.invalidArgument, "smtp.starttls is required, optional or off.")
        }
        guard
            let server = SMTPServer(
                url: url, from: settings.text("smtp.from") ?? "", security: security,
                credentials: try credentials(settings), trustFile: settings.text("smtp.trust"))
        else {
            throw RPCError(
                .invalidArgument, "smtp.server is smtp://host:port or smtps://host:port, smtp.from an e-mail address.")
        }
        guard server.credentials == nil || server.keepsSecrets else {
            throw RPCError(.invalidArgument, "A password is not sent without TLS; let smtp.starttls be required.")
        }
        return server
    }

    private static func credentials(_ settings: ServiceSettings) throws(RPCError) -> SMTPServer.Credentials? {
        guard let user = settings.text("smtp.user") else { return nil }
        guard let path = settings.text("smtp.password.file"),
            let password = try? String(contentsOfFile: path, encoding: .utf8)
        else {
            throw RPCError(.invalidArgument, "smtp.password.file must name a file with the password of smtp.user.")
        }
        return SMTPServer.Credentials(user: user, password: password.trimmingCharacters(in: .newlines))
    }
}
