import RPCCore

/// A service that the gateway forwards to.
public struct Backend: Sendable {
    /// `contacts`, `companies`, `campaigns`, `imports`: the first part of paths that name a service every process has.
    public let name: String
    /// The way to it.
    public let connection: any Connection

    /// A service by its name and the way to it; names are unique.
    public init(name: String, connection: any Connection) {
        self.name = name
        self.connection = connection
    }
}
