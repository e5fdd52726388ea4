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
        // No address has a blank.
        email = address.contains { $0 <= SearchText.wordStart } ? nil : address
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

    /// Whether nobody with this name fits, whatever the numbers and addresses are.
    func isRuledOut(byName name: NameKey) -> Bool {
        guard digits == nil, email == nil, name.isWhole else { return false }
        return name.bytes.withUnsafeBytes { name in
            !words.allSatisfy { name.starts(with: $0.dropFirst()) || name.contains($0) }
        }
    }

    /// The texts in a block that may fit by one part; looks at the bytes as one run, which is much faster than at each.
    func candidates(in block: UnsafeRawBufferPointer, by part: SearchText.Part) -> TextSet {
        switch part {
        // Whoever has the longest word may have the others, too.
        case .name: words.max { $0.count < $1.count }.map { TextSet(in: block, containing: $0) } ?? .none
        case .phones: digits.map { TextSet(in: block, containing: $0) } ?? .none
        case .emails: email.map { TextSet(in: block, containing: $0) } ?? .none
        // Not asked by the box.
        case .position, .facets: .none
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

/// What can be told from the texts that contacts are found by: the one box, positions, and facets.
struct IndexQuery: Sendable {
    /// Nil: any text will do.
    var box: SearchQuery?
    /// Folded, not empty; any of them stands in the position.
    ///
    /// Empty: any position will do.
    var positions: [[UInt8]] = []
    /// A contact has one of each of these sets.
    var facets: [Set<SearchFacet>] = []

    /// Whether every contact fits.
    var isEmpty: Bool { box == nil && positions.isEmpty && facets.isEmpty }

    /// Whether a contact with this text fits; none does that is deleted.
    func matches(_ text: UnsafeRawBufferPointer) -> Bool {
        if !facets.isEmpty {
            guard let part = SearchText.part(.facets, of: text) else { return false }
            for set in facets where !set.contains(where: { part.contains($0.byte) }) { return false }
        }
        if !positions.isEmpty {
            guard let part = SearchText.part(.position, of: text), positions.contains(where: part.contains) else {
                return false
            }
        }
        return box?.matches(text) ?? true
    }

    /// Whether nobody with this name fits, whatever else is known.
    func isRuledOut(byName name: NameKey) -> Bool { box?.isRuledOut(byName: name) ?? false }

    /// The texts in a block that may fit, by a part where the box is asked.
    func candidates(in block: UnsafeRawBufferPointer, by part: SearchText.Part?) -> TextSet {
        if let box { return part.map { box.candidates(in: block, by: $0) } ?? .none }
        if positions.isEmpty { return .all }
        return positions.reduce(.none) { $0.union(TextSet(in: block, containing: $1)) }
    }

    /// The blocks of a segment that may hold contacts that fit; where the box is asked, for each part by which they may.
    ///
    /// `blocks` answers which blocks have all of some features of a part.
    func blocks(
        _ blocks: (SearchText.Part, [Int]) throws -> BlockSet
    ) rethrows -> [(part: SearchText.Part?, blocks: BlockSet)] {
        var common = BlockSet.all
        if !positions.isEmpty {
            common = try positions.reduce(.none) { found, needle in
                found.union(try blocks(.position, SearchText.Part.position.features(ofNeedle: needle)))
            }
        }
        for set in facets {
            let found = try set.reduce(BlockSet.none) { $0.union(try blocks(.facets, [$1.feature])) }
            common = common.intersection(found)
        }
        guard let box else { return [(nil, common)] }
        return try box.blocks(blocks).map { ($0.part, $0.blocks.intersection(common)) }
    }
}
