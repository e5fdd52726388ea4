import Contracts
import CustomFields
import RPCCore
import ServiceRuntime
import SheetExport
import Store

extension BulkCompaniesHandlers {
    /// Companies read in one transaction: few enough that memory and the time a read is open stay small.
    private static let pageSize: Int64 = 500
    private static let pageBytes = 4 << 20

    func exportCompanies(
        _ request: CompaniesV1.ExportCompaniesRequest, _ responses: ResponseWriter<CompaniesV1.ExportCompaniesResponse>,
        _ context: CallContext
    ) async throws {
        let condition = try CompanyCondition(request.filter, order: request.order)
        let sheet = CompanySheet(try await store.read(context.workspace) { try $0.fieldCatalogue() })
        var file = try SheetSender(request.format, sheetName: "Companies", header: sheet.header) { piece in
            try await responses.write(CompaniesV1.ExportCompaniesResponse(data: piece))
        }
        var page = try await page(condition, after: nil, context.workspace)
        while let last = page.last {
            try context.checkAlive()
            // Read while the page before is written.
            async let next = self.page(condition, after: last.id, context.workspace)
            try await file.append(page, sheet.row)
            page = try await next
        }
        try await file.finish()
    }

    /// The next companies of a list; fewer than a page of them where they are long.
    private func page(
        _ condition: CompanyCondition, after last: Int64?, _ workspace: String
    ) async throws -> [CompaniesV1.Company] {
        try await store.read(workspace) { reader in
            let ids = try reader.companyIDs(condition, after: last, limit: Self.pageSize).ids
            var companies: [CompaniesV1.Company] = []
            var byteCount = 0
            for id in ids where byteCount < Self.pageBytes {
                guard let company = try reader.company(id) else { continue }
                byteCount += company.byteCount
                companies.append(company)
            }
            return companies
        }
    }
}
