/// A number as it is stored, with what had to be done to get there.
struct Reading: Equatable {
    var e164: Int64
    var isService = false
    var warnings: [PhoneWarning] = []

    static let none: [PhoneWarning] = []
    static let converted: [PhoneWarning] = [.legacyConverted]
    static let restored: [PhoneWarning] = [.zeroRestored]
    static let convertedAndRestored: [PhoneWarning] = [.legacyConverted, .zeroRestored]
}

/// Decides what a run of digits means: by its length first, because a mobile number that lost its zero may begin
/// with 84 too.
struct DigitReader: Sendable {
    var check: PhoneNormalizer.Check
    var defaultRegion: Int

    /// `hasPlus`: a plus stood before the digits.
    func read(_ digits: DigitRun, hasPlus: Bool) throws(Rejection) -> Reading {
        if hasPlus { return try international(digits) }
        if digits.count > 2, digits.leading(2) == 0 { return try international(digits.dropFirst(2)) }
        guard defaultRegion == Vietnam.countryCode else {
            return try foreign(digits, defaultCountryCode: Int32(clamping: defaultRegion))
        }
        return try bare(digits)
    }

    /// The digits begin with a country code.
    private func international(_ digits: DigitRun) throws(Rejection) -> Reading {
        guard let first = digits.leading(1) else { throw .invalid(.tooShort) }
        guard first != 0 else { throw .invalid(.prefix) }
        guard digits.leading(2) == Vietnam.countryCode else { return try foreign(digits, defaultCountryCode: 0) }
        var national = digits.dropFirst(2)
        if national.leading(1) == 0 { national = national.dropFirst(1) }
        return try accept(Vietnam.national(national), else: shortfall(national))
    }

    /// Digits as people and programs of this country write them.
    private func bare(_ digits: DigitRun) throws(Rejection) -> Reading {
        if digits.leading(1) == 0 { return try afterZero(digits) }
        if digits.count >= 10, digits.leading(2) == Vietnam.countryCode { return try afterCountryCode(digits) }
        if let national = Vietnam.national(digits) {
            return try accept(national, lostZero: national.kind != .service, else: .prefix)
        }
        guard !(10...15).contains(digits.count) else { throw .noCountry }
        throw .invalid(shortfall(digits))
    }

    /// `0` and a national number, or `084`: `+84` or `0084` with something lost on the way.
    private func afterZero(_ digits: DigitRun) throws(Rejection) -> Reading {
        if digits.count >= 12, digits.leading(3) == Vietnam.countryCode {
            let national = digits.dropFirst(3)
            return try accept(Vietnam.national(national), else: shortfall(national))
        }
        let national = digits.dropFirst(1)
        guard let found = Vietnam.national(national), found.kind != .service else {
            throw .invalid(national.leading(4).map { $0 == 1800 || $0 == 1900 } == true ? .prefix : shortfall(national))
        }
        return try accept(found, else: .prefix)
    }

    /// `84` and a national number, with or without its zero.
    private func afterCountryCode(_ digits: DigitRun) throws(Rejection) -> Reading {
        var national = digits.dropFirst(2)
        if digits.count >= 12, national.leading(1) == 0 { national = national.dropFirst(1) }
        return try accept(Vietnam.national(national), else: shortfall(national))
    }

    private func accept(
        _ national: Vietnam.National?, lostZero: Bool = false, else reason: PhoneError.Reason
    ) throws(Rejection) -> Reading {
        guard let national else { throw .invalid(reason) }
        guard check == .lenient || Vietnam.isAssigned(national) else { throw .invalid(.prefix) }
        let warnings =
            switch (national.kind == .legacy, lostZero) {
            case (false, false): Reading.none
            case (false, true): Reading.restored
            case (true, false): Reading.converted
            case (true, true): Reading.convertedAndRestored
            }
        return Reading(e164: national.e164, isService: national.kind == .service, warnings: warnings)
    }

    /// Why digits that fit no Vietnamese number do not: measured against the length their beginning calls for.
    private func shortfall(_ national: DigitRun) -> PhoneError.Reason {
        let expected =
            switch national.leading(1) {
            case 3, 5, 7, 8, 9: 9...9
            case 2: 10...10
            default: 8...10
            }
        if national.count < expected.lowerBound { return .tooShort }
        return national.count > expected.upperBound ? .tooLong : .prefix
    }
}
