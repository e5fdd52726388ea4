/// The number under which the tax authority knows a company, in the form in which it is stored and compared: capital
/// letters, digits and `-`, at most 32.
public struct TaxCode: Sendable, Equatable {
    /// Characters of a tax code.
    public static let limit = 32
    /// The canonical form.
    public let text: String

    /// Nil for any other text, the blank one included.
    public init?(_ entered: String) {
        let code = entered.trimmed.utf8
        guard (1...Self.limit).contains(code.count), code.allSatisfy(\.isTaxCodeCharacter) else { return nil }
        text = String(decoding: code.map(\.asciiCapital), as: UTF8.self)
    }
}

extension UInt8 {
    fileprivate var isTaxCodeCharacter: Bool {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"):
            true
        default: false
        }
    }

    fileprivate var asciiCapital: UInt8 {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self) ? self & ~0x20 : self
    }
}
