import Contracts
import CustomFields
import PhoneNumbers
import ServiceRuntime
import Spreadsheets
import TextNormalization

/// How rows are read, the same for every row of a job.
struct RowRules: Sendable {
    var columns: ColumnPlan
    /// Leave a wrong cell out instead of rejecting the row, unless it is one of `keys`.
    var dropsWrongFields = false
    /// The fields that identify a record.
    var keys: Set<ImportField> = [.phone, .contactID]
    /// The custom ones among them.
    var customKeys: Set<String> = []
    /// By key.
    var customColumns: [String: CustomColumn] = [:]
    var skipsHiddenRows = false
    /// Columns of the header; nothing may stand to the right of it.
    var headerWidth = Int.max
}

/// Reads the cells of data rows: texts, numbers, phones and addresses, straight from the reader's bytes.
///
/// All that is wrong in a row's cells is reported together, and one bad value spoils its whole cell.
struct RowParser<Kind: ImportKind> {
    let rules: RowRules
    let phones = PhoneNormalizer()

    init(rules: RowRules) { self.rules = rules }

    /// Reads one row; what stands for records of other kinds goes into the chunk's lists.
    func parse(number: Int, isHidden: Bool, cells: RowCells, into chunk: inout Chunk<Kind>) -> ParsedRow<Kind> {
        var row = ParsedRow<Kind>(row: Int64(number))
        var earlier = EarlierResult()
        var isBlank = true
        for cell in cells {
            let use = rules.columns[cell.column]
            if use == .ignored {
                if cell.column >= rules.headerWidth { refuseWidth(cell, in: &row) }
                continue
            }
            let text = Self.trimmed(cell)
            switch use {
            case .ignored: break
            case .earlierOutcome: earlier.outcome = String(decoding: text, as: UTF8.self)
            case .earlierCodes: earlier.codes = String(decoding: text, as: UTF8.self)
            case .field(let field):
                if !cell.warnings.isEmpty, !accept(cell, as: .field(field), in: &row) {
                    isBlank = false
                    continue
                }
                if cell.kind == .error || text.isEmpty { continue }
                isBlank = false
                Kind.read(field, CellBytes(cell: cell, text: text), self, into: &row, &chunk.cells)
            case .custom(let key):
                if !cell.warnings.isEmpty, !accept(cell, as: .custom(key), in: &row) {
                    isBlank = false
                    continue
                }
                if cell.kind == .error || text.isEmpty { continue }
                isBlank = false
                readCustom(key, CellBytes(cell: cell, text: text), into: &row)
            }
        }
        judge(&row, isBlank: isBlank, isHidden: isHidden, earlier: earlier)
        return row
    }

    private func judge(_ row: inout ParsedRow<Kind>, isBlank: Bool, isHidden: Bool, earlier: EarlierResult) {
        if isBlank {
            row.verdict = .ignoredEmpty
        } else if isHidden && rules.skipsHiddenRows {
            row.verdict = .hidden
        } else if earlier.isDone {
            row.verdict = .alreadyDone
        } else {
            return
        }
        row.notes = []
    }

    /// A value to the right of the header belongs to no column; it is told once.
    private func refuseWidth(_ cell: Cell, in row: inout ParsedRow<Kind>) {
        guard cell.kind != .error, !Self.trimmed(cell).isEmpty else { return }
        guard !row.notes.contains(where: { $0.number == ResultCode.rowWidth.rawValue }) else { return }
        row.notes.append(RowNote(.rowWidth, column: cell.column + 1))
        if !rules.dropsWrongFields { row.verdict = .rejected }
    }

    private static func trimmed(_ cell: Cell) -> UnsafeBufferPointer<UInt8> {
        Blanks.trimmed(cell.utf8.assumingMemoryBound(to: UInt8.self))
    }
}

/// The trimmed bytes of a cell and where they stand.
struct CellBytes {
    var column: Int
    var text: UnsafeBufferPointer<UInt8>
    /// The digits with the zeros that the column's number format shows; nil for other cells.
    var formattedDigits: String?

    init(cell: Cell, text: UnsafeBufferPointer<UInt8>) {
        column = cell.column + 1
        self.text = text
        formattedDigits = cell.kind == .number ? cell.formattedDigits : nil
    }
}

/// What the service columns of a result file that is imported again say.
private struct EarlierResult {
    var outcome = ""
    var codes = ""

    var isDone: Bool {
        RowOutcome.allCases.contains { $0.isDone && $0.word == outcome }
            || codes.utf8.starts(with: String(ResultCode.alreadyDone.rawValue).utf8)
    }
}

// MARK: Cells

