import Contracts
import RPCCore

/// Answers `danhba.rpc.v1.Reflection`.
public struct ReflectionHandlers: RPCV1.ReflectionService {
    /// Its methods write nothing.
    public typealias Writer = NoStore

    private let schema: RPCV1.GetSchemaResponse
    private let fileDescriptorSet = RPCV1.GetFileDescriptorSetResponse(
        fileDescriptorSet: SchemaBuilder.fileDescriptorSet)

    /// Describes `services`; built once, here.
    public init(_ services: [ServiceDescriptor]) { schema = SchemaBuilder.schema(of: services) }

    /// The services given at the start and every message that they reach.
    public func getSchema(
        _ request: RPCV1.GetSchemaRequest, _ reader: NoStore, _ context: CallContext
    ) -> RPCV1.GetSchemaResponse { schema }

    /// All contracts of the system, also those of other services.
    public func getFileDescriptorSet(
        _ request: RPCV1.GetFileDescriptorSetRequest, _ reader: NoStore, _ context: CallContext
    ) -> RPCV1.GetFileDescriptorSetResponse { fileDescriptorSet }
}
