/// Which of a peer's endpoints takes the next call: of two that are ready, drawn at random, the one with fewer calls
/// pending.
///
/// Two draws come close to the minimum over all, and clients do not all choose the same one. A pure value.
package struct Balancer<Endpoint: AnyObject> {
    package enum Readiness: Sendable {
        /// Not connected, and nobody tries.
        case idle
        case connecting
        case ready
        /// The last attempt to connect failed; stays until one succeeds.
        case failing
    }

    package struct Member {
        package let endpoint: Endpoint
        package var readiness = Readiness.idle
        /// Calls without outcome.
        package var pending = 0
    }

    package private(set) var members: [Member] = []
    /// Places in `members`.
    private var ready: [Int] = []

    package init() {}

    package enum Pick {
        /// Counted as pending there, until `ended`.
        case use(Endpoint)
        /// An endpoint may become ready soon.
        case wait
        /// All endpoints fail, or there is none.
        case none
    }

    /// Chooses an endpoint for a call; another one than `avoided` if there is one.
    package mutating func pick(avoiding avoided: Endpoint?, using generator: inout some RandomNumberGenerator) -> Pick {
        guard !ready.isEmpty else {
            return isFailing ? .none : .wait
        }
        let place = choose(avoiding: avoided, using: &generator)
        members[place].pending += 1
        return .use(members[place].endpoint)
    }

    /// Whether any endpoint takes calls.
    package var isReady: Bool { !ready.isEmpty }

    /// Whether every endpoint fails, or there is none.
    package var isFailing: Bool { members.allSatisfy { $0.readiness == .failing } }

    /// Whether an endpoint other than `endpoint` takes calls.
    package func hasAlternative(to endpoint: Endpoint?) -> Bool {
        ready.contains { members[$0].endpoint !== endpoint }
    }

    /// A call that was given to `endpoint` has its outcome.
    ///
    /// False when the endpoint is no member any more.
    package mutating func ended(on endpoint: Endpoint) -> Bool {
        guard let place = place(of: endpoint) else { return false }
        members[place].pending -= 1
        return true
    }

    /// Adds an endpoint that is idle.
    package mutating func add(_ endpoint: Endpoint) { members.append(Member(endpoint: endpoint)) }

    /// Takes an endpoint out; returns the calls that are pending there, nil when it is no member.
    package mutating func remove(_ endpoint: Endpoint) -> Int? {
        guard let place = place(of: endpoint) else { return nil }
        let pending = members.remove(at: place).pending
        findReady()
        return pending
    }

    /// Notes what became of an endpoint's connection.
    ///
    /// One that fails counts as failing until it is ready, however often it tries meanwhile.
    package mutating func set(_ endpoint: Endpoint, _ readiness: Readiness) {
        guard let place = place(of: endpoint) else { return }
        let wasFailing = members[place].readiness == .failing
        if wasFailing && readiness != .ready { return }
        members[place].readiness = readiness
        findReady()
    }

    /// Endpoints that are idle, which become `connecting`: their owner has to connect them.
    package mutating func takeIdle() -> [Endpoint] {
        guard members.contains(where: { $0.readiness == .idle }) else { return [] }
        return members.indices.compactMap { place in
            guard members[place].readiness == .idle else { return nil }
            members[place].readiness = .connecting
            return members[place].endpoint
        }
    }

    private mutating func findReady() {
        ready = members.indices.filter { members[$0].readiness == .ready }
    }

    private func place(of endpoint: Endpoint) -> Int? { members.firstIndex { $0.endpoint === endpoint } }

    /// The place of the endpoint to use; at least one is ready.
    private func choose(avoiding avoided: Endpoint?, using generator: inout some RandomNumberGenerator) -> Int {
        guard ready.count > 1 else { return ready[0] }
        let first = Int.random(in: 0..<ready.count, using: &generator)
        // Drawn from the others: 1 to count - 1 places on, round the end.
        let second = (first + Int.random(in: 1..<ready.count, using: &generator)) % ready.count
        let (left, right) = (ready[first], ready[second])
        if let avoided {
            if members[left].endpoint === avoided { return right }
            if members[right].endpoint === avoided { return left }
        }
        return members[right].pending < members[left].pending ? right : left
    }
}

extension Balancer: Sendable where Endpoint: Sendable {}
extension Balancer.Member: Sendable where Endpoint: Sendable {}
extension Balancer.Pick: Sendable where Endpoint: Sendable {}

/// Random numbers for choices that need not be secret (SplitMix64); costs no system call.
package struct QuickGenerator: RandomNumberGenerator, Sendable {
    private var state: UInt64

    package init(seed: UInt64) { state = seed }

    package mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var value = state
        value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
        value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
        return value ^ (value >> 31)
    }
}
