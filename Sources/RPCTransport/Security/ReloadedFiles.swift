import Foundation
import Logging
import NIOCore
import NIOPosix
import RPCCore
import Synchronization

/// What is made of files, and made anew when their bytes change.
///
/// Somebody must ask: the files are looked at when a value is wanted, at most once a second. Files of these sizes are
/// read as fast as their dates, and comparing bytes cannot miss a change.
final class ReloadedFiles<Value: Sendable>: Sendable {
    private struct State {
        var value: Value?
        /// What `value` was made of.
        var contents: [[UInt8]] = []
        var nextCheck: UInt64 = 0
        var isChecking = false
        /// Logged already.
        var failure: String?
    }

    private let paths: [String]
    private let clock: @Sendable () -> UInt64
    private let logger: Logger
    private let make: @Sendable ([[UInt8]]) throws(RPCError) -> Value
    private let state = Mutex(State())

    /// - Parameters:
    ///   - clock: Nanoseconds of a clock that only goes forward.
    ///   - make: Gets the files' bytes in the order of `paths`; throws what is wrong with them.
    init(
        _ paths: [String], clock: @escaping @Sendable () -> UInt64, logger: Logger,
        make: @escaping @Sendable ([[UInt8]]) throws(RPCError) -> Value
    ) {
        self.paths = paths
        self.clock = clock
        self.logger = logger
        self.make = make
    }

    /// The value of the files as they are, or were a second ago; reads them on a thread that may block.
    ///
    /// Fails only while there never was a value.
    func value(on eventLoop: any EventLoop) -> EventLoopFuture<Value> {
        let now = clock()
        let current: Value? = state.withLock { state in
            if let value = state.value, state.isChecking || now < state.nextCheck { return value }
            state.isChecking = true
            return nil
        }
        if let current { return eventLoop.makeSucceededFuture(current) }
        return NIOThreadPool.singleton.runIfActive(eventLoop: eventLoop) { try self.refresh() }
    }

    /// Reads the files now, on this thread.
    @discardableResult
    func refresh() throws(RPCError) -> Value {
        let (current, contents) = state.withLock { ($0.value, $0.contents) }
        let next = clock() &+ 1_000_000_000
        do {
            let read = try read()
            if let current, read == contents {
                keep(current, of: contents, until: next)
                return current
            }
            let value = try make(read)
            keep(value, of: read, until: next)
            if current != nil { logger.notice("files reloaded", metadata: ["files": "\(paths)"]) }
            return value
        } catch {
            let isNew = state.withLock { state in
                defer { state.failure = error.message }
                state.nextCheck = next
                state.isChecking = false
                return state.failure != error.message
            }
            guard let current else { throw error }
            if isNew {
                logger.error(
                    "changed files cannot be used, what was read before stays", metadata: ["error": "\(error.message)"])
            }
            return current
        }
    }

    private func keep(_ value: Value, of contents: [[UInt8]], until nextCheck: UInt64) {
        state.withLock { state in
            state = State(value: value, contents: contents, nextCheck: nextCheck)
        }
    }

    private func read() throws(RPCError) -> [[UInt8]] {
        var contents: [[UInt8]] = []
        for path in paths {
            do {
                contents.append(Array(try Data(contentsOf: URL(fileURLWithPath: path))))
            } catch {
                throw RPCError(.failedPrecondition, "\(path) cannot be read.", cause: error)
            }
        }
        return contents
    }
}
