import Contracts
import OperationUndo
import RPCCore
import ServiceRuntime
import Store

/// Answers the methods of `danhba.companies.v1.History`.
struct HistoryHandlers: CompaniesV1.HistoryService {
    typealias Reader = ReadTransaction
    typealias Writer = WriteTransaction

    private static let undo = OperationUndo([UndoableCompany.self])

    let store: Store

    func undoOperation(
        _ request: RPCV1.UndoOperationRequest, _ context: CallContext
    ) async throws -> RPCV1.UndoOperationResponse {
        try await Self.undo.run(request, in: context.workspace, of: store, origin: WriteOrigin(context))
    }
}
