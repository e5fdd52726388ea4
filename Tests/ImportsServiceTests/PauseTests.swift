import Contracts
import RPCCore
import Store
import TestSupport
import Testing

@testable import ImportsService

/// Jobs that are held back and go on, in every state and whatever happens meanwhile.
@Suite struct PauseTests {
    private static let rows = [["Name", "Phone"]] + (0..<50).map { ["Contact \($0)", "\(84_900_000_000 + $0)"] }

    private static func harness() throws -> ImportsHarness { try ImportsHarness { $0.chunkRows = 10 } }

    private func pause(_ id: Int64, _ harness: ImportsHarness) async throws -> ImportsV1.Import {
        try await harness.client.pauseImport(.init(id: id)).import.required()
    }

    private func resume(_ id: Int64, _ harness: ImportsHarness) async throws -> ImportsV1.Import {
        try await harness.client.resumeImport(.init(id: id)).import.required()
    }

    /// The job as soon as it is in `state`, as watchers see it.
    private func watch(
        _ id: Int64, until state: ImportsV1.ImportState, _ harness: ImportsHarness
    ) async throws -> ImportsV1.Import {
        for try await step in try await harness.client.watchImport(.init(id: id)) {
            if let job = step.import, job.state == state { return job }
        }
        throw RPCError(.notFound, "The import never was \(state).")
    }

    /// Starts a job that is told to pause while its second chunk is on its way, and lets it stand.
    private func paused(_ harness: ImportsHarness) async throws -> ImportsV1.Import {
        let reached = Event()
        harness.contactsFaults.onCall { method, count in
            guard method == "BulkWriteContacts" else { return nil }
            if count == 1 { reached.fire() }
            return count >= 1 ? .refused : nil
        }
        let id = try await harness.uploaded(SampleFile.csv(Self.rows)).id
        _ = try await harness.start(id)
        await reached.wait()
        let asked = try await pause(id, harness)
        #expect(asked.state == .running || asked.state == .paused)
        harness.contactsFaults.onCall { _, _ in nil }
        return try await watch(id, until: .paused, harness)
    }

    @Test("A running job stands between two chunks, tells so, and goes on where it stood")
    func running() async throws {
        let harness = try Self.harness()
        try await harness.running {
            let job = try await paused(harness)
            #expect(job.rowsDone < 50 && job.rowsDone % 10 == 0)
            #expect(job.errorNumber == 0 && job.remainingMs == 0)
            #expect(try await pause(job.id, harness) == job)
            let started = job.startedAtMs
            #expect(try await resume(job.id, harness).state == .queued)
            let done = try await harness.finished(job.id)
            #expect(done.state == .completed && done.counts == .init(created: 50))
            #expect(done.startedAtMs == started)
            #expect(try await harness.allContacts().count == 50)
            #expect(try SampleFile.rows(of: await harness.result(job.id)).count == 51)
        }
    }

    @Test("A paused job stands through a restart until it is resumed")
    func restart() async throws {
        let harness = try Self.harness()
        let job = try await harness.running { try await paused(harness) }
        let again = ImportsHarness(restarting: harness)
        try await again.running {
            // Another job has its turn and its end; the paused one does not.
            let other = try await again.run(SampleFile.csv([["Name", "Phone"], ["A", "0901234567"]]))
            #expect(other.state == .completed)
            #expect(try await again.job(job.id) == job)
            _ = try await resume(job.id, again)
            #expect(try await again.finished(job.id).counts?.total == 50)
        }
    }

    @Test("A pause that was asked for holds when the process ends before the chunk does")
    func crash() async throws {
        let harness = try Self.harness()
        let stuck = Event()
        harness.contactsFaults.onCall { method, count in
            guard method == "BulkWriteContacts", count >= 2 else { return nil }
            stuck.fire()
            return .answerLost
        }
        let id = try await harness.running {
            let id = try await harness.uploaded(SampleFile.csv(Self.rows)).id
            _ = try await harness.start(id)
            await stuck.wait()
            return id
        }
        // As a call would that comes with the crash.
        #expect(try await pause(id, harness).state == .running)
        harness.contactsFaults.onCall { _, _ in nil }
        let again = ImportsHarness(restarting: harness)
        try await again.running {
            let job = try await watch(id, until: .paused, again)
            #expect(job.rowsDone < 50)
            _ = try await resume(id, again)
            #expect(try await again.finished(id).counts == .init(created: 50))
        }
    }

