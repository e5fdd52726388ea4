import RPCCore

extension FuzzTarget {
    /// A HELLO that can be read can be written and read again, and both peers find the same version in it.
    static let hello = FuzzTarget(name: "hello", byteLimit: 4096) { bytes in
        guard let peer = try? Handshake(decoding: bytes) else { return }
        let encoded = peer.encoded()
        let again = try encoded.withUnsafeBytes { try Handshake(decoding: $0) }
        try demand(again == peer, "written and read again it differs")
        try demand(encoded.count <= 4 * bytes.count + 64, "it grows when it is written")
        try demand((1...0x00FF_FFFF).contains(peer.frameByteLimit), "a frame limit of \(peer.frameByteLimit)")
        try demand((1...0x7FFF_FFFF).contains(peer.streamWindow), "a window of \(peer.streamWindow)")
        try demand(peer.agent.utf8.count <= 128, "an agent of \(peer.agent.utf8.count) bytes")
        let version = Handshake().commonVersion(with: peer)
        try demand(version == peer.commonVersion(with: Handshake()), "the peers disagree on the version")
        var server = ServerConnectionMachine(limits: .init(inFlightCalls: 1, inFlightBytes: 1))
        var client = ClientConnectionMachine()
        let answer = server.hello(magic: Handshake.magic, peer)
        let reaction = client.hello(magic: Handshake.magic, peer)
        if let version {
            try demand(answer == .answer(version: version), "the server refuses a version that both speak")
            try demand(reaction == .ready(version: version), "the client refuses a version that both speak")
            try demand(server.hello(magic: Handshake.magic, peer) == .violation(.secondHello), "a second HELLO passes")
        } else {
            try demand(answer == .violation(.noCommonVersion), "the server speaks a version that the peer does not")
            try demand(reaction == .violation(.noCommonVersion), "the client speaks a version that the peer does not")
        }
    }

    /// Metadata is refused as an invalid argument, or keeps its limits and can be passed on; so can a traceparent.
    static let metadata = FuzzTarget(name: "metadata", byteLimit: Metadata.byteLimit) { bytes in
        if let trace = TraceContext(traceparent: bytes.string) {
            try demand(TraceContext(traceparent: trace.traceparent) == trace, "a traceparent changes on its way")
            try demand(trace.traceparent.hasPrefix("00-"), "a traceparent of another version")
        }
        let metadata: Metadata
        do {
            metadata = try Metadata(decoding: bytes)
        } catch let error as RPCError {
            return try demand(error.code == .invalidArgument, "refused with \(error.code)")
        }
        try demand(Metadata.isValidWorkspace(metadata.workspace), "the workspace \(metadata.workspace)")
        try demand(metadata.entries.count <= Metadata.entryLimit, "\(metadata.entries.count) pairs")
        let encoded = try metadata.encoded()
        try demand(encoded.count <= bytes.count, "it grows when it is written")
        try demand(try Metadata(decoding: encoded) == metadata, "written and read again it differs")
    }

    /// Any status payload becomes an error with a code, which survives being passed on.
    static let status = FuzzTarget(name: "status", byteLimit: 4096) { bytes in
        var input = FuzzInput(bytes)
        let error = RPCError(statusCode: UInt32(input.byte()), isRetryable: false, decoding: input.rest)
        try demand(error.code != .ok, "a failure without a code")
        let encoded = error.encodedStatus()
        try demand(encoded.count <= RPCError.statusByteLimit, "a status of \(encoded.count) bytes")
        let again = encoded.withUnsafeBytes {
            RPCError(statusCode: error.code.rawValue, isRetryable: false, decoding: $0)
        }
        try demand(again.code == error.code && again.message == error.message, "passed on it differs")
        try demand(again.details == error.details, "details are lost on the way")
    }
}
