import ArgumentParser
import Spreadsheets

/// `loadtest read`: the reader of spreadsheets alone, on one thread.
struct ReadCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "read",
        abstract: "Reads every cell of a spreadsheet's first visible sheet and prints rows a second.")

    @Option(help: "Times to read it; the fastest counts.")
    var runs = 3
    @Flag(help: "Print one JSON object.")
    var json = false
    @Argument(help: "The .xlsx or .csv file.", completion: .file())
    var file: String

    func validate() throws {
        guard (1...1_000).contains(runs) else { throw ValidationError("--runs must be 1 to 1000.") }
    }

    func run() throws {
        var best = (rows: 0, textBytes: 0, seconds: Double.infinity)
        for _ in 0..<runs {
            let begin = ContinuousClock.now
            let (rows, textBytes) = try readOnce()
            let seconds = (ContinuousClock.now - begin) / .seconds(1)
            if seconds < best.seconds { best = (rows, textBytes, seconds) }
        }
        let rate = Int(Double(best.rows) / best.seconds)
        if json {
            print(#"{"rows":\#(best.rows),"text_bytes":\#(best.textBytes),"rows_per_second":\#(rate)}"#)
        } else {
            print("\(best.rows) rows, \(best.textBytes) bytes of text: \(rate) rows/s")
        }
    }

    private func readOnce() throws -> (rows: Int, textBytes: Int) {
        let file = try SpreadsheetFile.open(path: file)
        guard let sheet = file.defaultSheetIndex else { throw ValidationError("The file has no visible sheet.") }
        let reader = try file.reader(sheet: sheet)
        var rows = 0
        var textBytes = 0
        while try reader.next() {
            rows += 1
            for cell in reader.cells { textBytes += cell.utf8.count }
        }
        return (rows, textBytes)
    }
}
