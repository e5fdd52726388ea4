import PhoneNumbers
import TextNormalization

/// What is typed into the one box: a contact fits when its name, one of its numbers or one of its addresses does.
struct SearchQuery: Sendable {
    /// Each with the blank before it, so that it is found only at the beginning of a word; empty: no name fits.
    private let words: [[UInt8]]
    /// Part of a number; nil: no number fits.
    private var digits: [UInt8]?
    /// Part of an address; nil: no address fits.
    private let email: [UInt8]?

    /// Nil for a blank text, which everything fits.
    init?(_ text: String) {
        let text = text.trimmed
        if text.isEmpty { return nil }
        words = Set(SearchFolding.tokens(text)).map { word in [SearchText.wordStart] + word.utf8 }
        digits = PhoneNormalizer().searchDigits(text).map { Array($0.utf8) }
        let address = Array(text.nfc.lowercased().nfc.utf8)
        email = address.contains { $0 <= SearchText.valueEnd } ? nil : address
    }

    /// The same but for parts of numbers: who may not see numbers would find them out digit by digit.
    var withoutDigits: Self {
        var query = self
        query.digits = nil
        return query
    }

    /// Whether a contact with this text fits.
    func matches(_ text: UnsafeRawBufferPointer) -> Bool {
        if !words.isEmpty, let name = SearchText.part(.name, of: text), words.allSatisfy(name.contains) { return true }
        if let digits, let phones = SearchText.part(.phones, of: text), phones.contains(digits) { return true }
        if let email, let emails = SearchText.part(.emails, of: text), emails.contains(email) { return true }
        return false
    }

    /// Whether any of the texts in a block may fit by one of these parts; looks at the bytes as one run, which is much
    /// faster than at each.
    func mayMatch(block: UnsafeRawBufferPointer, by parts: [SearchText.Part]) -> Bool {
        parts.contains { part in
            switch part {
            case .name: !words.isEmpty && words.allSatisfy(block.contains)
            case .phones: digits.map(block.contains) ?? false
            case .emails: email.map(block.contains) ?? false
            }
        }
    }

    /// For each part by which contacts may fit, the blocks of a segment that may hold such contacts.
    ///
    /// `blocks` answers which blocks have all of some features of a part; without features: all that hold anything.
    func blocks(
        _ blocks: (SearchText.Part, [Int]) throws -> BlockSet
    ) rethrows -> [(part: SearchText.Part, blocks: BlockSet)] {
        var candidates: [(part: SearchText.Part, blocks: BlockSet)] = []
        if !words.isEmpty {
            let features = words.flatMap { SearchText.Part.name.features(ofNeedle: $0) }
            candidates.append((.name, try blocks(.name, features)))
        }
        for (part, needle) in [(SearchText.Part.phones, digits), (.emails, email)] {
            if let needle { candidates.append((part, try blocks(part, part.features(ofNeedle: needle)))) }
        }
        return candidates
    }
}
