import Foundation

extension String {
    /// The text in Unicode's normalization form C, in which one visible text has one spelling.
    ///
    /// ASCII, precomposed Latin (Vietnamese, as most programs write it), Cyrillic and Han are recognised by their bytes
    /// and returned as they are.
    public var nfc: String {
        isPlainlyNFC ? self : precomposedStringWithCanonicalMapping
    }

    /// True only for text in NFC; false where it takes more than a glance.
    var isPlainlyNFC: Bool {
        utf8.withContiguousStorageIfAvailable(Self.isPlainlyNFC) ?? false
    }

    private static func isPlainlyNFC(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        for (index, byte) in bytes.enumerated() where byte >= 0xCC {
            switch byte {
            // U+0400–047F, U+4000–9FFF: nothing there composes or decomposes further.
            case 0xD0, 0xD1, 0xE4...0xE9: continue
            // U+1E00–1EFF: the letters Vietnamese needs.
            case 0xE1 where index + 1 < bytes.count && (0xB8...0xBB).contains(bytes[index + 1]): continue
            default: return false
            }
        }
        return true
    }
}
