import Foundation

/// An executable of this package that runs for a test, and is killed with its last reference.
public final class RunningService {
    /// Thrown when the executable is not beside the tests; build it, or name its folder in `DANHBA_BIN`.
    public struct NotBuilt: Error {
        /// The executable's name.
        public let name: String
    }

    private let process = Process()

    /// Starts the executable; its log goes to the test's standard error only with `DANHBA_TEST_LOGS` set.
    public init(_ name: String, arguments: [String]) throws {
        process.executableURL = try Self.executable(name)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(
            ["MALLOC_ARENA_MAX": "2", "SWIFT_BACKTRACE": "enable=no"]) { _, new in new }
        if ProcessInfo.processInfo.environment["DANHBA_TEST_LOGS"] == nil {
            process.standardError = FileHandle.nullDevice
        }
        process.standardOutput = FileHandle.nullDevice
        try process.run()
    }

    deinit { kill() }

    /// The process to send signals to.
    public var processID: Int32 { process.processIdentifier }

    /// Ends the process as a power cut would, and waits until it is gone.
    public func kill() {
        guard process.isRunning else { return }
        Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// Whether all of the executables are built.
    public static func areBuilt(_ names: [String]) -> Bool {
        names.allSatisfy { name in
            do {
                _ = try executable(name)
                return true
            } catch {
                return false
            }
        }
    }

    private static func executable(_ name: String) throws -> URL {
        let folder =
            ProcessInfo.processInfo.environment["DANHBA_BIN"].map { URL(fileURLWithPath: $0) }
            ?? URL(fileURLWithPath: ProcessInfo.processInfo.arguments.first ?? "").deletingLastPathComponent()
        let file = folder.appendingPathComponent(name)
        guard FileManager.default.isExecutableFile(atPath: file.path) else { throw NotBuilt(name: name) }
        return file
    }
}
