import Contracts

/// A built-in field as templates show it.
struct BuiltInColumn: Sendable {
    let field: ImportField
    /// One of the names by which an import recognises the column.
    let header: BilingualText
    let meaning: BilingualText
    let values: BilingualText
    let example: String
    var isRequired = false

    /// Those of a kind in the order of its template.
    static func all(of profile: KindProfile) -> [BuiltInColumn] {
        switch profile.kind {
        case .companies: companies
        case .listMembers: listMembers
        case .contacts, .unspecified: contacts
        }
    }
}

// MARK: - Contacts

extension BuiltInColumn {
    static func text(upTo limit: Int?) -> BilingualText {
        guard let limit else { return BilingualText("Văn bản", "Text") }
        return BilingualText("Văn bản, tối đa \(limit) ký tự", "Text, at most \(limit) characters")
    }

    /// A field whose values are any text.
    private static func text(
        _ field: ImportField, _ header: BilingualText, _ meaning: BilingualText, example: String,
        isRequired: Bool = false
    ) -> BuiltInColumn {
        BuiltInColumn(
            field: field, header: header, meaning: meaning, values: text(upTo: field.characterLimit), example: example,
            isRequired: isRequired)
    }

    static let contacts: [BuiltInColumn] =
        [
            text(
                .name, BilingualText("Họ tên", "Full name"),
                BilingualText("Tên của liên hệ", "The contact's name"), example: "Nguyễn Văn An", isRequired: true),
            BuiltInColumn(
                field: .phone, header: BilingualText("Số điện thoại", "Phone"),
                meaning: BilingualText(
                    "Một hoặc nhiều số; thường dùng để tìm liên hệ trùng",
                    "One or several numbers; usually what duplicates are found by"),
                values: BilingualText(
                    "Số Việt Nam có số 0 ở đầu, số nước ngoài bắt đầu bằng +; nhiều số cách nhau bằng ;",
                    "Vietnamese numbers with their leading 0, foreign ones with +; several separated by ;"),
                example: "0901234567; +84 28 3822 1234"),
            email(
                BilingualText(
                    "Một hoặc nhiều địa chỉ; có thể dùng để tìm liên hệ trùng",
                    "One or several addresses; duplicates can be found by them"),
                values: BilingualText(
                    "Địa chỉ e-mail; nhiều địa chỉ cách nhau bằng ;", "E-mail addresses; several separated by ;"),
                example: "an.nguyen@example.com"),
            text(
                .position, BilingualText("Chức vụ", "Position"),
                BilingualText("Chức vụ trong doanh nghiệp", "What the contact does in the company"),
                example: "Kế toán trưởng"),
            BuiltInColumn(
                field: .company, header: BilingualText("Doanh nghiệp", "Company"),
                meaning: BilingualText("Doanh nghiệp của liên hệ", "The company of the contact"),
                values: BilingualText(
                    "Đúng tên hoặc mã số thuế của doanh nghiệp đã có", "Exact name or tax code of an existing company"),
                example: "Công ty TNHH Hoa Sen"),
            BuiltInColumn(
                field: .manager, header: BilingualText("Người phụ trách", "Account manager"),
                meaning: BilingualText("Nhân viên phụ trách liên hệ", "The agent who looks after the contact"),
                values: BilingualText("E-mail của nhân viên đang hoạt động", "E-mail address of an active agent"),
                example: "binh.tran@example.com"),
            BuiltInColumn(
                field: .rating, header: BilingualText("Xếp hạng", "Rating"),
                meaning: BilingualText("Mức độ ưu tiên", "How important the contact is"),
                values: BilingualText("Số nguyên từ 0 đến 5; 0 là chưa xếp hạng", "A whole number, 0 to 5; 0 is none"),
                example: "4"),
            text(
                .address, BilingualText("Địa chỉ", "Address"), BilingualText("Số nhà, đường", "House and street"),
                example: "12 Lê Lợi, Quận 1"),
            text(
                .city, BilingualText("Tỉnh/Thành phố", "City"),
                BilingualText("Tỉnh hoặc thành phố", "City or province"),
                example: "Cần Thơ"),
            text(
                .postalCode, BilingualText("Mã bưu điện", "Postal code"), BilingualText("Mã bưu chính", "Postal code"),
                example: "070000"),
            text(
                .description, BilingualText("Mô tả", "Description"),
                BilingualText("Những điều nên biết", "What there is to know"), example: "Gọi sau 17 giờ"),
            text(
                .facebook, BilingualText("Facebook", "Facebook"),
                BilingualText("Trang hoặc tài khoản Facebook", "Facebook page or account"),
                example: "facebook.com/an.nguyen"),
        ]
        + utm

    private static let utm: [BuiltInColumn] = [
        (ImportField.utmSource, "source", "google"), (.utmMedium, "medium", "cpc"),
        (.utmCampaign, "campaign", "tet2026"),
        (.utmTerm, "term", "bao hiem"), (.utmContent, "content", "banner-2"),
    ].map { field, word, example in
        text(
            field, BilingualText("UTM \(word)", "UTM \(word)"),
            BilingualText("Nguồn quảng cáo: utm_\(word)", "Where the contact came from: utm_\(word)"), example: example)
    }

    private static func email(
        _ meaning: BilingualText, values: BilingualText, example: String
    ) -> BuiltInColumn {
        BuiltInColumn(
            field: .email, header: BilingualText("Email", "Email"), meaning: meaning, values: values, example: example)
    }
}

// MARK: - Companies

extension BuiltInColumn {
    private static let companies: [BuiltInColumn] = [
        text(
            .name, BilingualText("Tên doanh nghiệp", "Company name"),
            BilingualText("Tên của doanh nghiệp", "The company's name"), example: "Công ty TNHH Hoa Sen",
            isRequired: true),
        BuiltInColumn(
            field: .taxCode, header: BilingualText("Mã số thuế", "Tax code"),
            meaning: BilingualText(
                "Không trùng giữa các doanh nghiệp; dùng để tìm doanh nghiệp trùng",
                "Unique among companies; duplicates are found by it"),
            values: BilingualText("Chữ cái, chữ số và dấu -", "Letters, digits and -"), example: "0312345678-001"),
        BuiltInColumn(
            field: .phone, header: BilingualText("Số điện thoại", "Phone"),
            meaning: BilingualText("Số điện thoại chung", "The company's telephone number"),
            values: BilingualText("Một số điện thoại", "One telephone number"), example: "028 3822 1234"),
        email(
            BilingualText("Địa chỉ e-mail chung", "The company's e-mail address"),
            values: BilingualText("Một địa chỉ e-mail", "One e-mail address"), example: "info@example.com"),
        text(
            .website, BilingualText("Website", "Website"), BilingualText("Trang web", "Web site"),
            example: "https://example.com"),
        text(
            .address, BilingualText("Địa chỉ", "Address"), BilingualText("Địa chỉ trụ sở", "Where the company is"),
            example: "12 Lê Lợi, Quận 1, TP. Hồ Chí Minh"),
        text(
            .description, BilingualText("Mô tả", "Description"),
            BilingualText("Những điều nên biết", "What there is to know"), example: "Khách hàng từ năm 2019"),
    ]
}
