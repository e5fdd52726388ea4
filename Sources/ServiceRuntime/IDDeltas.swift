/// Ascending ids as services exchange them: each as the difference to the one before, which a message packs into few
/// bytes.
public enum IDDeltas {
    /// Ids of one message: with every difference at its longest they still fit into a frame of 4 MiB.
    public static let limit = 100_000

    /// The differences of ids that ascend, all above `start`.
    public static func deltas(_ ids: [Int64], after start: Int64) -> [Int64] {
        var last = start
        return ids.map { id in
            defer { last = id }
            return id - last
        }
    }

    /// The ids again; nil when one is not above the one before.
    public static func ids(_ deltas: [Int64], after start: Int64) -> [Int64]? {
        var ids: [Int64] = []
        ids.reserveCapacity(deltas.count)
        var last = start
        for delta in deltas {
            let (id, overflow) = last.addingReportingOverflow(delta)
            guard delta > 0, !overflow else { return nil }
            ids.append(id)
            last = id
        }
        return ids
    }
}
