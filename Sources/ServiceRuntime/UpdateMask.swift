import RPCCore

/// The fields that an update names, out of those that it may name.
public struct UpdateMask<Field: RawRepresentable<String> & CaseIterable & Hashable & Sendable>: Sendable {
    /// The named fields, each once.
    public let fields: Set<Field>

    /// Reads `update_mask`; a name may repeat.
    ///
    /// Throws `invalidArgument` when it names nothing, or something that is no field; then one detail for each.
    public init(_ names: [String]) throws(RPCError) {
        var fields: Set<Field> = []
        var rules = FieldRules()
        if names.isEmpty { rules.refuse("update_mask", .requiredMissing, "Name the fields to change.") }
        for name in names {
            if let field = Field(rawValue: name) {
                fields.insert(field)
            } else {
                rules.refuse(
                    "update_mask", nil,
                    "There is no such field; known are \(Field.allCases.map(\.rawValue).joined(separator: ", ")).")
            }
        }
        try rules.check()
        self.fields = fields
    }

    /// Whether the update names `field`.
    public func contains(_ field: Field) -> Bool { fields.contains(field) }
}
