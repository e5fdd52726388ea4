import Contracts
import RPCCore
import TextNormalization

/// What a manager's cell stands for.
enum ManagerReference: Sendable, Equatable {
    case agent(Int64)
    case inactive
    case unknown
}

/// What a company's cell stands for.
enum CompanyReference: Sendable, Equatable {
    case company(Int64)
    case missing
    case ambiguous([Int64])

    init(_ match: CompaniesV1.CompanyMatch) {
        if match.id != 0 {
            self = .company(match.id)
        } else {
            self = match.ambiguousIDs.isEmpty ? .missing : .ambiguous(match.ambiguousIDs)
        }
    }
}

/// The references of one chunk, in the order of its distinct cells.
struct FoundReferences: Sendable {
    var managers: [ManagerReference] = []
    var companies: [CompanyReference] = []
}

/// Asks the owners what the cells of a job stand for; what it was told stays with the job.
actor ReferenceResolver {
    /// Cells asked for in one call.
    private static let managersAtOnce = 1_000
    private static let companiesAtOnce = 5_000
    /// Known cells of each kind; above it all are forgotten, so that memory stays small.
    private static let knownLimit = 50_000

    private let peers: ImportPeers
    private let caller: PatientCaller
    private var managers: [String: ManagerReference] = [:]
    private var companies: [CellKey: CompanyReference] = [:]

    init(peers: ImportPeers, caller: PatientCaller) {
        self.peers = peers
        self.caller = caller
    }

    /// What the distinct cells of a chunk stand for.
    func resolve(managers managerCells: [String], companies companyCells: [String]) async throws -> FoundReferences {
        try await learnManagers(managerCells)
        try await learnCompanies(companyCells)
        return FoundReferences(
            managers: managerCells.map { managers[$0] ?? .unknown },
            companies: companyCells.map { companies[CellKey(text: $0)] ?? .missing })
    }

    /// Those of the cells that were missing and are known by now, by `exactKey`.
    func known(_ cells: [String]) -> [String: CompanyReference] {
        var known: [String: CompanyReference] = [:]
        for cell in cells {
            if let reference = companies[CellKey(text: cell)], reference != .missing {
                known[exactKey(cell)] = reference
            }
        }
        return known
    }

    /// Makes sure that the named companies exist, as part of the operation.
    ///
    /// Returns what they are by `exactKey`.
    func ensure(_ names: [String], operationID: String) async throws -> [String: CompanyReference] {
        var found: [String: CompanyReference] = [:]
        for batch in names.batches(of: Self.companiesAtOnce) {
            let request = CompaniesV1.EnsureCompaniesRequest(cells: batch, operationID: operationID)
            let response = try await caller.call("companies", hasEffect: false) { [peers] options in
                try await peers.companies.ensureCompanies(request, options: options)
            }
            for (name, match) in zip(batch, response.matches) { found[exactKey(name)] = CompanyReference(match) }
        }
        for (cell, reference) in companies where reference == .missing {
            if let now = found[exactKey(cell.text)] { companies[cell] = now }
        }
        return found
    }

    private func learnManagers(_ cells: [String]) async throws {
        if managers.count > Self.knownLimit { managers = [:] }
        for batch in cells.filter({ managers[$0] == nil }).batches(of: Self.managersAtOnce) {
            let request = ContactsV1.ListAgentsRequest(emails: batch, pageSize: Int32(Self.managersAtOnce))
            let response = try await caller.call("contacts", hasEffect: false) { [peers] options in
                try await peers.contacts.listAgents(request, options: options)
            }
            for cell in batch { managers[cell] = .unknown }
            for agent in response.agents {
                managers[agent.email.lowercased()] = agent.active ? .agent(agent.id) : .inactive
            }
        }
    }

    private func learnCompanies(_ cells: [String]) async throws {
        if companies.count > Self.knownLimit { companies = [:] }
        for batch in cells.filter({ companies[CellKey(text: $0)] == nil }).batches(of: Self.companiesAtOnce) {
            let request = CompaniesV1.MatchCompaniesRequest(cells: batch)
            let response = try await caller.call("companies", hasEffect: false) { [peers] options in
                try await peers.companies.matchCompanies(request, options: options)
            }
            for (cell, match) in zip(batch, response.matches) {
                companies[CellKey(text: cell)] = CompanyReference(match)
            }
        }
    }
}

extension Array {
    /// The elements in order, at most `size` at a time.
    fileprivate func batches(of size: Int) -> [[Element]] {
        stride(from: 0, to: count, by: size).map { Array(self[$0..<Swift.min($0 + size, count)]) }
    }
}
