import GRDB
import GRDBSQLite
import RPCCore

/// Why the store could not do its part.
///
/// What a service's own code throws inside a transaction passes through unchanged.
public enum StoreError: Error, Equatable {
    /// The name is not 1–64 of `[a-z0-9_-]` beginning with a letter or digit.
    case invalidWorkspaceName
    /// The call would have created a workspace beyond `workspaceLimit`.
    case workspaceLimitReached(limit: Int)
    /// Another process has the data folder open.
    case directoryInUse(path: String)
    /// The data folder could not be made or opened; `code` is errno.
    case directoryUnusable(path: String, code: Int32)
    /// The file was written by a newer version of the program.
    case databaseNewer(workspace: String)
    /// The file belongs to another service.
    case databaseOfOtherService(workspace: String, service: String)
    /// The file's content is not a sound database.
    case damaged(detail: String)
    /// The disk is full; the effects of the call are undone.
    case diskFull
    /// Reading or writing the file failed; after a failed write the file is not used again by this process.
    case inputOutput(code: Int32, message: String)
    /// An earlier failure closed the file for the rest of this process.
    case fileFailed(workspace: String)
    /// Too many calls wait already; this one was not started.
    case queueFull
    /// Too many tasks wait for changes of the workspace already.
    case tooManyWatchers(limit: Int)
    /// Nobody waits for the answer any more: the deadline passed.
    case deadlineExceeded
    /// A read ran longer than `readDurationLimit`.
    case readTooLong
    /// Nobody waits for the answer any more: the caller cancelled.
    case cancelled
    /// The store is closed or closing; the call was not started.
    case closed
    /// Another call of the same group commit broke the transaction; the effects of this one are undone.
    case groupLost
    /// Changes after the position are not in the log: pruned, or the position is of another database or epoch.
    case positionLost(oldest: ChangePosition, newest: ChangePosition)
    /// Any other failure of SQLite; `code` is the extended result code.
    case sqlite(code: Int32, message: String)
}

extension StoreError {
    /// The error for an extended result code of SQLite.
    init(resultCode: Int32, message: String) {
        switch resultCode & 0xff {
        case SQLITE_FULL: self = .diskFull
        case SQLITE_CORRUPT, SQLITE_NOTADB: self = .damaged(detail: message)
        case SQLITE_IOERR where resultCode != SQLITE_IOERR | (12 << 8):  // 12: out of memory, not the disk's fault
            self = .inputOutput(code: resultCode, message: message)
        default: self = .sqlite(code: resultCode, message: message)
        }
    }

    /// The last error of a connection.
    init(connection: OpaquePointer) {
        self.init(
            resultCode: sqlite3_extended_errcode(connection), message: String(cString: sqlite3_errmsg(connection)))
    }

    /// Turns what GRDB throws into a `StoreError`; other errors stay as they are.
    static func converting(_ error: any Error) -> any Error {
        guard let error = error as? DatabaseError else { return error }
        return StoreError(
            resultCode: error.extendedResultCode.rawValue, message: error.message ?? "no message")
    }

    /// Whether a row was refused because of a UNIQUE constraint or a primary key.
    public var isUniqueViolation: Bool {
        switch self {
        case .sqlite(let code, _):
            code == SQLITE_CONSTRAINT | (8 << 8) || code == SQLITE_CONSTRAINT | (6 << 8)
                || code == SQLITE_CONSTRAINT | (10 << 8)
        default: false
        }
    }

    /// Whether a write that failed so must be the last one to its file: after a failed write or sync the kernel may
    /// have dropped pages that a later sync would report as safe.
    var isFatalForFile: Bool {
        switch self {
        case .inputOutput, .damaged: true
        default: false
        }
    }

    /// Whether SQLite was interrupted by the progress handler.
    var isInterrupt: Bool {
        if case .sqlite(let code, _) = self { code & 0xff == SQLITE_INTERRUPT } else { false }
    }
}

extension StoreError: RPCErrorConvertible {
    /// What a caller is told.
    ///
    /// Only calls that had no effect are marked retryable.
    public var rpcError: RPCError {
        switch self {
        case .invalidWorkspaceName:
            RPCError(.invalidArgument, "A workspace is named by 1 to 64 of a-z, 0-9, _ and -, first a letter or digit.")
        case .workspaceLimitReached(let limit):
            RPCError(.resourceExhausted, "There are \(limit) workspaces already; no further one can be made.")
        case .databaseNewer, .databaseOfOtherService, .directoryInUse, .directoryUnusable:
            RPCError(.failedPrecondition, "The workspace's file cannot be used by this program.", cause: self)
        case .damaged:
            RPCError(.dataLoss, "The workspace's file is damaged; restore it from a backup.", cause: self)
        case .diskFull:
            RPCError(.resourceExhausted, "The disk is full; nothing was changed.", cause: self)
        case .inputOutput, .fileFailed:
            RPCError(.unavailable, "The workspace's file cannot be read or written.", cause: self)
        case .queueFull:
            RPCError(.unavailable, "Too many calls wait already.", isRetryable: true)
        case .tooManyWatchers(let limit):
            RPCError(.resourceExhausted, "\(limit) watchers wait for changes of this workspace already.")
        case .deadlineExceeded:
            RPCError(.deadlineExceeded, "The deadline passed before the call was answered.")
        case .readTooLong:
            RPCError(.deadlineExceeded, "The read took too long; ask for less.")
        case .cancelled:
            RPCError(.cancelled, "The caller cancelled the call.")
        case .closed:
            RPCError(.unavailable, "The service is stopping.", isRetryable: true)
        case .groupLost:
            RPCError(.unavailable, "The call was undone together with another one.", isRetryable: true)
        case .positionLost:
            RPCError(.outOfRange, "The changes after this position are no longer known; load the data anew.")
        case .sqlite:
            RPCError(.internal, "The service failed; its log says why.", cause: self)
        }
    }
}
