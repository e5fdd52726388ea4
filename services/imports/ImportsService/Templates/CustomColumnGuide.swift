import Contracts

/// Explains the column of a custom field by the field's settings.
struct CustomColumnGuide: Sendable {
    /// Characters of options that a cell lists; the rest is counted.
    private static let listedCharacters = 4_000

    let settings: FieldsV1.FieldSettings

    var meaning: BilingualText {
        settings.unique
            ? BilingualText(
                "Trường tùy chỉnh; mỗi giá trị chỉ dùng một lần", "Custom field; no two records share a value")
            : BilingualText("Trường tùy chỉnh", "Custom field")
    }

    /// What is allowed, with the field's limits.
    var values: BilingualText {
        switch settings.type {
        case .singleLine, .unspecified: text("Văn bản một dòng", "One line of text", standard: 255)
        case .multiLine: text("Văn bản nhiều dòng", "Text of several lines", standard: 10_000)
        case .dropDown: list("Một trong", "One of", settings.options)
        case .multiSelect:
            list(
                "Một hoặc nhiều giá trị, cách nhau bằng ; trong số", "One or several, separated by ; of",
                settings.options)
        case .integer: range("Số nguyên", "A whole number")
        case .decimal: range("Số, phần thập phân sau dấu chấm", "A number, decimals behind a point")
        case .checkbox:
            BilingualText("có hoặc không; cũng true, false, 1, 0, x", "yes or no; also true, false, 1, 0, x")
        case .date: range("Ngày/tháng/năm hoặc năm-tháng-ngày", "Day/month/year or year-month-day")
        case .regex: text("Văn bản theo mẫu \(settings.regex)", "Text of the form \(settings.regex)", standard: 255)
        case .tree:
            list("Đường dẫn, các cấp cách nhau bằng >, trong số", "A path, labels separated by >, of", settings.tree)
        }
    }

    /// A value of the field's type; blank where none can be made up.
    var example: String {
        switch settings.type {
        case .singleLine, .multiLine, .unspecified: "Ví dụ"
        case .dropDown: settings.options.first ?? ""
        case .multiSelect: settings.options.prefix(2).joined(separator: "; ")
        case .integer: settings.min.isEmpty ? "42" : settings.min
        case .decimal: settings.min.isEmpty ? "12.5" : settings.min
        case .checkbox: "có"
        case .date: settings.min.isEmpty ? "31/05/2026" : settings.min
        case .regex: ""
        case .tree: settings.tree.first ?? ""
        }
    }

    private func text(_ vietnamese: String, _ english: String, standard: Int32) -> BilingualText {
        let limit = settings.maxLength > 0 ? settings.maxLength : standard
        return BilingualText("\(vietnamese), tối đa \(limit) ký tự", "\(english), at most \(limit) characters")
    }

    private func range(_ vietnamese: String, _ english: String) -> BilingualText {
        switch (settings.min.isEmpty, settings.max.isEmpty) {
        case (true, true): BilingualText(vietnamese, english)
        case (false, true): BilingualText("\(vietnamese), từ \(settings.min)", "\(english), \(settings.min) or more")
        case (true, false): BilingualText("\(vietnamese), đến \(settings.max)", "\(english), up to \(settings.max)")
        case (false, false):
            BilingualText(
                "\(vietnamese), từ \(settings.min) đến \(settings.max)",
                "\(english), \(settings.min) to \(settings.max)")
        }
    }

    private func list(_ vietnamese: String, _ english: String, _ options: [String]) -> BilingualText {
        var listed: [String] = []
        var characters = 0
        for option in options {
            characters += option.unicodeScalars.count + 2
            if characters > Self.listedCharacters { break }
            listed.append(option)
        }
        let rest = options.count - listed.count
        let text = listed.joined(separator: "; ")
        return BilingualText(
            "\(vietnamese): \(text)" + (rest > 0 ? "; và \(rest) giá trị khác" : ""),
            "\(english): \(text)" + (rest > 0 ? "; and \(rest) more" : ""))
    }
}
