// swift-format-ignore-file
// Generated from danhba/campaigns/v1/history.proto by dev/proto.sh. Do not edit.

internal import CMessages
public import RPCCore

extension CampaignsV1 {
}

extension CampaignsV1 {
    /// The methods of `danhba.campaigns.v1.History`.
    public enum HistoryMethods {
        /// The service with all its methods, in the order of the contract.
        public static let descriptor = ServiceDescriptor(
            name: "danhba.campaigns.v1.History", methods: [undoOperation],
            comment: "What happened to customer lists, from the change log: taking it back. It reaches as far back as the change log is kept.")

        /// Takes an operation of AddListMembers back: members that it added, and that are there since, leave their lists; those
        /// that were there before stay. That a contact was deleted and restored meanwhile is no matter. Undone, that undo adds
        /// the members again, in the places that they had; one whose contact was added by somebody else meanwhile stays out and
        /// is told as a conflict, field `contact_id`. What an operation changed of other records is a conflict, too. NOT_FOUND
        /// for an operation that never was or is no longer in the change log. A large operation is undone in several
        /// transactions; when the call breaks off, the same call goes on where it ended. Sent again for an operation that is
        /// undone, it answers as before and does nothing. Safe to retry.
        public static let undoOperation = MethodDescriptor(
            service: "danhba.campaigns.v1.History", name: "UndoOperation",
            kind: .unary, execution: .async, idempotency: .idempotent,
            access: .admin,
            defaultTimeout: .milliseconds(600000),
            inputType: "danhba.rpc.v1.UndoOperationRequest",
            outputType: "danhba.rpc.v1.UndoOperationResponse",
            comment: "Takes an operation of AddListMembers back: members that it added, and that are there since, leave their lists; those\nthat were there before stay. That a contact was deleted and restored meanwhile is no matter. Undone, that undo adds\nthe members again, in the places that they had; one whose contact was added by somebody else meanwhile stays out and\nis told as a conflict, field `contact_id`. What an operation changed of other records is a conflict, too. NOT_FOUND\nfor an operation that never was or is no longer in the change log. A large operation is undone in several\ntransactions; when the call breaks off, the same call goes on where it ended. Sent again for an operation that is\nundone, it answers as before and does nothing. Safe to retry.")
    }

    /// Calls `danhba.campaigns.v1.History` over a connection.
    public struct HistoryClient: Sendable {
        public let connection: any Connection

        public init(_ connection: any Connection) { self.connection = connection }

        /// Takes an operation of AddListMembers back: members that it added, and that are there since, leave their lists; those
        /// that were there before stay. That a contact was deleted and restored meanwhile is no matter. Undone, that undo adds
        /// the members again, in the places that they had; one whose contact was added by somebody else meanwhile stays out and
        /// is told as a conflict, field `contact_id`. What an operation changed of other records is a conflict, too. NOT_FOUND
        /// for an operation that never was or is no longer in the change log. A large operation is undone in several
        /// transactions; when the call breaks off, the same call goes on where it ended. Sent again for an operation that is
        /// undone, it answers as before and does nothing. Safe to retry.
        public func undoOperation(_ request: RPCV1.UndoOperationRequest, options: CallOptions = CallOptions()) async throws -> RPCV1.UndoOperationResponse {
            try await connection.unary(HistoryMethods.undoOperation, request, options: options)
        }
    }

    /// What happened to customer lists, from the change log: taking it back. It reaches as far back as the change log is kept.
    ///
    /// What a server of it implements; `Router.register(_:lanes:)` adds it to a server.
    public protocol HistoryService: Sendable {
        /// What `inline` and `read` methods read through.
        associatedtype Reader
        /// What `write` methods write through.
        associatedtype Writer

        /// Takes an operation of AddListMembers back: members that it added, and that are there since, leave their lists; those
        /// that were there before stay. That a contact was deleted and restored meanwhile is no matter. Undone, that undo adds
        /// the members again, in the places that they had; one whose contact was added by somebody else meanwhile stays out and
        /// is told as a conflict, field `contact_id`. What an operation changed of other records is a conflict, too. NOT_FOUND
        /// for an operation that never was or is no longer in the change log. A large operation is undone in several
        /// transactions; when the call breaks off, the same call goes on where it ended. Sent again for an operation that is
        /// undone, it answers as before and does nothing. Safe to retry.
        func undoOperation(_ request: RPCV1.UndoOperationRequest, _ context: CallContext) async throws -> RPCV1.UndoOperationResponse
    }
}

extension Router {
    /// Adds `danhba.campaigns.v1.History`, its methods run in `lanes`. A service may be added once.
    @inlinable
    public mutating func register<S: CampaignsV1.HistoryService, L: ExecutionLanes<S.Reader, S.Writer>>(
        _ service: S, lanes: L
    ) {
        register(
            CampaignsV1.HistoryMethods.descriptor,
            methods: [
                .async(CampaignsV1.HistoryMethods.undoOperation) { (request: RPCV1.UndoOperationRequest, context) in
                    try await service.undoOperation(request, context)
                },
            ], lanes: lanes)
    }
}
