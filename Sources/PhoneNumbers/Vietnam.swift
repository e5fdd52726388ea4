/// Vietnam's numbering plan, as far as telling a number from its digits needs it.
enum Vietnam {
    static let countryCode: Int64 = 84

    /// A national number, without trunk zero or country code, with what had to be done to it.
    struct National: Equatable {
        enum Kind: Equatable { case mobile, fixed, service, legacy }

        var kind: Kind
        /// The present form: a legacy number is converted already.
        var digits: Int64
        var e164: Int64
    }

    /// What the digits are by length and beginning; nil when nothing fits.
    ///
    /// Nothing more is asked here, because the plan changes faster than programs are released.
    static func national(_ digits: DigitRun) -> National? {
        switch (digits.count, digits.leading(1)) {
        case (9, 3), (9, 5), (9, 7), (9, 8), (9, 9):
            return National(kind: .mobile, digits: digits.value, e164: 84_000_000_000 + digits.value)
        case (10, 2):
            return National(kind: .fixed, digits: digits.value, e164: 840_000_000_000 + digits.value)
        case (8...10, 1):
            return isService(digits) ? service(digits) : legacy(digits)
        default:
            return nil
        }
    }

    /// 1800 and 1900 numbers, of 8 to 10 digits.
    static func isService(_ digits: DigitRun) -> Bool {
        guard (8...10).contains(digits.count), let prefix = digits.leading(4) else { return false }
        return prefix == 1800 || prefix == 1900
    }

    private static func service(_ digits: DigitRun) -> National {
        National(
            kind: .service, digits: digits.value, e164: countryCode * DigitRun.power(digits.count) + digits.value)
    }

    /// A mobile number from before the change of 2018: three digits became two, seven stayed.
    private static func legacy(_ digits: DigitRun) -> National? {
        guard digits.count == 10, let prefix = digits.leading(3).flatMap(modernPrefix) else { return nil }
        let modern = prefix * 10_000_000 + digits.dropFirst(3).value
        return National(kind: .legacy, digits: modern, e164: 84_000_000_000 + modern)
    }

    /// The operators' announced conversions, in force from September 2018.
    static func modernPrefix(ofLegacy prefix: Int64) -> Int64? {
        switch prefix {
        // MobiFone
        case 120: 70
        case 121: 79
        case 122: 77
        case 126: 76
        case 128: 78
        // VinaPhone
        case 123: 83
        case 124: 84
        case 125: 85
        case 127: 81
        case 129: 82
        // Viettel
        case 162...169: prefix - 130
        // Vietnamobile
        case 186: 56
        case 188: 58
        // Gmobile
        case 199: 59
        default: nil
        }
    }

    /// Whether the number lies in a range that libphonenumber's metadata (8.12) lists as given out.
    static func isAssigned(_ number: National) -> Bool {
        switch number.kind {
        case .service: true
        case .mobile, .legacy: isAssignedMobile(prefix: number.digits / 1_000_000)
        case .fixed: isAssignedFixed(prefix: number.digits / 10_000_000)
        }
    }

    /// By the first three digits of nine.
    private static func isAssignedMobile(prefix: Int64) -> Bool {
        switch prefix {
        case 300...399, 510...519, 560...569, 580...599, 700...709, 760...799, 810...889, 900...989: true
        case 522, 523, 528, 559, 896...899, 990, 991, 993...999: true
        default: false
        }
    }

    /// By the first three digits of ten.
    private static func isAssignedFixed(prefix: Int64) -> Bool {
        switch prefix {
        case 203...209, 210...216, 218, 219, 220...222, 225...229, 232...239, 242...248: true
        case 251, 252, 254...259, 260...263, 269, 270...277, 282...289, 290...294, 296, 297, 299: true
        default: false
        }
    }
}
