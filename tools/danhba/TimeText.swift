import Foundation

/// Times and durations as people read them.
enum TimeText {
    /// This moment as `instant` writes it.
    static var now: String { instant(Int64(Date().timeIntervalSince1970 * 1000)) }

    /// `2026-03-01 09:30:00` in the machine's time zone; `-` for 0.
    static func instant(_ milliseconds: Int64) -> String {
        guard milliseconds > 0 else { return "-" }
        let date = Date(timeIntervalSince1970: Double(milliseconds) / 1000)
        let style = Date.VerbatimFormatStyle(
            format:
                "\(year: .defaultDigits)-\(month: .twoDigits)-\(day: .twoDigits) \(hour: .twoDigits(clock: .twentyFourHour, hourCycle: .zeroBased)):\(minute: .twoDigits):\(second: .twoDigits)",
            timeZone: .current, calendar: Calendar(identifier: .gregorian))
        return date.formatted(style)
    }

    /// Whole seconds, as `3 d 04:05:06`.
    static func duration(_ milliseconds: Int64) -> String {
        let seconds = milliseconds / 1000
        func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let clock = "\(two(seconds / 3600 % 24)):\(two(seconds / 60 % 60)):\(two(seconds % 60))"
        return seconds < 86_400 ? clock : "\(seconds / 86_400) d \(clock)"
    }
}
