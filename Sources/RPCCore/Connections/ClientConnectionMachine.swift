/// What a client knows of one established connection: handshake and the way to its end.
///
/// A pure value. The transport tells it what happened and does what it returns.
@usableFromInline package struct ClientConnectionMachine: Equatable, Sendable {
    @usableFromInline enum Phase: Equatable, Sendable {
        /// The client's HELLO was sent; the server's must come first.
        case awaitingHello
        case ready
        /// No new calls; those in flight may end.
        ///
        /// Ids above `last` were not accepted.
        case draining(last: UInt32)
        case closed
    }

    @usableFromInline var phase = Phase.awaitingHello

    package init() {}

    /// Whether calls may be started.
    @inlinable package var isReady: Bool {
        if case .ready = phase { return true }
        return false
    }

    /// Whether the server has not said HELLO yet.
    package var isAwaitingHello: Bool { phase == .awaitingHello }

    package enum OnHello: Equatable, Sendable {
        case ready(version: UInt32)
        case violation(ProtocolViolation)
    }

    /// The server's HELLO arrived.
    package mutating func hello(magic: UInt32, _ peer: Handshake) -> OnHello {
        guard phase == .awaitingHello else { return .violation(.secondHello) }
        guard magic == Handshake.magic else { return .violation(.notThisProtocol) }
        guard let version = Handshake().commonVersion(with: peer) else { return .violation(.noCommonVersion) }
        phase = .ready
        return .ready(version: version)
    }

    package enum OnGoAway: Equatable, Sendable {
        /// Start no more calls here; those above `last` were never started; close when none is in flight.
        case drain(last: UInt32)
        /// The server refused the connection.
        case close
        case violation(ProtocolViolation)
    }

    /// GOAWAY arrived.
    ///
    /// A second one may only lower the bound.
    package mutating func goAway(last: UInt32, isError: Bool) -> OnGoAway {
        switch phase {
        case .awaitingHello:
            phase = .closed
            return .close
        case .ready:
            phase = isError ? .closed : .draining(last: last)
        case .draining(let earlier):
            guard last <= earlier else { return .violation(.unexpectedFrame(.goAway, streamID: 0)) }
            phase = isError ? .closed : .draining(last: last)
        case .closed: return .close
        }
        return isError ? .close : .drain(last: last)
    }

    /// The client wants no more calls here: ids are used up, or it shuts down.
    package mutating func retire() {
        if phase == .ready { phase = .draining(last: .max) }
    }

    /// Whether the connection has no further use once no call is in flight.
    @inlinable package var isDraining: Bool {
        if case .draining = phase { return true }
        return false
    }

    /// The connection ends now.
    ///
    /// False when it had ended before.
    package mutating func close() -> Bool {
        guard phase != .closed else { return false }
        phase = .closed
        return true
    }
}
