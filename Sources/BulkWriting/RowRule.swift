import Contracts
import CustomFields
import ServiceRuntime

/// What an import does with its rows, by whether a record matches them: the six modes.
public struct RowRule: Sendable {
    /// What becomes of a row that matches no live record.
    public enum Unmatched: Sendable {
        /// It becomes one.
        case create
        /// It is left out.
        case skip
    }

    /// What becomes of a row that matches one.
    public enum Matched: Sendable {
        /// It becomes another one.
        case create
        /// It is left out.
        case skip
        /// What matches takes its values: see `MatchRule.Target`.
        case merge(MergeRule)
    }

    /// See `Unmatched`.
    public let unmatched: Unmatched
    /// See `Matched`.
    public let matched: Matched

    /// The rule of a mode; without one nothing is done, and `rules` are told of it.
    public init(_ mode: ContactsV1.WriteMode, field: String, _ rules: inout FieldRules) {
        switch mode {
        case .createAll: (unmatched, matched) = (.create, .create)
        case .createNew: (unmatched, matched) = (.create, .skip)
        case .upsertFill: (unmatched, matched) = (.create, .merge(.fill))
        case .upsertOverwrite: (unmatched, matched) = (.create, .merge(.overwrite))
        case .updateFill: (unmatched, matched) = (.skip, .merge(.fill))
        case .updateOverwrite: (unmatched, matched) = (.skip, .merge(.overwrite))
        case .unspecified:
            (unmatched, matched) = (.skip, .skip)
            rules.refuse(field, .requiredMissing, "Say what to do with rows.")
        }
    }
}

/// How a row changes the record that it matches.
public enum MergeRule: Sendable {
    /// Only where the record has nothing.
    case fill
    /// Every value of the row that is not blank.
    case overwrite

    /// Takes a text of a row, in which blank says nothing; returns whether the record's text changed.
    public func apply(_ new: String, to value: inout String) -> Bool {
        if new.isEmpty || (self == .fill && !value.isEmpty) || value == new { return false }
        value = new
        return true
    }

    /// The same for custom values: each field is one value, also where it holds several options.
    public func apply(_ new: [FieldsV1.CustomValue], to values: inout [FieldsV1.CustomValue]) -> Bool {
        var hasChanged = false
        for value in new {
            let present = values.values(of: value.key)
            if (self == .fill && !present.isEmpty) || present == value.values { continue }
            values.set(value.values, of: value.key)
            hasChanged = true
        }
        return hasChanged
    }
}

/// What is told of a row, whatever it is to become.
extension Fault {
    /// A row that only updates has none of the keys.
    public static let keyMissing = Fault(2070, "KEY_MISSING")
    /// A warning: a row without any of the keys was created.
    public static let noKey = Fault(2071, "NO_KEY")
    /// The record that matches is there already.
    public static let duplicateSkipped = Fault(3001, "DUPLICATE_SKIPPED")
    /// As `duplicateSkipped`, by a record that an earlier row of the file created.
    public static let duplicateInFile = Fault(3002, "DUPLICATE_IN_FILE")
    /// Nothing matches, and nothing is to be created.
    public static let noMatchSkipped = Fault(3003, "NO_MATCH_SKIPPED")
    /// A warning: several records match; which of them are changed is the import's choice.
    public static let multipleMatches = Fault(3005, "MULTIPLE_MATCHES")
    /// Created beside a record with the same key, or refused because of one.
    public static let duplicateSuspected = Fault(3007, "DUPLICATE_SUSPECTED")
    /// More or fewer records than expected, or rows that would become something else than was planned.
    public static let planDrift = Fault(4001, "PLAN_DRIFT")
    /// The plan is not kept any more.
    public static let planExpired = Fault(4002, "PLAN_EXPIRED")
}
