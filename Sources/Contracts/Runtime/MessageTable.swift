internal import CMessages

/// The protobuf-c descriptors of all generated messages, by full name.
struct MessageTable: @unchecked Sendable {
    // Proof for @unchecked: the pointers are to constants of the program, and the table never changes.

    static let shared = MessageTable()

    private let descriptors: [String: UnsafePointer<ProtobufCMessageDescriptor>]

    private init() {
        var descriptors: [String: UnsafePointer<ProtobufCMessageDescriptor>] = [:]
        var index = 0
        while let descriptor = danhba_message_descriptor(index) {
            descriptors[String(cString: descriptor.pointee.name)] = descriptor
            index += 1
        }
        self.descriptors = descriptors
    }

    subscript(fullName: String) -> UnsafePointer<ProtobufCMessageDescriptor>? { descriptors[fullName] }

    /// Sorted.
    var fullNames: [String] { descriptors.keys.sorted() }
}
