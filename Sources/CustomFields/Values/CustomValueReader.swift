import Contracts
import ServiceRuntime

/// One custom value that is wrong.
public struct CustomProblem: Error, Sendable, Equatable {
    /// Which error.
    public var fault: Fault
    /// The field's key.
    public var key: String
    /// For people; holds nothing of the value.
    public var message: String

    /// `custom.KEY`.
    public var path: String { FieldCatalogue.path(key) }
}

/// Reads the custom values of records: brings them into the form in which they are stored and collects everything that
/// is wrong.
///
/// One reader serves many records of one workspace, as long as the fields stay as they are.
public struct CustomValueReader: Sendable {
    /// Bytes of all values of one record: an answer holds many records.
    public static let byteLimit = 64 << 10

    private let catalogue: FieldCatalogue
    private let dateOrder: DateOrder
    private var rules: [String: ValueRule] = [:]
    /// What is wrong with the values read so far, in their order.
    public private(set) var problems: [CustomProblem] = []

    /// `dateOrder` is for dates that do not begin with the year.
    public init(_ catalogue: FieldCatalogue, dateOrder: DateOrder = .dayFirst) {
        self.catalogue = catalogue
        self.dateOrder = dateOrder
    }

    /// The values of a row or of a new record, by key, blank ones left out.
    ///
    /// Whether required values are there is another question: see `require`.
    public mutating func read(_ entered: [FieldsV1.CustomValue]) -> [FieldsV1.CustomValue] {
        if entered.isEmpty { return [] }
        var values: [FieldsV1.CustomValue] = []
        refuseRepetitions(entered)
        for value in entered { values.set(stored(value, kept: []), of: value.key) }
        checkSize(values)
        return values
    }

    /// The values of a record in which the fields `keys` take what was entered, blank where nothing was.
    ///
    /// What a record holds already it may hold on to, although its field no longer allows it. A required value may not
    /// be erased.
    public mutating func update(
        _ before: [FieldsV1.CustomValue], _ keys: Set<String>, from entered: [FieldsV1.CustomValue]
    ) -> [FieldsV1.CustomValue] {
        if keys.isEmpty { return before }
        var values = before
        refuseRepetitions(entered.filter { keys.contains($0.key) })
        for key in keys.sorted() {
            let value = entered.first { $0.key == key } ?? FieldsV1.CustomValue(key: key)
            let problemCount = problems.count
            let stored = stored(value, kept: before.values(of: key))
            guard problems.count == problemCount else { continue }
            if stored.isEmpty, catalogue.requiredKeys.contains(key) { refuseBlank(key) }
            values.set(stored, of: key)
        }
        checkSize(values)
        return values
    }

    /// Refuses a record that has no value in one of these fields.
    public mutating func require(_ keys: [String], of values: [FieldsV1.CustomValue]) {
        // What is wrong is not missing.
        for key in keys where values.values(of: key).isEmpty && !problems.contains(where: { $0.key == key }) {
            refuseBlank(key)
        }
    }

    /// Refuses more values than a record may hold.
    public mutating func checkSize(_ values: [FieldsV1.CustomValue]) {
        // What the field that takes most of it could do without.
        guard values.byteCount > Self.byteLimit,
            let longest = values.max(by: { [$0].byteCount < [$1].byteCount })
        else { return }
        problems.append(
            CustomProblem(
                fault: .textTooLong, key: longest.key,
                message: "The custom values of one record have more than \(Self.byteLimit) bytes together."))
    }

    /// Begins the next record.
    public mutating func forgetProblems() { problems = [] }

    private mutating func stored(_ value: FieldsV1.CustomValue, kept: [String]) -> [String] {
        guard let field = catalogue.activeField(value.key) else {
            problems.append(CustomProblem(fault: .fieldUnknown, key: value.key, message: "There is no such field."))
            return []
        }
        do throws(ValueProblem) {
            return try rule(of: field).stored(value.values, kept: kept, dateOrder: dateOrder)
        } catch {
            problems.append(CustomProblem(fault: error.fault, key: value.key, message: error.message))
            return []
        }
    }

    private mutating func rule(of field: FieldsV1.Field) -> ValueRule {
        if let rule = rules[field.key] { return rule }
        let rule = ValueRule(field.settings ?? FieldsV1.FieldSettings())
        rules[field.key] = rule
        return rule
    }

    private mutating func refuseBlank(_ key: String) {
        problems.append(CustomProblem(fault: .requiredMissing, key: key, message: "A value is required here."))
    }

    private mutating func refuseRepetitions(_ entered: [FieldsV1.CustomValue]) {
        var seen: Set<String> = []
        for value in entered where !seen.insert(value.key).inserted {
            problems.append(CustomProblem(fault: .fieldRepeated, key: value.key, message: "The field is given twice."))
        }
    }
}
