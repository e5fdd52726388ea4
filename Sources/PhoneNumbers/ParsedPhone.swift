/// One telephone number read from a text.
public struct ParsedPhone: Sendable, Equatable {
    /// The canonical form.
    public let number: PhoneNumber
    /// What the reader had to repair, at most once each, legacy conversion first; mostly empty.
    public let warnings: [PhoneWarning]
    /// A Vietnamese service number (1800…, 1900…), which cannot be dialled to reach a contact.
    public let isService: Bool
    /// This number's part of the text as it was written, without surrounding blanks.
    public let raw: String

    /// Puts a number together with what is known about how it was written.
    public init(number: PhoneNumber, warnings: [PhoneWarning] = [], isService: Bool = false, raw: String) {
        self.number = number
        self.warnings = warnings
        self.isService = isService
        self.raw = raw
    }
}

/// A repair that the owner of the data should know of; raw values are the stable numbers of result files.
public enum PhoneWarning: Int32, Sendable, CaseIterable {
    /// A mobile number in its form of before 2018 was converted to its present one.
    case legacyConverted = 2014
    /// The leading zero, which spreadsheets lose, was put back.
    case zeroRestored = 2015

    /// The stable name in result files and status details.
    public var name: String {
        switch self {
        case .legacyConverted: "PHONE_LEGACY_CONVERTED"
        case .zeroRestored: "PHONE_ZERO_RESTORED"
        }
    }
}
