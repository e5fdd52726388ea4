/// Why a text is no telephone number.
public struct PhoneError: Error, Sendable, Equatable {
    /// The kind of failure; raw values are the stable numbers of result files.
    public enum Code: Int32, Sendable, CaseIterable {
        /// Not a number of its country; `PhoneError.reason` says in what respect.
        case invalid = 2010
        /// A spreadsheet turned the number into scientific notation and lost digits for good.
        case scientific = 2011
        /// Something that is neither a digit nor punctuation of telephone numbers.
        case invalidCharacter = 2012
        /// Looks like a number of another country without its plus.
        case noCountry = 2013

        /// The stable name in result files and status details.
        public var name: String {
            switch self {
            case .invalid: "PHONE_INVALID"
            case .scientific: "PHONE_SCIENTIFIC"
            case .invalidCharacter: "PHONE_INVALID_CHAR"
            case .noCountry: "PHONE_NO_COUNTRY"
            }
        }
    }

    /// In what respect a number is invalid; raw values are the words of result files.
    public enum Reason: String, Sendable, CaseIterable {
        /// Fewer digits than a number with this beginning has.
        case tooShort = "too_short"
        /// More digits than a number with this beginning has.
        case tooLong = "too_long"
        /// Between two lengths that its country uses.
        case wrongLength = "wrong_length"
        /// A beginning that its country does not use.
        case prefix
        /// A country code that no country has.
        case country
        /// An extension of more than 9 digits.
        case extensionLength = "extension"
    }

    /// The kind of failure.
    public let code: Code
    /// Set exactly where `code` is `invalid`.
    public let reason: Reason?
    /// The failing number as it was written, cut to its first 64 characters; the whole text where that is at fault.
    public let raw: String

    /// Cuts `raw` to its first 64 characters.
    public init(code: Code, reason: Reason? = nil, raw: String) {
        self.code = code
        self.reason = reason
        self.raw = raw.utf8.count <= 64 ? raw : String(raw.unicodeScalars.prefix(64))
    }

    /// The code's stable name.
    public var name: String { code.name }

    /// One sentence for the owner of the data; does not repeat the number itself.
    public var message: String {
        switch code {
        case .scientific: "the spreadsheet turned the number into scientific notation; format the column as text"
        case .invalidCharacter: "not a telephone number: a character other than digits and their punctuation"
        case .noCountry: "a number of another country needs a plus and its country code"
        case .invalid: reason.map(Self.explain) ?? "not a telephone number"
        }
    }

    private static func explain(_ reason: Reason) -> String {
        switch reason {
        case .tooShort: "too few digits for a telephone number"
        case .tooLong: "too many digits for a telephone number"
        case .wrongLength: "no number of this country has so many digits"
        case .prefix: "no number of its country begins like this"
        case .country: "no country has this code"
        case .extensionLength: "an extension has 1 to 9 digits"
        }
    }
}

/// The verdict before the text it belongs to is known.
struct Rejection: Error, Equatable {
    var code: PhoneError.Code
    var reason: PhoneError.Reason?

    static let scientific = Rejection(code: .scientific)
    static let invalidCharacter = Rejection(code: .invalidCharacter)
    static let noCountry = Rejection(code: .noCountry)
    static func invalid(_ reason: PhoneError.Reason) -> Rejection { Rejection(code: .invalid, reason: reason) }
}
