/// An e-mail address in the form in which addresses are compared: lower case.
///
/// One `@`; before it 1 to 64 bytes, after it two or more labels, none empty and the last of letters only; no white
/// space, control or invisible character and none that separates addresses; 254 bytes at most. Whether the address exists is not asked.
public struct EmailAddress: Hashable, Sendable {
    /// The address in lower case and NFC.
    public let text: String

    /// Reads one address; blanks around it do not count.
    public init(_ text: String) throws(EmailError) {
        if let plain = Self.plain(text) {
            self = plain
        } else {
            self = try Self.normalized(text.trimmed)
        }
    }

    private init(normalized text: String) {
        self.text = text
    }

    /// Every address in a cell, in order, a repeated one once; empty for a blank cell.
    ///
    /// Addresses are separated by `;` `,` `|` or a line break. One bad address spoils the whole cell.
    public static func parseList(_ text: String) throws(EmailError) -> [EmailAddress] {
        if let plain = plain(text) { return [plain] }
        var addresses: [EmailAddress] = []
        var seen: Set<EmailAddress> = []
        for piece in text.unicodeScalars.split(whereSeparator: \.separatesAddresses) {
            let written = String(piece).trimmed
            guard !written.isEmpty else { continue }
            let address = try EmailAddress(written)
            if seen.insert(address).inserted { addresses.append(address) }
        }
        return addresses
    }
}

extension EmailAddress {
    private static func normalized(_ text: String) throws(EmailError) -> EmailAddress {
        let address = text.nfc.lowercased().nfc
        if let reason = defect(of: address) { throw EmailError(reason: reason, raw: text) }
        return EmailAddress(normalized: address)
    }

    /// The common case by its bytes: one address in visible ASCII and nothing else.
    ///
    /// Nil is no verdict on the text.
    private static func plain(_ text: String) -> EmailAddress? {
        switch text.utf8.withContiguousStorageIfAvailable(plainCase) {
        case .some(.some(.lower)): EmailAddress(normalized: text)
        case .some(.some(.mixed)): EmailAddress(normalized: text.lowercased())
        default: nil
        }
    }

    private enum PlainCase { case lower, mixed }

    private static func plainCase(_ bytes: UnsafeBufferPointer<UInt8>) -> PlainCase? {
        guard bytes.count <= 254 else { return nil }
        var result = PlainCase.lower
        var domainStart: Int?
        var labels = 0
        var labelStart = 0
        var isLetters = true
        for (index, byte) in bytes.enumerated() {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"):
                break
            case UInt8(ascii: "A")...UInt8(ascii: "Z"):
                result = .mixed
            case UInt8(ascii: "@"):
                guard domainStart == nil, (1...64).contains(index) else { return nil }
                (domainStart, labelStart, isLetters) = (index + 1, index + 1, true)
            case UInt8(ascii: ".") where domainStart != nil:
                guard index > labelStart else { return nil }
                labels += 1
                (labelStart, isLetters) = (index + 1, true)
            case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "|"), 0x00...0x20, 0x7F...0xFF:
                return nil
            default:
                isLetters = false
            }
        }
        return labels > 0 && labelStart < bytes.count && isLetters ? result : nil
    }

    private static func defect(of address: String) -> EmailError.Reason? {
        guard address.utf8.count <= 254 else { return .tooLong }
        guard !address.unicodeScalars.contains(where: \.isBarredFromAddresses) else { return .character }
        let parts = address.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, let local = parts.first, let domain = parts.last else { return .atSign }
        guard (1...64).contains(local.utf8.count) else { return .localPart }
        let labels = domain.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count >= 2, !labels.contains(where: \.isEmpty) else { return .domain }
        return labels.last?.unicodeScalars.allSatisfy(\.isLetter) == true ? nil : .domain
    }
}

extension Unicode.Scalar {
    fileprivate var separatesAddresses: Bool {
        switch value {
        case 0x2C, 0x3B, 0x7C, 0x0A...0x0D, 0x85, 0x2028, 0x2029: true
        default: false
        }
    }

    fileprivate var isBarredFromAddresses: Bool {
        if separatesAddresses { return true }
        if (0x21...0x7E).contains(value) { return false }
        switch properties.generalCategory {
        case .control, .format: return true
        default: return isBlank
        }
    }

    fileprivate var isLetter: Bool {
        if value < 0x80 { return (0x61...0x7A).contains(value | 0x20) }
        return properties.isAlphabetic
    }
}
