import RPCCore

/// A connection that a client may send a call over.
final class Endpoint: Sendable {
    /// Unlike every other of its pool.
    let id: Int
    /// Tried in this order.
    let addresses: [PeerAddress]
    /// Ends with the last call that holds the endpoint, when the pool has let go of it.
    let connection: ClientConnection

    init(id: Int, addresses: [PeerAddress], connection: ClientConnection) {
        self.id = id
        self.addresses = addresses
        self.connection = connection
    }
}
