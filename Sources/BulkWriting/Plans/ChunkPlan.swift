import RPCCore
import Store

/// A chunk of an import that is planned: what differs between kinds of records.
public protocol ChunkPlan: Sendable {
    /// What the workspace says to the chunk.
    associatedtype Findings: Sendable
    /// A record as the workspace has it.
    associatedtype Copy: Sendable
    /// What is answered.
    associatedtype Answer: Sendable

    /// The id of the plan.
    var jobID: String { get }
    /// From 0.
    var chunk: Int64 { get }

    /// Looks at the workspace; behind values that rows take away, for `moved` records more than a row needs.
    ///
    /// Nil when the rows were read by other custom fields than there are now.
    func findings(moved: Int, in workspace: ReadTransaction) throws -> Findings?
    /// The records that the rows may meet, ascending.
    func candidates(_ findings: Findings) -> [Int64]
    /// Those that are not in the plan yet.
    func missing(_ ids: [Int64], in plan: ReadTransaction) throws -> [Int64]
    /// Those of some records that the workspace has.
    func copies(of ids: [Int64], in workspace: ReadTransaction) throws -> [Copy]
    /// Adds the copies to the plan and applies the rows there.
    func apply(_ findings: Findings, _ copies: [Copy], in plan: WriteTransaction) throws -> Answer
}

extension ImportPlans {
    /// Copies into a plan what the chunk may meet and is not there yet, and applies its rows there.
    ///
    /// Nil when the custom fields are not those by which the rows were read. Throws `planExpired` for a later chunk of a
    /// plan that is not kept.
    public func decide<Plan: ChunkPlan>(
        _ plan: Plan, in workspace: String, of records: Store, origin: WriteOrigin
    ) async throws -> Plan.Answer? {
        let name = name(workspace: workspace, job: plan.jobID)
        let state = try await store.read(name) { reader in try reader.planState() }
        if state == nil, plan.chunk > 0 { throw RPCError.planExpired }
        let moved = Int(clamping: state?.moved ?? 0)
        let found = try await records.read(workspace) { reader in try plan.findings(moved: moved, in: reader) }
        guard let found else { return nil }
        let missing = try await store.read(name) { reader in try plan.missing(plan.candidates(found), in: reader) }
        let copies = missing.isEmpty ? [] : try await records.read(workspace) { try plan.copies(of: missing, in: $0) }
        return try await store.write(name, origin: origin) { writer in try plan.apply(found, copies, in: writer) }
    }
}
