import Contracts
import RPCCore

extension MethodDescriptor {
    /// A method as a process describes it by reflection; enough to call it.
    public convenience init(_ service: RPCV1.ServiceSchema, _ method: RPCV1.MethodSchema) {
        let kind: Kind =
            switch (method.clientStreaming, method.serverStreaming) {
            case (false, false): .unary
            case (true, false): .clientStreaming
            case (false, true): .serverStreaming
            case (true, true): .bidirectionalStreaming
            }
        self.init(
            service: service.fullName, name: method.name, kind: kind, execution: .async,
            idempotency: method.noSideEffects ? .noSideEffects : method.idempotent ? .idempotent : .unknown,
            access: Access(rawValue: UInt8(clamping: method.access.rawValue)) ?? .admin, isBulk: method.bulk,
            defaultTimeout: method.timeoutMs > 0 ? .milliseconds(method.timeoutMs) : nil,
            inputType: method.inputType, outputType: method.outputType, comment: method.comment)
    }
}
