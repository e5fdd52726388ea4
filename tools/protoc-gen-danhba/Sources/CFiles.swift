import SwiftProtobufPluginLibrary

/// The C files that tie protoc-c's output together.
enum CFiles {
    private static let mark = "/* Generated from all contracts by dev/proto.sh. Do not edit. */\n"

    static func umbrellaHeader(of files: [FileDescriptor]) -> String {
        let includes = files.map { "#include \"\(CNames.header($0))\"\n" }.joined()
        return mark + """
            #ifndef DANHBA_MESSAGES_H
            #define DANHBA_MESSAGES_H

            #include <stddef.h>
            #include <stdint.h>
            \(includes)
            /* The descriptors of all messages, those of nested messages included, in the order of the contracts.
               NULL past the end. */
            const ProtobufCMessageDescriptor *danhba_message_descriptor(size_t index);

            /* The contracts as a serialised google.protobuf.FileDescriptorSet, comments included. */
            extern const uint8_t *const danhba_file_descriptor_set;
            extern const size_t danhba_file_descriptor_set_size;

            #endif

            """
    }

    static func messageTable(of files: [FileDescriptor]) -> String {
        var names: [String] = []
        func collect(_ message: Descriptor) {
            names.append(message.fullName)
            message.messages.forEach(collect)
        }
        files.flatMap(\.messages).forEach(collect)
        let entries = names.map { "    &\(CNames.function($0))__descriptor,\n" }.joined()
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
