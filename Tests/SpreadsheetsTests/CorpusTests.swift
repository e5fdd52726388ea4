import CZlib
import Foundation
import Spreadsheets
import Testing

/// Real files of many projects, which are not part of this one.
///
/// Their folder is named by `DANHBA_CORPUS`, else looked for beside the package. It holds `INDEX.tsv` (a path per line), `files/` and `GOLDEN.jsonl.gz`, the cells on which
/// two other readers agree.
enum Corpus {
    static let folder: String? = {
        let named = ProcessInfo.processInfo.environment["DANHBA_CORPUS"]
        let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let beside = package.deletingLastPathComponent().appendingPathComponent("shared/corpus").path
        return [named, beside].compactMap { $0 }.first { FileManager.default.fileExists(atPath: $0 + "/INDEX.tsv") }
    }()

    struct Golden: Decodable {
        struct Sheet: Decodable {
            var name: String
            var cells: [GoldenCell]
        }

        var path: String
        var sheets: [Sheet]
    }

    struct GoldenCell: Decodable {
        var row: Int
        var column: Int
        var kind: String
        var text: String

        init(from decoder: any Decoder) throws {
            var container = try decoder.unkeyedContainer()
            row = try container.decode(Int.self)
            column = try container.decode(Int.self)
            kind = try container.decode(String.self)
            text = try container.decode(String.self)
        }
    }

    static func paths(in folder: String) throws -> [String] {
        try String(contentsOfFile: folder + "/INDEX.tsv", encoding: .utf8).split(separator: "\n").dropFirst()
            .map { String($0.prefix { $0 != "\t" }) }
    }

    static func golden(in folder: String) throws -> [String: [Golden.Sheet]] {
        let lines = try gunzip(folder + "/GOLDEN.jsonl.gz").split(separator: UInt8(ascii: "\n"))
        let files = try lines.map { try JSONDecoder().decode(Golden.self, from: Data($0)) }
        return Dictionary(uniqueKeysWithValues: files.map { ($0.path, $0.sheets) })
    }

    private static func gunzip(_ path: String) throws -> [UInt8] {
        let file = try #require(gzopen(path, "rb"))
        defer { gzclose(file) }
        var result: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = gzread(file, &buffer, UInt32(buffer.count))
            try #require(count >= 0)
            if count == 0 { return result }
            result += buffer[..<Int(count)]
        }
    }
}

@Suite("Corpus of real files", .enabled(if: Corpus.folder != nil, "no corpus at DANHBA_CORPUS or beside the package"))
struct CorpusTests {
    /// Cells where this project's rules say something else than the two other readers do.
    private static let exceptions = [
        // Both readers leave `_xHHHH_` above U+00FF as it is; it stands for a character (rule 21).
        "phpspreadsheet/tests__data__Reader__XLSX__issue.4724.xlsx",
        // A document type refuses the file (rule 8).
        "excel-streaming-reader/src__test__resources__entity-expansion-exploit-poc-file.xlsx",
    ]

    private struct Place: Hashable {
        var row: Int
        var column: Int
    }

    private struct FoundSheet {
        var name: String
        var cells: [Place: String]
    }

    @Test("Every file is read or refused in time, and the cells are those that other readers see")
    func corpus() throws {
        let folder = try #require(Corpus.folder)
        let golden = try Corpus.golden(in: folder)
        let paths = try Corpus.paths(in: folder)
        var (matched, total, refused) = (0, 0, 0)
        var differing: [String] = []
        for path in paths {
            let start = Self.processorTime()
            let (found, error) = read(folder + "/files/" + path)
            let duration = Self.processorTime() - start
            #expect(duration < .seconds(10), "\(path) took \(duration)")
            if error != nil { refused += 1 }
            let (hits, all) = compare(found, golden[path] ?? [])
            (matched, total) = (matched + hits, total + all)
            if hits < all {
                differing.append("\(path): \(all - hits) of \(all) cells, \(error?.description ?? "read")")
            }
        }
        print("corpus: \(paths.count) files, \(refused) refused, \(matched) of \(total) golden cells")
        for line in differing { print("corpus: differs \(line)") }
        #expect(Double(matched) >= 0.99 * Double(total))
        #expect(differing.allSatisfy { line in Self.exceptions.contains { line.hasPrefix($0) } })
    }

    /// The cells of every worksheet by name, and the error that ended reading.
    private func read(_ path: String) -> (sheets: [FoundSheet], error: SpreadsheetError?) {
        var sheets: [FoundSheet] = []
        do {
            let file = try SpreadsheetFile.open(path: path)
            for (index, sheet) in file.sheets.enumerated() {
                var cells: [Place: String] = [:]
                if sheet.kind == .worksheet {
                    let reader = try file.reader(sheet: index)
                    while try reader.next() {
                        for cell in reader.cells where cell.kind != .empty {
                            cells[Place(row: reader.rowNumber - 1, column: cell.column)] = Self.text(cell)
                        }
                    }
                }
                sheets.append(FoundSheet(name: sheet.name, cells: cells))
            }
        } catch {
            return (sheets, error)
        }
        return (sheets, nil)
    }

    private func compare(_ found: [FoundSheet], _ golden: [Corpus.Golden.Sheet]) -> (matched: Int, total: Int) {
        var (matched, total) = (0, 0)
        for sheet in golden {
            let cells = found.first { $0.name == sheet.name }?.cells ?? [:]
            total += sheet.cells.count
            for cell in sheet.cells {
                let text = cell.kind == "n" ? Double(cell.text).map { "n \($0)" } : "\(cell.kind) \(cell.text)"
                if cells[Place(row: cell.row, column: cell.column)] == text { matched += 1 }
            }
        }
        return (matched, total)
    }

    /// What this thread has computed: other work on the machine makes no file slow.
    private static func processorTime() -> Duration {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }

    private static func text(_ cell: Cell) -> String {
        switch cell.kind {
        case .empty, .text: "s \(cell.string())"
        case .number: "n \(cell.number ?? .nan)"
        case .boolean: "b \(cell.string())"
        case .date, .time, .duration: "d \(cell.string())"
        case .error: "e \(cell.string())"
        }
    }
}
