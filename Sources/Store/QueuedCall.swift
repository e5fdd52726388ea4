import RPCCore

/// A call that waits for its lane.
struct QueuedCall<Transaction>: Sendable {
    let workspace: String
    let deadline: Deadline
    let cancellation: Cancellation
    /// Runs the call; what it returns delivers the answer, once the effects are durable.
    let run: @Sendable (Transaction) throws -> @Sendable () -> Void
    /// Answers with an error instead.
    ///
    /// Either this or the delivery is called, once.
    let fail: @Sendable (any Error) -> Void

    /// Why the call need not be run any more.
    var reasonToSkip: StoreError? {
        if cancellation.isCancelled { return .cancelled }
        return deadline.isPast ? .deadlineExceeded : nil
    }
}

/// First in, first out; removes from the front without moving the rest each time.
struct Queue<Element> {
    private var elements: [Element] = []
    private var head = 0

    var count: Int { elements.count - head }
    var isEmpty: Bool { count == 0 }

    mutating func append(_ element: Element) { elements.append(element) }

    /// Puts elements back before all others.
    mutating func prepend(_ first: some Sequence<Element>) {
        elements.replaceSubrange(..<head, with: Array(first))
        head = 0
    }

    /// Removes up to `limit` elements from the front.
    mutating func removeFirst(_ limit: Int) -> [Element] {
        let taken = Array(elements[head..<head + min(limit, count)])
        head += taken.count
        if head == elements.count {
            elements.removeAll(keepingCapacity: elements.count <= 1_024)
            head = 0
        } else if head > 1_024, head > elements.count / 2 {
            elements.removeSubrange(..<head)
            head = 0
        }
        return taken
    }
}
