import BulkWriting
import Contracts
import CustomFields
import OperationUndo
import RPCCore
import ServiceRuntime
import Store
import TextNormalization

extension BulkCompaniesHandlers {
    func explainBulkRow(
        _ request: CompaniesV1.ExplainBulkRowRequest, _ context: CallContext
    ) async throws -> CompaniesV1.ExplainBulkRowResponse {
        let workspace = context.workspace
        let fields = try await store.read(workspace) { reader in try reader.fieldCatalogue() }
        let options = try BulkCompanyOptions(request.options ?? .init(), fields: fields)
        let explanation = CompanyRowExplanation(request: request, options: options, fields: fields)
        guard request.plan else { return try await store.read(workspace, explanation.read) }
        return try await plans.store.read(plans.name(workspace: workspace, job: request.jobID)) { plan in
            guard try plan.planState() != nil else { throw RPCError.planExpired }
            return try explanation.read(plan)
        }
    }
}

/// One row that is to be explained.
private struct CompanyRowExplanation: Sendable {
    let request: CompaniesV1.ExplainBulkRowRequest
    let options: BulkCompanyOptions
    let fields: FieldCatalogue

    @Sendable func read(_ reader: ReadTransaction) throws -> CompaniesV1.ExplainBulkRowResponse {
        guard let row = request.row, let result = request.result else { return .init() }
        let retired = Set(fields.fields.filter { !$0.active }.map { FieldCatalogue.path($0.key) })
        var response = CompaniesV1.ExplainBulkRowResponse()
        var changes: [Int64: Change] = [:]
        for record in result.changedRecords {
            guard
                let change = try reader.change(
                    of: record, entity: UndoableCompany.entity, operation: request.jobID)
            else { continue }
            changes[record.id] = change
            let fields = try UndoableCompany.fieldChanges(of: change, hiding: retired) { $1.values(of: $0) }
            response.changes.append(.init(recordID: record.id, fields: fields))
        }
        for id in result.namedRecords {
            let image =
                try changes[id].map { try CompaniesV1.Company(image: $0.before) }
                ?? (reader.company(id) ?? reader.deletedCompany(id))
            if let image { response.matches += sharedKeys(of: row, image) }
        }
        return response
    }

    private func sharedKeys(
        of row: CompaniesV1.BulkCompanyRow, _ company: CompaniesV1.Company
    ) -> [ContactsV1.SharedKey] {
        func shared(_ field: String, _ value: String) -> ContactsV1.SharedKey {
            .init(contactID: company.id, field: field, value: value)
        }
        if row.companyID != 0 {
            return row.companyID == company.id ? [shared("company_id", "\(company.id)")] : []
        }
        var rules = FieldRules()
        var reader = CustomValueReader(fields)
        var values = CompaniesV1.Company()
        values.takeRow(row.fields, &rules, &reader)
        var keys: [ContactsV1.SharedKey] = []
        if options.matchesByTaxCode, !values.taxCode.isEmpty, values.taxCode == company.taxCode {
            keys.append(shared(CompanyField.taxCode.rawValue, values.taxCode))
        }
        if options.matchesByName, !values.name.isEmpty, exactKey(values.name) == exactKey(company.name) {
            keys.append(shared(CompanyField.name.rawValue, values.name))
        }
        return keys
            + fields.sharedKeys(
                of: values.custom, with: company.custom, id: company.id, matching: options.matchingFields)
    }
}
