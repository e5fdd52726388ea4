import Synchronization

extension ImportRun {
    /// Chunks that are sent and not yet stored as done: while one is written the other one is on its way.
    static let inFlightLimit = 2

    /// Reads chunks, has them written and stores what became of them, each while others are dealt with; all in order.
    func writeChunks(_ parser: ChunkParser, _ writer: ChunkWriter) async throws {
        try await withThrowingTaskGroup(of: SentChunk.self) { group in
            var window = ChunkWindow()
            while let chunk = try await prepared(parser, writer, &window, &group) {
                while window.mustWait { try await commitOldest(of: &window, &group, writer) }
                // Its decision is stored before the next chunk is sent, so a crash meets them in order.
                let ready = try await writer.decide(chunk)
                window.add(ready)
                let handover = Handover(ready)
                group.addTask { await SentChunk(handover.take(), writer) }
            }
            while !window.isEmpty { try await commitOldest(of: &window, &group, writer) }
        }
    }

    private func prepared(
        _ parser: ChunkParser, _ writer: ChunkWriter, _ window: inout ChunkWindow,
        _ group: inout ThrowingTaskGroup<SentChunk, any Error>
    ) async throws -> ResolvedChunk? {
        do {
            return try await prepare(parser, writer)
        } catch {
            // A chunk that was written counts as written, whatever ends the job after it.
            while !window.isEmpty { try await commitOldest(of: &window, &group, writer) }
            throw error
        }
    }

    /// Waits for the oldest chunk that is in flight and stores what became of it.
    ///
    /// When it was not written the chunk behind it was not either; the group cancels that one.
    private func commitOldest(
        of window: inout ChunkWindow, _ group: inout ThrowingTaskGroup<SentChunk, any Error>, _ writer: ChunkWriter
    ) async throws {
        while window.oldestResult == nil, let sent = try await group.next() { window.ended(sent) }
        guard let written = try window.removeOldest() else { return }
        try await writer.commit(written)
        runner.board.moved(job)
    }
}

/// What became of sending a chunk.
private struct SentChunk: Sendable {
    let index: Int64
    let result: Result<ChunkWriter.Written, any Error>

    init(_ chunk: consuming ResolvedChunk, _ writer: ChunkWriter) async {
        index = chunk.index
        do {
            result = .success(try await writer.write(chunk))
        } catch {
            result = .failure(error)
        }
    }
}

/// The chunks in flight, oldest first.
private struct ChunkWindow {
    private var chunks: [(index: Int64, result: Result<ChunkWriter.Written, any Error>?)] = []
    /// Whether the newest one may have to be sent again with companies that it needs.
    private var isOpen = false

    var isEmpty: Bool { chunks.isEmpty }
    var mustWait: Bool { chunks.count >= ImportRun.inFlightLimit || (isOpen && !chunks.isEmpty) }
    var oldestResult: Result<ChunkWriter.Written, any Error>? { chunks.first?.result }

    mutating func add(_ chunk: borrowing ResolvedChunk) {
        chunks.append((chunk.index, nil))
        isOpen = !chunk.missingCompanies.isEmpty
    }

    mutating func ended(_ sent: SentChunk) {
        for place in chunks.indices where chunks[place].index == sent.index { chunks[place].result = sent.result }
    }

    /// Throws what kept the oldest one from being written.
    mutating func removeOldest() throws -> ChunkWriter.Written? {
        guard !chunks.isEmpty else { return nil }
        return try chunks.removeFirst().result?.get()
    }
}

/// Gives a value to a task without a copy that stays behind, so that the task changes it in its place.
private final class Handover: Sendable {
    private let chunk: Mutex<ResolvedChunk>

    init(_ chunk: consuming ResolvedChunk) { self.chunk = Mutex(chunk) }

    func take() -> ResolvedChunk { chunk.withLock { $0.take() } }
}
