import Contracts

/// Says in a sentence what an import does with a row like one that it has met.
enum RuleSentence {
    /// Of a row that did not go to the owner of the records.
    static func ofUnsent(_ result: RowResult) -> String {
        switch result.outcome {
        case .ignoredEmpty: "Rows whose mapped cells are all blank are left out."
        case .skipped where result.notes.contains { $0.number == ResultCode.alreadyDone.rawValue }:
            "Rows that an earlier import wrote are left out."
        case .skipped: "Hidden rows are left out, as this import says."
        default: "The cells are read before anything is matched; a wrong one rejects its row."
        }
    }

    /// Of a row that the owner decided about.
    static func of(_ result: RowResult, _ options: ImportsV1.ImportOptions) -> String {
        let (noun, owner) = (KindProfile.of(options).noun, KindProfile.of(options).owner)
        let numbers = Set(result.notes.map(\.number))
        if result.outcome == .rejected {
            if numbers.contains(ResultCode.keyMissing.rawValue) {
                return "The mode only changes \(owner), and the row has no key to find one by."
            }
            if numbers.contains(ResultCode.multipleMatches.rawValue) {
                return "A row that too many \(owner) match is rejected."
            }
            return "The \(noun) that the row would make or change may not be stored like that."
        }
        if result.outcome == .skipped, numbers.contains(ResultCode.multipleMatches.rawValue) {
            return "Only a sole match is changed, and there are several."
        }
        return modeSentence(result, options, noun)
    }

    private static func modeSentence(
        _ result: RowResult, _ options: ImportsV1.ImportOptions, _ noun: String
    ) -> String {
        let which = options.matchTarget == .all ? "each match" : "the oldest match"
        return switch (options.mode, result.outcome) {
        case (.createAll, _): "Every row creates a \(noun), whatever it matches."
        case (_, .created): "No \(noun) matches, so one is created."
        case (.createNew, _): "A \(noun) matches, and the mode only creates new ones."
        case (.updateFill, .skipped), (.updateOverwrite, .skipped): "No \(noun) matches, and the mode creates none."
        case (.upsertFill, .updated), (.updateFill, .updated): "The row fills the blank fields of \(which)."
        case (.upsertFill, _), (.updateFill, _):
            "The row fills blank fields of \(which), and none of its values is for one."
        case (_, .updated): "Every value of the row that is not blank goes into \(which)."
        default: "Every value of the row goes into \(which), which has all of them already."
        }
    }
}
