import Contracts
import Foundation
import RPCCore
import Store
import TestSupport
import Testing

@testable import ImportsService

/// What is removed when it was kept long enough, and what is not.
@Suite struct RetentionTests {
    private static let day: Int64 = 86_400_000

    private func files(_ harness: ImportsHarness) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: harness.folder.path + "/imports/files/main").sorted()
    }

    private func sweep(_ harness: ImportsHarness, daysFromNow days: Int64) async throws {
        try await harness.service.retention.sweep("main", now: SystemTime.milliseconds() + days * Self.day)
    }

    @Test("File and row results of a job go 30 days after its end; its counts and codes stay")
    func results() async throws {
        let harness = try ImportsHarness()
        let rows = [["Name", "Phone"], ["A", "0901234567"], ["B", "12"]]
        let job = try await harness.running { try await harness.run(SampleFile.csv(rows)) }
        try await sweep(harness, daysFromNow: 29)
        #expect(try files(harness) == ["\(job.id)"])
        #expect(try SampleFile.rows(of: await harness.result(job.id)).count == 3)
        try await sweep(harness, daysFromNow: 31)
        #expect(try files(harness).isEmpty)
        let kept = try await harness.job(job.id)
        #expect(kept.removedAtMs > 0 && kept.state == job.state)
        #expect(kept.counts == job.counts && kept.codes == job.codes)
        let error = await rpcError { try await harness.result(job.id) }
        #expect(error?.code == .failedPrecondition)
        #expect(error?.message.contains("30 days") == true)
        #expect(
            await rpcError { try await harness.client.analyseImport(.init(id: job.id)) }?.code == .failedPrecondition)
        try await sweep(harness, daysFromNow: 60)
        #expect(try await harness.job(job.id) == kept)
    }

    @Test("Uploads with which nobody went on for 7 days are cancelled, whole files that nobody started after 30")
    func uploads() async throws {
        let harness = try ImportsHarness()
        let bytes = SampleFile.csv([["Name", "Phone"], ["A", "0901234567"]])
        let created = try await harness.create().id
        let uploading = try await harness.create().id
        try await harness.upload(Array(bytes.prefix(10)), to: uploading, isWhole: false)
        let uploaded = try await harness.uploaded(bytes).id
        try await sweep(harness, daysFromNow: 6)
        #expect(try await harness.job(created).state == .created)
        #expect(try await harness.job(uploading).state == .uploading)
        try await sweep(harness, daysFromNow: 8)
        for id in [created, uploading] {
            let job = try await harness.job(id)
            #expect(job.state == .cancelled && job.finishedAtMs > 0 && job.removedAtMs > 0)
        }
        #expect(try files(harness) == ["\(uploaded)"])
        #expect(try await harness.job(uploaded).state == .uploaded)
        try await sweep(harness, daysFromNow: 31)
        #expect(try await harness.job(uploaded).state == .cancelled)
        #expect(try files(harness).isEmpty)
    }

    @Test("Jobs that wait, run or stand are kept however old they are")
    func unfinished() async throws {
        let harness = try ImportsHarness()
        let bytes = SampleFile.csv([["Name", "Phone"], ["A", "0901234567"]])
        let queued = try await harness.uploaded(bytes).id
        _ = try await harness.start(queued)
        let paused = try await harness.uploaded(bytes).id
        _ = try await harness.start(paused, .init(allowRepeated: true))
        _ = try await harness.client.pauseImport(.init(id: paused))
        try await sweep(harness, daysFromNow: 4_000)
        #expect(try files(harness).count == 2)
        _ = try await harness.client.resumeImport(.init(id: paused))
        let jobs = try await harness.running {
            [try await harness.finished(queued), try await harness.finished(paused)]
        }
        #expect(jobs.allSatisfy { $0.state == .completed })
    }

    @Test("A service that runs removes what is due by itself")
    func running() async throws {
        let harness = try ImportsHarness {
            $0.resultRetention = .zero
            $0.retentionInterval = .milliseconds(1)
        }
        let bytes = SampleFile.csv([["Name", "Phone"], ["A", "0901234567"]])
        try await harness.running {
            let id = try await harness.run(bytes).id
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await harness.service.retention.run() }
                while try await harness.job(id).removedAtMs == 0 { await Task.yield() }
                group.cancelAll()
            }
        }
        #expect(try files(harness).isEmpty)
    }
}
