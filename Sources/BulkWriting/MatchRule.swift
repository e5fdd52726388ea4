import Contracts

/// Which records a row matches by its keys, and which of those it changes.
public struct MatchRule: Sendable {
    /// Which of several matches a row changes.
    public enum Target: Sendable {
        /// The oldest.
        case first
        /// The only one; of several none.
        case sole
        /// Each.
        case all
    }

    /// Matches that a row may have where all of them have to be known: some hundred megabytes for a chunk.
    public static let matchLimit = 1_000
    /// Rows of a chunk where each of them may have so many.
    public static let wideRowLimit = 256

    /// Records that the answer to a row names as changed.
    public static let toldChanges = 100

    /// See `Target`.
    public let target: Target
    /// Whether a record matches only when each of several keys does.
    public let needsAllKeys: Bool

    /// The rule of options; `keyCount` is the number of keys.
    public init(_ keys: ContactsV1.KeyMatch, _ target: ContactsV1.MatchTarget, keyCount: Int) {
        needsAllKeys = keys == .all && keyCount > 1
        switch target {
        case .unspecified, .first: self.target = .first
        case .sole: self.target = .sole
        case .all: self.target = .all
        }
    }

    /// Whether all matches of a row have to be known, and not only the oldest of each key.
    public var isWide: Bool { needsAllKeys || target == .all }

    /// Rows of one chunk at most, where `usual` are allowed otherwise.
    public func rowLimit(_ usual: Int) -> Int { isWide ? min(Self.wideRowLimit, usual) : usual }

    /// Records behind one key that are looked up; the last one tells that there are more than are of use.
    public var listLimit: Int { (isWide ? Self.matchLimit : MatchList.limit) + 1 }
}
