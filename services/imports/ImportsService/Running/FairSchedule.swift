/// Which job runs next: a bounded number at once, oldest first inside a workspace, and no workspace waits for another
/// one's long list.
struct FairSchedule {
    private let limit: Int
    private var waiting: [String: [Int64]] = [:]
    private var running: Set<JobIdentity> = []
    /// Of those, the ones that have more to do when they end.
    private var again: Set<JobIdentity> = []
    /// When a workspace last had a turn; those that never had one come first.
    private var lastTurn: [String: UInt64] = [:]
    private var turn: UInt64 = 0

    init(limit: Int) { self.limit = max(1, limit) }

    /// Adds a job, unless it waits already; one that is running waits as soon as it ends.
    mutating func add(_ job: JobIdentity) {
        if running.contains(job) {
            again.insert(job)
            return
        }
        if waiting[job.workspace]?.contains(job.id) == true { return }
        waiting[job.workspace, default: []].append(job.id)
    }

    /// Takes the next job out of the line; nil when there is none or enough are running.
    ///
    /// The workspace with the fewest running jobs comes first, among equals the one whose last turn was longest ago.
    mutating func next() -> JobIdentity? {
        guard running.count < limit else { return nil }
        let workspace = waiting.keys.min { left, right in rank(left) < rank(right) }
        guard let workspace, var ids = waiting[workspace], !ids.isEmpty else { return nil }
        let job = JobIdentity(workspace: workspace, id: ids.removeFirst())
        waiting[workspace] = ids.isEmpty ? nil : ids
        running.insert(job)
        turn += 1
        lastTurn[workspace] = turn
        return job
    }

    mutating func ended(_ job: JobIdentity) {
        running.remove(job)
        if again.remove(job) != nil { add(job) }
        if waiting.isEmpty && running.isEmpty { lastTurn = [:] }
    }

    private func rank(_ workspace: String) -> (Int, UInt64, String) {
        (running.count { $0.workspace == workspace }, lastTurn[workspace] ?? 0, workspace)
    }
}
