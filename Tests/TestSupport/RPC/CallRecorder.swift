import RPCCore
import Synchronization

/// An interceptor that notes what it is told, and does to calls what a test wants.
public final class CallRecorder: CallInterceptor {
    /// One thing that it was told.
    public enum Event: Sendable, Equatable {
        /// A call of that method started.
        case started(String)
        /// A call of that method ended.
        case ended(String, StatusCode)
    }

    private let name: String
    private let change: @Sendable (inout InterceptedCall) throws(RPCError) -> Void
    private let noted = Mutex<[Event]>([])
    private let seen = Mutex<[CallOutcome]>([])
    private let log: CallRecorderLog?
    /// Advances with every end.
    public let ends = Tally()

    /// - Parameters:
    ///   - log: Where several of them write in turn, each with its name.
    ///   - change: Changes or refuses the calls that start.
    public init(
        _ name: String = "", log: CallRecorderLog? = nil,
        change: @escaping @Sendable (inout InterceptedCall) throws(RPCError) -> Void = { (_) throws(RPCError) in }
    ) {
        self.name = name
        self.log = log
        self.change = change
    }

    /// Everything that it was told.
    public var events: [Event] { noted.withLock { $0 } }

    /// How the calls ended.
    public var outcomes: [CallOutcome] { seen.withLock { $0 } }

    /// Notes the start; the note is this interceptor's name.
    public func started(_ call: inout InterceptedCall) throws(RPCError) -> (any Sendable)? {
        log?.write("+\(name)")
        try change(&call)
        let method = call.method.name
        noted.withLock { $0.append(.started(method)) }
        return name
    }

    /// Notes the end.
    public func ended(_ call: InterceptedCall, _ outcome: CallOutcome, _ note: (any Sendable)?) {
        log?.write("-\(note as? String ?? "?")")
        noted.withLock { $0.append(.ended(call.method.name, outcome.code)) }
        seen.withLock { $0.append(outcome) }
        ends.advance()
    }
}

/// Lines of several recorders, in their order.
public final class CallRecorderLog: Sendable {
    private let written = Mutex<[String]>([])

    /// Nothing written.
    public init() {}

    /// What was written.
    public var lines: [String] { written.withLock { $0 } }

    func write(_ line: String) { written.withLock { $0.append(line) } }
}
