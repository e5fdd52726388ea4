import Contracts
import RPCCore
import ServiceRuntime
import Store
import TextNormalization

/// Answers the methods of `danhba.companies.v1.Companies`; the contract's comments say what each does.
struct CompaniesHandlers: CompaniesV1.CompaniesService {
    /// Ids of one request.
    private static let idLimit = 1_000

    func createCompany(
        _ request: CompaniesV1.CreateCompanyRequest, _ writer: WriteTransaction, _ context: CallContext
    ) throws -> CompaniesV1.CreateCompanyResponse {
        try RequestLog.once(request.requestID, request, in: writer, context) {
            var company = CompaniesV1.Company(createdBy: context.metadata.caller)
            try company.take(Set(CompanyField.allCases), from: request.fields ?? CompaniesV1.CompanyFields())
            try refuseTakenTaxCode(of: company, writer)
            return CompaniesV1.CreateCompanyResponse(company: try writer.insert(company))
        }
    }

    func getCompany(
        _ request: CompaniesV1.GetCompanyRequest, _ reader: ReadTransaction, _ context: CallContext
    ) throws -> CompaniesV1.GetCompanyResponse {
        CompaniesV1.GetCompanyResponse(company: try company(request.id, reader))
    }

    func batchGetCompanies(
        _ request: CompaniesV1.BatchGetCompaniesRequest, _ reader: ReadTransaction, _ context: CallContext
    ) throws -> CompaniesV1.BatchGetCompaniesResponse {
        try checkCount(request.ids, field: "ids", limit: Self.idLimit)
        return CompaniesV1.BatchGetCompaniesResponse(companies: try request.ids.compactMap(reader.company))
    }

    func listCompanies(
        _ request: CompaniesV1.ListCompaniesRequest, _ reader: ReadTransaction, _ context: CallContext
    ) throws -> CompaniesV1.ListCompaniesResponse {
        var rules = FieldRules()
        let words = SearchFolding.fold(rules.text(request.text, field: "text", limit: 255))
        try rules.check()
        let page = try PageRequest(
            size: request.pageSize, token: request.pageToken, list: "companies", filter: words)
        let last = page.after?[0] ?? .max
        var companies =
            words.isEmpty
            ? try reader.companies(before: last, limit: page.readLimit)
            : try reader.companies(named: words, before: last, limit: page.readLimit)
        let token = page.cut(&companies, key: { [$0.id] }, byteCount: \.byteCount)
        return CompaniesV1.ListCompaniesResponse(companies: companies, nextPageToken: token)
    }

    func updateCompany(
        _ request: CompaniesV1.UpdateCompanyRequest, _ writer: WriteTransaction, _ context: CallContext
    ) throws -> CompaniesV1.UpdateCompanyResponse {
        let mask = try UpdateMask<CompanyField>(request.updateMask)
        let before = try company(request.id, version: request.expectedVersion, writer)
        var after = before
        try after.take(mask.fields, from: request.fields ?? CompaniesV1.CompanyFields())
        guard after != before else { return CompaniesV1.UpdateCompanyResponse(company: before) }
        try refuseTakenTaxCode(of: after, writer)
        return CompaniesV1.UpdateCompanyResponse(company: try writer.update(before, to: after))
    }

    func deleteCompany(
        _ request: CompaniesV1.DeleteCompanyRequest, _ writer: WriteTransaction, _ context: CallContext
    ) throws -> CompaniesV1.DeleteCompanyResponse {
        try writer.delete(company(request.id, version: request.expectedVersion, writer))
        return CompaniesV1.DeleteCompanyResponse()
    }

    func deleteCompanies(
        _ request: CompaniesV1.DeleteCompaniesRequest, _ writer: WriteTransaction, _ context: CallContext
    ) throws -> CompaniesV1.DeleteCompaniesResponse {
        try checkCount(request.ids, field: "ids", limit: Self.idLimit)
        var response = CompaniesV1.DeleteCompaniesResponse()
        for id in request.ids {
            guard let company = try writer.company(id) else { continue }
            try writer.delete(company)
            response.deletedIDs.append(id)
        }
        return response
    }

    func matchCompanies(
        _ request: CompaniesV1.MatchCompaniesRequest, _ reader: ReadTransaction, _ context: CallContext
    ) throws -> CompaniesV1.MatchCompaniesResponse {
        try checkCount(request.cells, field: "cells", limit: CompanyCell.limit)
        return CompaniesV1.MatchCompaniesResponse(
            matches: try request.cells.map { cell in try reader.match(CompanyCell(cell)) })
    }

    func ensureCompanies(
        _ request: CompaniesV1.EnsureCompaniesRequest, _ writer: WriteTransaction, _ context: CallContext
    ) throws -> CompaniesV1.EnsureCompaniesResponse {
        var rules = FieldRules()
        rules.count(request.cells, field: "cells", limit: CompanyCell.limit)
        let operationID = rules.text(request.operationID, field: "operation_id", limit: 64)
        try rules.check()
        if !operationID.isEmpty { writer.operationID = operationID }
        return CompaniesV1.EnsureCompaniesResponse(
            matches: try writer.ensure(request.cells, createdBy: context.metadata.caller))
    }

    // MARK: What several methods do

    private func company(_ id: Int64, _ reader: ReadTransaction) throws -> CompaniesV1.Company {
        guard let company = try reader.company(id) else { throw RPCError.notFound("company", id: id) }
        return company
    }

    /// The company at the version that the caller has seen; 0 stands for any.
    private func company(
        _ id: Int64, version: Int64, _ reader: ReadTransaction
    ) throws -> CompaniesV1.Company {
        let company = try company(id, reader)
        guard version == 0 || version == company.version else {
            throw RPCError.versionConflict("company", id: id, stored: company.version)
        }
        return company
    }

    private func refuseTakenTaxCode(of company: CompaniesV1.Company, _ reader: ReadTransaction) throws {
        guard let other = try reader.companyID(taxCode: company.taxCode), other != company.id else { return }
        throw RPCError(
            .alreadyExists, .uniqueConflict, "Another company has this tax code.", field: CompanyField.taxCode.rawValue,
            ids: [other])
    }

    private func checkCount(_ values: some Collection, field: String, limit: Int) throws(RPCError) {
        var rules = FieldRules()
        rules.count(values, field: field, limit: limit)
        try rules.check()
    }
}
