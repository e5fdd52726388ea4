/// What the first number of a written date is, where it is not a year of four digits.
public enum DateOrder: Sendable {
    /// 31/05/2026
    case dayFirst
    /// 05/31/2026
    case monthFirst
}

/// A day of the Gregorian calendar.
struct CalendarDate: Hashable, Sendable, Comparable {
    /// A written date longer than this is none.
    private static let byteLimit = 40

    let year: Int
    let month: Int
    let day: Int

    /// Reads `2026-05-31`, `31/05/2026` and their like with `-`, `/` or `.`; a time of day behind it is dropped.
    ///
    /// Nil for anything else, for years of two digits and for days that do not exist.
    init?(_ written: String, order: DateOrder) {
        guard written.utf8.count <= Self.byteLimit else { return nil }
        let bytes = Array(written.utf8)
        let end = bytes.firstIndex { $0 == UInt8(ascii: "T") || $0 == UInt8(ascii: " ") } ?? bytes.count
        guard Self.isTime(bytes[end...].dropFirst()) || end == bytes.count else { return nil }
        let marks = bytes[..<end].filter { !Self.isDigit($0) }
        guard marks.count == 2, marks[0] == marks[1], [0x2D, 0x2E, 0x2F].contains(marks[0]) else { return nil }
        let parts = bytes[..<end].split(omittingEmptySubsequences: false) { !Self.isDigit($0) }
        guard parts.count == 3 else { return nil }
        let numbers = parts.compactMap { Int(String(decoding: $0, as: UTF8.self)) }
        let lengths = parts.map(\.count)
        guard numbers.count == 3, (1...2).contains(lengths[1]) else { return nil }
        switch (lengths[0], lengths[2], order) {
        case (4, 1...2, _): (year, month, day) = (numbers[0], numbers[1], numbers[2])
        case (1...2, 4, .dayFirst): (day, month, year) = (numbers[0], numbers[1], numbers[2])
        case (1...2, 4, .monthFirst): (month, day, year) = (numbers[0], numbers[1], numbers[2])
        default: return nil
        }
        guard year >= 1, (1...12).contains(month), (1...Self.dayCount(of: month, in: year)).contains(day) else {
            return nil
        }
    }

    /// The day as it is stored, `2026-05-31`: the order of these texts is the order of the days.
    var text: String {
        let digits = String(year)
        return String(repeating: "0", count: 4 - digits.utf8.count) + digits + "-" + Self.twoDigits(month) + "-"
            + Self.twoDigits(day)
    }

    static func < (left: Self, right: Self) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    /// Something like `13:45`, `00:00:00.000` or `13:45:00+07:00`.
    private static func isTime(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard let first = bytes.first, isDigit(first), bytes.contains(UInt8(ascii: ":")) else { return false }
        return bytes.allSatisfy { isDigit($0) || ":.+-Z".utf8.contains($0) }
    }

    private static func dayCount(of month: Int, in year: Int) -> Int {
        switch month {
        case 2: year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}
