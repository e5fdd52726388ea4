import Contracts
import RPCCore
import ServiceRuntime
import Store
import TextNormalization

/// What a service does with the values of its records when the type of a field changes.
public protocol CustomRecords: Sendable {
    /// Calls `body` for every record that has values in a field: live ones, and deleted ones that can come back.
    ///
    /// Where `body` returns other values they are stored in the record's row, as its next version with its change; the
    /// index is left alone.
    func rewriteValues(
        of field: FieldsV1.Field, in writer: WriteTransaction,
        _ body: (_ record: Int64, _ isLive: Bool, _ values: [String]) throws -> [String]
    ) throws
}

/// The methods on the fields of one kind of record; what each does and answers stands in the contracts of the services.
public struct FieldAdministration<Records: CustomRecords>: Sendable {
    /// Fields of one kind of record, retired ones included.
    public static var fieldLimit: Int { 300 }
    /// Ids in one error.
    private static var toldLimit: Int { 100 }
    private static var pageSizes: PageRequest.Sizes { PageRequest.Sizes(standard: fieldLimit, largest: fieldLimit) }

    private let records: Records
    private let noun: String
    private let reservedKeys: Set<String>

    /// `noun` is the kind of record in the plural, for messages; `reservedKeys` are the names of its built-in fields.
    public init(_ records: Records, noun: String, reservedKeys: Set<String>) {
        self.records = records
        self.noun = noun
        self.reservedKeys = reservedKeys
    }

    /// Defines a field.
    public func create(
        key: String, settings entered: FieldsV1.FieldSettings?, in writer: WriteTransaction
    ) throws -> FieldsV1.Field {
        var rules = SettingsRules()
        rules.key(key, reserved: reservedKeys)
        let settings = rules.settings(entered ?? FieldsV1.FieldSettings())
        try rules.check()
        let catalogue = try writer.fieldCatalogue()
        if let other = catalogue.field(key) {
            throw RPCError(
                .alreadyExists, .uniqueConflict, "Another field has this key.", field: "key", ids: [other.id])
        }
        guard catalogue.fields.count < Self.fieldLimit else {
            throw RPCError(.resourceExhausted, nil, "There are \(Self.fieldLimit) fields; no more are allowed.")
        }
        let field = FieldsV1.Field(
            id: (catalogue.fields.map(\.id).max() ?? 0) + 1, version: 1, key: key, settings: settings,
            order: (catalogue.fields.map(\.order).max() ?? 0) + 1, active: true, createdAtMs: writer.now,
            updatedAtMs: writer.now)
        try refuseTakenLabel(of: field, catalogue)
        try writer.insert(field)
        return field
    }

    /// Changes settings of a field.
    public func update(
        id: Int64, expectedVersion: Int64, mask names: [String], settings entered: FieldsV1.FieldSettings?,
        in writer: WriteTransaction
    ) throws -> FieldsV1.Field {
        let mask = try UpdateMask<FieldSetting>(names)
        let before = try field(id, expectedVersion, writer)
        var field = before
        field.settings = try settings(of: before, mask, entered ?? FieldsV1.FieldSettings())
        if field == before { return before }
        try refuseTakenLabel(of: field, try writer.fieldCatalogue())
        if field.settings?.type != before.settings?.type { try convertValues(of: before, to: field, in: writer) }
        if field.settings?.unique == true { try refuseSharedValues(of: field, writer) }
        return try store(field, after: before, in: writer)
    }

    /// One page of the fields, in their order.
    public func list(
        includeRetired: Bool, pageSize: Int32, pageToken: String, in reader: ReadTransaction
    ) throws -> (fields: [FieldsV1.Field], nextPageToken: String) {
        let page = try PageRequest(
            size: pageSize, token: pageToken, list: "fields", filter: includeRetired ? "all" : "", keyCount: 2,
            sizes: Self.pageSizes)
        var fields = try reader.fieldCatalogue().fields.filter { $0.active || includeRetired }
        if let after = page.after {
            fields.removeAll { (Int64($0.order), $0.id) <= (after[0], after[1]) }
        }
        fields = Array(fields.prefix(Int(page.readLimit)))
        let token = page.cut(
            &fields, key: { [Int64($0.order), $0.id] }, byteCount: { $0.serializedBytes().count })
        return (fields, token)
    }

