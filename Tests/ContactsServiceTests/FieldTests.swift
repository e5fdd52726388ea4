import Contracts
import CustomFields
import RPCCore
import Store
import TestSupport
import Testing

@testable import ContactsService

@Suite("The fields of contacts")
struct FieldTests {
    private typealias Settings = FieldsV1.FieldSettings

    @Test("are stored as they were defined, come in their order and are in the change log")
    func create() async throws {
        try await ContactsFixture.with { fixture in
            let tier = try await fixture.field("tier", .dropDown) {
                ($0.label, $0.required, $0.options) = (" Hạng\tthẻ ", true, [" Vàng", "Bạc "])
            }
            let expected = FieldsV1.Field(
                id: 1, version: 1, key: "tier",
                settings: Settings(label: "Hạng thẻ", type: .dropDown, required: true, options: ["Vàng", "Bạc"]),
                order: 1, active: true, createdAtMs: fixture.clock.now, updatedAtMs: fixture.clock.now)
            #expect(tier == expected)
            let area = try await fixture.field("area", .tree) { $0.tree = ["Nam>Cần Thơ", "Bắc"] }
            #expect(area.settings?.tree == ["Nam", "Nam > Cần Thơ", "Bắc"])
            let score = try await fixture.field("score", .decimal) { ($0.min, $0.max) = ("-1,50", "10") }
            #expect(score.settings?.min == "-1.5")
            #expect(try await fixture.fields() == [tier, area, score])
            let changes = try await fixture.changes()
            #expect(changes.map(\.entity) == ["field", "field", "field"])
            #expect(changes[0].imageType == FieldsV1.Field.fullName && changes[0].kind == .create)
            let image = try changes[0].after.required().withUnsafeBytes { try FieldsV1.Field(deserializing: $0) }
            #expect(image == tier)
        }
    }

    private static let refusedCases: [(String, FieldsV1.FieldSettings, [String])] = [
        ("a", .init(), ["settings.label 2001", "settings.type 2001"]),
        ("", .init(label: "A", type: .date), ["key 0"]),
        ("Ab", .init(label: "A", type: .date), ["key 0"]),
        ("phones", .init(label: "A", type: .date), ["key 0"]),
        (String(repeating: "a", count: 65), .init(label: "A", type: .date), ["key 0"]),
        ("a", .init(label: String(repeating: "a", count: 101), type: .date), ["settings.label 2002"]),
        ("a", .init(label: "A", type: .dropDown), ["settings.options 2001"]),
        ("a", .init(label: "A", type: .dropDown, options: ["x", " X"]), ["settings.options 2060"]),
        (
            "a", .init(label: "A", type: .multiSelect, options: ["x;y", ""]),
            ["settings.options 2001", "settings.options 0"]
        ),
        ("a", .init(label: "A", type: .regex), ["settings.regex 2001"]),
        ("a", .init(label: "A", type: .regex, regex: "(a"), ["settings.regex 0"]),
        ("a", .init(label: "A", type: .tree, tree: ["a > "]), ["settings.tree 2001"]),
        ("a", .init(label: "A", type: .tree, tree: ["1>2>3>4>5>6>7>8>9"]), ["settings.tree 0"]),
        ("a", .init(label: "A", type: .integer, min: "1", max: "x"), ["settings.max 2030"]),
        ("a", .init(label: "A", type: .decimal, min: "2", max: "1.5"), ["settings.max 2030"]),
        ("a", .init(label: "A", type: .date, min: "31/12/2026", max: "2026-01-01"), ["settings.max 2030"]),
        ("a", .init(label: "A", type: .singleLine, maxLength: 256), ["settings.max_length 2030"]),
        (
            "a", .init(label: "A", type: .multiLine, unique: true, maxLength: -1),
            ["settings.unique 0", "settings.max_length 2030"]
        ),
        (
            "a", .init(label: "A", type: .checkbox, unique: true, options: ["x"], regex: "a", tree: ["b"], min: "1"),
            ["settings.unique 0", "settings.options 0", "settings.regex 0", "settings.tree 0", "settings.min 0"]
        ),
    ]

    @Test("that cannot be are refused with everything that is wrong", arguments: Self.refusedCases)
    func refusedSettings(key: String, settings: FieldsV1.FieldSettings, told: [String]) async throws {
        try await ContactsFixture.with { fixture in
            let error = await rpcError {
                try await fixture.client.createField(.init(key: key, settings: settings))
            }
            #expect(error?.code == .invalidArgument)
            let infos = try error.required().infos
            #expect(infos.map { "\($0.field) \($0.number)" } == told)
            #expect(try await fixture.changes().isEmpty)
        }
    }

