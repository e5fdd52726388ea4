import Contracts
import Spreadsheets
import TextNormalization

/// What the beginning of a file tells: its sheets, its header and the first values below it.
struct SheetLayout: Sendable {
    /// Rows below the header that are looked through for samples.
    private static let sampleDepth = 200
    private static let samplesPerColumn = 5
    /// Unicode scalars of a header or a sample that are shown.
    private static let shownLength = 255
    /// A header stands near the top; looking further would read the whole file for a typing error.
    private static let deepestHeader = 10_000

    var format: SpreadsheetFile.Format
    var sheets: [SheetInfo]
    var sheet: SheetChoice
    /// Nil when no row names a known field and none is the header of a saved mapping.
    var header: HeaderRow?
    /// By column from 0, at most five each.
    var samples: [Int: [String]] = [:]
    /// Whether a row follows the header.
    var hasData = false

    /// Reads the beginning of the file.
    ///
    /// Blocks on the file; call it on a thread for that. `savedHeaders` are the fingerprints of headers that are known by
    /// heart: a row that is one of them counts more than one that names fields.
    init(
        _ source: SheetSource, options: ImportsV1.ImportOptions, custom: CustomHeaders = .none,
        savedHeaders: Set<String> = []
    ) throws(FileFault) {
        let file = try source.open()
        format = file.format
        sheets = file.sheets
        sheet = try SheetChoice(named: options.sheet, in: file)
        do throws(SpreadsheetError) {
            header = try Self.header(
                in: file.reader(sheet: sheet.index), at: Int(options.headerRow), .of(options), custom, savedHeaders)
            if let header { try readSamples(below: header, in: file.reader(sheet: sheet.index)) }
        } catch {
            throw FileFault(error)
        }
    }

    private static func header(
        in reader: RowReader, at wanted: Int, _ profile: KindProfile, _ custom: CustomHeaders,
        _ savedHeaders: Set<String>
    ) throws(SpreadsheetError) -> HeaderRow? {
        var rows: [HeaderRow] = []
        while try reader.next() {
            if wanted > 0 {
                if reader.rowNumber == wanted { return row(reader, profile, custom) }
                if reader.rowNumber > min(wanted, deepestHeader) { return nil }
            } else {
                guard rows.count < HeaderRow.searchDepth, reader.rowNumber <= HeaderRow.searchDepth else { break }
                rows.append(row(reader, profile, custom))
            }
        }
        if wanted > 0 { return nil }
        return rows.first { isSaved($0, savedHeaders) } ?? HeaderRow.find(in: rows)
    }

    private static func isSaved(_ row: HeaderRow, _ savedHeaders: Set<String>) -> Bool {
        // Where there is no memory for a hash, no header is known.
        guard !savedHeaders.isEmpty, let fingerprint = try? HeaderFingerprint.of(row) else { return false }
        return savedHeaders.contains(fingerprint)
    }

    private static func row(_ reader: RowReader, _ profile: KindProfile, _ custom: CustomHeaders) -> HeaderRow {
        HeaderRow(
            number: reader.rowNumber,
            cells: reader.cells.compactMap { cell in shown(cell).map { (cell.column, $0) } }, profile, custom: custom)
    }

    private mutating func readSamples(below header: HeaderRow, in reader: RowReader) throws(SpreadsheetError) {
        var isBelow = false
        var rows = 0
        while rows < Self.sampleDepth, try reader.next() {
            guard isBelow else {
                isBelow = reader.rowNumber == header.number
                continue
            }
            hasData = true
            rows += 1
            for cell in reader.cells {
                guard samples[cell.column, default: []].count < Self.samplesPerColumn, let text = Self.shown(cell)
                else {
                    continue
                }
                samples[cell.column, default: []].append(text)
            }
        }
    }

    private static func shown(_ cell: Cell) -> String? {
        guard cell.kind != .error else { return nil }
        let text = CellText.stored(Blanks.trimmed(cell.utf8.assumingMemoryBound(to: UInt8.self)))
        if text.isEmpty { return nil }
        return CellText.isLonger(text, than: shownLength) ? String(text.unicodeScalars.prefix(shownLength)) : text
    }
}
