// swift-format-ignore-file
// Generated from danhba/rpc/v1/changes.proto by dev/proto.sh. Do not edit.

internal import CMessages
public import RPCCore

extension RPCV1 {
    /// A place in one log.
    public struct Position: Message, Equatable {
        public static let fullName = "danhba.rpc.v1.Position"

        /// Which database: random, made with the file.
        public var databaseID: UInt64 = 0
        /// Which history of it: random, changed when a backup is restored.
        public var epoch: UInt64 = 0
        /// The last change seen; 0 before the first.
        public var sequence: Int64 = 0

        public init() {}

        public init(
            databaseID: UInt64 = 0,
            epoch: UInt64 = 0,
            sequence: Int64 = 0
        ) {
            self.databaseID = databaseID
            self.epoch = epoch
            self.sequence = sequence
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__rpc__v1__position__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Rpc__V1__Position>) throws {
            databaseID = c.pointee.database_id
            epoch = c.pointee.epoch
            sequence = c.pointee.sequence
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Rpc__V1__Position> {
            let c = arena.allocate(Danhba__Rpc__V1__Position.self)
            danhba__rpc__v1__position__init(c)
            c.pointee.database_id = self.databaseID
            c.pointee.epoch = self.epoch
            c.pointee.sequence = self.sequence
            return c
        }
    }

    /// The detail of OUT_OF_RANGE: load the data anew, then watch from `newest`.
    public struct PositionLost: Message, Equatable {
        public static let fullName = "danhba.rpc.v1.PositionLost"

        /// The oldest position from which a watch is possible now.
        public var oldest: RPCV1.Position? = nil
        public var newest: RPCV1.Position? = nil

        public init() {}

        public init(
            oldest: RPCV1.Position? = nil,
            newest: RPCV1.Position? = nil
        ) {
            self.oldest = oldest
            self.newest = newest
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__rpc__v1__position_lost__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Rpc__V1__PositionLost>) throws {
            oldest = try c.pointee.oldest.map { try RPCV1.Position(c: $0) }
            newest = try c.pointee.newest.map { try RPCV1.Position(c: $0) }
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Rpc__V1__PositionLost> {
            let c = arena.allocate(Danhba__Rpc__V1__PositionLost.self)
            danhba__rpc__v1__position_lost__init(c)
            c.pointee.oldest = self.oldest?.build(in: arena)
            c.pointee.newest = self.newest?.build(in: arena)
            return c
        }
    }

    /// `danhba.rpc.v1.Change`
    public struct Change: Message, Equatable {
        public static let fullName = "danhba.rpc.v1.Change"

        public var sequence: Int64 = 0
        /// The operation that the change belongs to: one call or one import; the same for all its changes.
        public var operationID: String = ""
        /// `contact`, `company`, …: the lower-case name of the entity.
        public var entity: String = ""
        public var entityID: Int64 = 0
        /// The record's version after the change.
        public var version: Int64 = 0
        public var kind: RPCV1.Change.Kind = .unspecified
        /// Who: the caller named in the call's metadata.
        public var actor: String = ""
        /// UTC milliseconds.
        public var atMs: Int64 = 0
        /// W3C traceparent; empty when the call was not traced.
        public var traceparent: String = ""
        /// The record before and after, serialised as `image_type`; empty where there was none, and where the watch asked
        /// for none.
        public var before: [UInt8] = []
        public var after: [UInt8] = []
        /// Full name of the message in `before` and `after`.
        public var imageType: String = ""

        public init() {}

