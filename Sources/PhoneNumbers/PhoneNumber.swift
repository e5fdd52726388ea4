/// A telephone number in canonical form: one value for every way of writing it, and the key for finding duplicates.
///
/// Two extensions behind one switchboard are two numbers here, though a telephone dials both through one.
public struct PhoneNumber: Hashable, Sendable {
    /// The digits with country code and without plus, at most 15 of them: 84901234567.
    public let e164: Int64

    /// The extension behind the switchboard; 0 means none.
    ///
    /// An extension of 1 to 9 digits is its digits read as a number, plus 1,000,000,000 for each leading zero, so that
    /// 7 and 007 stay two extensions. `extensionDigits` gives the digits back.
    public let ext: Int64

    /// Takes values that were canonical before, from storage or from a peer; nothing is checked.
    public init(e164: Int64, ext: Int64 = 0) {
        self.e164 = e164
        self.ext = ext
    }

    /// False for Vietnamese service numbers (1800…, 1900…): nobody can be called there, and abroad they do not exist.
    public var isDialable: Bool {
        let digits = DigitRun(e164)
        guard digits.leading(2) == Vietnam.countryCode else { return true }
        return !Vietnam.isService(digits.dropFirst(2))
    }

    /// What to show and to export: `+84901234567`, with an extension `+842838221234 x12`.
    public var text: String {
        ext == 0 ? "+\(e164)" : "+\(e164) x\(extensionDigits)"
    }

    /// The extension as dialled, leading zeros included; empty without one.
    public var extensionDigits: String {
        guard ext > 0 else { return "" }
        let (leadingZeros, value) = ext.quotientAndRemainder(dividingBy: Self.extensionLeadingZero)
        return String(repeating: "0", count: Int(min(leadingZeros, 9))) + (value == 0 ? "" : String(value))
    }

    /// What a role without permission to see numbers sees: first five and last three digits, `84332xxx830`.
    ///
    /// Of a number of eight digits or fewer it shows the first two only, and never the extension.
    public var masked: String {
        let digits = String(e164)
        return digits.count > 8 ? "\(digits.prefix(5))xxx\(digits.suffix(3))" : "\(digits.prefix(2))xxx"
    }

    static let extensionLeadingZero: Int64 = 1_000_000_000

    /// The stored form of an extension's digits; nil unless there are 1 to 9.
    static func storedExtension(_ digits: some Collection<UInt8>) -> Int64? {
        guard (1...9).contains(digits.count) else { return nil }
        let zeros = digits.prefix { $0 == UInt8(ascii: "0") }.count
        let value = digits.reduce(Int64(0)) { $0 * 10 + Int64($1 &- UInt8(ascii: "0")) }
        return Int64(zeros) * extensionLeadingZero + value
    }
}

extension PhoneNumber: Comparable {
    /// By digits, then by extension: the order of the storage key.
    public static func < (left: PhoneNumber, right: PhoneNumber) -> Bool {
        (left.e164, left.ext) < (right.e164, right.ext)
    }
}
