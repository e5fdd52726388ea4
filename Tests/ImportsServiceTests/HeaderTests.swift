import Testing

@testable import ImportsService

@Suite struct HeaderTests {
    private static let known: [(String, ImportField)] = [
        ("Name", ImportField.name), ("Full name", .name), ("Họ và tên", .name), ("HỌ TÊN (*)", .name),
        ("Họ tên / Full name", .name), ("Tên khách hàng", .name), ("ten lien he", .name),
        ("Phone", .phone), ("Số điện thoại", .phone), ("SĐT", .phone), ("Phone 2", .phone),
        ("Điện thoại di động", .phone),
        ("Mobile", .phone), ("số_điện_thoại", .phone), ("Số điện thoại (84xxxxxxxxx)", .phone),
        ("E-mail", .email), ("Email address", .email), ("Thư điện tử", .email), ("Địa chỉ email", .email),
        ("Chức vụ", .position), ("Job title", .position), ("Position", .position),
        ("Công ty", .company), ("Company", .company), ("Doanh nghiệp", .company), ("Tên công ty", .company),
        ("Account manager", .manager), ("Tài khoản quản lý", .manager), ("Người phụ trách", .manager),
        ("Priority", .rating), ("Xếp hạng", .rating), ("Mức độ ưu tiên", .rating), ("Rating", .rating),
        ("Address", .address), ("Địa chỉ", .address), ("City", .city), ("Tỉnh/Thành phố", .city),
        ("Mã bưu điện", .postalCode), ("Zip code", .postalCode), ("Mô tả", .description), ("Description", .description),
        ("Facebook", .facebook), ("utm_source", .utmSource), ("UTM Campaign", .utmCampaign),
        ("utm-content", .utmContent),
        ("Họ và tên KH", .name), ("Tên người đại diện", .name), ("Contact full name", .name), ("Quý khách", .name),
        ("Số ĐT liên hệ", .phone), ("SĐT chính", .phone), ("Mobile No.", .phone), ("Số ĐTDĐ", .phone),
        ("Điện thoại khách hàng (bắt buộc)", .phone), ("Cell phone number", .phone), ("Máy bàn", .phone),
        ("E-mail cá nhân", .email), ("Email 1", .email), ("Personal e-mail", .email), ("Cấp bậc", .position),
        ("Designation", .position), ("Đơn vị công tác", .company), ("Workplace", .company),
        ("Địa chỉ hiện tại", .address), ("Nơi ở", .address), ("Shipping address", .address),
        // As macOS writes it: letters with combining accents.
        ("So\u{302}\u{301} d\u{31B}ie\u{323}\u{302}n thoa\u{323}i".replacing("d\u{31B}", with: "đ"), .phone),
    ]

    @Test("The name of a column says what it means, whatever its case, accents and punctuation", arguments: Self.known)
    func meaning(text: String, field: ImportField) {
        guard case .field(let meaning) = HeaderCell.meaning(of: text, .contacts) else {
            Issue.record("\(text) is not recognised")
            return
        }
        #expect(meaning.field == field)
    }

    @Test(
        "Other names mean nothing", arguments: ["", "Fax", "Birthday", "12", "Ngày sinh", "Danh sách khách hàng 2026"])
    func unknown(text: String) {
        #expect(HeaderCell.meaning(of: text, .contacts) == .unknown)
    }

    @Test("Columns with an underscore are never suggested but for the contact's own id")
    func reserved() {
        let header = row(1, ["_contact_id", "_outcome", "_note", "Name"])
        #expect(header.suggestedMapping == [0: .contactID, 3: .name])
        #expect(header.columns.map(\.isReserved) == [true, true, true, false])
    }

    @Test("A remark is the description only where no column is called so")
    func secondaryNames() {
        #expect(row(1, ["Name", "Note"]).suggestedMapping == [0: .name, 1: .description])
        #expect(row(1, ["Name", "Note", "Mô tả"]).suggestedMapping == [0: .name, 2: .description])
        #expect(row(1, ["Company", "Tax code"]).suggestedMapping == [0: .company])
        #expect(row(1, ["Mã số thuế", "Name"]).suggestedMapping == [0: .company, 1: .name])
    }

    @Test("The header is the row that names the most fields, below any titles")
    func titlesAbove() {
        let rows = [
            row(1, ["DANH SÁCH LIÊN HỆ"]), row(2, ["Phòng kinh doanh", "", "2026"]),
            row(4, ["Họ tên", "Số điện thoại", "Email"]), row(5, ["Trần Văn A", "0901234567", "a@example.com"]),
        ]
        #expect(HeaderRow.find(in: rows)?.number == 4)
        #expect(HeaderRow.find(in: [rows[0], rows[3]]) == nil)
        #expect(HeaderRow.find(in: []) == nil)
    }

    private func row(_ number: Int, _ texts: [String]) -> HeaderRow {
        HeaderRow(
            number: number, cells: texts.enumerated().filter { !$0.element.isEmpty }.map { ($0.offset, $0.element) })
    }
}
