import BulkWriting
import Contracts
import Store
import Synchronization
import TextNormalization

/// Chunks that wait for companies, so that they need not be sent and checked a second time.
///
/// Bounded: whoever lost a chunk is told so and sends it again. A chunk takes as much as its rows and what they became,
/// some 30 MB.
final class KeptChunks: Sendable {
    private static let limit = 4

    /// Oldest first.
    private let chunks = Mutex<[(key: ChunkKey, chunk: KeptChunk)]>([])

    /// Keeps a chunk in place of one with the same key, or of the oldest one.
    func keep(_ chunk: KeptChunk, as key: ChunkKey) {
        chunks.withLock { chunks in
            chunks.removeAll { $0.key == key }
            if chunks.count == Self.limit { chunks.removeFirst() }
            chunks.append((key, chunk))
        }
    }

    /// Nil when it is not kept (any more).
    func take(_ key: ChunkKey) -> KeptChunk? {
        chunks.withLock { chunks in
            guard let index = chunks.firstIndex(where: { $0.key == key }) else { return nil }
            return chunks.remove(at: index).chunk
        }
    }

    /// Drops the chunks of a job that is over.
    func forget(workspace: String, job: String) {
        chunks.withLock { chunks in chunks.removeAll { $0.key.workspace == workspace && $0.key.job == job } }
    }
}

/// A chunk that waits for companies.
struct KeptChunk: Sendable {
    var chunk: BulkChunk
    var applied: AppliedChunk?

    /// Gives the rows their companies.
    mutating func learn(_ companies: [ContactsV1.BulkCompany]) throws {
        applied = try applied?.settled(chunk, companies)
        chunk.learn(companies)
    }
}

/// What the rows of a chunk became, in memory.
struct AppliedChunk: Sendable {
    private(set) var merge: BulkMerge
    let results: [ContactsV1.BulkRowResult]
    /// When this was found out; nothing of it is true any more after the next change.
    let moment: WriteMoment
    /// That stand-ins were replaced by; none of them may be deleted.
    private(set) var companies: [Int64] = []

    init(_ merge: BulkMerge, _ results: [ContactsV1.BulkRowResult], at moment: WriteMoment) {
        self.merge = merge
        self.results = results
        self.moment = moment
    }

    /// The same with companies in the place of their stand-ins.
    ///
    /// Nil when they may make a difference beyond their ids, so that the rows have to be applied again: some are still
    /// missing, or one of them was there before, under a row or a contact.
    fileprivate func settled(
        _ chunk: BulkChunk, _ companies: [ContactsV1.BulkCompany]
    ) throws -> AppliedChunk? {
        let ids = Dictionary(companies.map { (exactKey($0.name), $0.id) }, uniquingKeysWith: { first, _ in first })
        let known = Set(ids.values)
        guard known.count == ids.count, !chunk.drafts.contains(where: { known.contains($0.values.companyID) }) else {
            return nil
        }
        var settled = self
        guard try settled.merge.settle(ids) else { return nil }
        settled.companies = known.sorted()
        return settled
    }
}
