/// Tells by its first bytes what a file is; its name says nothing.
enum FileSignature {
    /// Throws FILE_TYPE_UNSUPPORTED or FILE_ENCRYPTED, and says what the file is and what to do.
    static func format(of bytes: UnsafeRawBufferPointer) throws(SpreadsheetError) -> SpreadsheetFile.Format {
        if starts(bytes, [0x50, 0x4B, 3, 4]) || starts(bytes, [0x50, 0x4B, 5, 6]) || starts(bytes, [0x50, 0x4B, 7, 8]) {
            return .xlsx
        }
        if starts(bytes, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) { throw compoundFile(bytes) }
        for (signature, name) in others where starts(bytes, signature) { throw unsupported(name) }
        if let markup = markup(bytes) { throw unsupported(markup) }
        return .csv
    }

    private static func starts(_ bytes: UnsafeRawBufferPointer, _ signature: [UInt8]) -> Bool {
        bytes.count >= signature.count && bytes.prefix(signature.count).elementsEqual(signature)
    }

    private static func unsupported(_ name: String) -> SpreadsheetError {
        SpreadsheetError(.fileTypeUnsupported, "\(name), not .xlsx or .csv")
    }

    private static let others: [(signature: [UInt8], name: String)] = [
        ([0x1F, 0x8B], "a gzip archive: unpack it first"),
        ([0x42, 0x5A, 0x68], "a bzip2 archive: unpack it first"),
        ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "an xz archive: unpack it first"),
        ([0x28, 0xB5, 0x2F, 0xFD], "a zstd archive: unpack it first"),
        ([0x37, 0x7A, 0xBC, 0xAF], "a 7z archive: unpack it first"),
        ([0x52, 0x61, 0x72, 0x21, 0x1A], "a RAR archive: unpack it first"),
        ([0x09, 0x08, 0x10, 0x00], "an old Excel workbook (.xls): save it as .xlsx"),
        ([0x09, 0x08, 0x08, 0x00], "an old Excel workbook (.xls): save it as .xlsx"),
        ([0x09, 0x04, 0x06, 0x00], "an old Excel workbook (.xls): save it as .xlsx"),
        ([0x09, 0x02, 0x06, 0x00], "an old Excel workbook (.xls): save it as .xlsx"),
        (Array("%PDF-".utf8), "a PDF document"),
        (Array("{\\rtf".utf8), "a rich text document"),
        (Array("SQLite format 3\0".utf8), "an SQLite database"),
        ([0x89, 0x50, 0x4E, 0x47], "a PNG picture"),
        ([0xFF, 0xD8, 0xFF], "a JPEG picture"),
        ([0x7F, 0x45, 0x4C, 0x46], "a program"),
    ]

    /// OLE2: an encrypted workbook is wrapped in it, and so is the old .xls.
    ///
    /// The directory's names are UTF-16.
    private static func compoundFile(_ bytes: UnsafeRawBufferPointer) -> SpreadsheetError {
        func contains(_ name: String) -> Bool {
            let encoded = name.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
            return encoded.withUnsafeBufferPointer { needle in
                bytes.assumingMemoryBound(to: UInt8.self).baseAddress.map {
                    ByteSearch.offset(of: needle, in: $0, count: bytes.count) != nil
                } ?? false
            }
        }
        if contains("EncryptedPackage") {
            return SpreadsheetError(.fileEncrypted, "the workbook is password protected")
        }
        if contains("Workbook") || contains("Book") {
            return unsupported("an old Excel workbook (.xls): save it as .xlsx")
        }
        return unsupported("an OLE2 document")
    }

    /// A web page or XML spreadsheet renamed to .xls or .csv.
    private static func markup(_ bytes: UnsafeRawBufferPointer) -> String? {
        let text = bytes.prefix(2048).filter { $0 != 0 && $0 < 0x80 }
        let start = text.drop { ByteClass.isBlank($0) }.prefix(12)
        guard start.first == UInt8(ascii: "<") else { return nil }
        let name = String(decoding: start, as: UTF8.self).lowercased()
        if name.hasPrefix("<?xml") || name.hasPrefix("<workbook") {
            return "an XML file: save it as .xlsx"
        }
        let tags = ["<!doctype", "<html", "<head", "<body", "<table", "<meta", "<style", "<script", "<div", "<!--"]
        return tags.contains { name.hasPrefix($0) } ? "an HTML page: save it as .xlsx" : nil
    }
}
