import Synchronization

/// A chunk of an import.
public struct ChunkKey: Hashable, Sendable {
    /// Whose data is written.
    public var workspace: String
    /// The import's id, as it was told.
    public var job: String
    /// From 0.
    public var chunk: Int64

    /// One chunk of one job.
    public init(workspace: String, job: String, chunk: Int64) {
        self.workspace = workspace
        self.job = job
        self.chunk = chunk
    }
}

/// Lets a chunk wait for the one before it while that is being written: the two are checked side by side, and a short
/// one would overtake a long one.
///
/// Bounded by the calls in flight, each of which ends by its deadline.
public final class ChunkTurns: Sendable {
    private struct Turn {
        /// Calls that work on the chunk now.
        var calls = 0
        var waiters: [CheckedContinuation<Void, Never>] = []
    }

    private let turns = Mutex<[ChunkKey: Turn]>([:])

    /// Nothing is being written.
    public init() {}

    /// A call for a chunk has arrived; `end` is to be called when it is answered.
    public func begin(_ key: ChunkKey) { turns.withLock { $0[key, default: Turn()].calls += 1 } }

    /// The call is answered.
    public func end(_ key: ChunkKey) {
        let waiters = turns.withLock { turns -> [CheckedContinuation<Void, Never>] in
            turns[key]?.calls -= 1
            guard let turn = turns[key], turn.calls == 0 else { return [] }
            turns[key] = nil
            return turn.waiters
        }
        for waiter in waiters { waiter.resume() }
    }

    /// Returns when no call works on the chunk before `key`.
    public func waitForTurn(of key: ChunkKey) async {
        var before = key
        before.chunk -= 1
        await withCheckedContinuation { continuation in
            let isItsTurn = turns.withLock { turns in
                turns[before]?.waiters.append(continuation)
                return turns[before] == nil
            }
            if isItsTurn { continuation.resume() }
        }
    }
}
