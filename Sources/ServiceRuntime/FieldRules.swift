import Contracts
import RPCCore
import TextNormalization

/// Checks and normalises the fields of one request, and collects what is wrong with them, so that a caller hears of
/// everything at once.
///
/// Each rule returns the value as it is stored. Lengths count Unicode scalars of the stored form.
public struct FieldRules: Sendable {
    /// Further faults of a request are not told: nobody reads them, and the answer stays small.
    public static let problemLimit = 100

    /// What is wrong so far, in the order of the checks.
    public private(set) var problems: [RPCV1.ErrorInfo] = []

    /// Nothing is wrong yet.
    public init() {}

    /// Throws `invalidArgument` with all problems as details, when there are any.
    public func check() throws(RPCError) {
        guard let first = problems.first else { return }
        throw RPCError(.invalidArgument, first.message, details: problems.map { RPCError.Detail($0) })
    }

    /// Adds a problem.
    ///
    /// The message is for people and holds no value of the request.
    public mutating func refuse(_ field: String, _ fault: Fault?, _ message: String) {
        guard problems.count < Self.problemLimit else { return }
        problems.append(
            RPCV1.ErrorInfo(
                number: fault?.number ?? 0, name: fault?.name ?? "", message: message, field: field, byteOffset: -1))
    }

    /// A name: trimmed, in NFC, 1–255 characters.
    public mutating func name(_ value: String, field: String) -> String {
        let name = text(value, field: field, limit: 255, fault: .nameTooLong)
        if name.isEmpty { refuse(field, .requiredMissing, "A value is required here.") }
        return name
    }

    /// Any text: trimmed, in NFC, at most `limit` characters; may be empty.
    public mutating func text(_ value: String, field: String, limit: Int) -> String {
        text(value, field: field, limit: limit, fault: .textTooLong)
    }

    /// One e-mail address in lower case; may be empty.
    public mutating func email(_ value: String, field: String) -> String {
        guard !value.isBlank else { return "" }
        do {
            return try EmailAddress(value).text
        } catch {
            refuse(field, .emailInvalid, error.message)
            return ""
        }
    }

    /// A number inside `range`.
    @discardableResult
    public mutating func number<Value: FixedWidthInteger & Sendable>(
        _ value: Value, field: String, in range: ClosedRange<Value>
    ) -> Value {
        if !range.contains(value) {
            refuse(field, .numberInvalid, "The value must be from \(range.lowerBound) to \(range.upperBound).")
        }
        return value
    }

    /// A repeated field with at most `limit` values.
    public mutating func count(_ values: some Collection, field: String, limit: Int) {
        if values.count > limit {
            refuse(field, nil, "There are \(values.count) values; \(limit) are allowed.")
        }
    }

    private mutating func text(_ value: String, field: String, limit: Int, fault: Fault) -> String {
        let text = value.trimmed.nfc
        let count = text.unicodeScalars.count
        if count > limit { refuse(field, fault, "The text has \(count) characters; \(limit) are allowed.") }
        return text
    }
}
