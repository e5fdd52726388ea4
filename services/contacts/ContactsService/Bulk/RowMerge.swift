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