    /// Puts some fields first.
    public func order(ids: [Int64], in writer: WriteTransaction) throws {
        var rules = FieldRules()
        rules.count(ids, field: "ids", limit: Self.fieldLimit)
        if Set(ids).count < ids.count { rules.refuse("ids", nil, "A field is named once.") }
        try rules.check()
        let fields = try writer.fieldCatalogue().fields
        let known = Dictionary(fields.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        if let unknown = ids.first(where: { known[$0] == nil }) {
            throw RPCError.notFound("field", id: unknown, field: "ids")
        }
        let ordered = ids.compactMap { known[$0] } + fields.filter { !ids.contains($0.id) }
        for (index, before) in ordered.enumerated() where before.order != Int32(index + 1) {
            var field = before
            field.order = Int32(index + 1)
            _ = try store(field, after: before, in: writer)
        }
    }

    /// Hides a field, or brings it back.
    public func setActive(
        _ isActive: Bool, id: Int64, expectedVersion: Int64, in writer: WriteTransaction
    ) throws -> FieldsV1.Field {
        let before = try field(id, expectedVersion, writer)
        if before.active == isActive { return before }
        var field = before
        field.active = isActive
        if isActive { try refuseTakenLabel(of: field, try writer.fieldCatalogue()) }
        return try store(field, after: before, in: writer)
    }
}

// MARK: - Steps

extension FieldAdministration {
    private func field(_ id: Int64, _ expectedVersion: Int64, _ reader: ReadTransaction) throws -> FieldsV1.Field {
        guard let field = try reader.field(id) else { throw RPCError.notFound("field", id: id) }
        guard expectedVersion == 0 || expectedVersion == field.version else {
            throw RPCError.versionConflict("field", id: id, stored: field.version)
        }
        return field
    }

    private func store(
        _ changed: FieldsV1.Field, after before: FieldsV1.Field, in writer: WriteTransaction
    ) throws -> FieldsV1.Field {
        var field = changed
        field.version = before.version + 1
        field.updatedAtMs = max(writer.now, before.updatedAtMs)
        try writer.update(before, to: field)
        return field
    }

    /// The settings with those of the mask changed; what says nothing about a new type goes, unless it is named.
    private func settings(
        of field: FieldsV1.Field, _ mask: UpdateMask<FieldSetting>, _ entered: FieldsV1.FieldSettings
    ) throws -> FieldsV1.FieldSettings {
        let before = field.settings ?? FieldsV1.FieldSettings()
        var settings = before
        for setting in mask.fields { settings.take(setting, from: entered) }
        if settings.type != before.type {
            for setting in FieldSetting.allCases where !mask.contains(setting) && !setting.applies(to: settings.type) {
                settings.take(setting, from: FieldsV1.FieldSettings())
            }
        }
        var rules = SettingsRules()
        let checked = rules.settings(settings)
        try rules.check()
        return checked
    }

    private func refuseTakenLabel(of field: FieldsV1.Field, _ catalogue: FieldCatalogue) throws {
        guard field.active, let label = field.settings.map({ exactKey($0.label) }) else { return }
        let other = catalogue.fields.first { other in
            other.active && other.id != field.id && other.settings.map { exactKey($0.label) } == label
        }
        guard let other else { return }
        throw RPCError(
            .alreadyExists, .uniqueConflict, "Another field has this label.", field: "settings.label", ids: [other.id])
    }

    private func refuseSharedValues(of field: FieldsV1.Field, _ reader: ReadTransaction) throws {
        let ids = try reader.recordIDs(sharingValuesOf: field.id, limit: Int64(Self.toldLimit))
        if ids.isEmpty { return }
        throw RPCError(
            .failedPrecondition, .uniqueConflict, "Some \(noun) share a value; change them first.",
            field: "settings.unique", ids: ids.sorted())
    }

    /// Brings every stored value into the form of the new type.
    private func convertValues(
        of before: FieldsV1.Field, to field: FieldsV1.Field, in writer: WriteTransaction
    ) throws {
        let type = field.settings?.type ?? .unspecified
        let rule = ValueRule(field.settings ?? FieldsV1.FieldSettings())
        var index: Set<IndexedRecord> = []
        var failed: [Int64] = []
        var fault: Fault?
        try records.rewriteValues(of: before, in: writer) { record, isLive, values in
            do throws(ValueProblem) {
                let converted = try rule.stored(Self.convertible(values, to: type))
                guard failed.isEmpty, isLive else { return failed.isEmpty ? converted : values }
                for value in converted {
                    if let key = type.indexValue(of: value) {
                        index.insert(IndexedRecord(IndexEntry(field: field.id, value: key), record: record))
                    }
                }
                return converted
            } catch {
                fault = fault ?? error.fault
                if failed.count < Self.toldLimit { failed.append(record) }
                return values
            }
        }
        guard failed.isEmpty else {
            throw RPCError(
                .failedPrecondition, fault, "Some \(noun) have values that are none of this type; change them first.",
                field: "settings.type", ids: failed.sorted())
        }
        try writer.clearIndex(ofField: field.id)
        try writer.setIndex(remove: [], add: Array(index))
    }

    /// Several values are one text where the new type is text.
    private static func convertible(_ values: [String], to type: FieldsV1.FieldType) -> [String] {
        type == .singleLine || type == .multiLine || type == .regex ? [values.joined(separator: "; ")] : values
    }
}
