import ArgumentParser
import Contracts

/// Made-up customers: the n-th is always the same, and no two share a phone.
enum SampleContacts {
    /// Most that there are: the mobile numbers of ten prefixes.
    static let limit = 50_000_000

    /// Companies of those that have one: every fourth.
    static let companyCount = 500
    /// Options of the custom field `tier`.
    static let tiers = ["Vàng", "Bạc", "Đồng"]

    private static let prefixes: [Int64] = [90, 91, 93, 94, 97]
    private static let family = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Đặng", "Bùi", "Đỗ"]
    private static let middle = ["Văn", "Thị", "Hữu", "Đức", "Minh", "Quốc", "Thanh", "Ngọc", "Xuân", "Kim", "Gia"]
    private static let given = [
        "An", "Anh", "Bình", "Châu", "Cường", "Dũng", "Giang", "Hà", "Hạnh", "Hương", "Khoa", "Lan", "Linh", "Mai",
        "Nam", "Oanh", "Phúc", "Quân", "Sơn", "Tâm", "Thảo", "Trang", "Tuấn", "Vy", "Yến",
    ]
    private static let positions = ["Giám đốc", "Kế toán trưởng", "Kỹ sư", "Nhân viên kinh doanh", "Chủ cửa hàng", ""]
    private static let streets = ["Lê Lợi", "Nguyễn Huệ", "Trần Hưng Đạo", "Hai Bà Trưng", "Điện Biên Phủ"]

    /// The phone of the n-th customer: spread over the whole range, so that neighbours are not neighbours on disk.
    static func phone(_ index: Int) -> Int64 {
        let prefix = prefixes[index % prefixes.count]
        let place = Int64(index / prefixes.count)
        let line = place &* 7_919_717 % 10_000_000  // coprime with 10,000,000: each place has its own line
        return 84_000_000_000 + prefix * 10_000_000 + line
    }

    /// The n-th customer as a row of an import.
    static func row(_ index: Int) -> ContactsV1.BulkRow {
        var bits = scrambled(UInt64(index))
        func pick<Element>(_ list: [Element]) -> Element {
            defer { bits /= UInt64(list.count) }
            return list[Int(bits % UInt64(list.count))]
        }
        let name = "\(pick(family)) \(pick(middle)) \(pick(given))"
        return ContactsV1.BulkRow(
            row: Int64(index) + 2, name: name, phones: [ContactsV1.BulkPhone(number: phone(index))],
            emails: ["khach.\(index)@example.com"], position: pick(positions), rating: Int32(pick(Array(0...5))),
            address: "\(pick(Array(1...300))) \(pick(streets)), Quận 1, TP. Hồ Chí Minh")
    }

    /// A text that finds some of the contacts in the one box; the n-th is always the same.
    static func searchText(_ number: Int, _ kind: SearchKind, rows: Int) -> String {
        let row = row(Int(scrambled(UInt64(number)) % UInt64(rows)))
        let words = row.name.split(separator: " ")
        switch kind {
        case .word: return String(words[words.count - 1])
        case .name: return "\(words[0].prefix(3)) \(words[words.count - 1])".lowercased()
        case .phone: return String(String(row.phones[0].number).dropFirst(2).prefix(6))
        case .email: return String(row.emails[0].prefix { $0 != "@" }.suffix(8))
        }
    }

    /// A well-mixed number for a counter, the same in every run (SplitMix64).
    static func scrambled(_ number: UInt64) -> UInt64 {
        var bits = number &+ 0x9E37_79B9_7F4A_7C15
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits >> 31)
    }
}

/// What is searched for in the one box.
enum SearchKind: String, CaseIterable, ExpressibleByArgument {
    /// One word of a name: many match.
    case word
    /// The beginnings of two words of a name.
    case name
    /// Six digits of a phone.
    case phone
    /// A part of an e-mail address.
    case email
}
