import Contracts
import CustomFields
import RPCCore
import ServiceRuntime
import Store

extension CompaniesHandlers {
    private static let fields = FieldAdministration(
        CompanyRecords(), noun: "companies", reservedKeys: Set(CompanyField.allCases.map(\.rawValue)))

    func createField(
        _ request: CompaniesV1.CreateFieldRequest, _ writer: WriteTransaction, _ context: CallContext
    ) throws -> CompaniesV1.CreateFieldResponse {
        CompaniesV1.CreateFieldResponse(
            field: try Self.fields.create(key: request.key, settings: request.settings, in: writer))
    }

    func updateField(
        _ request: CompaniesV1.UpdateFieldRequest, _ writer: WriteTransaction, _ context: CallContext
    ) throws -> CompaniesV1.UpdateFieldResponse {
        CompaniesV1.UpdateFieldResponse(
            field: try Self.fields.update(
                id: request.id, expectedVersion: request.expectedVersion, mask: request.updateMask,
                settings: request.settings, in: writer))
    }

    func listFields(
        _ request: CompaniesV1.ListFieldsRequest, _ reader: ReadTransaction, _ context: CallContext
    ) throws -> CompaniesV1.ListFieldsResponse {
        let page = try Self.fields.list(
            includeRetired: request.includeRetired, pageSize: request.pageSize, pageToken: request.pageToken, in: reader
        )
        return CompaniesV1.ListFieldsResponse(fields: page.fields, nextPageToken: page.nextPageToken)
    }

    func orderFields(
        _ request: CompaniesV1.OrderFieldsRequest, _ writer: WriteTransaction, _ context: CallContext
    ) throws -> CompaniesV1.OrderFieldsResponse {
        try Self.fields.order(ids: request.ids, in: writer)
        return CompaniesV1.OrderFieldsResponse()
    }

    func retireField(
        _ request: CompaniesV1.RetireFieldRequest, _ writer: WriteTransaction, _ context: CallContext
    ) throws -> CompaniesV1.RetireFieldResponse {
        CompaniesV1.RetireFieldResponse(
            field: try Self.fields.setActive(
                false, id: request.id, expectedVersion: request.expectedVersion, in: writer))
    }

    func restoreField(
        _ request: CompaniesV1.RestoreFieldRequest, _ writer: WriteTransaction, _ context: CallContext
    ) throws -> CompaniesV1.RestoreFieldResponse {
        CompaniesV1.RestoreFieldResponse(
            field: try Self.fields.setActive(
                true, id: request.id, expectedVersion: request.expectedVersion, in: writer))
    }
}

/// The companies whose values change when a field gets another type; deleted ones never come back.
private struct CompanyRecords: CustomRecords {
    func rewriteValues(
        of field: FieldsV1.Field, in writer: WriteTransaction,
        _ body: (_ record: Int64, _ isLive: Bool, _ values: [String]) throws -> [String]
    ) throws {
        for id in try writer.recordIDs(withField: field.id) {
            guard let before = try writer.company(id) else { continue }
            let values = before.custom.values(of: field.key)
            let converted = try body(id, true, values)
            if converted == values { continue }
            var company = before
            company.custom.set(converted, of: field.key)
            _ = try writer.update(before, to: company, isIndexed: false)
        }
    }
}