extension RowParser {
    /// Notes what the reader says about a cell; false when the cell is spoilt.
    private func accept(_ cell: Cell, as use: ColumnPlan.Use, in row: inout ParsedRow<Kind>) -> Bool {
        let column = cell.column + 1
        let warnings = cell.warnings
        if warnings.contains(.encodingInvalid) {
            reject(ResultCode.encodingInvalid.rawValue, use, column: column, in: &row)
            return false
        }
        if warnings.contains(.truncated) {
            reject(ResultCode.textTooLong.rawValue, use, column: column, detail: Self.limit(of: use), in: &row)
            return false
        }
        if warnings.contains(.digitsLost) {
            if use == .field(.phone) {
                reject(ResultCode.phoneScientific.rawValue, use, column: column, in: &row)
                return false
            }
            row.notes.append(Self.note(.digitsLost, use, column: column))
        }
        if warnings.contains(.formulaNotCalculated) {
            row.notes.append(Self.note(.formulaNotCalculated, use, column: column))
        }
        if warnings.contains(.sharedStringMissing) || cell.kind == .error {
            row.notes.append(Self.note(.cellError, use, column: column))
        }
        if warnings.contains(.unreadableValue) {
            row.notes.append(Self.note(.cellUnreadable, use, column: column))
        }
        return true
    }

    private static func limit(of use: ColumnPlan.Use) -> String {
        guard case .field(let field) = use else { return "" }
        return "\(field.characterLimit ?? CellLimits.listBytes)"
    }

    private static func note(
        _ code: ResultCode, _ use: ColumnPlan.Use, column: Int
    ) -> RowNote { note(code.rawValue, use, column: column, detail: "") }

    private static func note(_ number: Int32, _ use: ColumnPlan.Use, column: Int, detail: String) -> RowNote {
        switch use {
        case .field(let field): RowNote(number, field: field, column: column, detail: detail)
        case .custom(let key): RowNote(number, customKey: key, column: column, detail: detail)
        case .ignored, .earlierOutcome, .earlierCodes: RowNote(number, column: column, detail: detail)
        }
    }

    /// A wrong cell: the row is rejected, or goes on without the cell.
    func reject(
        _ code: ResultCode, _ field: ImportField, column: Int, detail: String = "", in row: inout ParsedRow<Kind>
    ) {
        reject(code.rawValue, .field(field), column: column, detail: detail, in: &row)
    }

    private func reject(
        _ number: Int32, _ use: ColumnPlan.Use, column: Int, detail: String = "", in row: inout ParsedRow<Kind>
    ) {
        row.notes.append(Self.note(number, use, column: column, detail: detail))
        let isKey =
            switch use {
            case .field(let field): rules.keys.contains(field)
            case .custom(let key): rules.customKeys.contains(key)
            case .ignored, .earlierOutcome, .earlierCodes: false
            }
        if !rules.dropsWrongFields || isKey { row.verdict = .rejected }
    }

    /// Reads a cell by the type of its custom field; a number keeps the zeros that the sheet shows where it is a text.
    private func readCustom(_ key: String, _ cell: CellBytes, into row: inout ParsedRow<Kind>) {
        guard let custom = rules.customColumns[key] else { return }
        let text = CellText.stored(cell.text)
        let isText = custom.type == .singleLine || custom.type == .regex
        do throws(CustomProblem) {
            let values = try custom.values(of: isText ? cell.formattedDigits ?? text : text)
            if !values.isEmpty { row.record.custom.append(FieldsV1.CustomValue(key: key, values: values)) }
        } catch {
            reject(error.fault.number, .custom(key), column: cell.column, in: &row)
        }
    }

    /// A text that is not too long; nil, and a note, for one that is.
    func readText(_ field: ImportField, _ cell: CellBytes, into row: inout ParsedRow<Kind>) -> String? {
        let text = field.isDigits ? cell.formattedDigits ?? CellText.stored(cell.text) : CellText.stored(cell.text)
        if let limit = field.characterLimit, CellText.isLonger(text, than: limit) {
            reject(.textTooLong, field, column: cell.column, detail: "\(limit)", in: &row)
            return nil
        }
        return text.isEmpty ? nil : text
    }

    /// A whole number, also as `4.0` and `4,0`; nil for anything else.
    static func integer(_ text: UnsafeBufferPointer<UInt8>) -> Int64? {
        var value: Int64 = 0
        var digits = 0
        for (index, byte) in text.enumerated() {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                guard digits < 18 else { return nil }
                value = value * 10 + Int64(byte - UInt8(ascii: "0"))
                digits += 1
            case UInt8(ascii: "."), UInt8(ascii: ","):
                let fraction = text[(index + 1)...]
                guard digits > 0, !fraction.isEmpty, fraction.allSatisfy({ $0 == UInt8(ascii: "0") }) else {
                    return nil
                }
                return value
            default: return nil
            }
        }
        return digits > 0 ? value : nil
    }
}
