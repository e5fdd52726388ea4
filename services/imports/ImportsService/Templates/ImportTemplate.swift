import Contracts
import CustomFields
import SheetExport
import Spreadsheets

/// The workbook that people fill in for an import of one kind of record.
struct ImportTemplate: Sendable {
    /// The sheet that explains the others; an import never takes it for data.
    static let guideName = "Hướng dẫn - Guide"

    private struct Column {
        var header: String
        var isRequired: Bool
        var meaning: BilingualText
        var values: BilingualText
        var example: String
    }

    private let columns: [Column]
    private let formName: String
    /// What is to be said of a row as a whole.
    private let rowMeaning: BilingualText?

    init(_ profile: KindProfile, _ fields: FieldCatalogue, _ language: TextLanguage) {
        let builtIn = BuiltInColumn.all(of: profile)
        columns = Self.columns(builtIn, fields, language)
        formName = Self.formName(profile)[language]
        rowMeaning = Self.rowMeaning(profile)
    }

    /// The texts of the header, each of which the import of a filled template recognises.
    var header: [String] { columns.map(\.header) }

    var workbook: TemplateWorkbook {
        TemplateWorkbook(
            form: TemplateWorkbook.Sheet(name: formName, rows: [header]),
            guide: TemplateWorkbook.Sheet(
                name: Self.guideName, rows: [Self.guideHeader] + columns.map(Self.guideRow) + guideEnd,
                widths: [24, 12, 36, 36, 48, 48, 30]))
    }

    private static func columns(
        _ builtIn: [BuiltInColumn], _ fields: FieldCatalogue, _ language: TextLanguage
    ) -> [Column] {
        let headers = builtIn.map { $0.header[language] }
        let custom = CustomSheetColumns(fields, beside: headers).header
        return zip(builtIn, headers).map { column, header in
            Column(
                header: header, isRequired: column.isRequired, meaning: column.meaning, values: column.values,
                example: column.example)
        }
            + zip(fields.fields.filter(\.active), custom).map { field, header in
                let guide = CustomColumnGuide(settings: field.settings ?? FieldsV1.FieldSettings())
                return Column(
                    header: header, isRequired: guide.settings.required, meaning: guide.meaning, values: guide.values,
                    example: guide.example)
            }
    }

    private static func formName(_ profile: KindProfile) -> BilingualText {
        switch profile.kind {
        case .companies: BilingualText("Doanh nghiệp", "Companies")
        case .listMembers: BilingualText("Thành viên danh sách", "List members")
        case .contacts, .unspecified: BilingualText("Liên hệ", "Contacts")
        }
    }

    private static func rowMeaning(_ profile: KindProfile) -> BilingualText? {
        switch profile.kind {
        case .listMembers:
            BilingualText(
                "Mỗi dòng là một liên hệ, được thêm vào danh sách theo thứ tự các dòng; liên hệ đã có trong danh sách "
                    + "giữ nguyên chỗ của mình",
                "Each row is a contact, which joins the list in the order of the rows; one that is a member already stays "
                    + "where it is")
        case .contacts, .companies, .unspecified: nil
        }
    }

    private var guideEnd: [[String]] {
        rowMeaning.map { [["Dòng / Row", "", $0.vietnamese, $0.english]] } ?? []
    }

    private static let guideHeader = [
        "Cột / Column", "Bắt buộc / Required", "Ý nghĩa", "Meaning", "Giá trị và cách viết", "Values and format",
        "Ví dụ / Example",
    ]

    private static func guideRow(_ column: Column) -> [String] {
        [
            column.header, column.isRequired ? "có / yes" : "không / no", column.meaning.vietnamese,
            column.meaning.english, column.values.vietnamese, column.values.english, column.example,
        ]
    }
}
