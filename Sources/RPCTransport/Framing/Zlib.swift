import CZlib
import NIOPosix
import Synchronization

/// zlib's state of a compression: some 260 KiB, so each thread that compresses keeps one for its next message.
struct Deflater: ~Copyable {
    private final class OfThread: Sendable {
        static let variable = ThreadSpecificVariable<OfThread>()
        // Only one thread knows it: the lock is never waited for.
        let deflater = Mutex(Deflater())
    }

    /// At one address as long as zlib uses it, which remembers it.
    private let stream: UnsafeMutablePointer<z_stream>
    private let isUsable: Bool

    private init() {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        isUsable =
            deflateInit_(stream, Z_BEST_SPEED, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
    }

    deinit {
        if isUsable { deflateEnd(stream) }
        stream.deinitialize(count: 1)
        stream.deallocate()
    }

    /// Calls `body` with this thread's state.
    static func ofThread(_ body: (borrowing Deflater) -> Int?) -> Int? {
        if let known = OfThread.variable.currentValue { return known.deflater.withLock { body($0) } }
        let made = OfThread()
        OfThread.variable.currentValue = made
        return made.deflater.withLock { body($0) }
    }

    /// Compresses a message; nil when `target` is too short for it, or zlib got no memory.
    func deflate(
        _ message: UnsafeRawBufferPointer, into target: UnsafeMutableRawBufferPointer, level: Int32
    ) -> Int? {
        guard isUsable, deflateReset(stream) == Z_OK, deflateParams(stream, level, Z_DEFAULT_STRATEGY) == Z_OK else {
            return nil
        }
        stream.setInput(message)
        stream.setOutput(target)
        guard CZlib.deflate(stream, Z_FINISH) == Z_STREAM_END else { return nil }
        return target.count - Int(stream.pointee.avail_out)
    }
}

/// zlib's state of a decompression.
struct Inflater: ~Copyable {
    private enum Outcome {
        case complete(byteCount: Int)
        /// There is more than `target` holds.
        case full
        case damaged
    }

    private let stream: UnsafeMutablePointer<z_stream>
    private let isUsable: Bool

    private init() {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        isUsable = inflateInit_(stream, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
    }

    deinit {
        if isUsable { inflateEnd(stream) }
        stream.deinitialize(count: 1)
        stream.deallocate()
    }

    /// The message that `bytes` hold, one zlib stream and nothing else; never takes more memory for it than `byteLimit`.
    ///
    /// First with room for eight times the compressed bytes, which is enough for most; then, from the start again, with
    /// all that is allowed.
    static func inflated(
        _ bytes: UnsafeRawBufferPointer, byteLimit: Int
    ) throws(CompressionFailure) -> [UInt8] {
        let inflater = Inflater()
        guard inflater.isUsable else { throw .noMemory }
        let byteLimit = max(1, byteLimit)
        let guess = min(byteLimit, max(4096, bytes.count &* 8))
        if let message = try inflater.inflated(bytes, capacity: guess) { return message }
        if guess < byteLimit, let message = try inflater.inflated(bytes, capacity: byteLimit) { return message }
        throw .tooLong(byteLimit: byteLimit)
    }

    /// Nil when the message is longer than `capacity`, which is at least 1.
    private func inflated(
        _ bytes: UnsafeRawBufferPointer, capacity: Int
    ) throws(CompressionFailure) -> [UInt8]? {
        var outcome = Outcome.damaged
        let message = [UInt8](unsafeUninitializedCapacity: capacity) { target, count in
            outcome = inflate(bytes, into: UnsafeMutableRawBufferPointer(target))
            if case .complete(let byteCount) = outcome { count = byteCount }
        }
        switch outcome {
        case .complete: return message
        case .full: return nil
        case .damaged: throw .damaged
        }
    }

    private func inflate(_ bytes: UnsafeRawBufferPointer, into target: UnsafeMutableRawBufferPointer) -> Outcome {
        guard inflateReset(stream) == Z_OK else { return .damaged }
        stream.setInput(bytes)
        stream.setOutput(target)
        var result = CZlib.inflate(stream, Z_FINISH)
        let byteCount = target.count - Int(stream.pointee.avail_out)
        if result != Z_STREAM_END, byteCount == target.count {
            // The end of a message that fills its room exactly may still have to be read; a further byte must not come.
            var spare: UInt8 = 0
            let isFull = withUnsafeMutableBytes(of: &spare) { spare in
                stream.setOutput(spare)
                result = CZlib.inflate(stream, Z_FINISH)
                return stream.pointee.avail_out == 0
            }
            if isFull { return .full }
        }
        return result == Z_STREAM_END && stream.pointee.avail_in == 0 ? .complete(byteCount: byteCount) : .damaged
    }
}

extension UnsafeMutablePointer<z_stream> {
    /// zlib only reads from it.
    fileprivate func setInput(_ bytes: UnsafeRawBufferPointer) {
        pointee.next_in = UnsafeMutablePointer<UInt8>(mutating: bytes.baseAddress?.assumingMemoryBound(to: UInt8.self))
        pointee.avail_in = UInt32(clamping: bytes.count)
    }

    fileprivate func setOutput(_ bytes: UnsafeMutableRawBufferPointer) {
        pointee.next_out = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
        pointee.avail_out = UInt32(clamping: bytes.count)
    }
}
