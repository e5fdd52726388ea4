internal import CMessages
import RPCCore
import Testing

@testable import Contracts

@Suite("The contracts as data")
struct SchemaTests {
    private let schema = SchemaBuilder.schema(of: [
        ContactsV1.ContactsMethods.descriptor, RPCV1.ChangesMethods.descriptor,
    ])

    @Test("No message type contains itself, because protobuf-c unpacks without a limit of depth")
    func noCycles() throws {
        func visit(_ descriptor: UnsafePointer<ProtobufCMessageDescriptor>, _ path: [String]) {
            let name = String(cString: descriptor.pointee.name)
            guard !path.contains(name) else {
                Issue.record("\((path + [name]).joined(separator: " → "))")
                return
            }
            for field in UnsafeBufferPointer(start: descriptor.pointee.fields, count: Int(descriptor.pointee.n_fields))
            where field.type == PROTOBUF_C_TYPE_MESSAGE {
                guard let inner = field.descriptor else { continue }
                visit(inner.assumingMemoryBound(to: ProtobufCMessageDescriptor.self), path + [name])
            }
        }
        for name in MessageTable.shared.fullNames { visit(try #require(MessageTable.shared[name]), []) }
    }

    @Test("The tables in C and in Swift list the same messages")
    func tables() {
        #expect(MessageTypes.all.map { $0.fullName }.sorted() == MessageTable.shared.fullNames)
        #expect(MessageTable.shared["danhba.contacts.v1.Contact"] != nil)
        #expect(MessageTable.shared["danhba.contacts.v1.Nothing"] == nil)
    }

    @Test("A service is described with its comment and its methods")
    func services() throws {
        #expect(schema.services.map(\.fullName) == ["danhba.contacts.v1.Contacts", "danhba.rpc.v1.Changes"])
        let changes = try #require(schema.services.last)
        #expect(changes.comment.hasPrefix("The change log"))
        let watch = try #require(changes.methods.first)
        #expect(watch.name == "Watch")
        #expect(watch.comment.contains("OUT_OF_RANGE when changes after `after` have been pruned"))
        #expect(watch.serverStreaming && !watch.clientStreaming)
        #expect(watch.noSideEffects && !watch.idempotent)
        #expect(watch.execution == .stream)
        #expect(watch.timeoutMs == 0)
        let contacts = try #require(schema.services.first)
        let bulk = try #require(contacts.methods.first { $0.name == "BulkWriteContacts" })
        #expect(bulk.idempotent && !bulk.noSideEffects)
        #expect(bulk.timeoutMs == 120_000)
        #expect(bulk.bulk && !watch.bulk)
        #expect(contacts.methods.first?.timeoutMs == 10_000)
    }

    @Test("Every message and enum that methods reach is described once, and what errors carry")
    func reachable() {
        let messages = schema.messages.map(\.fullName)
        let enums = schema.enums.map(\.fullName)
        #expect(Set(messages).count == messages.count)
        #expect(Set(enums).count == enums.count)
        let known = Set(messages + enums)
        for field in schema.messages.flatMap(\.fields) where !field.typeName.isEmpty {
            #expect(known.contains(field.typeName), "\(field.name)")
        }
        for name in ["danhba.contacts.v1.Phone", "danhba.rpc.v1.Change.Kind", "danhba.rpc.v1.ErrorInfo"] {
            #expect(known.contains(name))
        }
        #expect(!known.contains("danhba.companies.v1.Company"))
    }

    @Test("Fields carry their JSON name, number, type and whether they repeat")
    func fields() throws {
        let contact = try #require(schema.messages.first { $0.fullName == "danhba.contacts.v1.Contact" })
        #expect(contact.fields.first == RPCV1.FieldSchema(name: "id", jsonName: "id", number: 1, type: 3))
        #expect(
            contact.fields.contains(
                RPCV1.FieldSchema(
                    name: "phones", jsonName: "phones", number: 4, type: 11, repeatedField: true,
                    typeName: "danhba.contacts.v1.Phone")))
        #expect(
            contact.fields.contains(
                RPCV1.FieldSchema(name: "created_at_ms", jsonName: "createdAtMs", number: 20, type: 3)))
        let change = try #require(schema.messages.first { $0.fullName == "danhba.rpc.v1.Change" })
        #expect(
            change.fields.contains(
                RPCV1.FieldSchema(
                    name: "kind", jsonName: "kind", number: 6, type: 14, typeName: "danhba.rpc.v1.Change.Kind")))
        #expect(change.fields.contains { $0.name == "before" && $0.type == 12 })
    }

    @Test("Enums carry the contract's names and numbers")
    func enums() throws {
        let kind = try #require(schema.enums.first { $0.fullName == "danhba.rpc.v1.Change.Kind" })
        #expect(kind.values.first == RPCV1.EnumValueSchema(name: "KIND_UNSPECIFIED", number: 0))
        #expect(kind.values.contains(RPCV1.EnumValueSchema(name: "KIND_RESTORE", number: 4)))
    }

    @Test("The file descriptor set holds every contract with its comments")
    func fileDescriptorSet() throws {
        let text = String(decoding: SchemaBuilder.fileDescriptorSet, as: UTF8.self)
        for file in ["contacts/v1/contacts", "rpc/v1/health", "rpc/v1/options"] {
            #expect(text.contains("danhba/\(file).proto"))
        }
        #expect(text.contains("google/protobuf/descriptor.proto"))
        #expect(text.contains("The change log: what happened to a service's data"))
    }

    @Test("A method without a generated message is described without it")
    func unknownMessages() {
        let method = MethodDescriptor(
            service: "x.X", name: "Y", kind: .unary, execution: .inline, inputType: "x.In", outputType: "x.Out")
        let schema = SchemaBuilder.schema(of: [ServiceDescriptor(name: "x.X", methods: [method])])
        #expect(schema.services.first?.methods.first?.inputType == "x.In")
        #expect(!schema.messages.contains { $0.fullName.hasPrefix("x.") })
    }
}
