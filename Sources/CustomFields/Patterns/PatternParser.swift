/// Reads an expression into its nodes.
struct PatternParser {
    private static let depthLimit = 32
    private static let repetitionLimit = 1_000

    private let scalars: [Unicode.Scalar]
    private var position = 0
    private var depth = 0

    init(_ scalars: [Unicode.Scalar]) { self.scalars = scalars }

    mutating func parse() throws(PatternError) -> PatternNode {
        let node = try alternatives()
        guard position == scalars.count else { throw error(.unbalanced) }
        return node
    }

    private var next: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

    private func error(_ reason: PatternError.Reason) -> PatternError { PatternError(offset: position, reason: reason) }

    /// Passes over a character when it is the next one.
    private mutating func skip(_ scalar: Unicode.Scalar) -> Bool {
        guard next == scalar else { return false }
        position += 1
        return true
    }

    private mutating func alternatives() throws(PatternError) -> PatternNode {
        var alternatives = [try sequence()]
        while skip("|") { alternatives.append(try sequence()) }
        return alternatives.count == 1 ? alternatives[0] : .alternatives(alternatives)
    }

    private mutating func sequence() throws(PatternError) -> PatternNode {
        var items: [PatternNode] = []
        if depth == 0 { _ = skip("^") }
        while let scalar = next, scalar != "|", scalar != ")" {
            if scalar == "$" {
                try endAnchor()
                break
            }
            items.append(try repetition(of: try item()))
        }
        return .sequence(items)
    }

    private mutating func endAnchor() throws(PatternError) {
        let following = position + 1 < scalars.count ? scalars[position + 1] : "|"
        guard depth == 0, following == "|" else { throw error(.misplacedAnchor) }
        position += 1
    }

    private mutating func item() throws(PatternError) -> PatternNode {
        guard let scalar = next else { throw error(.unbalanced) }
        switch scalar {
        case "(": return try group()
        case "[": return .characters(try characterClass())
        case "\\": return .characters(try escape())
        case "*", "+", "?", "{": throw error(.nothingToRepeat)
        case "^": throw error(.misplacedAnchor)
        case "]", "}": throw error(.unbalanced)
        case ".":
            position += 1
            return .characters(.any)
        default:
            position += 1
            return .characters(CharacterSet(ranges: [scalar...scalar]))
        }
    }

    private mutating func group() throws(PatternError) -> PatternNode {
        guard depth < Self.depthLimit else { throw error(.tooDeep) }
        position += 1
        if skip("?"), !skip(":") { throw error(.unknownGroup) }
        depth += 1
        let node = try alternatives()
        depth -= 1
        guard skip(")") else { throw error(.unbalanced) }
        return node
    }

    // MARK: Repetitions

    private mutating func repetition(of item: PatternNode) throws(PatternError) -> PatternNode {
        guard let (least, most) = try bounds() else { return item }
        // For a whole value lazy and greedy are the same.
        _ = skip("?")
        if let following = next, ["*", "+", "?", "{"].contains(following) { throw error(.nothingToRepeat) }
        return .repeated(item, least: least, most: most)
    }

    private mutating func bounds() throws(PatternError) -> (least: Int, most: Int?)? {
        if skip("*") { return (0, nil) }
        if skip("+") { return (1, nil) }
        if skip("?") { return (0, 1) }
        guard skip("{") else { return nil }
        guard let least = number() else { throw error(.wrongRepetition) }
        var most: Int? = least
        if skip(",") { most = number() }
        guard skip("}"), least <= Self.repetitionLimit, most ?? least <= Self.repetitionLimit, most ?? least >= least
        else { throw error(.wrongRepetition) }
        return (least, most)
    }

    /// Digits; nil when there are none or more than fit the limit.
    private mutating func number() -> Int? {
        var value: Int?
        while let scalar = next, ("0"..."9").contains(scalar), (value ?? 0) <= Self.repetitionLimit {
            value = (value ?? 0) * 10 + Int(scalar.value - 48)
            position += 1
        }
        return value
    }

    // MARK: Characters

    private mutating func characterClass() throws(PatternError) -> CharacterSet {
        position += 1
        var set = CharacterSet(isOpposite: skip("^"))
        while let scalar = next, scalar != "]" {
            let first = try classItem()
            guard next == "-", position + 1 < scalars.count, scalars[position + 1] != "]" else {
                set.ranges += first.ranges
                set.kinds += first.kinds
                continue
            }
            position += 1
            let last = try classItem()
            guard let lower = first.single, let upper = last.single, lower <= upper else { throw error(.wrongClass) }
            set.ranges.append(lower...upper)
        }
        guard skip("]") else { throw error(.unbalanced) }
        guard !set.isEmpty else { throw error(.wrongClass) }
        return set
    }

    private mutating func classItem() throws(PatternError) -> CharacterSet {
        guard let scalar = next else { throw error(.unbalanced) }
        if scalar == "\\" { return try escape() }
        position += 1
        return CharacterSet(ranges: [scalar...scalar])
    }

    private mutating func escape() throws(PatternError) -> CharacterSet {
        position += 1
        guard let scalar = next else { throw error(.unknownEscape) }
        let set: CharacterSet
        switch scalar {
        case "d": set = CharacterSet(kinds: [(.digit, false)])
        case "D": set = CharacterSet(kinds: [(.digit, true)])
        case "w": set = CharacterSet(kinds: [(.word, false)])
        case "W": set = CharacterSet(kinds: [(.word, true)])
        case "s": set = CharacterSet(kinds: [(.space, false)])
        case "S": set = CharacterSet(kinds: [(.space, true)])
        case "t": set = CharacterSet(ranges: ["\t"..."\t"])
        case "a"..."z", "A"..."Z", "0"..."9": throw error(.unknownEscape)
        default: set = CharacterSet(ranges: [scalar...scalar])
        }
        position += 1
        return set
    }
}

extension CharacterSet {
    /// The character, of a set that is written as just one.
    fileprivate var single: Unicode.Scalar? {
        guard kinds.isEmpty, ranges.count == 1, ranges[0].lowerBound == ranges[0].upperBound else { return nil }
        return ranges[0].lowerBound
    }
}
