import Glibc

/// Walks through `sheetData` and collects one row at a time.
struct SheetScanner: ~Copyable {
    struct Row {
        var number = 0
        var isHidden = false
        var isEmpty = false
    }

    private enum Place { case beforeData, inData, afterData }

    var xml: XMLScanner
    private(set) var text: CellText
    private(set) var cells = CellList()
    private(set) var row = Row()
    let context: WorkbookContext
    /// The row whose start tag was read to see whether it goes on with the current one.
    private var following: Row?
    private var place = Place.beforeData
    private var column = -1

    init(_ source: any ByteSource, part: String, context: WorkbookContext) throws(SpreadsheetError) {
        xml = try XMLScanner(source, part: part)
        text = CellText(valueLimit: context.limits.cellBytes)
        self.context = context
    }

    /// Advances to the next row that has cells.
    mutating func next() throws(SpreadsheetError) -> Bool {
        if place == .beforeData { try enterData() }
        text.removeAll()
        cells.removeAll()
        while true {
            guard let started = try takeRow() else {
                // The checksum of the part is known only at its end.
                try xml.drain()
                return false
            }
            row = started
            column = -1
            if !row.isEmpty { try readCells() }
            try readContinuations()
            if cells.count > 0 {
                cells.sort()
                return true
            }
        }
    }

    /// Some writers spread a row over several elements with the same number.
    private mutating func readContinuations() throws(SpreadsheetError) {
        while let next = try nextRow() {
            guard next.number == row.number else {
                following = next
                return
            }
            if !next.isEmpty { try readCells() }
        }
    }

    private mutating func enterData() throws(SpreadsheetError) {
        while let tag = try xml.nextTag() {
            guard !tag.isEnd, xml.isName(tag, "sheetData") else { continue }
            place = tag.isEmpty ? .afterData : .inData
            return
        }
        place = .afterData
    }

    private mutating func takeRow() throws(SpreadsheetError) -> Row? {
        guard let row = following.take() else { return try nextRow() }
        return row
    }

    private mutating func nextRow() throws(SpreadsheetError) -> Row? {
        guard place == .inData else { return nil }
        while let tag = try xml.nextTag() {
            if xml.isName(tag, "row") {
                guard !tag.isEnd else { continue }
                return try rowHeader(tag)
            }
            if tag.isEnd, xml.isName(tag, "sheetData") {
                place = .afterData
                return nil
            }
        }
        throw xml.corrupt("the sheet's data ends in the middle")
    }

    private func rowHeader(_ tag: XMLTag) throws(SpreadsheetError) -> Row {
        var number = 0
        var isHidden = false
        for index in 0..<xml.attributeCount {
            let attribute = xml.attribute(index)
            if xml.isName(attribute, "r") {
                number = xml.digits(attribute.valueStart..<attribute.valueEnd) ?? 0
            } else if xml.isName(attribute, "hidden") {
                let first = xml.bytes[attribute.valueStart]
                isHidden = first == UInt8(ascii: "1") || first == UInt8(ascii: "t")
            }
        }
        if number < 1 || number > CellReference.rowLimit { number = row.number + 1 }
        guard number <= context.limits.rows else {
            throw SpreadsheetError(
                .fileTooLarge, "row \(number) is above the limit of \(context.limits.rows) rows", part: xml.part,
                row: number)
        }
        return Row(number: number, isHidden: isHidden, isEmpty: tag.isEmpty)
    }

    private mutating func readCells() throws(SpreadsheetError) {
        while let tag = try xml.nextTag() {
            let length = tag.nameEnd - tag.nameStart
            if length == 1, xml.bytes[tag.nameStart] == UInt8(ascii: "c") {
                if !tag.isEnd { try readCell(isEmpty: tag.isEmpty) }
            } else if length == 3, tag.isEnd, xml.isName(tag, "row") {
                return
            } else if tag.isEnd, xml.isName(tag, "sheetData") {
                throw xml.corrupt("the sheet's data ends inside a row")
            }
        }
        throw xml.corrupt("the sheet's data ends in the middle")
    }
}

// MARK: - Cells

extension SheetScanner {
    /// What a `c` element says before its value.
    private struct CellHead {
        var type = CellType.number
        var style = 0
        var hasFormula = false
        var hasValue = false
    }

    @inline(__always)
    private mutating func readCell(isEmpty: Bool) throws(SpreadsheetError) {
        var head = CellHead()
        column += 1
        for index in 0..<xml.attributeCount {
            let attribute = xml.attribute(index)
            guard attribute.nameEnd - attribute.nameStart == 1 else { continue }
            switch xml.bytes[attribute.nameStart] {
            case UInt8(ascii: "r"):
                column = CellReference.column(xml.bytes, attribute.valueStart..<attribute.valueEnd) ?? column
            case UInt8(ascii: "s"): head.style = xml.digits(attribute.valueStart..<attribute.valueEnd) ?? 0
            case UInt8(ascii: "t"): head.type = CellType(xml.bytes, attribute.valueStart..<attribute.valueEnd)
            default: continue
            }
        }
        if isEmpty { return }
        try checkColumn()
        text.beginValue()
        try readValue(&head)
        try finish(head)
        guard text.buffer.count <= context.limits.rowBytes else {
            throw SpreadsheetError(
                .fileTooLarge, "the row's texts have more than \(context.limits.rowBytes) bytes", part: xml.part,
                row: row.number, column: column)
        }
    }

