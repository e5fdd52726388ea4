/// What a client knows of one established connection: handshake and the way to its end.
///
/// A pure value. The transport tells it what happened and does what it returns.
@usableFromInline package struct ClientConnectionMachine: Equatable, Sendable {
    @usableFromInline enum Phase: Equatable, Sendable {
        /// The client's HELLO was sent; the server's must come first.
        case awaitingHello
        /// The client has proven itself; a HELLO with the server's proof must come.
        case awaitingProof
        case ready
        /// No new calls; those in flight may end.
        ///
        /// Ids above `last` were not accepted.
        case draining(last: UInt32)
        case closed
    }

    @usableFromInline var phase = Phase.awaitingHello
    /// The server must prove that it knows a secret; set before its first HELLO.
    package var asksProof = false

    package init() {}

    /// Whether calls may be started.
    @inlinable package var isReady: Bool {
        if case .ready = phase { return true }
        return false
    }

    /// Whether the server has not said HELLO yet, or not yet the one with its proof.
    package var isAwaitingHello: Bool { phase == .awaitingHello || phase == .awaitingProof }

    package enum OnHello: Equatable, Sendable {
        /// Answer the server's nonce with a HELLO that holds the client's proof.
        case prove(version: UInt32)
        case ready(version: UInt32)
        case violation(ProtocolViolation)
    }

    /// A HELLO of the server arrived.
    ///
    /// `isProven` is asked only of the one that follows the client's proof.
    package mutating func hello(
        magic: UInt32, _ peer: Handshake, isProven: @autoclosure () -> Bool = false
    ) -> OnHello {
        guard isAwaitingHello else { return .violation(.secondHello) }
        guard magic == Handshake.magic else { return .violation(.notThisProtocol) }
        guard let version = Handshake().commonVersion(with: peer) else { return .violation(.noCommonVersion) }
        if phase == .awaitingProof {
            guard isProven() else { return .violation(.unauthenticated("The server does not know the shared secret.")) }
        } else if asksProof {
            guard peer.nonce.count == Handshake.nonceByteCount else {
                return .violation(.unauthenticated("The client asks for the shared secret, and the server has none."))
            }
            phase = .awaitingProof
            return .prove(version: version)
        }
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
        case .awaitingHello, .awaitingProof:
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
