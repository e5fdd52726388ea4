/// The parts of an .xlsx file, found by their relations and never by name.
final class Workbook {
    private(set) var sheets: [SheetInfo] = []
    private var sheetParts: [String?] = []
    private var is1904 = false
    private let archive: ZipArchive
    private let relationships: Relationships
    /// Loaded when the first sheet is read.
    private var context: WorkbookContext?

    init(archive: ZipArchive) throws(SpreadsheetError) {
        self.archive = archive
        let part = try Self.workbookPart(archive)
        relationships = try Relationships(of: part, in: archive)
        try readSheets(part)
    }

    /// The rows of sheet `index`, which has to be a worksheet.
    func rows(sheet index: Int) throws(SpreadsheetError) -> SheetRows {
        guard sheets.indices.contains(index), sheets[index].kind == .worksheet, let part = sheetParts[index],
            let stream = try archive.stream(part)
        else {
            throw SpreadsheetError(.fileTypeUnsupported, "sheet \(index + 1) is no worksheet that could be read")
        }
        return try SheetRows(stream, context: try loadContext())
    }

    private static func workbookPart(_ archive: ZipArchive) throws(SpreadsheetError) -> String {
        let root = try Relationships(of: "", in: archive)
        if let part = root.target(type: "officeDocument"), archive.contains(part) { return part }
        if let part = try contentTypePart(archive) { return part }
        if archive.contains("mimetype"), archive.contains("content.xml") {
            throw SpreadsheetError(.fileTypeUnsupported, "an OpenDocument file; save it as .xlsx or .csv")
        }
        guard archive.contains("[Content_Types].xml") || !root.all.isEmpty else {
            throw SpreadsheetError(.fileTypeUnsupported, "a zip archive that is no workbook")
        }
        throw SpreadsheetError(.fileCorrupt, "the package has no workbook part")
    }

    /// The workbook that `[Content_Types].xml` names, for packages whose root relations are missing.
    private static func contentTypePart(_ archive: ZipArchive) throws(SpreadsheetError) -> String? {
        guard let stream = try archive.stream("[Content_Types].xml") else { return nil }
        var part: String?
        try XMLDocument.read(stream, part: "[Content_Types].xml", limits: archive.limits) { element in
            guard case .start("Override", let attributes) = element, part == nil,
                attributes["ContentType"]?.hasSuffix(".main+xml") == true
            else { return }
            part = attributes["PartName"]
        }
        return part.flatMap { archive.contains($0) ? String($0.drop { $0 == "/" }) : nil }
    }

    private func readSheets(_ part: String) throws(SpreadsheetError) {
        guard let stream = try archive.stream(part) else { return }
        guard !part.lowercased().hasSuffix(".bin") else {
            throw SpreadsheetError(.fileTypeUnsupported, "a binary workbook (.xlsb); save it as .xlsx")
        }
        var root: String?
        var found: [(attributes: [String: String], relation: String?)] = []
        var is1904 = false
        var isInSheets = false
        try XMLDocument.read(stream, part: part, limits: archive.limits) { element in
            switch element {
            case .start("sheets", _): isInSheets = true
            case .end("sheets"): isInSheets = false
            case .start("sheet", let attributes) where isInSheets:
                found.append((attributes, Self.relation(attributes)))
            // Extensions have an element of the same name, without the attribute.
            case .start("workbookPr", let attributes): is1904 = is1904 || Self.isTrue(attributes["date1904"])
            case .start(let name, _): root = root ?? name
            case .end: return
            }
        }
        guard root == "workbook" else {
            throw SpreadsheetError(.fileTypeUnsupported, "an Office file that is no workbook", part: part)
        }
        self.is1904 = is1904
        for sheet in found { add(sheet.attributes, relation: sheet.relation) }
    }

    private func add(_ attributes: [String: String], relation id: String?) {
        let relation = id.flatMap { relationships.relationship(id: $0) }
        let part = relation.flatMap { archive.contains($0.target) ? $0.target : nil }
        sheetParts.append(part)
        sheets.append(
            SheetInfo(
                name: attributes["name"] ?? "", visibility: Self.visibility(attributes["state"]),
                kind: part == nil ? .missing : Self.kind(relation?.type)))
    }

    private func loadContext() throws(SpreadsheetError) -> WorkbookContext {
        if let context { return context }
        let loaded = WorkbookContext(
            strings: try loadStrings(), styles: try loadStyles(), is1904: is1904, limits: archive.limits)
        context = loaded
        return loaded
    }

    private func loadStrings() throws(SpreadsheetError) -> SharedStrings {
        guard let part = relationships.target(type: "sharedStrings"), let stream = try archive.stream(part) else {
            return SharedStrings(memoryLimit: 0)
        }
        return try SharedStrings(stream, part: part, limits: archive.limits)
    }

    /// Broken styles cost the dates their form, not the import its rows; a document type is refused in them as well.
    private func loadStyles() throws(SpreadsheetError) -> Styles {
        guard let part = relationships.target(type: "styles"), let stream = try archive.stream(part) else {
            return Styles()
        }
        do {
            return try Styles(stream, part: part, limits: archive.limits)
        } catch  where error.code == .fileCorrupt && !error.isDocumentType {
            return Styles()
        }
    }

    /// The `id` attribute in whatever prefix the relations namespace has.
    private static func relation(_ attributes: [String: String]) -> String? {
        attributes.first { $0.key.hasSuffix(":id") }?.value
    }

    private static func isTrue(_ value: String?) -> Bool {
        value == "1" || value?.lowercased() == "true" || value?.lowercased() == "on"
    }

    private static func visibility(_ state: String?) -> SheetInfo.Visibility {
        switch state {
        case "hidden": .hidden
        case "veryHidden": .veryHidden
        default: .visible
        }
    }

    private static func kind(_ type: String?) -> SheetInfo.Kind {
        switch type {
        case "chartsheet": .chartSheet
        case "dialogsheet": .dialogSheet
        case "xlMacrosheet", "xlIntlMacrosheet": .macroSheet
        default: .worksheet
        }
    }
}
