import RPCCore

/// One page of a list read by key: how many rows, and after which one.
///
/// Lists here never count rows over: a page begins after the key of the last row of the page before, so it costs the
/// same at any depth and stays right while rows come and go. The key travels in the page token, which is opaque to
/// callers and bound to its list and to what was asked of it.
public struct PageRequest: Sendable, Equatable {
    /// What callers may ask for.
    public struct Sizes: Sendable {
        /// Rows of a page for which no size is asked.
        public var standard: Int
        /// The most rows of a page.
        public var largest: Int

        /// Sizes other than the usual ones.
        public init(standard: Int, largest: Int) {
            self.standard = standard
            self.largest = largest
        }

        /// 50 rows, at most 500.
        public static let usual = Sizes(standard: 50, largest: 500)
    }

    /// Rows to return.
    public let size: Int
    /// The key of the last row of the page before, as many numbers as were asked for; nil on the first page.
    public let after: [Int64]?
    private let scope: PageScope

    /// Reads the request's `page_size` and `page_token`.
    ///
    /// `list` names the list and `filter` all that narrows it, in one spelling for one meaning; a token is good for
    /// exactly these. Throws `invalidArgument` for a size that is negative or too large and for any other token.
    public init(
        size: Int32, token: String, list: String, filter: String = "", keyCount: Int = 1, sizes: Sizes = .usual
    ) throws(RPCError) {
        try self.init(
            size: size, token: token, list: list, filter: filter, keyCounts: keyCount...keyCount, sizes: sizes)
    }

    /// The same where keys differ in how many numbers they have.
    public init(
        size: Int32, token: String, list: String, filter: String = "", keyCounts: ClosedRange<Int>,
        sizes: Sizes = .usual
    ) throws(RPCError) {
        guard (0...sizes.largest).contains(Int(size)) else {
            throw RPCError(
                .invalidArgument, nil, "A page holds 1 to \(sizes.largest) rows; 0 means \(sizes.standard).",
                field: "page_size")
        }
        self.size = size == 0 ? sizes.standard : Int(size)
        scope = PageScope(list: list, filter: filter)
        if token.isEmpty {
            after = nil
        } else {
            guard let key = scope.key(of: token, counts: keyCounts) else {
                throw RPCError(
                    .invalidArgument, nil, "The page token is not of this list; begin again without one.",
                    field: "page_token")
            }
            after = key
        }
    }

    /// Rows to read: one more than the page holds tells whether another page follows.
    public var readLimit: Int64 { Int64(size) + 1 }

    /// Cuts the rows that were read to the page and returns the token of the next one; empty when this is the last.
    ///
    /// A page whose rows grow beyond `byteLimit` by `byteCount` ends early, so that it fits into a frame; it has one
    /// row at least.
    public func cut<Row>(
        _ rows: inout [Row], key: (Row) -> [Int64], byteCount: (Row) -> Int = { _ in 0 }
    ) -> String {
        var bytes = 0
        let kept = rows.prefix(size).prefix { row in
            defer { bytes += byteCount(row) }
            return bytes < Self.byteLimit
        }
        guard let last = kept.last, kept.count < rows.count else { return "" }
        rows.removeLast(rows.count - kept.count)
        return scope.token(of: key(last))
    }

    /// Bytes of a page's rows beyond which it ends; half of what a frame holds.
    static let byteLimit = 2 << 20
}

/// What a page token is bound to.
struct PageScope: Sendable, Equatable {
    private let seed: UInt64

    init(list: String, filter: String) {
        var hash = StableHash()
        hash.combine(list.utf8)
        hash.combine(CollectionOfOne(0))
        hash.combine(filter.utf8)
        seed = hash.value
    }

    /// 16 hexadecimal digits for the check sum, then 16 for each number of the key.
    func token(of key: [Int64]) -> String {
        ([checkSum(of: key)] + key.map(UInt64.init(bitPattern:))).map(Self.hex).joined()
    }

    /// The key inside a token made by the same scope; nil for any other text.
    func key(of token: String, counts: ClosedRange<Int>) -> [Int64]? {
        let digits = Array(token.utf8)
        guard digits.count % 16 == 0, counts.contains(digits.count / 16 - 1) else { return nil }
        var words: [UInt64] = []
        for start in stride(from: 0, to: digits.count, by: 16) {
            guard let word = Self.word(digits[start..<start + 16]) else { return nil }
            words.append(word)
        }
        let key = words.dropFirst().map(Int64.init(bitPattern:))
        return words.first == checkSum(of: key) ? key : nil
    }

    private func checkSum(of key: [Int64]) -> UInt64 {
        var hash = StableHash(seed: seed)
        for number in key {
            withUnsafeBytes(of: number.bigEndian) { hash.combine($0) }
        }
        return hash.value
    }

    private static func hex(_ word: UInt64) -> String {
        let digits = String(word, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    private static func word(_ digits: ArraySlice<UInt8>) -> UInt64? {
        var word: UInt64 = 0
        for digit in digits {
            switch digit {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): word = word << 4 | UInt64(digit - UInt8(ascii: "0"))
            case UInt8(ascii: "a")...UInt8(ascii: "f"): word = word << 4 | UInt64(digit - UInt8(ascii: "a") + 10)
            default: return nil
            }
        }
        return word
    }
}
