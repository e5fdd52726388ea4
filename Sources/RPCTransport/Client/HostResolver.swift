import RPCCore

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Looks up the addresses of hosts.
public protocol HostResolver: Sendable {
    /// The IP addresses of `host`, as text, best first.
    ///
    /// Called on a thread that may block, once at a time for each client. Throws when they cannot be found out.
    func addresses(ofHost host: String) throws -> [String]
}

/// Asks the system: hosts file, DNS, whatever the machine is set up for.
public struct SystemHostResolver: HostResolver {
    /// Needs nothing.
    public init() {}

    /// All IPv4 and IPv6 addresses, in the system's order of preference.
    ///
    /// Throws `unavailable`, retryable, when there is none or it cannot be found out now.
    public func addresses(ofHost host: String) throws -> [String] {
        var hints = addrinfo()
        hints.ai_family = AF_UNSPEC
        #if canImport(Glibc)
            hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        #else
            hints.ai_socktype = SOCK_STREAM
        #endif
        var list: UnsafeMutablePointer<addrinfo>?
        let status = getaddrinfo(host, nil, &hints, &list)
        guard status == 0 else {
            throw RPCError(
                .unavailable, "The host's addresses cannot be found out: \(String(cString: gai_strerror(status))).",
                isRetryable: true)
        }
        defer { freeaddrinfo(list) }
        return sequence(first: list, next: { $0?.pointee.ai_next }).prefix { $0 != nil }
            .compactMap { entry in entry.flatMap { SystemHostResolver.text(of: $0.pointee) } }
    }

    private static func text(of entry: addrinfo) -> String? {
        var buffer = [CChar](repeating: 0, count: Int(NI_MAXHOST))
        let status = getnameinfo(
            entry.ai_addr, entry.ai_addrlen, &buffer, socklen_t(buffer.count), nil, 0, NI_NUMERICHOST)
        guard status == 0 else { return nil }
        return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
