import SwiftProtobufPluginLibrary

/// Writes one enum.
struct EnumWriter {
    private let type: EnumDescriptor

    init(_ type: EnumDescriptor) { self.type = type }

    func write(to source: inout SourceText) {
        source.documentation(type, otherwise: "`\(type.fullName)`")
        source.lines(["///", "/// A number that this version of the contract does not know is read as `unspecified`."])
        source.block("public enum \(type.name): Int32, CaseIterable, Sendable") { source in
            for value in type.values {
                source.documentation(value)
                source.line("case \(SwiftNames.enumCase(value)) = \(value.number)")
            }
            source.line()
            let cType = CNames.type(type.fullName)
            source.block("init(c: \(cType))") { source in
                source.line("self = Self(rawValue: Int32(truncatingIfNeeded: c.rawValue)) ?? .unspecified")
            }
            source.line()
            source.line("var c: \(cType) { \(cType)(rawValue: UInt32(bitPattern: rawValue)) }")
        }
    }
}
