// swift-format-ignore-file
// Generated from danhba/fields/v1/fields.proto by dev/proto.sh. Do not edit.

internal import CMessages
public import RPCCore

extension FieldsV1 {
    /// What the values of a field are. Every value travels as text; what is entered may be written in several ways, what
    /// comes back is written in one. Entered text is trimmed as everywhere; a blank one is no value.
    ///
    /// A number that this version of the contract does not know is read as `unspecified`.
    public enum FieldType: Int32, CaseIterable, Sendable {
        case unspecified = 0
        /// One line, at most 255 characters. Line breaks become spaces.
        case singleLine = 1
        /// At most 10,000 characters.
        case multiLine = 2
        /// One of `options`; case does not count, accents do. Comes back as the option is spelled.
        case dropDown = 3
        /// Several of `options`, each a value of its own or several in one, separated by `;`, `|`, a line break or, where no
        /// option holds one, a comma. Comes back sorted, each once.
        case multiSelect = 4
        /// A whole number of 64 bits with sign: `-42`. Also `42.0`, `4.2E+1` and groups that cannot be taken for a fraction:
        /// `1.234.567`.
        case integer = 5
        /// At most 38 digits: `-12.5`. Also `-12,50`, `1.234,5`, `1,234,567.5` and `1.25E+1`. A comma behind which exactly
        /// three digits stand, `1,234`, means two things and is refused.
        case decimal = 6
        /// `true` or `false`. Also `1`, `0`, `x`, `yes`, `no`, `có`, `không`, in any case.
        case checkbox = 7
        /// `2026-05-31`. Also `31/05/2026`, `31-5-2026`, `31.05.2026`, `2026/5/31`, and with a time of day, which is dropped.
        case date = 8
        /// One line, at most 255 characters, that matches `regex` as a whole.
        case regex = 9
        /// A node of `tree`, named by the labels on the way to it, separated by `>`: `Miền Nam > Cần Thơ`. Case does not
        /// count, accents do.
        case tree = 10

        init(c: Danhba__Fields__V1__FieldType) {
            self = Self(rawValue: Int32(truncatingIfNeeded: c.rawValue)) ?? .unspecified
        }

        var c: Danhba__Fields__V1__FieldType { Danhba__Fields__V1__FieldType(rawValue: UInt32(bitPattern: rawValue)) }
    }

    /// What an administrator says of a field. A blank entry sets no limit; one that says nothing about the field's type is
    /// INVALID_ARGUMENT.
    public struct FieldSettings: Message, Equatable {
        public static let fullName = "danhba.fields.v1.FieldSettings"

        /// As people see it. 1–100 characters, unique among the active fields of a kind of record (case is ignored).
        public var label: String = ""
        /// Required.
        public var type: FieldsV1.FieldType = .unspecified
        /// A record cannot be created without a value, and the value cannot be erased. Records that have none stay as they
        /// are.
        public var required: Bool = false
        /// No two live records have the same value; case and repeated spaces do not count, accents do. Not for MULTI_LINE,
        /// MULTI_SELECT and CHECKBOX.
        public var unique: Bool = false
        /// DROP_DOWN and MULTI_SELECT: 1–500, each 1–100 characters without `;`, `|` and line breaks, no two the same but for
        /// case. In the order in which they are shown.
        public var options: [String] = []
        /// REGEX: at most 255 characters. Literals, `.`, classes, `\d \w \s` and their opposites, groups, `|`, `* + ? {m,n}`;
        /// `^` and `$` at the ends, where they change nothing. No back references, no look-around: matching takes time in
        /// proportion to the value, whatever the expression.
        public var regex: String = ""
        /// TREE: 1–2,000 nodes by path, as FIELD_TYPE_TREE says, at most 8 labels of 1–100 characters each. The nodes on the
        /// way need not be listed.
        public var tree: [String] = []
        /// INTEGER, DECIMAL, DATE: the least and the largest value, written as one.
        public var min: String = ""
        public var max: String = ""
        /// SINGLE_LINE, MULTI_LINE, REGEX: characters; 0: as the type allows.
        public var maxLength: Int32 = 0

        public init() {}

