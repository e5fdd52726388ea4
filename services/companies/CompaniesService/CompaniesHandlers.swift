import Contracts
import CustomFields
import RPCCore
import ServiceRuntime
import Store

/// Answers the methods of `danhba.companies.v1.Companies`; the contract's comments say what each does.
struct CompaniesHandlers: CompaniesV1.CompaniesService {
    /// Ids of one request.
    private static let idLimit = 1_000

    func createCompany(
        _ request: CompaniesV1.CreateCompanyRequest, _ writer: WriteTransaction, _ context: CallContext
    ) throws -> CompaniesV1.CreateCompanyResponse {
        try RequestLog.once(request.requestID, request, in: writer, context) {
            var company = CompaniesV1.Company(createdBy: context.metadata.caller)
            let catalogue = try writer.fieldCatalogue()
            try company.takeAll(from: request.fields ?? CompaniesV1.CompanyFields(), catalogue)
            try refuseTakenTaxCode(of: company, writer)
            try writer.refuseTaken(company.custom, of: 0, catalogue, noun: "company")
            return CompaniesV1.CreateCompanyResponse(company: try writer.insert(company))
        }
    }

    func getCompany(
        _ request: CompaniesV1.GetCompanyRequest, _ reader: ReadTransaction, _ context: CallContext
    ) throws -> CompaniesV1.GetCompanyResponse {
        CompaniesV1.GetCompanyResponse(company: try reader.visible(company(request.id, reader)))
    }

    func batchGetCompanies(
        _ request: CompaniesV1.BatchGetCompaniesRequest, _ reader: ReadTransaction, _ context: CallContext
    ) throws -> CompaniesV1.BatchGetCompaniesResponse {
        try checkCount(request.ids, field: "ids", limit: Self.idLimit)
        let companies = try request.ids.compactMap(reader.company)
        return CompaniesV1.BatchGetCompaniesResponse(companies: try reader.visible(companies))
    }

    func listCompanies(
        _ request: CompaniesV1.ListCompaniesRequest, _ reader: ReadTransaction, _ context: CallContext
    ) throws -> CompaniesV1.ListCompaniesResponse {
        let condition = try CompanyCondition(nameText: request.text, request.filter, order: request.order)
        let page = try PageRequest(
            size: request.pageSize, token: request.pageToken, list: "companies", filter: condition.spelling)
        let found = try reader.companyIDs(
            condition, after: page.after?[0], limit: page.readLimit, isCounted: page.after == nil)
        var companies = try found.ids.compactMap(reader.company)
        let token = page.cut(&companies, key: { [$0.id] }, byteCount: \.byteCount)
        return CompaniesV1.ListCompaniesResponse(
            companies: try reader.visible(companies), nextPageToken: token,
            totalCount: Int64(min(found.count, ReadTransaction.companyCountLimit)),
            exceedsTotalCount: found.count > ReadTransaction.companyCountLimit)
    }

    func updateCompany(
        _ request: CompaniesV1.UpdateCompanyRequest, _ writer: WriteTransaction, _ context: CallContext
    ) throws -> CompaniesV1.UpdateCompanyResponse {
        let mask = try RecordMask<CompanyField>(request.updateMask)
        let before = try company(request.id, version: request.expectedVersion, writer)
        var after = before
        let catalogue = mask.customKeys.isEmpty ? .empty : try writer.fieldCatalogue()
        try after.take(mask, from: request.fields ?? CompaniesV1.CompanyFields(), catalogue)
        if after != before {
            try refuseTakenTaxCode(of: after, writer)
            try writer.refuseTaken(after.custom, of: after.id, before: before.custom, catalogue, noun: "company")
            after = try writer.update(before, to: after)
        }
        return CompaniesV1.UpdateCompanyResponse(company: try writer.visible(after))
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
