internal import CMessages
internal import CProtobufC
internal import RPCCore

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// From bytes to Swift values, by way of protobuf-c's structs.
enum Unpacking {
    /// Most memory that protobuf-c may take for one message.
    ///
    /// It bounds what a hostile message can cost: protobuf-c needs up to 73 bytes for one of input. Ordinary messages
    /// need 2 to 10.
    static func byteLimit(forInput byteCount: Int) -> Int { min(32 << 20, (256 << 10) + byteCount &* 32) }

    /// Unpacks `bytes` and gives the C struct to `make`, which copies what it needs.
    @inline(__always)
    static func message<C, M>(
        _ bytes: UnsafeRawBufferPointer, _ type: String,
        _ unpack: (UnsafeMutablePointer<ProtobufCAllocator>?, Int, UnsafePointer<UInt8>?) -> UnsafeMutablePointer<C>?,
        _ make: (UnsafePointer<C>) throws -> M
    ) throws -> M {
        guard bytes.count <= Int32.max else { throw tooLarge(type) }
        return try Arena.withScope(byteLimit: byteLimit(forInput: bytes.count)) { arena in
            let input = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
            guard let message = unpack(arena.allocator, bytes.count, input) else {
                throw arena.isExhausted ? tooLarge(type) : malformed(type)
            }
            return try make(message)
        }
    }

    /// Copies a string that protobuf-c unpacked.
    @inline(__always)
    static func string(_ pointer: UnsafePointer<CChar>?, _ field: StaticString) throws -> String {
        guard let pointer, pointer != protobuf_c_absent_string() else { return "" }
        let count = Arena.size(of: pointer) &- 1
        let bytes = UnsafeBufferPointer(
            start: UnsafeRawPointer(pointer).assumingMemoryBound(to: UInt8.self), count: count)
        guard strlen(pointer) == count, let string = validated(bytes) else { throw notText(field) }
        return string
    }

    /// Nil when the bytes are not UTF-8.
    private static func validated(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
        // The generic initialiser looks metadata up at run time, which takes longer than all the rest.
        guard #available(macOS 26, *) else { return String(validating: bytes, as: UTF8.self) }
        guard let text = try? UTF8Span(validating: bytes.span) else { return nil }
        return String(copying: text)
    }

    static func strings(
        _ count: Int, _ pointers: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?, _ field: StaticString
    ) throws -> [String] {
        try UnsafeBufferPointer(start: pointers, count: count).map { try string($0, field) }
    }

    static func bytes(_ data: ProtobufCBinaryData) -> [UInt8] {
        Array(UnsafeBufferPointer(start: data.data, count: data.data == nil ? 0 : data.len))
    }

    /// Copies numbers.
    static func array<T>(_ count: Int, _ values: UnsafeMutablePointer<T>?) -> [T] {
        Array(UnsafeBufferPointer(start: values, count: count))
    }

    @inline(__always)
    static func array<C, T>(_ count: Int, _ values: UnsafeMutablePointer<C>?, _ convert: (C) -> T) -> [T] {
        UnsafeBufferPointer(start: values, count: count).map(convert)
    }

    @inline(__always)
    static func messages<C, T>(
        _ count: Int, _ pointers: UnsafeMutablePointer<UnsafeMutablePointer<C>?>?,
        _ make: (UnsafePointer<C>) throws -> T
    ) throws -> [T] {
        guard let pointers, count > 0 else { return [] }
        var result: [T] = []
        result.reserveCapacity(count)
        for index in 0..<count {
            // protobuf-c counts an element only after it has stored it.
            if let pointer = pointers[index] { result.append(try make(pointer)) }
        }
        return result
    }

    /// The message in a oneof whose case says that it is there.
    @inline(__always)
    static func member<C, T>(
        _ pointer: UnsafeMutablePointer<C>?, _ field: StaticString, _ make: (UnsafePointer<C>) throws -> T
    ) throws -> T {
        guard let pointer else { throw RPCError(.invalidArgument, "\(field) is malformed.") }
        return try make(pointer)
    }

    @inline(never)
    private static func malformed(_ type: String) -> RPCError {
        RPCError(.invalidArgument, "The bytes are not a \(type).")
    }

    @inline(never)
    private static func tooLarge(_ type: String) -> RPCError {
        RPCError(.resourceExhausted, "The \(type) would take too much memory.")
    }

    @inline(never)
    private static func notText(_ field: StaticString) -> RPCError {
        RPCError(.invalidArgument, "\(field) is not UTF-8 or holds a NUL.")
    }
}
