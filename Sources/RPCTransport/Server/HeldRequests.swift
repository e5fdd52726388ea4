import RPCCore

/// Requests that were accepted and are not started yet, in the order of their arrival.
///
/// They count as in flight, which bounds their number and their bytes.
struct HeldRequests {
    struct Request {
        var header: FrameHeader
        /// What follows the header.
        var body: [UInt8]
        /// Nanoseconds of the monotonic clock.
        var arrival: UInt64

        /// Nanoseconds of the monotonic clock, `UInt64.max` for none.
        var deadline: UInt64 { header.b == 0 ? .max : arrival &+ UInt64(header.b) &* 1_000_000 }
    }

    private var requests: [Request] = []
    private var first = 0

    var isEmpty: Bool { first == requests.count }

    mutating func append(_ request: Request) { requests.append(request) }

    mutating func popFirst() -> Request? {
        guard first < requests.count else { return nil }
        let request = requests[first]
        requests[first].body = []
        first += 1
        if first == requests.count || first > 64 && first * 2 > requests.count {
            requests.removeFirst(first)
            first = 0
        }
        return request
    }

    /// The request of that call; nil when it is not held here.
    mutating func remove(_ streamID: UInt32) -> Request? {
        guard let place = requests[first...].firstIndex(where: { $0.header.streamID == streamID }) else { return nil }
        return requests.remove(at: place)
    }

    /// The requests whose deadline has passed.
    mutating func removeExpired(at now: UInt64) -> [Request] {
        let expired = requests[first...].filter { $0.deadline <= now }
        if !expired.isEmpty {
            requests = requests[first...].filter { $0.deadline > now }
            first = 0
        }
        return expired
    }

    /// No request has an earlier one; `UInt64.max` for none.
    var earliestDeadline: UInt64 { requests[first...].reduce(.max) { min($0, $1.deadline) } }
}
