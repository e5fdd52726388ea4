import BulkWriting
import Contracts

extension ContactsV1.Contact {
    /// Takes the values of a row, in which blank says nothing, and returns whether any value changed.
    ///
    /// Version and times are the caller's affair.
    mutating func merge(_ row: Self, _ rule: MergeRule) -> Bool {
        var hasChanged = false
        Self.merge(&name, row.name, rule, &hasChanged)
        Self.merge(&position, row.position, rule, &hasChanged)
        Self.merge(&companyID, row.companyID, rule, &hasChanged)
        Self.merge(&managerID, row.managerID, rule, &hasChanged)
        Self.merge(&rating, row.rating, rule, &hasChanged)
        Self.merge(&address, row.address, rule, &hasChanged)
        Self.merge(&city, row.city, rule, &hasChanged)
        Self.merge(&postalCode, row.postalCode, rule, &hasChanged)
        Self.merge(&description, row.description, rule, &hasChanged)
        Self.merge(&facebook, row.facebook, rule, &hasChanged)
        Self.merge(&utmSource, row.utmSource, rule, &hasChanged)
        Self.merge(&utmMedium, row.utmMedium, rule, &hasChanged)
        Self.merge(&utmCampaign, row.utmCampaign, rule, &hasChanged)
        Self.merge(&utmTerm, row.utmTerm, rule, &hasChanged)
        Self.merge(&utmContent, row.utmContent, rule, &hasChanged)
        Self.merge(&phones, row.phones, rule, &hasChanged) { $0.key == $1.key }
        Self.merge(&emails, row.emails, rule, &hasChanged, ==)
        if rule.apply(row.custom, to: &custom) { hasChanged = true }
        return hasChanged
    }

    private static func merge(_ value: inout String, _ new: String, _ rule: MergeRule, _ hasChanged: inout Bool) {
        if rule.apply(new, to: &value) { hasChanged = true }
    }

    private static func merge<Number: FixedWidthInteger>(
        _ value: inout Number, _ new: Number, _ rule: MergeRule, _ hasChanged: inout Bool
    ) {
        if new == 0 || (rule == .fill && value != 0) || value == new { return }
        value = new
        hasChanged = true
    }

    /// Lists: fill sets an empty one.
    ///
    /// Overwrite changes nothing, not even the order, when every value of the row is there already; otherwise the row's
    /// values come first and the others stay behind them, so that none is lost.
    private static func merge<Value>(
        _ values: inout [Value], _ new: [Value], _ rule: MergeRule, _ hasChanged: inout Bool,
        _ areSame: (Value, Value) -> Bool
    ) {
        if new.isEmpty || (rule == .fill && !values.isEmpty) { return }
        let present = new.map { value in values.first { areSame($0, value) } }
        if !present.contains(where: { $0 == nil }) { return }
        let others = values.filter { value in !new.contains { areSame($0, value) } }
        values = zip(present, new).map { $0 ?? $1 } + others
        hasChanged = true
    }
}
