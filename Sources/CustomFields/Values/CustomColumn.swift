import Contracts

/// One custom field as a column of a table: the cells of many rows are read by it.
public struct CustomColumn: Sendable {
    /// The field's key.
    public let key: String
    /// What its values are.
    public let type: FieldsV1.FieldType
    private let rule: ValueRule
    private let dateOrder: DateOrder

    /// `dateOrder` is for dates that do not begin with the year.
    ///
    /// Nil when no active field has the key.
    public init?(_ key: String, in catalogue: FieldCatalogue, dateOrder: DateOrder) {
        guard let settings = catalogue.activeField(key)?.settings else { return nil }
        self.key = key
        type = settings.type
        rule = ValueRule(settings)
        self.dateOrder = dateOrder
    }

    /// The values of one cell in the form in which they are stored; none for a blank one.
    public func values(of text: String) throws(CustomProblem) -> [String] {
        do throws(ValueProblem) {
            return try rule.stored([text], dateOrder: dateOrder)
        } catch {
            throw CustomProblem(fault: error.fault, key: key, message: error.message)
        }
    }
}
