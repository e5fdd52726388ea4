import Contracts
import Histogram
import ImportClient
import RPCCore
import RPCTransport

/// One import from its upload to its end.
struct ImportLoad: Sendable {
    let file: String
    let imports: String
    let workspace: String

    /// `start` is when the job was due: what it waits for the service counts.
    func run(from start: ContinuousClock.Instant) async throws -> ImportLoadResult.Job {
        let connection = try Target(address: imports, workspace: workspace).connect()
        let client = ImportsV1.ImportsClient(connection)
        var id: Int64 = 0
        do {
            id = try await FileUpload(path: file, client: client).run().id
            let options = ImportsV1.ImportOptions(
                mode: .upsertOverwrite, createMissingCompanies: true, allowRepeated: true)
            _ = try await client.startImport(ImportsV1.StartImportRequest(id: id, options: options))
        } catch let error as RPCError where error.code == .resourceExhausted {
            // Its file would only take room.
            if id != 0 { _ = try await client.cancelImport(.init(id: id)) }
            await connection.shutdown()
            return .refused
        }
        let acceptance = ContinuousClock.now - start
        var last = ImportsV1.Import()
        for try await step in try await client.watchImport(ImportsV1.WatchImportRequest(id: id)) {
            last = step.import ?? last
        }
        await connection.shutdown()
        return .accepted(last, acceptance)
    }
}

/// What a run of imports found.
struct ImportLoadResult {
    /// What became of one job.
    enum Job: Sendable {
        case accepted(ImportsV1.Import, Duration)
        /// The service had too much to do.
        case refused
    }

    private(set) var accepted = 0
    private(set) var refused = 0
    /// Accepted jobs that were not completed.
    private(set) var failed = 0
    private(set) var rows: Int64 = 0
    private(set) var rejected: Int64 = 0
    private(set) var messages: [String] = []
    var seconds = 0.0
    /// In milliseconds: from when a job was due to when it was accepted.
    private var acceptance = Histogram<UInt64>(
        highestTrackableValue: 3_600_000, numberOfSignificantValueDigits: .three)

    mutating func add(_ job: Job) {
        guard case .accepted(let job, let time) = job else {
            refused += 1
            return
        }
        accepted += 1
        acceptance.record(UInt64(max(0, time / .milliseconds(1))))
        rows += job.rowsDone
        rejected += job.counts?.rejected ?? 0
        if job.state != .completed && job.state != .completedWithErrors {
            failed += 1
            messages.append("\(job.errorNumber) \(job.errorName): \(job.errorMessage)")
        }
    }

    func print(peakBytes: Int64, json: Bool) {
        let rate = Int(Double(rows) / seconds)
        let time = (seconds * 100).rounded() / 100
        let p50 = acceptance.valueAtPercentile(50)
        let p99 = acceptance.valueAtPercentile(99)
        if json {
            Swift.print(
                """
                {"jobs":\(accepted),"refused":\(refused),"failed":\(failed),"rows":\(rows),"rejected":\(rejected),\
                "seconds":\(time),"rows_per_second":\(rate),"acceptance_p50_ms":\(p50),"acceptance_p99_ms":\(p99),\
                "imports_peak_bytes":\(peakBytes)}
                """)
            return
        }
        Swift.print("\(rows) rows in \(accepted) jobs in \(time) s: \(rate) rows/s, \(rejected) rejected")
        Swift.print("accepted after p50 \(p50) ms, p99 \(p99) ms; \(refused) jobs refused, \(failed) failed")
        Swift.print("imports: at most \(peakBytes >> 20) MiB resident")
        for message in messages.prefix(10) { Swift.print(message) }
    }
}
