/// One method as a server runs it.
public struct RPCMethod: Sendable {
    /// What the contract says of it.
    public let descriptor: MethodDescriptor
    /// How the transport runs it.
    public let implementation: Implementation

    /// A method and its implementation; their kinds must agree.
    public init(_ descriptor: MethodDescriptor, _ implementation: Implementation) {
        self.descriptor = descriptor
        self.implementation = implementation
    }

    /// How the transport runs a method.
    ///
    /// Payload pointers are valid only during the call.
    public enum Implementation: Sendable {
        /// Answers on the calling thread.
        case inline(@Sendable (UnsafeRawBufferPointer, CallContext) throws -> any Message)
        /// Deserialises now and answers later through the responder.
        ///
        /// When it throws, the responder is not called.
        case queued(@Sendable (UnsafeRawBufferPointer, CallContext, any Responder) throws -> Void)
        /// Deserialises now; the returned body runs in a task with `CallContext.current` set.
        case async(
            @Sendable (UnsafeRawBufferPointer, CallContext) throws -> @Sendable () async throws -> any Message)
        /// Runs in a task with `CallContext.current` set; returning ends the call with `ok`.
        case streaming(@Sendable (any ServerStream, CallContext) async throws -> Void)
    }
}

/// The methods of a server, by full name.
public struct Router: Sendable {
    /// In the order of registration.
    public private(set) var methods: [RPCMethod] = []
    /// The descriptors of the registered services, in the order of registration.
    public private(set) var services: [ServiceDescriptor] = []
    private var indices: [String: Int] = [:]
    private var lanes: [any ExecutionLanes] = []

    /// A router without services.
    public init() {}

    /// Adds a service.
    ///
    /// Its methods refuse callers whose role may not call them. Registering a method's name twice is a programming error.
    public mutating func register(_ service: ServiceDescriptor, methods: [RPCMethod], lanes: any ExecutionLanes) {
        services.append(service)
        for method in methods {
            precondition(indices[method.descriptor.fullName] == nil, "\(method.descriptor.fullName) registered twice")
            indices[method.descriptor.fullName] = self.methods.count
            self.methods.append(method.checkingAccess())
        }
        self.lanes.append(lanes)
    }

    /// The method with that full name (`package.Service/Method`).
    public subscript(fullName: String) -> RPCMethod? { indices[fullName].map { methods[$0] } }

    /// Tells every lane that the calls that arrived together have been handed over.
    public func batchEnded() {
        for lane in lanes { lane.batchEnded() }
    }
}
