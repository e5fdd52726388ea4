import Contracts
import OperationUndo
import RPCCore
import Store

/// Companies, as an undo knows them.
enum UndoableCompany: CustomUndoableKind {
    typealias Record = CompaniesV1.Company
    typealias Field = RecordField<CompanyField>

    static let entity = "company"

    static func version(of company: Record, id: Int64, _ reader: ReadTransaction) -> Int64 { company.version }

    static func isSame(_ field: CompanyField, in left: Record, _ right: Record) -> Bool {
        left.text(of: field) == right.text(of: field)
    }

    static func set(_ field: CompanyField, of company: inout Record, from other: Record) {
        switch field {
        case .name: company.name = other.name
        case .taxCode: company.taxCode = other.taxCode
        case .description: company.description = other.description
        case .phone: company.phone = other.phone
        case .email: company.email = other.email
        case .website: company.website = other.website
        case .address: company.address = other.address
        }
    }

    static func refusedFields(
        of company: Record, replacing current: Record?, id: Int64, _ reader: ReadTransaction
    ) throws -> [RecordField<CompanyField>] {
        var refused = try refusedCustomFields(of: company, replacing: current, id: id, reader)
        if let owner = try reader.companyID(taxCode: company.taxCode), owner != id {
            refused.append(.builtIn(.taxCode))
        }
        return refused
    }

    static func live(_ id: Int64, _ reader: ReadTransaction) throws -> Record? { try reader.company(id) }

    static func deleted(_ id: Int64, _ reader: ReadTransaction) throws -> Record? { try reader.deletedCompany(id) }

    static func store(_ company: Record?, over id: Int64, _ writer: WriteTransaction) throws {
        if let stored = try writer.company(id) {
            guard let company else { return try writer.delete(stored) }
            _ = try writer.update(stored, to: company)
        } else if let company, let deleted = try writer.deletedCompany(id) {
            try writer.restore(deleted, as: company)
        }
    }
}
