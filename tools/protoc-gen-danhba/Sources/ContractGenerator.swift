import SwiftProtobuf
import SwiftProtobufPluginLibrary

/// Turns contracts into Swift values, stubs, service protocols and method tables, and into the C files that tie
/// protoc-c's output together.
struct ContractGenerator: CodeGenerator {
    /// Claims proto3 `optional` only so that `ContractRules` can refuse it with a message that says what to do.
    let supportedFeatures: [Google_Protobuf_Compiler_CodeGeneratorResponse.Feature] = [.proto3Optional]
    let customOptionExtensions: [any AnyMessageExtension] = MethodRules.extensions

    func generate(
        files: [FileDescriptor], parameter: any CodeGeneratorParameter, protoCompilerContext: any ProtoCompilerContext,
        generatorOutputs: any GeneratorOutputs
    ) throws {
        let output = try Output(parameter)
        let files = files.sorted { $0.name < $1.name }
        for file in files { try ContractRules.check(file) }
        for file in files where !file.messages.isEmpty || !file.enums.isEmpty || !file.services.isEmpty {
            try generatorOutputs.add(
                fileName: SwiftFile.path(of: file), contents: try SwiftFile.contents(of: file, for: output))
        }
        for package in Set(files.map(\.package)).sorted() {
            let namespace = SwiftNames.namespace(ofPackage: package)
            try generatorOutputs.add(
                fileName: "Contracts/\(namespace)/\(namespace).swift",
                contents: SwiftFile.namespace(namespace, package: package))
        }
        try generatorOutputs.add(
            fileName: "CMessages/include/\(output.cModule).h",
            contents: CFiles.umbrellaHeader(of: files, for: output))
        guard output.writesTables else { return }
        try generatorOutputs.add(
            fileName: "Contracts/Schema/OneofNames.swift", contents: SwiftFile.oneofNames(of: files))
        try generatorOutputs.add(
            fileName: "Contracts/Schema/MessageTypes.swift", contents: SwiftFile.messageTypes(of: files))
        try generatorOutputs.add(fileName: "CMessages/message_table.c", contents: CFiles.messageTable(of: files))
    }
}
