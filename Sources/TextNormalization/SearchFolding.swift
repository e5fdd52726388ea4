import Foundation

/// Folds texts so that a search finds what was meant: accents, case and punctuation do not count.
///
/// Vietnamese đ is d; letters that merely look alike in other alphabets stay apart. Not for deciding that two values are
/// the same: see `exactKey`.
public enum SearchFolding {
    /// The text's words, folded and joined by single spaces; empty when there is no letter or digit.
    ///
    /// "Công ty TNHH Đại-Thành" becomes "cong ty tnhh dai thanh". Folding what is folded changes nothing.
    public static func fold(_ text: String) -> String {
        if let plain = text.utf8.withContiguousStorageIfAvailable(foldLatin), let folded = plain { return folded }
        return foldThoroughly(text)
    }

    /// The folded words in order, repetitions included.
    public static func tokens(_ text: String) -> [String] {
        fold(text).split(separator: " ").map(String.init)
    }

    /// ASCII and precomposed Latin, byte by byte; nil for everything else.
    private static func foldLatin(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: bytes.count) { buffer in
            var words = WordWriter(buffer: buffer)
            var index = 0
            while index < bytes.count {
                let byte = bytes[index]
                if byte < 0x80 {
                    if byte.isASCIILetterOrDigit { words.write(byte.asciiLowercased) } else { words.endWord() }
                    index += 1
                } else if let (letter, length) = Unicode.Scalar.latinLetter(bytes[index...]),
                    let base = letter.latinBase
                {
                    words.write(base)
                    index += length
                } else {
                    return nil
                }
            }
            return words.text
        }
    }

    /// Any text, by its compatibility decomposition.
    static func foldThoroughly(_ text: String) -> String {
        var folded = ""
        var pendingSpace = false
        for scalar in text.decomposedStringWithCompatibilityMapping.unicodeScalars where !scalar.isDropped {
            guard scalar.isWordPart else {
                pendingSpace = true
                continue
            }
            if pendingSpace, !folded.isEmpty { folded += " " }
            pendingSpace = false
            folded += baseLetters(of: scalar)
        }
        return folded.precomposedStringWithCanonicalMapping
    }

    private static func baseLetters(of scalar: Unicode.Scalar) -> String {
        let lower = scalar.caseFolded
        return LatinFolding.undecomposed[lower] ?? lower
    }
}

extension Unicode.Scalar {
    /// Accents, and what cannot be seen: both vanish without ending a word.
    fileprivate var isDropped: Bool {
        switch value {
        case 0x300...0x36F, 0x483...0x487, 0x1AB0...0x1AFF, 0x1DC0...0x1DFF, 0x20D0...0x20FF, 0xFE00...0xFE0F,
            0xFE20...0xFE2F:
            true
        default: properties.generalCategory == .format
        }
    }

    /// Letters, digits, and the marks that are vowels in their script.
    fileprivate var isWordPart: Bool {
        switch properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
            .letterNumber, .otherNumber, .nonspacingMark, .spacingMark, .enclosingMark:
            true
        default: false
        }
    }
}
