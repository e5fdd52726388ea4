/// A regular expression as it is written.
indirect enum PatternNode: Sendable {
    case characters(CharacterSet)
    case sequence([PatternNode])
    case alternatives([PatternNode])
    /// Without `most` as often as can be.
    case repeated(PatternNode, least: Int, most: Int?)
}

/// The characters that one place of an expression stands for.
struct CharacterSet: Sendable {
    /// A kind of characters that has a letter of its own.
    enum Kind: Sendable {
        case digit
        case word
        case space

        func contains(_ scalar: Unicode.Scalar) -> Bool {
            switch self {
            case .digit: ("0"..."9").contains(scalar)
            case .word:
                scalar == "_" || ("0"..."9").contains(scalar)
                    || (scalar.isASCII ? scalar.isASCIILetter : scalar.isLetter)
            case .space: scalar.properties.isWhitespace
            }
        }
    }

    var ranges: [ClosedRange<Unicode.Scalar>] = []
    var kinds: [(kind: Kind, isOpposite: Bool)] = []
    var isOpposite = false

    /// Everything but a line break.
    static let any = CharacterSet(ranges: ["\n"..."\n", "\r"..."\r"], isOpposite: true)

    init(
        ranges: [ClosedRange<Unicode.Scalar>] = [], kinds: [(kind: Kind, isOpposite: Bool)] = [],
        isOpposite: Bool = false
    ) {
        self.ranges = ranges
        self.kinds = kinds
        self.isOpposite = isOpposite
    }

    var isEmpty: Bool { ranges.isEmpty && kinds.isEmpty }

    func contains(_ scalar: Unicode.Scalar) -> Bool {
        let isIn =
            ranges.contains { $0.contains(scalar) } || kinds.contains { $0.kind.contains(scalar) != $0.isOpposite }
        return isIn != isOpposite
    }
}

extension Unicode.Scalar {
    fileprivate var isASCIILetter: Bool { ("a"..."z").contains(self) || ("A"..."Z").contains(self) }

    /// Letters of any script, the marks that belong to them, and their digits.
    fileprivate var isLetter: Bool {
        properties.isAlphabetic || properties.generalCategory == .nonspacingMark
            || properties.generalCategory == .decimalNumber
    }
}
