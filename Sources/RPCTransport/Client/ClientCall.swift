import NIOCore
import RPCCore
import Synchronization

/// A call of a client, from `start` to its outcome.
///
/// Its event loop alone calls the methods.
protocol ClientCall: AnyObject, Sendable {
    var method: MethodDescriptor { get }
    /// Nanoseconds of the monotonic clock, `UInt64.max` for none.
    var deadline: UInt64 { get }
    var waitForReady: Bool { get }
    /// 0 until the call is on a connection.
    ///
    /// Only the event loop writes it.
    var streamID: UInt32 { get }

    /// Appends the REQ frame.
    ///
    /// False when it would be longer than the server accepts.
    func write(
        to frames: inout OutboundFrames, _ header: FrameHeader, limit: UInt32, on connection: ClientHandler
    ) -> Bool
    /// The terminal frame arrived with `ok`.
    ///
    /// The bytes are valid only during the call.
    func succeed(_ payload: UnsafeRawBufferPointer)
    /// The call failed.
    ///
    /// Told once at most, and not after `succeed`.
    func fail(_ error: RPCError)
    /// DATA arrived.
    ///
    /// Throws what breaks the stream's rules.
    func receive(_ header: FrameHeader, _ payload: UnsafeRawBufferPointer) throws(StreamViolation)
    /// WINDOW arrived.
    ///
    /// False when the credit is excessive or the call has no stream.
    func grant(_ credit: UInt32) -> Bool
}

/// What every call starts with.
struct ClientCallStart: Sendable {
    let method: MethodDescriptor
    /// Nanoseconds of the monotonic clock, `UInt64.max` for none.
    let deadline: UInt64
    let waitForReady: Bool
    /// Nil for metadata that is all default.
    let preamble: OutboundFrames.Preamble?
    /// Whether messages may be compressed, where the connection's two sides do so.
    var isCompressed = true
}

/// A unary call.
///
/// It knows nothing of its messages' types, so that nothing is looked up at run time when it is answered.
final class UnaryCall: ClientCall, CancellableCall {
    private let start: ClientCallStart
    private let request: any Message
    private let receive: @Sendable (Result<UnsafeRawBufferPointer, RPCError>) -> Void
    /// Also what keeps the connection while the call is in flight.
    private let connection: ClientConnection?
    private let id = Atomic<UInt32>(0)

    /// - Parameter connection: Nil only in tests of a single handler.
    init(
        _ start: ClientCallStart, _ request: any Message, on connection: ClientConnection?,
        _ receive: @escaping @Sendable (Result<UnsafeRawBufferPointer, RPCError>) -> Void
    ) {
        self.start = start
        self.request = request
        self.connection = connection
        self.receive = receive
    }

    var method: MethodDescriptor { start.method }
    var deadline: UInt64 { start.deadline }
    var waitForReady: Bool { start.waitForReady }
    var streamID: UInt32 { id.load(ordering: .relaxed) }

    func cancel() { connection?.cancel(self) }

    func write(
        to frames: inout OutboundFrames, _ header: FrameHeader, limit: UInt32, on connection: ClientHandler
    ) -> Bool {
        id.store(header.streamID, ordering: .relaxed)
        var header = header
        header.flags = .endStream
        var compression = connection.compression
        if compression != nil, !start.isCompressed {
            header.flags.insert(.plain)
            compression = nil
        }
        return frames.write(header, request, limit: limit, preamble: start.preamble, compression: compression) != nil
    }

    func succeed(_ payload: UnsafeRawBufferPointer) { receive(.success(payload)) }

    func fail(_ error: RPCError) { receive(.failure(error)) }

    func receive(_ header: FrameHeader, _ payload: UnsafeRawBufferPointer) throws(StreamViolation) { throw .noStream }

    func grant(_ credit: UInt32) -> Bool { false }
}
