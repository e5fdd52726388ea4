import ArgumentParser
import Contracts
import Foundation

/// Which contacts are meant; every option that is given narrows them.
struct ContactFilterOptions: ParsableArguments {
    @Option(help: "What the one-box search finds: words of the name, digits of a phone, a part of an e-mail address.")
    var text = ""
    @Option(help: "The company's id; may be repeated, as most of these.")
    var company: [Int64] = []
    @Flag(help: "Without a company; beside --company these, too.")
    var withoutCompany = false
    @Option(help: "The managing agent's id.")
    var manager: [Int64] = []
    @Flag(help: "Without a manager; beside --manager these, too.")
    var withoutManager = false
    @Option(help: "A part of the job title.")
    var position: [String] = []
    @Option(help: "0 to 5 stars.")
    var rating: [Int32] = []
    @Option(help: "Days of this machine's time zone, 2026-05-01..2026-05-31; one end or one day will do.")
    var created: DayRange?
    @Option(help: "The same for the last change.")
    var updated: DayRange?
    @Option(help: "Members of this customer list, by its id.")
    var list: [Int64] = []
    @Option(help: "A custom field: KEY=VALUE, or KEY=FROM..TO, of which one may be missing; two of one key narrow.")
    var field: [FieldCondition] = []
    @Option(help: "What this saved filter says, by its id.")
    var savedFilter: Int64 = 0

    var filter: ContactsV1.ContactFilter {
        ContactsV1.ContactFilter(
            text: text, companyIDs: company, managerIDs: manager, positions: position, ratings: rating,
            withoutCompany: withoutCompany, withoutManager: withoutManager, created: created?.range,
            updated: updated?.range, customerListIDs: list, custom: field.map(\.condition),
            savedFilterID: savedFilter)
    }
}

/// Days from midnight to midnight, both included.
struct DayRange: ExpressibleByArgument {
    let range: ContactsV1.TimeRange

    init?(argument: String) {
        let days = argument.ends
        let (from, to) = days.count == 2 ? (days[0], days[1]) : (argument, argument)
        var range = ContactsV1.TimeRange()
        if !from.isEmpty {
            guard let day = Self.midnight(of: from) else { return nil }
            range.fromMs = Self.milliseconds(day)
        }
        if !to.isEmpty {
            guard let day = Self.midnight(of: to), let next = Calendar.current.date(byAdding: .day, value: 1, to: day)
            else { return nil }
            range.beforeMs = Self.milliseconds(next)
        }
        self.range = range
    }

    private static func midnight(of day: String) -> Date? {
        let numbers = day.split(separator: "-").compactMap { Int($0) }
        guard numbers.count == 3 else { return nil }
        let parts = DateComponents(
            calendar: Calendar(identifier: .gregorian), year: numbers[0], month: numbers[1], day: numbers[2])
        return parts.isValidDate ? parts.date : nil
    }

    private static func milliseconds(_ date: Date) -> Int64 { Int64(date.timeIntervalSince1970 * 1_000) }
}

/// A value or a range of a custom field.
struct FieldCondition: ExpressibleByArgument {
    let condition: ContactsV1.CustomCondition

    init?(argument: String) {
        let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return nil }
        let ends = parts[1].ends
        condition =
            ends.count == 2
            ? ContactsV1.CustomCondition(key: parts[0], from: ends[0], to: ends[1])
            : ContactsV1.CustomCondition(key: parts[0], anyOf: [parts[1]])
    }
}

extension String {
    /// What stands before and behind `..`; the text itself where there is none.
    fileprivate var ends: [String] {
        guard let dots = range(of: "..") else { return [self] }
        return [String(self[..<dots.lowerBound]), String(self[dots.upperBound...])]
    }
}

/// What contacts are sorted by.
enum ContactSortOption: String, CaseIterable, ExpressibleByArgument {
    case created
    case updated
    case name
    case rating

    var sort: ContactsV1.ContactSort {
        switch self {
        case .created: .created
        case .updated: .updated
        case .name: .name
        case .rating: .rating
        }
    }
}

/// Which end comes first.
enum SortOrderOption: String, CaseIterable, ExpressibleByArgument {
    case ascending
    case descending

    var order: ContactsV1.SortOrder { self == .ascending ? .ascending : .descending }
}
