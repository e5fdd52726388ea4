import Foundation

/// One line on the terminal that shows how far a long job is; without a terminal a line at every tenth.
struct ProgressBar {
    private static let width = 30
    private let isTerminal = isatty(STDERR_FILENO) == 1
    private let label: String
    private var shownTenth = -1

    init(_ label: String) { self.label = label }

    /// Shows `perMille` of 1,000 done, and what else there is to say.
    mutating func show(perMille: Int, _ detail: String) {
        let perMille = min(1000, max(0, perMille))
        if isTerminal {
            let filled = perMille * ProgressBar.width / 1000
            let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: ProgressBar.width - filled)
            write("\r\u{1B}[K\(label) \(bar) \(perMille / 10) %  \(detail)")
        } else if perMille / 100 > shownTenth {
            shownTenth = perMille / 100
            write("\(label) \(perMille / 10) %  \(detail)\n")
        }
    }

    /// Ends the line.
    func finish() {
        if isTerminal { write("\n") }
    }

    private func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
