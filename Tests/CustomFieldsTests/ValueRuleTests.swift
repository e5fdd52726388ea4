import Contracts
import ServiceRuntime
import TestSupport
import Testing

@testable import CustomFields

@Suite("The values of a field")
struct ValueRuleTests {
    private static func settings(
        _ type: FieldsV1.FieldType, _ change: (inout FieldsV1.FieldSettings) -> Void = { _ in }
    ) -> FieldsV1.FieldSettings {
        var settings = FieldsV1.FieldSettings(label: "F", type: type)
        change(&settings)
        return settings
    }

    private static let options = ["Vàng", "Bạc", "Đồng"]
    private static let tree = ["Miền Nam > Cần Thơ > Ninh Kiều", "Miền Bắc"]

    private static let accepted: [(FieldsV1.FieldSettings, [String: [String]])] = [
        (settings(.singleLine), [" a\nb ": ["a b"], "Hoa\u{301}": ["Hoá"], " \u{200B} ": []]),
        (settings(.multiLine), [" a\nb ": ["a\nb"]]),
        (settings(.dropDown) { $0.options = options }, ["vàng": ["Vàng"], " ĐỒNG ": ["Đồng"], "": []]),
        (
            settings(.multiSelect) { $0.options = options },
            ["đồng; vàng": ["Vàng", "Đồng"], "Bạc|bạc,\nVÀNG": ["Bạc", "Vàng"], ";": []]
        ),
        (
            settings(.multiSelect) { $0.options = ["a, b", "c"] },
            ["a, b": ["a, b"], "c; A, B": ["a, b", "c"]]
        ),
        (
            settings(.integer),
            [
                "42": ["42"], "-7": ["-7"], "+7": ["7"], "007": ["7"], "4.0": ["4"], "4,0": ["4"], "4.2E+1": ["42"],
                "1.234.567": ["1234567"], "1,234,567": ["1234567"], "1 234": ["1234"], "-0": ["0"],
                "9223372036854775807": ["9223372036854775807"], "-9223372036854775808": ["-9223372036854775808"],
            ]
        ),
        (
            settings(.decimal),
            [
                "12.50": ["12.5"], "-12,5": ["-12.5"], "1.234,5": ["1234.5"], "1,234,567.5": ["1234567.5"],
                "1.25E+1": ["12.5"], "1E-05": ["0.00001"], ".5": ["0.5"], "0,123": ["0.123"], "1.234": ["1.234"],
                "1 234,567": ["1234.567"], "-0.0": ["0"], "1000": ["1000"], "5.": ["5"],
                String(repeating: "9", count: 38): [String(repeating: "9", count: 38)],
            ]
        ),
        (
            settings(.checkbox),
            [
                "TRUE": ["true"], "1": ["true"], "x": ["true"], "Có": ["true"], "yes": ["true"], "False": ["false"],
                "0": ["false"], "KHÔNG": ["false"], "no": ["false"],
            ]
        ),
        (
            settings(.date),
            [
                "2026-05-31": ["2026-05-31"], "31/05/2026": ["2026-05-31"], "1-2-2026": ["2026-02-01"],
                "31.12.1999": ["1999-12-31"], "2026/5/1": ["2026-05-01"], "2026-05-31T00:00:00": ["2026-05-31"],
                "31/05/2026 13:45": ["2026-05-31"], "29/02/2024": ["2024-02-29"], "01/01/0999": ["0999-01-01"],
            ]
        ),
        (settings(.regex) { $0.regex = "[A-Z]{2}\\d+" }, ["AB12": ["AB12"]]),
        (
            settings(.tree) { $0.tree = tree },
            [
                "miền nam>CẦN THƠ": ["Miền Nam > Cần Thơ"], "Miền Nam": ["Miền Nam"],
                " Miền  Nam  > Cần Thơ >Ninh Kiều": ["Miền Nam > Cần Thơ > Ninh Kiều"],
            ]
        ),
    ]

