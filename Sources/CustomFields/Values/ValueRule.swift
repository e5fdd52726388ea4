import Contracts
import ServiceRuntime
import TextNormalization

/// The stored spellings of a checkbox, and what people write.
enum CheckboxText {
    static let yes = "true"
    static let no = "false"
    private static let spellings = [
        "true": yes, "1": yes, "x": yes, "yes": yes, "có": yes, "false": no, "0": no, "no": no, "không": no,
    ]

    static func stored(_ written: String) -> String? { spellings[exactKey(written)] }
}

/// Why a text is no value of a field.
struct ValueProblem: Error {
    var fault: Fault
    /// For people; holds nothing of the value.
    var message: String

    init(_ fault: Fault, _ message: String) {
        self.fault = fault
        self.message = message
    }
}

/// What the values of one field must be, ready to check many.
struct ValueRule: Sendable {
    static let lineLimit = 255
    static let textLimit = 10_000

    private enum Form: Sendable {
        case line(limit: Int, Pattern?)
        case text(limit: Int)
        /// Spellings by the form in which they are compared.
        case option([String: String])
        case options([String: String], separators: Set<Character>)
        case integer(ClosedRange<Int64>)
        case decimal(least: DecimalNumber?, most: DecimalNumber?)
        case checkbox
        case date(least: CalendarDate?, most: CalendarDate?)
        case node([String: String])
        /// Of a definition that could not have been stored.
        case nothing
    }

    private let form: Form

    /// The rule of settings that were checked.
    init(_ settings: FieldsV1.FieldSettings) {
        let length = settings.maxLength == 0 ? Int.max : Int(settings.maxLength)
        switch settings.type {
        case .unspecified: form = .nothing
        case .singleLine: form = .line(limit: min(length, Self.lineLimit), nil)
        case .multiLine: form = .text(limit: min(length, Self.textLimit))
        case .dropDown: form = .option(Self.spellings(settings.options))
        case .multiSelect:
            let separators: Set<Character> = settings.options.contains { $0.contains(",") } ? [] : [","]
            form = .options(Self.spellings(settings.options), separators: separators.union([";", "|", "\n", "\r\n"]))
        case .integer:
            let (least, most) = (Int64(settings.min) ?? .min, Int64(settings.max) ?? .max)
            form = .integer(least...max(least, most))
        case .decimal: form = .decimal(least: DecimalNumber(settings.min), most: DecimalNumber(settings.max))
        case .checkbox: form = .checkbox
        case .date:
            form = .date(
                least: CalendarDate(settings.min, order: .dayFirst), most: CalendarDate(settings.max, order: .dayFirst))
        case .regex:
            // An expression that is none was never stored.
            let pattern = try? Pattern(settings.regex)
            form = pattern.map { .line(limit: min(length, Self.lineLimit), $0) } ?? .nothing
        case .tree: form = .node(Self.spellings(TreePath.nodes(of: settings.tree)))
        }
    }

    /// Whether texts are spelled as values of a type are stored, whatever the settings.
    static func haveForm(_ texts: [String], of type: FieldsV1.FieldType) -> Bool {
        switch type {
        case .unspecified: return false
        case .multiSelect: return true
        case .dropDown, .tree: return texts.count <= 1
        case .singleLine, .multiLine, .integer, .decimal, .checkbox, .date, .regex:
            let rule = ValueRule(FieldsV1.FieldSettings(type: type == .regex ? .singleLine : type))
            // A value that is none has not the form; why is of no interest.
            return (try? rule.stored(texts)) == texts
        }
    }

