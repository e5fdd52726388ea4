import Contracts
import HTTPTypes
import Hummingbird
import MessageJSON
import RPCCore

/// Answers `/healthz`: 200 when every backend serves, else 503; the body names each one's state.
struct HealthHandler: Sendable {
    let directory: BackendDirectory

    func respond() async -> Response {
        let states = await withTaskGroup(of: (String, String).self) { group in
            for backend in directory.backends { group.addTask { (backend.name, await state(of: backend)) } }
            return await group.reduce(into: [:]) { states, state in states[state.0] = state.1 }
        }
        var writer = JSONWriter()
        writer.object { writer in
            for backend in directory.backends {
                writer.key(backend.name)
                writer.string(states[backend.name] ?? "unknown")
            }
        }
        let isServing = states.values.allSatisfy { $0 == "serving" }
        return Response(
            status: isServing ? .ok : .serviceUnavailable, headers: [.contentType: "application/json"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: writer.bytes)))
    }

    private func state(of backend: Backend) async -> String {
        do {
            let health = try await RPCV1.HealthClient(backend.connection)
                .check(RPCV1.CheckHealthRequest(), options: CallOptions(timeout: .seconds(1)))
            return health.state == .serving ? "serving" : "not serving"
        } catch {
            return RPCError(handlerError: error).code.name
        }
    }
}