    @Test("have keys of their own for ever, and labels of their own while they are active")
    func names() async throws {
        try await ContactsFixture.with { fixture in
            let first = try await fixture.field("a")
            for (key, label) in [("a", "B"), ("b", " A ")] {
                let error = await rpcError {
                    try await fixture.client.createField(.init(key: key, settings: .init(label: label, type: .date)))
                }
                #expect(error?.code == .alreadyExists)
                #expect(try error.required().infos.map(\.ids) == [[first.id]])
            }
            let retired = try await fixture.client.retireField(.init(id: first.id)).field.required()
            #expect(!retired.active && retired.version == 2)
            #expect(await rpcError { try await fixture.field("a") }?.code == .alreadyExists)
            try await fixture.field("b") { $0.label = "A" }
            let restore = await rpcError { try await fixture.client.restoreField(.init(id: first.id)) }
            #expect(restore?.code == .alreadyExists)
            #expect(try await fixture.fields().map(\.key) == ["b"])
            #expect(try await fixture.fields(includeRetired: true).map(\.key) == ["a", "b"])
        }
    }

    @Test("are at most 300, and a list of them comes in pages")
    func limit() async throws {
        try await ContactsFixture.with { fixture in
            for number in 1...300 { try await fixture.field("f\(number)") }
            #expect(await rpcError { try await fixture.field("one-more") }?.code == .resourceExhausted)
            var request = ContactsV1.ListFieldsRequest(pageSize: 120)
            var keys: [String] = []
            repeat {
                let page = try await fixture.client.listFields(request)
                keys += page.fields.map(\.key)
                request.pageToken = page.nextPageToken
            } while !request.pageToken.isEmpty
            #expect(keys == (1...300).map { "f\($0)" })
        }
    }

    @Test("are changed by mask and version; what changes nothing is no change")
    func update() async throws {
        try await ContactsFixture.with { fixture in
            let field = try await fixture.field("a")
            fixture.clock.advance(by: 5)
            let updated = try await fixture.update(field, "label", "required") {
                ($0.label, $0.required, $0.maxLength) = ("New", true, 9)
            }
            #expect(updated.settings == Settings(label: "New", type: .singleLine, required: true))
            #expect(updated.version == 2 && updated.updatedAtMs == field.updatedAtMs + 5)
            #expect(try await fixture.update(field, "label") { $0.label = " New " } == updated)
            #expect(try await fixture.changes().count == 2)
            let stale = ContactsV1.UpdateFieldRequest(id: 1, expectedVersion: 1, updateMask: ["required"])
            #expect(await rpcError { try await fixture.client.updateField(stale) }?.code == .aborted)
            let unknown = ContactsV1.UpdateFieldRequest(id: 9, updateMask: ["label"], settings: .init(label: "x"))
            #expect(await rpcError { try await fixture.client.updateField(unknown) }?.code == .notFound)
            let key = ContactsV1.UpdateFieldRequest(id: 1, updateMask: ["key"])
            #expect(await rpcError { try await fixture.client.updateField(key) }?.code == .invalidArgument)
        }
    }

    @Test("are put in another order, those that are not named behind")
    func order() async throws {
        try await ContactsFixture.with { fixture in
            for key in ["a", "b", "c", "d"] { try await fixture.field(key) }
            _ = try await fixture.client.orderFields(.init(ids: [3, 1]))
            #expect(try await fixture.fields().map(\.key) == ["c", "a", "b", "d"])
            #expect(try await fixture.fields().map(\.version) == [2, 2, 2, 1])
            _ = try await fixture.client.orderFields(.init(ids: [3, 1]))
            #expect(try await fixture.changes().count == 7)
            try await fixture.field("e")
            #expect(try await fixture.fields().last?.key == "e")
            #expect(await rpcError { try await fixture.client.orderFields(.init(ids: [1, 9])) }?.code == .notFound)
            let twice = await rpcError { try await fixture.client.orderFields(.init(ids: [1, 1])) }
            #expect(twice?.code == .invalidArgument)
        }
    }

    @Test("of another type convert every stored value, live and deleted, or stay what they are")
    func changeType() async throws {
        try await ContactsFixture.with { fixture in
            let field = try await fixture.field("n") { $0.unique = true }
            let first = try await fixture.create("A", ["n": "007"])
            let other = try await fixture.create("B", ["n": "7a"])
            let gone = try await fixture.create("C", ["n": "1,5"])
            _ = try await fixture.client.deleteContact(.init(id: gone.id))
            let before = try await fixture.changes().count

            let error = await rpcError { try await fixture.update(field, "type") { $0.type = .decimal } }
            #expect(error?.code == .failedPrecondition)
            let info = try #require(try error.required().infos.first)
            #expect(info.number == 2031 && info.field == "settings.type" && info.ids == [other.id])
            #expect(try await fixture.changes().count == before)
            #expect(try await fixture.index() == ["1 007 1", "1 7a 2"])

            _ = try await fixture.update(other.id, ["n": "8"])
            fixture.clock.advance(by: 1_000)
            let converted = try await fixture.update(field, "type") { $0.type = .decimal }
            #expect(converted.settings?.type == .decimal && converted.settings?.unique == true)
            let now = try await fixture.get(first.id)
            #expect(now.custom.texts == ["n=7"] && now.version == 2 && now.updatedAtMs == fixture.clock.now)
            #expect(try await fixture.get(other.id).version == 2)
            #expect(try await fixture.get(gone.id, includeDeleted: true).custom.texts == ["n=1.5"])
            #expect(try await fixture.index() == ["1 1017 1", "1 1018 2"])
            let changes = try await fixture.changes().suffix(3)
            #expect(changes.map(\.entity) == ["contact", "contact", "field"])
            #expect(Set(changes.map(\.operationID)).count == 1)
            #expect(try await fixture.client.restoreContact(.init(id: gone.id)).contact?.custom.texts == ["n=1.5"])
            #expect(try await fixture.index() == ["1 10115 3", "1 1017 1", "1 1018 2"])
        }
    }

