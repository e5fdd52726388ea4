/// Vietnamese vowels and the letters that the five tone marks make of them.
enum VietnameseLetters {
    /// The letter for a vowel and a combining tone mark, nil when there is none.
    static func compose(_ base: Unicode.Scalar, _ mark: Unicode.Scalar) -> Unicode.Scalar? {
        guard let column = marks.firstIndex(of: mark), let row = vowels.firstIndex(of: base) else { return nil }
        return toned[row * marks.count + column]
    }

    /// Whether a letter is one that Vietnamese has and plain Latin has not.
    static func contains(_ scalar: Unicode.Scalar) -> Bool { letters.contains(scalar) }

    /// Whether a letter is a vowel, with or without a tone.
    static func isVowel(_ scalar: Unicode.Scalar) -> Bool { allVowels.contains(scalar) }

    /// Whether a vowel carries one of the five tone marks.
    static func isToned(_ scalar: Unicode.Scalar) -> Bool { tonedLetters.contains(scalar) }

    static func isToneMark(_ scalar: Unicode.Scalar) -> Bool { marks.contains(scalar) }

    /// Grave, acute, tilde, hook above, dot below.
    private static let marks: [Unicode.Scalar] = ["\u{300}", "\u{301}", "\u{303}", "\u{309}", "\u{323}"]
    private static let vowels = Array("AĂÂEÊIOÔƠUƯYaăâeêioôơuưy".unicodeScalars)
    private static let toned = Array(
        ("ÀÁÃẢẠẰẮẴẲẶẦẤẪẨẬÈÉẼẺẸỀẾỄỂỆÌÍĨỈỊÒÓÕỎỌỒỐỖỔỘỜỚỠỞỢÙÚŨỦỤỪỨỮỬỰỲÝỸỶỴ"
            + "àáãảạằắẵẳặầấẫẩậèéẽẻẹềếễểệìíĩỉịòóõỏọồốỗổộờớỡởợùúũủụừứữửựỳýỹỷỵ").unicodeScalars)
    private static let tonedLetters = Set(toned)
    private static let allVowels = Set(vowels + toned)
    private static let letters = Set(toned).union("ĂÂÊÔƠƯĐăâêôơưđ".unicodeScalars)
}
