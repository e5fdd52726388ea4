// swift-format-ignore-file
// Generated from danhba/sample/v1/sample.proto by dev/proto.sh. Do not edit.

internal import CSampleMessages
@testable import Contracts
public import RPCCore

extension SampleV1 {
    /// `danhba.sample.v1.PeekRequest`
    public struct PeekRequest: Message, Equatable {
        public static let fullName = "danhba.sample.v1.PeekRequest"

        public var text: String = ""

        public init() {}

        public init(
            text: String = ""
        ) {
            self.text = text
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__sample__v1__peek_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Sample__V1__PeekRequest>) throws {
            text = try Unpacking.string(c.pointee.text, "danhba.sample.v1.PeekRequest.text")
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Sample__V1__PeekRequest> {
            let c = arena.allocate(Danhba__Sample__V1__PeekRequest.self)
            danhba__sample__v1__peek_request__init(c)
            c.pointee.text = arena.string(self.text)
            return c
        }
    }

    /// `danhba.sample.v1.PeekResponse`
    public struct PeekResponse: Message, Equatable {
        public static let fullName = "danhba.sample.v1.PeekResponse"

        public var text: String = ""

        public init() {}

        public init(
            text: String = ""
        ) {
            self.text = text
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__sample__v1__peek_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Sample__V1__PeekResponse>) throws {
            text = try Unpacking.string(c.pointee.text, "danhba.sample.v1.PeekResponse.text")
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Sample__V1__PeekResponse> {
            let c = arena.allocate(Danhba__Sample__V1__PeekResponse.self)
            danhba__sample__v1__peek_response__init(c)
            c.pointee.text = arena.string(self.text)
            return c
        }
    }

    /// Every scalar type, once and repeated.
    public struct Scalars: Message, Equatable {
        public static let fullName = "danhba.sample.v1.Scalars"

        public var int32Value: Int32 = 0
        public var int64Value: Int64 = 0
        public var uint32Value: UInt32 = 0
        public var uint64Value: UInt64 = 0
        public var sint32Value: Int32 = 0
        public var sint64Value: Int64 = 0
        public var fixed32Value: UInt32 = 0
        public var fixed64Value: UInt64 = 0
        public var sfixed32Value: Int32 = 0
        public var sfixed64Value: Int64 = 0
        public var doubleValue: Double = 0
        public var floatValue: Float = 0
        public var boolValue: Bool = false
        public var stringValue: String = ""
        public var bytesValue: [UInt8] = []
        public var kind: SampleV1.Inner.Kind = .unspecified
        public var inner: SampleV1.Inner? = nil
        public var int32Values: [Int32] = []
        public var int64Values: [Int64] = []
        public var uint32Values: [UInt32] = []
        public var uint64Values: [UInt64] = []
        public var sint32Values: [Int32] = []
        public var sint64Values: [Int64] = []
        public var fixed32Values: [UInt32] = []
        public var fixed64Values: [UInt64] = []
        public var sfixed32Values: [Int32] = []
        public var sfixed64Values: [Int64] = []
        public var doubleValues: [Double] = []
        public var floatValues: [Float] = []
        public var boolValues: [Bool] = []
        public var stringValues: [String] = []
        public var bytesValues: [[UInt8]] = []
        public var kinds: [SampleV1.Inner.Kind] = []
        public var inners: [SampleV1.Inner] = []

        public init() {}

