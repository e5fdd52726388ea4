internal import RPCCore

extension Connection {
    /// Opens a call with one request and many responses.
    func serverStream<Request: Message, Response: Message>(
        _ method: MethodDescriptor, _ request: Request, options: CallOptions
    ) async throws -> ResponseStream<Response> {
        let stream = try await open(method, options: options)
        // Made first: when sending fails, dropping it cancels the call.
        let responses = ResponseStream<Response>(stream)
        try await stream.send(request)
        try await stream.finish()
        return responses
    }

    /// Opens a call with many requests and one response.
    func clientStream<Request: Message, Response: Message>(
        _ method: MethodDescriptor, options: CallOptions
    ) async throws -> RequestWriter<Request, Response> {
        RequestWriter(try await open(method, options: options))
    }

    /// Opens a call with many requests and many responses.
    ///
    /// Dropping the responses cancels it.
    func bidirectionalStream<Request: Message, Response: Message>(
        _ method: MethodDescriptor, options: CallOptions
    ) async throws -> (requests: RequestWriter<Request, Response>, responses: ResponseStream<Response>) {
        let stream = try await open(method, options: options)
        return (RequestWriter(stream), ResponseStream(stream))
    }
}
