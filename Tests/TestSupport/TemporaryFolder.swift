import Foundation

/// A folder for one test, removed with its last reference.
public final class TemporaryFolder: Sendable {
    /// Without a slash at its end.
    public let path: String

    /// Makes an empty folder under the system's temporary one.
    public init() throws {
        path = NSTemporaryDirectory() + "danhba-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        // What cannot be removed stays for the system to clear.
        try? FileManager.default.removeItem(atPath: path)
    }
}
