/// Which single-byte encoding makes Vietnamese of a text.
///
/// Single letters tell little, as nearly every byte is a Vietnamese letter in TCVN3 and VISCII. Whole words do: each is
/// one syllable with one tone, an initial and a final from short lists.
enum LegacyEncodingScore {
    /// Windows-1252 unless at least ``syllableFloor`` words are Vietnamese syllables in another encoding.
    static func best(_ bytes: UnsafeRawBufferPointer) -> TextEncoding {
        let sample = UnsafeRawBufferPointer(rebasing: bytes.prefix(64 << 10))
        var best = (encoding: TextEncoding.windows1252, score: 0)
        for candidate in [TextEncoding.windows1258, .tcvn3, .viscii] {
            let score = score(sample, candidate)
            if score > best.score { best = (candidate, score) }
        }
        return best.encoding
    }

    /// Words with letters beyond ASCII that are Vietnamese syllables, less twice those that are not; 0 for too few.
    private static func score(_ sample: UnsafeRawBufferPointer, _ encoding: TextEncoding) -> Int {
        var decoder = ScalarDecoder(encoding)
        var text = TextBuffer()
        _ = decoder.decode(sample.assumingMemoryBound(to: UInt8.self), isLast: true, into: &text)
        let decoded = String(decoding: UnsafeBufferPointer(start: text.base, count: text.count), as: UTF8.self)
        var (syllables, others) = (0, 0)
        for word in decoded.unicodeScalars.split(whereSeparator: { $0.isASCII && !$0.properties.isAlphabetic })
        where word.contains(where: { !$0.isASCII }) {
            if VietnameseSyllable.matches(word) { syllables += 1 } else { others += 1 }
        }
        return syllables < syllableFloor ? 0 : syllables - 2 * others
    }

    private static let syllableFloor = 3
}

/// The shape of a Vietnamese word.
enum VietnameseSyllable {
    /// Initial consonants, one to three vowels of which at most one has a tone, and final consonants.
    static func matches(_ word: Substring.UnicodeScalarView) -> Bool {
        let letters = String(String.UnicodeScalarView(word)).lowercased().unicodeScalars
        let initial = letters.prefix { !VietnameseLetters.isVowel($0) }
        let vowels = letters.dropFirst(initial.count).prefix { VietnameseLetters.isVowel($0) }
        let final = letters.dropFirst(initial.count + vowels.count)
        return (1...3).contains(vowels.count) && vowels.count(where: VietnameseLetters.isToned) <= 1
            && initials.contains(String(initial)) && finals.contains(String(final))
    }

    private static let initials: Set<String> = [
        "", "b", "c", "ch", "d", "đ", "g", "gh", "h", "k", "kh", "l", "m", "n", "nh", "ng", "ngh", "p", "ph", "q", "r",
        "s", "t", "th", "tr", "v", "x",
    ]
    private static let finals: Set<String> = ["", "c", "ch", "m", "n", "ng", "nh", "p", "t"]
}
