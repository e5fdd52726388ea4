import Contracts
import RPCCore

/// What a server has done and used since its start.
struct ServerUsage {
    private let calls: Int64
    private let processorMilliseconds: Int64

    /// Asks the server; `method` is the one that is counted.
    init(of method: MethodDescriptor, _ connection: any Connection) async throws {
        let stats = try await RPCV1.DiagnosticsClient(connection).getStats(
            RPCV1.GetStatsRequest(), options: CallOptions(timeout: .seconds(10), waitForReady: true))
        calls = stats.methods.first { $0.method == method.fullName }?.started ?? 0
        processorMilliseconds = stats.cpuMs
    }

    /// Microseconds of processor time for each call since `earlier`; 0 without a call.
    func processorMicroseconds(since earlier: ServerUsage) -> Double {
        let calls = calls - earlier.calls
        return calls > 0 ? Double(processorMilliseconds - earlier.processorMilliseconds) * 1000 / Double(calls) : 0
    }
}
