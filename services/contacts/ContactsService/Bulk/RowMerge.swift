import BulkWriting
import Contracts

/// What a row makes of a contact, before it is decided whether it may.
struct RowMerge {
    /// Where the contact stands among those in memory.
    let index: Int
    let before: ContactsV1.Contact
    /// Without its new version and time.
    let after: ContactsV1.Contact
    let hasChanged: Bool

    /// After the row.
    var version: Int64 { before.version + (hasChanged ? 1 : 0) }
}

extension ContactsV1.BulkRowResult {
    /// Names those that a row for several contacts changed.
    mutating func tellChanged(_ merges: [RowMerge]) {
        let records = merges.filter(\.hasChanged).map {
            ContactsV1.RecordVersion(id: $0.before.id, version: $0.version)
        }
        changed = Array(records.prefix(MatchRule.toldChanges))
        moreChanged = Int64(records.count - changed.count)
    }
}
