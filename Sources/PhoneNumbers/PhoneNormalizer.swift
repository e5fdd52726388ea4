/// Reads the telephone numbers that people and programs write, Vietnamese ones first.
///
/// For input only: never apply it to a stored value. A value type without state; use one from any thread.
public struct PhoneNormalizer: Sendable {
    /// How much a Vietnamese number is asked for; numbers of other countries are always held against libphonenumber.
    public enum Check: Sendable {
        /// Length and first digit: numbering plans change faster than programs are released.
        case lenient
        /// The ranges known to be given out as well.
        case strict
    }

    private let reader: DigitReader

    /// Reads numbers written without a country code as those of `defaultRegion`, a country code.
    ///
    /// Vietnam, 84, has rules of its own; the bare numbers of any other country are libphonenumber's to judge.
    public init(check: Check = .lenient, defaultRegion: Int = 84) {
        reader = DigitReader(check: check, defaultRegion: defaultRegion)
    }

    /// Every number in a cell, in order, a repeated one once; empty for a blank cell.
    ///
    /// Numbers are separated by `,` `;` `/` `|` `:::` or a line break. One bad number spoils the whole cell.
    public func normalize(_ raw: String) throws(PhoneError) -> [ParsedPhone] {
        if let scan = raw.utf8.withContiguousStorageIfAvailable(PlainNumber.init(ascii:)), let plain = scan {
            return [try parse(plain, raw: raw)]
        }
        return try normalizeText(raw)
    }

    /// The same for bytes that are not yet a string; malformed UTF-8 is an invalid character.
    public func normalize(utf8: UnsafeBufferPointer<UInt8>) throws(PhoneError) -> [ParsedPhone] {
        let raw = String(decoding: utf8, as: UTF8.self)
        if let plain = PlainNumber(ascii: utf8) {
            return [try parse(plain, raw: raw)]
        }
        return try normalizeText(raw)
    }

    /// The digits to look for in canonical numbers when someone types part of a number; nil when the text has fewer
    /// than three digits or is not telephone-like at all (a name, an address).
    ///
    /// A leading `0` becomes `84`, a leading `00` is dropped. A complete number that is stored in another spelling,
    /// such as one from before 2018, becomes its stored digits.
    public func searchDigits(_ text: String) -> String? {
        guard var digits = PhoneText(text).digitsOfNumber, digits.utf8.count >= 3 else { return nil }
        if digits.hasPrefix("00") {
            digits.removeFirst(2)
        } else if digits.hasPrefix("0") {
            digits = "84" + digits.dropFirst()
        }
        // No number, or several: what was typed is part of one.
        if let numbers = try? normalize(text), numbers.count == 1, let number = numbers.first?.number {
            let stored = String(number.e164)
            if !stored.contains(digits) { return stored }
        }
        return digits
    }

    private func parse(_ plain: PlainNumber, raw: String) throws(PhoneError) -> ParsedPhone {
        do {
            let reading = try reader.read(plain.digits, hasPlus: plain.hasPlus)
            return ParsedPhone(
                number: PhoneNumber(e164: reading.e164), warnings: reading.warnings, isService: reading.isService,
                raw: raw)
        } catch {
            throw PhoneError(code: error.code, reason: error.reason, raw: raw)
        }
    }

    /// Everything that is not one number in ASCII digits and plain punctuation.
    private func normalizeText(_ raw: String) throws(PhoneError) -> [ParsedPhone] {
        let text = PhoneText(raw)
        if text.isScientific { throw PhoneError(code: .scientific, raw: raw) }
        var phones: [ParsedPhone] = []
        var seen: Set<PhoneNumber> = []
        for piece in text.pieces {
            let phone = try parse(piece)
            if seen.insert(phone.number).inserted { phones.append(phone) }
        }
        return phones
    }

    private func parse(_ piece: PhoneText.Piece) throws(PhoneError) -> ParsedPhone {
        do {
            let written = try WrittenNumber(piece)
            let reading = try reader.read(written.digits, hasPlus: written.hasPlus)
            return ParsedPhone(
                number: PhoneNumber(e164: reading.e164, ext: written.ext), warnings: reading.warnings,
                isService: reading.isService, raw: piece.raw)
        } catch {
            throw PhoneError(code: error.code, reason: error.reason, raw: piece.raw)
        }
    }
}
