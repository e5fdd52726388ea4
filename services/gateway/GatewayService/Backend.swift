import RPCCore

/// A service that the gateway forwards to.
public struct Backend: Sendable {
    /// `contacts`, `companies`, `campaigns`, `imports`: the first part of paths that name a service every process has.
    public let name: String
    public let connection: any Connection

    public init(name: String, connection: any Connection) {
        self.name = name
        self.connection = connection
    }
}
