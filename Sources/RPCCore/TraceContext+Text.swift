extension TraceContext {
    /// Reads W3C's text form, `00-<trace id>-<parent id>-<flags>`; nil when it is not well formed or has a zero id.
    public init?(traceparent: String) {
        let parts = traceparent.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count >= 4, parts[0].count == 2, parts[0] != "ff", parts[1].utf8.count == 32,
            parts[2].utf8.count == 16, parts[3].utf8.count == 2, parts[0] != "00" || parts.count == 4,
            let high = TraceContext.number(parts[1].prefix(16)), let low = TraceContext.number(parts[1].suffix(16)),
            let parent = TraceContext.number(parts[2]), let flags = TraceContext.number(parts[3]),
            high != 0 || low != 0, parent != 0
        else { return nil }
        self.init(
            traceIDHigh: high, traceIDLow: low, parentID: parent, flags: UInt8(truncatingIfNeeded: flags))
    }

    /// W3C's text form.
    public var traceparent: String {
        "00-\(traceID)-\(spanID)-" + Self.text(UInt64(flags), 2)
    }

    /// The trace's id as logs show it: 32 hexadecimal digits.
    public var traceID: String { Self.text(traceIDHigh, 16) + Self.text(traceIDLow, 16) }

    /// The id of the span that is the parent of what follows, 16 hexadecimal digits; in a context that a call made its
    /// own, the call's.
    public var spanID: String { Self.text(parentID, 16) }

    /// Whether the trace's beginner wants it recorded.
    public var isSampled: Bool { flags & 1 == 1 }

    /// Lower-case hexadecimal only, as the specification demands.
    private static func number(_ text: Substring) -> UInt64? {
        let isHexadecimal = text.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
        return isHexadecimal ? UInt64(text, radix: 16) : nil
    }

    private static func text(_ number: UInt64, _ digits: Int) -> String {
        let text = String(number, radix: 16)
        return String(repeating: "0", count: digits - text.utf8.count) + text
    }
}
