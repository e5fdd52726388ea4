import RPCCore

/// What a server has done since its start; a snapshot.
public struct ServerStatistics: Sendable, Equatable {
    /// Methods called at least once, in the order of registration; calls to unknown methods are counted together as
    /// the last one, `other`.
    public var methods: [MethodStatistics] = []
    /// Open connections, oldest first.
    public var connections: [ConnectionStatistics] = []
    /// Connections accepted since the start, and those of them refused because there were too many.
    public var connectionsAccepted: UInt64 = 0
    /// Connections closed at once because there were too many.
    public var connectionsRefused: UInt64 = 0
}

/// What a server has done for one method.
public struct MethodStatistics: Sendable, Equatable {
    /// The method's key everywhere: `danhba.contacts.v1.Contacts/GetContact`.
    public var fullName: String
    /// Calls that arrived.
    public var started: UInt64 = 0
    /// Bytes of request and response messages, without frame headers.
    public var requestBytes: UInt64 = 0
    /// Bytes of response messages, without frame headers.
    public var responseBytes: UInt64 = 0
    /// From the arrival of a request to its answer, by status code; codes that never occurred are absent.
    public var latencyByCode: [StatusCode: LatencyHistogram] = [:]
    /// How long calls waited for a thread of the store; nothing for methods that run where they arrive.
    public var queueWait = LatencyHistogram()

    /// Calls that were answered, by status code; codes that never occurred are absent.
    public var endedByCode: [StatusCode: UInt64] { latencyByCode.mapValues(\.count) }

    /// From the arrival of a request to its answer, whatever that was.
    public var latency: LatencyHistogram { latencyByCode.values.reduce(into: LatencyHistogram()) { $0.add($1) } }

    /// Calls that are not answered yet.
    public var inFlight: UInt64 {
        let ended = latencyByCode.values.reduce(0) { $0 &+ $1.count }
        // The numbers are read one after the other, while calls go on.
        return started &- min(started, ended)
    }
}

/// What a server knows of one open connection.
public struct ConnectionStatistics: Sendable, Equatable {
    /// The peer's address.
    public var peer: String
    /// Since the connection was accepted.
    public var age: Duration
    /// Calls that are not answered yet.
    public var inFlight: Int
    /// Bytes waiting to be written to the peer, as of the last write.
    public var outboxBytes: Int
    /// Calls that arrived.
    public var calls: UInt64
}

/// Durations counted in buckets, each at most 1/4 wider than the one before; from 1 µs to over an hour.
public struct LatencyHistogram: Sendable, Equatable {
    /// Four per power of two of microseconds.
    static let bucketCount = 128

    /// Calls per bucket; `upperBound(of:)` tells a bucket's.
    public internal(set) var buckets = [UInt64](repeating: 0, count: LatencyHistogram.bucketCount)
    /// The sum of all durations, for an average.
    public internal(set) var sumMicroseconds: UInt64 = 0
    /// The longest duration.
    public internal(set) var maxMicroseconds: UInt64 = 0

    /// Nothing counted.
    public init() {}

    /// Counts the durations of another one, too.
    mutating func add(_ other: LatencyHistogram) {
        for index in buckets.indices { buckets[index] &+= other.buckets[index] }
        sumMicroseconds &+= other.sumMicroseconds
        maxMicroseconds = max(maxMicroseconds, other.maxMicroseconds)
    }

    /// Number of durations.
    public var count: UInt64 { buckets.reduce(0, &+) }

    /// The duration in microseconds that the given part (0...1) of the calls did not exceed, rounded up to its
    /// bucket's bound and at most the maximum; 0 when there were none.
    public func percentile(_ part: Double) -> UInt64 {
        let rank = max(1, UInt64((Double(count) * part).rounded(.up)))
        var seen: UInt64 = 0
        for (index, calls) in buckets.enumerated() {
            seen += calls
            if seen >= rank { return min(LatencyHistogram.upperBound(of: index), maxMicroseconds) }
        }
        return maxMicroseconds
    }

    /// The bucket of a duration.
    static func bucket(ofMicroseconds value: UInt64) -> Int {
        if value < 4 { return Int(value) }
        let octave = 63 - value.leadingZeroBitCount
        let quarter = Int(truncatingIfNeeded: value >> UInt64(octave - 2)) & 3
        return min(bucketCount - 1, (octave - 1) * 4 + quarter)
    }

    /// The highest whole number of microseconds that falls into a bucket.
    public static func upperBound(of bucket: Int) -> UInt64 {
        if bucket < 4 { return UInt64(max(0, bucket)) }
        let octave = min(61, bucket / 4 + 1)
        return UInt64(4 + bucket % 4 + 1) << UInt64(octave - 2) - 1
    }
}
