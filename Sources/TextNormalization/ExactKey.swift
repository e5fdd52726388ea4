/// The key under which two texts are the same value for duplicates and look-ups by name: NFC, case folded, blanks
/// trimmed and runs of white space made one space, invisible characters dropped.
///
/// Accents count: "Hà" and "Hạ" are two names. For search, where they do not, see `SearchFolding`.
public func exactKey(_ text: String) -> String {
    if let plain = text.utf8.withContiguousStorageIfAvailable(latinKey), let key = plain { return key }
    return thoroughKey(text)
}

/// ASCII and precomposed Latin, byte by byte; nil for everything else.
///
/// A letter and its small one have equal lengths.
private func latinKey(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: bytes.count) { buffer in
        var words = WordWriter(buffer: buffer)
        var index = 0
        while index < bytes.count {
            switch bytes[index] {
            case 0x09...0x0D, 0x20:
                words.endWord()
                index += 1
            case 0x00...0x7F:
                words.write(bytes[index].asciiLowercased)
                index += 1
            default:
                guard let (letter, length) = Unicode.Scalar.latinLetter(bytes[index...]),
                    let encoded = letter.plainLowercase.flatMap(UTF8.encode), encoded.count == length
                else { return nil }
                for byte in encoded { words.write(byte) }
                index += length
            }
        }
        return words.text
    }
}

/// Any text, scalar by scalar.
func thoroughKey(_ text: String) -> String {
    let composed = text.nfc
    var key = ""
    key.reserveCapacity(composed.utf8.count)
    var pendingSpace = false
    var isComposed = true
    for scalar in composed.unicodeScalars {
        if scalar.isBlank {
            pendingSpace = pendingSpace || scalar.properties.isWhitespace
            continue
        }
        if pendingSpace, !key.isEmpty { key.unicodeScalars.append(" ") }
        pendingSpace = false
        if let lower = scalar.plainLowercase {
            key.unicodeScalars.append(lower)
        } else {
            key += scalar.caseFolded
            isComposed = false
        }
    }
    return isComposed ? key : key.nfc
}

extension Unicode.Scalar {
    /// The case folding of the letters that names here are written with, by arithmetic; nil for all others.
    var plainLowercase: Unicode.Scalar? {
        switch value {
        case 0x41...0x5A, 0xC0...0xD6, 0xD8...0xDE: Unicode.Scalar(value + 32)
        case 0x00...0x7F, 0xE0...0xFE: value == 0xDF ? nil : self
        // Pairs of capital and small letter, the capital at an even place…
        case 0x100...0x12F, 0x132...0x137, 0x14A...0x177, 0x1A0...0x1A5, 0x1E00...0x1E95, 0x1EA0...0x1EFF:
            Unicode.Scalar(value | 1)
        // … or at an odd one.
        case 0x139...0x148, 0x179...0x17E, 0x1AF...0x1B0: Unicode.Scalar(value + (value & 1))
        default: nil
        }
    }

    /// Unicode's full case folding, but for its choice of representatives.
    ///
    /// The standard library has no case folding; small, capital and small letter again merge exactly the same letters,
    /// once the dotless i is left alone.
    var caseFolded: String {
        guard self != "\u{131}" else { return String(self) }
        let capital = properties.lowercaseMapping.unicodeScalars.map(\.properties.uppercaseMapping).joined()
        return capital.unicodeScalars.map(\.properties.lowercaseMapping).joined()
    }
}
