import Contracts
import CustomFields
import ServiceRuntime

extension BulkMerge {
    /// Values that are missing, and more than a contact may have.
    func customProblems(
        of values: [FieldsV1.CustomValue], requiring keys: [String]
    ) -> [ContactProblem] {
        if keys.isEmpty, values.isEmpty { return [] }
        var reader = CustomValueReader(fields)
        reader.require(keys, of: values)
        reader.checkSize(values)
        var rules = ContactRules()
        rules.refuse(reader.problems)
        return rules.problems
    }

    /// Values of unique fields that another live contact has.
    ///
    /// `beside` are those that the same row changes, as they would be.
    func conflicts(
        of values: [FieldsV1.CustomValue], contactID: Int64, beside merges: [RowMerge]
    ) -> [ContactProblem] {
        if values.isEmpty { return [] }
        return fields.uniqueEntries(of: values).compactMap { key, entry in
            var others = custom.ids(with: entry).filter { $0 != contactID }
            for merge in merges where fields.entries(of: merge.after.custom).contains(entry) {
                if !others.contains(merge.before.id) { others.append(merge.before.id) }
            }
            if others.isEmpty { return nil }
            return ContactProblem(
                fault: .uniqueConflict, field: FieldCatalogue.path(key), message: "Another contact has this value.",
                ids: others.sorted())
        }
    }

    /// Warnings about required fields that changed contacts lack, as they did before.
    func missingNotes(_ merges: [RowMerge]) -> [ContactsV1.RowNote] {
        let missing = requiredKeys.filter { key in merges.contains { $0.after.custom.values(of: key).isEmpty } }
        return missing.map { Self.note(.requiredStillMissing, field: FieldCatalogue.path($0)) }
    }
}
