import RPCCore
import ServiceRuntime

/// The fields that an update of a record names: built-in ones, and custom ones as `custom.KEY`.
public struct RecordMask<Field: RawRepresentable<String> & CaseIterable & Hashable & Sendable>: Sendable {
    /// The built-in fields, each once.
    public let fields: Set<Field>
    /// Keys of the custom fields; whether there are such fields is not asked here.
    public let customKeys: Set<String>

    /// Reads `update_mask`; a name may repeat.
    ///
    /// Throws `invalidArgument` when it names nothing, or something that is no field; then one detail for each.
    public init(_ names: [String]) throws(RPCError) {
        var builtIn: [String] = []
        var custom: Set<String> = []
        for name in names {
            if let key = FieldCatalogue.key(ofPath: name) { custom.insert(key) } else { builtIn.append(name) }
        }
        fields = builtIn.isEmpty && !custom.isEmpty ? [] : try UpdateMask<Field>(builtIn).fields
        customKeys = custom
    }

    /// Whether the update names `field`.
    public func contains(_ field: Field) -> Bool { fields.contains(field) }
}
