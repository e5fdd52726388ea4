import Glibc

/// The workbook's shared strings: all texts behind each other, and where each one ends.
final class SharedStrings {
    /// Where a string is.
    enum Location {
        case memory(UnsafePointer<UInt8>, Int)
        case spilled(Range<UInt64>)
    }

    private(set) var count = 0
    private let texts: SpillStore
    private let ends: SpillStore
    private var warnings: [Int: CellWarnings] = [:]

    /// Holds no string.
    init(memoryLimit: Int) {
        texts = SpillStore(memoryLimit: memoryLimit / 5 * 4)
        ends = SpillStore(memoryLimit: memoryLimit / 5)
    }

    /// Reads the part.
    ///
    /// Its own counts are not looked at: they lie.
    convenience init(
        _ source: any ByteSource, part: String, limits: SpreadsheetLimits
    ) throws(SpreadsheetError) {
        self.init(memoryLimit: limits.sharedStringMemoryBytes)
        var xml = try XMLScanner(source, part: part)
        var text = CellText(valueLimit: limits.cellBytes)
        while let tag = try xml.nextTag() {
            guard !tag.isEnd, xml.isName(tag, "si") else { continue }
            text.removeAll()
            if !tag.isEmpty { try xml.appendRichText(to: &text, until: "si") }
            text.finishValue(unescaping: true)
            try append(text.valueBase, count: text.valueCount, warnings: text.warnings)
        }
        try texts.seal()
        try ends.seal()
    }

    /// Nil when there is no string of that number.
    @inline(__always)
    func location(of index: Int) throws(SpreadsheetError) -> Location? {
        guard index >= 0, index < count else { return nil }
        if let base = texts.base, let ends = ends.base {
            let start = index == 0 ? 0 : ends.load(fromByteOffset: (index - 1) * 4, as: UInt32.self)
            let end = ends.load(fromByteOffset: index * 4, as: UInt32.self)
            return .memory(base.assumingMemoryBound(to: UInt8.self) + Int(start), Int(end - start))
        }
        return try spilledLocation(of: index)
    }

    func warnings(of index: Int) -> CellWarnings { warnings.isEmpty ? [] : warnings[index] ?? [] }

    /// Copies a spilled string.
    func read(_ range: Range<UInt64>, into buffer: inout CellText) throws(SpreadsheetError) {
        if let base = texts.base {
            buffer.append(
                (base + Int(range.lowerBound)).assumingMemoryBound(to: UInt8.self), count: range.count, traits: [])
            return
        }
        try texts.read(range) { bytes, count in
            buffer.append(bytes.assumingMemoryBound(to: UInt8.self), count: count, traits: [])
        }
    }

    private func append(
        _ bytes: UnsafePointer<UInt8>, count added: Int, warnings found: CellWarnings
    ) throws(SpreadsheetError) {
        try texts.append(bytes, count: added)
        guard var end = UInt32(exactly: texts.count) else {
            throw SpreadsheetError(.fileTooLarge, "the shared strings have more than 4 GiB of text")
        }
        try ends.append(&end, count: 4)
        if !found.isEmpty, warnings.count < Self.warningLimit { warnings[count] = found }
        count += 1
    }

    private func spilledLocation(of index: Int) throws(SpreadsheetError) -> Location {
        let start = index == 0 ? 0 : try end(of: index - 1)
        let end = try end(of: index)
        return .spilled(start..<end)
    }

    private func end(of index: Int) throws(SpreadsheetError) -> UInt64 {
        if let base = ends.base { return UInt64(base.load(fromByteOffset: index * 4, as: UInt32.self)) }
        var end: UInt32 = 0
        try ends.read(UInt64(index * 4)..<UInt64(index * 4 + 4)) { bytes, _ in
            end = bytes.load(as: UInt32.self)
        }
        return UInt64(end)
    }

    /// Strings whose warnings are remembered.
    private static let warningLimit = 65_536
}

extension XMLScanner {
    @inline(__always)
    func isName(_ tag: XMLTag, _ name: StaticString) -> Bool {
        let count = tag.nameEnd - tag.nameStart
        return count == name.utf8CodeUnitCount && ByteScan.isEqual(bytes + tag.nameStart, name)
    }

    /// Appends every `t` before the end tag `name`: plain text, or the runs of rich text; phonetic hints are left out.
    @inline(__always)
    mutating func appendRichText(to text: inout CellText, until name: StaticString) throws(SpreadsheetError) {
        var phonetic = false
        while let tag = try nextTag() {
            let count = tag.nameEnd - tag.nameStart
            if count == 1, bytes[tag.nameStart] == UInt8(ascii: "t") {
                if !tag.isEnd, !tag.isEmpty, !phonetic { try appendText(to: &text) }
            } else if tag.isEnd, isName(tag, name) {
                return
            } else if isName(tag, "rPh"), !tag.isEmpty {
                phonetic = !tag.isEnd
            }
        }
        throw corrupt("the part ends inside a text")
    }
}