        public init(
            int32Value: Int32 = 0,
            int64Value: Int64 = 0,
            uint32Value: UInt32 = 0,
            uint64Value: UInt64 = 0,
            sint32Value: Int32 = 0,
            sint64Value: Int64 = 0,
            fixed32Value: UInt32 = 0,
            fixed64Value: UInt64 = 0,
            sfixed32Value: Int32 = 0,
            sfixed64Value: Int64 = 0,
            doubleValue: Double = 0,
            floatValue: Float = 0,
            boolValue: Bool = false,
            stringValue: String = "",
            bytesValue: [UInt8] = [],
            kind: SampleV1.Inner.Kind = .unspecified,
            inner: SampleV1.Inner? = nil,
            int32Values: [Int32] = [],
            int64Values: [Int64] = [],
            uint32Values: [UInt32] = [],
            uint64Values: [UInt64] = [],
            sint32Values: [Int32] = [],
            sint64Values: [Int64] = [],
            fixed32Values: [UInt32] = [],
            fixed64Values: [UInt64] = [],
            sfixed32Values: [Int32] = [],
            sfixed64Values: [Int64] = [],
            doubleValues: [Double] = [],
            floatValues: [Float] = [],
            boolValues: [Bool] = [],
            stringValues: [String] = [],
            bytesValues: [[UInt8]] = [],
            kinds: [SampleV1.Inner.Kind] = [],
            inners: [SampleV1.Inner] = []
        ) {
            self.int32Value = int32Value
            self.int64Value = int64Value
            self.uint32Value = uint32Value
            self.uint64Value = uint64Value
            self.sint32Value = sint32Value
            self.sint64Value = sint64Value
            self.fixed32Value = fixed32Value
            self.fixed64Value = fixed64Value
            self.sfixed32Value = sfixed32Value
            self.sfixed64Value = sfixed64Value
            self.doubleValue = doubleValue
            self.floatValue = floatValue
            self.boolValue = boolValue
            self.stringValue = stringValue
            self.bytesValue = bytesValue
            self.kind = kind
            self.inner = inner
            self.int32Values = int32Values
            self.int64Values = int64Values
            self.uint32Values = uint32Values
            self.uint64Values = uint64Values
            self.sint32Values = sint32Values
            self.sint64Values = sint64Values
            self.fixed32Values = fixed32Values
            self.fixed64Values = fixed64Values
            self.sfixed32Values = sfixed32Values
            self.sfixed64Values = sfixed64Values
            self.doubleValues = doubleValues
            self.floatValues = floatValues
            self.boolValues = boolValues
            self.stringValues = stringValues
            self.bytesValues = bytesValues
            self.kinds = kinds
            self.inners = inners
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__sample__v1__scalars__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Sample__V1__Scalars>) throws {
            int32Value = c.pointee.int32_value
            int64Value = c.pointee.int64_value
            uint32Value = c.pointee.uint32_value
            uint64Value = c.pointee.uint64_value
            sint32Value = c.pointee.sint32_value
            sint64Value = c.pointee.sint64_value
            fixed32Value = c.pointee.fixed32_value
            fixed64Value = c.pointee.fixed64_value
            sfixed32Value = c.pointee.sfixed32_value
            sfixed64Value = c.pointee.sfixed64_value
            doubleValue = c.pointee.double_value
            floatValue = c.pointee.float_value
            boolValue = c.pointee.bool_value != 0
            stringValue = try Unpacking.string(c.pointee.string_value, "danhba.sample.v1.Scalars.string_value")
            bytesValue = Unpacking.bytes(c.pointee.bytes_value)
            kind = SampleV1.Inner.Kind(c: c.pointee.kind)
            inner = try c.pointee.inner.map { try SampleV1.Inner(c: $0) }
            int32Values = Unpacking.array(c.pointee.n_int32_values, c.pointee.int32_values)
            int64Values = Unpacking.array(c.pointee.n_int64_values, c.pointee.int64_values)
            uint32Values = Unpacking.array(c.pointee.n_uint32_values, c.pointee.uint32_values)
            uint64Values = Unpacking.array(c.pointee.n_uint64_values, c.pointee.uint64_values)
            sint32Values = Unpacking.array(c.pointee.n_sint32_values, c.pointee.sint32_values)
            sint64Values = Unpacking.array(c.pointee.n_sint64_values, c.pointee.sint64_values)
            fixed32Values = Unpacking.array(c.pointee.n_fixed32_values, c.pointee.fixed32_values)
            fixed64Values = Unpacking.array(c.pointee.n_fixed64_values, c.pointee.fixed64_values)
            sfixed32Values = Unpacking.array(c.pointee.n_sfixed32_values, c.pointee.sfixed32_values)
            sfixed64Values = Unpacking.array(c.pointee.n_sfixed64_values, c.pointee.sfixed64_values)
            doubleValues = Unpacking.array(c.pointee.n_double_values, c.pointee.double_values)
            floatValues = Unpacking.array(c.pointee.n_float_values, c.pointee.float_values)
            boolValues = Unpacking.array(c.pointee.n_bool_values, c.pointee.bool_values) { $0 != 0 }
            stringValues = try Unpacking.strings(c.pointee.n_string_values, c.pointee.string_values, "danhba.sample.v1.Scalars.string_values")
            bytesValues = Unpacking.array(c.pointee.n_bytes_values, c.pointee.bytes_values) { Unpacking.bytes($0) }
            kinds = Unpacking.array(c.pointee.n_kinds, c.pointee.kinds) { SampleV1.Inner.Kind(c: $0) }
            inners = try Unpacking.messages(c.pointee.n_inners, c.pointee.inners) { try SampleV1.Inner(c: $0) }
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Sample__V1__Scalars> {
            let c = arena.allocate(Danhba__Sample__V1__Scalars.self)
            danhba__sample__v1__scalars__init(c)
            c.pointee.int32_value = self.int32Value
            c.pointee.int64_value = self.int64Value
            c.pointee.uint32_value = self.uint32Value
            c.pointee.uint64_value = self.uint64Value
            c.pointee.sint32_value = self.sint32Value
            c.pointee.sint64_value = self.sint64Value
            c.pointee.fixed32_value = self.fixed32Value
            c.pointee.fixed64_value = self.fixed64Value
            c.pointee.sfixed32_value = self.sfixed32Value
            c.pointee.sfixed64_value = self.sfixed64Value
            c.pointee.double_value = self.doubleValue
            c.pointee.float_value = self.floatValue
            c.pointee.bool_value = self.boolValue ? 1 : 0
            c.pointee.string_value = arena.string(self.stringValue)
            c.pointee.bytes_value = arena.bytes(self.bytesValue)
            c.pointee.kind = self.kind.c
            c.pointee.inner = self.inner?.build(in: arena)
            (c.pointee.n_int32_values, c.pointee.int32_values) = arena.array(self.int32Values) { value, _ in value }
            (c.pointee.n_int64_values, c.pointee.int64_values) = arena.array(self.int64Values) { value, _ in value }
            (c.pointee.n_uint32_values, c.pointee.uint32_values) = arena.array(self.uint32Values) { value, _ in value }
            (c.pointee.n_uint64_values, c.pointee.uint64_values) = arena.array(self.uint64Values) { value, _ in value }
            (c.pointee.n_sint32_values, c.pointee.sint32_values) = arena.array(self.sint32Values) { value, _ in value }
            (c.pointee.n_sint64_values, c.pointee.sint64_values) = arena.array(self.sint64Values) { value, _ in value }
            (c.pointee.n_fixed32_values, c.pointee.fixed32_values) = arena.array(self.fixed32Values) { value, _ in value }
            (c.pointee.n_fixed64_values, c.pointee.fixed64_values) = arena.array(self.fixed64Values) { value, _ in value }
            (c.pointee.n_sfixed32_values, c.pointee.sfixed32_values) = arena.array(self.sfixed32Values) { value, _ in value }
            (c.pointee.n_sfixed64_values, c.pointee.sfixed64_values) = arena.array(self.sfixed64Values) { value, _ in value }
            (c.pointee.n_double_values, c.pointee.double_values) = arena.array(self.doubleValues) { value, _ in value }
            (c.pointee.n_float_values, c.pointee.float_values) = arena.array(self.floatValues) { value, _ in value }
            (c.pointee.n_bool_values, c.pointee.bool_values) = arena.array(self.boolValues) { value, _ in value ? 1 : 0 }
            (c.pointee.n_string_values, c.pointee.string_values) = arena.array(self.stringValues) { value, arena in arena.presentString(value) }
            (c.pointee.n_bytes_values, c.pointee.bytes_values) = arena.array(self.bytesValues) { value, arena in arena.bytes(value) }
            (c.pointee.n_kinds, c.pointee.kinds) = arena.array(self.kinds) { value, _ in value.c }
            (c.pointee.n_inners, c.pointee.inners) = arena.array(self.inners) { value, arena in value.build(in: arena) }
            return c
        }
    }

