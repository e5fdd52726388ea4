import NIOConcurrencyHelpers
import NIOPosix

/// Where a lane's thread encodes an answer before it hands it over; kept, so that an answer costs no allocation.
final class AnswerBuffer: Sendable {
    private static let ofThread = ThreadSpecificVariable<AnswerBuffer>()

    private let frames = NIOLockedValueBox(OutboundFrames())

    /// Calls `body` with an empty buffer.
    static func ofThread(_ body: (inout OutboundFrames) -> Void) {
        let buffer = ofThread.currentValue ?? make()
        // Only this thread knows the buffer: the lock is never waited for. It is not held while foreign code runs.
        var frames = OutboundFrames()
        buffer.frames.withLockedValue { swap(&$0, &frames) }
        body(&frames)
        frames.removeAll()
        buffer.frames.withLockedValue { swap(&$0, &frames) }
    }

    private static func make() -> AnswerBuffer {
        let buffer = AnswerBuffer()
        ofThread.currentValue = buffer
        return buffer
    }
}
