/// For each feature that a text of one part may have, the blocks of a segment in which some text has it.
///
/// A text that a query finds has all features of the query, so a block without one of them need not be read; a block
/// that has them all may still hold nothing that fits, because features share slices and texts share blocks.
struct SearchSignature {
    private static let bytesPerSlice = Int(SearchSegment.blocksPerSegment) / 8

    let part: SearchText.Part
    /// A slice for each feature, one bit for each block.
    private(set) var bits: [UInt8]

    /// Stored bits; empty or of a wrong size: no block has any feature.
    init(_ part: SearchText.Part, bits: [UInt8] = []) {
        self.part = part
        let size = part.featureCount * Self.bytesPerSlice
        self.bits = bits.count == size ? bits : [UInt8](repeating: 0, count: size)
    }

    /// Forgets what is known of some blocks.
    mutating func clear(_ blocks: BlockSet) {
        bits.withUnsafeMutableBytes { bits in
            for offset in stride(from: 0, to: bits.count, by: Self.bytesPerSlice) {
                BlockSet(UnsafeRawBufferPointer(bits), at: offset).subtracting(blocks).store(in: bits, at: offset)
            }
        }
    }

    /// Adds the features of texts in one block.
    mutating func addTexts(_ texts: [[UInt8]], ofBlock place: Int) {
        let (byte, bit) = (place >> 3, UInt8(1) << UInt8(place & 7))
        let part = part
        bits.withUnsafeMutableBufferPointer { bits in
            for text in texts {
                text.withUnsafeBytes { text in
                    part.forEachFeature(of: text) { feature in bits[feature * Self.bytesPerSlice + byte] |= bit }
                }
            }
        }
    }

    /// The blocks that have all of `features`, out of stored bits.
    static func blocks(with features: [Int], in bits: UnsafeRawBufferPointer, of part: SearchText.Part) -> BlockSet {
        guard bits.count == part.featureCount * bytesPerSlice else { return .none }
        return features.reduce(.all) { blocks, feature in
            blocks.intersection(BlockSet(bits, at: feature * bytesPerSlice))
        }
    }
}

extension SearchText.Part {
    /// Words are told apart by their first bytes, up to this many.
    private static let prefixLimit = 6
    /// Positions are told apart by runs of up to this many bytes: so short a text is looked for, too.
    private static let gramLimit = 3

    /// Slices of a signature.
    ///
    /// Three digits have exactly one slice; the others are hashed.
    var featureCount: Int {
        switch self {
        case .name: 1_024
        case .phones: 1_000
        case .emails: 2_048
        case .position: 1_024
        case .facets: SearchFacet.count
        }
    }

    /// The features of this part of a contact's text; one may come several times.
    func forEachFeature(of text: UnsafeRawBufferPointer, _ body: (Int) -> Void) {
        guard let part = SearchText.part(self, of: text) else { return }
        switch self {
        case .name: Self.forEachPrefix(of: part) { body(feature($0)) }
        case .phones, .emails: forEachTriple(of: part, body)
        case .position: Self.forEachGram(of: part, lengths: 1...Self.gramLimit) { body(feature($0)) }
        case .facets: for byte in part { body(Int(byte &- UInt8(ascii: "0")) % SearchFacet.count) }
        }
    }

    /// What a text must have to contain a needle, which is not empty: for names one word with its blank in front, else any
    /// run of bytes.
    func features(ofNeedle needle: [UInt8]) -> [Int] {
        needle.withUnsafeBytes { needle in
            var features: [Int] = []
            switch self {
            case .name:
                // The longest prefix implies the others, but not their slices: a rare word may share one with a common
                // word, hardly all of them.
                Self.forEachPrefix(of: needle) { features.append(feature($0)) }
            case .phones, .emails:
                forEachTriple(of: needle) { features.append($0) }
            case .position:
                let length = min(needle.count, Self.gramLimit)
                Self.forEachGram(of: needle, lengths: length...length) { features.append(feature($0)) }
            case .facets:
                for byte in needle { features.append(Int(byte &- UInt8(ascii: "0")) % SearchFacet.count) }
            }
            return features
        }
    }

    private static func forEachPrefix(of words: UnsafeRawBufferPointer, _ body: (UInt32) -> Void) {
        var hash = StableHash32()
        var length = 0
        for byte in words {
            if byte == SearchText.wordStart {
                hash = StableHash32()
                length = 0
            } else if length < prefixLimit {
                hash.combine(byte)
                length += 1
                body(hash.value)
            }
        }
    }

    private static func forEachGram(
        of text: UnsafeRawBufferPointer, lengths: ClosedRange<Int>, _ body: (UInt32) -> Void
    ) {
        for start in text.indices {
            var hash = StableHash32()
            for length in 1...lengths.upperBound where start + length <= text.count {
                hash.combine(text[start + length - 1])
                if length >= lengths.lowerBound { body(hash.value) }
            }
        }
    }

    private func forEachTriple(of values: UnsafeRawBufferPointer, _ body: (Int) -> Void) {
        guard values.count >= 3 else { return }
        for start in 0..<values.count - 2 {
            let (first, second, third) = (values[start], values[start + 1], values[start + 2])
            // Not across two values.
            if first == SearchText.valueEnd || second == SearchText.valueEnd || third == SearchText.valueEnd {
                continue
            }
            if self == .phones {
                let zero = UInt8(ascii: "0")
                body(Int(first &- zero) % 10 * 100 + Int(second &- zero) % 10 * 10 + Int(third &- zero) % 10)
            } else {
                var hash = StableHash32()
                hash.combine(first)
                hash.combine(second)
                hash.combine(third)
                body(feature(hash.value))
            }
        }
    }

    private func feature(_ hash: UInt32) -> Int { Int(hash % UInt32(featureCount)) }
}

/// FNV-1a with 32 bits, mixed at the end; the same in every process, because what it places is stored.
private struct StableHash32 {
    private var state: UInt32 = 0x811c_9dc5

    mutating func combine(_ byte: UInt8) { state = (state ^ UInt32(byte)) &* 0x0100_0193 }

    var value: UInt32 {
        let mixed = (state ^ state >> 15) &* 0x2c1b_3c6d
        return mixed ^ mixed >> 13
    }
}
