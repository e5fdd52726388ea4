/// What a client has done for its callers so far, and where it stands.
public struct PeerStatistics: Sendable, Equatable {
    /// An address, or with `pickFirst` the list of them, that has a connection of its own.
    public struct Endpoint: Sendable, Equatable {
        /// Tried in this order.
        public var addresses: [PeerAddress]
        /// Whether it takes calls.
        public var isReady: Bool
        /// Calls without outcome.
        public var pendingCalls: Int
    }

    /// Attempts that were made because the one before failed.
    public var retries = 0
    /// Attempts that were made because the first one took long.
    public var hedges = 0
    /// Attempts that the budget did not allow.
    public var budgetRefusals = 0
    /// For all calls that are not bulk.
    public var endpoints: [Endpoint] = []
    /// For uploads, downloads and large batches.
    public var bulkEndpoints: [Endpoint] = []
}