    /// `danhba.sample.v1.Inner`
    public struct Inner: Message, Equatable {
        public static let fullName = "danhba.sample.v1.Inner"

        public var kind: SampleV1.Inner.Kind = .unspecified
        public var text: String = ""

        public init() {}

        public init(
            kind: SampleV1.Inner.Kind = .unspecified,
            text: String = ""
        ) {
            self.kind = kind
            self.text = text
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__sample__v1__inner__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Sample__V1__Inner>) throws {
            kind = SampleV1.Inner.Kind(c: c.pointee.kind)
            text = try Unpacking.string(c.pointee.text, "danhba.sample.v1.Inner.text")
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Sample__V1__Inner> {
            let c = arena.allocate(Danhba__Sample__V1__Inner.self)
            danhba__sample__v1__inner__init(c)
            c.pointee.kind = self.kind.c
            c.pointee.text = arena.string(self.text)
            return c
        }

        /// `danhba.sample.v1.Inner.Kind`
        ///
        /// A number that this version of the contract does not know is read as `unspecified`.
        public enum Kind: Int32, CaseIterable, Sendable {
            case unspecified = 0
            case `default` = 1
            case largeOne = 70000

            init(c: Danhba__Sample__V1__Inner__Kind) {
                self = Self(rawValue: Int32(truncatingIfNeeded: c.rawValue)) ?? .unspecified
            }

            var c: Danhba__Sample__V1__Inner__Kind { Danhba__Sample__V1__Inner__Kind(rawValue: UInt32(bitPattern: rawValue)) }
        }
    }

