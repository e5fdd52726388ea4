import Foundation
import SwiftProtobuf
import SwiftProtobufPluginLibrary

/// protoc runs it as a plug-in; `dev/proto.sh` also runs it as a filter over descriptor sets.
@main
struct Main {
    static func main() {
        guard let argument = CommandLine.arguments.dropFirst().first else {
            ContractGenerator().main([])
            return
        }
        do {
            let input = try FileDescriptorSet(serializedBytes: FileHandle.standardInput.readDataToEndOfFile())
            switch argument {
            case "--strip-for-c": FileHandle.standardOutput.write(try input.strippedForC().serializedBytes())
            case "--c-array": FileHandle.standardOutput.write(Data(try input.cSource().utf8))
            default: throw ContractError("unknown argument \(argument)")
            }
        } catch {
            FileHandle.standardError.write(Data("protoc-gen-danhba: \(error)\n".utf8))
            exit(1)
        }
    }
}
