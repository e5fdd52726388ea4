import RPCCore

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The metadata that a connection's last call had: callers send the same again and again.
struct MetadataCache {
    private var bytes: [UInt8] = []
    private var metadata = Metadata()

    /// The metadata between a frame's header and payload.
    mutating func metadata(of header: FrameHeader, _ body: UnsafeRawBufferPointer) throws(RPCError) -> Metadata {
        let hasTrace = header.flags.contains(.hasTrace)
        if header.metadataByteCount == 0 && !hasTrace { return bytes.isEmpty ? metadata : Metadata() }
        let start = hasTrace ? TraceContext.wireByteCount : 0
        let encoded = UnsafeRawBufferPointer(rebasing: body[start..<start + Int(header.metadataByteCount)])
        if !encoded.isEqual(to: bytes) {
            metadata = try Metadata(decoding: encoded)
            bytes = Array(encoded)
        }
        guard hasTrace else { return metadata }
        var traced = metadata
        traced.trace = TraceContext(decoding: body)
        return traced
    }
}

extension UnsafeRawBufferPointer {
    fileprivate func isEqual(to bytes: [UInt8]) -> Bool {
        guard count == bytes.count, let start = baseAddress else { return count == bytes.count }
        return bytes.withUnsafeBytes { bytes in bytes.baseAddress.map { memcmp(start, $0, count) == 0 } ?? true }
    }
}
