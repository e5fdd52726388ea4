import SwiftProtobuf

typealias FileDescriptorSet = Google_Protobuf_FileDescriptorSet

extension FileDescriptorSet {
    /// The messages and enums alone: protoc-c understands neither options nor their import, and the C side has no use
    /// for services and comments.
    func strippedForC() -> FileDescriptorSet {
        var result = FileDescriptorSet()
        result.file = file.filter { !$0.isForeign }.map { file in
            var file = file
            file.extension = []
            file.service = []
            file.clearOptions()
            file.clearSourceCodeInfo()
            file.dependency.removeAll { $0.hasPrefix("google/") }
            file.publicDependency = []
            return file
        }
        return result
    }

    /// The set as a C array; comments are kept, but for those of files that are not this system's.
    func cSource() throws -> String {
        var set = self
        for index in set.file.indices where set.file[index].isForeign { set.file[index].clearSourceCodeInfo() }
        let bytes: [UInt8] = try set.serializedBytes()
        var text = "/* Generated from all contracts by dev/proto.sh. Do not edit. */\n#include \"CMessages.h\"\n\n"
        text += "static const uint8_t bytes[] = {\n"
        for start in stride(from: 0, to: bytes.count, by: 24) {
            let line = bytes[start..<min(start + 24, bytes.count)]
            text += line.map { "\($0)," }.joined() + "\n"
        }
        text += "};\n\nconst uint8_t *const danhba_file_descriptor_set = bytes;\n"
        return text + "const size_t danhba_file_descriptor_set_size = sizeof bytes;\n"
    }
}

extension Google_Protobuf_FileDescriptorProto {
    fileprivate var isForeign: Bool { name.hasPrefix("google/") }
}
