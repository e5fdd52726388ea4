import Contracts
import RPCCore
import Store
import TextNormalization

// The SQL of customer lists and their members. Ids are given in the order of creation, positions in that of adding.

extension ReadTransaction {
    private static let listColumns =
        "id, version, name, description, member_count, created_at_ms, updated_at_ms, created_by"

    /// A customer list.
    func customerList(_ id: Int64) throws -> CampaignsV1.CustomerList? {
        let select = try statement(dynamic: "SELECT \(Self.listColumns) FROM customer_list WHERE id = ?1")
        try select.bind(id, at: 1)
        return try select.step() ? customerList(in: select) : nil
    }

    /// The list of that name, in any case.
    func customerListID(named name: String) throws -> Int64? {
        let select = try statement("SELECT id FROM customer_list WHERE name_key = ?1")
        try select.bind(exactKey(name), at: 1)
        return try select.step() ? select.int64(at: 0) : nil
    }

    /// The lists below an id, newest first.
    func customerLists(before id: Int64, limit: Int64) throws -> [CampaignsV1.CustomerList] {
        let select = try statement(
            dynamic: "SELECT \(Self.listColumns) FROM customer_list WHERE id < ?1 ORDER BY id DESC LIMIT ?2")
        try select.bind(id, at: 1)
        try select.bind(limit, at: 2)
        var lists: [CampaignsV1.CustomerList] = []
        while try select.step() { lists.append(customerList(in: select)) }
        return lists
    }

    /// The live members of a list above a position, in order.
    func members(of listID: Int64, after position: Int64, limit: Int64) throws -> [CampaignsV1.ListMember] {
        let select = try statement(
            """
            SELECT id, version, list_id, contact_id, position, hidden, added_at_ms FROM list_member
            WHERE list_id = ?1 AND hidden = 0 AND position > ?2 ORDER BY position LIMIT ?3
            """)
        try select.bind(listID, at: 1)
        try select.bind(position, at: 2)
        try select.bind(limit, at: 3)
        return try members(in: select)
    }

    /// The contacts that are live members of a list, ascending, above one.
    func memberIDs(of listID: Int64, after contactID: Int64, limit: Int64) throws -> [Int64] {
        let select = try statement(
            """
            SELECT contact_id FROM list_member INDEXED BY list_member_contacts
            WHERE list_id = ?1 AND hidden = 0 AND contact_id > ?2 ORDER BY contact_id LIMIT ?3
            """)
        try select.bind(listID, at: 1)
        try select.bind(contactID, at: 2)
        try select.bind(limit, at: 3)
        var ids: [Int64] = []
        while try select.step() { ids.append(select.int64(at: 0)) }
        return ids
    }

    /// The memberships of a contact in all lists, those that are hidden or those that are not.
    func memberships(ofContact contactID: Int64, hidden: Bool) throws -> [CampaignsV1.ListMember] {
        let select = try statement(
            """
            SELECT id, version, list_id, contact_id, position, hidden, added_at_ms FROM list_member
            WHERE contact_id = ?1 AND hidden = ?2 ORDER BY id
            """)
        try select.bind(contactID, at: 1)
        try select.bind(Int64(hidden), at: 2)
        return try members(in: select)
    }

    /// A membership by its own id.
    func member(_ id: Int64) throws -> CampaignsV1.ListMember? {
        let select = try statement(
            "SELECT id, version, list_id, contact_id, position, hidden, added_at_ms FROM list_member WHERE id = ?1")
        try select.bind(id, at: 1)
        return try members(in: select).first
    }

    /// The membership of a contact in a list; nil when there is none.
    func memberID(_ contactID: Int64, in listID: Int64) throws -> Int64? {
        let select = try statement("SELECT id FROM list_member WHERE list_id = ?1 AND contact_id = ?2")
        try select.bind(listID, at: 1)
        try select.bind(contactID, at: 2)
        return try select.step() ? select.int64(at: 0) : nil
    }

    private func members(in select: borrowing Statement) throws -> [CampaignsV1.ListMember] {
        var members: [CampaignsV1.ListMember] = []
        while try select.step() {
            members.append(
                CampaignsV1.ListMember(
                    listID: select.int64(at: 2), contactID: select.int64(at: 3), position: select.int64(at: 4),
                    addedAtMs: select.int64(at: 6), id: select.int64(at: 0), version: select.int64(at: 1),
                    hidden: select.int64(at: 5) != 0))
        }
        return members
    }

    private func customerList(in row: borrowing Statement) -> CampaignsV1.CustomerList {
        CampaignsV1.CustomerList(
            id: row.int64(at: 0), version: row.int64(at: 1), name: row.text(at: 2), description: row.text(at: 3),
            memberCount: row.int64(at: 4), createdAtMs: row.int64(at: 5), updatedAtMs: row.int64(at: 6),
            createdBy: row.text(at: 7))
    }
}

extension WriteTransaction {
    private static let memberEntity = UndoableMember.entity

