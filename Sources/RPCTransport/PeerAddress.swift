import NIOCore
import RPCCore

/// Where a server listens or a client connects.
public enum PeerAddress: Sendable, Hashable, CustomStringConvertible {
    /// A host name or address and a port; port 0 lets the system choose when listening.
    case tcp(host: String, port: Int)
    /// As `tcp`, with TLS; servers need the files of `Credentials.tls`, and so do clients.
    case tls(host: String, port: Int)
    /// The path of a unix domain socket, at most 103 bytes.
    case unix(path: String)

    /// Reads `tcp:host:port`, `tls:host:port`, `unix:/path`, or `host:port` for short; an IPv6 address stands in brackets.
    ///
    /// Throws `invalidArgument` naming the text that is no address.
    public init(_ text: String) throws(RPCError) {
        if text.hasPrefix("unix:") {
            let path = String(text.dropFirst(5))
            guard (1...103).contains(path.utf8.count) else { throw PeerAddress.malformed(text) }
            self = .unix(path: path)
            return
        }
        let isTLS = text.hasPrefix("tls:")
        let rest = isTLS || text.hasPrefix("tcp:") ? text.dropFirst(4) : text[...]
        guard let colon = rest.lastIndex(of: ":"), let port = UInt16(rest[rest.index(after: colon)...]) else {
            throw PeerAddress.malformed(text)
        }
        var host = rest[..<colon]
        if host.hasPrefix("[") && host.hasSuffix("]") { host = host.dropFirst().dropLast() }
        guard !host.isEmpty else { throw PeerAddress.malformed(text) }
        self = isTLS ? .tls(host: String(host), port: Int(port)) : .tcp(host: String(host), port: Int(port))
    }

    /// Reads one address or several, separated by commas; blanks around them are ignored.
    ///
    /// Throws `invalidArgument` naming the text that is no address, also when there is none.
    public static func list(_ text: String) throws(RPCError) -> [PeerAddress] {
        var addresses: [PeerAddress] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            addresses.append(try PeerAddress(String(part.drop { $0 == " " }.prefix { $0 != " " })))
        }
        return addresses
    }

    /// In the form that `init(_:)` reads.
    public var description: String {
        switch self {
        case .tcp(let host, let port): "tcp:" + PeerAddress.text(host, port)
        case .tls(let host, let port): "tls:" + PeerAddress.text(host, port)
        case .unix(let path): "unix:\(path)"
        }
    }

    private static func text(_ host: String, _ port: Int) -> String {
        host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    }

    private static func malformed(_ text: String) -> RPCError {
        RPCError(.invalidArgument, "\"\(text)\" is no address; use tcp:host:port, tls:host:port or unix:/path.")
    }

    /// The address a socket is bound to or connected with, nil for kinds of socket that are not used here.
    init?(_ address: SocketAddress?) {
        switch address {
        case .unixDomainSocket: self = .unix(path: address?.pathname ?? "")
        case .v4, .v6:
            guard let host = address?.ipAddress, let port = address?.port else { return nil }
            self = .tcp(host: host, port: port)
        case nil: return nil
        }
    }

    /// What a socket connects to; throws when the host is no IP address, or the path is too long.
    func socketAddress() throws -> SocketAddress {
        switch self {
        case .tcp(let host, let port), .tls(let host, let port): try SocketAddress(ipAddress: host, port: port)
        case .unix(let path): try SocketAddress(unixDomainSocketPath: path)
        }
    }

    /// The same host and port with TLS.
    var withTLS: PeerAddress {
        guard case .tcp(let host, let port) = self else { return self }
        return .tls(host: host, port: port)
    }
}
