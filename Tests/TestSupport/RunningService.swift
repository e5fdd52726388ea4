import Foundation

/// An executable of this package that runs for a test, and is killed with its last reference.
public final class RunningService {
    /// Thrown when the executable is not beside the tests; build it, or name its folder in `DANHBA_BIN`.
    public struct NotBuilt: Error {
        /// The executable's name.
        public let name: String
    }

    private let process = Process()
    private let isWrapped: Bool

    /// Finishes when the process has ended.
    public let ending: AsyncStream<Never>

    /// Starts the executable.
    ///
    /// With `wrapper` it runs under that command, found by PATH. Its log goes to the new file at the path `log`; without one to the test's standard error, and only with
    /// `DANHBA_TEST_LOGS` set.
    public init(_ name: String, arguments: [String], under wrapper: [String] = [], log: String? = nil) throws {
        let executable = try Self.executable(name)
        let (ending, ended) = AsyncStream.makeStream(of: Never.self)
        self.ending = ending
        process.terminationHandler = { _ in ended.finish() }
        isWrapped = !wrapper.isEmpty
        process.executableURL = wrapper.isEmpty ? executable : URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = wrapper.isEmpty ? arguments : wrapper + [executable.path] + arguments
        process.environment = ProcessInfo.processInfo.environment.merging(
            ["MALLOC_ARENA_MAX": "2", "SWIFT_BACKTRACE": "enable=no"]) { _, new in new }
        if let log {
            _ = FileManager.default.createFile(atPath: log, contents: nil)
            process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: log))
        } else if ProcessInfo.processInfo.environment["DANHBA_TEST_LOGS"] == nil {
            process.standardError = FileHandle.nullDevice
        }
        process.standardOutput = FileHandle.nullDevice
        try process.run()
    }

    /// Runs the executable to its end; returns its status and what it wrote to standard output.
    public static func output(of name: String, arguments: [String]) throws -> (status: Int32, text: String) {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = try executable(name)
        process.arguments = arguments
        process.standardOutput = pipe
        try process.run()
        let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return (process.terminationStatus, text)
    }

    deinit { kill() }

    /// The process to send signals to.
    public var processID: Int32 { process.processIdentifier }

    /// Ends the process as a power cut would, and waits until it is gone.
    public func kill() {
        guard process.isRunning else { return }
        let id = process.processIdentifier
        // What it runs under ends by itself after it; killed first, it would leave it behind.
        let wrapped = isWrapped ? Self.children(of: id) : []
        for victim in wrapped.isEmpty ? [id] : wrapped { Foundation.kill(victim, SIGKILL) }
        process.waitUntilExit()
    }

    private static func children(of id: Int32) -> [Int32] {
        guard let list = FileManager.default.contents(atPath: "/proc/\(id)/task/\(id)/children") else { return [] }
        return String(decoding: list, as: UTF8.self).split(separator: " ").compactMap { Int32($0) }
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
