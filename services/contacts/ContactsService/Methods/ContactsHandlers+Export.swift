import Contracts
import CustomFields
import RPCCore
import ServiceRuntime
import SheetExport
import Store

extension ContactsHandlers {
    /// Contacts read in one transaction: few enough that memory and the time a read is open stay small.
    ///
    /// Also the most companies that are asked for at once.
    private static let exportPageSize: Int64 = 500
    private static let exportPageBytes = 4 << 20

    func exportContacts(
        _ request: ContactsV1.ExportContactsRequest, _ responses: ResponseWriter<ContactsV1.ExportContactsResponse>,
        _ context: CallContext
    ) async throws {
        let condition = try await filters.condition(request.filter, context)
        guard try context.identity().seesPhones else {
            throw RPCError(.permissionDenied, "An export holds telephone numbers, which you may not see.")
        }
        let sheet = ContactSheet(try await store.read(context.workspace) { try $0.fieldCatalogue() })
        var file = try SheetSender(request.format, sheetName: "Contacts", header: sheet.header) { piece in
            try await responses.write(ContactsV1.ExportContactsResponse(data: piece))
        }
        try await forEachExportPage(condition, sheet, context) { contacts, row in
            try await file.append(contacts, row)
        }
        try await file.finish()
    }

    /// Calls `body` with all contacts that fulfil a condition, newest first, and with what makes rows of them; the next
    /// page is read meanwhile.
    private func forEachExportPage(
        _ condition: ContactCondition, _ sheet: ContactSheet, _ context: CallContext,
        _ body: ([ContactsV1.Contact], (ContactsV1.Contact) -> [String]) async throws -> Void
    ) async throws {
        var companyNames: [Int64: String] = [:]
        var page = try await exportPage(condition, before: nil, context)
        while let last = page.contacts.last {
            try context.checkAlive()
            async let next = exportPage(condition, before: last.id, context)
            // What is kept from the pages before is bounded, too.
            if companyNames.count > 10_000 { companyNames = [:] }
            try await addNames(of: Set(page.contacts.map(\.companyID)), to: &companyNames)
            let (names, managers) = (companyNames, page.managers)
            try await body(page.contacts) { contact in
                sheet.row(
                    of: contact, company: names[contact.companyID] ?? "", manager: managers[contact.managerID] ?? "")
            }
            page = try await next
        }
    }

    /// One page of contacts, and the e-mail addresses of their managers.
    private func exportPage(
        _ condition: ContactCondition, before: Int64?, _ context: CallContext
    ) async throws -> (contacts: [ContactsV1.Contact], managers: [Int64: String]) {
        try await store.read(context.workspace) { reader in
            var view = try reader.view(for: context)
            let contacts = try reader.contacts(
                condition, &view, before: before, limit: Self.exportPageSize, byteLimit: Self.exportPageBytes)
            var managers: [Int64: String] = [:]
            for id in Set(contacts.map(\.managerID)) where id != 0 { managers[id] = try reader.agent(id)?.email }
            return (contacts, managers)
        }
    }

    /// A company that has been deleted has no name: its contacts show none.
    private func addNames(of ids: Set<Int64>, to names: inout [Int64: String]) async throws {
        let unknown = ids.filter { $0 != 0 && names[$0] == nil }.sorted()
        if unknown.isEmpty { return }
        for id in unknown { names[id] = "" }
        for company in try await companies.batchGetCompanies(CompaniesV1.BatchGetCompaniesRequest(ids: unknown))
            .companies
        {
            names[company.id] = company.name
        }
    }
}
