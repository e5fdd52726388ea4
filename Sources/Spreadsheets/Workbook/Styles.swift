/// The number formats of a workbook's cell styles.
struct Styles {
    private let formats: [NumberFormat]

    /// No styles: every number is a plain number.
    init() { formats = [] }

    /// Reads `styles.xml`.
    init(_ source: any ByteSource, part: String, limits: SpreadsheetLimits) throws(SpreadsheetError) {
        var custom: [Int: NumberFormat] = [:]
        var formats: [NumberFormat] = []
        var isInCellFormats = false
        try XMLDocument.read(source, part: part, limits: limits) { element in
            switch element {
            case .start("cellXfs", _): isInCellFormats = true
            case .end("cellXfs"): isInCellFormats = false
            case .start("numFmt", let attributes):
                guard let id = attributes["numFmtId"].flatMap({ Int($0) }), let code = attributes["formatCode"] else {
                    return
                }
                custom[id] = NumberFormat(code: code)
            case .start("xf", let attributes) where isInCellFormats:
                let id = attributes["numFmtId"].flatMap { Int($0) } ?? 0
                formats.append(custom[id] ?? NumberFormat(builtIn: id))
            default: return
            }
        }
        self.formats = formats
    }

    /// The format of style `index`; general when there is no such style.
    @inline(__always)
    func format(_ index: Int) -> NumberFormat {
        index >= 0 && index < formats.count ? formats[index] : .general
    }
}