    private func checkColumn() throws(SpreadsheetError) {
        guard column >= context.limits.columns else { return }
        throw SpreadsheetError(
            .fileTooLarge, "column \(column + 1) is above the limit of \(context.limits.columns) columns",
            part: xml.part, row: row.number, column: column)
    }

    /// Reads up to the cell's end tag.
    ///
    /// An inline string wins over a value.
    @inline(__always)
    private mutating func readValue(_ head: inout CellHead) throws(SpreadsheetError) {
        while let tag = try xml.nextTag() {
            let length = tag.nameEnd - tag.nameStart
            let first = xml.bytes[tag.nameStart]
            if length == 1, first == UInt8(ascii: "v"), !tag.isEnd {
                guard !tag.isEmpty, !(head.type == .inlineString && head.hasValue) else { continue }
                text.dropValue()
                try xml.appendText(to: &text)
                head.hasValue = true
            } else if length == 1, first == UInt8(ascii: "c"), tag.isEnd {
                return
            } else if length == 1, first == UInt8(ascii: "f"), !tag.isEnd {
                head.hasFormula = true
            } else if length == 2, !tag.isEnd, !tag.isEmpty, xml.isName(tag, "is") {
                text.dropValue()
                try xml.appendRichText(to: &text, until: "is")
                head.type = .inlineString
                head.hasValue = true
            } else if tag.isEnd, xml.isName(tag, "row") || xml.isName(tag, "sheetData") {
                throw xml.corrupt("the sheet's data ends inside a cell")
            }
        }
        throw xml.corrupt("the sheet's data ends in the middle")
    }

    @inline(__always)
    private mutating func finish(_ head: CellHead) throws(SpreadsheetError) {
        let isText = head.type == .inlineString || head.type == .formulaString
        text.finishValue(unescaping: isText)
        guard text.valueCount > 0 else {
            text.dropValue()
            if head.hasFormula, head.type != .formulaString { append(.empty, [.formulaNotCalculated]) }
            return
        }
        switch head.type {
        case .inlineString, .formulaString: append(.text, text.warnings)
        case .shared: try finishShared()
        case .number: finishNumber(context.styles.format(head.style))
        case .boolean, .error, .date, .unknown: finishRare(head)
        }
    }

    private mutating func append(_ kind: Cell.Kind, _ warnings: CellWarnings = [], zeroWidth: UInt8 = 0) {
        cells.append(
            CellRecord(
                start: UInt(text.valueStart), count: UInt32(text.valueCount), column: Int32(column), kind: kind,
                warnings: warnings, zeroWidth: zeroWidth))
    }

    @inline(__always)
    private mutating func finishShared() throws(SpreadsheetError) {
        let index = NumberText.digits(text.valueBase, count: text.valueCount)
        text.dropValue()
        guard let index, let location = try context.strings.location(of: index) else {
            replaceValue("#REF!")
            append(.error, [.sharedStringMissing])
            return
        }
        let warnings = context.strings.warnings(of: index)
        switch location {
        case .memory(let start, let count):
            guard count > 0 else { return }
            cells.append(
                CellRecord(
                    start: UInt(bitPattern: start), count: UInt32(count), column: Int32(column), kind: .text,
                    warnings: warnings, isShared: true))
        case .spilled(let range):
            guard !range.isEmpty else { return }
            try context.strings.read(range, into: &text)
            append(.text, warnings)
        }
    }

    @inline(__always)
    private mutating func finishNumber(_ format: NumberFormat) {
        if format.kind == .number, NumberText.isPlainInteger(text.valueBase, count: text.valueCount) {
            append(.number, zeroWidth: format.zeroWidth)
            return
        }
        finishOtherNumber(format)
    }

    private mutating func finishOtherNumber(_ format: NumberFormat) {
        let source = NumberText.trimmed(text.valueString)
        guard !source.isEmpty else { return text.dropValue() }
        guard let value = NumberText.value(source) else { return append(.text, [.unreadableValue]) }
        switch format.kind {
        case .date:
            if let (kind, string) = SerialDate.dateText(value, is1904: context.is1904) {
                replaceValue(string)
                return append(kind)
            }
        case .duration:
            if let string = SerialDate.durationText(value) {
                replaceValue(string)
                return append(.duration)
            }
        case .number: break
        }
        replaceValue(NumberText.shortest(value))
        append(.number, value.magnitude >= 1e15 ? [.digitsLost] : [], zeroWidth: format.zeroWidth)
    }

    private mutating func finishRare(_ head: CellHead) {
        let source = NumberText.trimmed(text.valueString)
        switch head.type {
        case .boolean:
            replaceValue(source == "1" || source.lowercased() == "true" ? "TRUE" : "FALSE")
            append(.boolean)
        case .error: append(.error)
        case .date:
            guard let date = ISODate(source) else {
                if NumberText.value(source) != nil { return finishNumber(NumberFormat(kind: .date)) }
                return append(.text, [.unreadableValue])
            }
            replaceValue(date.text)
            append(date.kind)
        case .unknown, .number, .shared, .inlineString, .formulaString: append(.text, [.unreadableValue])
        }
    }

    private mutating func replaceValue(_ string: String) {
        text.dropValue()
        string.utf8.withContiguousStorageIfAvailable { bytes in
            if let base = bytes.baseAddress { text.append(base, count: bytes.count, traits: []) }
        }
    }
}
