import Synchronization

/// In which workspaces messages wait, and since or until when.
///
/// Lives in the process; what waits is stored.
final class MailSchedule: Sendable {
    private let due = Mutex<[String: Int64]>([:])
    private let wakeUp: AsyncStream<Void>.Continuation

    /// An element for each change; those that come while nobody looks become one.
    let wakeUps: AsyncStream<Void>

    init() { (wakeUps, wakeUp) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1)) }

    /// Something is to be sent at `instant`, in milliseconds since 1970.
    func add(_ workspace: String, at instant: Int64 = 0) {
        due.withLock { $0[workspace] = min($0[workspace] ?? .max, instant) }
        wakeUp.yield()
    }

    /// Looks again.
    func wake() { wakeUp.yield() }

    /// The workspaces in which something is due, which are forgotten.
    func takeDue(now: Int64) -> [String] {
        due.withLock { due in
            let workspaces = due.filter { $0.value <= now }.keys.sorted()
            for workspace in workspaces { due[workspace] = nil }
            return workspaces
        }
    }

    /// When something is due next; nil when nothing is.
    var next: Int64? { due.withLock { $0.values.min() } }
}
