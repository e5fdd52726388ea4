import Foundation

/// What is to be done with a row, as far as its cells tell.
enum RowVerdict: Sendable, Equatable {
    /// Goes to the service that owns the records.
    case write
    /// A cell is wrong.
    case rejected
    /// Every mapped cell is blank.
    case ignoredEmpty
    /// An earlier import wrote it, as its own columns say.
    case alreadyDone
    /// A filter hides it, and hidden rows are not wanted.
    case hidden
}

/// One data row after its cells were read, before anything outside the file was asked.
struct ParsedRow<Kind: ImportKind>: Sendable {
    var verdict: RowVerdict = .write
    var record: Kind.Row
    var notes: [RowNote] = []

    init(row: Int64) { record = Kind.Row(row: row) }
}

/// A cell's text as a key: by its bytes.
///
/// `String` compares by canonical equivalence, which costs as much as reading the cell and finds nothing that NFC has
/// not made equal.
struct CellKey: Hashable, Sendable {
    let text: String

    static func == (left: CellKey, right: CellKey) -> Bool {
        left.withBytes { left in
            right.withBytes { right in
                guard left.count == right.count, let start = left.baseAddress, let other = right.baseAddress else {
                    return left.isEmpty && right.isEmpty
                }
                return memcmp(start, other, left.count) == 0
            }
        }
    }

    func hash(into hasher: inout Hasher) { withBytes { hasher.combine(bytes: UnsafeRawBufferPointer($0)) } }

    private func withBytes<R>(_ body: (UnsafeBufferPointer<UInt8>) -> R) -> R {
        if let result = text.utf8.withContiguousStorageIfAvailable(body) { return result }
        var text = text
        return text.withUTF8(body)
    }
}

/// The distinct cells of one column in a chunk, in the order of their first rows.
struct DistinctCells: Sendable {
    private(set) var cells: [String] = []
    private var indices: [CellKey: Int32] = [:]

    /// The place of `cell`, which is added when it is new.
    mutating func index(of cell: String) -> Int32 {
        let key = CellKey(text: cell)
        if let index = indices[key] { return index }
        let index = Int32(cells.count)
        cells.append(cell)
        indices[key] = index
        return index
    }
}

/// Successive data rows: what is written in one transaction.
///
/// The same file and options make the same chunks.
struct Chunk<Kind: ImportKind>: Sendable {
    /// From 0.
    var index: Int64
    var rows: [ParsedRow<Kind>] = []
    /// What its cells say that stands for records of other kinds.
    var cells = Kind.noCells
    /// Rows of this chunk that the spreadsheet program hides.
    var hiddenRows: Int64 = 0
    /// Part of the file that is read after this chunk, 0–1,000.
    var progressPerMille: Int32 = 0
    /// Bytes of a request with all rows, at most.
    var byteLimit = 0

    init(index: Int64) { self.index = index }

    mutating func append(_ row: ParsedRow<Kind>) {
        byteLimit += Kind.byteLimit(of: row.record, cells)
        rows.append(row)
    }
}

/// How many rows a chunk holds.
///
/// Changing either makes a running job of an older program unable to continue: its chunks would begin elsewhere.
struct ChunkLimits: Sendable {
    /// Enough that a commit costs little a row, few enough that a crash repeats little and memory stays small.
    var rows = 16_384
    /// A request must fit into a frame of 4 MiB; the last row may pass this limit.
    var bytes = 3_800_000
    /// The first chunk is small, each one after it twice as large as the one before: so the services downstream get to
    /// work while the first rows are read, and most of the companies are known when large chunks follow.
    private static let firstRows = 2_048

    /// The same limits with fewer rows, where a kind asks for that.
    func atMost(_ rows: Int) -> ChunkLimits {
        var limits = self
        limits.rows = min(self.rows, rows)
        return limits
    }

    /// Rows that a chunk holds at most, by its index.
    func rows(inChunk index: Int64) -> Int {
        min(rows, Self.firstRows << min(index, 32))
    }
}
