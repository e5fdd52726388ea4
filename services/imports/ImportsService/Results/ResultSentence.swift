import PhoneNumbers
import TextNormalization

/// Says in a sentence what a note means and what to do about it.
///
/// Never repeats the cell's value.
enum ResultSentence {
    static func text(_ note: RowNote, _ profile: KindProfile, _ outcome: RowOutcome) -> String {
        guard let code = ResultCode(rawValue: note.number) else {
            return "The \(profile.owner) service gave the number \(note.number)."
        }
        let field = note.word.map { "The \($0)" } ?? "The value"
        return cellSentence(code, note, field: field, profile) ?? outcomeSentence(code, note, profile, outcome)
            ?? "\(code.name)."
    }

    /// Errors and warnings of cells.
    private static func cellSentence(
        _ code: ResultCode, _ note: RowNote, field: String, _ profile: KindProfile
    ) -> String? {
        switch code {
        case .encodingInvalid: "\(field) has bytes that are no text; save the file as UTF-8."
        case .requiredMissing: "\(field) is required and blank; fill it in."
        case .requiredStillMissing: "\(field) is required and still blank in the \(profile.noun)."
        case .textTooLong where note.detail.isEmpty: "\(field) is too long; shorten it."
        case .textTooLong: "\(field) is too long: at most \(note.detail) \(unit(note)) are kept; shorten it."
        case .rowWidth: "There is a value to the right of the header's last column; move it or give it a header."
        case .cellError: "\(field) is an error value of the spreadsheet program and was taken for blank."
        case .formulaNotCalculated: "\(field) is a formula without a stored result; open and save the file first."
        case .digitsLost: "\(field) has more than 15 digits, of which the spreadsheet program lost some."
        case .cellUnreadable: "\(field) was not stored as its type says and was read as text."
        case .phoneInvalid: phoneSentence(.invalid, note)
        case .phoneScientific: phoneSentence(.scientific, note)
        case .phoneInvalidCharacter: phoneSentence(.invalidCharacter, note)
        case .phoneNoCountry: phoneSentence(.noCountry, note)
        case .phoneLegacyConverted: "The phone number is from before 2018 and was converted to its present form."
        case .phoneZeroRestored: "The phone number had lost its leading zero, which was put back."
        case .emailInvalid: emailSentence(note)
        case .numberInvalid where !note.customKey.isEmpty:
            "\(field) is not a whole number between the field's limits; write digits only."
        case .numberInvalid: "\(field) is not a whole number; write digits only."
        case .decimalInvalid: "\(field) is no number between the field's limits, or one that can be read in two ways."
        case .dateInvalid: "\(field) is no date between the field's limits in the order that this import reads."
        case .checkboxInvalid: "\(field) is none of true, false, 1, 0, x, yes, no, có and không."
        case .optionUnknown: "\(field) is not an option of the field; correct it or add the option."
        case .treePathUnknown: "\(field) is not a node of the field's tree; write the whole path with > between labels."
        case .regexMismatch: "\(field) does not have the form that the field asks for."
        case .fieldUnknown: "\(field) is not a field any more; it was retired while the import ran."
        case .fieldRepeated: "\(field) is given twice."
        case .taxCodeInvalid: "The tax code consists of letters, digits and -; correct it."
        case .ratingRange: "The rating must be from 0 to 5."
        case .managerUnknown: "The manager is not the e-mail address of an agent; correct it or create the agent."
        case .managerInactive: "The manager is an agent who is not active; name another one."
        case .groupNoSupervisor: "The group has no active supervisor."
        case .companyUnknown: "There is no company of this name or tax code; create it or let the import create it."
        case .companyAmbiguous: "Several companies have this name or tax code\(list(note.ids)); use the tax code."
        case .uniqueConflict: "\(field) must be unique, and another \(profile.noun) has it\(list(note.ids))."
        default: nil
        }
    }

    /// What matching and writing had to say.
    private static func outcomeSentence(
        _ code: ResultCode, _ note: RowNote, _ profile: KindProfile, _ outcome: RowOutcome
    ) -> String? {
        let noun = profile.noun
        return switch code {
        case .keyMissing: "The row has no value to find its \(noun) by; fill in the key."
        case .noKey: "The row has no value to find duplicates by, so a \(noun) was created."
        case .contactIDUnknown, .companyIDUnknown: "There is no \(noun) with this id, so one was created."
        case .duplicateSkipped: "A \(noun) with the same key exists already\(list(note.ids))."
        case .duplicateInFile: "An earlier row of the file has the same key\(firstRow(note))."
        case .noMatchSkipped: "No \(noun) has this key, and this import creates none."
        case .unchanged: "The \(noun) has all values already."
        case .multipleMatches: severalSentence(note, profile, outcome)
        case .alreadyDone: "An earlier import wrote this row, as its _outcome column says."
        case .duplicateSuspected: "Other \(profile.owner) share the key\(list(note.ids))."
        case .planDrift: "Something has changed since the plan, which said something else of the row."
        case .planExpired: "The plan is too old."
        case .memberNotAdded: "The contact was deleted before it could be added to the customer list."
        case .alreadyMember: "The contact was a member of the customer list before."
        case .rowHidden: "The row is hidden in the spreadsheet, and this import leaves hidden rows out."
        default: nil
        }
    }

    private static func severalSentence(_ note: RowNote, _ profile: KindProfile, _ outcome: RowOutcome) -> String {
        let owner = profile.owner
        if outcome == .rejected {
            return "More than \(note.detail) \(owner) match\(list(note.ids)); use a key that fewer have."
        }
        let several = "Several \(owner) match\(list(note.ids))"
        if outcome == .skipped { return several + ", and this import changes only a sole one." }
        if note.detail.isEmpty { return several + "; the oldest was used." }
        return "\(note.detail) \(owner) match\(list(note.ids)), and the row is for all of them."
    }

    private static func phoneSentence(_ code: PhoneError.Code, _ note: RowNote) -> String {
        let error = PhoneError(code: code, reason: PhoneError.Reason(rawValue: note.detail), raw: "")
        return "The phone cell is wrong: \(error.message)."
    }

    private static func emailSentence(_ note: RowNote) -> String {
        guard let reason = EmailError.Reason(rawValue: note.detail) else { return "The e-mail cell is wrong." }
        return "The e-mail cell is wrong: \(EmailError(reason: reason, raw: "").message)."
    }

    private static func unit(_ note: RowNote) -> String {
        switch note.field {
        case .phone, .email: note.detail == "\(CellLimits.values)" ? "values" : "bytes"
        default: "characters"
        }
    }

    private static func list(_ ids: [Int64]) -> String {
        ids.isEmpty ? "" : " (id \(ids.prefix(10).map { "\($0)" }.joined(separator: ", ")))"
    }

    private static func firstRow(_ note: RowNote) -> String { note.firstRow > 0 ? " (row \(note.firstRow))" : "" }
}
