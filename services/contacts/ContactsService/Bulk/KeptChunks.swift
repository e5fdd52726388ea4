import BulkWriting
import Synchronization

/// Chunks that wait for companies, so that they need not be sent and checked a second time.
///
/// Bounded: whoever lost a chunk is told so and sends it again. A chunk takes as much as its rows, some 20 MB.
final class KeptChunks: Sendable {
    private static let limit = 4

    /// Oldest first.
    private let chunks = Mutex<[(key: ChunkKey, chunk: BulkChunk)]>([])

    /// Keeps a chunk in place of one with the same key, or of the oldest one.
    func keep(_ chunk: BulkChunk, as key: ChunkKey) {
        chunks.withLock { chunks in
            chunks.removeAll { $0.key == key }
            if chunks.count == Self.limit { chunks.removeFirst() }
            chunks.append((key, chunk))
        }
    }

    /// Nil when it is not kept (any more).
    func take(_ key: ChunkKey) -> BulkChunk? {
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
