/// The other end of a connection that a call came over.
public final class CallPeer: Sendable {
    /// Where it is, for logs.
    public let address: String
    /// Who it is, as it has proven: the first DNS name or URI of its certificate's subject alternative names, or
    /// `sharedSecret`.
    ///
    /// Nil where the transport asked for no proof.
    public let identity: String?

    /// The identity of all who know the secret of a plain connection; no certificate can have it.
    public static let sharedSecret = "(secret)"
    /// Of contexts that no transport made.
    public static let unknown = CallPeer(address: "")

    /// A peer; transports make them, and tests.
    public init(address: String, identity: String? = nil) {
        self.address = address
        self.identity = identity
    }
}
