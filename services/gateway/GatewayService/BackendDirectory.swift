import Contracts
import MessageJSON
import RPCCore
import Synchronization

/// Which backend answers which method, and how its messages look: learnt from each backend's reflection.
///
/// A backend is asked when a method is first needed and again while it could not be reached, so the gateway starts
/// before its backends and needs no code and no restart for a new method.
final class BackendDirectory: Sendable {
    /// A method and where it is answered.
    struct Route: Sendable {
        let backend: Backend
        let method: MethodDescriptor
    }

    private struct State {
        var schema = MessageSchema()
        var loaded: Set<String> = []
        /// By backend and full name.
        var methods: [String: [String: Route]] = [:]
    }

    let backends: [Backend]
    private let state = Mutex(State())

    init(_ backends: [Backend]) { self.backends = backends }

    /// The backend named `name`.
    func backend(_ name: String) throws -> Backend {
        guard let backend = backends.first(where: { $0.name == name }) else {
            throw RPCError(.unimplemented, "There is no service \(name).")
        }
        return backend
    }

    /// The method with that full name.
    ///
    /// Without `backendName` only methods that a single backend has.
    ///
    /// Throws `unimplemented` when there is none and `unavailable` when a backend that may have it cannot be asked.
    func route(to fullName: String, backendName: String?) async throws -> Route {
        if let route = try known(fullName, backendName) { return route }
        let failure = await loadMissing()
        if let route = try known(fullName, backendName) { return route }
        throw failure ?? RPCError(.unimplemented, "There is no method \(fullName).")
    }

    /// The types of all backends asked so far.
    var schema: MessageSchema { state.withLock { $0.schema } }

    /// The JSON of a message of this system's contracts.
    func json(_ message: some Message) async throws -> [UInt8] {
        let type = Swift.type(of: message).fullName
        if !schema.contains(type) {
            let failure = await loadMissing()
            // Which backend cannot be asked matters only when it is the one that has the type.
            if let failure, !schema.contains(type) { throw failure }
        }
        return try message.serializedBytes().withUnsafeBytes { bytes in try schema.json(bytes, of: type) }
    }

    private func known(_ fullName: String, _ backendName: String?) throws -> Route? {
        let routes = state.withLock { state in
            backends.compactMap { backend in
                backendName == nil || backendName == backend.name ? state.methods[backend.name]?[fullName] : nil
            }
        }
        if routes.count > 1 {
            let names = routes.map { "/\($0.backend.name)/\(fullName)" }.joined(separator: ", ")
            throw RPCError(.invalidArgument, "Several services have this method; name one: \(names).")
        }
        return routes.first
    }

    /// Asks the backends not asked yet; returns why one of them could not be asked.
    private func loadMissing() async -> RPCError? {
        let missing = state.withLock { state in backends.filter { !state.loaded.contains($0.name) } }
        return await withTaskGroup(of: RPCError?.self) { group in
            for backend in missing { group.addTask { await self.load(backend) } }
            return await group.reduce(nil) { first, failure in first ?? failure }
        }
    }

    private func load(_ backend: Backend) async -> RPCError? {
        do {
            let client = RPCV1.ReflectionClient(backend.connection)
            let schema = try await client.getSchema(
                RPCV1.GetSchemaRequest(), options: CallOptions(timeout: .seconds(2)))
            let routes = schema.services.flatMap { service in
                service.methods.map { Route(backend: backend, method: MethodDescriptor(service, $0)) }
            }
            state.withLock { state in
                state.schema.add(schema)
                state.loaded.insert(backend.name)
                state.methods[backend.name] = Dictionary(
                    routes.map { ($0.method.fullName, $0) }, uniquingKeysWith: { first, _ in first })
            }
            return nil
        } catch {
            var failure = RPCError(handlerError: error)
            failure.message = "The service \(backend.name) cannot be reached: \(failure.message)"
            return failure
        }
    }
}
