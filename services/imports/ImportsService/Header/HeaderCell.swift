import TextNormalization

/// What one cell of a header row means.
enum HeaderMeaning: Equatable, Sendable {
    /// A column of result files that tells what became of the row.
    case service(ServiceColumn)
    case field(HeaderNames.Meaning)
    /// A column whose name begins with an underscore: never imported.
    case reserved
    case unknown
}

/// The columns that a result file adds, by their names.
enum ServiceColumn: String, CaseIterable, Sendable {
    case row = "_row"
    case outcome = "_outcome"
    case codes = "_codes"
    case fields = "_fields"
    case message = "_message"
    case contactID = "_contact_id"
    case companyID = "_company_id"

    /// The column that a header names.
    init?(_ header: String) { self.init(rawValue: header.trimmed.lowercased()) }

    /// Whether results of a kind have it; the id of another kind is a column like any other.
    func isAdded(to profile: KindProfile) -> Bool { Self.all(of: profile).contains(self) }

    /// Those of a kind's results, in their order.
    static func all(of profile: KindProfile) -> [ServiceColumn] {
        [.row, .outcome, .codes, .fields, .message, profile.idColumn]
    }
}

/// Reads the name of a column.
///
/// Case, accents, punctuation and remarks in brackets say nothing.
enum HeaderCell {
    static func meaning(of text: String, _ names: HeaderNames) -> HeaderMeaning {
        let name = text.trimmed
        if name.utf8.first == UInt8(ascii: "_") { return ServiceColumn(name).map(HeaderMeaning.service) ?? .reserved }
        for candidate in candidates(name) {
            if let meaning = names.meaning(of: candidate) { return .field(meaning) }
        }
        return .unknown
    }

    /// The name as a whole, without what stands in brackets, without a final number, then its parts around a slash, a
    /// dash or a line break: `Họ tên / Full name`.
    private static func candidates(_ name: String) -> [String] {
        let bare = withoutBrackets(name)
        var keys = [key(name), key(bare)]
        keys.append(contentsOf: bare.split(whereSeparator: { "/|\n-–:".contains($0) }).map { key(String($0)) })
        keys.append(contentsOf: keys.map(withoutFinalNumber))
        return keys.filter { !$0.isEmpty }
    }

    /// Letters and digits alone, folded: `Số Điện-thoại *` is `sodienthoai`.
    static func key(_ text: String) -> String {
        String(decoding: SearchFolding.fold(text).utf8.filter(isLetterOrDigit), as: UTF8.self)
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    private static func withoutBrackets(_ name: String) -> String {
        var depth = 0
        return String(
            name.filter { character in
                switch character {
                case "(", "[", "{", "（":
                    depth += 1
                    return false
                case ")", "]", "}", "）":
                    depth = max(0, depth - 1)
                    return false
                default:
                    return depth == 0
                }
            })
    }

    /// `phone2` is a phone.
    private static func withoutFinalNumber(_ key: String) -> String {
        var bytes = Substring(key).utf8
        while let last = bytes.last, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(last) { bytes.removeLast() }
        return String(Substring(bytes))
    }
}