        public init(
            sequence: Int64 = 0,
            operationID: String = "",
            entity: String = "",
            entityID: Int64 = 0,
            version: Int64 = 0,
            kind: RPCV1.Change.Kind = .unspecified,
            actor: String = "",
            atMs: Int64 = 0,
            traceparent: String = "",
            before: [UInt8] = [],
            after: [UInt8] = [],
            imageType: String = ""
        ) {
            self.sequence = sequence
            self.operationID = operationID
            self.entity = entity
            self.entityID = entityID
            self.version = version
            self.kind = kind
            self.actor = actor
            self.atMs = atMs
            self.traceparent = traceparent
            self.before = before
            self.after = after
            self.imageType = imageType
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__rpc__v1__change__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Rpc__V1__Change>) throws {
            sequence = c.pointee.sequence
            operationID = try Unpacking.string(c.pointee.operation_id, "danhba.rpc.v1.Change.operation_id")
            entity = try Unpacking.string(c.pointee.entity, "danhba.rpc.v1.Change.entity")
            entityID = c.pointee.entity_id
            version = c.pointee.version
            kind = RPCV1.Change.Kind(c: c.pointee.kind)
            actor = try Unpacking.string(c.pointee.actor, "danhba.rpc.v1.Change.actor")
            atMs = c.pointee.at_ms
            traceparent = try Unpacking.string(c.pointee.traceparent, "danhba.rpc.v1.Change.traceparent")
            before = Unpacking.bytes(c.pointee.before)
            after = Unpacking.bytes(c.pointee.after)
            imageType = try Unpacking.string(c.pointee.image_type, "danhba.rpc.v1.Change.image_type")
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Rpc__V1__Change> {
            let c = arena.allocate(Danhba__Rpc__V1__Change.self)
            danhba__rpc__v1__change__init(c)
            c.pointee.sequence = self.sequence
            c.pointee.operation_id = arena.string(self.operationID)
            c.pointee.entity = arena.string(self.entity)
            c.pointee.entity_id = self.entityID
            c.pointee.version = self.version
            c.pointee.kind = self.kind.c
            c.pointee.actor = arena.string(self.actor)
            c.pointee.at_ms = self.atMs
            c.pointee.traceparent = arena.string(self.traceparent)
            c.pointee.before = arena.bytes(self.before)
            c.pointee.after = arena.bytes(self.after)
            c.pointee.image_type = arena.string(self.imageType)
            return c
        }

        /// `danhba.rpc.v1.Change.Kind`
        ///
        /// A number that this version of the contract does not know is read as `unspecified`.
        public enum Kind: Int32, CaseIterable, Sendable {
            case unspecified = 0
            case create = 1
            case update = 2
            case delete = 3
            /// A deleted record is back.
            case restore = 4
            /// The record, live or deleted, is gone for good, and what the log held of it with it: earlier changes of the record have
            /// no images any more.
            case erase = 5

            init(c: Danhba__Rpc__V1__Change__Kind) {
                self = Self(rawValue: Int32(truncatingIfNeeded: c.rawValue)) ?? .unspecified
            }

            var c: Danhba__Rpc__V1__Change__Kind { Danhba__Rpc__V1__Change__Kind(rawValue: UInt32(bitPattern: rawValue)) }
        }
    }

    /// `danhba.rpc.v1.WatchRequest`
    public struct WatchRequest: Message, Equatable {
        public static let fullName = "danhba.rpc.v1.WatchRequest"

        public var after: RPCV1.Position? = nil
        /// Only these entities; empty: all. Skipped changes still move the position (heartbeats carry it).
        public var entities: [String] = []
        /// Send `before` and `after`.
        public var images: Bool = false

        public init() {}

        public init(
            after: RPCV1.Position? = nil,
            entities: [String] = [],
            images: Bool = false
        ) {
            self.after = after
            self.entities = entities
            self.images = images
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__rpc__v1__watch_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Rpc__V1__WatchRequest>) throws {
            after = try c.pointee.after.map { try RPCV1.Position(c: $0) }
            entities = try Unpacking.strings(c.pointee.n_entities, c.pointee.entities, "danhba.rpc.v1.WatchRequest.entities")
            images = c.pointee.images != 0
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Rpc__V1__WatchRequest> {
            let c = arena.allocate(Danhba__Rpc__V1__WatchRequest.self)
            danhba__rpc__v1__watch_request__init(c)
            c.pointee.after = self.after?.build(in: arena)
            (c.pointee.n_entities, c.pointee.entities) = arena.array(self.entities) { value, arena in arena.presentString(value) }
            c.pointee.images = self.images ? 1 : 0
            return c
        }
    }

    /// `danhba.rpc.v1.WatchResponse`
    public struct WatchResponse: Message, Equatable {
        public static let fullName = "danhba.rpc.v1.WatchResponse"