    @Test("A queued job stands at once, and a pause that is withdrawn changes nothing")
    func queued() async throws {
        let harness = try Self.harness()
        let id = try await harness.uploaded(SampleFile.csv(Self.rows)).id
        _ = try await harness.start(id)
        #expect(try await pause(id, harness).state == .paused)
        #expect(try await resume(id, harness).state == .queued)
        #expect(try await resume(id, harness).state == .queued)
        let job = try await harness.running { try await harness.finished(id) }
        #expect(job.counts == .init(created: 50))
        let error = await rpcError { try await resume(id, harness) }
        #expect(error?.code == .failedPrecondition)
        #expect(await rpcError { try await pause(id, harness) }?.code == .failedPrecondition)
        #expect(await rpcError { try await pause(id + 1, harness) }?.code == .notFound)
    }

    @Test("A paused job that is cancelled counts the rows that it did not reach")
    func cancel() async throws {
        let harness = try Self.harness()
        try await harness.running {
            let job = try await paused(harness)
            _ = try await harness.client.cancelImport(.init(id: job.id))
            let done = try await harness.finished(job.id)
            #expect(done.state == .cancelled)
            #expect(done.counts == .init(created: job.rowsDone, notReached: 50 - job.rowsDone))
        }
    }

    @Test("Pausing and resuming at any moment loses nothing", arguments: 0..<6)
    func storm(seed: UInt64) async throws {
        let harness = try ImportsHarness { $0.chunkRows = 3 }
        try await harness.running {
            let id = try await harness.uploaded(SampleFile.csv(Self.rows)).id
            _ = try await harness.start(id)
            var random = SeededGenerator(seed: seed)
            for _ in 0..<40 {
                do {
                    if Bool.random(using: &random) {
                        _ = try await pause(id, harness)
                    } else {
                        _ = try await resume(id, harness)
                    }
                } catch let error as RPCError where error.code == .failedPrecondition {
                    break
                }
            }
            do {
                _ = try await resume(id, harness)
            } catch let error as RPCError where error.code == .failedPrecondition {
                // It is over already.
            }
            let job = try await harness.finished(id)
            #expect(job.state == .completed && job.counts == .init(created: 50))
        }
    }

    @Test("A cancellation holds, whether it comes before, with or after the job's turn", arguments: 0..<20)
    func cancelOnTurn(round: Int) async throws {
        let harness = try ImportsHarness { $0.chunkRows = 1 }
        try await harness.running {
            let id = try await harness.uploaded(SampleFile.csv(Self.rows)).id
            async let started = harness.start(id)
            if round % 2 == 0 { _ = try await started }
            let asked = try await harness.client.cancelImport(.init(id: id)).import.required()
            _ = try? await started
            let job = try await harness.finished(id)
            #expect(job.state == .cancelled || job.counts?.notReached == 0)
            #expect(asked.startedAtMs == 0 || job.counts?.total == 50)
        }
    }

    @Test("While a job runs, the rest of its time is told by what it has done")
    func remaining() {
        var job = JobRecord()
        job.state = .running
        job.startedAt = 1_000
        job.beginActivity(now: 1_000)
        #expect(job.remainingMilliseconds(now: 2_000) == 0)
        job.progressPerMille = 250
        job.countActivity(now: 3_000)
        #expect(job.remainingMilliseconds(now: 3_000) == 6_000)
        #expect(job.remainingMilliseconds(now: 4_000) == 5_000)
        job.endActivity(now: 4_000)
        #expect(job.activeMilliseconds(now: 9_000) == 3_000)
        job.beginActivity(now: 20_000)
        #expect(job.activeMilliseconds(now: 21_000) == 4_000)
        job.state = .paused
        #expect(job.remainingMilliseconds(now: 21_000) == 0)
    }
}
