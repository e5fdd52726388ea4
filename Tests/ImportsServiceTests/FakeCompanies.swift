import Contracts
import RPCCore
import Synchronization
import TextNormalization

/// The companies service as far as imports and contacts ask it: no database.
final class FakeCompanies: Sendable {
    private struct State {
        var names: [Int64: String] = [:]
        var ensured: [String] = []
    }

    private let state = Mutex(State())

    /// Makes a company and returns its id.
    @discardableResult
    func add(_ name: String) -> Int64 { state.withLock { Self.add(name, &$0) } }

    /// Names by id.
    var names: [Int64: String] { state.withLock { $0.names } }

    /// The names that had to be made, in order.
    var ensured: [String] { state.withLock { $0.ensured } }

    private static func add(_ name: String, _ state: inout State) -> Int64 {
        let id = Int64(state.names.count + 1)
        state.names[id] = name
        return id
    }

    private static func match(_ cell: String, _ state: State) -> CompaniesV1.CompanyMatch {
        let ids = state.names.filter { exactKey($0.value) == exactKey(cell) }.keys.sorted()
        return ids.count == 1
            ? CompaniesV1.CompanyMatch(id: ids[0]) : CompaniesV1.CompanyMatch(ambiguousIDs: ids)
    }

    private func match(_ cells: [String]) -> [CompaniesV1.CompanyMatch] {
        state.withLock { state in cells.map { Self.match($0, state) } }
    }

    private func ensure(_ cells: [String]) -> [CompaniesV1.CompanyMatch] {
        state.withLock { state in
            cells.map { cell in
                let match = Self.match(cell, state)
                guard match.id == 0, match.ambiguousIDs.isEmpty else { return match }
                state.ensured.append(cell)
                return CompaniesV1.CompanyMatch(id: Self.add(cell, &state))
            }
        }
    }

    private func companies(_ ids: [Int64]) -> [CompaniesV1.Company] {
        state.withLock { state in
            ids.compactMap { id in state.names[id].map { CompaniesV1.Company(id: id, name: $0) } }
        }
    }

    var router: Router {
        var router = Router()
        let methods: [RPCMethod] = [
            .async(CompaniesV1.CompaniesMethods.getCompany) { (request: CompaniesV1.GetCompanyRequest, _) in
                guard let company = self.companies([request.id]).first else { throw RPCError(.notFound, "none") }
                return CompaniesV1.GetCompanyResponse(company: company)
            },
            .async(CompaniesV1.CompaniesMethods.batchGetCompanies) {
                (request: CompaniesV1.BatchGetCompaniesRequest, _) in
                CompaniesV1.BatchGetCompaniesResponse(companies: self.companies(request.ids))
            },
            .async(CompaniesV1.CompaniesMethods.listCompanies) { (request: CompaniesV1.ListCompaniesRequest, _) in
                let newest = self.names.keys.sorted().reversed().prefix(Int(request.pageSize))
                return CompaniesV1.ListCompaniesResponse(companies: self.companies(Array(newest)))
            },
            .async(CompaniesV1.CompaniesMethods.matchCompanies) { (request: CompaniesV1.MatchCompaniesRequest, _) in
                CompaniesV1.MatchCompaniesResponse(matches: self.match(request.cells))
            },
            .async(CompaniesV1.CompaniesMethods.ensureCompanies) { (request: CompaniesV1.EnsureCompaniesRequest, _) in
                CompaniesV1.EnsureCompaniesResponse(matches: self.ensure(request.cells))
            },
        ]
        router.register(CompaniesV1.CompaniesMethods.descriptor, methods: methods, lanes: DirectLanes())
        return router
    }
}
