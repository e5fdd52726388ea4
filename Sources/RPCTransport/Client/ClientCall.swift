import NIOCore
import RPCCore
import Synchronization

/// A call of a client, from `start` to its outcome.
///
/// Its event loop alone calls the methods.
protocol ClientCall: AnyObject, Sendable {
    var start: ClientCallStart { get }
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
    func succeed(_ header: FrameHeader, _ payload: UnsafeRawBufferPointer)
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
}

/// A unary call.
final class UnaryCall<Request: Message, Response: Message>: ClientCall {
    let start: ClientCallStart
    private let request: Request
    private let completion: @Sendable (Result<Response, RPCError>) -> Void
    private let id = Atomic<UInt32>(0)

    init(
        _ start: ClientCallStart, _ request: Request,
        _ completion: @escaping @Sendable (Result<Response, RPCError>) -> Void
    ) {
        self.start = start
        self.request = request
        self.completion = completion
    }

    var streamID: UInt32 { id.load(ordering: .relaxed) }

    func write(
        to frames: inout OutboundFrames, _ header: FrameHeader, limit: UInt32, on connection: ClientHandler
    ) -> Bool {
        id.store(header.streamID, ordering: .relaxed)
        var header = header
        header.flags = .endStream
        return frames.write(header, request, limit: limit, preamble: start.preamble)
    }

    func succeed(_ header: FrameHeader, _ payload: UnsafeRawBufferPointer) {
        let result: Result<Response, RPCError>
        do {
            result = .success(try Response(deserializing: payload))
        } catch {
            result = .failure(RPCError(.internal, "The server's response could not be read.", cause: error))
        }
        completion(result)
    }

    func fail(_ error: RPCError) { completion(.failure(error)) }

    func receive(_ header: FrameHeader, _ payload: UnsafeRawBufferPointer) throws(StreamViolation) { throw .afterEnd }

    func grant(_ credit: UInt32) -> Bool { false }
}
