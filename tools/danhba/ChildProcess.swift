import Foundation
import Logging
import ServiceLifecycle
import Synchronization

/// A program that is kept running; ends it when the group shuts down.
final class ChildProcess: Service {
    private let executable: URL
    private let arguments: [String]
    private let environment: [String: String]
    private let logger: Logger
    private let state = Mutex(State())

    private struct State {
        var processID: pid_t?
        var isStopping = false
    }

    init(executable: URL, arguments: [String], environment: [String: String], logger: Logger) {
        self.executable = executable
        self.arguments = arguments
        self.environment = environment
        self.logger = logger
    }

    func run() async throws {
        try await withGracefulShutdownHandler {
            try await keepRunning()
        } onGracefulShutdown: {
            self.stop()
        }
    }

    private func keepRunning() async throws {
        var delay = Duration.seconds(1)
        while true {
            let started = ContinuousClock.now
            let status = try await runOnce()
            if state.withLock({ $0.isStopping }) { return }
            if started.duration(to: .now) > .seconds(60) { delay = .seconds(1) }
            logger.error(
                "a service ended and is started again",
                metadata: ["service": "\(name)", "status": "\(status)", "after": "\(delay)"])
            try await pause(delay)
            if state.withLock({ $0.isStopping }) { return }
            delay = min(delay * 2, .seconds(30))
        }
    }

    /// Ends early when the group shuts down.
    private func pause(_ delay: Duration) async throws {
        do {
            try await cancelWhenGracefulShutdown { try await Task.sleep(for: delay) }
        } catch is CancellationError where state.withLock({ $0.isStopping }) {
            return
        }
    }

    private var name: String { executable.lastPathComponent }

    /// Starts the program and waits for its end; its exit status.
    private func runOnce() async throws -> Int32 {
        let process = Process()
        process.executableURL = executable
        process.arguments = arguments
        process.environment = environment
        process.standardInput = FileHandle.nullDevice
        return try await withCheckedThrowingContinuation { continuation in
            process.terminationHandler = { process in continuation.resume(returning: process.terminationStatus) }
            do {
                try process.run()
            } catch {
                process.terminationHandler = nil
                return continuation.resume(throwing: error)
            }
            let isStopping = state.withLock { state in
                state.processID = process.processIdentifier
                return state.isStopping
            }
            if isStopping { kill(process.processIdentifier, SIGTERM) }
        }
    }

    private func stop() {
        let processID = state.withLock { state in
            state.isStopping = true
            return state.processID
        }
        if let processID { kill(processID, SIGTERM) }
    }
}