    @Test("are stored in one form, however they are written", arguments: Self.accepted)
    func stored(settings: FieldsV1.FieldSettings, cases: [String: [String]]) throws {
        let rule = ValueRule(settings)
        for (written, expected) in cases {
            #expect(try rule.stored([written]) == expected, "\(written)")
            #expect(try rule.stored(expected) == expected, "\(written) again")
        }
    }

    private static let rejected: [(FieldsV1.FieldSettings, Int32, [String])] = [
        (settings(.singleLine), 2002, [String(repeating: "a", count: 256)]),
        (settings(.singleLine) { $0.maxLength = 3 }, 2002, ["ễễễễ"]),
        (settings(.multiLine), 2002, [String(repeating: "a", count: 10_001)]),
        (settings(.dropDown) { $0.options = options }, 2034, ["Vang", "Vàng, Bạc", "Kim cương"]),
        (settings(.multiSelect) { $0.options = options }, 2034, ["Vàng; Chì", "Vang"]),
        (
            settings(.integer), 2030,
            [
                "", "a", "1.5", "1,5", "1.000", "1,000", "--1", "1e", "1e99", "9223372036854775808", "0x1", "١",
                "1.2.3",
                "12.34.567",
            ].filter { !$0.isEmpty }
        ),
        (settings(.integer) { ($0.min, $0.max) = ("0", "10") }, 2030, ["-1", "11"]),
        (
            settings(.decimal), 2031,
            ["1,234", "1.230", "12.500", "a", ".", ",", "-", "1.2.3,4", "1,2,3.4", "1E", "1E+77", "1 2", "½"]
                + [String(repeating: "9", count: 39)]
        ),
        (settings(.decimal) { ($0.min, $0.max) = ("-0.5", "9.99") }, 2031, ["-0.51", "9.991", "100"]),
        (
            settings(.date), 2032,
            [
                "31/02/2026", "29/02/2025", "29/02/1900", "05/31/2026", "1/1/26", "2026-13-01", "2026-00-10",
                "0000-01-01",
                "31-05/2026", "31/05/2026 gestern", "20260531", "31/05", "x", "2026-05-31T",
            ]
        ),
        (settings(.date) { ($0.min, $0.max) = ("2026-01-01", "2026-12-31") }, 2032, ["31/12/2025", "2027-01-01"]),
        (settings(.checkbox), 2033, ["ja", "2", "co"]),
        (settings(.regex) { $0.regex = "[A-Z]{2}\\d+" }, 2036, ["AB", "xAB12", "AB12x"]),
        (settings(.tree) { $0.tree = tree }, 2035, ["Cần Thơ", "Miền Nam > Huế", "Mien Nam", ">", "Miền Nam >"]),
    ]

    @Test("that are none are told with the number of the type", arguments: Self.rejected)
    func refused(settings: FieldsV1.FieldSettings, number: Int32, texts: [String]) throws {
        let rule = ValueRule(settings)
        for text in texts {
            do throws(ValueProblem) {
                let stored = try rule.stored([text])
                Issue.record("\(text) became \(stored)")
            } catch {
                #expect(error.fault.number == number, "\(text)")
                #expect(!error.message.contains(text) || text.utf8.count < 6)
            }
        }
    }

    @Test("of one line are one; several are refused")
    func single() throws {
        #expect(try ValueRule(Self.settings(.integer)).stored(["", " 7 "]) == ["7"])
        #expect(throws: ValueProblem.self) { try ValueRule(Self.settings(.integer)).stored(["7", "8"]) }
    }

    @Test("may have the month first where that is said")
    func dateOrder() throws {
        let rule = ValueRule(Self.settings(.date))
        #expect(try rule.stored(["05/31/2026"], dateOrder: .monthFirst) == ["2026-05-31"])
        #expect(try rule.stored(["2026-05-31"], dateOrder: .monthFirst) == ["2026-05-31"])
        #expect(throws: ValueProblem.self) { try rule.stored(["31/05/2026"], dateOrder: .monthFirst) }
    }

