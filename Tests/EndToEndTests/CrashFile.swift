import Contracts
import TestSupport

/// A file whose import depends on the order of its rows, and what comes of it.
struct CrashFile: Sendable {
    private struct Row {
        var name: String
        var phone: Int64
        var company: String
    }

    private let rows: [Row]

    init(rowCount: Int) { rows = Self.rows(count: rowCount) }

    /// Every tenth row has the phone of one before it.
    private static func rows(count: Int) -> [Row] {
        var random = SeededGenerator(seed: 7)
        var rows: [Row] = []
        for index in 0..<count {
            let isRepeated = index > 0 && Int.random(in: 0..<10, using: &random) == 0
            let phone =
                isRepeated ? rows[Int.random(in: 0..<index, using: &random)].phone : 84_900_000_000 + Int64(index)
            rows.append(
                Row(
                    name: "Contact \(index)", phone: phone,
                    company: "Company \(Int.random(in: 0..<500, using: &random))"))
        }
        return rows
    }

    var csv: [UInt8] {
        Array(("Name,Phone,Company\r\n" + rows.map { "\($0.name),\($0.phone),\($0.company)\r\n" }.joined()).utf8)
    }

    /// Every row has another name, so a row whose phone was there before it is an update.
    var expectedCounts: ImportsV1.ImportCounts {
        let phones = Set(rows.map(\.phone)).count
        return ImportsV1.ImportCounts(created: Int64(phones), updated: Int64(rows.count - phones))
    }

    /// Name and company of each contact, by its phone.
    var expectedContacts: [Int64: String] {
        Dictionary(rows.map { ($0.phone, "\($0.name) of \($0.company)") }, uniquingKeysWith: { _, last in last })
    }
}