    /// Stores a list that has no id yet and whose name is free; returns it as stored.
    func insert(_ new: CampaignsV1.CustomerList) throws -> CampaignsV1.CustomerList {
        var list = new
        let newest = try statement("SELECT created_at_ms FROM customer_list ORDER BY id DESC LIMIT 1")
        // The clock may have been set back; the order of the lists is by time and by id at once.
        list.createdAtMs = max(now, try newest.step() ? newest.int64(at: 0) : 0)
        list.updatedAtMs = list.createdAtMs
        let insert = try statement(
            """
            INSERT INTO customer_list (version, name, name_key, description, created_at_ms, updated_at_ms, created_by)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
            """)
        try insert.bind(list.version, at: 1)
        try insert.bind(list.name, at: 2)
        try insert.bind(exactKey(list.name), at: 3)
        try insert.bind(list.description, at: 4)
        try insert.bind(list.createdAtMs, at: 5)
        try insert.bind(list.updatedAtMs, at: 6)
        try insert.bind(list.createdBy, at: 7)
        try insert.run()
        list.id = insert.lastInsertedRowID
        try record(
            .create, entity: "customer_list", id: list.id, version: list.version,
            imageType: CampaignsV1.CustomerList.fullName, before: nil, after: list.serializedBytes())
        return list
    }

    /// Adds contacts to a list, in order; `known` holds those that contacts knows.
    ///
    /// One that another call of the present operation added counts as added.
    func addMembers(_ contactIDs: [Int64], known: Set<Int64>, to listID: Int64) throws -> Addition {
        var addition = Addition()
        var position = try lastPosition(in: listID)
        var shownCount = 0
        var present: Set<Int64> = []
        for contactID in contactIDs {
            guard known.contains(contactID) else {
                addition.invalidIDs.append(contactID)
                continue
            }
            let isFirst = present.insert(contactID).inserted
            if let id = try memberID(contactID, in: listID) {
                if try !isFirst || sequences(ofRecord: id, entity: Self.memberEntity, operation: operationID).isEmpty {
                    addition.skippedIDs.append(contactID)
                } else {
                    addition.added += 1
                }
                continue
            }
            position += 1
            // A contact whose deletion has been taken in while it was being looked up comes in hidden.
            let member = CampaignsV1.ListMember(
                listID: listID, contactID: contactID, position: position, addedAtMs: now, version: 1,
                hidden: try isContactDeleted(contactID))
            try insert(member)
            addition.added += 1
            shownCount += member.hidden ? 0 : 1
        }
        try setCounts(of: listID, lastPosition: position, memberDifference: shownCount)
        return addition
    }

    /// Hides or shows the memberships of a contact in all lists.
    func setMembershipsHidden(_ hidden: Bool, ofContact contactID: Int64) throws {
        for before in try memberships(ofContact: contactID, hidden: !hidden) {
            var member = before
            member.version += 1
            member.hidden = hidden
            let update = try statement("UPDATE list_member SET version = ?1, hidden = ?2 WHERE id = ?3")
            try update.bind(member.version, at: 1)
            try update.bind(Int64(hidden), at: 2)
            try update.bind(member.id, at: 3)
            try update.run()
            try setCounts(of: member.listID, lastPosition: 0, memberDifference: hidden ? -1 : 1)
            try record(.update, before: before, after: member)
        }
    }

    private func lastPosition(in listID: Int64) throws -> Int64 {
        let select = try statement("SELECT last_position FROM customer_list WHERE id = ?1")
        try select.bind(listID, at: 1)
        return try select.step() ? select.int64(at: 0) : 0
    }

    /// Positions only grow: 0 leaves the last one as it is.
    private func setCounts(of listID: Int64, lastPosition: Int64, memberDifference: Int) throws {
        let update = try statement(
            """
            UPDATE customer_list SET last_position = max(last_position, ?1), member_count = member_count + ?2
            WHERE id = ?3
            """)
        try update.bind(lastPosition, at: 1)
        try update.bind(Int64(memberDifference), at: 2)
        try update.bind(listID, at: 3)
        try update.run()
    }

    /// Takes a member out of its list.
    func remove(_ before: CampaignsV1.ListMember) throws {
        let delete = try statement("DELETE FROM list_member WHERE id = ?1")
        try delete.bind(before.id, at: 1)
        try delete.run()
        if !before.hidden { try setCounts(of: before.listID, lastPosition: 0, memberDifference: -1) }
        var member = before
        member.version += 1
        try record(.delete, before: before, after: member)
    }

    /// Brings a member that was taken out back to its place, hidden when its contact is deleted by now.
    func restore(_ removed: CampaignsV1.ListMember) throws {
        var member = removed
        member.version += 1
        member.hidden = try isContactDeleted(member.contactID)
        try insertRow(member)
        if !member.hidden { try setCounts(of: member.listID, lastPosition: 0, memberDifference: 1) }
        try record(.restore, before: removed, after: member)
    }

    private func insert(_ new: CampaignsV1.ListMember) throws {
        var member = new
        member.id = try insertRow(member)
        try record(.create, before: nil, after: member)
    }

    /// Returns the id, which is a new one for a member that has none.
    @discardableResult
    private func insertRow(_ member: CampaignsV1.ListMember) throws -> Int64 {
        let insert = try statement(
            """
            INSERT INTO list_member (version, list_id, contact_id, position, hidden, added_at_ms, id)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
            """)
        try insert.bind(member.version, at: 1)
        try insert.bind(member.listID, at: 2)
        try insert.bind(member.contactID, at: 3)
        try insert.bind(member.position, at: 4)
        try insert.bind(Int64(member.hidden), at: 5)
        try insert.bind(member.addedAtMs, at: 6)
        try insert.bind(member.id == 0 ? nil : member.id, at: 7)
        try insert.run()
        return insert.lastInsertedRowID
    }

    private func record(_ kind: ChangeKind, before: CampaignsV1.ListMember?, after: CampaignsV1.ListMember) throws {
        try record(
            kind, entity: Self.memberEntity, id: after.id, version: after.version,
            imageType: CampaignsV1.ListMember.fullName, before: before?.serializedBytes(),
            after: after.serializedBytes())
    }
}