        /// In order; at most 500. Empty in a heartbeat, sent every 5 s when there is nothing to tell.
        public var changes: [RPCV1.Change] = []
        /// Where to resume after these changes.
        public var position: RPCV1.Position? = nil

        public init() {}

        public init(
            changes: [RPCV1.Change] = [],
            position: RPCV1.Position? = nil
        ) {
            self.changes = changes
            self.position = position
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__rpc__v1__watch_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Rpc__V1__WatchResponse>) throws {
            changes = try Unpacking.messages(c.pointee.n_changes, c.pointee.changes) { try RPCV1.Change(c: $0) }
            position = try c.pointee.position.map { try RPCV1.Position(c: $0) }
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Rpc__V1__WatchResponse> {
            let c = arena.allocate(Danhba__Rpc__V1__WatchResponse.self)
            danhba__rpc__v1__watch_response__init(c)
            (c.pointee.n_changes, c.pointee.changes) = arena.array(self.changes) { value, arena in value.build(in: arena) }
            c.pointee.position = self.position?.build(in: arena)
            return c
        }
    }

    /// `danhba.rpc.v1.ListChangesRequest`
    public struct ListChangesRequest: Message, Equatable {
        public static let fullName = "danhba.rpc.v1.ListChangesRequest"

        public var after: RPCV1.Position? = nil
        /// 1–500; 0: 100.
        public var pageSize: Int32 = 0
        public var entities: [String] = []
        public var images: Bool = false

        public init() {}

        public init(
            after: RPCV1.Position? = nil,
            pageSize: Int32 = 0,
            entities: [String] = [],
            images: Bool = false
        ) {
            self.after = after
            self.pageSize = pageSize
            self.entities = entities
            self.images = images
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__rpc__v1__list_changes_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Rpc__V1__ListChangesRequest>) throws {
            after = try c.pointee.after.map { try RPCV1.Position(c: $0) }
            pageSize = c.pointee.page_size
            entities = try Unpacking.strings(c.pointee.n_entities, c.pointee.entities, "danhba.rpc.v1.ListChangesRequest.entities")
            images = c.pointee.images != 0
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Rpc__V1__ListChangesRequest> {
            let c = arena.allocate(Danhba__Rpc__V1__ListChangesRequest.self)
            danhba__rpc__v1__list_changes_request__init(c)
            c.pointee.after = self.after?.build(in: arena)
            c.pointee.page_size = self.pageSize
            (c.pointee.n_entities, c.pointee.entities) = arena.array(self.entities) { value, arena in arena.presentString(value) }
            c.pointee.images = self.images ? 1 : 0
            return c
        }
    }

    /// `danhba.rpc.v1.ListChangesResponse`
    public struct ListChangesResponse: Message, Equatable {
        public static let fullName = "danhba.rpc.v1.ListChangesResponse"

        public var changes: [RPCV1.Change] = []
        /// Where the next page starts.
        public var position: RPCV1.Position? = nil
        /// Whether the log goes on after this page now.
        public var hasMore: Bool = false

        public init() {}

        public init(
            changes: [RPCV1.Change] = [],
            position: RPCV1.Position? = nil,
            hasMore: Bool = false
        ) {
            self.changes = changes
            self.position = position
            self.hasMore = hasMore
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__rpc__v1__list_changes_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Rpc__V1__ListChangesResponse>) throws {
            changes = try Unpacking.messages(c.pointee.n_changes, c.pointee.changes) { try RPCV1.Change(c: $0) }
            position = try c.pointee.position.map { try RPCV1.Position(c: $0) }
            hasMore = c.pointee.has_more != 0
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Rpc__V1__ListChangesResponse> {
            let c = arena.allocate(Danhba__Rpc__V1__ListChangesResponse.self)
            danhba__rpc__v1__list_changes_response__init(c)
            (c.pointee.n_changes, c.pointee.changes) = arena.array(self.changes) { value, arena in value.build(in: arena) }
            c.pointee.position = self.position?.build(in: arena)
            c.pointee.has_more = self.hasMore ? 1 : 0
            return c
        }
    }

    /// `danhba.rpc.v1.GetPositionRequest`
    public struct GetPositionRequest: Message, Equatable {
        public static let fullName = "danhba.rpc.v1.GetPositionRequest"