    /// Oneofs with one member and with several, and names that are words of Swift or C.
    public struct Choices: Message, Equatable {
        public static let fullName = "danhba.sample.v1.Choices"

        /// May be absent.
        public var name: String? = nil
        public var count: Int64? = nil
        public var inner: SampleV1.Inner? = nil
        public var data: [UInt8]? = nil
        public var kind: SampleV1.Inner.Kind? = nil
        public var flag: Bool? = nil
        /// One of these.
        public var target: Target? = nil
        public var `default`: String = ""
        public var `import`: Int32 = 0
        public var `class`: Int32 = 0
        public var parentID: Int64 = 0

        public init() {}

        public init(
            name: String? = nil,
            count: Int64? = nil,
            inner: SampleV1.Inner? = nil,
            data: [UInt8]? = nil,
            kind: SampleV1.Inner.Kind? = nil,
            flag: Bool? = nil,
            target: Target? = nil,
            `default`: String = "",
            `import`: Int32 = 0,
            `class`: Int32 = 0,
            parentID: Int64 = 0
        ) {
            self.name = name
            self.count = count
            self.inner = inner
            self.data = data
            self.kind = kind
            self.flag = flag
            self.target = target
            self.`default` = `default`
            self.`import` = `import`
            self.`class` = `class`
            self.parentID = parentID
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__sample__v1__choices__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Sample__V1__Choices>) throws {
            if c.pointee.name_x_case.rawValue == 1 {
                name = try Unpacking.string(c.pointee.name, "danhba.sample.v1.Choices.name")
            }
            if c.pointee.count_x_case.rawValue == 2 {
                count = c.pointee.count
            }
            if c.pointee.inner_x_case.rawValue == 3 {
                inner = try Unpacking.member(c.pointee.inner, "danhba.sample.v1.Choices.inner") { try SampleV1.Inner(c: $0) }
            }
            if c.pointee.data_x_case.rawValue == 4 {
                data = Unpacking.bytes(c.pointee.data)
            }
            if c.pointee.kind_x_case.rawValue == 5 {
                kind = SampleV1.Inner.Kind(c: c.pointee.kind)
            }
            if c.pointee.flag_x_case.rawValue == 6 {
                flag = c.pointee.flag != 0
            }
            switch c.pointee.target_case.rawValue {
            case 10: target = .raw(Unpacking.bytes(c.pointee.raw))
            case 11: target = .text(try Unpacking.string(c.pointee.text, "danhba.sample.v1.Choices.text"))
            case 12: target = .nested(try Unpacking.member(c.pointee.nested, "danhba.sample.v1.Choices.nested") { try SampleV1.Inner(c: $0) })
            case 13: target = .number(c.pointee.number)
            case 14: target = .yes(c.pointee.yes != 0)
            case 15: target = .sort(SampleV1.Inner.Kind(c: c.pointee.sort))
            default: target = nil
            }
            `default` = try Unpacking.string(c.pointee.default_, "danhba.sample.v1.Choices.default")
            `import` = c.pointee.import
            `class` = c.pointee.class_
            parentID = c.pointee.parent_id
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Sample__V1__Choices> {
            let c = arena.allocate(Danhba__Sample__V1__Choices.self)
            danhba__sample__v1__choices__init(c)
            if let value = self.name {
                c.pointee.name_x_case = Danhba__Sample__V1__Choices__NameXCase(rawValue: 1)
                c.pointee.name = arena.presentString(value)
            }
            if let value = self.count {
                c.pointee.count_x_case = Danhba__Sample__V1__Choices__CountXCase(rawValue: 2)
                c.pointee.count = value
            }
            if let value = self.inner {
                c.pointee.inner_x_case = Danhba__Sample__V1__Choices__InnerXCase(rawValue: 3)
                c.pointee.inner = value.build(in: arena)
            }
            if let value = self.data {
                c.pointee.data_x_case = Danhba__Sample__V1__Choices__DataXCase(rawValue: 4)
                c.pointee.data = arena.bytes(value)
            }
            if let value = self.kind {
                c.pointee.kind_x_case = Danhba__Sample__V1__Choices__KindXCase(rawValue: 5)
                c.pointee.kind = value.c
            }
            if let value = self.flag {
                c.pointee.flag_x_case = Danhba__Sample__V1__Choices__FlagXCase(rawValue: 6)
                c.pointee.flag = value ? 1 : 0
            }
            switch self.target {
            case .raw(let value):
                c.pointee.target_case = Danhba__Sample__V1__Choices__TargetCase(rawValue: 10)
                c.pointee.raw = arena.bytes(value)
            case .text(let value):
                c.pointee.target_case = Danhba__Sample__V1__Choices__TargetCase(rawValue: 11)
                c.pointee.text = arena.presentString(value)
            case .nested(let value):
                c.pointee.target_case = Danhba__Sample__V1__Choices__TargetCase(rawValue: 12)
                c.pointee.nested = value.build(in: arena)
            case .number(let value):
                c.pointee.target_case = Danhba__Sample__V1__Choices__TargetCase(rawValue: 13)
                c.pointee.number = value
            case .yes(let value):
                c.pointee.target_case = Danhba__Sample__V1__Choices__TargetCase(rawValue: 14)
                c.pointee.yes = value ? 1 : 0
            case .sort(let value):
                c.pointee.target_case = Danhba__Sample__V1__Choices__TargetCase(rawValue: 15)
                c.pointee.sort = value.c
            case nil: break
            }
            c.pointee.default_ = arena.string(self.`default`)
            c.pointee.import = self.`import`
            c.pointee.class_ = self.`class`
            c.pointee.parent_id = self.parentID
            return c
        }

        /// One of these.
        public enum Target: Equatable, Sendable {
            case raw([UInt8])
            case text(String)
            case nested(SampleV1.Inner)
            case number(Int64)
            case yes(Bool)
            case sort(SampleV1.Inner.Kind)
        }
    }

