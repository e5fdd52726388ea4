import RPCCore

/// A call that waits for an endpoint, or for its next attempt.
protocol WaitingCall: AnyObject, Sendable {
    /// Whether it goes on waiting when no endpoint can be reached.
    var waitsForReady: Bool { get }
    /// The endpoint that it was given, where it counts as pending, or why there is none.
    func proceed(with endpoint: Result<Endpoint, RPCError>)
    /// The pause before its next attempt is over.
    func pauseEnded()
    /// The client ends.
    func clientEnded()
}

/// Calls that wait, oldest first; bounded.
struct WaitingCalls {
    private var calls: [ObjectIdentifier: (order: UInt64, call: any WaitingCall)] = [:]
    private var nextOrder: UInt64 = 0
    private let limit: Int

    init(limit: Int) { self.limit = limit }

    var isEmpty: Bool { calls.isEmpty }
    var isFull: Bool { calls.count >= limit }

    /// False when there are too many.
    mutating func insert(_ call: any WaitingCall) -> Bool {
        guard !isFull else { return false }
        calls[ObjectIdentifier(call)] = (nextOrder, call)
        nextOrder += 1
        return true
    }

    /// False when it does not wait here.
    @discardableResult
    mutating func remove(_ call: any WaitingCall) -> Bool { calls.removeValue(forKey: ObjectIdentifier(call)) != nil }

    /// Removes and returns the calls that `predicate` names, oldest first.
    mutating func take(where predicate: (any WaitingCall) -> Bool = { _ in true }) -> [any WaitingCall] {
        let taken = calls.values.filter { predicate($0.call) }.sorted { $0.order < $1.order }.map(\.call)
        for call in taken { remove(call) }
        return taken
    }
}