    private static let conversionsCases: [(FieldsV1.FieldSettings, [String], FieldsV1.FieldSettings, [String]?)] = [
        (.init(type: .singleLine), ["vàng"], .init(type: .dropDown, options: ["Vàng"]), ["Vàng"]),
        (.init(type: .singleLine), ["a; b"], .init(type: .multiSelect, options: ["B", "A"]), ["A", "B"]),
        (.init(type: .multiSelect, options: ["B", "A"]), ["a", "b"], .init(type: .singleLine), ["A; B"]),
        (
            .init(type: .multiSelect, options: ["B", "A"]), ["a", "b"], .init(type: .dropDown, options: ["A", "B"]), nil
        ),
        (.init(type: .multiSelect, options: ["B", "A"]), ["a"], .init(type: .dropDown, options: ["A", "B"]), ["A"]),
        (.init(type: .integer), ["42"], .init(type: .decimal), ["42"]),
        (.init(type: .decimal), ["4.5"], .init(type: .integer), nil),
        (.init(type: .integer), ["1"], .init(type: .checkbox), ["true"]),
        (.init(type: .checkbox), ["có"], .init(type: .singleLine), ["true"]),
        (.init(type: .singleLine), ["31/05/2026"], .init(type: .date), ["2026-05-31"]),
        (.init(type: .date), ["2026-05-31"], .init(type: .integer), nil),
        (.init(type: .multiLine), ["a\nb"], .init(type: .singleLine), ["a b"]),
        (.init(type: .singleLine), ["AB12"], .init(type: .regex, regex: "[A-Z]+\\d+"), ["AB12"]),
        (.init(type: .singleLine), ["ab"], .init(type: .regex, regex: "[A-Z]+\\d+"), nil),
        (.init(type: .singleLine), ["nam>huế"], .init(type: .tree, tree: ["Nam > Huế"]), ["Nam > Huế"]),
        (.init(type: .regex, regex: ".*"), ["x"], .init(type: .multiLine), ["x"]),
    ]

    @Test("convert from type to type without losing anything", arguments: Self.conversionsCases)
    func convert(
        from old: FieldsV1.FieldSettings, values: [String], to new: FieldsV1.FieldSettings, expected: [String]?
    ) async throws {
        try await ContactsFixture.with { fixture in
            let field = try await fixture.field("f", old.type) {
                $0 = old
                $0.label = "F"
            }
            let custom = [FieldsV1.CustomValue(key: "f", values: values)]
            let contact = try await fixture.create(.init(name: "A", custom: custom))
            let request = ContactsV1.UpdateFieldRequest(
                id: field.id, updateMask: ["type", "options", "regex", "tree"], settings: new)
            let error = await rpcError { try await fixture.client.updateField(request) }
            #expect((error == nil) == (expected != nil))
            #expect(try await fixture.get(contact.id).custom.values(of: "f") == expected ?? contact.custom[0].values)
            #expect(try await fixture.index().count == (expected ?? contact.custom[0].values).count)
        }
    }

    @Test("are made unique only when no two live contacts share a value")
    func makeUnique() async throws {
        try await ContactsFixture.with { fixture in
            let field = try await fixture.field("code")
            for (name, code) in [("A", "x"), ("B", " X "), ("C", "y"), ("D", "Y")] {
                try await fixture.create(name, ["code": code])
            }
            let error = await rpcError { try await fixture.update(field, "unique") { $0.unique = true } }
            #expect(error?.code == .failedPrecondition)
            let info = try #require(try error.required().infos.first)
            #expect(info.number == 2060 && info.ids == [1, 2, 3, 4])
            _ = try await fixture.client.deleteContact(.init(id: 1))
            _ = try await fixture.update(3, ["code": "z"])
            #expect(try await fixture.update(field, "unique") { $0.unique = true }.settings?.unique == true)
        }
    }

    @Test("of one workspace are not those of another")
    func workspaces() async throws {
        try await ContactsFixture.with { fixture in
            try await fixture.field("a")
            let other = fixture.client(workspace: "other")
            #expect(try await other.listFields(.init()).fields.isEmpty)
            let created = try await other.createField(.init(key: "a", settings: .init(label: "A", type: .integer)))
            #expect(created.field?.id == 1)
            #expect(try await fixture.fields().map(\.settings?.type) == [.singleLine])
        }
    }
}
