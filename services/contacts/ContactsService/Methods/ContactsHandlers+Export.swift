import Contracts
import RPCCore
import ServiceRuntime
import Spreadsheets
import Store

extension ContactsHandlers {
    /// Contacts read in one transaction: few enough that memory and the time a read is open stay small.
    ///
    /// Also the most companies that are asked for at once.
    private static let exportPageSize: Int64 = 500
    private static let exportPageBytes = 4 << 20
    /// Bytes in one message of the answer.
    private static let pieceByteCount = 64 << 10

    func exportContacts(
        _ request: ContactsV1.ExportContactsRequest, _ responses: ResponseWriter<ContactsV1.ExportContactsResponse>,
        _ context: CallContext
    ) async throws {
        let condition = try ContactCondition(request.filter ?? ContactsV1.ContactFilter())
        let file: TemporaryFile
        switch request.format {
        case .xlsx:
            file = TemporaryFile(extension: "xlsx")
            try await write(condition, to: XLSXWriter(path: file.path, sheetName: "Contacts"), context)
        case .csv, .unspecified:
            file = TemporaryFile(extension: "csv")
            try await write(condition, to: CSVWriter(path: file.path), context)
        }
        try await file.forEachPiece(of: Self.pieceByteCount) { piece in
            try await responses.write(ContactsV1.ExportContactsResponse(data: piece))
        }
    }

    private func write(_ condition: ContactCondition, to writer: any RowWriter, _ context: CallContext) async throws {
        var companyNames: [Int64: String] = [:]
        var before: Int64?
        try writer.append(row: ContactSheet.header)
        while true {
            try context.checkAlive()
            let page = try await exportPage(condition, before: before, context.workspace)
            guard let last = page.contacts.last else { break }
            before = last.id
            // What is kept from the pages before is bounded, too.
            if companyNames.count > 10_000 { companyNames = [:] }
            try await addNames(of: Set(page.contacts.map(\.companyID)), to: &companyNames)
            for contact in page.contacts {
                let row = ContactSheet.row(
                    of: contact, company: companyNames[contact.companyID] ?? "",
                    manager: page.managers[contact.managerID] ?? "")
                try writer.append(row: row)
            }
        }
        try writer.finish()
    }

    /// One page of contacts, and the e-mail addresses of their managers.
    private func exportPage(
        _ condition: ContactCondition, before: Int64?, _ workspace: String
    ) async throws -> (contacts: [ContactsV1.Contact], managers: [Int64: String]) {
        try await store.read(workspace) { reader in
            let contacts = try reader.contacts(
                condition, before: before, limit: Self.exportPageSize, byteLimit: Self.exportPageBytes)
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
