import Contracts
import Spreadsheets
import TextNormalization

/// An uploaded file and how its owner wants it read.
struct SheetSource: Sendable {
    var path: String
    var limits: SpreadsheetLimits
    var csv: CSVOptions

    /// Throws `invalidArgument` for an encoding or a delimiter that is not known.
    init(path: String, limits: SpreadsheetLimits, options: ImportsV1.ImportOptions) throws(FileFault) {
        self.path = path
        self.limits = limits
        csv = CSVOptions(
            encoding: try Self.encoding(options.encoding), delimiter: try Self.delimiter(options.delimiter))
    }

    func open() throws(FileFault) -> SpreadsheetFile {
        do throws(SpreadsheetError) {
            return try SpreadsheetFile.open(path: path, limits: limits, csv: csv)
        } catch {
            throw FileFault(error)
        }
    }

    private static func encoding(_ name: String) throws(FileFault) -> TextEncoding? {
        guard !name.isEmpty else { return nil }
        let wanted = name.lowercased()
        if let encoding = TextEncoding.allCases.first(where: { $0.rawValue.lowercased() == wanted }) { return encoding }
        if wanted == "utf8" { return .utf8 }
        // Of these the byte order mark says the rest.
        if ["utf-16", "utf16", "utf-32", "utf32"].contains(wanted) { return nil }
        let known = TextEncoding.allCases.map(\.rawValue).joined(separator: ", ")
        throw FileFault(.encodingInvalid, "This encoding is not known; known are \(known).", field: "encoding")
    }

    private static func delimiter(_ text: String) throws(FileFault) -> UInt8? {
        guard let byte = text.utf8.first else { return nil }
        guard text.utf8.count == 1, [",", ";", "|", "\t"].contains(text) else {
            throw FileFault(.fileCorrupt, "A delimiter is one of , ; | or a tab.", field: "delimiter")
        }
        return byte
    }
}

/// The sheets of a file and which of them is imported.
struct SheetChoice: Sendable {
    var index: Int
    var name: String
    /// Further visible sheets with data, when none was named.
    var hasRivals: Bool

    /// The named sheet, or the first visible one with data.
    init(named name: String, in file: SpreadsheetFile) throws(FileFault) {
        let sheets = file.sheets
        if name.isEmpty {
            let candidates = sheets.indices.filter {
                sheets[$0].kind == .worksheet && sheets[$0].visibility == .visible
                    && sheets[$0].name != ImportTemplate.guideName
            }
            var found: [Int] = []
            for index in candidates where found.count < 2 {
                if try Self.hasData(file, sheet: index) { found.append(index) }
            }
            guard let first = found.first else {
                throw FileFault(.fileEmpty, "No visible sheet of the file has any data.")
            }
            index = first
            hasRivals = found.count > 1
        } else {
            guard let first = sheets.firstIndex(where: { $0.name == name && $0.kind == .worksheet }) else {
                throw FileFault(.sheetMultiple, "The file has no sheet of this name; choose one.", field: "sheet")
            }
            index = first
            hasRivals = false
        }
        self.name = sheets[index].name
    }

    private static func hasData(_ file: SpreadsheetFile, sheet: Int) throws(FileFault) -> Bool {
        do throws(SpreadsheetError) {
            return try file.reader(sheet: sheet).next()
        } catch {
            throw FileFault(error)
        }
    }
}
