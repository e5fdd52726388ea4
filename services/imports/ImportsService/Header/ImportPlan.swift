import Contracts
import CustomFields
import ServiceRuntime

/// What StartImport decides: options that agree with the file and leave nothing to find out.
struct ImportPlan {
    /// With mode, keys, sheet, header row and mapping filled in.
    let options: ImportsV1.ImportOptions

    /// Throws 1001 without data rows, 1007 without a usable header, 1008, 1009 for a mapping that does not fit, 1013 when
    /// a sheet must be chosen.
    init(
        _ requested: ImportsV1.ImportOptions, for layout: SheetLayout, fields: FieldCatalogue = .empty
    ) throws(FileFault) {
        var options = requested
        let profile = KindProfile.of(requested)
        if let option = profile.foreignOption(requested) {
            throw FileFault(
                .mappingUnknownField, "This option means nothing to an import of \(profile.owner); leave it out.",
                field: option)
        }
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
        options.kind = profile.kind
        let mapping = options.mapping.filter { $0.field != .unspecified || !$0.customField.isEmpty }
        options.mapping = mapping.isEmpty && options.savedMapping.isEmpty ? Self.suggestion(header) : mapping
        profile.fillKeys(&options)
        try Self.checkColumns(options.mapping, profile, header: header)
        try Self.checkFields(options, profile, fields)
        try Self.checkRepetitions(options.mapping, profile, header: header)
        try Self.checkCompleteness(options, profile, fields)
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
            guard column.suggestion != nil || column.customKey != nil else { return nil }
            return ImportsV1.ColumnMapping(
                column: Int32(clamping: column.index + 1),
                field: column.suggestion.flatMap { ImportsV1.ImportField(rawValue: $0.rawValue) } ?? .unspecified,
                customField: column.customKey ?? "")
        }
    }

    /// Every mapped column stands in the header once, and what results add is not imported.
    private static func checkColumns(
        _ mapping: [ImportsV1.ColumnMapping], _ profile: KindProfile, header: HeaderRow
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
            if found.isReserved, entry.field.rawValue != profile.idField.rawValue {
                throw FileFault(
                    .mappingUnknownField, "Columns whose names begin with an underscore are never imported.",
                    field: "mapping", row: header.number, column: column)
            }
        }
    }

    /// The custom fields that are named are there, and duplicates can be found by those that are keys.
    private static func checkFields(
        _ options: ImportsV1.ImportOptions, _ profile: KindProfile, _ fields: FieldCatalogue
    ) throws(FileFault) {
        for entry in options.mapping where entry.field != .unspecified && !profile.has(entry.field) {
            throw FileFault(
                .mappingUnknownField, "Column \(entry.column) is mapped to a field that no \(profile.noun) has.",
                field: "mapping", column: Int(entry.column))
        }
        for field in options.requiredFields where field != .unspecified && !profile.has(field) {
            throw FileFault(
                .mappingUnknownField, "A field is required that no \(profile.noun) has.", field: "required_fields")
        }
        for entry in options.mapping where !entry.customField.isEmpty {
            if entry.field != .unspecified {
                throw FileFault(
                    .mappingUnknownField, "Column \(entry.column) is mapped to two fields.", field: "mapping",
                    column: Int(entry.column))
            }
            guard fields.activeField(entry.customField) != nil else {
                throw FileFault(
                    .mappingUnknownField, "Column \(entry.column) is mapped to a custom field that is not there.",
                    field: "mapping", column: Int(entry.column))
            }
        }
        for key in options.requiredCustomFields where fields.activeField(key) == nil {
            throw FileFault(
                .mappingUnknownField, "There is no such custom field.", field: "required_custom_fields")
        }
        for key in options.customKeys where fields.activeField(key)?.settings?.type.identifies != true {
            throw FileFault(
                .mappingUnknownField, "Duplicates cannot be found by this custom field, or there is none.",
                field: "custom_keys")
        }
    }

    private static func checkRepetitions(
        _ mapping: [ImportsV1.ColumnMapping], _ profile: KindProfile, header: HeaderRow
    ) throws(FileFault) {
        var first: [String: Int] = [:]
        for entry in mapping {
            let field = ImportField(rawValue: entry.field.rawValue)
            if field?.mayRepeat == true, profile.kind != .companies { continue }
            let word = field?.word ?? FieldCatalogue.path(entry.customField)
            let column = Int(entry.column)
            if let other = first[word] {
                throw FileFault(
                    .header, "Columns \(other) and \(column) both mean \(word); map only one of them.",
                    field: "mapping", row: header.number, column: column)
            }
            first[word] = column
        }
    }

    /// The keys must be there in every mode, and what a created contact needs in those that create.
    private static func checkCompleteness(
        _ options: ImportsV1.ImportOptions, _ profile: KindProfile, _ fields: FieldCatalogue
    ) throws(FileFault) {
        let mapped = Set(options.mapping.compactMap { ImportField(rawValue: $0.field.rawValue) })
        let mappedKeys = Set(options.mapping.map(\.customField))
        let isByID = mapped.contains(profile.idField)
        if !isByID, let missing = profile.keys(options).first(where: { !mapped.contains($0) }) {
            throw incomplete(missing.word, "Duplicates are found by it.")
        }
        if !isByID, let missing = options.customKeys.first(where: { !mappedKeys.contains($0) }) {
            throw incomplete(FieldCatalogue.path(missing), "Duplicates are found by it.")
        }
        guard options.mode != .updateFill, options.mode != .updateOverwrite else { return }
        if !mapped.contains(.name) { throw incomplete(ImportField.name.word, "New \(profile.owner) need it.") }
        for field in options.requiredFields.compactMap({ ImportField(rawValue: $0.rawValue) })
        where !mapped.contains(field) {
            if field == .manager, options.groupID != 0 { continue }
            throw incomplete(field.word, "This import requires it.")
        }
        for key in options.requiredCustomFields where !mappedKeys.contains(key) {
            throw incomplete(FieldCatalogue.path(key), "This import requires it.")
        }
        for key in fields.requiredKeys where !mappedKeys.contains(key) {
            throw incomplete(FieldCatalogue.path(key), "New \(profile.owner) need it.")
        }
    }

    private static func incomplete(_ word: String, _ why: String) -> FileFault {
        FileFault(.mappingIncomplete, "No column is mapped to \(word). \(why)", field: "mapping")
    }
}

