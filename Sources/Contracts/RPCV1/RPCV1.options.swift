// swift-format-ignore-file
// Generated from danhba/rpc/v1/options.proto by dev/proto.sh. Do not edit.

internal import CMessages

extension RPCV1 {
    /// Where a method runs.
    ///
    /// A number that this version of the contract does not know is read as `unspecified`.
    public enum Execution: Int32, CaseIterable, Sendable {
        /// Not allowed: every method says how it runs.
        case unspecified = 0
        /// On the event loop, against that loop's reader. For point look-ups and methods that only touch memory.
        case inline = 1
        /// On a reader thread, in one read transaction.
        case read = 2
        /// On the workspace's writer thread, in a group commit; answered when the commit is durable.
        case write = 3
        /// In a task: a unary method that awaits other services.
        case async = 4
        /// In a task, with streams.
        case stream = 5

        init(c: Danhba__Rpc__V1__Execution) {
            self = Self(rawValue: Int32(truncatingIfNeeded: c.rawValue)) ?? .unspecified
        }

        var c: Danhba__Rpc__V1__Execution { Danhba__Rpc__V1__Execution(rawValue: UInt32(bitPattern: rawValue)) }
    }

    /// Which people may have a method called for them: the roles of danhba-role, each with all that the ones before it may.
    /// Services, which act for nobody, may call everything that their connection allows.
    ///
    /// A number that this version of the contract does not know is read as `unspecified`.
    public enum Access: Int32, CaseIterable, Sendable {
        /// Administrators.
        case unspecified = 0
        /// Everybody, whatever the call says of who it is for.
        case anyone = 1
        case agent = 2
        case supervisor = 3
        case admin = 4

        init(c: Danhba__Rpc__V1__Access) {
            self = Self(rawValue: Int32(truncatingIfNeeded: c.rawValue)) ?? .unspecified
        }

        var c: Danhba__Rpc__V1__Access { Danhba__Rpc__V1__Access(rawValue: UInt32(bitPattern: rawValue)) }
    }
}
