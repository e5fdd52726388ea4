import Contracts
import Logging
import RPCCore
import ServiceLifecycle
import Store

/// Takes in what happens in another service: follows its change log, for every workspace of the own store.
///
/// The position is stored in the transaction of what a change leads to, so each change has its effect once, whatever
/// ends the process or the connection in between. A member of the service group.
public final class ChangeFollower: Service {
    /// What is followed, and what of it.
    public struct Subscription: Sendable {
        /// The followed service's name, `companies`; the key of the stored position.
        public var source: String
        /// Only changes of these entities; empty: all.
        public var entities: [String]
        /// Whether changes bring the record before and after.
        public var images: Bool

        /// All entities and no images unless they are asked for.
        public init(source: String, entities: [String] = [], images: Bool = false) {
            self.source = source
            self.entities = entities
            self.images = images
        }
    }

    /// Applies changes, in order; runs in the write transaction that stores the position.
    ///
    /// What it throws undoes the whole batch, which comes again after a pause.
    public typealias Handler = @Sendable ([RPCV1.Change], WriteTransaction) throws -> Void

    /// Brings a workspace up to date without the log, when changes have been lost to it or were before its time.
    ///
    /// May call the followed service and write to the store. Changes made meanwhile come again afterwards, so applying
    /// one twice must do no harm.
    public typealias Resynchronisation = @Sendable (_ workspace: String) async throws -> Void

    private let subscription: Subscription
    private let changes: RPCV1.ChangesClient
    private let store: Store
    private let logger: Logger
    private let handler: Handler
    private let resynchronise: Resynchronisation
    private let pause: @Sendable (Duration) async throws -> Void

    /// - Parameters:
    ///   - connection: To the followed service.
    ///   - pause: Waits between attempts; tests need not.
    public init(
        _ subscription: Subscription, over connection: any Connection, into store: Store, logger: Logger,
        pause: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) },
        resynchronise: @escaping Resynchronisation, handler: @escaping Handler
    ) {
        self.subscription = subscription
        changes = RPCV1.ChangesClient(connection)
        self.store = store
        self.logger = logger
        self.pause = pause
        self.resynchronise = resynchronise
        self.handler = handler
    }

    /// Follows until graceful shutdown or cancellation; workspaces that are made meanwhile are followed too.
    public func run() async {
        await cancelWhenGracefulShutdown {
            await withDiscardingTaskGroup { group in
                var followed: Set<String> = []
                for await workspace in self.store.workspaceUpdates() where followed.insert(workspace).inserted {
                    group.addTask { await self.follow(workspace) }
                }
                group.cancelAll()
            }
        }
    }

    private func follow(_ workspace: String) async {
        var backoff = Backoff(limit: .seconds(5))
        while !Task.isCancelled {
            do {
                try await followOnce(workspace) { backoff.succeeded() }
            } catch {
                if Task.isCancelled { return }
                log(error, workspace)
            }
            do {
                try await pause(backoff.failed(random: .random(in: 0..<1)))
            } catch {
                return
            }
        }
    }

    /// Watches until the stream ends.
    ///
    /// `succeeded` is called for everything that arrives.
    private func followOnce(_ workspace: String, _ succeeded: () -> Void) async throws {
        let options = CallOptions(
            metadata: Metadata(workspace: workspace, caller: store.serviceName), waitForReady: true)
        var position = try await start(workspace, options)
        let request = RPCV1.WatchRequest(
            after: RPCV1.Position(position), entities: subscription.entities, images: subscription.images)
        do {
            for try await response in try await changes.watch(request, options: options) {
                try await apply(response, workspace, &position)
                succeeded()
            }
        } catch let error as RPCError where error.code == .outOfRange {
            let newest = error.detail(RPCV1.PositionLost.self)?.newest
            try await resynchronise(workspace, upTo: newest, options)
            succeeded()
        }
    }

    /// The stored position.
    ///
    /// The first time: the beginning of the log where that is still complete.
    private func start(_ workspace: String, _ options: CallOptions) async throws -> ChangePosition {
        let source = subscription.source
        if let position = try await store.read(workspace, { try $0.followedPosition(of: source) }) { return position }
        let range = try await changes.getPosition(RPCV1.GetPositionRequest(), options: options)
        guard let oldest = range.oldest, let newest = range.newest else {
            throw RPCError(.internal, "The followed service told no position.")
        }
        if oldest.sequence == 0 { return ChangePosition(oldest) }
        return try await resynchronise(workspace, upTo: newest, options)
    }

    @discardableResult
    private func resynchronise(
        _ workspace: String, upTo newest: RPCV1.Position?, _ options: CallOptions
    ) async throws -> ChangePosition {
        let source = subscription.source
        logger.notice("resynchronising", metadata: ["workspace": "\(workspace)", "source": "\(source)"])
        var end = newest
        if end == nil { end = try await changes.getPosition(RPCV1.GetPositionRequest(), options: options).newest }
        guard let end else { throw RPCError(.internal, "The followed service told no position.") }
        let position = ChangePosition(end)
        try await resynchronise(workspace)
        try await store.write(workspace) { try $0.setFollowedPosition(position, of: source) }
        return position
    }

    private func apply(
        _ response: RPCV1.WatchResponse, _ workspace: String, _ position: inout ChangePosition
    ) async throws {
        guard let end = response.position.map({ ChangePosition($0) }), end != position else { return }
        let source = subscription.source
        let origin = WriteOrigin(actor: source)
        try await store.write(workspace, origin: origin) { [handler] transaction in
            var changes = response.changes
            let stored = try transaction.followedPosition(of: source)
            if let stored, stored.databaseID == end.databaseID, stored.epoch == end.epoch {
                changes.removeAll { $0.sequence <= stored.sequence }
            }
            if !changes.isEmpty { try handler(changes, transaction) }
            try transaction.setFollowedPosition(end, of: source)
        }
        position = end
    }

    private func log(_ error: any Error, _ workspace: String) {
        let isExpected = (error as? RPCError)?.code == .unavailable
        logger.log(
            level: isExpected ? .info : .error, "following was interrupted",
            metadata: [
                "workspace": "\(workspace)", "source": "\(subscription.source)", "error": "\(error)",
            ])
    }
}
