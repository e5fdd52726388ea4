import Contracts
import MessageJSON
import RPCCore

extension FuzzTarget {
    /// What can be read as a message can be written, read again and is the same; the rest is refused with a code.
    ///
    /// The first two bytes choose the type.
    static let messages = FuzzTarget(name: "messages", byteLimit: 8192) { bytes in
        var input = FuzzInput(bytes)
        try checkRoundTrip(messageType(&input), input.rest)
    }

    /// JSON that is accepted is a message, and says the same when it is written and read again.
    ///
    /// The first two bytes choose the type.
    static let json = FuzzTarget(name: "json", byteLimit: 4096) { bytes in
        var input = FuzzInput(bytes)
        let type = messageType(&input)
        guard schema.contains(type.fullName) else { return }
        try checkJSON(type, input.rest)
    }

    private static func messageType(_ input: inout FuzzInput) -> any Message.Type {
        let index = Int(input.byte()) << 8 | Int(input.byte())
        return MessageTypes.all[index % MessageTypes.all.count]
    }

    private static func checkRoundTrip<M: Message>(_ type: M.Type, _ bytes: UnsafeRawBufferPointer) throws {
        let message: M
        do {
            message = try M(deserializing: bytes)
        } catch let error as RPCError where [.invalidArgument, .resourceExhausted].contains(error.code) {
            return
        }
        let written = message.serializedBytes()
        // A negative 32-bit number may come in five bytes and is written in ten.
        try demand(
            written.count <= 2 * bytes.count, "\(M.fullName) grows from \(bytes.count) to \(written.count) bytes")
        let again = try written.withUnsafeBytes { try M(deserializing: $0) }
        try demand(again.serializedBytes() == written, "\(M.fullName) is written differently the second time")
        try demand(isEqual(again, message), "\(M.fullName) written and read again differs")
        guard schema.contains(M.fullName) else { return }
        let json = try written.withUnsafeBytes { try schema.json($0, of: M.fullName) }
        let back = try json.withUnsafeBytes { try schema.serialise(json: $0, as: M.fullName) }
        let fromJSON = try back.withUnsafeBytes { try M(deserializing: $0) }
        try demand(isEqual(fromJSON, message), "\(M.fullName) changes on its way through JSON")
    }

    private static func checkJSON<M: Message>(_ type: M.Type, _ text: UnsafeRawBufferPointer) throws {
        let bytes: [UInt8]
        do {
            bytes = try schema.serialise(json: text, as: M.fullName)
        } catch let error as RPCError where error.code == .invalidArgument {
            return
        }
        let message: M
        do {
            message = try bytes.withUnsafeBytes { try M(deserializing: $0) }
        } catch let error as RPCError where error.code == .resourceExhausted {
            return
        }
        let json = try bytes.withUnsafeBytes { try schema.json($0, of: M.fullName) }
        let back = try json.withUnsafeBytes { try schema.serialise(json: $0, as: M.fullName) }
        let again = try back.withUnsafeBytes { try M(deserializing: $0) }
        try demand(isEqual(again, message), "\(M.fullName) written as JSON and read again differs")
    }

    /// Also true for messages that hold NaN and are therefore not equal to themselves.
    private static func isEqual<M: Message>(_ left: M, _ right: M) -> Bool {
        left.serializedBytes() == right.serializedBytes()
    }

    private static let schema: MessageSchema = {
        var schema = MessageSchema()
        schema.add(
            SchemaBuilder.schema(of: [
                CampaignsV1.CampaignsMethods.descriptor, CompaniesV1.CompaniesMethods.descriptor,
                ContactsV1.ContactsMethods.descriptor, ImportsV1.ImportsMethods.descriptor,
                RPCV1.ChangesMethods.descriptor, RPCV1.DiagnosticsMethods.descriptor,
                RPCV1.HealthMethods.descriptor, RPCV1.ReflectionMethods.descriptor,
            ]))
        return schema
    }()
}