    @Test("that a record has already are taken again although nothing allows them any more")
    func kept() throws {
        let choice = ValueRule(Self.settings(.dropDown) { $0.options = ["A"] })
        #expect(try choice.stored(["Old"], kept: ["Old"]) == ["Old"])
        #expect(throws: ValueProblem.self) { try choice.stored(["Older"], kept: ["Old"]) }
        let choices = ValueRule(Self.settings(.multiSelect) { $0.options = ["A", "B"] })
        #expect(try choices.stored(["B", "Old"], kept: ["A", "Old"]) == ["B", "Old"])
        #expect(throws: ValueProblem.self) { try choices.stored(["C"], kept: ["A", "Old"]) }
    }

    @Test("are ordered by their index as the numbers and days that they are")
    func order() throws {
        var random = SeededGenerator(seed: 4)
        var decimals = ["0", "-0.5", "0.5", "-12", "-12.5", "12", "12.05", "100", "-100", "0.05", "-0.05"]
        for _ in 0..<300 {
            let scale = [1, 10, 1_000, 1_000_000].randomElement(using: &random) ?? 1
            decimals.append("\(Double(Int.random(in: -50_000...50_000, using: &random)) / Double(scale))")
        }
        let keys = try decimals.map { text in
            let number = try #require(DecimalNumber(text))
            return (Double(text) ?? .nan, number.sortKey)
        }
        for (left, right) in zip(keys, keys.shuffled(using: &random)) {
            let isBefore = left.1.utf8.lexicographicallyPrecedes(right.1.utf8)
            #expect(isBefore == (left.0 < right.0) && (left.1 == right.1) == (left.0 == right.0), "\(left) \(right)")
        }
        #expect(FieldsV1.FieldType.integer.indexValue(of: "-7") == .number(-7))
        #expect(FieldsV1.FieldType.singleLine.indexValue(of: "  Hà  NỘI ") == .text("hà nội"))
        #expect(FieldsV1.FieldType.checkbox.indexValue(of: "true") == .number(1))
        #expect(FieldsV1.FieldType.date.indexValue(of: "2026-05-31") == .text("2026-05-31"))
        let long = String(repeating: "a", count: 5_000)
        #expect(FieldsV1.FieldType.multiLine.indexValue(of: long) == .text(String(long.prefix(64))))
    }

    @Test("of numbers and dates read back what any writing of them was stored as")
    func roundTrip() throws {
        var random = SeededGenerator(seed: 11)
        let rule = ValueRule(Self.settings(.decimal))
        let dates = ValueRule(Self.settings(.date))
        for _ in 0..<500 {
            let whole = Int.random(in: 0...99_999_999, using: &random)
            let fraction = Int.random(in: 1...9_999, using: &random)
            // Four digits behind the mark cannot be taken for a group.
            let text = "\(whole),\(1_000 + fraction % 9_000)".trimmingZeros
            let expected = text.replacing(",", with: ".")
            let groups = String("\(whole)".reversed()).split(every: 3).joined(separator: ".")
            let grouped = String(groups.reversed()) + text.drop { $0 != "," }
            if text.drop(while: { $0 != "," }).count != 4 { #expect(try rule.stored([text]) == [expected]) }
            #expect(try rule.stored([expected]) == [expected])
            if whole >= 1_000 { #expect(try rule.stored([grouped]) == [expected]) }
            let (day, month) = (Int.random(in: 1...28, using: &random), Int.random(in: 1...12, using: &random))
            let stored = try dates.stored(["\(day)/\(month)/2026"])
            #expect(try dates.stored(["2026-\(month)-\(day)"]) == stored)
            #expect(try dates.stored(["\(month)/\(day)/2026"], dateOrder: .monthFirst) == stored)
        }
    }
}

extension String {
    fileprivate var trimmingZeros: String {
        var text = self
        while text.last == "0" { text.removeLast() }
        return text
    }

    fileprivate func split(every count: Int) -> [String] {
        stride(from: 0, to: self.count, by: count).map { String(self.dropFirst($0).prefix(count)) }
    }
}