        public init() {}

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__rpc__v1__get_position_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Rpc__V1__GetPositionRequest>) throws {
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Rpc__V1__GetPositionRequest> {
            let c = arena.allocate(Danhba__Rpc__V1__GetPositionRequest.self)
            danhba__rpc__v1__get_position_request__init(c)
            return c
        }
    }

    /// `danhba.rpc.v1.GetPositionResponse`
    public struct GetPositionResponse: Message, Equatable {
        public static let fullName = "danhba.rpc.v1.GetPositionResponse"

        public var oldest: RPCV1.Position? = nil
        public var newest: RPCV1.Position? = nil

        public init() {}

        public init(
            oldest: RPCV1.Position? = nil,
            newest: RPCV1.Position? = nil
        ) {
            self.oldest = oldest
            self.newest = newest
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__rpc__v1__get_position_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Rpc__V1__GetPositionResponse>) throws {
            oldest = try c.pointee.oldest.map { try RPCV1.Position(c: $0) }
            newest = try c.pointee.newest.map { try RPCV1.Position(c: $0) }
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Rpc__V1__GetPositionResponse> {
            let c = arena.allocate(Danhba__Rpc__V1__GetPositionResponse.self)
            danhba__rpc__v1__get_position_response__init(c)
            c.pointee.oldest = self.oldest?.build(in: arena)
            c.pointee.newest = self.newest?.build(in: arena)
            return c
        }
    }
}

extension RPCV1 {
    /// The methods of `danhba.rpc.v1.Changes`.
    public enum ChangesMethods {
        /// The service with all its methods, in the order of the contract.
        public static let descriptor = ServiceDescriptor(
            name: "danhba.rpc.v1.Changes", methods: [watch, listChanges, getPosition],
            comment: "The change log: what happened to a service's data, in order. Every service with a database serves it.\n\nA record is written in the transaction of the change it describes, so the log neither misses a change nor tells one\nthat did not happen. It is the outbox for other services, the audit log and the undo log at once.")

        /// Sends every change after `after`, oldest first: history, then live. Without `after` only what happens from now on.
        /// At least once, in order, without gaps; a consumer stores the position with its effect and resumes from it.
        /// OUT_OF_RANGE when changes after `after` have been pruned or the position is of another database or epoch; the
        /// detail is a PositionLost. Ends with UNAVAILABLE when the process drains: reconnect and go on.
        public static let watch = MethodDescriptor(
            service: "danhba.rpc.v1.Changes", name: "Watch",
            kind: .serverStreaming, execution: .stream, idempotency: .noSideEffects,
            access: .admin,
            defaultTimeout: nil,
            inputType: "danhba.rpc.v1.WatchRequest",
            outputType: "danhba.rpc.v1.WatchResponse",
            comment: "Sends every change after `after`, oldest first: history, then live. Without `after` only what happens from now on.\nAt least once, in order, without gaps; a consumer stores the position with its effect and resumes from it.\nOUT_OF_RANGE when changes after `after` have been pruned or the position is of another database or epoch; the\ndetail is a PositionLost. Ends with UNAVAILABLE when the process drains: reconnect and go on.")

        /// One page of the log, oldest first, for catching up without a stream. OUT_OF_RANGE as in Watch. Safe to retry.
        public static let listChanges = MethodDescriptor(
            service: "danhba.rpc.v1.Changes", name: "ListChanges",
            kind: .unary, execution: .read, idempotency: .noSideEffects,
            access: .admin,
            inputType: "danhba.rpc.v1.ListChangesRequest",
            outputType: "danhba.rpc.v1.ListChangesResponse",
            comment: "One page of the log, oldest first, for catching up without a stream. OUT_OF_RANGE as in Watch. Safe to retry.")

        /// Where the log ends now. Read it before loading data, then watch from it. Safe to retry.
        public static let getPosition = MethodDescriptor(
            service: "danhba.rpc.v1.Changes", name: "GetPosition",
            kind: .unary, execution: .read, idempotency: .noSideEffects,
            access: .admin,
            inputType: "danhba.rpc.v1.GetPositionRequest",
            outputType: "danhba.rpc.v1.GetPositionResponse",
            comment: "Where the log ends now. Read it before loading data, then watch from it. Safe to retry.")
    }