    /// `danhba.sample.v1.Many`
    public struct Many: Message, Equatable {
        public static let fullName = "danhba.sample.v1.Many"

        public var inners: [SampleV1.Inner] = []

        public init() {}

        public init(
            inners: [SampleV1.Inner] = []
        ) {
            self.inners = inners
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__sample__v1__many__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Sample__V1__Many>) throws {
            inners = try Unpacking.messages(c.pointee.n_inners, c.pointee.inners) { try SampleV1.Inner(c: $0) }
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Sample__V1__Many> {
            let c = arena.allocate(Danhba__Sample__V1__Many.self)
            danhba__sample__v1__many__init(c)
            (c.pointee.n_inners, c.pointee.inners) = arena.array(self.inners) { value, arena in value.build(in: arena) }
            return c
        }
    }
}

extension SampleV1 {
    /// The methods of `danhba.sample.v1.Sample`.
    public enum SampleMethods {
        /// The service with all its methods, in the order of the contract.
        public static let descriptor = ServiceDescriptor(
            name: "danhba.sample.v1.Sample", methods: [peek, read, write, ask, watch, upload, `repeat`],
            comment: "A contract for tests alone: every kind of field and of method that the generator knows.")

        /// Runs inline.
        public static let peek = MethodDescriptor(
            service: "danhba.sample.v1.Sample", name: "Peek",
            kind: .unary, execution: .inline, idempotency: .noSideEffects,
            access: .admin,
            inputType: "danhba.sample.v1.PeekRequest",
            outputType: "danhba.sample.v1.PeekResponse",
            comment: "Runs inline.")