extension KindProfile {
    fileprivate func has(_ field: ImportsV1.ImportField) -> Bool {
        ImportField(rawValue: field.rawValue).map(fields.contains) ?? false
    }
}

extension RowRules {
    /// The rules for options that a plan filled in; `fields` are those of then.
    init(_ options: ImportsV1.ImportOptions, fields: FieldCatalogue, header: [Int: String]) {
        var mapping: [Int: ImportField] = [:]
        var custom: [Int: String] = [:]
        let dateOrder: DateOrder = options.dateOrder == .monthFirst ? .monthFirst : .dayFirst
        for entry in options.mapping {
            mapping[Int(entry.column) - 1] = ImportField(rawValue: entry.field.rawValue)
            guard let column = CustomColumn(entry.customField, in: fields, dateOrder: dateOrder) else { continue }
            custom[Int(entry.column) - 1] = column.key
            customColumns[column.key] = column
        }
        columns = ColumnPlan(mapping: mapping, custom: custom, header: header)
        customKeys = Set(options.customKeys)
        dropsWrongFields = options.dropWrongFields
        let profile = KindProfile.of(options)
        keys = Set(profile.keys(options) + [profile.idField])
        skipsHiddenRows = options.skipHiddenRows
        headerWidth = (header.keys.max() ?? -1) + 1
    }
}
