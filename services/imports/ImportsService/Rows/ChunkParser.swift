import BulkWriting
import Contracts
import CustomFields
import NIOCore
import Spreadsheets

/// Reads one job's file in chunks, on a thread of its own: reading a chunk takes the processor for tens of
/// milliseconds, which the threads of the other tasks must not wait for.
///
/// To be used by one task. After an error only `rowsRead` may be asked.
actor ChunkParser<Kind: ImportKind> {
    private let executor: any SerialExecutor
    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    private let source: SheetSource
    private let options: ImportsV1.ImportOptions
    private let fields: FieldCatalogue
    private let limits: ChunkLimits
    private var open: (sheet: OpenSheet, parser: RowParser<Kind>)?
    private var nextIndex: Int64 = 0
    /// Data rows met so far, whatever became of them.
    private(set) var rowsRead: Int64 = 0
    /// Whether every row was in a chunk.
    private(set) var isAtEnd = false

    /// `options` and `fields` are those of a plan.
    init(
        source: SheetSource, options: ImportsV1.ImportOptions, fields: FieldCatalogue, limits: ChunkLimits,
        thread: any EventLoop
    ) {
        self.source = source
        self.options = options
        self.fields = fields
        self.limits = limits.atMost(options.matchRule.rowLimit(Kind.rowLimit))
        executor = thread.executor
    }

    /// Goes behind the `rows` first data rows, which are those of the chunks before `chunk`.
    ///
    /// Returns false when it went only part of the way: call it again.
    func advance(toChunk chunk: Int64, rows: Int64) throws(FileFault) -> Bool {
        let sheet = try openedSheet().sheet
        let limit = rowsRead + skippedRowsAtOnce
        nextIndex = chunk
        while rowsRead < rows {
            if rowsRead == limit { return false }
            guard try sheet.next() else {
                throw FileFault(.internal, "The stored file has fewer rows than were imported from it.")
            }
            rowsRead += 1
        }
        return true
    }

    /// The next chunk, nil behind the last row.
    func next() throws(FileFault) -> Chunk<Kind>? {
        let (sheet, parser) = try openedSheet()
        var chunk = Chunk<Kind>(index: nextIndex)
        let rowLimit = limits.rows(inChunk: nextIndex)
        chunk.rows.reserveCapacity(rowLimit)
        while !isAtEnd, chunk.rows.count < rowLimit, chunk.byteLimit < limits.bytes {
            guard try sheet.next() else {
                isAtEnd = true
                break
            }
            let reader = sheet.reader
            let row = parser.parse(
                number: sheet.rowNumber, isHidden: reader.isHidden, cells: reader.cells, into: &chunk)
            if reader.isHidden { chunk.hiddenRows += 1 }
            chunk.append(row)
            rowsRead += 1
        }
        chunk.progressPerMille = isAtEnd ? 1_000 : sheet.progressPerMille
        nextIndex += 1
        return chunk.rows.isEmpty ? nil : chunk
    }

    /// Counts the rows that are left, up to the end or to where the file cannot be read.
    ///
    /// Returns false when it went only part of the way: call it again.
    func countRest() -> Bool {
        guard !isAtEnd, let sheet = open?.sheet else { return true }
        let limit = rowsRead + skippedRowsAtOnce
        do throws(FileFault) {
            while try sheet.next() {
                rowsRead += 1
                if rowsRead == limit { return false }
            }
        } catch {
            // Rows behind a broken place cannot be counted; why the job ended is known already.
        }
        isAtEnd = true
        return true
    }

    private func openedSheet() throws(FileFault) -> (sheet: OpenSheet, parser: RowParser<Kind>) {
        if let open { return open }
        let sheet = try OpenSheet(source, options: options)
        let rules = RowRules(options, fields: fields, header: sheet.header)
        let opened = (sheet: sheet, parser: RowParser<Kind>(rules: rules))
        open = opened
        return opened
    }
}

/// Rows that are passed over before other work of the thread gets a turn.
private let skippedRowsAtOnce: Int64 = 50_000

/// A sheet that is read from below its header.
final class OpenSheet {
    /// Kept because the reader reads from it.
    private let file: SpreadsheetFile
    let reader: RowReader
    /// The texts of the header, by column from 0.
    let header: [Int: String]
    /// The current row's number as the spreadsheet program shows it.
    ///
    /// Rows that a broken file numbers backwards are counted on instead, so that numbers ascend.
    private(set) var rowNumber: Int

    /// `options` are those of a plan.
    ///
    /// Behind the last row where the header is not there.
    init(_ source: SheetSource, options: ImportsV1.ImportOptions) throws(FileFault) {
        file = try source.open()
        let sheet = try SheetChoice(named: options.sheet, in: file)
        do throws(SpreadsheetError) {
            reader = try file.reader(sheet: sheet.index)
            var header: [Int: String]?
            while header == nil, try reader.next() {
                guard reader.rowNumber == options.headerRow else { continue }
                header = Dictionary(
                    reader.cells.map { ($0.column, $0.string()) }, uniquingKeysWith: { first, _ in first })
            }
            self.header = header ?? [:]
            rowNumber = Int(options.headerRow)
        } catch {
            throw FileFault(error)
        }
    }

    func next() throws(FileFault) -> Bool {
        do throws(SpreadsheetError) {
            guard try reader.next() else { return false }
        } catch {
            throw FileFault(error)
        }
        rowNumber = max(reader.rowNumber, rowNumber + 1)
        return true
    }

    var progressPerMille: Int32 {
        let (done, total) = reader.byteProgress
        return total == 0 ? 0 : Int32(clamping: min(1_000, done * 1_000 / total))
    }
}
