import Contracts
import CustomFields
import RPCCore
import ServiceRuntime
import TextNormalization

/// One filter, checked as far as that is possible without the workspace's data.
struct FilterClause: Sendable {
    /// Values of one condition.
    private static let valueLimit = 1_000
    private static let textLimit = 255
    private static let positionLimit = 20
    private static let listLimit = 20
    private static let customLimit = 20
    private static let customValueLimit = 100

    /// What can be told from the search index.
    private(set) var index = IndexQuery()
    /// Any of these ratings, of which `index` knows; empty: all.
    let ratings: Set<SearchFacet>
    /// Any of these companies, or none where `index` does not say that already.
    let companyIDs: Set<Int64>
    let orWithoutCompany: Bool
    let managerIDs: Set<Int64>
    let orWithoutManager: Bool
    /// Half-open, UTC milliseconds.
    let created: Range<Int64>?
    let updated: Range<Int64>?
    /// Members of any of these customer lists.
    let customerListIDs: Set<Int64>
    let custom: [ContactsV1.CustomCondition]
    /// Where the filter stands in the request, for errors.
    let path: String
    /// One spelling for one meaning, for page tokens.
    let spelling: String

    /// Tells `rules` of everything that is wrong.
    init(_ filter: ContactsV1.ContactFilter, path: String, _ rules: inout FieldRules) {
        self.path = path
        let text = rules.text(filter.text, field: "\(path).text", limit: Self.textLimit)
        let limits: [(count: Int, field: String, limit: Int)] = [
            (filter.companyIDs.count, "company_ids", Self.valueLimit),
            (filter.managerIDs.count, "manager_ids", Self.valueLimit),
            (filter.positions.count, "positions", Self.positionLimit),
            (filter.ratings.count, "ratings", Self.valueLimit),
            (filter.customerListIDs.count, "customer_list_ids", Self.listLimit),
            (filter.custom.count, "custom", Self.customLimit),
        ]
        for (count, field, limit) in limits { rules.count(0..<count, field: "\(path).\(field)", limit: limit) }
        companyIDs = Set(filter.companyIDs)
        managerIDs = Set(filter.managerIDs)
        orWithoutCompany = filter.withoutCompany && !companyIDs.isEmpty
        orWithoutManager = filter.withoutManager && !managerIDs.isEmpty
        created = rules.range(filter.created, field: "\(path).created")
        updated = rules.range(filter.updated, field: "\(path).updated")
        customerListIDs = Set(filter.customerListIDs)
        custom = filter.custom
        for (place, condition) in filter.custom.enumerated() {
            rules.count(condition.anyOf, field: "\(path).custom[\(place)].any_of", limit: Self.customValueLimit)
        }
        index.box = SearchQuery(text)
        index.positions = rules.positions(filter.positions, field: "\(path).positions", limit: Self.textLimit)
        ratings = rules.ratings(filter.ratings, field: "\(path).ratings")
        if !ratings.isEmpty { index.facets.append(ratings) }
        if filter.withoutCompany, companyIDs.isEmpty { index.facets.append([.withoutCompany]) }
        if filter.withoutManager, managerIDs.isEmpty { index.facets.append([.withoutManager]) }
        spelling = Self.spelling(filter, text: text, positions: index.positions, ratings: ratings)
    }

    /// The same but for parts of numbers, of whoever may not see numbers.
    var withoutDigits: Self {
        var clause = self
        clause.index.box = index.box?.withoutDigits
        return clause
    }

    /// The conditions on custom fields; tells `rules` of everything that is wrong with them.
    func fieldConditions(_ catalogue: FieldCatalogue, _ rules: inout FieldRules) -> [FieldCondition] {
        custom.enumerated().compactMap { place, condition in
            FieldCondition(
                key: condition.key, anyOf: condition.anyOf, from: condition.from, to: condition.to, in: catalogue,
                path: "\(path).custom[\(place)]", &rules)
        }
    }

    private static func spelling(
        _ filter: ContactsV1.ContactFilter, text: String, positions: [[UInt8]], ratings: Set<SearchFacet>
    ) -> String {
        let ids = [filter.companyIDs, filter.managerIDs, filter.customerListIDs].map { Set($0).sorted() }
        let ranges = [filter.created, filter.updated].map { [$0?.fromMs ?? 0, $0?.beforeMs ?? 0] }
        let custom = filter.custom.map { [$0.key, $0.from, $0.to] + $0.anyOf }
        return """
            \(ids)\(positions.map { String(decoding: $0, as: UTF8.self) })\(ratings.map(\.feature).sorted())\
            \(filter.withoutCompany)\(filter.withoutManager)\(ranges)\(custom)\(text)
            """
    }
}

extension FieldRules {
    fileprivate mutating func range(_ range: ContactsV1.TimeRange?, field: String) -> Range<Int64>? {
        guard let range, range != ContactsV1.TimeRange() else { return nil }
        let end = range.beforeMs == 0 ? Int64.max : range.beforeMs
        guard range.fromMs >= 0, range.fromMs < end else {
            refuse(field, nil, "The range is empty: it begins at or behind its end.")
            return nil
        }
        return range.fromMs..<end
    }

    fileprivate mutating func positions(_ texts: [String], field: String, limit: Int) -> [[UInt8]] {
        var needles: Set<String> = []
        for text in texts {
            let needle = SearchFolding.fold(self.text(text, field: field, limit: limit))
            if needle.isEmpty { refuse(field, .requiredMissing, "Write a letter or a digit.") }
            needles.insert(needle)
        }
        return needles.sorted().filter { !$0.isEmpty }.map { Array($0.utf8) }
    }

    fileprivate mutating func ratings(_ ratings: [Int32], field: String) -> Set<SearchFacet> {
        if !ratings.allSatisfy(ContactRules.ratings.contains) {
            refuse(field, .ratingRange, "A rating is 0 to 5 stars.")
        }
        return Set(ratings.map(SearchFacet.rating))
    }
}
