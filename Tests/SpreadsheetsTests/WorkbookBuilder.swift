/// Builds small workbooks from pieces of XML.
struct WorkbookBuilder {
    /// The content of `sheetData`.
    var rows = ""
    /// Replaces the whole worksheet part.
    var sheet: String?
    /// The content of `sst`; nil for a workbook without shared strings.
    var strings: String?
    /// The content of `styleSheet`; nil for a workbook without styles.
    var styles: String?
    /// The content of `workbook` before its sheets.
    var properties = ""
    var sheets = #"<sheet name="Data" sheetId="1" r:id="rId1"/>"#
    var workbookPath = "xl/workbook.xml"
    var isDeflated = true
    /// Changes every part's text before it is packed.
    var transform: (_ name: String, _ text: String) -> [UInt8] = { _, text in Array(text.utf8) }

    static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    static let package = "http://schemas.openxmlformats.org/package/2006"

    init(rows: String = "") { self.rows = rows }

    func zip() -> ZipBuilder {
        var zip = ZipBuilder()
        for (name, text) in parts() {
            zip.entries.append(ZipBuilder.Entry(name: name, data: transform(name, text), isDeflated: isDeflated))
        }
        return zip
    }

    func bytes() -> [UInt8] { zip().bytes() }

    func parts() -> [(name: String, text: String)] {
        let folder = workbookPath.lastIndex(of: "/").map { String(workbookPath[...$0]) } ?? ""
        let file = workbookPath.dropFirst(folder.count)
        var parts = [
            ("[Content_Types].xml", #"<Types xmlns="\#(Self.package)/content-types"/>"#),
            ("_rels/.rels", Self.relations([("rId1", "officeDocument", workbookPath)])),
            (workbookPath, workbook),
            (folder + "_rels/" + file + ".rels", workbookRelations),
            (folder + "worksheets/sheet1.xml", sheet ?? worksheet),
        ]
        if let strings {
            parts.append((folder + "sharedStrings.xml", #"<sst xmlns="\#(Self.main)">\#(strings)</sst>"#))
        }
        if let styles {
            parts.append((folder + "styles.xml", #"<styleSheet xmlns="\#(Self.main)">\#(styles)</styleSheet>"#))
        }
        return parts.map { (name: $0.0, text: $0.1) }
    }

    private var worksheet: String {
        #"<worksheet xmlns="\#(Self.main)"><sheetData>\#(rows)</sheetData></worksheet>"#
    }

    private var workbook: String {
        #"<workbook xmlns="\#(Self.main)" xmlns:r="\#(Self.office)">\#(properties)<sheets>\#(sheets)</sheets></workbook>"#
    }

    private var workbookRelations: String {
        Self.relations([
            ("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId2", "sharedStrings", "sharedStrings.xml"),
            ("rId3", "styles", "styles.xml"),
        ])
    }

    static func relations(_ all: [(id: String, type: String, target: String)]) -> String {
        let elements = all.map {
            #"<Relationship Id="\#($0.id)" Type="\#(office)/\#($0.type)" Target="\#($0.target)"/>"#
        }
        return #"<Relationships xmlns="\#(package)/relationships">\#(elements.joined())</Relationships>"#
    }
}
