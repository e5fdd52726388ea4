import RPCCore

/// A connection that a client may send a call over.
final class Endpoint: Sendable {
    /// Unlike every other of its pool.
    let id: Int
    /// Tried in this order.
    let entries: [AddressBook.Entry]
    /// Ends with the last call that holds the endpoint, when the pool has let go of it.
    let connection: ClientConnection

    init(id: Int, entries: [AddressBook.Entry], connection: ClientConnection) {
        self.id = id
        self.entries = entries
        self.connection = connection
    }
}
