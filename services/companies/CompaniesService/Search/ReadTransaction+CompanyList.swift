import RPCCore
import Store

extension ReadTransaction {
    /// Companies of a list are counted up to here.
    static let companyCountLimit = 10_000

    /// The ids of the companies that pass, in the order of the list, at most `limit` after the one with the id `after`.
    ///
    /// With `isCounted` also how many the list has, but none above `companyCountLimit` + 1.
    func companyIDs(
        _ condition: CompanyCondition, after: Int64?, limit: Int64, isCounted: Bool = false
    ) throws -> (ids: [Int64], count: Int) {
        let range = try CompanyRange(condition, self)
        let counted = isCounted ? Int64(Self.companyCountLimit + 1) : 0
        guard let search = condition.search else {
            let ids =
                try condition.isByName
                ? companyIDsByName(range, after: after, limit: limit)
                : companyIDs(range.ending(before: after), limit: limit)
            return (ids, isCounted ? try companyCount(range, limit: counted) : 0)
        }
        if condition.isByName {
            let matches = try companyIDs(search, range, limit: .max)
            let ids = try inNameOrder(matches, after: after, limit: Int(clamping: limit))
            return (ids, min(matches.count, Int(counted)))
        }
        let matches = try companyIDs(search, range.ending(before: after), limit: max(limit, counted))
        return (Array(matches.prefix(Int(clamping: limit))), min(matches.count, Int(counted)))
    }

    // MARK: - Without a search

    // Both walk an index that holds all they ask for.

    private func companyIDs(_ range: CompanyRange, limit: Int64) throws -> [Int64] {
        let rows = try statement(
            """
            SELECT id FROM company INDEXED BY company_live
            WHERE deleted_at_ms = 0 AND id >= ?1 AND id < ?2 AND updated_at_ms >= ?3 AND updated_at_ms < ?4
            ORDER BY id DESC LIMIT ?5
            """)
        try range.bind(to: rows)
        try rows.bind(limit, at: 5)
        return try rows.ids()
    }

    private func companyIDsByName(_ range: CompanyRange, after: Int64?, limit: Int64) throws -> [Int64] {
        let rows = try statement(
            """
            SELECT id FROM company INDEXED BY company_live_by_words
            WHERE deleted_at_ms = 0 AND id >= ?1 AND id < ?2 AND updated_at_ms >= ?3 AND updated_at_ms < ?4
                AND (name_words, id) > (?6, ?7)
            ORDER BY name_words, id LIMIT ?5
            """)
        try range.bind(to: rows)
        try rows.bind(limit, at: 5)
        try rows.bind(try companyWords(after) ?? "", at: 6)
        try rows.bind(after ?? 0, at: 7)
        return try rows.ids()
    }

    private func companyCount(_ range: CompanyRange, limit: Int64) throws -> Int {
        let row = try statement(
            """
            SELECT count(*) FROM (
                SELECT 1 FROM company INDEXED BY company_live
                WHERE deleted_at_ms = 0 AND id >= ?1 AND id < ?2 AND updated_at_ms >= ?3 AND updated_at_ms < ?4
                LIMIT ?5)
            """)
        try range.bind(to: row)
        try row.bind(limit, at: 5)
        return try row.step() ? Int(row.int64(at: 0)) : 0
    }

    // MARK: - With a search

    /// What a search finds, newest first.
    private func companyIDs(_ search: CompanySearch, _ range: CompanyRange, limit: Int64) throws -> [Int64] {
        var found: [Int64] = []
        for source in search.sources {
            let more = try companyIDs(source, range, limit: limit)
            found = found.isEmpty ? more : Self.merged(found, more)
        }
        return found.count > limit ? Array(found.prefix(Int(clamping: limit))) : found
    }

    private func companyIDs(
        _ source: CompanySearch.Source, _ range: CompanyRange, limit: Int64
    ) throws -> [Int64] {
        let updated =
            "AND EXISTS (SELECT 1 FROM company c WHERE c.id = s.rowid AND c.updated_at_ms >= ?3 "
            + "AND c.updated_at_ms < ?4)"
        let rows = try statement(
            dynamic: """
                SELECT s.rowid FROM \(source.table) s
                WHERE \(source.table) MATCH ?6 AND s.rowid >= ?1 AND s.rowid < ?2 \(range.isByUpdate ? updated : "")
                ORDER BY s.rowid DESC LIMIT ?5
                """)
        try rows.bind(range.ids.lowerBound, at: 1)
        try rows.bind(range.ids.upperBound, at: 2)
        if range.isByUpdate { try range.bind(to: rows) }
        try rows.bind(limit, at: 5)
        try rows.bind(source.query, at: 6)
        return try rows.ids()
    }

