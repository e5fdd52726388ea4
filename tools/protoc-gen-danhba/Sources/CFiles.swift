import SwiftProtobufPluginLibrary

/// The C files that tie protoc-c's output together.
enum CFiles {
    private static let mark = "/* Generated from all contracts by dev/proto.sh. Do not edit. */\n"

    static func umbrellaHeader(of files: [FileDescriptor], for output: Output) -> String {
        let includes = files.map { "#include \"\(CNames.header($0))\"\n" }.joined()
        let guardName = "DANHBA_\(output.cModule.uppercased())_H"
        return mark + """
            #ifndef \(guardName)
            #define \(guardName)

            #include <stddef.h>
            #include <stdint.h>
            \(includes)
            \(output.writesTables ? tables : "")#endif

            """
    }

    private static let tables = """
        /* The descriptors of all messages, those of nested messages included, in the order of the contracts.
           NULL past the end. */
        const ProtobufCMessageDescriptor *danhba_message_descriptor(size_t index);

        /* The contracts as a serialised google.protobuf.FileDescriptorSet, comments included. */
        extern const uint8_t *const danhba_file_descriptor_set;
        extern const size_t danhba_file_descriptor_set_size;


        """

    static func messageTable(of files: [FileDescriptor]) -> String {
        let messages = files.flatMap(\.messages).flatMap(\.withNested)
        let entries = messages.map { "    &\(CNames.function($0.fullName))__descriptor,\n" }.joined()
        return mark + """
            #include "CMessages.h"

            static const ProtobufCMessageDescriptor *const descriptors[] = {
            \(entries)};

            const ProtobufCMessageDescriptor *danhba_message_descriptor(size_t index)
            {
                return index < sizeof descriptors / sizeof descriptors[0] ? descriptors[index] : NULL;
            }

            """
    }
}
