import SwiftProtobuf
import SwiftProtobufPluginLibrary

/// Writes one message: its properties, initialisers and both directions of marshalling.
struct MessageWriter {
    private let message: Descriptor
    private let properties: [Property]
    private let cType: String
    private let cPrefix: String

    init(_ message: Descriptor) {
        self.message = message
        properties = Property.all(of: message)
        cType = CNames.type(message.fullName)
        cPrefix = CNames.function(message.fullName)
    }

    func write(to source: inout SourceText) {
        source.documentation(message, otherwise: "`\(message.fullName)`")
        source.block("public struct \(message.name): Message, Equatable") { source in
            source.line("public static let fullName = \(message.fullName.quoted)")
            source.line()
            for property in properties { property.declare(in: &source) }
            if !properties.isEmpty { source.line() }
            writeInitialisers(to: &source)
            source.line()
            writeMarshalling(to: &source)
            writeNested(to: &source)
        }
    }

    private func writeInitialisers(to source: inout SourceText) {
        source.line("public init() {}")
        guard !properties.isEmpty else { return }
        source.line()
        source.line("public init(")
        source.indented { source in
            for (index, property) in properties.enumerated() {
                source.line(property.parameter + (index == properties.count - 1 ? "" : ","))
            }
        }
        source.block(")") { source in
            for property in properties { source.line("self.\(property.name) = \(property.name)") }
        }
    }

    private func writeMarshalling(to source: inout SourceText) {
        source.block("public init(deserializing bytes: UnsafeRawBufferPointer) throws") { source in
            source.line("self = try Unpacking.message(bytes, Self.fullName, \(cPrefix)__unpack) { try Self(c: $0) }")
        }
        source.line()
        source.block("public func serialize(into sink: inout some MessageSink)") { source in
            source.line("Packing.message(into: &sink) { arena in build(in: arena) }")
        }
        source.line()
        source.block("init(c: UnsafePointer<\(cType)>) throws") { source in
            for property in properties { property.read(in: &source) }
        }
        source.line()
        source.block("func build(in arena: borrowing Arena) -> UnsafeMutablePointer<\(cType)>") { source in
            source.line("let c = arena.allocate(\(cType).self)")
            source.line("\(cPrefix)__init(c)")
            for property in properties { property.write(in: &source) }
            source.line("return c")
        }
    }

    private func writeNested(to source: inout SourceText) {
        for property in properties {
            guard case .choice(let oneof) = property else { continue }
            source.line()
            OneofWriter(oneof).write(to: &source)
        }
        for type in message.enums {
            source.line()
            EnumWriter(type).write(to: &source)
        }
        for nested in message.messages {
            source.line()
            MessageWriter(nested).write(to: &source)
        }
    }
}

/// One stored property of a message.
enum Property {
    case field(FieldShape)
    /// A oneof with one member: an optional field.
    case optional(OneofDescriptor, FieldShape)
    /// A oneof with several members.
    case choice(OneofDescriptor)

    /// In the order of the contract; a oneof stands where its first member does.
    static func all(of message: Descriptor) -> [Property] {
        message.fields.compactMap { field in
            guard let oneof = field.containingOneof else { return .field(FieldShape(field)) }
            guard oneof.fields.first === field else { return nil }
            return oneof.fields.count == 1 ? .optional(oneof, FieldShape(field)) : .choice(oneof)
        }
    }

    var name: String {
        switch self {
        case .field(let shape), .optional(_, let shape): shape.name
        case .choice(let oneof): SwiftNames.property(oneof.name)
        }
    }

    private var typeAndDefault: String {
        switch self {
        case .field(let shape) where shape.defaultValue == "nil": shape.propertyType + " = nil"
        case .field(let shape): "\(shape.propertyType) = \(shape.defaultValue)"
        case .optional(_, let shape): shape.elementType + "? = nil"
        case .choice(let oneof): SwiftNames.oneofType(oneof) + "? = nil"
        }
    }

    var parameter: String { "\(name): \(typeAndDefault)" }

    func declare(in source: inout SourceText) {
        switch self {
        case .field(let shape), .optional(_, let shape): source.documentation(shape.field)
        case .choice(let oneof): source.documentation(oneof)
        }
        source.line("public var \(name): \(typeAndDefault)")
    }

    func read(in source: inout SourceText) {
        switch self {
        case .field(let shape): source.line("\(name) = \(shape.reading)")
        case .optional(let oneof, let shape):
            source.block("if c.pointee.\(CNames.oneofCase(oneof)).rawValue == \(shape.field.number)") { source in
                source.line("\(name) = \(shape.oneofReading)")
            }
        case .choice(let oneof):
            source.line("switch c.pointee.\(CNames.oneofCase(oneof)).rawValue {")
            for shape in oneof.fields.map(FieldShape.init) {
                source.line("case \(shape.field.number): \(name) = .\(shape.name)(\(shape.oneofReading))")
            }
            source.lines(["default: \(name) = nil", "}"])
        }
    }

    func write(in source: inout SourceText) {
        switch self {
        case .field(let shape): source.line(shape.writing("self." + name))
        case .optional(let oneof, let shape):
            source.block("if let value = self.\(name)") { source in
                source.lines([Self.setCase(of: oneof, to: shape.field), shape.oneofWriting("value")])
            }
        case .choice(let oneof):
            source.line("switch self.\(name) {")
            for shape in oneof.fields.map(FieldShape.init) {
                source.line("case .\(shape.name)(let value):")
                source.indented { $0.lines([Self.setCase(of: oneof, to: shape.field), shape.oneofWriting("value")]) }
            }
            source.lines(["case nil: break", "}"])
        }
    }

    private static func setCase(of oneof: OneofDescriptor, to field: FieldDescriptor) -> String {
        "c.pointee.\(CNames.oneofCase(oneof)) = \(CNames.oneofCaseType(oneof))(rawValue: \(field.number))"
    }
}

/// Writes the enum of a oneof with several members.
struct OneofWriter {
    private let oneof: OneofDescriptor

    init(_ oneof: OneofDescriptor) { self.oneof = oneof }

    func write(to source: inout SourceText) {
        source.documentation(oneof, otherwise: "The members of `\(oneof.fullName)`.")
        source.block("public enum \(SwiftNames.oneofType(oneof)): Equatable, Sendable") { source in
            for shape in oneof.fields.map(FieldShape.init) {
                source.documentation(shape.field)
                source.line("case \(shape.name)(\(shape.elementType))")
            }
        }
    }
}
