// swift-format-ignore-file
// Generated from danhba/rpc/v1/errors.proto by dev/proto.sh. Do not edit.

internal import CMessages
public import RPCCore

extension RPCV1 {
    /// One fact about an error: what is wrong, where, and the stable number to switch on.
    /// A status may carry several, for example one for every field that is not valid.
    public struct ErrorInfo: Message, Equatable {
        public static let fullName = "danhba.rpc.v1.ErrorInfo"

        /// Stable number, for example 2010. 0 when the status code says everything.
        public var number: Int32 = 0
        /// Its name, for example PHONE_INVALID.
        public var name: String = ""
        /// One sentence for people: what is wrong and what to do.
        public var message: String = ""
        /// The field of the request or the column of the file, as the caller names it. Empty when it is no field's fault.
        public var field: String = ""
        /// Row as the spreadsheet program shows it, from 1. 0: no row.
        public var row: Int64 = 0
        /// Column from 1. 0: no column.
        public var column: Int32 = 0
        /// Offset in the uploaded file or in the payload; -1: not known.
        public var byteOffset: Int64 = 0
        /// Ids of the records concerned, for example the contacts that a new one seems to duplicate. At most 100.
        public var ids: [Int64] = []

        public init() {}

        public init(
            number: Int32 = 0,
            name: String = "",
            message: String = "",
            field: String = "",
            row: Int64 = 0,
            column: Int32 = 0,
            byteOffset: Int64 = 0,
            ids: [Int64] = []
        ) {
            self.number = number
            self.name = name
            self.message = message
            self.field = field
            self.row = row
            self.column = column
            self.byteOffset = byteOffset
            self.ids = ids
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__rpc__v1__error_info__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Rpc__V1__ErrorInfo>) throws {
            number = c.pointee.number
            name = try Unpacking.string(c.pointee.name, "danhba.rpc.v1.ErrorInfo.name")
            message = try Unpacking.string(c.pointee.message, "danhba.rpc.v1.ErrorInfo.message")
            field = try Unpacking.string(c.pointee.field, "danhba.rpc.v1.ErrorInfo.field")
            row = c.pointee.row
            column = c.pointee.column
            byteOffset = c.pointee.byte_offset
            ids = Unpacking.array(c.pointee.n_ids, c.pointee.ids)
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Rpc__V1__ErrorInfo> {
            let c = arena.allocate(Danhba__Rpc__V1__ErrorInfo.self)
            danhba__rpc__v1__error_info__init(c)
            c.pointee.number = self.number
            c.pointee.name = arena.string(self.name)
            c.pointee.message = arena.string(self.message)
            c.pointee.field = arena.string(self.field)
            c.pointee.row = self.row
            c.pointee.column = self.column
            c.pointee.byte_offset = self.byteOffset
            (c.pointee.n_ids, c.pointee.ids) = arena.array(self.ids) { value, _ in value }
            return c
        }
    }

    /// When to try again; with UNAVAILABLE and RESOURCE_EXHAUSTED.
    public struct RetryInfo: Message, Equatable {
        public static let fullName = "danhba.rpc.v1.RetryInfo"

        /// Milliseconds to wait before the next attempt.
        public var retryDelayMs: Int64 = 0

        public init() {}

        public init(
            retryDelayMs: Int64 = 0
        ) {
            self.retryDelayMs = retryDelayMs
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__rpc__v1__retry_info__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Rpc__V1__RetryInfo>) throws {
            retryDelayMs = c.pointee.retry_delay_ms
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Rpc__V1__RetryInfo> {
            let c = arena.allocate(Danhba__Rpc__V1__RetryInfo.self)
            danhba__rpc__v1__retry_info__init(c)
            c.pointee.retry_delay_ms = self.retryDelayMs
            return c
        }
    }
}
