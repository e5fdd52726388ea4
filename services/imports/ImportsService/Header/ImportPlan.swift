import Contracts
import ServiceRuntime

/// What StartImport decides: options that agree with the file and leave nothing to find out.
struct ImportPlan {
    /// With mode, keys, sheet, header row and mapping filled in.
    let options: ImportsV1.ImportOptions

    /// Throws 1001 without data rows, 1007 without a usable header, 1008, 1009 for a mapping that does not fit, 1013 when
    /// a sheet must be chosen.
    init(_ requested: ImportsV1.ImportOptions, for layout: SheetLayout) throws(FileFault) {
        var options = requested
        if layout.sheet.hasRivals {
            throw FileFault(.sheetMultiple, "Several sheets have data; choose one by its name.", field: "sheet")
        }
        guard let header = layout.header else { throw Self.headerMissing(requested.headerRow) }
        guard layout.hasData else {
            throw FileFault(.fileEmpty, "The file has no rows below its header.", row: header.number)
        }
        options.sheet = layout.sheet.name
        options.headerRow = Int32(clamping: header.number)
        if options.mode == .unspecified { options.mode = .upsertFill }
        options.keys = options.keys.filter { $0 != .unspecified }
        if options.keys.isEmpty { options.keys = [.phone] }
        let isSuggested = options.mapping.allSatisfy { $0.field == .unspecified }
        options.mapping = isSuggested ? Self.suggestion(header) : options.mapping.filter { $0.field != .unspecified }
        try Self.checkColumns(options.mapping, header: header)
        try Self.checkRepetitions(options.mapping, header: header)
        try Self.checkCompleteness(options)
        self.options = options
    }

    private static func headerMissing(_ wanted: Int32) -> FileFault {
        wanted > 0
            ? FileFault(.header, "Row \(wanted) has no header; say where it is.", field: "header_row", row: Int(wanted))
            : FileFault(
                .header,
                "None of the first \(HeaderRow.searchDepth) rows names a known column; say where the header is "
                    + "and what the columns mean.", field: "header_row")
    }

    private static func suggestion(_ header: HeaderRow) -> [ImportsV1.ColumnMapping] {
        header.columns.compactMap { column in
            column.suggestion.map { field in
                ImportsV1.ColumnMapping(
                    column: Int32(clamping: column.index + 1),
                    field: ImportsV1.ImportField(rawValue: field.rawValue) ?? .unspecified)
            }
        }
    }

    /// Every mapped column stands in the header once, and what results add is not imported.
    private static func checkColumns(
        _ mapping: [ImportsV1.ColumnMapping], header: HeaderRow
    ) throws(FileFault) {
        var seen: Set<Int32> = []
        for entry in mapping {
            let column = Int(entry.column)
            guard seen.insert(entry.column).inserted else {
                throw FileFault(
                    .mappingUnknownField, "Column \(column) is mapped twice.", field: "mapping", column: column)
            }
            guard let found = header.columns.first(where: { $0.index == column - 1 }) else {
                throw FileFault(
                    .mappingUnknownField, "The header has no column \(column).", field: "mapping", row: header.number,
                    column: column)
            }
            if found.isReserved, entry.field != .contactID {
                throw FileFault(
                    .mappingUnknownField, "Columns whose names begin with an underscore are never imported.",
                    field: "mapping", row: header.number, column: column)
            }
        }
    }

    private static func checkRepetitions(
        _ mapping: [ImportsV1.ColumnMapping], header: HeaderRow
    ) throws(FileFault) {
        var first: [ImportField: Int] = [:]
        for entry in mapping {
            guard let field = ImportField(rawValue: entry.field.rawValue), !field.mayRepeat else { continue }
            let column = Int(entry.column)
            if let other = first[field] {
                throw FileFault(
                    .header, "Columns \(other) and \(column) both mean \(field.word); map only one of them.",
                    field: "mapping", row: header.number, column: column)
            }
            first[field] = column
        }
    }

    /// The keys must be there in every mode, and what a created contact needs in those that create.
    private static func checkCompleteness(_ options: ImportsV1.ImportOptions) throws(FileFault) {
        let mapped = Set(options.mapping.map(\.field))
        let keys = options.keys.map { key in key == .email ? ImportsV1.ImportField.email : .phone }
        if !mapped.contains(.contactID), let missing = keys.first(where: { !mapped.contains($0) }) {
            throw incomplete(missing, "Duplicates are found by it.")
        }
        guard options.mode != .updateFill, options.mode != .updateOverwrite else { return }
        if !mapped.contains(.name) { throw incomplete(.name, "New contacts need it.") }
        for field in options.requiredFields where field != .unspecified && !mapped.contains(field) {
            if field == .manager, options.groupID != 0 { continue }
            throw incomplete(field, "This import requires it.")
        }
    }

    private static func incomplete(_ field: ImportsV1.ImportField, _ why: String) -> FileFault {
        let word = ImportField(rawValue: field.rawValue)?.word ?? "\(field.rawValue)"
        return FileFault(.mappingIncomplete, "No column is mapped to \(word). \(why)", field: "mapping")
    }
}

extension RowParser.Rules {
    /// The rules for options that a plan filled in.
    init(_ options: ImportsV1.ImportOptions, header: [Int: String]) {
        var mapping: [Int: ImportField] = [:]
        for entry in options.mapping {
            mapping[Int(entry.column) - 1] = ImportField(rawValue: entry.field.rawValue)
        }
        columns = ColumnPlan(mapping: mapping, header: header)
        dropsWrongFields = options.dropWrongFields
        keys = Set(options.keys.map { $0 == .email ? ImportField.email : .phone })
        keys.insert(.contactID)
        skipsHiddenRows = options.skipHiddenRows
        headerWidth = (header.keys.max() ?? -1) + 1
    }
}
