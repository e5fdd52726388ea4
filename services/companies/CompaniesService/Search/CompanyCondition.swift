import Contracts
import RPCCore
import ServiceRuntime
import TextNormalization

/// Which companies a list holds and in which order, checked.
struct CompanyCondition: Sendable {
    private static let textLimit = 255

    /// Nil: whatever they are called.
    let search: CompanySearch?
    let created: Range<Int64>
    let updated: Range<Int64>
    let isByName: Bool
    /// One spelling for one meaning, for page tokens.
    let spelling: String

    /// `nameText` looks at names only.
    init(
        nameText: String = "", _ filter: CompaniesV1.CompanyFilter?, order: CompaniesV1.CompanyOrder
    ) throws(RPCError) {
        let filter = filter ?? CompaniesV1.CompanyFilter()
        var rules = FieldRules()
        let name = rules.text(nameText, field: "text", limit: Self.textLimit)
        let text = rules.text(filter.text, field: "filter.text", limit: Self.textLimit)
        if !name.isEmpty, !text.isEmpty { rules.refuse("text", nil, "Give either text or filter.text.") }
        created = Self.range(filter.createdFromMs, filter.createdBeforeMs, field: "filter.created", &rules)
        updated = Self.range(filter.updatedFromMs, filter.updatedBeforeMs, field: "filter.updated", &rules)
        try rules.check()
        search = CompanySearch(text.isEmpty ? name : text, looksAtNamesOnly: text.isEmpty)
        isByName = order == .name
        let words = SearchFolding.fold(name)
        spelling = "\(isByName) \(created) \(updated) \(words)|\(text)"
    }

    private static func range(
        _ from: Int64, _ before: Int64, field: String, _ rules: inout FieldRules
    ) -> Range<Int64> {
        if from < 0 || before < 0 { rules.refuse(field, .numberInvalid, "A time is not negative.") }
        let end = before == 0 ? Int64.max : max(0, before)
        return min(max(0, from), end)..<end
    }
}

/// A text that companies are looked for by, in the words of the search index.
struct CompanySearch: Sendable {
    /// The index and what it is asked for.
    struct Source: Sendable {
        var table: String
        var query: String
    }

    /// A company that any of them finds is found.
    let sources: [Source]

    /// Nil for a text without letters and digits, which says nothing.
    init?(_ text: String, looksAtNamesOnly: Bool) {
        // Folded words hold letters and digits only: no quote needs escaping.
        let words = SearchFolding.fold(text).split(separator: " ").map { "\"\($0)\"*" }
        if words.isEmpty { return nil }
        var sources = [Source(table: "company_words", query: words.joined(separator: " "))]
        let parts = looksAtNamesOnly ? [] : CompanyReach.parts(of: text)
        if !parts.isEmpty {
            let phrases = parts.map { "\"\($0.replacing("\"", with: "\"\""))\"" }
            sources.append(Source(table: "company_reach", query: phrases.joined(separator: " OR ")))
        }
        self.sources = sources
    }
}