    private static func spellings(_ texts: [String]) -> [String: String] {
        Dictionary(texts.map { (exactKey($0), $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The values in the form in which they are stored; none for blank texts.
    ///
    /// A text that is one of `kept`, letter by letter, is a value whatever the rule says.
    func stored(
        _ written: [String], kept: [String] = [], dateOrder: DateOrder = .dayFirst
    ) throws(ValueProblem) -> [String] {
        let texts = written.map { $0.trimmed.nfc }.filter { !$0.isEmpty }
        if case .options(let spellings, let separators) = form {
            return try options(texts, spellings, separators, kept: kept)
        }
        guard let text = texts.first else { return [] }
        guard texts.count == 1 else { throw ValueProblem(fault, "The field holds one value.") }
        if kept.contains(text) { return [text] }
        return [try stored(text, dateOrder)]
    }

    private func stored(_ text: String, _ dateOrder: DateOrder) throws(ValueProblem) -> String {
        switch form {
        case .nothing, .options: throw ValueProblem(fault, "The field takes no values.")
        case .line(let limit, let pattern): return try line(text, limit: limit, pattern)
        case .text(let limit): return try limited(text, limit)
        case .option(let spellings), .node(let spellings): return try spelling(of: text, spellings)
        case .integer(let range): return try integer(text, range)
        case .decimal(let least, let most): return try decimal(text, least, most)
        case .checkbox:
            guard let value = CheckboxText.stored(text) else {
                throw ValueProblem(fault, "Write true, false, 1, 0, x, yes, no, có or không.")
            }
            return value
        case .date(let least, let most): return try date(text, dateOrder, least, most)
        }
    }

    /// What is told of a value that is not of the type.
    private var fault: Fault {
        switch form {
        case .line(_, nil), .text: .textTooLong
        case .line, .nothing: .regexMismatch
        case .option, .options: .optionUnknown
        case .integer: .numberInvalid
        case .decimal: .decimalInvalid
        case .checkbox: .checkboxInvalid
        case .date: .dateInvalid
        case .node: .treePathUnknown
        }
    }
}

// MARK: - Forms

extension ValueRule {
    private func limited(_ text: String, _ limit: Int) throws(ValueProblem) -> String {
        // No text has more characters than bytes.
        guard text.utf8.count > limit else { return text }
        let count = text.unicodeScalars.count
        guard count <= limit else {
            throw ValueProblem(.textTooLong, "The text has \(count) characters; \(limit) are allowed.")
        }
        return text
    }

    private func line(_ text: String, limit: Int, _ pattern: Pattern?) throws(ValueProblem) -> String {
        let line = try limited(text.singleLine, limit)
        if let pattern, !pattern.matches(line) {
            throw ValueProblem(fault, "The value does not have the form that the field asks for.")
        }
        return line
    }

    private func spelling(of text: String, _ spellings: [String: String]) throws(ValueProblem) -> String {
        let isTree = if case .node = form { true } else { false }
        if let spelling = spellings[exactKey(isTree ? TreePath.spelled(text) : text)] { return spelling }
        throw ValueProblem(fault, isTree ? "The tree has no such node." : "There is no such option.")
    }

    private func options(
        _ texts: [String], _ spellings: [String: String], _ separators: Set<Character>, kept: [String]
    ) throws(ValueProblem) -> [String] {
        var found: [String: String] = [:]
        for text in texts {
            for piece in kept.contains(text) ? [text] : text.split(whereSeparator: separators.contains).map(String.init)
            {
                let key = exactKey(piece)
                if key.isEmpty { continue }
                guard let old = kept.first(where: { exactKey($0) == key }) ?? spellings[key] else {
                    throw ValueProblem(fault, "There is no such option.")
                }
                found[key] = spellings[key] ?? old
            }
        }
        return found.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.map(\.value)
    }

    private func integer(_ text: String, _ range: ClosedRange<Int64>) throws(ValueProblem) -> String {
        guard let value = DecimalNumber(text)?.integer else { throw ValueProblem(fault, "This is no whole number.") }
        guard range.contains(value) else {
            throw ValueProblem(fault, "The number must be from \(range.lowerBound) to \(range.upperBound).")
        }
        return String(value)
    }

    private func decimal(
        _ text: String, _ least: DecimalNumber?, _ most: DecimalNumber?
    ) throws(ValueProblem) -> String {
        guard let value = DecimalNumber(text) else {
            throw ValueProblem(fault, "This is no number, or one that can be read in two ways.")
        }
        if let least, value < least { throw ValueProblem(fault, "The number must be \(least.text) or more.") }
        if let most, most < value { throw ValueProblem(fault, "The number must be \(most.text) or less.") }
        return value.text
    }

    private func date(
        _ text: String, _ order: DateOrder, _ least: CalendarDate?, _ most: CalendarDate?
    ) throws(ValueProblem) -> String {
        guard let value = CalendarDate(text, order: order) else {
            throw ValueProblem(fault, "This is no date; write 2026-05-31 or 31/05/2026.")
        }
        if let least, value < least { throw ValueProblem(fault, "The date must be \(least.text) or later.") }
        if let most, most < value { throw ValueProblem(fault, "The date must be \(most.text) or earlier.") }
        return value.text
    }
}

extension Fault {
    static let decimalInvalid = Fault(2031, "DECIMAL_INVALID")
    static let dateInvalid = Fault(2032, "DATE_INVALID")
    static let checkboxInvalid = Fault(2033, "CHECKBOX_INVALID")
    static let optionUnknown = Fault(2034, "OPTION_UNKNOWN")
    static let treePathUnknown = Fault(2035, "TREE_PATH_UNKNOWN")
    static let regexMismatch = Fault(2036, "REGEX_MISMATCH")
    /// No active field has this key.
    public static let fieldUnknown = Fault(2038, "FIELD_UNKNOWN")
    /// A record names a field twice.
    public static let fieldRepeated = Fault(2039, "FIELD_REPEATED")
    /// A warning: a required field is still blank in a record that was blank there before.
    public static let requiredStillMissing = Fault(2004, "REQUIRED_STILL_MISSING")
}

extension String {
    /// Runs of white space as one space.
    var singleLine: String {
        guard contains(where: \.isNewline) || contains("\t") else { return self }
        return split { $0.isNewline || $0 == "\t" }.joined(separator: " ").trimmed
    }
}
