import Contracts

/// Imports as people read them.
enum ImportText {
    /// How far a running one is: `1200 rows, 4000/s, 12 s left`.
    static func progress(_ job: ImportsV1.Import) -> String {
        if job.state == .paused { return "\(job.rowsDone) rows, paused" }
        let rest = job.remainingMs > 0 ? ", \((job.remainingMs + 999) / 1_000) s left" : ""
        if job.state == .undoing || job.state == .redoing { return "\(job.rowsDone) rows\(rest)" }
        return "\(job.rowsDone) rows, \(job.rowsPerSecond)/s\(rest)"
    }

    /// Prints where a job stands and what became of its rows.
    static func show(_ job: ImportsV1.Import) {
        let counts = job.counts ?? ImportsV1.ImportCounts()
        print("import \(job.id): \(Phrase.words("\(job.state)"))")
        print(
            "\(Phrase.count(job.rowsDone, "row")): \(counts.created) created, \(counts.updated) updated, "
                + "\(counts.unchanged) unchanged, \(counts.skipped) skipped, \(counts.rejected) rejected, "
                + "\(counts.ignoredEmpty) empty, \(counts.notReached) not reached")
        for code in job.codes { print("  \(code.number) \(code.name): \(Phrase.count(code.rows, "row"))") }
        if job.state == .planned { print("plan \(job.planHash)") }
        if job.errorNumber != 0 { print("\(job.errorNumber) \(job.errorName): \(job.errorMessage)") }
    }
}
