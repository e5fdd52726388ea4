import RPCCore
import ServiceRuntime
import Store

/// What a plan knows beside the copies of records.
public enum PlanTables {
    /// The SQL that makes the table; part of the schema of a service's plans.
    public static let create = """
        -- The first id of records that exist only here, and how often rows took a value away from a record.
        CREATE TABLE plan (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            first_id INTEGER NOT NULL,
            moved INTEGER NOT NULL
        );
        """
}

/// How far a plan is.
public struct PlanState: Sendable {
    /// Ids from this one on are of records that the plan made up.
    public var firstID: Int64
    /// How often rows took a value away from a record; so many more records have to be looked at behind each.
    public var moved: Int64
}

extension RPCError {
    /// The plan is not kept any more, or does not fit the data any more.
    public static var planExpired: RPCError {
        RPCError(.failedPrecondition, .planExpired, "The plan is not kept any more; plan again.", field: "job_id")
    }
}

extension ReadTransaction {
    /// The plan in this file; nil in a new one.
    public func planState() throws -> PlanState? {
        let row = try statement("SELECT first_id, moved FROM plan")
        guard try row.step() else { return nil }
        return PlanState(firstID: row.int64(at: 0), moved: row.int64(at: 1))
    }
}

extension WriteTransaction {
    /// Begins a plan whose made-up records have ids from `firstID` on.
    public func beginPlan(firstID: Int64) throws -> PlanState {
        let insert = try statement("INSERT INTO plan (id, first_id, moved) VALUES (1, ?1, 0)")
        try insert.bind(firstID, at: 1)
        try insert.run()
        return PlanState(firstID: firstID, moved: 0)
    }

    /// Stores how often the rows of a chunk took a value away.
    public func advancePlan(moved: Int) throws {
        let update = try statement("UPDATE plan SET moved = moved + ?1")
        try update.bind(Int64(moved), at: 1)
        try update.run()
    }
}
