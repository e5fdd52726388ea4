public import RPCCore

/// What generated registration is made of: a typed handler becomes an untyped method.
extension RPCMethod {
    /// A method of class `inline`.
    @inlinable
    public static func inline<Request: Message, Response: Message, L: ExecutionLanes>(
        _ descriptor: MethodDescriptor, _ lanes: L,
        _ body: @escaping @Sendable (Request, L.Reader, CallContext) throws -> Response
    ) -> RPCMethod {
        RPCMethod(
            descriptor,
            .inline { bytes, context in
                let request = try Request(deserializing: bytes)
                return try lanes.inline(context) { reader in try body(request, reader, context) }
            })
    }

    /// A method of class `read`.
    @inlinable
    public static func read<Request: Message, Response: Message, L: ExecutionLanes>(
        _ descriptor: MethodDescriptor, _ lanes: L,
        _ body: @escaping @Sendable (Request, L.Reader, CallContext) throws -> Response
    ) -> RPCMethod {
        RPCMethod(
            descriptor,
            .queued { bytes, context, responder in
                let request = try Request(deserializing: bytes)
                lanes.read(context, responder) { reader in try body(request, reader, context) }
            })
    }

    /// A method of class `write`.
    @inlinable
    public static func write<Request: Message, Response: Message, L: ExecutionLanes>(
        _ descriptor: MethodDescriptor, _ lanes: L,
        _ body: @escaping @Sendable (Request, L.Writer, CallContext) throws -> Response
    ) -> RPCMethod {
        RPCMethod(
            descriptor,
            .queued { bytes, context, responder in
                let request = try Request(deserializing: bytes)
                lanes.write(context, responder) { writer in try body(request, writer, context) }
            })
    }

    /// A method of class `async`.
    @inlinable
    public static func async<Request: Message, Response: Message>(
        _ descriptor: MethodDescriptor, _ body: @escaping @Sendable (Request, CallContext) async throws -> Response
    ) -> RPCMethod {
        RPCMethod(
            descriptor,
            .async { bytes, context in
                let request = try Request(deserializing: bytes)
                return { try await body(request, context) }
            })
    }

    /// A method of class `stream` with one request.
    ///
    /// A call without a request is `invalidArgument`.
    @inlinable
    public static func serverStreaming<Request: Message, Response: Message>(
        _ descriptor: MethodDescriptor,
        _ body: @escaping @Sendable (Request, ResponseWriter<Response>, CallContext) async throws -> Void
    ) -> RPCMethod {
        RPCMethod(
            descriptor,
            .streaming { stream, context in
                guard let request = try await stream.receive(Request.self) else {
                    throw RPCError(.invalidArgument, "The call came without a request.")
                }
                try await body(request, ResponseWriter(stream), context)
            })
    }

    /// A method of class `stream` with one response.
    @inlinable
    public static func clientStreaming<Request: Message, Response: Message>(
        _ descriptor: MethodDescriptor,
        _ body: @escaping @Sendable (RequestStream<Request>, CallContext) async throws -> Response
    ) -> RPCMethod {
        RPCMethod(
            descriptor,
            .streaming { stream, context in try await stream.send(body(RequestStream(stream), context)) })
    }

    /// A method of class `stream` with many requests and many responses.
    @inlinable
    public static func bidirectionalStreaming<Request: Message, Response: Message>(
        _ descriptor: MethodDescriptor,
        _ body: @escaping @Sendable (RequestStream<Request>, ResponseWriter<Response>, CallContext) async throws -> Void
    ) -> RPCMethod {
        RPCMethod(
            descriptor,
            .streaming { stream, context in
                try await body(RequestStream(stream), ResponseWriter(stream), context)
            })
    }
}
