import NIOCore
import RPCCore

extension ServerConnectionHandler {
    /// Does what a frame asks for.
    ///
    /// `body` is what follows the header; valid only during the call.
    func receive(_ header: FrameHeader, _ body: UnsafeRawBufferPointer) {
        if header.flags.contains(.compressed) && !mayBeCompressed(header) { return fail(.compressedFrame) }
        switch header.type {
        case .request: receiveRequest(header, body)
        case .hello where header.streamID == 0: receiveHello(header, body)
        case .ping where header.streamID == 0: answerPing(header)
        case _ where machine.isAwaitingHello: fail(.noHello)
        case .data: receiveData(header, body)
        case .window: receiveWindow(header)
        case .cancel: receiveCancel(header)
        case .pong where header.streamID == 0: receivePong(header)
        case .goAway where header.streamID == 0: break
        default:
            // Unknown types on stream 0 are for versions to come.
            if header.streamID != 0 || header.type == .response {
                fail(.unexpectedFrame(header.type, streamID: header.streamID))
            }
        }
    }

    /// Where there is a message, and both sides have said that they compress.
    private func mayBeCompressed(_ header: FrameHeader) -> Bool {
        compression != nil && !header.flags.contains(.noData) && (header.type == .request || header.type == .data)
    }

    private func receiveHello(_ header: FrameHeader, _ body: UnsafeRawBufferPointer) {
        let hello: Handshake
        do {
            hello = try Handshake(decoding: body.droppingFirst(header.preambleByteCount))
        } catch {
            return fail(header.b == Handshake.magic ? .malformedHello : .notThisProtocol)
        }
        if nonces == nil {
            peerFrameByteLimit = hello.frameByteLimit
            peerStreamWindow = hello.streamWindow
            compression = hello.compressions & Handshake.zlib == 0 ? nil : loop.configuration.compression
        }
        switch machine.hello(magic: header.b, hello, isProven: isProven(by: hello)) {
        case .challenge(let version): challenge(hello, version)
        case .answer(let version): welcome(version)
        case .violation(let violation): fail(violation)
        }
    }

    private func answerPing(_ header: FrameHeader) {
        prepareOut()
        out.write(FrameHeader(.pong, a: header.a, b: header.b))
        setNeedsFlush()
    }

    private func receivePong(_ header: FrameHeader) {
        if header.b == ServerConnectionHandler.drainPing { announced() }
    }

    private func receiveData(_ header: FrameHeader, _ body: UnsafeRawBufferPointer) {
        guard header.streamID != 0, header.streamID <= machine.lastStreamID else {
            return fail(.unexpectedFrame(.data, streamID: header.streamID))
        }
        // What arrives for a call that has ended was sent before the client knew.
        guard let call = calls[header.streamID] else { return }
        guard let stream = call.stream else { return fail(.unexpectedFrame(.data, streamID: header.streamID)) }
        let payload = body.droppingFirst(header.preambleByteCount)
        call.method.counters.messageReceived(bytes: payload.count)
        do {
            try stream.received(header, payload)
        } catch {
            if error.isOfCall { end(call, error.error) } else { fail(.stream(error)) }
        }
    }

    private func receiveWindow(_ header: FrameHeader) {
        guard let call = calls[header.streamID] else { return }
        guard let stream = call.stream else { return fail(.unexpectedFrame(.window, streamID: header.streamID)) }
        if !stream.granted(header.a) { fail(.excessiveCredit) }
    }

    private func receiveCancel(_ header: FrameHeader) {
        let error =
            header.a == StatusCode.deadlineExceeded.rawValue
            ? RPCError(.deadlineExceeded, "The caller's deadline passed.")
            : RPCError(.cancelled, "The caller cancelled the call.")
        if let call = calls[header.streamID] { return end(call, error) }
        _ = endHeld(header.streamID, error)
    }
}

extension UnsafeRawBufferPointer {
    /// The rest after `count` bytes, which must be there.
    func droppingFirst(_ count: Int) -> UnsafeRawBufferPointer {
        count == 0 ? self : UnsafeRawBufferPointer(rebasing: self[count..<self.count])
    }
}
