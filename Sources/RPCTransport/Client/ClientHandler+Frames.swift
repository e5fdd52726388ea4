import NIOCore
import RPCCore

extension ClientHandler {
    /// Does what a frame asks for.
    ///
    /// `body` is what follows the header; valid only during the call.
    func receive(_ header: FrameHeader, _ body: UnsafeRawBufferPointer) {
        if header.flags.contains(.compressed) { return receiveCompressed(header, body) }
        handle(header, body)
    }

    private func handle(_ header: FrameHeader, _ body: UnsafeRawBufferPointer) {
        switch header.type {
        case .response: receiveResponse(header, body)
        case .data: receiveData(header, body)
        case .window:
            if let call = calls[header.streamID], !call.grant(header.a) { fail(.excessiveCredit) }
        case .ping where header.streamID == 0:
            out.write(FrameHeader(.pong, a: header.a, b: header.b))
        case .pong where header.streamID == 0: break
        case .hello where header.streamID == 0: receiveHello(header, body)
        case .goAway where header.streamID == 0: receiveGoAway(header, body)
        default:
            // Unknown types on stream 0 are for versions to come.
            if header.streamID != 0 { fail(.unexpectedFrame(header.type, streamID: header.streamID)) }
        }
    }

    private func receiveCompressed(_ header: FrameHeader, _ body: UnsafeRawBufferPointer) {
        let hasMessage = !header.flags.contains(.noData)
        switch header.type {
        case .data where hasMessage && compression != nil: handle(header, body)
        case .response where hasMessage && compression != nil && header.a == StatusCode.ok.rawValue:
            receiveCompressedResponse(header, body.droppingFirst(header.preambleByteCount))
        default: fail(.compressedFrame)
        }
    }

    private func receiveCompressedResponse(_ header: FrameHeader, _ payload: UnsafeRawBufferPointer) {
        guard calls[header.streamID] != nil else { return }
        do {
            let message = try Inflater.inflated(payload, byteLimit: configuration.frameByteLimit)
            message.withUnsafeBytes { handle(FrameHeader(.response, streamID: header.streamID, b: header.b), $0) }
        } catch {
            guard let call = calls.remove(header.streamID) else { return }
            outbox.dropStream(header.streamID)
            call.fail(error.responseError)
            callRemoved()
        }
    }

    private func receiveResponse(_ header: FrameHeader, _ body: UnsafeRawBufferPointer) {
        // Answers of calls that were given up come late and are dropped.
        guard let call = calls.remove(header.streamID) else { return }
        let payload = body.droppingFirst(header.preambleByteCount)
        if header.a == 0 {
            call.succeed(payload)
        } else {
            outbox.dropStream(header.streamID)
            call.fail(
                RPCError(statusCode: header.a, isRetryable: header.flags.contains(.retryable), decoding: payload))
        }
        callRemoved()
    }

    private func receiveData(_ header: FrameHeader, _ body: UnsafeRawBufferPointer) {
        guard let call = calls[header.streamID] else { return }
        do {
            try call.receive(header, body.droppingFirst(header.preambleByteCount))
        } catch {
            if error.isOfCall { cancel(call, error.responseError) } else { fail(.stream(error)) }
        }
    }

    private func receiveHello(_ header: FrameHeader, _ body: UnsafeRawBufferPointer) {
        guard hasRightName else { return fail(.unauthenticated(TLSFailure.wrongName(of: "server"))) }
        let hello: Handshake
        do {
            hello = try Handshake(decoding: body.droppingFirst(header.preambleByteCount))
        } catch {
            return fail(header.b == Handshake.magic ? .malformedHello : .notThisProtocol)
        }
        switch machine.hello(magic: header.b, hello, isProven: isProven(by: hello)) {
        case .prove(let version): prove(hello, version)
        case .ready:
            raisedFrameByteLimit = UInt32(clamping: configuration.frameByteLimit)
            server = hello
            compression = hello.compressions & Handshake.zlib == 0 ? nil : configuration.compression
            methods = Dictionary(hello.methods.map { ($0.fullName, $0.id) }) { first, _ in first }
            owner?.connectionReady(self)
        case .violation(let violation): fail(violation)
        }
    }

    private func receiveGoAway(_ header: FrameHeader, _ body: UnsafeRawBufferPointer) {
        var error = RPCError(.unavailable, "The server is shutting down.", isRetryable: true)
        if header.b != 0 {
            let status = RPCError(
                statusCode: header.b, isRetryable: false, decoding: body.droppingFirst(header.preambleByteCount))
            error = ClientHandler.ended(by: status)
        }
        switch machine.goAway(last: header.a, isError: header.b != 0) {
        case .drain(let last):
            tellLost(error)
            for call in calls.removeAll(where: { id, _ in id > last }) { call.fail(error) }
            if calls.count == 0 { endAfterLastWords() }
        case .close: endAll(error)
        case .violation(let violation): fail(violation)
        }
    }
}
