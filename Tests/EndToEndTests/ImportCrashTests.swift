import Contracts
import Foundation
import TestSupport
import Testing

/// The real processes, killed while an import runs: the result is that of the rows one by one.
@Suite(
    .serialized,
    .enabled(if: RunningService.areBuilt(["contacts", "companies", "imports"]), "The executables are not built."))
struct ImportCrashTests {
    @Test(
        "An import survives its services being killed again and again", arguments: ["imports", "contacts", "companies"])
    func killed(service: String) async throws {
        let file = CrashFile(rowCount: 20_000)
        let services = try ServiceSet()
        defer { services.shutdown() }
        let id = try await services.start(file.csv)
        // Three chunks: one kill in each.
        for threshold in stride(from: Int64(1), to: 20_000, by: 8_192) {
            guard try await services.waitUntil(job: id, hasDone: threshold) else { break }
            try services.restart(service)
        }
        let job = try await services.finished(id)
        #expect(job.state == .completed)
        #expect(job.counts == file.expectedCounts)
        let contacts = try await services.allContacts()
        #expect(contacts == file.expectedContacts)
    }

    /// How many of the points are taken, of every so many; 1: all of them, as `make crash` does.
    private static let pointDistance =
        ProcessInfo.processInfo.environment["DANHBA_CRASH_STRIDE"].flatMap { Int($0) } ?? 16

    @Test(
        "An import survives its services being killed at any write to a disk",
        .enabled(if: KillPoint.isPossible, "strace cannot trace here."),
        arguments: ["imports", "contacts", "companies"])
    func killedAtWrite(service: String) async throws {
        let file = CrashFile(rowCount: 40)
        // Every service writes more than four times, so each is killed at least once.
        let first = Int.random(in: 1...min(4, Self.pointDistance))
        var kills = 0
        while try await survives(KillPoint(write: first + kills * Self.pointDistance), of: service, file) { kills += 1 }
        #expect(kills > 0, "\(service) was never killed")
    }

    /// Runs one import; returns false when the service was not killed, because it wrote less.
    private func survives(_ point: KillPoint, of service: String, _ file: CrashFile) async throws -> Bool {
        let services = try ServiceSet()
        defer { services.shutdown() }
        try await services.touch()
        try services.restart(service, killedAt: point)
        let supervisor = Task { try await services.restartWhenEnded(service) }
        let job = try await services.finished(try await services.start(file.csv))
        supervisor.cancel()
        let comment = Comment("\(service) was killed at write \(point.write)")
        #expect(job.state == .completed, comment)
        #expect(job.counts == file.expectedCounts, comment)
        #expect(try await services.allContacts() == file.expectedContacts, comment)
        return try await supervisor.value
    }
}
