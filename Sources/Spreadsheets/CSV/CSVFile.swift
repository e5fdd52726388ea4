/// Delimited text whose dialect is known.
final class CSVFile {
    let dialect: CSVDialect
    private let file: MappedFile
    private let limits: SpreadsheetLimits
    /// Bytes of UTF-8 that the `sep=` line takes.
    private let separatorLineLength: Int

    init(file: MappedFile, options: CSVOptions, limits: SpreadsheetLimits) throws(SpreadsheetError) {
        self.file = file
        self.limits = limits
        if let delimiter = options.delimiter, !CSVDialect.canDelimit(delimiter) {
            throw SpreadsheetError(.fileTypeUnsupported, "byte \(delimiter) cannot be a delimiter")
        }
        let sample = UnsafeRawBufferPointer(rebasing: file.bytes.prefix(Self.sampleBytes))
        let isWhole = sample.count == file.count
        let detected = try EncodingDetector(sample, isWhole: isWhole, declared: options.encoding)
        let text = Self.decoded(sample, detected)
        let characters = UnsafeBufferPointer(start: text.base, count: text.count)
        try Self.check(characters, sample, detected, isDeclared: options.encoding != nil, isWhole: isWhole)
        let line = SeparatorLine(characters)
        separatorLineLength = line?.length ?? 0
        let rest = UnsafeBufferPointer(rebasing: characters[separatorLineLength...])
        dialect = CSVDialect(
            encoding: detected.encoding,
            delimiter: options.delimiter ?? line?.delimiter ?? DelimiterDetector.detect(rest, isWhole: isWhole),
            byteOrderMarkLength: detected.byteOrderMarkLength, hasSeparatorLine: line != nil)
    }

    func rows(sheet index: Int) throws(SpreadsheetError) -> CSVRows {
        guard index == 0 else {
            throw SpreadsheetError(.fileTypeUnsupported, "delimited text has one sheet, not \(index + 1)")
        }
        return try CSVRows(
            file: file, dialect: dialect, skipping: separatorLineLength, limits: limits)
    }

    private static func decoded(_ sample: UnsafeRawBufferPointer, _ detected: EncodingDetector) -> TextBuffer {
        var text = TextBuffer(capacity: sample.count + 1)
        var decoder = ScalarDecoder(detected.encoding)
        let bytes = sample.assumingMemoryBound(to: UInt8.self)
        let body = UnsafeBufferPointer(rebasing: bytes[detected.byteOrderMarkLength...])
        _ = decoder.decode(body, isLast: false, into: &text)
        return text
    }

    private static func check(
        _ text: UnsafeBufferPointer<UInt8>, _ sample: UnsafeRawBufferPointer, _ detected: EncodingDetector,
        isDeclared: Bool, isWhole: Bool
    ) throws(SpreadsheetError) {
        guard sample.count > detected.byteOrderMarkLength else {
            throw SpreadsheetError(.fileEmpty, "the file has nothing but a byte order mark")
        }
        let zeros = text.count { $0 == 0 }
        let controls = text.count { $0 < 0x20 && !ByteClass.isBlank($0) } - zeros
        guard controls * 20 <= text.count, zeros * 4 <= text.count else {
            throw SpreadsheetError(.fileTypeUnsupported, "binary data, not .xlsx or .csv")
        }
        guard isDeclared else { return }
        let counts = UTF8Count(UnsafeRawBufferPointer(text), isWhole: isWhole)
        guard let first = counts.firstInvalid, counts.invalid * 10 > counts.valid else { return }
        let before = text[..<first]
        let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        throw SpreadsheetError(
            .encodingInvalid,
            "\(counts.invalid) places are not valid in the declared encoding \(detected.encoding.rawValue)",
            byteOffset: detected.encoding == .utf8 ? UInt64(first + detected.byteOrderMarkLength) : nil,
            row: before.count { $0 == UInt8(ascii: "\n") } + 1,
            column: before[lineStart...].count { [0x2C, 0x3B, 0x09, 0x7C].contains($0) })
    }

    /// Looked at for encoding and delimiter.
    private static let sampleBytes = 1 << 20
}

/// Excel's hint in the first line, `sep=;`.
struct SeparatorLine {
    var delimiter: UInt8
    /// With its line end.
    var length: Int

    init?(_ text: UnsafeBufferPointer<UInt8>) {
        var line = text.prefix(16).prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
        length = line.count
        if line.first == UInt8(ascii: "\""), line.last == UInt8(ascii: "\"") { line = line.dropFirst().dropLast() }
        guard line.count == 5, line.prefix(4).map({ $0 | 0x20 }) == Array("sep=".utf8).map({ $0 | 0x20 }),
            let last = line.last, CSVDialect.canDelimit(last)
        else { return nil }
        delimiter = last
        if length < text.count, text[length] == UInt8(ascii: "\r") { length += 1 }
        if length < text.count, text[length] == UInt8(ascii: "\n") { length += 1 }
    }
}
