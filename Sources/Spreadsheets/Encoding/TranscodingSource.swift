import Glibc

/// Turns a source in another encoding into UTF-8.
///
/// What the encoding has no character for becomes the byte 0xFF, which no UTF-8 text holds: whoever reads the text sees
/// that it is not well-formed and where.
final class TranscodingSource: ByteSource {
    private let source: any ByteSource
    private var decoder: ScalarDecoder
    private let input: UnsafeMutablePointer<UInt8>
    private var inputCount = 0
    private var output = TextBuffer(capacity: 64 << 10)
    private var outputPosition = 0
    private var isAtEnd = false

    init(_ source: any ByteSource, encoding: TextEncoding) {
        self.source = source
        decoder = ScalarDecoder(encoding)
        input = .allocate(capacity: Self.inputBytes)
    }

    deinit { input.deallocate() }

    func read(into buffer: UnsafeMutableRawPointer, capacity: Int) throws(SpreadsheetError) -> Int {
        while outputPosition == output.count {
            guard !isAtEnd else { return 0 }
            try fill()
        }
        let count = min(capacity, output.count - outputPosition)
        memcpy(buffer, output.base + outputPosition, count)
        outputPosition += count
        return count
    }

    private func fill() throws(SpreadsheetError) {
        output.removeAll()
        outputPosition = 0
        let added = try source.read(into: input + inputCount, capacity: Self.inputBytes - inputCount)
        inputCount += added
        isAtEnd = added == 0
        let used = decoder.decode(UnsafeBufferPointer(start: input, count: inputCount), isLast: isAtEnd, into: &output)
        memmove(input, input + used, inputCount - used)
        inputCount -= used
    }

    private static let inputBytes = 64 << 10
}

/// Decodes bytes of one encoding to UTF-8, piece by piece.
struct ScalarDecoder {
    private let encoding: TextEncoding
    private let table: [UInt16]
    /// A letter that a tone mark may still follow.
    private var pending: Unicode.Scalar?

    init(_ encoding: TextEncoding) {
        self.encoding = encoding
        table = encoding.table ?? []
    }

    /// Decodes as much of `input` as it can and returns how many bytes that was; all of them when `isLast`.
    mutating func decode(_ input: UnsafeBufferPointer<UInt8>, isLast: Bool, into output: inout TextBuffer) -> Int {
        let used: Int
        switch encoding {
        case .utf8:
            for byte in input { output.append(byte) }
            used = input.count
        case .utf16LittleEndian, .utf16BigEndian: used = decodeUTF16(input, isLast: isLast, into: &output)
        case .utf32LittleEndian, .utf32BigEndian: used = decodeUTF32(input, into: &output)
        case .windows1258, .windows1252, .tcvn3, .viscii:
            for byte in input { append(table[Int(byte)], to: &output) }
            used = input.count
        }
        guard isLast else { return used }
        flush(to: &output)
        if used < input.count { output.append(Self.invalid) }
        return input.count
    }

    private mutating func append(_ unit: UInt16, to output: inout TextBuffer) {
        guard unit != 0xFFFF, let scalar = Unicode.Scalar(unit) else {
            flush(to: &output)
            output.append(Self.invalid)
            return
        }
        if let base = pending, VietnameseLetters.isToneMark(scalar) {
            pending = nil
            if let composed = VietnameseLetters.compose(base, scalar) {
                output.append(composed)
            } else {
                output.append(base)
                output.append(scalar)
            }
            return
        }
        flush(to: &output)
        if scalar.properties.isAlphabetic { pending = scalar } else { output.append(scalar) }
    }

    private mutating func flush(to output: inout TextBuffer) {
        if let pending { output.append(pending) }
        pending = nil
    }

    private func decodeUTF16(
        _ input: UnsafeBufferPointer<UInt8>, isLast: Bool, into output: inout TextBuffer
    ) -> Int {
        var index = 0
        while index + 2 <= input.count {
            let first = unit(input, index)
            if first & 0xFC00 == 0xD800 {
                guard index + 4 <= input.count else {
                    if !isLast { return index }
                    output.append(Self.invalid)
                    return index + 2
                }
                let second = unit(input, index + 2)
                if second & 0xFC00 == 0xDC00,
                    let scalar = Unicode.Scalar(0x10000 + (UInt32(first & 0x3FF) << 10 | UInt32(second & 0x3FF)))
                {
                    output.append(scalar)
                    index += 4
                    continue
                }
            }
            if let scalar = Unicode.Scalar(first) { output.append(scalar) } else { output.append(Self.invalid) }
            index += 2
        }
        return index
    }

    private func unit(_ input: UnsafeBufferPointer<UInt8>, _ index: Int) -> UInt16 {
        let (first, second) = (UInt16(input[index]), UInt16(input[index + 1]))
        return encoding == .utf16LittleEndian ? second << 8 | first : first << 8 | second
    }

    private func decodeUTF32(_ input: UnsafeBufferPointer<UInt8>, into output: inout TextBuffer) -> Int {
        let used = input.count & ~3
        for index in stride(from: 0, to: used, by: 4) {
            let bytes = input[index..<(index + 4)]
            let value =
                encoding == .utf32BigEndian
                ? bytes.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
                : bytes.reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
            if let scalar = Unicode.Scalar(value) { output.append(scalar) } else { output.append(Self.invalid) }
        }
        return used
    }

    private static let invalid: UInt8 = 0xFF
}
