import Contracts
import RPCCore
import ServiceRuntime
import TextNormalization

/// Brings the settings of a field into the form in which they are stored and collects everything that is wrong.
struct SettingsRules {
    private static let labelLimit = 100
    private static let optionLimit = 500
    private static let nodeLimit = 2_000
    private static let path = "settings."
    /// Bytes of one definition: a list of them fits into an answer.
    private static let byteLimit = 64 << 10

    private var rules = FieldRules()

    /// The key of a new field, which must be none of `reserved`.
    mutating func key(_ key: String, reserved: Set<String>) {
        let isWritten = (1...64).contains(key.utf8.count) && key.utf8.allSatisfy(Self.isKeyCharacter)
        if !isWritten { rules.refuse("key", nil, "A key consists of 1–64 of a–z, 0–9, _ and -.") }
        if reserved.contains(key) { rules.refuse("key", nil, "A built-in field has this name.") }
    }

    private static func isKeyCharacter(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"),
            UInt8(ascii: "-"):
            true
        default: false
        }
    }

    /// Throws `invalidArgument` with everything that is wrong so far.
    func check() throws(RPCError) { try rules.check() }

    mutating func settings(_ entered: FieldsV1.FieldSettings) -> FieldsV1.FieldSettings {
        var settings = entered
        settings.label = label(entered.label, .label)
        guard entered.type != .unspecified else {
            refuse(.type, .requiredMissing, "Say what the values are.")
            return settings
        }
        for setting in FieldSetting.allCases
        where !setting.applies(to: entered.type) && !entered.isBlank(setting) {
            refuse(setting, nil, "This says nothing about a field of this type.")
        }
        switch entered.type {
        case .dropDown, .multiSelect: settings.options = options(entered.options)
        case .tree: settings.tree = tree(entered.tree)
        case .regex: settings.regex = regex(entered.regex)
        case .integer, .decimal, .date: range(&settings)
        case .singleLine, .multiLine, .checkbox, .unspecified: break
        }
        let longest = entered.type == .multiLine ? ValueRule.textLimit : ValueRule.lineLimit
        if !(0...longest).contains(Int(entered.maxLength)) {
            refuse(.maxLength, .numberInvalid, "The length must be from 1 to \(longest).")
        }
        if settings.serializedBytes().count > Self.byteLimit {
            rules.refuse("settings", .textTooLong, "The definition has more than \(Self.byteLimit) bytes.")
        }
        return settings
    }

    private mutating func refuse(_ setting: FieldSetting, _ fault: Fault?, _ message: String) {
        rules.refuse(Self.path + setting.rawValue, fault, message)
    }

    /// One line of 1–100 characters.
    private mutating func label(_ text: String, _ setting: FieldSetting) -> String {
        let path = Self.path + setting.rawValue
        let label = rules.text(text.singleLine, field: path, limit: Self.labelLimit)
        if label.isEmpty { rules.refuse(path, .requiredMissing, "A value is required here.") }
        return label
    }

    private mutating func options(_ texts: [String]) -> [String] {
        count(texts, .options, limit: Self.optionLimit)
        let options = texts.map { label($0, .options) }
        if options.contains(where: { $0.contains(";") || $0.contains("|") }) {
            refuse(.options, nil, "An option has no ; and no |, which stand between options.")
        }
        if Set(options.map(exactKey)).count < options.count {
            refuse(.options, .uniqueConflict, "Two options are the same.")
        }
        return options
    }

    private mutating func tree(_ paths: [String]) -> [String] {
        count(paths, .tree, limit: Self.nodeLimit)
        for path in paths {
            let labels = TreePath.labels(path)
            if labels.count > TreePath.depthLimit {
                refuse(.tree, nil, "A path has at most \(TreePath.depthLimit) labels.")
            }
            for text in labels { _ = label(text, .tree) }
        }
        let nodes = TreePath.nodes(of: paths.map { $0.trimmed.nfc })
        if nodes.count > Self.nodeLimit { refuse(.tree, nil, "A tree has at most \(Self.nodeLimit) nodes.") }
        return nodes
    }

    private mutating func count(_ texts: [String], _ setting: FieldSetting, limit: Int) {
        if texts.isEmpty { refuse(setting, .requiredMissing, "A value is required here.") }
        rules.count(texts, field: Self.path + setting.rawValue, limit: limit)
    }

    private mutating func regex(_ text: String) -> String {
        let expression = text.trimmed.nfc
        if expression.isEmpty { refuse(.regex, .requiredMissing, "A value is required here.") }
        do throws(PatternError) {
            _ = try Pattern(expression)
        } catch {
            refuse(.regex, nil, error.message)
        }
        return expression
    }

    /// Limits are written as values are; the least one is not above the largest one.
    private mutating func range(_ settings: inout FieldsV1.FieldSettings) {
        var rule = FieldsV1.FieldSettings()
        rule.type = settings.type
        let values = ValueRule(rule)
        settings.min = bound(settings.min, .min, values)
        settings.max = bound(settings.max, .max, values)
        let least = settings.type.indexValue(of: settings.min)
        let most = settings.type.indexValue(of: settings.max)
        if !settings.min.isEmpty, !settings.max.isEmpty, let least, let most, least > most {
            refuse(.max, .numberInvalid, "The largest value is below the least one.")
        }
    }

    private mutating func bound(_ text: String, _ setting: FieldSetting, _ values: ValueRule) -> String {
        do throws(ValueProblem) {
            return try values.stored([text]).first ?? ""
        } catch {
            refuse(setting, error.fault, error.message)
            return ""
        }
    }
}
