import Contracts
import Store
import TestSupport

extension ContactsFixture {
    /// Defines a field whose label is its key.
    @discardableResult
    func field(
        _ key: String, _ type: FieldsV1.FieldType = .singleLine, workspace: String = "main",
        _ change: (inout FieldsV1.FieldSettings) -> Void = { _ in }
    ) async throws -> FieldsV1.Field {
        var settings = FieldsV1.FieldSettings(label: key, type: type)
        change(&settings)
        let request = ContactsV1.CreateFieldRequest(key: key, settings: settings)
        return try await client(workspace: workspace).createField(request).field.required()
    }

    func update(
        _ field: FieldsV1.Field, _ mask: String..., change: (inout FieldsV1.FieldSettings) -> Void
    ) async throws -> FieldsV1.Field {
        var settings = FieldsV1.FieldSettings()
        change(&settings)
        let request = ContactsV1.UpdateFieldRequest(id: field.id, updateMask: mask, settings: settings)
        return try await client.updateField(request).field.required()
    }

    func fields(includeRetired: Bool = false) async throws -> [FieldsV1.Field] {
        try await client.listFields(.init(includeRetired: includeRetired)).fields
    }

    /// Creates a contact with custom values.
    @discardableResult
    func create(_ name: String, phones: [String] = [], _ custom: [String: String]) async throws -> ContactsV1.Contact {
        try await create(.init(name: name, phones: phones, custom: .of(custom)))
    }

    /// Changes the custom values that are named.
    func update(_ id: Int64, _ custom: [String: String]) async throws -> ContactsV1.Contact {
        let request = ContactsV1.UpdateContactRequest(
            id: id, updateMask: custom.keys.map { "custom.\($0)" }, fields: .init(custom: .of(custom)))
        return try await client.updateContact(request).contact.required()
    }

    /// What the index holds, `field value record`, in its order.
    func index(_ workspace: String = "main") async throws -> [String] {
        try await store.read(workspace) { reader in
            let rows = try reader.statement(
                "SELECT field_id, value, record_id FROM field_value ORDER BY field_id, value, record_id")
            var found: [String] = []
            while try rows.step() { found.append("\(rows.int64(at: 0)) \(rows.text(at: 1)) \(rows.int64(at: 2))") }
            return found
        }
    }
}

extension [FieldsV1.CustomValue] {
    /// One value each, by key.
    static func of(_ values: [String: String]) -> Self {
        values.sorted { $0.key < $1.key }.map { FieldsV1.CustomValue(key: $0.key, values: [$0.value]) }
    }

    /// `key=value,value` of each.
    var texts: [String] { map { "\($0.key)=\($0.values.joined(separator: ","))" } }
}