    /// Both descend.
    private static func merged(_ left: [Int64], _ right: [Int64]) -> [Int64] {
        var merged: [Int64] = []
        merged.reserveCapacity(left.count + right.count)
        var (i, j) = (0, 0)
        while i < left.count || j < right.count {
            let next = max(i < left.count ? left[i] : .min, j < right.count ? right[j] : .min)
            if i < left.count, left[i] == next { i += 1 }
            if j < right.count, right[j] == next { j += 1 }
            merged.append(next)
        }
        return merged
    }

    /// Few companies are sorted; among many the index of names is walked, until the page is full.
    private func inNameOrder(_ matches: [Int64], after: Int64?, limit: Int) throws -> [Int64] {
        let last = (words: try companyWords(after) ?? "", id: after ?? 0)
        if matches.count > 4_000 {
            let wanted = IDSet(matches)
            let rows = try statement(
                """
                SELECT id FROM company INDEXED BY company_live_by_words
                WHERE deleted_at_ms = 0 AND (name_words, id) > (?1, ?2) ORDER BY name_words, id
                """)
            try rows.bind(last.words, at: 1)
            try rows.bind(last.id, at: 2)
            var ids: [Int64] = []
            while ids.count < limit, try rows.step() {
                if wanted.contains(rows.int64(at: 0)) { ids.append(rows.int64(at: 0)) }
            }
            return ids
        }
        var named: [(words: String, id: Int64)] = []
        for id in matches {
            guard let words = try companyWords(id) else { continue }
            if Self.precedes(last, (words, id)) { named.append((words, id)) }
        }
        named.sort(by: Self.precedes)
        return named.prefix(limit).map(\.id)
    }

    /// The order of the index: by bytes.
    private static func precedes(_ left: (words: String, id: Int64), _ right: (words: String, id: Int64)) -> Bool {
        if left.words.utf8.elementsEqual(right.words.utf8) { return left.id < right.id }
        return left.words.utf8.lexicographicallyPrecedes(right.words.utf8)
    }

    /// The folded words of a company's name, also of a deleted one.
    private func companyWords(_ id: Int64?) throws -> String? {
        guard let id else { return nil }
        let row = try statement("SELECT name_words FROM company WHERE id = ?1")
        try row.bind(id, at: 1)
        return try row.step() ? row.text(at: 0) : nil
    }

    /// The first id given at a time or later: ids ascend with the time of creation.
    fileprivate func firstCompanyID(createdFrom time: Int64) throws -> Int64 {
        if time <= 0 { return 0 }
        let newest = try statement("SELECT coalesce(max(id), 0) FROM company")
        _ = try newest.step()
        var (low, high) = (Int64(1), newest.int64(at: 0) + 1)
        let row = try statement("SELECT id, created_at_ms FROM company WHERE id >= ?1 ORDER BY id LIMIT 1")
        while low < high {
            let middle = low + (high - low) / 2
            row.reset()
            try row.bind(middle, at: 1)
            if try row.step(), row.int64(at: 1) < time { low = row.int64(at: 0) + 1 } else { high = middle }
        }
        return low
    }
}

/// The ranges of a condition as the indexes know them.
private struct CompanyRange {
    var ids: Range<Int64>
    let updated: Range<Int64>

    init(_ condition: CompanyCondition, _ reader: ReadTransaction) throws {
        let first = try reader.firstCompanyID(createdFrom: condition.created.lowerBound)
        let end =
            condition.created.upperBound == .max
            ? .max : try reader.firstCompanyID(createdFrom: condition.created.upperBound)
        ids = first..<max(first, end)
        updated = condition.updated
    }

    var isByUpdate: Bool { updated != 0..<Int64.max }

    func ending(before id: Int64?) -> Self {
        guard let id else { return self }
        var range = self
        range.ids = min(ids.lowerBound, id)..<max(min(ids.lowerBound, id), min(ids.upperBound, id))
        return range
    }

    func bind(to statement: borrowing Statement) throws {
        try statement.bind(ids.lowerBound, at: 1)
        try statement.bind(ids.upperBound, at: 2)
        try statement.bind(updated.lowerBound, at: 3)
        try statement.bind(updated.upperBound, at: 4)
    }
}

/// Many ids, of which a few hundred thousand take some ten kilobytes.
private struct IDSet {
    private let first: Int64
    private var words: [UInt64]

    /// `ids` descend.
    init(_ ids: [Int64]) {
        first = ids.last ?? 0
        words = [UInt64](repeating: 0, count: Int(((ids.first ?? 0) - first) / 64 + 1))
        for id in ids { words[Int((id - first) / 64)] |= 1 << UInt64((id - first) % 64) }
    }

    func contains(_ id: Int64) -> Bool {
        let place = id - first
        guard place >= 0, place / 64 < Int64(words.count) else { return false }
        return words[Int(place / 64)] & 1 << UInt64(place % 64) != 0
    }
}

extension Statement {
    /// The first column of all rows.
    fileprivate borrowing func ids() throws -> [Int64] {
        var ids: [Int64] = []
        while try step() { ids.append(int64(at: 0)) }
        return ids
    }
}
