/// Why a text is no e-mail address.
public struct EmailError: Error, Sendable, Equatable {
    /// In what respect; raw values are the words of result files.
    public enum Reason: String, Sendable, CaseIterable {
        /// More than 254 bytes.
        case tooLong = "too_long"
        /// White space, a control or invisible character or a separator inside.
        case character
        /// None, or several.
        case atSign = "at_sign"
        /// Nothing, or more than 64 bytes, before the `@`.
        case localPart = "local_part"
        /// Fewer than two labels after the `@`, an empty one, or a last one not of letters.
        case domain
    }

    /// The stable number in result files and status details.
    public static let code: Int32 = 2020
    /// The stable name in result files and status details.
    public static let name = "EMAIL_INVALID"

    /// In what respect.
    public let reason: Reason
    /// The failing address as it was written, cut to its first 64 characters.
    public let raw: String

    /// Cuts `raw` to its first 64 characters.
    public init(reason: Reason, raw: String) {
        self.reason = reason
        self.raw = raw.utf8.count <= 64 ? raw : String(raw.unicodeScalars.prefix(64))
    }

    /// One sentence for the owner of the data; does not repeat the address itself.
    public var message: String {
        switch reason {
        case .tooLong: "an e-mail address has 254 bytes at most"
        case .character: "an e-mail address has no blanks, separators or control characters inside"
        case .atSign: "an e-mail address has exactly one @"
        case .localPart: "an e-mail address has 1 to 64 bytes before its @"
        case .domain: "an e-mail address ends in a domain such as example.com"
        }
    }
}
