import Contracts
import Store

/// Contacts by their names: the segments' names, each in order, merged; pending texts count instead of indexed ones.
struct ContactsByName: SortedContacts {
    private let reader: ReadTransaction
    private let texts: SearchTexts
    private var heads: MergeHeap<NameKey>
    private var runs: [NameCursor] = []
    /// Names of the contacts whose text is pending; nil for a deleted one.
    private let pending: [Int64: NameKey?]
    private let start: SortPlace<NameKey>?
    private let order: IDOrder
    private var isOpen = false

    /// The contacts behind `after`.
    init(_ order: IDOrder, after: SortPlace<NameKey>?, reader: ReadTransaction) throws {
        self.reader = reader
        self.order = order
        start = after
        heads = MergeHeap(order)
        texts = try SearchTexts(reader)
        pending = texts.pending.mapValues { text in text.withUnsafeBytes(NameKey.init(ofText:)) }
    }

    func key(of id: Int64) throws -> NameKey? { try texts.withText(of: id, NameKey.init(ofText:)) }

    /// Each name is read when it is asked for.
    func prepareForMany() {}

    func isRuledOut(_ place: SortPlace<NameKey>, by condition: ResolvedCondition) -> Bool {
        condition.parts.contains { $0.clause.index.isRuledOut(byName: place.key) }
    }

    mutating func next() throws -> SortPlace<NameKey>? {
        if !isOpen { try open() }
        while let (place, run) = heads.first {
            heads.replaceFirst(try runs[run].next(reader))
            // What is pending comes from its own run, the last one.
            if run < runs.count - 1, pending[place.id] != nil { continue }
            return place
        }
        return nil
    }

    private mutating func open() throws {
        isOpen = true
        let rows = try reader.statement("SELECT segment FROM search_signature WHERE kind = 0")
        while try rows.step() {
            runs.append(try NameCursor(segment: rows.int64(at: 0), order, after: start, reader))
        }
        let names = pending.compactMap { id, name in name.map { SortPlace(key: $0, id: id) } }
        runs.append(NameCursor(names, order, after: start))
        for run in runs.indices {
            if let place = try runs[run].next(reader) { heads.insert(place, run) }
        }
    }
}

/// Goes through the names of one segment, or through some others.
private struct NameCursor {
    private let order: IDOrder
    private let start: SortPlace<NameKey>?
    /// The id of the contact at place 0.
    private let firstID: Int64
    /// Rows that are not stored; nil: they are.
    private let rows: [[UInt8]]?
    /// The rows not read yet.
    private var left: ClosedRange<Int64>?
    /// The row that was read last, and what of it was not handed over yet.
    private var row = NameRun.Row()
    private var rest = 0..<0
    /// Instead of rows, against the order.
    private var others: [SortPlace<NameKey>] = []

    /// The pending ones.
    init(_ places: [SortPlace<NameKey>], _ order: IDOrder, after: SortPlace<NameKey>?) {
        self.order = order
        start = after
        firstID = 0
        rows = nil
        others = places.filter { place in after.map { order.isBefore($0, place) } ?? true }
            .sorted { order.isBefore($1, $0) }
    }

    init(segment: Int64, _ order: IDOrder, after: SortPlace<NameKey>?, _ reader: ReadTransaction) throws {
        self.order = order
        start = after
        firstID = SearchSegment.contacts(inSegment: segment).lowerBound
        let stored = NameRun.rows(ofSegment: segment)
        let row = try reader.statement("SELECT max(id) FROM search_names WHERE id BETWEEN ?1 AND ?2")
        try row.bind(stored.lowerBound, at: 1)
        try row.bind(stored.upperBound, at: 2)
        if try row.step(), let last = row.optionalInt64(at: 0) {
            rows = nil
            left = stored.lowerBound...last
            try skip(reader)
        } else {
            let made = try reader.sortedNames(ofSegment: segment)
            rows = made
            left = made.isEmpty ? nil : 0...Int64(made.count - 1)
        }
    }

    mutating func next(_ reader: ReadTransaction) throws -> SortPlace<NameKey>? {
        if let place = others.popLast() { return place }
        while true {
            while let index = order == .ascending ? rest.first : rest.last {
                rest = order == .ascending ? rest.dropFirst() : rest.dropLast()
                let place = row.place(at: index, firstID: firstID)
                if let start, !order.isBefore(start, place) { continue }
                return place
            }
            guard let rows = left else { return nil }
            let number = order == .ascending ? rows.lowerBound : rows.upperBound
            let isLast = rows.count == 1
            left = isLast ? nil : order == .ascending ? number + 1...rows.upperBound : rows.lowerBound...number - 1
            row = try read(number, reader)
            rest = 0..<row.count
        }
    }

    /// Leaves out stored rows that end before the beginning, halving what may be the first one each time.
    private mutating func skip(_ reader: ReadTransaction) throws {
        guard let start, var rows = left else { return }
        while rows.count > 1 {
            // The upper row of two: where it begins behind `start`, what is wanted in ascending order begins below it.
            let middle = rows.lowerBound + Int64(rows.count / 2)
            let upper = try read(middle, reader)
            let beginsBehind = upper.count == 0 || start < upper.place(at: 0, firstID: firstID)
            rows = beginsBehind ? rows.lowerBound...middle - 1 : middle...rows.upperBound
        }
        // Now the row that `start` stands in, or would.
        left =
            order == .ascending
            ? rows.lowerBound...(left?.upperBound ?? rows.upperBound)
            : (left?.lowerBound ?? rows.lowerBound)...rows.upperBound
    }

    private func read(_ number: Int64, _ reader: ReadTransaction) throws -> NameRun.Row {
        if let rows { return rows[Int(number)].withUnsafeBytes(NameRun.Row.init) }
        let row = try reader.statement("SELECT names FROM search_names WHERE id = ?1")
        try row.bind(number, at: 1)
        return try row.step() ? row.withBytes(at: 0, NameRun.Row.init) : NameRun.Row()
    }
}

/// The next place of each of several runs, the first of them on top.
private struct MergeHeap<Key: Comparable & Sendable> {
    private let order: IDOrder
    private var items: [(place: SortPlace<Key>, run: Int)] = []

    init(_ order: IDOrder) { self.order = order }

    mutating func insert(_ place: SortPlace<Key>, _ run: Int) {
        items.append((place, run))
        var index = items.count - 1
        while index > 0, isBefore(index, (index - 1) / 2) {
            items.swapAt(index, (index - 1) / 2)
            index = (index - 1) / 2
        }
    }

    var first: (place: SortPlace<Key>, run: Int)? { items.first }

    /// Puts the next place of the first one's run into its stead; nil: the run ends.
    mutating func replaceFirst(_ place: SortPlace<Key>?) {
        if let place {
            items[0].place = place
        } else {
            guard let last = items.popLast(), !items.isEmpty else { return }
            items[0] = last
        }
        var index = 0
        while true {
            var least = index
            for child in 2 * index + 1...2 * index + 2 where child < items.count && isBefore(child, least) {
                least = child
            }
            if least == index { return }
            items.swapAt(index, least)
            index = least
        }
    }

    private func isBefore(_ left: Int, _ right: Int) -> Bool {
        order.isBefore(items[left].place, items[right].place)
    }
}
