import RPCCore

/// What became of a client's connection, as its owner is told.
enum ClientConnectivity: Sendable {
    /// It was lost, or takes no more calls; the next call, or `connect`, makes a new one.
    case idle
    /// It takes calls.
    case ready
    /// No address could be reached; further attempts follow by themselves.
    case failing(RPCError)
}