    /// Calls `danhba.rpc.v1.Changes` over a connection.
    public struct ChangesClient: Sendable {
        public let connection: any Connection

        public init(_ connection: any Connection) { self.connection = connection }

        /// Sends every change after `after`, oldest first: history, then live. Without `after` only what happens from now on.
        /// At least once, in order, without gaps; a consumer stores the position with its effect and resumes from it.
        /// OUT_OF_RANGE when changes after `after` have been pruned or the position is of another database or epoch; the
        /// detail is a PositionLost. Ends with UNAVAILABLE when the process drains: reconnect and go on.
        public func watch(_ request: RPCV1.WatchRequest, options: CallOptions = CallOptions()) async throws -> ResponseStream<RPCV1.WatchResponse> {
            try await connection.serverStream(ChangesMethods.watch, request, options: options)
        }

        /// One page of the log, oldest first, for catching up without a stream. OUT_OF_RANGE as in Watch. Safe to retry.
        public func listChanges(_ request: RPCV1.ListChangesRequest, options: CallOptions = CallOptions()) async throws -> RPCV1.ListChangesResponse {
            try await connection.unary(ChangesMethods.listChanges, request, options: options)
        }

        /// Where the log ends now. Read it before loading data, then watch from it. Safe to retry.
        public func getPosition(_ request: RPCV1.GetPositionRequest, options: CallOptions = CallOptions()) async throws -> RPCV1.GetPositionResponse {
            try await connection.unary(ChangesMethods.getPosition, request, options: options)
        }
    }

    /// The change log: what happened to a service's data, in order. Every service with a database serves it.
    ///
    /// A record is written in the transaction of the change it describes, so the log neither misses a change nor tells one
    /// that did not happen. It is the outbox for other services, the audit log and the undo log at once.
    ///
    /// What a server of it implements; `Router.register(_:lanes:)` adds it to a server.
    public protocol ChangesService: Sendable {
        /// What `inline` and `read` methods read through.
        associatedtype Reader
        /// What `write` methods write through.
        associatedtype Writer

        /// Sends every change after `after`, oldest first: history, then live. Without `after` only what happens from now on.
        /// At least once, in order, without gaps; a consumer stores the position with its effect and resumes from it.
        /// OUT_OF_RANGE when changes after `after` have been pruned or the position is of another database or epoch; the
        /// detail is a PositionLost. Ends with UNAVAILABLE when the process drains: reconnect and go on.
        func watch(_ request: RPCV1.WatchRequest, _ responses: ResponseWriter<RPCV1.WatchResponse>, _ context: CallContext) async throws

        /// One page of the log, oldest first, for catching up without a stream. OUT_OF_RANGE as in Watch. Safe to retry.
        func listChanges(_ request: RPCV1.ListChangesRequest, _ reader: Reader, _ context: CallContext) throws -> RPCV1.ListChangesResponse

        /// Where the log ends now. Read it before loading data, then watch from it. Safe to retry.
        func getPosition(_ request: RPCV1.GetPositionRequest, _ reader: Reader, _ context: CallContext) throws -> RPCV1.GetPositionResponse
    }
}

extension Router {
    /// Adds `danhba.rpc.v1.Changes`, its methods run in `lanes`. A service may be added once.
    @inlinable
    public mutating func register<S: RPCV1.ChangesService, L: ExecutionLanes<S.Reader, S.Writer>>(
        _ service: S, lanes: L
    ) {
        register(
            RPCV1.ChangesMethods.descriptor,
            methods: [
                .serverStreaming(RPCV1.ChangesMethods.watch) { (request: RPCV1.WatchRequest, responses, context) in
                    try await service.watch(request, responses, context)
                },
                .read(RPCV1.ChangesMethods.listChanges, lanes) { (request: RPCV1.ListChangesRequest, reader, context) in
                    try service.listChanges(request, reader, context)
                },
                .read(RPCV1.ChangesMethods.getPosition, lanes) { (request: RPCV1.GetPositionRequest, reader, context) in
                    try service.getPosition(request, reader, context)
                },
            ], lanes: lanes)
    }
}