        public static let read = MethodDescriptor(
            service: "danhba.sample.v1.Sample", name: "Read",
            kind: .unary, execution: .read, idempotency: .noSideEffects,
            access: .admin,
            defaultTimeout: .milliseconds(2500),
            inputType: "danhba.sample.v1.PeekRequest",
            outputType: "danhba.sample.v1.PeekResponse",
            comment: "")

        public static let write = MethodDescriptor(
            service: "danhba.sample.v1.Sample", name: "Write",
            kind: .unary, execution: .write, idempotency: .idempotent,
            access: .admin,
            inputType: "danhba.sample.v1.PeekRequest",
            outputType: "danhba.sample.v1.PeekResponse",
            comment: "")

        public static let ask = MethodDescriptor(
            service: "danhba.sample.v1.Sample", name: "Ask",
            kind: .unary, execution: .async, idempotency: .unknown,
            access: .admin,
            inputType: "danhba.sample.v1.PeekRequest",
            outputType: "danhba.sample.v1.PeekResponse",
            comment: "")

        /// Says "one\two", over two
        /// lines.
        public static let watch = MethodDescriptor(
            service: "danhba.sample.v1.Sample", name: "Watch",
            kind: .serverStreaming, execution: .stream, idempotency: .unknown,
            access: .admin,
            defaultTimeout: nil,
            inputType: "danhba.sample.v1.PeekRequest",
            outputType: "danhba.sample.v1.PeekResponse",
            comment: "Says \"one\\two\", over two\nlines.")

        public static let upload = MethodDescriptor(
            service: "danhba.sample.v1.Sample", name: "Upload",
            kind: .clientStreaming, execution: .stream, idempotency: .unknown,
            access: .admin,
            inputType: "danhba.sample.v1.PeekRequest",
            outputType: "danhba.sample.v1.PeekResponse",
            comment: "")

        public static let `repeat` = MethodDescriptor(
            service: "danhba.sample.v1.Sample", name: "Repeat",
            kind: .bidirectionalStreaming, execution: .stream, idempotency: .unknown,
            access: .admin,
            inputType: "danhba.sample.v1.PeekRequest",
            outputType: "danhba.sample.v1.PeekResponse",
            comment: "")
    }

    /// Calls `danhba.sample.v1.Sample` over a connection.
    public struct SampleClient: Sendable {
        public let connection: any Connection

        public init(_ connection: any Connection) { self.connection = connection }

        /// Runs inline.
        public func peek(_ request: SampleV1.PeekRequest, options: CallOptions = CallOptions()) async throws -> SampleV1.PeekResponse {
            try await connection.unary(SampleMethods.peek, request, options: options)
        }

        public func read(_ request: SampleV1.PeekRequest, options: CallOptions = CallOptions()) async throws -> SampleV1.PeekResponse {
            try await connection.unary(SampleMethods.read, request, options: options)
        }

        public func write(_ request: SampleV1.PeekRequest, options: CallOptions = CallOptions()) async throws -> SampleV1.PeekResponse {
            try await connection.unary(SampleMethods.write, request, options: options)
        }

