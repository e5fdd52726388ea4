extension BuiltInColumn {
    /// What members are found by, then all that a contact has.
    static let listMembers: [BuiltInColumn] =
        [memberPhone, memberName] + contacts.filter { $0.field != .phone && $0.field != .name } + [memberID]

    private static let memberPhone = BuiltInColumn(
        field: .phone, header: BilingualText("Số điện thoại", "Phone"),
        meaning: BilingualText(
            "Dùng để tìm liên hệ sẽ vào danh sách; chưa có liên hệ nào thì tạo mới",
            "The contact that joins the list is found by it; where there is none, one is created"),
        values: BilingualText(
            "Số Việt Nam có số 0 ở đầu, số nước ngoài bắt đầu bằng +; nhiều số cách nhau bằng ;",
            "Vietnamese numbers with their leading 0, foreign ones with +; several separated by ;"),
        example: "0901234567", isRequired: true)

    private static let memberName = BuiltInColumn(
        field: .name, header: BilingualText("Họ tên", "Full name"),
        meaning: BilingualText(
            "Cần cho liên hệ mới; liên hệ đã có thì giữ tên của mình",
            "Needed for a new contact; one that is there keeps its name"),
        values: text(upTo: ImportField.name.characterLimit), example: "Nguyễn Văn An", isRequired: true)

    private static let memberID = BuiltInColumn(
        field: .contactID, header: BilingualText(ServiceColumn.contactID.rawValue, ServiceColumn.contactID.rawValue),
        meaning: BilingualText(
            "Mã của liên hệ đã có, như trong tệp xuất ra; có mã thì không tìm theo số điện thoại",
            "The id of a contact that is there, as in an exported file; with it the phone is not looked for"),
        values: BilingualText("Số nguyên; có thể để trống", "A whole number; may be blank"), example: "1024")
}
