import Contracts
import Spreadsheets

/// Writes a job's rows with what became of each into a file: read again from the uploaded one, so nothing of them is
/// stored twice.
///
/// To be used by one thread at a time; blocks on the files.
final class ResultRenderer {
    private let sheet: OpenSheet
    private let writer: any RowWriter
    private let problemsOnly: Bool
    /// The original columns, but for those that an earlier result had added.
    private let columns: [Int]
    private let profile: KindProfile
    /// The column of the records' own ids, which rows without a new one keep.
    private let idColumn: Int?
    /// Of a plan: ids from this one on are of records that do not exist.
    private let firstPlannedID: Int64?

    init(
        source: SheetSource, options: ImportsV1.ImportOptions, writer: any RowWriter, problemsOnly: Bool,
        firstPlannedID: Int64? = nil
    ) throws(FileFault) {
        self.firstPlannedID = firstPlannedID
        sheet = try OpenSheet(source, options: options)
        self.writer = writer
        self.problemsOnly = problemsOnly
        var columns: [Int] = []
        profile = .of(options)
        var idColumn: Int?
        for column in 0..<((sheet.header.keys.max() ?? -1) + 1) {
            if let service = sheet.header[column].flatMap({ ServiceColumn($0) }), service.isAdded(to: profile) {
                if service == profile.idColumn { idColumn = column }
            } else {
                columns.append(column)
            }
        }
        self.columns = columns
        self.idColumn = idColumn
        let header = columns.map { sheet.header[$0] ?? "" } + ServiceColumn.all(of: profile).map(\.rawValue)
        try append(header)
    }

    /// Writes the rows of one chunk.
    ///
    /// Throws 5003 when the file has other rows than it had.
    func append(_ results: [RowResult]) throws(FileFault) {
        for result in results {
            guard try sheet.next(), Int64(sheet.rowNumber) == result.row else {
                throw FileFault(.internal, "The stored file is not the one that was imported.")
            }
            try append(result)
        }
    }

    /// Writes up to `limit` of the remaining rows, which the job did not reach.
    ///
    /// Returns false behind the last one.
    func appendNotReached(limit: Int) throws(FileFault) -> Bool {
        for _ in 0..<limit {
            do {
                guard try sheet.next() else { return false }
            } catch {
                // The job failed because the file is broken here; what could be read is in the result.
                return false
            }
            try append(RowResult(row: Int64(sheet.rowNumber), outcome: .notReached))
        }
        return true
    }

    func finish() throws(FileFault) {
        do throws(SpreadsheetError) {
            try writer.finish()
        } catch {
            throw FileFault(error)
        }
    }

    private func append(_ stored: RowResult) throws(FileFault) {
        let result = firstPlannedID.map { stored.withoutRecords(from: $0) } ?? stored
        if problemsOnly && !result.outcome.isProblem { return }
        var texts: [Int: String] = [:]
        for cell in sheet.reader.cells { texts[cell.column] = cell.formattedDigits ?? cell.string() }
        var row = columns.map { texts[$0] ?? "" }
        var id = result.recordID == 0 ? "" : "\(result.recordID)"
        if id.isEmpty, let column = idColumn { id = texts[column] ?? "" }
        row.append("\(result.row)")
        row.append((firstPlannedID == nil ? "" : "WOULD_BE_") + result.outcome.word)
        row.append(Self.codes(result))
        row.append(Self.fields(result))
        let sentences = result.notes.map { ResultSentence.text($0, profile, result.outcome) }
        row.append((firstPlannedID == nil ? sentences : ["Planned, not done."] + sentences).joined(separator: " "))
        row.append(id)
        try append(row)
    }

    private func append(_ row: [String]) throws(FileFault) {
        do throws(SpreadsheetError) {
            try writer.append(row: row)
        } catch {
            throw FileFault(error)
        }
    }

    /// The numbers with their names: `2010 PHONE_INVALID; 2020 EMAIL_INVALID`.
    private static func codes(_ result: RowResult) -> String {
        let outcome = result.outcome == .unchanged ? [ResultCode.unchanged.rawValue] : []
        return (outcome + result.notes.map(\.number)).uniqued.map { "\($0) \(ResultCode.name(of: $0))" }.joined(
            separator: "; ")
    }

    private static func fields(_ result: RowResult) -> String {
        result.notes.compactMap(\.word).uniqued.joined(separator: "; ")
    }
}

extension RowResult {
    /// The result without the ids of records from `firstID` on, which only a plan has.
    func withoutRecords(from firstID: Int64) -> RowResult {
        var result = self
        if result.recordID >= firstID { result.recordID = 0 }
        for index in result.notes.indices { result.notes[index].ids.removeAll { $0 >= firstID } }
        return result
    }
}

extension Array where Element: Equatable {
    /// The elements in order, each once; for a handful.
    fileprivate var uniqued: [Element] {
        var result: [Element] = []
        for element in self where !result.contains(element) { result.append(element) }
        return result
    }
}
