import CPhoneNumber

extension DigitReader {
    /// Asks libphonenumber: a few microseconds, more on the first call of the process.
    func foreign(_ digits: DigitRun, defaultCountryCode: Int32) throws(Rejection) -> Reading {
        var e164: Int64 = 0
        switch CPhoneNumberJudge(digits.text, defaultCountryCode, &e164) {
        case .valid: return Reading(e164: e164)
        case .unknownCountry: throw .invalid(.country)
        case .tooShort: throw .invalid(.tooShort)
        case .tooLong: throw .invalid(.tooLong)
        case .wrongLength: throw .invalid(.wrongLength)
        case .unassigned: throw .invalid(.prefix)
        }
    }
}
