import NIOCore
import RPCCore

/// A peer's addresses as they were given, and what their host names stand for.
struct AddressBook: Sendable {
    /// An address to connect to.
    struct Entry: Sendable, Hashable {
        var address: PeerAddress
        /// The host name that it was found by, which the server's certificate must have; nil: it was given so.
        var name: String?
    }

    private let given: [Entry]
    /// By place in `given`; a name that was not looked up yet has none.
    private var found: [[Entry]]
    private let limit: Int

    /// - Parameter limit: What the names stand for beyond so many addresses is left out.
    init(_ given: [Entry], limit: Int) {
        self.given = given
        found = given.map { $0.address.hostName == nil ? [$0] : [] }
        self.limit = limit
    }

    /// Whether any address has a host name.
    var hasNames: Bool { given.contains { $0.address.hostName != nil } }

    /// Every address that is known, each once, in the order given.
    var entries: [Entry] {
        var seen: Set<PeerAddress> = []
        return Array(found.joined().filter { seen.insert($0.address).inserted }.prefix(limit))
    }

    /// What the names stand for, by place; blocks.
    ///
    /// Nil where it cannot be found out, and for addresses without a name.
    func lookUp(with resolver: any HostResolver) -> [[Entry]?] {
        given.map { entry in
            guard let name = entry.address.hostName else { return nil }
            // A failure is told by the absence: what was known before stays in use.
            let hosts = try? resolver.addresses(ofHost: name)
            return hosts?.map { Entry(address: entry.address.withHost($0), name: name) }
        }
    }

    /// Takes in what a look-up found; names that it did not find keep their addresses.
    mutating func update(_ answers: [[Entry]?]) {
        for (place, answer) in zip(found.indices, answers) {
            if let answer, !answer.isEmpty { found[place] = answer }
        }
    }
}

extension PeerAddress {
    /// The host, where it is a name that has to be looked up.
    fileprivate var hostName: String? {
        switch self {
        case .tcp(let host, _), .tls(let host, _):
            // The initialiser only throws for text that is no IP address.
            (try? SocketAddress(ipAddress: host, port: 0)) == nil ? host : nil
        case .unix: nil
        }
    }

    /// The same port at another host.
    fileprivate func withHost(_ host: String) -> PeerAddress {
        switch self {
        case .tcp(_, let port): .tcp(host: host, port: port)
        case .tls(_, let port): .tls(host: host, port: port)
        case .unix: self
        }
    }
}
