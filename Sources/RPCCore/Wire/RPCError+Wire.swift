extension RPCError {
    /// Most bytes of an encoded status.
    ///
    /// Details that do not fit are left out, then the message is cut.
    package static let statusByteLimit = 32 << 10

    /// The payload of a failed RESP frame, `danhba.rpc.v1.Status`.
    package func encodedStatus() -> [UInt8] {
        var writer = ProtobufWriter()
        writer.varint(1, code.rawValue)
        let message = message.utf8.count > 4096 ? String(message.prefix(1024)) : message
        // A peer refuses text with a NUL.
        writer.text(2, message.utf8.contains(0) ? message.filter { $0 != "\0" } : message)
        for detail in details where writer.bytes.count + detail.value.count + 256 < RPCError.statusByteLimit {
            writer.message(3) { pair in
                pair.text(1, detail.type)
                pair.bytes(2, detail.value)
            }
        }
        return writer.bytes
    }

    /// Reads a failed call's status.
    ///
    /// `code` is the frame's own; one that is not known becomes `unknown`.
    ///
    /// A payload that cannot be read leaves the code with a message that says so.
    package init(statusCode code: UInt32, isRetryable: Bool, decoding bytes: UnsafeRawBufferPointer) {
        var code = StatusCode(rawValue: code) ?? .unknown
        if code == .ok { code = .unknown }
        self.init(code, "", isRetryable: isRetryable)
        do {
            try read(bytes)
        } catch {
            message = "The peer's status could not be read."
            details = []
            cause = error
        }
    }

    private mutating func read(_ bytes: UnsafeRawBufferPointer) throws(ProtobufReader.Malformed) {
        var reader = ProtobufReader(bytes)
        while let field = try reader.next() {
            switch field {
            case .bytes(2, let value): message = try ProtobufReader.text(value)
            case .bytes(3, let value): details.append(try Detail(decoding: value))
            default: continue
            }
        }
    }
}

extension RPCError.Detail {
    /// When to try again: `danhba.rpc.v1.RetryInfo`.
    package static func retryInfo(milliseconds: UInt64) -> RPCError.Detail {
        var writer = ProtobufWriter()
        writer.varint(1, milliseconds)
        return RPCError.Detail(type: "danhba.rpc.v1.RetryInfo", value: writer.bytes)
    }

    fileprivate init(decoding bytes: UnsafeRawBufferPointer) throws(ProtobufReader.Malformed) {
        self.init(type: "", value: [])
        var reader = ProtobufReader(bytes)
        while let field = try reader.next() {
            switch field {
            case .bytes(1, let bytes): type = try ProtobufReader.text(bytes)
            case .bytes(2, let bytes): value = Array(bytes)
            default: continue
            }
        }
    }
}
