import Contracts
import RPCCore
import Store

/// Answers `danhba.rpc.v1.Changes` from a store's change log.
public struct ChangesHandlers: RPCV1.ChangesService {
    /// Its methods write nothing.
    public typealias Writer = WriteTransaction

    private static let pageLimit = 500
    private static let entityLimit = 64

    private let store: Store
    private let heartbeat: Duration

    /// `heartbeat` is the longest silence of a watch; 5 s.
    public init(_ store: Store, heartbeat: Duration = .seconds(5)) {
        self.store = store
        self.heartbeat = heartbeat
    }

    /// History in pages of up to 500 changes, then what is committed.
    ///
    /// A page that ends the log is sent even when it is empty at the start of the watch and after each `heartbeat`.
    public func watch(
        _ request: RPCV1.WatchRequest, _ responses: ResponseWriter<RPCV1.WatchResponse>, _ context: CallContext
    ) async throws {
        let workspace = context.workspace
        let entities = try Self.entities(request.entities)
        let limits = ReadTransaction.PageLimits(changeLimit: Self.pageLimit)
        let signal = try store.changeSignal(workspace)
        var position: ChangePosition
        if let after = request.after {
            position = ChangePosition(after)
        } else {
            position = try await store.changeRange(workspace).newest
        }
        var lastSent: UInt64 = 0
        while true {
            try context.checkAlive()
            let page: ChangePage
            do {
                page = try await store.changes(
                    workspace, after: position, limits: limits, entities: entities, images: request.images)
            } catch StoreError.positionLost(let oldest, let newest) {
                throw RPCError(positionLost: oldest, newest)
            }
            position = page.position
            // Also tells a new watcher at once that it has caught up, and where that is.
            if !page.changes.isEmpty || !page.hasMore && MonotonicClock.now - lastSent >= heartbeatNanoseconds {
                try await responses.write(
                    RPCV1.WatchResponse(
                        changes: page.changes.map(RPCV1.Change.init), position: RPCV1.Position(position)))
                lastSent = MonotonicClock.now
            }
            if !page.hasMore { _ = try await signal.wait(after: position.sequence, timeout: heartbeat) }
        }
    }

    private var heartbeatNanoseconds: UInt64 {
        let parts = heartbeat.components
        return UInt64(clamping: parts.seconds) &* 1_000_000_000 &+ UInt64(clamping: parts.attoseconds / 1_000_000_000)
    }

    /// One page; without a position from the beginning of what is left of the log.
    public func listChanges(
        _ request: RPCV1.ListChangesRequest, _ reader: ReadTransaction, _ context: CallContext
    ) throws -> RPCV1.ListChangesResponse {
        guard (0...Int32(Self.pageLimit)).contains(request.pageSize) else {
            throw RPCError(
                .invalidArgument, nil, "A page holds 1 to \(Self.pageLimit) changes; 0 means 100.", field: "page_size")
        }
        let after = try request.after.map { ChangePosition($0) } ?? reader.changeRange().oldest
        do {
            let page = try reader.changes(
                after: after,
                limits: ReadTransaction.PageLimits(changeLimit: request.pageSize == 0 ? 100 : Int(request.pageSize)),
                entities: Self.entities(request.entities), images: request.images)
            return RPCV1.ListChangesResponse(
                changes: page.changes.map(RPCV1.Change.init), position: RPCV1.Position(page.position),
                hasMore: page.hasMore)
        } catch StoreError.positionLost(let oldest, let newest) {
            throw RPCError(positionLost: oldest, newest)
        }
    }

    /// Both ends of the log in one transaction.
    public func getPosition(
        _ request: RPCV1.GetPositionRequest, _ reader: ReadTransaction, _ context: CallContext
    ) throws -> RPCV1.GetPositionResponse {
        let range = try reader.changeRange()
        return RPCV1.GetPositionResponse(
            oldest: RPCV1.Position(range.oldest), newest: RPCV1.Position(range.newest))
    }

    private static func entities(_ names: [String]) throws(RPCError) -> Set<String> {
        var rules = FieldRules()
        rules.count(names, field: "entities", limit: entityLimit)
        try rules.check()
        return Set(names)
    }
}

extension RPCError {
    /// `outOfRange` with the positions from which a watch is possible.
    init(positionLost oldest: ChangePosition, _ newest: ChangePosition) {
        self = StoreError.positionLost(oldest: oldest, newest: newest).rpcError
        details = [
            Detail(RPCV1.PositionLost(oldest: RPCV1.Position(oldest), newest: RPCV1.Position(newest)))
        ]
    }
}

extension RPCV1.Position {
    /// A store's position as it travels.
    public init(_ position: ChangePosition) {
        self.init(databaseID: position.databaseID, epoch: position.epoch, sequence: position.sequence)
    }
}

extension ChangePosition {
    /// A position that has travelled.
    public init(_ position: RPCV1.Position) {
        self.init(databaseID: position.databaseID, epoch: position.epoch, sequence: position.sequence)
    }
}

extension RPCV1.Change {
    /// A change of the log as it travels.
    init(_ change: Change) {
        self.init(
            sequence: change.sequence, operationID: change.operationID, entity: change.entity,
            entityID: change.entityID, version: change.version, kind: Kind(change.kind), actor: change.actor,
            atMs: change.at, traceparent: change.trace?.traceparent ?? "", before: change.before ?? [],
            after: change.after ?? [], imageType: change.imageType)
    }
}

extension RPCV1.Change.Kind {
    init(_ kind: ChangeKind) {
        switch kind {
        case .create: self = .create
        case .update: self = .update
        case .delete: self = .delete
        case .restore: self = .restore
        case .erase: self = .erase
        }
    }
}
