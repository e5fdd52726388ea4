// swift-format-ignore-file
// Generated from danhba/companies/v1/history.proto by dev/proto.sh. Do not edit.

internal import CMessages
public import RPCCore

extension CompaniesV1 {
}

extension CompaniesV1 {
    /// The methods of `danhba.companies.v1.History`.
    public enum HistoryMethods {
        /// The service with all its methods, in the order of the contract.
        public static let descriptor = ServiceDescriptor(
            name: "danhba.companies.v1.History", methods: [undoOperation],
            comment: "What happened to companies, from the change log: taking it back. It reaches as far back as the change log is kept.")

        /// Takes an operation back: one call, an import of any size. Every field that still holds what the operation wrote gets
        /// back what it held before; a company that the operation created and nobody changed since is deleted, and its contacts
        /// lose it as they do by DeleteCompany; one that it deleted is restored, without its former contacts. Whatever was
        /// changed since stays as it is and is told as a conflict, and so does a tax code and a custom value of a unique field
        /// that another live company has by now, and a custom value whose field has another type by now; a company with such a
        /// value is not restored. Notes are left alone. An undo is an operation itself: undone, it is a redo. NOT_FOUND for an
        /// operation that never was or is no longer in the change log. A large operation is undone in several transactions;
        /// when the call breaks off, the same call goes on where it ended. Sent again for an operation that is undone, it
        /// answers as before and does nothing. Safe to retry.
        public static let undoOperation = MethodDescriptor(
            service: "danhba.companies.v1.History", name: "UndoOperation",
            kind: .unary, execution: .async, idempotency: .idempotent,
            access: .admin,
            defaultTimeout: .milliseconds(600000),
            inputType: "danhba.rpc.v1.UndoOperationRequest",
            outputType: "danhba.rpc.v1.UndoOperationResponse",
            comment: "Takes an operation back: one call, an import of any size. Every field that still holds what the operation wrote gets\nback what it held before; a company that the operation created and nobody changed since is deleted, and its contacts\nlose it as they do by DeleteCompany; one that it deleted is restored, without its former contacts. Whatever was\nchanged since stays as it is and is told as a conflict, and so does a tax code and a custom value of a unique field\nthat another live company has by now, and a custom value whose field has another type by now; a company with such a\nvalue is not restored. Notes are left alone. An undo is an operation itself: undone, it is a redo. NOT_FOUND for an\noperation that never was or is no longer in the change log. A large operation is undone in several transactions;\nwhen the call breaks off, the same call goes on where it ended. Sent again for an operation that is undone, it\nanswers as before and does nothing. Safe to retry.")
    }

    /// Calls `danhba.companies.v1.History` over a connection.
    public struct HistoryClient: Sendable {
        public let connection: any Connection

        public init(_ connection: any Connection) { self.connection = connection }

        /// Takes an operation back: one call, an import of any size. Every field that still holds what the operation wrote gets
        /// back what it held before; a company that the operation created and nobody changed since is deleted, and its contacts
        /// lose it as they do by DeleteCompany; one that it deleted is restored, without its former contacts. Whatever was
        /// changed since stays as it is and is told as a conflict, and so does a tax code and a custom value of a unique field
        /// that another live company has by now, and a custom value whose field has another type by now; a company with such a
        /// value is not restored. Notes are left alone. An undo is an operation itself: undone, it is a redo. NOT_FOUND for an
        /// operation that never was or is no longer in the change log. A large operation is undone in several transactions;
        /// when the call breaks off, the same call goes on where it ended. Sent again for an operation that is undone, it
        /// answers as before and does nothing. Safe to retry.
        public func undoOperation(_ request: RPCV1.UndoOperationRequest, options: CallOptions = CallOptions()) async throws -> RPCV1.UndoOperationResponse {
            try await connection.unary(HistoryMethods.undoOperation, request, options: options)
        }
    }

    /// What happened to companies, from the change log: taking it back. It reaches as far back as the change log is kept.
    ///
    /// What a server of it implements; `Router.register(_:lanes:)` adds it to a server.
    public protocol HistoryService: Sendable {
        /// What `inline` and `read` methods read through.
        associatedtype Reader
        /// What `write` methods write through.
        associatedtype Writer

        /// Takes an operation back: one call, an import of any size. Every field that still holds what the operation wrote gets
        /// back what it held before; a company that the operation created and nobody changed since is deleted, and its contacts
        /// lose it as they do by DeleteCompany; one that it deleted is restored, without its former contacts. Whatever was
        /// changed since stays as it is and is told as a conflict, and so does a tax code and a custom value of a unique field
        /// that another live company has by now, and a custom value whose field has another type by now; a company with such a
        /// value is not restored. Notes are left alone. An undo is an operation itself: undone, it is a redo. NOT_FOUND for an
        /// operation that never was or is no longer in the change log. A large operation is undone in several transactions;
        /// when the call breaks off, the same call goes on where it ended. Sent again for an operation that is undone, it
        /// answers as before and does nothing. Safe to retry.
        func undoOperation(_ request: RPCV1.UndoOperationRequest, _ context: CallContext) async throws -> RPCV1.UndoOperationResponse
    }
}

extension Router {
    /// Adds `danhba.companies.v1.History`, its methods run in `lanes`. A service may be added once.
    @inlinable
    public mutating func register<S: CompaniesV1.HistoryService, L: ExecutionLanes<S.Reader, S.Writer>>(
        _ service: S, lanes: L
    ) {
        register(
            CompaniesV1.HistoryMethods.descriptor,
            methods: [
                .async(CompaniesV1.HistoryMethods.undoOperation) { (request: RPCV1.UndoOperationRequest, context) in
                    try await service.undoOperation(request, context)
                },
            ], lanes: lanes)
    }
}
