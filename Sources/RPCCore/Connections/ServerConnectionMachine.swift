/// What a server knows of one connection: handshake, call ids, what is in flight, and the way to its end.
///
/// A pure value. The transport tells it what happened and does what it returns.
@usableFromInline package struct ServerConnectionMachine: Equatable, Sendable {
    /// Bounds of one connection.
    @usableFromInline package struct Limits: Equatable, Sendable {
        @usableFromInline package var inFlightCalls: Int
        /// Request bytes of the calls in flight.
        @usableFromInline package var inFlightBytes: Int

        package init(inFlightCalls: Int, inFlightBytes: Int) {
            self.inFlightCalls = inFlightCalls
            self.inFlightBytes = inFlightBytes
        }
    }

    @usableFromInline enum Phase: Equatable, Sendable {
        /// Only a HELLO may come.
        case awaitingHello
        /// The client was given a nonce; only a HELLO with its proof may come.
        case awaitingProof
        case serving
        /// GOAWAY without a bound was sent, and a PING; calls are still accepted until the PONG.
        case announcing
        /// GOAWAY with the last accepted id was sent; later calls are not answered.
        case draining(last: UInt32)
        case closed
    }

    @usableFromInline let limits: Limits
    private let asksProof: Bool
    @usableFromInline var phase = Phase.awaitingHello
    /// The highest id of a call that was seen.
    @usableFromInline package internal(set) var lastStreamID: UInt32 = 0
    @usableFromInline package internal(set) var inFlightCalls = 0
    @usableFromInline package internal(set) var inFlightBytes = 0

    /// - Parameter asksProof: Clients must prove that they know a secret.
    package init(limits: Limits, asksProof: Bool = false) {
        self.limits = limits
        self.asksProof = asksProof
    }

    package enum OnHello: Equatable, Sendable {
        /// Send a HELLO with a nonce; the client proves itself with another HELLO.
        case challenge(version: UInt32)
        case answer(version: UInt32)
        case violation(ProtocolViolation)
    }

    /// A HELLO of the client arrived.
    ///
    /// `isProven` is asked only of the one that answers a challenge.
    package mutating func hello(
        magic: UInt32, _ peer: Handshake, isProven: @autoclosure () -> Bool = false
    ) -> OnHello {
        guard isAwaitingHello else { return .violation(.secondHello) }
        guard magic == Handshake.magic else { return .violation(.notThisProtocol) }
        guard let version = Handshake().commonVersion(with: peer) else { return .violation(.noCommonVersion) }
        if phase == .awaitingProof {
            guard isProven() else { return .violation(.unauthenticated("The client does not know the shared secret.")) }
        } else if asksProof {
            guard peer.nonce.count == Handshake.nonceByteCount else {
                return .violation(.unauthenticated("The server asks for the shared secret, and the client has none."))
            }
            phase = .awaitingProof
            return .challenge(version: version)
        }
        phase = .serving
        return .answer(version: version)
    }

    @usableFromInline package enum OnRequest: Equatable, Sendable {
        /// Answer it; it counts as in flight until `callEnded`.
        case accept
        /// Answer it at once with `unavailable`, retryable.
        case refuse
        /// The peer learns from GOAWAY that it was not accepted.
        case ignore
        case violation(ProtocolViolation)
    }

    /// A REQ arrived.
    @inlinable package mutating func request(_ streamID: UInt32, byteCount: Int) -> OnRequest {
        if isServing && streamID & 1 == 1 && streamID > lastStreamID && inFlightCalls < limits.inFlightCalls
            && inFlightBytes &+ byteCount <= limits.inFlightBytes
        {
            lastStreamID = streamID
            inFlightCalls &+= 1
            inFlightBytes &+= byteCount
            return .accept
        }
        return exceptionalRequest(streamID, byteCount)
    }

    /// Whether the client has not said HELLO yet, or not yet the one with its proof.
    @inlinable package var isAwaitingHello: Bool {
        switch phase {
        case .awaitingHello, .awaitingProof: true
        case .serving, .announcing, .draining, .closed: false
        }
    }

    @inlinable var isServing: Bool {
        switch phase {
        case .serving, .announcing: true
        case .awaitingHello, .awaitingProof, .draining, .closed: false
        }
    }

    @usableFromInline mutating func exceptionalRequest(_ streamID: UInt32, _ byteCount: Int) -> OnRequest {
        if isAwaitingHello { return .violation(.noHello) }
        guard streamID & 1 == 1 else { return .violation(.evenStreamID(streamID)) }
        guard streamID > lastStreamID else { return .violation(.reusedStreamID(streamID)) }
        lastStreamID = streamID
        switch phase {
        case .draining, .closed: return .ignore
        case .serving, .announcing, .awaitingHello, .awaitingProof: return .refuse
        }
    }

    /// The request of an accepted call became longer, or with less than 0 shorter, when it was inflated.
    ///
    /// False, and nothing changed, when that is more than may be in flight.
    package mutating func requestGrew(by byteCount: Int) -> Bool {
        guard inFlightBytes + byteCount <= limits.inFlightBytes else { return false }
        inFlightBytes += byteCount
        return true
    }

    @usableFromInline package enum OnCallEnded: Equatable, Sendable {
        case stay
        /// The last call of a draining connection was answered.
        case close
    }

    /// An accepted call got its terminal frame.
    @inlinable package mutating func callEnded(byteCount: Int) -> OnCallEnded {
        inFlightCalls &-= 1
        inFlightBytes &-= byteCount
        return inFlightCalls == 0 && isDraining ? .close : .stay
    }

    @inlinable var isDraining: Bool {
        if case .draining = phase { return true }
        return false
    }

    package enum OnDrain: Equatable, Sendable {
        /// Send GOAWAY without a bound and a PING; tell `announced` when the PONG or a second has come.
        case announce
        case close
        case nothing
    }

    /// The server is to end.
    package mutating func drain() -> OnDrain {
        switch phase {
        case .awaitingHello, .awaitingProof:
            phase = .closed
            return .close
        case .serving:
            phase = .announcing
            return .announce
        case .announcing, .draining, .closed: return .nothing
        }
    }

    package enum OnAnnounced: Equatable, Sendable {
        /// Send GOAWAY with the last accepted id; close when nothing is in flight.
        case goAway(last: UInt32, close: Bool)
        case nothing
    }

    /// The peer has seen that the server drains, or has had a second for it.
    package mutating func announced() -> OnAnnounced {
        guard phase == .announcing else { return .nothing }
        phase = .draining(last: lastStreamID)
        return .goAway(last: lastStreamID, close: inFlightCalls == 0)
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

/// How a peer broke the protocol; ends its connection.
@usableFromInline package enum ProtocolViolation: Error, Equatable, Sendable {
    case noHello
    case secondHello
    case notThisProtocol
    case noCommonVersion
    case malformedHello
    case evenStreamID(UInt32)
    case reusedStreamID(UInt32)
    case unexpectedFrame(FrameType, streamID: UInt32)
    case compressedFrame
    case frame(FrameViolation)
    case stream(StreamViolation)
    case excessiveCredit
    /// The peer has not shown who it is; what is missing, in a sentence.
    case unauthenticated(String)

    /// What the peer and the log are told.
    package var error: RPCError {
        switch self {
        case .noHello: RPCError(.failedPrecondition, "HELLO must come first, and in time.")
        case .secondHello: RPCError(.failedPrecondition, "A second HELLO.")
        case .notThisProtocol: RPCError(.failedPrecondition, "The peer speaks another protocol.")
        case .noCommonVersion: RPCError(.failedPrecondition, "The peers speak no common version of the protocol.")
        case .malformedHello: RPCError(.invalidArgument, "The HELLO is malformed.")
        case .evenStreamID(let id): RPCError(.invalidArgument, "Call id \(id) is even; clients use odd ones.")
        case .reusedStreamID(let id): RPCError(.invalidArgument, "Call id \(id) is not higher than all before.")
        case .unexpectedFrame(let type, let id):
            RPCError(.invalidArgument, "A frame of type \(type.rawValue) may not come on stream \(id).")
        case .compressedFrame: RPCError(.unimplemented, "A compressed frame where none may come.")
        case .frame(let violation): violation.error
        case .stream(let violation): violation.error
        case .unauthenticated(let reason): RPCError(.unauthenticated, reason)
        case .excessiveCredit: RPCError(.invalidArgument, "The peer granted more than 2147483647 bytes of credit.")
        }
    }
}
