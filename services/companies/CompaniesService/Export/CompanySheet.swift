import Contracts
import CustomFields
import SheetExport

/// How companies become rows of a spreadsheet; the columns are ones that an import knows by their names.
struct CompanySheet: Sendable {
    private static let builtIn = [
        "_company_id", "Name", "Tax code", "Phone", "Email", "Website", "Address", "Description",
    ]

    let header: [String]
    private let custom: CustomSheetColumns

    init(_ catalogue: FieldCatalogue) {
        custom = CustomSheetColumns(catalogue, beside: Self.builtIn)
        header = Self.builtIn + custom.header
    }

    func row(of company: CompaniesV1.Company) -> [String] {
        var row = [
            String(company.id), company.name, company.taxCode, company.phone, company.email, company.website,
            company.address, company.description,
        ]
        custom.append(company.custom, to: &row)
        return row
    }
}
