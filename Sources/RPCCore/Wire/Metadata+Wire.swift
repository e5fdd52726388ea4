extension Metadata {
    /// Most bytes of encoded metadata.
    package static let byteLimit = 8 << 10
    /// Most further pairs.
    package static let entryLimit = 64

    /// Whether `name` may name a workspace: 1 to 64 of `[a-z0-9_-]`, first a letter or a digit.
    ///
    /// Servers refuse calls to any other name, so a workspace's name is safe as a file name.
    public static func isValidWorkspace(_ name: String) -> Bool {
        let utf8 = name.utf8
        guard (1...64).contains(utf8.count), let first = utf8.first, isLetterOrDigit(first) else { return false }
        return utf8.allSatisfy { isLetterOrDigit($0) || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-") }
    }

    /// The metadata part of a frame, `danhba.rpc.v1.Metadata`; empty for the default metadata.
    ///
    /// The trace context is not in it; a frame carries that apart. Throws `invalidArgument` when a limit is exceeded.
    package func encoded() throws(RPCError) -> [UInt8] {
        var writer = ProtobufWriter()
        if workspace != Metadata.defaultWorkspace { writer.text(1, workspace) }
        writer.text(2, caller)
        writer.text(3, requestID)
        for entry in entries {
            writer.message(4) { pair in
                pair.text(1, entry.key)
                pair.text(2, entry.value)
            }
        }
        guard entries.count <= Metadata.entryLimit, writer.bytes.count <= Metadata.byteLimit else {
            throw RPCError(.invalidArgument, "The metadata exceeds 64 pairs or 8 KiB.")
        }
        try validate()
        return writer.bytes
    }

    /// Reads the metadata part of a frame.
    ///
    /// Throws `invalidArgument` naming what is wrong.
    package init(decoding bytes: UnsafeRawBufferPointer) throws(RPCError) {
        self.init()
        do {
            try read(bytes)
        } catch {
            throw RPCError(.invalidArgument, "The metadata is malformed.", cause: error)
        }
        if entries.count > Metadata.entryLimit {
            throw RPCError(.invalidArgument, "The metadata holds more than 64 pairs.")
        }
        try validate()
    }

    /// Reads encoded metadata.
    package init(decoding bytes: [UInt8]) throws(RPCError) {
        let result = bytes.withUnsafeBytes { bytes in
            Result { () throws(RPCError) in try Metadata(decoding: bytes) }
        }
        self = try result.get()
    }

    private mutating func read(_ bytes: UnsafeRawBufferPointer) throws(ProtobufReader.Malformed) {
        var reader = ProtobufReader(bytes)
        var fields = fields
        while let field = try reader.next() {
            switch field {
            case .bytes(1, let value) where !value.isEmpty: fields.workspace = try ProtobufReader.text(value)
            case .bytes(2, let value): fields.caller = try ProtobufReader.text(value)
            case .bytes(3, let value): fields.requestID = try ProtobufReader.text(value)
            case .bytes(4, let value): fields.entries.append(try Entry(decoding: value))
            default: continue
            }
        }
        self.fields = fields
    }

    private func validate() throws(RPCError) {
        guard Metadata.isValidWorkspace(workspace) else {
            throw RPCError(
                .invalidArgument, "A workspace is named by 1 to 64 of a-z, 0-9, _ and -, first a letter or a digit.")
        }
        guard !caller.utf8.contains(0), !requestID.utf8.contains(0) else {
            throw RPCError(.invalidArgument, "The metadata holds a NUL.")
        }
        for entry in entries {
            guard Metadata.isValidKey(entry.key), !entry.value.utf8.contains(0) else {
                throw RPCError(
                    .invalidArgument, "A metadata key is 1 to 128 of a-z, 0-9, ., _ and -; no value holds a NUL.")
            }
        }
    }

    private static func isValidKey(_ key: String) -> Bool {
        (1...128).contains(key.utf8.count)
            && key.utf8.allSatisfy { isLetterOrDigit($0) || ".-_".utf8.contains($0) }
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}

extension Metadata.Entry {
    fileprivate init(decoding bytes: UnsafeRawBufferPointer) throws(ProtobufReader.Malformed) {
        self.init(key: "", value: "")
        var reader = ProtobufReader(bytes)
        while let field = try reader.next() {
            switch field {
            case .bytes(1, let bytes): key = try ProtobufReader.text(bytes)
            case .bytes(2, let bytes): value = try ProtobufReader.text(bytes)
            default: continue
            }
        }
    }
}

extension TraceContext {
    /// Bytes of a trace context in a frame: trace id 16, parent id 8, flags 1.
    @inlinable package static var wireByteCount: Int { 25 }

    /// Reads the first 25 bytes of `bytes`, which must hold as many.
    package init(decoding bytes: UnsafeRawBufferPointer) {
        precondition(bytes.count >= TraceContext.wireByteCount, "a trace context needs 25 bytes")
        self.init(
            traceIDHigh: UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self)),
            traceIDLow: UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)),
            parentID: UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 16, as: UInt64.self)),
            flags: bytes[24])
    }

    /// Writes 25 bytes to the start of `bytes`, which must have room.
    package func encode(into bytes: UnsafeMutableRawBufferPointer) {
        precondition(bytes.count >= TraceContext.wireByteCount, "a trace context needs 25 bytes")
        bytes.storeBytes(of: traceIDHigh.bigEndian, as: UInt64.self)
        bytes.storeBytes(of: traceIDLow.bigEndian, toByteOffset: 8, as: UInt64.self)
        bytes.storeBytes(of: parentID.bigEndian, toByteOffset: 16, as: UInt64.self)
        bytes[24] = flags
    }
}
