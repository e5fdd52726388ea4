/// What the numbers of files, rows and jobs mean, in a few words.
enum CodeMeaning {
    /// Nil for a number that only the owner of the records knows.
    static func of(_ number: Int32) -> BilingualText? {
        ResultCode(rawValue: number).flatMap { files[$0] ?? cells[$0] ?? records[$0] }
    }

    private static let files: [ResultCode: BilingualText] = [
        .fileEmpty: BilingualText("tệp không có dòng dữ liệu", "the file has no data rows"),
        .fileTooLarge: BilingualText("tệp quá lớn", "the file is too large"),
        .fileTypeUnsupported: BilingualText("không phải tệp .xlsx hoặc .csv", "not an .xlsx or .csv file"),
        .fileCorrupt: BilingualText("tệp bị hỏng", "the file is broken"),
        .fileEncrypted: BilingualText("tệp có mật khẩu", "the file has a password"),
        .encodingInvalid: BilingualText("sai bảng mã", "not in the declared encoding"),
        .header: BilingualText("thiếu hoặc trùng tiêu đề cột", "header missing or ambiguous"),
        .mappingIncomplete: BilingualText("thiếu cột bắt buộc", "a required column is not mapped"),
        .mappingUnknownField: BilingualText("trường không tồn tại", "no such field"),
        .upload: BilingualText("dữ liệu tải lên bị sai", "the upload was damaged"),
        .alreadyImported: BilingualText("tệp đã được nhập trong 24 giờ qua", "imported in the last 24 hours already"),
        .fileBomb: BilingualText("tệp nén quá mức", "the file inflates beyond all limits"),
        .sheetMultiple: BilingualText("cần chọn trang tính", "a sheet must be chosen"),
        .ownerUnavailable: BilingualText("dịch vụ khác không trả lời", "another service does not answer"),
        .internal: BilingualText("lỗi của hệ thống", "a fault of the system"),
        .planDrift: BilingualText("dữ liệu đã thay đổi so với kế hoạch", "the data has changed since the plan"),
        .planExpired: BilingualText("kế hoạch đã quá hạn", "the plan is too old"),
        .undoExpired: BilingualText("không hoàn tác được nữa", "can be undone no more"),
    ]

    private static let cells: [ResultCode: BilingualText] = [
        .requiredMissing: BilingualText("thiếu giá trị bắt buộc", "a required value is missing"),
        .textTooLong: BilingualText("văn bản quá dài", "the text is too long"),
        .rowWidth: BilingualText("có giá trị ngoài các cột tiêu đề", "a value beyond the header's columns"),
        .requiredStillMissing: BilingualText("vẫn thiếu giá trị bắt buộc", "a required value is still missing"),
        .cellError: BilingualText("ô có lỗi, coi như trống", "an error cell, taken for blank"),
        .formulaNotCalculated: BilingualText("công thức chưa được tính", "a formula without a result"),
        .digitsLost: BilingualText("số quá dài, đã mất chữ số", "the number lost digits"),
        .cellUnreadable: BilingualText("ô không đúng kiểu, đọc như văn bản", "not of its type, read as text"),
        .phoneInvalid: BilingualText("số điện thoại không hợp lệ", "no valid telephone number"),
        .phoneScientific: BilingualText(
            "số điện thoại bị đổi thành dạng khoa học", "the spreadsheet program destroyed the telephone number"),
        .phoneInvalidCharacter: BilingualText("số điện thoại có ký tự lạ", "a telephone number with other characters"),
        .phoneNoCountry: BilingualText("số nước ngoài thiếu dấu +", "a foreign telephone number without +"),
        .phoneLegacyConverted: BilingualText("số cũ đã được chuyển đổi", "an old telephone number was converted"),
        .phoneZeroRestored: BilingualText("đã thêm số 0 ở đầu", "a lost leading zero was put back"),
        .emailInvalid: BilingualText("e-mail không hợp lệ", "no valid e-mail address"),
        .numberInvalid: BilingualText("không phải số nguyên hợp lệ", "no valid whole number"),
        .decimalInvalid: BilingualText("không phải số hợp lệ", "no valid number"),
        .dateInvalid: BilingualText("ngày không hợp lệ", "no valid date"),
        .checkboxInvalid: BilingualText("không phải có hoặc không", "neither yes nor no"),
        .optionUnknown: BilingualText("không có lựa chọn này", "no such option"),
        .treePathUnknown: BilingualText("không có mục này trong cây", "no such node of the tree"),
        .regexMismatch: BilingualText("không đúng mẫu", "not of the required form"),
        .ratingRange: BilingualText("xếp hạng phải từ 0 đến 5", "the rating must be 0 to 5"),
        .fieldUnknown: BilingualText("trường đã bị bỏ", "the field was retired"),
        .fieldRepeated: BilingualText("trường bị lặp lại", "the field is given twice"),
        .taxCodeInvalid: BilingualText("mã số thuế không hợp lệ", "no valid tax code"),
    ]

    private static let records: [ResultCode: BilingualText] = [
        .managerUnknown: BilingualText("không có người phụ trách này", "no such account manager"),
        .managerInactive: BilingualText("người phụ trách không hoạt động", "the account manager is not active"),
        .groupNoSupervisor: BilingualText("nhóm không có giám sát viên", "the group has no supervisor"),
        .companyUnknown: BilingualText("không có doanh nghiệp này", "no such company"),
        .companyAmbiguous: BilingualText("nhiều doanh nghiệp trùng tên", "several companies of this name"),
        .uniqueConflict: BilingualText("giá trị đã thuộc về bản ghi khác", "another record has this value"),
        .keyMissing: BilingualText("thiếu khóa để tìm", "no value to find the record by"),
        .noKey: BilingualText("không có khóa để kiểm tra trùng", "no value to find duplicates by"),
        .contactIDUnknown: BilingualText("không có liên hệ với mã này", "no contact with this id"),
        .companyIDUnknown: BilingualText("không có doanh nghiệp với mã này", "no company with this id"),
        .duplicateSkipped: BilingualText("đã tồn tại", "exists already"),
        .duplicateInFile: BilingualText("trùng với dòng trước trong tệp", "the same as an earlier row"),
        .noMatchSkipped: BilingualText("không tìm thấy bản ghi", "no record found"),
        .unchanged: BilingualText("không có gì thay đổi", "nothing to change"),
        .multipleMatches: BilingualText("nhiều bản ghi trùng khóa", "several records match"),
        .alreadyDone: BilingualText("đã nhập trước đó", "imported before"),
        .duplicateSuspected: BilingualText("có thể trùng", "perhaps a duplicate"),
        .rowHidden: BilingualText("dòng bị ẩn", "a hidden row"),
        .memberNotAdded: BilingualText("không thêm được vào danh sách", "not added to the list"),
        .alreadyMember: BilingualText("đã có trong danh sách", "in the list already"),
    ]
}
