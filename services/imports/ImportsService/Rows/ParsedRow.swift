import Contracts
import CustomFields
import Foundation

/// One data row after its cells were read, before anything outside the file was asked.
struct ParsedRow: Sendable {
    enum Verdict: Sendable, Equatable {
        /// Goes to the contacts service.
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

    var verdict: Verdict = .write
    var bulk: ContactsV1.BulkRow
    /// Index into the chunk's managers; -1: the cell is blank.
    var manager: Int32 = -1
    /// Index into the chunk's companies; -1: the cell is blank.
    var company: Int32 = -1
    /// The columns of the two, from 1, for notes.
    var managerColumn: Int32 = 0
    var companyColumn: Int32 = 0
    var notes: [RowNote] = []

    init(row: Int64) { bulk = ContactsV1.BulkRow(row: row) }

    /// Bytes that the row takes inside a request, at most; without its company, which may be sent by name.
    var byteLimit: Int {
        // Numbers, and up to five bytes before each of the texts.
        var bytes = 100 + bulk.name.utf8.count + bulk.position.utf8.count + bulk.address.utf8.count
        bytes += bulk.city.utf8.count + bulk.postalCode.utf8.count + bulk.description.utf8.count
        bytes += bulk.facebook.utf8.count + bulk.utmSource.utf8.count + bulk.utmMedium.utf8.count
        bytes += bulk.utmCampaign.utf8.count + bulk.utmTerm.utf8.count + bulk.utmContent.utf8.count
        for phone in bulk.phones { bytes += 24 + phone.raw.utf8.count }
        for email in bulk.emails { bytes += 4 + email.utf8.count }
        if !bulk.custom.isEmpty { bytes += bulk.custom.byteCount }
        return bytes
    }
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
struct Chunk: Sendable {
    /// From 0.
    var index: Int64
    var rows: [ParsedRow] = []
    /// E-mail addresses of managers, lower case.
    var managers = DistinctCells()
    /// Names or tax codes of companies.
    var companies = DistinctCells()
    /// Rows of this chunk that the spreadsheet program hides.
    var hiddenRows: Int64 = 0
    /// Part of the file that is read after this chunk, 0–1,000.
    var progressPerMille: Int32 = 0
    /// Bytes of a request with all rows, at most.
    var byteLimit = 0

    mutating func append(_ row: ParsedRow) {
        byteLimit += row.byteLimit
        if row.company >= 0 { byteLimit += 5 + companies.cells[Int(row.company)].utf8.count }
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

    /// Rows that a chunk holds at most, by its index.
    func rows(inChunk index: Int64) -> Int {
        min(rows, Self.firstRows << min(index, 32))
    }
}
