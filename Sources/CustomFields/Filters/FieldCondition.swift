import Contracts
import ServiceRuntime
import TextNormalization

/// Which values of one custom field a filter asks for, in the form in which values are compared.
public struct FieldCondition: Sendable {
    /// How.
    public enum Values: Sendable, Equatable {
        /// Any of these, each once.
        case anyOf([IndexValue])
        /// From the first to the second, both included.
        case within(IndexValue, IndexValue)
    }

    /// The field.
    public let field: Int64
    /// What its value must be.
    public let values: Values
    private let key: String
    private let type: FieldsV1.FieldType
    /// What a long text must be as a whole, because the index does not hold all of it; nil where that is no question.
    private let wholeTexts: Set<String>?

    /// Reads what people enter: values as for the field itself, but for an option or node that is no longer offered.
    ///
    /// Exactly one of `anyOf` and the range, `from` and `to`, says anything. Everything that is wrong is told to `rules`
    /// by its path below `path`; then there is no condition.
    public init?(
        key: String, anyOf: [String], from: String, to: String, in catalogue: FieldCatalogue, path: String,
        _ rules: inout FieldRules
    ) {
        guard let definition = catalogue.activeField(key), let type = definition.settings?.type else {
            rules.refuse("\(path).key", .fieldUnknown, "There is no such field.")
            return nil
        }
        self.key = key
        self.type = type
        field = definition.id
        let isRange = !from.trimmed.isEmpty || !to.trimmed.isEmpty
        if isRange == !anyOf.isEmpty {
            rules.refuse(path, nil, "Ask for some values, or for a range.")
            return nil
        }
        let range = isRange ? type.range(from: from, to: to, path: path, &rules) : nil
        if isRange {
            wholeTexts = nil
            guard let range else { return nil }
            values = range
        } else {
            guard let wanted = type.values(of: anyOf, path: "\(path).any_of", &rules) else { return nil }
            values = .anyOf(Set(wanted).sorted())
            wholeTexts = type == .multiLine ? Set(anyOf.map(exactKey)) : nil
        }
    }

    /// Whether a record whose entry is in the index may yet not fulfil the condition.
    public var isInexact: Bool { wholeTexts != nil }

    /// Whether a record with these values fulfils the condition.
    public func holds(_ stored: [FieldsV1.CustomValue]) -> Bool {
        stored.values(of: key).contains { text in
            if let wholeTexts { return wholeTexts.contains(exactKey(text)) }
            guard let value = type.indexValue(of: text) else { return false }
            switch values {
            case .anyOf(let wanted): return wanted.contains(value)
            case .within(let least, let most): return !(value < least) && !(most < value)
            }
        }
    }
}

extension FieldsV1.FieldType {
    /// Nil when one of the texts is no value; that is told to `rules`.
    fileprivate func values(of texts: [String], path: String, _ rules: inout FieldRules) -> [IndexValue]? {
        var values: [IndexValue] = []
        for text in texts {
            if let value = value(of: text, path: path, &rules) { values.append(value) }
        }
        return values.count == texts.count ? values : nil
    }

    fileprivate func range(
        from: String, to: String, path: String, _ rules: inout FieldRules
    ) -> FieldCondition.Values? {
        let ends: (IndexValue, IndexValue)
        switch self {
        case .integer: ends = (.number(.min), .number(.max))
        // Behind every digit.
        case .decimal, .date: ends = (.text(""), .text("~"))
        default:
            rules.refuse(path, nil, "Values of this field have no order; ask for some of them.")
            return nil
        }
        let problemCount = rules.problems.count
        let least = from.trimmed.isEmpty ? ends.0 : value(of: from, path: "\(path).from", &rules)
        let most = to.trimmed.isEmpty ? ends.1 : value(of: to, path: "\(path).to", &rules)
        guard rules.problems.count == problemCount, let least, let most else { return nil }
        if most < least {
            rules.refuse(path, nil, "The range ends before it begins.")
            return nil
        }
        return .within(least, most)
    }

    /// The form of a written value.
    private func value(of text: String, path: String, _ rules: inout FieldRules) -> IndexValue? {
        switch self {
        case .singleLine, .multiLine, .regex, .dropDown, .multiSelect, .tree:
            guard !text.isBlank else {
                rules.refuse(path, .requiredMissing, "A value is required here.")
                return nil
            }
            return indexValue(of: self == .tree ? TreePath.spelled(text) : self == .multiLine ? text : text.singleLine)
        case .unspecified, .integer, .decimal, .checkbox, .date:
            do throws(ValueProblem) {
                let stored = try ValueRule(FieldsV1.FieldSettings(type: self)).stored([text])
                if let value = stored.first.flatMap(indexValue) { return value }
                rules.refuse(path, .requiredMissing, "A value is required here.")
            } catch {
                rules.refuse(path, error.fault, error.message)
            }
            return nil
        }
    }
}
