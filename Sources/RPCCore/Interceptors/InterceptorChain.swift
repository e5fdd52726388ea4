/// The interceptors of one side, in their order.
public struct InterceptorChain: Sendable {
    fileprivate let interceptors: [any CallInterceptor]

    /// Asks `interceptors` in this order at the start of a call, in the opposite one at its end.
    public init(_ interceptors: [any CallInterceptor]) { self.interceptors = interceptors }

    /// Whether there is nobody to ask; transports then skip all that calls would cost.
    public var isEmpty: Bool { interceptors.isEmpty }

    /// Whether every interceptor admits calls of `method` by `peer`.
    public func admits(_ peer: CallPeer, to method: MethodDescriptor) -> Bool {
        interceptors.allSatisfy { $0.admits(peer, to: method) }
    }

    /// Asks every interceptor; the caller owes the result one `end`.
    ///
    /// Allocates nothing unless an interceptor leaves a note. Throws what one refuses the call with; those before it
    /// have then been told the end, and the caller owes nothing.
    public func start(_ call: InterceptedCall) throws(RPCError) -> Interception {
        var call = call
        var notes: [(any Sendable)?] = []
        for (index, interceptor) in interceptors.enumerated() {
            do {
                guard let note = try interceptor.started(&call) else { continue }
                while notes.count < index { notes.append(nil) }
                notes.append(note)
            } catch {
                let passed = InterceptorChain(Array(interceptors[..<index]))
                Interception(call: call, chain: passed, notes: notes).end(CallOutcome(error.code))
                throw error
            }
        }
        return Interception(call: call, chain: self, notes: notes)
    }
}

/// A call that every interceptor let pass, until its end.
public struct Interception: Sendable {
    /// The call as the interceptors left it.
    public let call: InterceptedCall
    fileprivate let chain: InterceptorChain
    /// By the interceptor's place; shorter than the chain when those at its end left none.
    fileprivate let notes: [(any Sendable)?]

    /// Tells every interceptor the end; to be called exactly once.
    public func end(_ outcome: CallOutcome) {
        for index in chain.interceptors.indices.reversed() {
            chain.interceptors[index].ended(call, outcome, index < notes.count ? notes[index] : nil)
        }
    }
}
