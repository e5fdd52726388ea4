import Contracts
import Store

/// The keys of the fields whose values are not shown, asked for once a call and only when a record has custom values.
public struct RetiredKeys {
    private var known: Set<String>?

    /// Not asked for yet.
    public init() {}

    /// The keys, by one statement at the first call.
    public mutating func keys(_ reader: ReadTransaction) throws -> Set<String> {
        if let known { return known }
        let keys = try reader.retiredFieldKeys()
        known = keys
        return keys
    }

    /// Leaves out what callers do not see.
    public mutating func hide(in values: inout [FieldsV1.CustomValue], _ reader: ReadTransaction) throws {
        if values.isEmpty { return }
        let keys = try keys(reader)
        if !keys.isEmpty { values.removeAll { keys.contains($0.key) } }
    }
}