        public func ask(_ request: SampleV1.PeekRequest, options: CallOptions = CallOptions()) async throws -> SampleV1.PeekResponse {
            try await connection.unary(SampleMethods.ask, request, options: options)
        }

        /// Says "one\two", over two
        /// lines.
        public func watch(_ request: SampleV1.PeekRequest, options: CallOptions = CallOptions()) async throws -> ResponseStream<SampleV1.PeekResponse> {
            try await connection.serverStream(SampleMethods.watch, request, options: options)
        }

        public func upload(options: CallOptions = CallOptions()) async throws -> RequestWriter<SampleV1.PeekRequest, SampleV1.PeekResponse> {
            try await connection.clientStream(SampleMethods.upload, options: options)
        }

        public func `repeat`(options: CallOptions = CallOptions()) async throws -> (requests: RequestWriter<SampleV1.PeekRequest, SampleV1.PeekResponse>, responses: ResponseStream<SampleV1.PeekResponse>) {
            try await connection.bidirectionalStream(SampleMethods.`repeat`, options: options)
        }
    }

    /// A contract for tests alone: every kind of field and of method that the generator knows.
    ///
    /// What a server of it implements; `Router.register(_:lanes:)` adds it to a server.
    public protocol SampleService: Sendable {
        /// What `inline` and `read` methods read through.
        associatedtype Reader
        /// What `write` methods write through.
        associatedtype Writer

        /// Runs inline.
        func peek(_ request: SampleV1.PeekRequest, _ reader: Reader, _ context: CallContext) throws -> SampleV1.PeekResponse

        func read(_ request: SampleV1.PeekRequest, _ reader: Reader, _ context: CallContext) throws -> Serialized<SampleV1.PeekResponse>

        func write(_ request: SampleV1.PeekRequest, _ writer: Writer, _ context: CallContext) throws -> SampleV1.PeekResponse

        func ask(_ request: SampleV1.PeekRequest, _ context: CallContext) async throws -> SampleV1.PeekResponse

        /// Says "one\two", over two
        /// lines.
        func watch(_ request: SampleV1.PeekRequest, _ responses: ResponseWriter<SampleV1.PeekResponse>, _ context: CallContext) async throws

        func upload(_ requests: RequestStream<SampleV1.PeekRequest>, _ context: CallContext) async throws -> SampleV1.PeekResponse

        func `repeat`(_ requests: RequestStream<SampleV1.PeekRequest>, _ responses: ResponseWriter<SampleV1.PeekResponse>, _ context: CallContext) async throws
    }
}

extension Router {
    /// Adds `danhba.sample.v1.Sample`, its methods run in `lanes`. A service may be added once.
    @inlinable
    public mutating func register<S: SampleV1.SampleService, L: ExecutionLanes<S.Reader, S.Writer>>(
        _ service: S, lanes: L
    ) {
        register(
            SampleV1.SampleMethods.descriptor,
            methods: [
                .inline(SampleV1.SampleMethods.peek, lanes) { (request: SampleV1.PeekRequest, reader, context) in
                    try service.peek(request, reader, context)
                },
                .read(SampleV1.SampleMethods.read, lanes) { (request: SampleV1.PeekRequest, reader, context) in
                    try service.read(request, reader, context)
                },
                .write(SampleV1.SampleMethods.write, lanes) { (request: SampleV1.PeekRequest, writer, context) in
                    try service.write(request, writer, context)
                },
                .async(SampleV1.SampleMethods.ask) { (request: SampleV1.PeekRequest, context) in
                    try await service.ask(request, context)
                },
                .serverStreaming(SampleV1.SampleMethods.watch) { (request: SampleV1.PeekRequest, responses, context) in
                    try await service.watch(request, responses, context)
                },
                .clientStreaming(SampleV1.SampleMethods.upload) { requests, context in
                    try await service.upload(requests, context)
                },
                .bidirectionalStreaming(SampleV1.SampleMethods.`repeat`) { requests, responses, context in
                    try await service.`repeat`(requests, responses, context)
                },
            ], lanes: lanes)
    }
}
