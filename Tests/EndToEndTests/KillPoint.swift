import Foundation

/// A write to a disk at which a process is killed, as by a power cut: before it, so that it has no effect.
struct KillPoint: Sendable {
    /// Among the writes, syncs, and changes of names and lengths that one of the process's threads makes, from 1.
    var write: Int

    private static let calls = "pwrite64,pwritev,fsync,fdatasync,ftruncate,rename,renameat,renameat2,unlink,unlinkat"

    /// What the process has to run under.
    var command: [String] {
        ["strace", "-f", "-qqq", "-o", "/dev/null", "-e", "trace=\(Self.calls)"]
            + ["-e", "inject=\(Self.calls):signal=KILL:error=EIO:when=\(write)"]
    }

    /// Whether strace is installed and may trace.
    static let isPossible: Bool = {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["strace", "-qqq", "-o", "/dev/null", "true"]
        process.standardError = FileHandle.nullDevice
        do {
            try process.run()
        } catch {
            return false
        }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }()
}
