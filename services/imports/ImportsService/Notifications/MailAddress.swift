import TextNormalization

/// An e-mail address that every mail server takes and that means nothing else in a header or a command: ASCII, without
/// quotes, comments and brackets.
struct MailAddress: Sendable, Hashable {
    /// Lower case.
    let text: String

    /// Nil for anything else.
    init?(_ text: String) {
        guard let address = try? EmailAddress(text), address.text.utf8.allSatisfy(Self.isPlain) else { return nil }
        self.text = address.text
    }

    /// What stands behind the `@`.
    var domain: String { text.split(separator: "@").last.map(String.init) ?? "" }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: "@.!#$%&'*+/=?^_`{}~-".utf8.contains(byte)
        }
    }
}
