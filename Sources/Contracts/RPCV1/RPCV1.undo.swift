// swift-format-ignore-file
// Generated from danhba/rpc/v1/undo.proto by dev/proto.sh. Do not edit.

internal import CMessages
public import RPCCore

extension RPCV1 {
    /// `danhba.rpc.v1.UndoOperationRequest`
    public struct UndoOperationRequest: Message, Equatable {
        public static let fullName = "danhba.rpc.v1.UndoOperationRequest"

        public var operationID: String = ""
        /// Count, and change nothing.
        public var dryRun: Bool = false
        /// Answer with `has_more` once about so many changes were looked at, for callers that show how far it is; 0: at the end. Not
        /// with `dry_run`, which has no steps.
        public var changeLimit: Int32 = 0

        public init() {}

        public init(
            operationID: String = "",
            dryRun: Bool = false,
            changeLimit: Int32 = 0
        ) {
            self.operationID = operationID
            self.dryRun = dryRun
            self.changeLimit = changeLimit
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__rpc__v1__undo_operation_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Rpc__V1__UndoOperationRequest>) throws {
            operationID = try Unpacking.string(c.pointee.operation_id, "danhba.rpc.v1.UndoOperationRequest.operation_id")
            dryRun = c.pointee.dry_run != 0
            changeLimit = c.pointee.change_limit
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Rpc__V1__UndoOperationRequest> {
            let c = arena.allocate(Danhba__Rpc__V1__UndoOperationRequest.self)
            danhba__rpc__v1__undo_operation_request__init(c)
            c.pointee.operation_id = arena.string(self.operationID)
            c.pointee.dry_run = self.dryRun ? 1 : 0
            c.pointee.change_limit = self.changeLimit
            return c
        }
    }

    /// Something that an undo leaves as it is, because it, or what it depends on, was changed since.
    public struct UndoConflict: Message, Equatable {
        public static let fullName = "danhba.rpc.v1.UndoConflict"

        /// As in the change log: `contact`, `ticket`, `company`, `list_member`.
        public var entity: String = ""
        public var entityID: Int64 = 0
        /// The field that holds another value now; empty when the whole record stays.
        public var field: String = ""

        public init() {}

        public init(
            entity: String = "",
            entityID: Int64 = 0,
            field: String = ""
        ) {
            self.entity = entity
            self.entityID = entityID
            self.field = field
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__rpc__v1__undo_conflict__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Rpc__V1__UndoConflict>) throws {
            entity = try Unpacking.string(c.pointee.entity, "danhba.rpc.v1.UndoConflict.entity")
            entityID = c.pointee.entity_id
            field = try Unpacking.string(c.pointee.field, "danhba.rpc.v1.UndoConflict.field")
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Rpc__V1__UndoConflict> {
            let c = arena.allocate(Danhba__Rpc__V1__UndoConflict.self)
            danhba__rpc__v1__undo_conflict__init(c)
            c.pointee.entity = arena.string(self.entity)
            c.pointee.entity_id = self.entityID
            c.pointee.field = arena.string(self.field)
            return c
        }
    }

    /// `danhba.rpc.v1.UndoOperationResponse`
    public struct UndoOperationResponse: Message, Equatable {
        public static let fullName = "danhba.rpc.v1.UndoOperationResponse"

        /// Records that got values back, that were deleted, and that were restored.
        public var updatedCount: Int64 = 0
        public var deletedCount: Int64 = 0
        public var restoredCount: Int64 = 0
        /// Records that nothing had to be done for: they are as they were before the operation.
        public var unchangedCount: Int64 = 0
        /// Records with a conflict; they may be among the updated ones.
        public var conflictCount: Int64 = 0
        /// The first 1,000.
        public var conflicts: [RPCV1.UndoConflict] = []
        /// Of the undo; empty when nothing was changed.
        public var operationID: String = ""
        /// The limit was reached: the same call goes on. The numbers above are those so far.
        public var hasMore: Bool = false
        /// With `has_more`: how many changes of the operation were looked at, and how many there are.
        public var changesDone: Int64 = 0
        public var changesTotal: Int64 = 0

        public init() {}

        public init(
            updatedCount: Int64 = 0,
            deletedCount: Int64 = 0,
            restoredCount: Int64 = 0,
            unchangedCount: Int64 = 0,
            conflictCount: Int64 = 0,
            conflicts: [RPCV1.UndoConflict] = [],
            operationID: String = "",
            hasMore: Bool = false,
            changesDone: Int64 = 0,
            changesTotal: Int64 = 0
        ) {
            self.updatedCount = updatedCount
            self.deletedCount = deletedCount
            self.restoredCount = restoredCount
            self.unchangedCount = unchangedCount
            self.conflictCount = conflictCount
            self.conflicts = conflicts
            self.operationID = operationID
            self.hasMore = hasMore
            self.changesDone = changesDone
            self.changesTotal = changesTotal
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__rpc__v1__undo_operation_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Rpc__V1__UndoOperationResponse>) throws {
            updatedCount = c.pointee.updated_count
            deletedCount = c.pointee.deleted_count
            restoredCount = c.pointee.restored_count
            unchangedCount = c.pointee.unchanged_count
            conflictCount = c.pointee.conflict_count
            conflicts = try Unpacking.messages(c.pointee.n_conflicts, c.pointee.conflicts) { try RPCV1.UndoConflict(c: $0) }
            operationID = try Unpacking.string(c.pointee.operation_id, "danhba.rpc.v1.UndoOperationResponse.operation_id")
            hasMore = c.pointee.has_more != 0
            changesDone = c.pointee.changes_done
            changesTotal = c.pointee.changes_total
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Rpc__V1__UndoOperationResponse> {
            let c = arena.allocate(Danhba__Rpc__V1__UndoOperationResponse.self)
            danhba__rpc__v1__undo_operation_response__init(c)
            c.pointee.updated_count = self.updatedCount
            c.pointee.deleted_count = self.deletedCount
            c.pointee.restored_count = self.restoredCount
            c.pointee.unchanged_count = self.unchangedCount
            c.pointee.conflict_count = self.conflictCount
            (c.pointee.n_conflicts, c.pointee.conflicts) = arena.array(self.conflicts) { value, arena in value.build(in: arena) }
            c.pointee.operation_id = arena.string(self.operationID)
            c.pointee.has_more = self.hasMore ? 1 : 0
            c.pointee.changes_done = self.changesDone
            c.pointee.changes_total = self.changesTotal
            return c
        }
    }
}
