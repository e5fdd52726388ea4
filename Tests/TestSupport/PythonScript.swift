import Foundation

/// A script for Debian's Python, whose modules `dev/setup.sh` installs: what other programs make of our files and what
/// they answer.
public struct PythonScript: Sendable {
    /// The script ended with another status than 0; `output` is what it said.
    public struct Failure: Error, CustomStringConvertible {
        /// The exit status.
        public let status: Int32
        /// Standard output and error.
        public let output: String

        /// Status and output.
        public var description: String { "python3 ended with \(status): \(output)" }
    }

    private let source: String

    /// `source` is the program's text.
    public init(_ source: String) { self.source = source }

    /// The process for the script, not started yet.
    public func process(_ arguments: [String]) -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
        process.arguments = ["-c", source] + arguments
        return process
    }

    /// Runs the script and returns what it prints; blocks meanwhile.
    @discardableResult
    public func run(_ arguments: String...) throws -> String {
        let process = process(arguments)
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        let text = String(decoding: output, as: UTF8.self)
        guard process.terminationStatus == 0 else {
            throw Failure(status: process.terminationStatus, output: text)
        }
        return text
    }
}
