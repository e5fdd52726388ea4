/// Collects the decoded texts of a row's cells or of a shared string, one value after the other.
///
/// A value is begun, appended to in pieces and finished; finishing applies the rules that need the whole value.
struct CellText: ~Copyable {
    private(set) var buffer = TextBuffer()
    private(set) var valueStart = 0
    private var valueEndLimit = 0
    private var traits: TextTraits = []
    private var hasCarriageReturn = false
    private(set) var warnings: CellWarnings = []
    let valueLimit: Int

    /// - Parameter valueLimit: bytes after which a value is cut.
    init(valueLimit: Int) { self.valueLimit = valueLimit }

    var valueCount: Int { buffer.count - valueStart }
    var valueBase: UnsafeMutablePointer<UInt8> { buffer.base + valueStart }

    mutating func removeAll() {
        buffer.removeAll()
        beginValue()
    }

    @inline(__always)
    mutating func beginValue() {
        valueStart = buffer.count
        valueEndLimit = valueStart + valueLimit
        traits = []
        hasCarriageReturn = false
        warnings = []
    }

    private static let allTraits: TextTraits = [.nonASCII, .underscore]

    /// Takes the value back.
    mutating func dropValue() { buffer.truncate(to: valueStart) }

    /// Appends bytes without control characters.
    @inline(__always)
    mutating func append(_ bytes: UnsafePointer<UInt8>, count: Int, traits seen: TextTraits) {
        traits.formUnion(seen)
        if buffer.count + count <= valueEndLimit {
            buffer.append(bytes, count: count)
        } else {
            buffer.append(bytes, count: valueEndLimit - buffer.count)
            warnings.insert(.truncated)
        }
    }

    mutating func append(_ scalar: Unicode.Scalar) {
        switch scalar.value {
        case 0x0D: hasCarriageReturn = true
        case 0..<0x20 where scalar.value != 0x09 && scalar.value != 0x0A: return
        default: break
        }
        for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
            withUnsafePointer(to: byte) { append($0, count: 1, traits: Self.allTraits) }
        }
    }

    /// Appends bytes that may hold control characters.
    mutating func appendRaw(_ bytes: UnsafePointer<UInt8>, count: Int) {
        var start = 0
        for index in 0..<count {
            let byte = bytes[index]
            if byte >= 0x20 || byte == 0x09 || byte == 0x0A { continue }
            append(bytes + start, count: index - start, traits: Self.allTraits)
            start = byte == 0x0D ? index : index + 1
            if byte == 0x0D { hasCarriageReturn = true }
        }
        append(bytes + start, count: count - start, traits: Self.allTraits)
    }

    /// Ends the value: `_xHHHH_` is decoded when `unescaping`, line ends become LF, and what is not UTF-8 is replaced.
    @inline(__always)
    mutating func finishValue(unescaping: Bool) {
        if unescaping, traits.contains(.underscore) { unescape() }
        if hasCarriageReturn { normalizeLineEnds() }
        if !warnings.isEmpty { cutAtCharacter() }
        if traits.contains(.nonASCII), UTF8Validation.firstInvalid(valueBase, count: valueCount) != nil { repair() }
    }

    private mutating func unescape() {
        let base = valueBase
        let count = valueCount
        var (read, write) = (0, 0)
        while read < count {
            if base[read] == UInt8(ascii: "_"), let escape = XMLEscape(base + read, available: count - read) {
                if escape.scalar == "\r" { hasCarriageReturn = true }
                for byte in escape.utf8 {
                    base[write] = byte
                    write += 1
                }
                traits.insert(.nonASCII)
                read += escape.length
            } else {
                base[write] = base[read]
                write += 1
                read += 1
            }
        }
        buffer.truncate(to: valueStart + write)
    }

    private mutating func normalizeLineEnds() {
        let base = valueBase
        let count = valueCount
        var write = 0
        for read in 0..<count {
            if base[read] == 0x0D, read + 1 < count, base[read + 1] == 0x0A { continue }
            base[write] = base[read] == 0x0D ? 0x0A : base[read]
            write += 1
        }
        buffer.truncate(to: valueStart + write)
    }

    /// Takes an incomplete character off the end of a cut value.
    private mutating func cutAtCharacter() {
        var end = buffer.count
        while end > valueStart, buffer.base[end - 1] & 0xC0 == 0x80 { end -= 1 }
        guard end > valueStart, buffer.base[end - 1] >= 0xC0 else { return }
        let start = end - 1
        if UTF8Validation.sequenceLength(buffer.base + start, available: buffer.count - start) == 0 {
            buffer.truncate(to: start)
        }
    }

    private mutating func repair() {
        let text = String(decoding: UnsafeBufferPointer(start: valueBase, count: valueCount), as: UTF8.self)
        dropValue()
        buffer.append(text.utf8)
        warnings.insert(.encodingInvalid)
    }
}
