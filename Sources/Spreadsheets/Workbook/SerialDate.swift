/// A spreadsheet's day number as ISO text.
struct SerialDate {
    /// Days from 1899-12-30; workbooks of the 1904 system count 1,462 days less.
    static let days1904: Double = 1462
    /// 9999-12-31, the last day of every spreadsheet program.
    private static let lastDay = 2_958_465

    /// The text and kind of a number in a date format, nil when no calendar shows it (negative, or after 9999-12-31).
    static func dateText(_ serial: Double, is1904: Bool) -> (kind: Cell.Kind, text: String)? {
        guard serial >= 0, serial < Double(lastDay + 1) else { return nil }
        var days = Int(serial.rounded(.down))
        var milliseconds = Int(((serial - serial.rounded(.down)) * 86_400_000).rounded())
        if milliseconds >= 86_400_000 {
            milliseconds -= 86_400_000
            days += 1
        }
        let time = clockText(milliseconds: milliseconds)
        if days == 0 { return (.time, "T" + time) }
        // 1900 counts as a leap year: days 1 to 59 are one later than day 0 says, day 60 does not exist.
        let offset = is1904 ? Int(days1904) : (days < 60 ? 1 : 0)
        // Rounding and the 1904 system's later start may lead past the last day.
        guard days + offset <= lastDay else { return nil }
        return (.date, calendarText(days: days + offset) + "T" + time)
    }

    /// `P` and the seconds with three decimals.
    static func durationText(_ serial: Double) -> String? {
        let milliseconds = (serial * 86_400_000).rounded()
        guard milliseconds.magnitude < 9e15 else { return nil }
        let magnitude = Int(milliseconds.magnitude)
        return "P" + (milliseconds < 0 ? "-" : "") + "\(magnitude / 1000)." + padded(magnitude % 1000, 3)
    }

    private static func clockText(milliseconds: Int) -> String {
        let seconds = milliseconds / 1000
        return padded(seconds / 3600, 2) + ":" + padded(seconds / 60 % 60, 2) + ":" + padded(seconds % 60, 2)
    }

    /// The Gregorian date of a day number (Hinnant, "chrono-compatible low-level date algorithms").
    private static func calendarText(days: Int) -> String {
        let shifted = days - 25_569 + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted % 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2)
    }

    private static func padded(_ value: Int, _ width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}

/// The text of a `t="d"` cell, brought to the form that number cells in date formats have.
struct ISODate {
    var kind: Cell.Kind
    var text: String

    /// Accepts `2024-09-17`, `2024-09-17T08:30`, with seconds, fraction and zone, and a time alone.
    init?(_ source: String) {
        let parts = source.split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
        guard let head = parts.first, !source.isEmpty else { return nil }
        if parts.count == 1, head.contains(":") {
            guard let time = Self.time(head) else { return nil }
            (kind, text) = (.time, "T" + time)
            return
        }
        let time = parts.count > 1 ? Self.time(parts[1]) : "00:00:00"
        guard let time else { return nil }
        if head.isEmpty {
            (kind, text) = (.time, "T" + time)
        } else {
            guard Self.isDate(head) else { return nil }
            (kind, text) = (.date, head + "T" + time)
        }
    }

    private static func isDate(_ text: Substring) -> Bool {
        let fields = text.split(separator: "-", omittingEmptySubsequences: false)
        guard fields.count == 3, fields[0].utf8.count == 4, fields[1].utf8.count == 2, fields[2].utf8.count == 2,
            fields.allSatisfy({ $0.utf8.allSatisfy(isDigit) }), let month = Int(fields[1]), let day = Int(fields[2])
        else { return false }
        return (1...12).contains(month) && (1...31).contains(day)
    }

    /// `hh:mm:ss` of a time that may have a fraction and a zone, which are dropped.
    private static func time(_ text: Substring) -> String? {
        let clock = text.prefix { $0.utf8.allSatisfy { isDigit($0) || $0 == UInt8(ascii: ":") } }
        let fields = clock.split(separator: ":", omittingEmptySubsequences: false)
        guard (2...3).contains(fields.count), fields.allSatisfy({ $0.utf8.count == 2 }),
            let hour = Int(fields[0]), let minute = Int(fields[1]), hour < 25, minute < 60
        else { return nil }
        return fields.count == 3 ? String(clock) : clock + ":00"
    }

    /// ASCII alone: `Int` reads a sign too, and Unicode knows many more digits.
    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}
