/// The numbers that files, rows and jobs are told by; stable for ever.
enum ResultCode: Int32, CaseIterable, Sendable {
    // Files
    case fileEmpty = 1001
    case fileTooLarge = 1002
    case fileTypeUnsupported = 1003
    case fileCorrupt = 1004
    case fileEncrypted = 1005
    case encodingInvalid = 1006
    case header = 1007
    case mappingIncomplete = 1008
    case mappingUnknownField = 1009
    case upload = 1010
    case alreadyImported = 1011
    case fileBomb = 1012
    case sheetMultiple = 1013

    // Cells
    case requiredMissing = 2001
    case textTooLong = 2002
    case rowWidth = 2003
    case requiredStillMissing = 2004
    case cellError = 2005
    case formulaNotCalculated = 2006
    case digitsLost = 2007
    case cellUnreadable = 2008
    case phoneInvalid = 2010
    case phoneScientific = 2011
    case phoneInvalidCharacter = 2012
    case phoneNoCountry = 2013
    case phoneLegacyConverted = 2014
    case phoneZeroRestored = 2015
    case emailInvalid = 2020
    case numberInvalid = 2030
    case decimalInvalid = 2031
    case dateInvalid = 2032
    case checkboxInvalid = 2033
    case optionUnknown = 2034
    case treePathUnknown = 2035
    case regexMismatch = 2036
    case ratingRange = 2037
    case fieldUnknown = 2038
    case fieldRepeated = 2039
    case managerUnknown = 2040
    case managerInactive = 2041
    case groupNoSupervisor = 2042
    case companyUnknown = 2050
    case companyAmbiguous = 2051
    case uniqueConflict = 2060
    case taxCodeInvalid = 2061
    case keyMissing = 2070
    case noKey = 2071
    case contactIDUnknown = 2072
    case companyIDUnknown = 2073

    // Outcomes
    case duplicateSkipped = 3001
    case duplicateInFile = 3002
    case noMatchSkipped = 3003
    case unchanged = 3004
    case multipleMatches = 3005
    case alreadyDone = 3006
    case duplicateSuspected = 3007
    case rowHidden = 3008
    case memberNotAdded = 3009
    case alreadyMember = 3015

    // Jobs
    case planDrift = 4001
    case planExpired = 4002
    case undoExpired = 4004
    case ownerUnavailable = 5001
    case `internal` = 5003

    /// The name in results, statuses and logs.
    var name: String {
        switch self {
        case .fileEmpty: "FILE_EMPTY"
        case .fileTooLarge: "FILE_TOO_LARGE"
        case .fileTypeUnsupported: "FILE_TYPE_UNSUPPORTED"
        case .fileCorrupt: "FILE_CORRUPT"
        case .fileEncrypted: "FILE_ENCRYPTED"
        case .encodingInvalid: "ENCODING_INVALID"
        case .header: "HEADER_MISSING"
        case .mappingIncomplete: "MAPPING_INCOMPLETE"
        case .mappingUnknownField: "MAPPING_UNKNOWN_FIELD"
        case .upload: "UPLOAD_CHECKSUM"
        case .alreadyImported: "ALREADY_IMPORTED"
        case .fileBomb: "FILE_BOMB"
        case .sheetMultiple: "SHEET_MULTIPLE"
        case .requiredMissing: "REQUIRED_MISSING"
        case .textTooLong: "TEXT_TOO_LONG"
        case .rowWidth: "ROW_WIDTH"
        case .requiredStillMissing: "REQUIRED_STILL_MISSING"
        case .cellError: "CELL_ERROR"
        case .formulaNotCalculated: "FORMULA_NOT_CALCULATED"
        case .digitsLost: "DIGITS_LOST"
        case .cellUnreadable: "CELL_UNREADABLE"
        case .phoneInvalid: "PHONE_INVALID"
        case .phoneScientific: "PHONE_SCIENTIFIC"
        case .phoneInvalidCharacter: "PHONE_INVALID_CHAR"
        case .phoneNoCountry: "PHONE_NO_COUNTRY"
        case .phoneLegacyConverted: "PHONE_LEGACY_CONVERTED"
        case .phoneZeroRestored: "PHONE_ZERO_RESTORED"
        case .emailInvalid: "EMAIL_INVALID"
        case .numberInvalid: "NUMBER_INVALID"
        case .decimalInvalid: "DECIMAL_INVALID"
        case .dateInvalid: "DATE_INVALID"
        case .checkboxInvalid: "CHECKBOX_INVALID"
        case .optionUnknown: "OPTION_UNKNOWN"
        case .treePathUnknown: "TREE_PATH_UNKNOWN"
        case .regexMismatch: "REGEX_MISMATCH"
        case .ratingRange: "RATING_RANGE"
        case .fieldUnknown: "FIELD_UNKNOWN"
        case .fieldRepeated: "FIELD_REPEATED"
        case .managerUnknown: "MANAGER_UNKNOWN"
        case .managerInactive: "MANAGER_INACTIVE"
        case .groupNoSupervisor: "GROUP_NO_SUPERVISOR"
        case .companyUnknown: "COMPANY_UNKNOWN"
        case .companyAmbiguous: "COMPANY_AMBIGUOUS"
        case .uniqueConflict: "UNIQUE_CONFLICT"
        case .taxCodeInvalid: "TAX_CODE_INVALID"
        case .keyMissing: "KEY_MISSING"
        case .noKey: "NO_KEY"
        case .contactIDUnknown: "CONTACT_ID_UNKNOWN"
        case .companyIDUnknown: "COMPANY_ID_UNKNOWN"
        case .duplicateSkipped: "DUPLICATE_SKIPPED"
        case .duplicateInFile: "DUPLICATE_IN_FILE"
        case .noMatchSkipped: "NO_MATCH_SKIPPED"
        case .unchanged: "UNCHANGED"
        case .multipleMatches: "MULTIPLE_MATCHES"
        case .alreadyDone: "ALREADY_DONE"
        case .duplicateSuspected: "DUPLICATE_SUSPECTED"
        case .rowHidden: "ROW_HIDDEN"
        case .memberNotAdded: "MEMBER_NOT_ADDED"
        case .alreadyMember: "ALREADY_MEMBER"
        case .planDrift: "PLAN_DRIFT"
        case .planExpired: "PLAN_EXPIRED"
        case .undoExpired: "UNDO_EXPIRED"
        case .ownerUnavailable: "OWNER_UNAVAILABLE"
        case .internal: "INTERNAL"
        }
    }

    /// The name of any number, also one that only the owner of the records knows.
    static func name(of number: Int32) -> String { ResultCode(rawValue: number)?.name ?? "CODE_\(number)" }
}
