import Synchronization

extension ImportRun {
    /// Chunks that are sent and not yet stored as done: while one is written the other one is on its way.
    static let inFlightLimit = 2

    /// Reads chunks, has them written and stores what became of them, each while others are dealt with; all in order.
    func writeChunks<Kind: ImportKind>(_ parser: ChunkParser<Kind>, _ writer: ChunkWriter<Kind>) async throws {
        try await withThrowingTaskGroup(of: ChunkEvent.self) { group in
            var window = ChunkWindow()
            while let chunk = try await prepared(parser, writer, &window, &group) {
                while window.mustWait(writer.inFlightLimit) { try await advance(&window, &group, writer) }
                // Its decision is stored before the next chunk is sent, so a crash meets them in order.
                let ready = try await writer.decide(chunk)
                window.add(ready)
                send(ready, writer, &group)
            }
            while !window.isEmpty { try await advance(&window, &group, writer) }
        }
    }

    private func prepared<Kind: ImportKind>(
        _ parser: ChunkParser<Kind>, _ writer: ChunkWriter<Kind>, _ window: inout ChunkWindow,
        _ group: inout ThrowingTaskGroup<ChunkEvent, any Error>
    ) async throws -> ResolvedChunk<Kind>? {
        do {
            return try await prepare(parser, writer)
        } catch {
            // A chunk that was written counts as written, whatever ends the job after it.
            while !window.isEmpty { try await advance(&window, &group, writer) }
            throw error
        }
    }

    private func send<Kind: ImportKind>(
        _ chunk: consuming ResolvedChunk<Kind>, _ writer: ChunkWriter<Kind>,
        _ group: inout ThrowingTaskGroup<ChunkEvent, any Error>
    ) {
        let index = chunk.index
        let handover = Handover(chunk)
        let (settling, settled) = AsyncStream.makeStream(of: Never.self)
        group.addTask {
            for await _ in settling {}
            return .settled(index)
        }
        group.addTask {
            defer { settled.finish() }
            do {
                return .ended(index, .success(try await writer.write(handover.take(), onSettled: settled.finish)))
            } catch {
                return .ended(index, .failure(error))
            }
        }
    }

    /// Waits for news of the chunks in flight and stores what became of those that are written.
    ///
    /// When a chunk was not written the one behind it was not either; the group cancels that one.
    private func advance(
        _ window: inout ChunkWindow, _ group: inout ThrowingTaskGroup<ChunkEvent, any Error>,
        _ writer: ChunkWriter<some ImportKind>
    ) async throws {
        if let event = try await group.next() { window.note(event) }
        while let written = try window.removeOldestWritten() {
            try await writer.commit(written)
            runner.board.moved(job)
        }
    }
}

/// What happens to a chunk that is sent, by its index.
private enum ChunkEvent: Sendable {
    /// It is sure which of its rows are sent: the next one may follow on its heels.
    case settled(Int64)
    case ended(Int64, Result<WrittenChunk, any Error>)
}

/// The chunks in flight, oldest first.
private struct ChunkWindow {
    private var chunks: [(index: Int64, result: Result<WrittenChunk, any Error>?)] = []
    /// Whether other rows of the newest one may have to be sent than was decided.
    private var isOpen = false

    var isEmpty: Bool { chunks.isEmpty }
    func mustWait(_ limit: Int) -> Bool { chunks.count >= limit || (isOpen && !chunks.isEmpty) }

    mutating func add<Kind: ImportKind>(_ chunk: borrowing ResolvedChunk<Kind>) {
        chunks.append((chunk.index, nil))
        isOpen = chunk.references.areOpen
    }

    mutating func note(_ event: ChunkEvent) {
        switch event {
        case .settled(let index):
            if chunks.last?.index == index { isOpen = false }
        case .ended(let index, let result):
            for place in chunks.indices where chunks[place].index == index { chunks[place].result = result }
        }
    }

    /// Nil while the oldest one is under way; throws what kept it from being written.
    mutating func removeOldestWritten() throws -> WrittenChunk? {
        guard let written = try chunks.first?.result?.get() else { return nil }
        chunks.removeFirst()
        return written
    }
}

/// Gives a value to a task without a copy that stays behind, so that the task changes it in its place.
private final class Handover<Kind: ImportKind>: Sendable {
    private let chunk: Mutex<ResolvedChunk<Kind>>

    init(_ chunk: consuming ResolvedChunk<Kind>) { self.chunk = Mutex(chunk) }

    func take() -> ResolvedChunk<Kind> { chunk.withLock { $0.take() } }
}
