/// Finds the encoding of delimited text from its first megabyte.
struct EncodingDetector {
    var encoding: TextEncoding
    var byteOrderMarkLength: Int

    /// - Parameter isWhole: whether the sample is the whole file, so that its end must not cut a character.
    init(_ sample: UnsafeRawBufferPointer, isWhole: Bool, declared: TextEncoding?) throws(SpreadsheetError) {
        let mark = Self.byteOrderMark(sample)
        if let declared, let mark, mark.encoding != declared {
            throw SpreadsheetError(
                .encodingInvalid,
                "declared \(declared.rawValue), but the file starts with the byte order mark of \(mark.encoding.rawValue)",
                byteOffset: 0)
        }
        byteOrderMarkLength = mark?.length ?? 0
        let text = UnsafeRawBufferPointer(rebasing: sample[byteOrderMarkLength...])
        if let known = declared ?? mark?.encoding ?? Self.wideEncoding(text) {
            encoding = known
        } else if Self.isUTF8(text, isWhole: isWhole) {
            encoding = .utf8
        } else {
            encoding = LegacyEncodingScore.best(text)
        }
    }

    private static func byteOrderMark(_ bytes: UnsafeRawBufferPointer) -> (encoding: TextEncoding, length: Int)? {
        let prefix = Array(bytes.prefix(4))
        if prefix.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
        if prefix == [0xFF, 0xFE, 0, 0] { return (.utf32LittleEndian, 4) }
        if prefix == [0, 0, 0xFE, 0xFF] { return (.utf32BigEndian, 4) }
        if prefix.starts(with: [0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
        if prefix.starts(with: [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
        return nil
    }

    /// UTF-16 or UTF-32 without a mark: most characters of a list are ASCII, whose upper bytes are zero.
    private static func wideEncoding(_ bytes: UnsafeRawBufferPointer) -> TextEncoding? {
        let sample = bytes.prefix(4096)
        guard sample.count >= 4 else { return nil }
        var zeros = [0, 0, 0, 0]
        for (index, byte) in sample.enumerated() where byte == 0 { zeros[index & 3] += 1 }
        let quarter = sample.count / 4
        let isMostly = zeros.map { $0 * 2 > quarter }
        let isRarely = zeros.map { $0 * 10 < quarter || $0 == 0 }
        if isMostly[1], isMostly[2], isMostly[3], isRarely[0] { return .utf32LittleEndian }
        if isMostly[0], isMostly[1], isMostly[2], isRarely[3] { return .utf32BigEndian }
        if isMostly[1], isMostly[3], isRarely[0], isRarely[2] { return .utf16LittleEndian }
        if isMostly[0], isMostly[2], isRarely[1], isRarely[3] { return .utf16BigEndian }
        return nil
    }

    /// Few wrong bytes among much right text are a damaged UTF-8 file rather than another encoding.
    private static func isUTF8(_ bytes: UnsafeRawBufferPointer, isWhole: Bool) -> Bool {
        let counts = UTF8Count(bytes, isWhole: isWhole)
        return counts.invalid * 20 <= counts.valid
    }
}

/// How many multi-byte characters of a text are well-formed UTF-8, and how many bytes are not.
struct UTF8Count {
    private(set) var valid = 0
    private(set) var invalid = 0
    private(set) var firstInvalid: Int?

    init(_ bytes: UnsafeRawBufferPointer, isWhole: Bool) {
        guard let base = bytes.assumingMemoryBound(to: UInt8.self).baseAddress else { return }
        var index = 0
        while index < bytes.count {
            if base[index] < 0x80 {
                index += 1
                continue
            }
            let length = UTF8Validation.sequenceLength(base + index, available: bytes.count - index)
            if length == 0, !isWhole, bytes.count - index < 4 { return }
            if length == 0 { firstInvalid = firstInvalid ?? index }
            valid += length > 0 ? 1 : 0
            invalid += length > 0 ? 0 : 1
            index += max(length, 1)
        }
    }
}