        public init(
            label: String = "",
            type: FieldsV1.FieldType = .unspecified,
            required: Bool = false,
            unique: Bool = false,
            options: [String] = [],
            regex: String = "",
            tree: [String] = [],
            min: String = "",
            max: String = "",
            maxLength: Int32 = 0
        ) {
            self.label = label
            self.type = type
            self.required = required
            self.unique = unique
            self.options = options
            self.regex = regex
            self.tree = tree
            self.min = min
            self.max = max
            self.maxLength = maxLength
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__fields__v1__field_settings__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Fields__V1__FieldSettings>) throws {
            label = try Unpacking.string(c.pointee.label, "danhba.fields.v1.FieldSettings.label")
            type = FieldsV1.FieldType(c: c.pointee.type)
            required = c.pointee.required != 0
            unique = c.pointee.unique != 0
            options = try Unpacking.strings(c.pointee.n_options, c.pointee.options, "danhba.fields.v1.FieldSettings.options")
            regex = try Unpacking.string(c.pointee.regex, "danhba.fields.v1.FieldSettings.regex")
            tree = try Unpacking.strings(c.pointee.n_tree, c.pointee.tree, "danhba.fields.v1.FieldSettings.tree")
            min = try Unpacking.string(c.pointee.min, "danhba.fields.v1.FieldSettings.min")
            max = try Unpacking.string(c.pointee.max, "danhba.fields.v1.FieldSettings.max")
            maxLength = c.pointee.max_length
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Fields__V1__FieldSettings> {
            let c = arena.allocate(Danhba__Fields__V1__FieldSettings.self)
            danhba__fields__v1__field_settings__init(c)
            c.pointee.label = arena.string(self.label)
            c.pointee.type = self.type.c
            c.pointee.required = self.required ? 1 : 0
            c.pointee.unique = self.unique ? 1 : 0
            (c.pointee.n_options, c.pointee.options) = arena.array(self.options) { value, arena in arena.presentString(value) }
            c.pointee.regex = arena.string(self.regex)
            (c.pointee.n_tree, c.pointee.tree) = arena.array(self.tree) { value, arena in arena.presentString(value) }
            c.pointee.min = arena.string(self.min)
            c.pointee.max = arena.string(self.max)
            c.pointee.max_length = self.maxLength
            return c
        }
    }

    /// A field of one kind of record in one workspace.
    public struct Field: Message, Equatable {
        public static let fullName = "danhba.fields.v1.Field"

        public var id: Int64 = 0
        /// Starts at 1, grows by one with each change, a change of order included.
        public var version: Int64 = 0
        /// The name in programs, for ever: 1–64 of `a`–`z`, `0`–`9`, `_` and `-`. Unique among all fields of the kind of
        /// record, retired ones included.
        public var key: String = ""
        public var settings: FieldsV1.FieldSettings? = nil
        /// From 1; fields are shown in this order.
        public var order: Int32 = 0
        /// False: retired. Its values are kept and shown nowhere, and none can be entered.
        public var active: Bool = false
        public var createdAtMs: Int64 = 0
        public var updatedAtMs: Int64 = 0

        public init() {}

        public init(
            id: Int64 = 0,
            version: Int64 = 0,
            key: String = "",
            settings: FieldsV1.FieldSettings? = nil,
            order: Int32 = 0,
            active: Bool = false,
            createdAtMs: Int64 = 0,
            updatedAtMs: Int64 = 0
        ) {
            self.id = id
            self.version = version
            self.key = key
            self.settings = settings
            self.order = order
            self.active = active
            self.createdAtMs = createdAtMs
            self.updatedAtMs = updatedAtMs
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__fields__v1__field__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Fields__V1__Field>) throws {
            id = c.pointee.id
            version = c.pointee.version
            key = try Unpacking.string(c.pointee.key, "danhba.fields.v1.Field.key")
            settings = try c.pointee.settings.map { try FieldsV1.FieldSettings(c: $0) }
            order = c.pointee.order
            active = c.pointee.active != 0
            createdAtMs = c.pointee.created_at_ms
            updatedAtMs = c.pointee.updated_at_ms
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Fields__V1__Field> {
            let c = arena.allocate(Danhba__Fields__V1__Field.self)
            danhba__fields__v1__field__init(c)
            c.pointee.id = self.id
            c.pointee.version = self.version
            c.pointee.key = arena.string(self.key)
            c.pointee.settings = self.settings?.build(in: arena)
            c.pointee.order = self.order
            c.pointee.active = self.active ? 1 : 0
            c.pointee.created_at_ms = self.createdAtMs
            c.pointee.updated_at_ms = self.updatedAtMs
            return c
        }
    }

    /// What a record holds in one field.
    public struct CustomValue: Message, Equatable {
        public static let fullName = "danhba.fields.v1.CustomValue"

        /// The field's key.
        public var key: String = ""
        /// One; for MULTI_SELECT any number. Entered blank: none.
        public var values: [String] = []

        public init() {}

        public init(
            key: String = "",
            values: [String] = []
        ) {
            self.key = key
            self.values = values
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__fields__v1__custom_value__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Fields__V1__CustomValue>) throws {
            key = try Unpacking.string(c.pointee.key, "danhba.fields.v1.CustomValue.key")
            values = try Unpacking.strings(c.pointee.n_values, c.pointee.values, "danhba.fields.v1.CustomValue.values")
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Fields__V1__CustomValue> {
            let c = arena.allocate(Danhba__Fields__V1__CustomValue.self)
            danhba__fields__v1__custom_value__init(c)
            c.pointee.key = arena.string(self.key)
            (c.pointee.n_values, c.pointee.values) = arena.array(self.values) { value, arena in arena.presentString(value) }
            return c
        }
    }
}
