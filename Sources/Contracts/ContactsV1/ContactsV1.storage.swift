// swift-format-ignore-file
// Generated from danhba/contacts/v1/storage.proto by dev/proto.sh. Do not edit.

internal import CMessages
public import RPCCore

extension ContactsV1 {
    /// What becomes known of an imported contact only when it is written.
    ///
    /// Field by field a Contact of the same numbers: its bytes behind those of a contact without these values are the whole
    /// contact, because of two values of a field the last one counts. So the long part is serialised beforehand.
    public struct ContactStamp: Message, Equatable {
        public static let fullName = "danhba.contacts.v1.ContactStamp"

        public var id: Int64 = 0
        public var version: Int64 = 0
        /// 0: as before.
        public var companyID: Int64 = 0
        /// 0: as before.
        public var managerID: Int64 = 0
        public var createdAtMs: Int64 = 0
        public var updatedAtMs: Int64 = 0
        public var createdBy: String = ""

        public init() {}

        public init(
            id: Int64 = 0,
            version: Int64 = 0,
            companyID: Int64 = 0,
            managerID: Int64 = 0,
            createdAtMs: Int64 = 0,
            updatedAtMs: Int64 = 0,
            createdBy: String = ""
        ) {
            self.id = id
            self.version = version
            self.companyID = companyID
            self.managerID = managerID
            self.createdAtMs = createdAtMs
            self.updatedAtMs = updatedAtMs
            self.createdBy = createdBy
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__contacts__v1__contact_stamp__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Contacts__V1__ContactStamp>) throws {
            id = c.pointee.id
            version = c.pointee.version
            companyID = c.pointee.company_id
            managerID = c.pointee.manager_id
            createdAtMs = c.pointee.created_at_ms
            updatedAtMs = c.pointee.updated_at_ms
            createdBy = try Unpacking.string(c.pointee.created_by, "danhba.contacts.v1.ContactStamp.created_by")
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Contacts__V1__ContactStamp> {
            let c = arena.allocate(Danhba__Contacts__V1__ContactStamp.self)
            danhba__contacts__v1__contact_stamp__init(c)
            c.pointee.id = self.id
            c.pointee.version = self.version
            c.pointee.company_id = self.companyID
            c.pointee.manager_id = self.managerID
            c.pointee.created_at_ms = self.createdAtMs
            c.pointee.updated_at_ms = self.updatedAtMs
            c.pointee.created_by = arena.string(self.createdBy)
            return c
        }
    }
}
