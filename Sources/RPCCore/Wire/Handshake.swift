/// What each side says first: the payload of a HELLO frame, `danhba.rpc.v1.Hello`.
package struct Handshake: Sendable, Equatable {
    /// Field `b` of a HELLO frame: "DNBH".
    ///
    /// Tells a peer of another protocol at once.
    package static let magic: UInt32 = 0x444E_4248
    /// Bytes of a nonce.
    package static let nonceByteCount = 32
    /// Most bytes of a frame that either side takes before the handshake is done: enough for a thousand methods.
    package static let handshakeFrameByteLimit: UInt32 = 64 << 10
    /// In `compressions`: zlib's format, RFC 1950.
    package static let zlib: UInt32 = 1
    /// The one version of this implementation.
    package static let version: UInt32 = 1

    package var minVersion = Handshake.version
    package var maxVersion = Handshake.version
    package var frameByteLimit: UInt32 = 4 << 20
    package var streamWindow: UInt32 = 64 << 10
    package var inFlightCallLimit: UInt32 = 1024
    package var agent = ""
    package var methods: [Method] = []
    /// Fresh random bytes, where a shared secret is asked for.
    package var nonce: [UInt8] = []
    /// That the sender knows the shared secret.
    package var proof: [UInt8] = []
    /// Bits of the compressions that the sender takes and uses; a connection uses those of both sides.
    package var compressions: UInt32 = 0

    /// One line of the method table.
    package struct Method: Sendable, Equatable {
        package var id: UInt32
        package var fullName: String
        package var kind: UInt32
        package var idempotency: UInt32

        package init(id: UInt32, fullName: String, kind: UInt32 = 0, idempotency: UInt32 = 0) {
            self.id = id
            self.fullName = fullName
            self.kind = kind
            self.idempotency = idempotency
        }
    }

    package init() {}

    /// Without limits, which come in another HELLO.
    package static var bare: Handshake {
        var handshake = Handshake()
        handshake.frameByteLimit = 0
        handshake.streamWindow = 0
        handshake.inFlightCallLimit = 0
        return handshake
    }

    /// The version that two peers speak, nil when there is none.
    package func commonVersion(with peer: Handshake) -> UInt32? {
        let version = min(maxVersion, peer.maxVersion)
        return version >= max(minVersion, peer.minVersion) ? version : nil
    }

    package func encoded() -> [UInt8] {
        var writer = ProtobufWriter()
        writer.varint(1, minVersion)
        writer.varint(2, maxVersion)
        writer.varint(3, frameByteLimit)
        writer.varint(4, streamWindow)
        writer.varint(5, inFlightCallLimit)
        writer.text(6, agent)
        for method in methods {
            writer.message(7) { line in
                line.varint(1, method.id)
                line.text(2, method.fullName)
                line.varint(3, method.kind)
                line.varint(4, method.idempotency)
            }
        }
        writer.bytes(8, nonce)
        writer.bytes(9, proof)
        writer.varint(10, compressions)
        return writer.bytes
    }

    /// Most bytes of an agent that are kept.
    private static let agentByteLimit = 128

    /// Reads a HELLO's payload.
    ///
    /// Versions and limits of 0 become their defaults, as if they were absent; no limit is taken beyond what a frame can
    /// carry.
    package init(decoding bytes: UnsafeRawBufferPointer) throws(ProtobufReader.Malformed) {
        var reader = ProtobufReader(bytes)
        while let field = try reader.next() {
            switch field {
            case .varint(1, let value) where value > 0: minVersion = UInt32(clamping: value)
            case .varint(2, let value) where value > 0: maxVersion = UInt32(clamping: value)
            case .varint(3, let value) where value > 0: frameByteLimit = UInt32(min(value, 0x00FF_FFFF))
            case .varint(4, let value) where value > 0: streamWindow = UInt32(min(value, 0x7FFF_FFFF))
            case .varint(5, let value) where value > 0: inFlightCallLimit = UInt32(clamping: value)
            case .bytes(6, let value): agent = try ProtobufReader.text(value, cutAfter: Handshake.agentByteLimit)
            case .bytes(7, let value): methods.append(try Method(decoding: value))
            case .bytes(8, let value): nonce = Array(value.prefix(Handshake.nonceByteCount + 1))
            case .varint(10, let value): compressions = UInt32(truncatingIfNeeded: value)
            case .bytes(9, let value): proof = Array(value.prefix(Handshake.nonceByteCount + 1))
            default: continue
            }
        }
    }
}

extension Handshake.Method {
    init(decoding bytes: UnsafeRawBufferPointer) throws(ProtobufReader.Malformed) {
        self.init(id: 0, fullName: "")
        var reader = ProtobufReader(bytes)
        while let field = try reader.next() {
            switch field {
            case .varint(1, let value): id = UInt32(clamping: value)
            case .bytes(2, let value): fullName = try ProtobufReader.text(value)
            case .varint(3, let value): kind = UInt32(clamping: value)
            case .varint(4, let value): idempotency = UInt32(clamping: value)
            default: continue
            }
        }
    }
}
