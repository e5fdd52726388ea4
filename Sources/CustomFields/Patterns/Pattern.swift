/// A regular expression that a value must match as a whole.
///
/// All alternatives are followed side by side, so a value takes at most `instructionCount` steps for each of its
/// characters and for its end, whatever the expression and whatever the value: there is no expression that blows up.
/// Back references and look-around, which would need more, are not understood.
///
/// Understood are literals, `.`, classes such as `[a-z0-9_]` and `[^;]`, `\d` (0–9), `\w` (letters of any script,
/// digits and `_`), `\s`, their opposites `\D \W \S`, `\t`, groups `(…)` and `(?:…)`, `|`, `*`, `+`, `?` and `{m}`,
/// `{m,}`, `{m,n}` up to 1,000, each of them also lazy, and `^` and `$` around a top-level alternative. Characters are
/// Unicode scalars.
public struct Pattern: Sendable {
    /// Characters of an expression.
    public static let characterLimit = 255
    /// Instructions of an expression: what `{m,n}` repeats counts as often as it is repeated.
    public static let instructionLimit = 1_000

    /// The expression as it was written.
    public let text: String
    private let program: [PatternInstruction]

    /// Reads an expression.
    ///
    /// Throws `PatternError` for what is not understood and for what is over a limit.
    public init(_ text: String) throws(PatternError) {
        self.text = text
        let scalars = Array(text.unicodeScalars)
        guard scalars.count <= Self.characterLimit else {
            throw PatternError(offset: Self.characterLimit, reason: .tooLong)
        }
        var parser = PatternParser(scalars)
        var compiler = PatternCompiler()
        program = try compiler.compile(parser.parse())
    }

    /// The most steps that a character of a value takes.
    public var instructionCount: Int { program.count }

    /// Whether the whole of `value` matches.
    public func matches(_ value: String) -> Bool { match(value).isMatch }

    /// The same with the number of steps, at most `instructionCount` × (characters of the value + 1).
    func match(_ value: String) -> (isMatch: Bool, stepCount: Int) {
        var threads = PatternThreads(program)
        threads.begin()
        for scalar in value.unicodeScalars {
            if threads.isEmpty { break }
            threads.advance(over: scalar)
        }
        return (threads.isAtEnd, threads.stepCount)
    }
}

/// Why an expression is none.
public struct PatternError: Error, Sendable, Equatable {
    /// What is wrong.
    public enum Reason: Sendable, Equatable {
        /// Too many characters.
        case tooLong
        /// Too many instructions, because of its repetitions.
        case tooLarge
        /// More than 32 groups inside each other.
        case tooDeep
        /// A group or a class that is not closed, or closed without being open.
        case unbalanced
        /// Something to be repeated is missing, or is repeated twice.
        case nothingToRepeat
        /// A repetition that is not `{m}`, `{m,}` or `{m,n}` with m ≤ n ≤ 1,000.
        case wrongRepetition
        /// A class without characters or a range that runs backwards.
        case wrongClass
        /// A back slash before a letter or digit that means nothing here.
        case unknownEscape
        /// `^` or `$` elsewhere than around a top-level alternative.
        case misplacedAnchor
        /// A group that begins with `(?` and is not `(?:…)`.
        case unknownGroup
    }

    /// Where, in characters from 0.
    public let offset: Int
    /// What.
    public let reason: Reason

    /// A sentence for people; holds nothing of the expression.
    public var message: String {
        let what =
            switch reason {
            case .tooLong: "The expression has more than \(Pattern.characterLimit) characters"
            case .tooLarge: "The repetitions make the expression too large"
            case .tooDeep: "Too many groups stand inside each other"
            case .unbalanced: "A bracket has no counterpart"
            case .nothingToRepeat: "There is nothing to repeat"
            case .wrongRepetition: "A repetition is {m}, {m,} or {m,n}, at most 1,000"
            case .wrongClass: "A class is empty or a range runs backwards"
            case .unknownEscape: "This back slash means nothing here"
            case .misplacedAnchor: "^ and $ stand only at the ends of the expression"
            case .unknownGroup: "Only ( ) and (?: ) are groups here"
            }
        return "\(what) (character \(offset + 1))."
    }
}
