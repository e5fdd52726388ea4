import RPCCore

/// Thrown by `required` where there is no value.
public struct MissingValue: Error {}

extension Optional {
    /// The value; throws `MissingValue` when there is none, which ends the test.
    public func required() throws -> Wrapped {
        guard let self else { throw MissingValue() }
        return self
    }
}

/// The error that a call ends with; nil when it succeeds or throws something else.
public func rpcError(_ call: () async throws -> some Sendable) async -> RPCError? {
    do {
        _ = try await call()
        return nil
    } catch {
        return error as? RPCError
    }
}
