import Testing

@testable import CustomFields

@Suite("A regular expression")
struct PatternTests {
    @Test(
        "matches whole values and no others",
        arguments: [
            ("", [""], ["a"]),
            ("abc", ["abc"], ["ab", "abcd", "xabc", "ABC"]),
            ("^abc$", ["abc"], ["abcabc"]),
            ("^a$|^b$", ["a", "b"], ["ab", ""]),
            ("a.c", ["abc", "aạc", "a c"], ["ac", "a\nc"]),
            ("[a-c]+", ["a", "cab"], ["", "d", "abd"]),
            ("[^;]*", ["", "abc"], ["a;b"]),
            ("[-a]", ["-", "a"], ["b"]),
            ("[a-]", ["-", "a"], ["b"]),
            ("[\\]\\\\]", ["]", "\\"], ["["]),
            ("\\d{3}-\\d{2,4}", ["123-45", "123-4567"], ["12-45", "123-4", "123-45678"]),
            ("\\d{2,}", ["12", "123456"], ["1"]),
            ("(ab|cd)*e?", ["", "abcde", "e"], ["abc", "ee"]),
            ("(?:a|b){2}", ["ab", "ba"], ["a", "aba"]),
            ("\\w+", ["Nguyễn_1", "đ", "ひ"], ["a b", "a-b"]),
            ("\\W\\S\\D", ["-xa"], ["ax1", "- a"]),
            ("\\s\\.\\t", [" .\t"], ["x.\t"]),
            ("a*?b+?c??", ["b", "aabbc"], ["a"]),
            ("[0-9]{9}|[0-9]{12}", ["012345678", "012345678901"], ["0123456789"]),
            ("(a|b|)c", ["ac", "bc", "c"], ["abc"]),
            ("[\\d\\s]+", ["1 2"], ["1a"]),
            ("ễ", ["ễ"], ["e"]),
        ])
    func matches(text: String, matching: [String], others: [String]) throws {
        let pattern = try Pattern(text)
        for value in matching { #expect(pattern.matches(value), "\(text) and \(value)") }
        for value in others { #expect(!pattern.matches(value), "\(text) and \(value)") }
    }

    @Test(
        "that is none is refused with what is wrong and where",
        arguments: [
            ("(a", 2, PatternError.Reason.unbalanced), ("a)", 1, .unbalanced), ("[a", 2, .unbalanced),
            ("a]", 1, .unbalanced), ("*a", 0, .nothingToRepeat), ("a**", 2, .nothingToRepeat),
            ("a*+", 2, .nothingToRepeat), ("a{2}{3}", 4, .nothingToRepeat), ("a{", 2, .wrongRepetition),
            ("a{x}", 2, .wrongRepetition), ("a{3,2}", 6, .wrongRepetition), ("a{1001}", 7, .wrongRepetition),
            ("a{99999999999999999999}", 6, .wrongRepetition), ("[]", 1 + 1, .wrongClass), ("[z-a]", 4, .wrongClass),
            ("[\\d-z]", 5, .wrongClass), ("\\1", 1, .unknownEscape), ("\\b", 1, .unknownEscape),
            ("a\\", 2, .unknownEscape), ("a^", 1, .misplacedAnchor), ("a$b", 1, .misplacedAnchor),
            ("(^a)", 1, .misplacedAnchor), ("(a$)", 2, .misplacedAnchor), ("(?=a)", 2, .unknownGroup),
            ("(?<n>a)", 2, .unknownGroup), ("(a{100}){100}", 0, .tooLarge), ("((){1000}){1000}", 0, .tooLarge),
            (String(repeating: "(", count: 40), 32, .tooDeep), (String(repeating: "a", count: 256), 255, .tooLong),
        ])
    func refused(text: String, offset: Int, reason: PatternError.Reason) {
        #expect(throws: PatternError(offset: offset, reason: reason)) { try Pattern(text) }
        #expect(!PatternError(offset: offset, reason: reason).message.contains(text))
    }

    @Test(
        "that blows up elsewhere takes steps in proportion to the value",
        arguments: [
            "(a*)*b", "(a+)+b", "(a|a)*b", "(a|aa)+b", "(a?){40}a{40}", "(.*)(.*)(.*)(.*)b", "((a*)*)*b",
            "(x+x+)+y", "([a-z]+)*\\d", "(a{0,10}){0,20}b",
        ])
    func hostile(text: String) throws {
        let pattern = try Pattern(text)
        for length in [10, 100, 255] {
            let value = String(repeating: text.hasPrefix("(x") ? "x" : "a", count: length)
            #expect(pattern.match(value).stepCount <= pattern.instructionCount * (length + 1))
        }
        #expect(pattern.instructionCount <= Pattern.instructionLimit)
    }
}
