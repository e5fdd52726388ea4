import BulkWriting
import Contracts
import RPCCore

/// A kind of record that the rows of a file become: how its cells are read, and who writes them.
///
/// Everything else about an import is the same for all kinds. The pipeline is compiled for each of them, so that a row
/// costs no more than if there were one. What the columns are called is in the kind's `KindProfile`.
protocol ImportKind: Sendable {
    /// A row as it goes to the service that owns the records.
    associatedtype Row: ImportRow
    /// What the cells of a chunk say that stands for records of other kinds.
    associatedtype Cells: Sendable = NoCells
    /// What they stand for.
    associatedtype References: ChunkReferences<Self> = NoReferences<Self>
    /// What the owner says of a row.
    associatedtype Answer: RowAnswer

    static var profile: KindProfile { get }
    /// Rows of one chunk at most.
    static var rowLimit: Int { get }
    static var noCells: Cells { get }

    /// Reads a cell that is not blank.
    static func read(
        _ field: ImportField, _ cell: CellBytes, _ parser: RowParser<Self>, into row: inout ParsedRow<Self>,
        _ cells: inout Cells)

    /// Bytes that a row takes inside a request, at most.
    static func byteLimit(of row: Row, _ cells: Cells) -> Int

    /// For one run of a job.
    init(_ record: JobRecord, peers: ImportPeers, caller: PatientCaller)

    /// Finds out what the cells of a chunk stand for.
    func references(of cells: Cells) async throws -> References

    /// Takes in what became known since, just before it is decided which rows are sent.
    func refresh(_ chunk: inout ResolvedChunk<Self>) async

    /// Has the rows of a chunk written, exactly once however often it is called, where it was planned as `expected`.
    ///
    /// Calls `onRevision` when other rows are to be sent than was decided, before they are, and `onSettled` when that
    /// can happen no more. Throws `FileFault` when the owner refuses the job, `PatientCaller.GivenUp` when the job was
    /// cancelled and nothing of the chunk is written.
    func write(
        _ chunk: inout ResolvedChunk<Self>, onRevision: (ResolvedChunk<Self>) async throws -> Void,
        onSettled: () -> Void
    ) async throws -> [Answer]

    /// Has the owner decide about the rows of a chunk without writing them; `id` is the plan's.
    ///
    /// Throws as `write`.
    func plan(_ chunk: inout ResolvedChunk<Self>, id: String) async throws -> PlannedChunk<Answer>

    /// The id from which on records that rows refer to are not there yet; 0 for kinds whose rows refer to nothing that an
    /// import creates.
    ///
    /// Throws as `write`.
    func firstNewReference() async throws -> Int64

    /// Has the owner say which records a row shared which keys with, and what it changed; `plan` is the id of the plan that
    /// it is a row of, nil for one that was written.
    func explain(_ row: Row, _ result: RowResult, plan: String?) async throws -> RowExplanation

    /// Lets the owner forget a plan.
    static func forgetPlan(_ id: String, peers: ImportPeers, options: CallOptions) async throws

    /// Lets the owner forget its answers, when the job is over.
    static func finish(_ record: JobRecord, peers: ImportPeers, options: CallOptions) async throws
}

/// What the owner would make of the rows of a chunk.
struct PlannedChunk<Answer: RowAnswer>: Sendable {
    var answers: [Answer]
    /// One for each answer; odd.
    var digests: [UInt64]
    var firstPlannedID: Int64
}

/// What the owner says of how it came to a row's result.
struct RowExplanation: Sendable {
    var matches: [ContactsV1.SharedKey]
    var changes: [ContactsV1.RecordChange]
}

/// A row on its way to its owner.
protocol ImportRow: Sendable {
    init(row: Int64)
    /// As the spreadsheet program shows it.
    var row: Int64 { get }
    var custom: [FieldsV1.CustomValue] { get set }
}

/// What the cells of a chunk stand for, applied to its rows.
protocol ChunkReferences<Kind>: Sendable {
    associatedtype Kind: ImportKind

    /// Writes what its cells stand for into a row; a cell that stands for nothing spoils it, unless the row `mustBeSent`
    /// because it was sent before.
    func apply(to row: inout ParsedRow<Kind>, mustBeSent: Bool)

    /// Whether other rows may have to be sent than was decided.
    var areOpen: Bool { get }
}

/// For kinds whose rows refer to nothing.
struct NoCells: Sendable {}

struct NoReferences<Kind: ImportKind>: ChunkReferences {
    func apply(to row: inout ParsedRow<Kind>, mustBeSent: Bool) {}
    var areOpen: Bool { false }
}

extension ImportKind where Cells == NoCells, References == NoReferences<Self> {
    static var noCells: NoCells { NoCells() }
    func firstNewReference() async throws -> Int64 { 0 }
    func references(of cells: NoCells) async throws -> NoReferences<Self> { NoReferences() }
    func refresh(_ chunk: inout ResolvedChunk<Self>) async {}
}
