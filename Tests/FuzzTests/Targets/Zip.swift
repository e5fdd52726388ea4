import CZlib

@testable import Spreadsheets

extension FuzzTarget {
    /// A zip file's parts have the sizes and checksums that its directory says, or are refused with a code.
    static let zip = FuzzTarget(name: "zip", byteLimit: 8192) { bytes in
        guard !bytes.isEmpty else { return }
        let file = try MemoryFile(bytes)
        try checkArchive(file)
        try checkFile(file)
    }

    /// Any content of a workbook's parts is read or refused, each sheet every time alike.
    ///
    /// The input is the parts' texts, separated by the byte 0x1E.
    static let workbook = FuzzTarget(name: "workbook", byteLimit: 8192) { bytes in
        let contents = bytes.split(separator: 0x1E, maxSplits: partNames.count - 1, omittingEmptySubsequences: false)
        var zip = StoredZip()
        for (name, content) in Swift.zip(partNames, contents) { zip.add(name, Array(content)) }
        try zip.bytes().withUnsafeBytes { try checkFile(MemoryFile($0)) }
    }

    private static let partNames = [
        "[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels",
        "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml",
    ]

    private static var limits: SpreadsheetLimits {
        var limits = SpreadsheetLimits()
        limits.inflatedPartBytes = 256 << 10
        limits.inflatedTotalBytes = 1 << 20
        limits.zipEntries = 50
        return limits
    }

    private static func checkArchive(_ file: MemoryFile) throws {
        try refusing {
            let archive = try ZipArchive(file: try MappedFile(path: file.path, limit: limits.fileBytes), limits: limits)
            try demand(archive.entries.count <= limits.zipEntries, "\(archive.entries.count) entries")
            for entry in archive.entries { try refusing { try check(entry, archive) } }
        }
    }

    private static func check(_ entry: ZipArchive.Entry, _ archive: ZipArchive) throws {
        try demand(archive.contains(entry.name), "\(entry.name) is listed and not found")
        guard let stream = try archive.stream(entry.name) else {
            throw Violation(description: "\(entry.name) is listed and has no stream")
        }
        var buffer = [UInt8](repeating: 0, count: 1000)
        var produced = 0
        var sum: UInt = 0
        while case let count = try buffer.withUnsafeMutableBytes({ buffer in
            try buffer.baseAddress.map { try stream.read(into: $0, capacity: buffer.count) } ?? 0
        }), count > 0 {
            produced += count
            sum = crc32(sum, buffer, UInt32(count))
            try demand(produced <= limits.inflatedPartBytes, "a part above the limit")
            try demand(stream.progress.done <= stream.progress.total, "more was read than is there")
        }
        try demand(UInt32(truncatingIfNeeded: sum) == entry.crc, "a wrong checksum passes")
    }

    private static func checkFile(_ file: MemoryFile) throws {
        try refusing {
            let spreadsheet = try SpreadsheetFile.open(path: file.path, limits: limits)
            if let index = spreadsheet.defaultSheetIndex {
                try demand(spreadsheet.sheets.indices.contains(index), "sheet \(index) of \(spreadsheet.sheets.count)")
            }
            for index in spreadsheet.sheets.indices.prefix(4) {
                let first = try rows(of: spreadsheet, sheet: index)
                try demand(first == rows(of: spreadsheet, sheet: index), "read again the rows differ")
            }
        }
    }

    private static func rows(of file: SpreadsheetFile, sheet: Int) throws -> ReadRows {
        var reader: RowReader?
        return try ReadRows(limits: limits) {
            if reader == nil { reader = try file.reader(sheet: sheet) }
            guard let reader, try reader.next() else { return nil }
            return (reader.rowNumber, reader.isHidden, reader.cells)
        }
    }

    /// Runs `body`, which may refuse the file for what is in it.
    private static func refusing(_ body: () throws -> Void) throws {
        do {
            try body()
        } catch let error as SpreadsheetError {
            try demand(error.code != .system, error.message)
            try demand(!error.message.isEmpty, "a refusal without a reason")
        }
    }
}

/// A zip archive of stored entries.
private struct StoredZip {
    private var archive: [UInt8] = []
    private var directory: [UInt8] = []
    private var count = 0

    mutating func add(_ name: String, _ data: [UInt8]) {
        let sizes =
            little(UInt32(truncatingIfNeeded: crc32(0, data, UInt32(data.count))), 4) + little(UInt32(data.count), 4)
            + little(UInt32(data.count), 4) + little(UInt32(name.utf8.count), 2) + little(0, 2)
        let start = little(20, 2) + little(0, 8)
        directory += little(0x0201_4B50, 4) + little(20, 2) + start + sizes + little(0, 10)
        directory += little(UInt32(archive.count), 4) + Array(name.utf8)
        archive += little(0x0403_4B50, 4) + start + sizes + Array(name.utf8) + data
        count += 1
    }

    func bytes() -> [UInt8] {
        let end =
            little(0x0605_4B50, 4) + little(0, 4) + little(UInt32(count), 2) + little(UInt32(count), 2)
            + little(UInt32(directory.count), 4) + little(UInt32(archive.count), 4) + little(0, 2)
        return archive + directory + end
    }

    private func little(_ value: UInt32, _ count: Int) -> [UInt8] {
        (0..<count).map { $0 < 4 ? UInt8(truncatingIfNeeded: value >> (UInt32($0) * 8)) : 0 }
    }
}
