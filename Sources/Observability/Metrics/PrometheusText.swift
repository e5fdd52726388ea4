/// Writes metrics in Prometheus' text format, version 0.0.4.
///
/// A family is announced once, its samples follow. Names are made valid by replacing what must not be in them; texts
/// are escaped.
public struct PrometheusText: Sendable {
    /// The value of the HTTP header `Content-Type`.
    public static let contentType = "text/plain; version=0.0.4; charset=utf-8"

    /// What a family's numbers are.
    public enum Kind: String, Sendable {
        /// Only grows, from 0 at the start of the process.
        case counter
        /// Goes up and down.
        case gauge
        /// Counts in buckets, with their sum.
        case histogram
    }

    /// A label and its value.
    public typealias Labels = [(name: String, value: String)]

    /// What has been written.
    public private(set) var text = ""
    private var family = ""

    /// Nothing written.
    public init() {}

    /// Begins a family; the samples that follow are its.
    public mutating func begin(_ name: String, _ kind: Kind, _ help: String) {
        family = Self.validName(name)
        text += "# HELP \(family) \(Self.escaped(help, quotes: false))\n# TYPE \(family) \(kind.rawValue)\n"
    }

    /// Writes a number of the family.
    public mutating func sample(_ value: Double, _ labels: Labels = []) { line("", labels, Self.number(value)) }

    /// Writes a whole number of the family.
    public mutating func sample(_ value: some BinaryInteger, _ labels: Labels = []) { line("", labels, "\(value)") }

    /// Writes a histogram of the family: for each bound how many values do not exceed it, then all, and their sum.
    ///
    /// `counts` are those between a bound and the one before, with one more than `bounds` for the values beyond.
    public mutating func histogram(_ labels: Labels = [], bounds: [Double], counts: [UInt64], sum: Double) {
        var total: UInt64 = 0
        for (bound, count) in zip(bounds, counts) {
            total &+= count
            line("_bucket", labels + [("le", Self.number(bound))], "\(total)")
        }
        total &+= counts.dropFirst(bounds.count).reduce(0, &+)
        line("_bucket", labels + [("le", "+Inf")], "\(total)")
        line("_sum", labels, Self.number(sum))
        line("_count", labels, "\(total)")
    }

    private mutating func line(_ suffix: String, _ labels: Labels, _ value: String) {
        text += family
        text += suffix
        if !labels.isEmpty {
            let pairs = labels.map { label in
                "\(Self.validLabel(label.name))=\"\(Self.escaped(label.value, quotes: true))\""
            }
            text += "{\(pairs.joined(separator: ","))}"
        }
        text += " \(value)\n"
    }

    // MARK: Names and texts

    /// `name` with `_` for whatever must not be in a metric's name.
    static func validName(_ name: String) -> String { valid(name, more: ":") }

    private static func validLabel(_ name: String) -> String { valid(name, more: "") }

    private static func valid(_ name: String, more: String) -> String {
        let more = Array(more.utf8)
        var bytes = name.utf8.map { byte in
            isLetterOrDigit(byte) || more.contains(byte) ? byte : UInt8(ascii: "_")
        }
        if bytes.first.map({ (48...57).contains($0) }) ?? true { bytes.insert(UInt8(ascii: "_"), at: 0) }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (97...122).contains(byte) || (65...90).contains(byte) || (48...57).contains(byte)
    }

    private static func escaped(_ text: String, quotes: Bool) -> String {
        guard text.utf8.contains(where: { $0 == 92 || $0 == 10 || $0 == 34 }) else { return text }
        return text.unicodeScalars.reduce(into: "") { escaped, scalar in
            switch scalar {
            case "\\": escaped += #"\\"#
            case "\n": escaped += #"\n"#
            case "\"" where quotes: escaped += #"\""#
            default: escaped.unicodeScalars.append(scalar)
            }
        }
    }

    private static func number(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
        if value == value.rounded(), abs(value) < 1e15 { return "\(Int64(value))" }
        return "\(value)"
    }
}
