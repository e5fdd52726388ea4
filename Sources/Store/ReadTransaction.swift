import GRDB

/// What a read sees: one workspace as it was at one instant.
///
/// Valid only inside the body that it was given to. GRDB's interface is `db`; `statement` is the faster way where a
/// measurement asks for it.
public class ReadTransaction {
    /// The name of the workspace that is read.
    public let workspace: String
    let connection: Connection

    init(workspace: String, connection: Connection) {
        self.workspace = workspace
        self.connection = connection
    }

    /// GRDB's connection, inside the transaction.
    ///
    /// Never begin, commit or roll back; savepoints are allowed. Not for methods of class `inline`, which do without
    /// GRDB's queue: it traps there.
    public var db: Database { connection.database }

    /// A prepared statement from the connection's cache; keyed by the literal's address, so a look-up costs
    /// nanoseconds.
    ///
    /// Throws `StoreError.sqlite` when the text is not valid.
    public func statement(_ sql: StaticString) throws -> Statement {
        try connection.statements.statement(sql)
    }

    /// The same for a text built at run time; a few dozen of them are kept prepared.
    ///
    /// Values belong into parameters, never into the text.
    public func statement(dynamic sql: String) throws -> Statement {
        try connection.statements.statement(dynamic: sql)
    }
}
