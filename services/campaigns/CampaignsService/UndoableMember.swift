import Contracts
import OperationUndo
import RPCCore
import Store

/// Members of customer lists, as an undo knows them.
enum UndoableMember: UndoableKind {
    typealias Record = CampaignsV1.ListMember

    static let entity = "list_member"

    /// A membership is there or not; nothing else about it is anybody's choice.
    enum Field: String, CaseIterable {
        case contactID = "contact_id"
    }

    /// The version in which the member came, went, or came back: that its contact was deleted or restored since, which
    /// hides or shows it, does not count.
    static func version(of member: Record, id: Int64, _ reader: ReadTransaction) throws -> Int64 {
        var bound = Int64.max
        while let change = try reader.changes(ofRecord: id, entity: entity, before: bound, limit: 1).first {
            if change.kind != .update { return change.version }
            bound = change.sequence
        }
        return member.version
    }

    static func isSame(_ field: Field, in left: Record, _ right: Record) -> Bool { left.contactID == right.contactID }

    static func set(_ field: Field, of member: inout Record, from other: Record) { member.contactID = other.contactID }

    /// A contact is in a list once.
    static func refusedFields(
        of member: Record, replacing current: Record?, id: Int64, _ reader: ReadTransaction
    ) throws -> [Field] {
        let present = try reader.memberID(member.contactID, in: member.listID)
        return present == nil || present == id ? [] : [.contactID]
    }

    static func live(_ id: Int64, _ reader: ReadTransaction) throws -> Record? { try reader.member(id) }

    /// The last image in the change log: a member leaves its list only by an undo.
    static func deleted(_ id: Int64, _ reader: ReadTransaction) throws -> Record? {
        guard let last = try reader.changes(ofRecord: id, entity: entity, limit: 1).first, last.kind == .delete else {
            return nil
        }
        return try Record(image: last.after)
    }

    static func store(_ member: Record?, over id: Int64, _ writer: WriteTransaction) throws {
        if let stored = try writer.member(id) {
            if member == nil { try writer.remove(stored) }
        } else if member != nil, let deleted = try deleted(id, writer) {
            try writer.restore(deleted)
        }
    }
}
