import Contracts
import PhoneNumbers
import RPCCore
import Store

// The SQL of campaign customers. Ids are given in the order of adding.

/// What is known of a contact that is to become a customer.
struct Candidate: Sendable, Equatable {
    var contactID: Int64
    var contactVersion: Int64
    var name: String
    /// The first number that can be dialled.
    var phone: PhoneNumber?
}

/// What became of the contacts of one request.
struct Addition: Sendable, Equatable {
    var added = 0
    /// Already there, in the order of the request.
    var skippedIDs: [Int64] = []
    /// Unknown, or without what is needed, in the order of the request.
    var invalidIDs: [Int64] = []
}

extension ReadTransaction {
    fileprivate static let customerColumns = """
        id, version, campaign_id, contact_id, name, e164, ext, base_status, paused, blocked, dnc, closed, added_at_ms
        """

    /// The customers of a campaign above an id, in the order of their adding.
    func customers(
        of campaignID: Int64, includingClosed: Bool, after id: Int64, limit: Int64
    ) throws -> [CampaignsV1.CampaignCustomer] {
        let source =
            includingClosed
            ? "campaign_customer INDEXED BY campaign_customer_in_order WHERE"
            : "campaign_customer INDEXED BY campaign_customer_open WHERE closed = 0 AND"
        let select = try statement(
            dynamic: """
                SELECT \(Self.customerColumns) FROM \(source) campaign_id = ?1 AND id > ?2 ORDER BY id LIMIT ?3
                """)
        try select.bind(campaignID, at: 1)
        try select.bind(id, at: 2)
        try select.bind(limit, at: 3)
        return try customers(in: select)
    }

    /// The customers of all campaigns that are one contact, those that are closed or those that are not.
    func customers(ofContact contactID: Int64, closed: Bool) throws -> [CampaignsV1.CampaignCustomer] {
        let select = try statement(
            dynamic: """
                SELECT \(Self.customerColumns) FROM campaign_customer WHERE contact_id = ?1 AND closed = ?2 ORDER BY id
                """)
        try select.bind(contactID, at: 1)
        try select.bind(Int64(closed), at: 2)
        return try customers(in: select)
    }

    fileprivate func hasCustomer(_ contactID: Int64, in campaignID: Int64) throws -> Bool {
        let select = try statement("SELECT 1 FROM campaign_customer WHERE campaign_id = ?1 AND contact_id = ?2 LIMIT 1")
        try select.bind(campaignID, at: 1)
        try select.bind(contactID, at: 2)
        return try select.step()
    }

    private func customers(in select: borrowing Statement) throws -> [CampaignsV1.CampaignCustomer] {
        var customers: [CampaignsV1.CampaignCustomer] = []
        while try select.step() { customers.append(customer(in: select)) }
        return customers
    }

    private func customer(in row: borrowing Statement) -> CampaignsV1.CampaignCustomer {
        let phone = PhoneNumber(e164: row.int64(at: 5), ext: row.int64(at: 6))
        var customer = CampaignsV1.CampaignCustomer(
            id: row.int64(at: 0), version: row.int64(at: 1), campaignID: row.int64(at: 2), contactID: row.int64(at: 3),
            name: row.text(at: 4), phoneNumber: max(0, phone.e164), phone: phone.e164 > 0 ? phone.text : "",
            closed: row.int64(at: 11) != 0,
            addedAtMs: row.int64(at: 12),
            baseStatus: CampaignsV1.CustomerStatus(rawValue: Int32(clamping: row.int64(at: 7))) ?? .unspecified,
            paused: row.int64(at: 8) != 0, blocked: row.int64(at: 9) != 0, dnc: row.int64(at: 10) != 0)
        customer.status = customer.shownStatus
        return customer
    }
}

extension WriteTransaction {
    /// Adds contacts to a campaign, in order; `candidates` holds those that contacts knows.
    func addCustomers(
        _ contactIDs: [Int64], from candidates: [Int64: Candidate], to campaignID: Int64
    ) throws -> Addition {
        var addition = Addition()
        var openCount = 0
        for contactID in contactIDs {
            guard let candidate = candidates[contactID], try !isContactErased(contactID) else {
                addition.invalidIDs.append(contactID)
                continue
            }
            if try hasCustomer(contactID, in: campaignID) {
                addition.skippedIDs.append(contactID)
            } else if let phone = candidate.phone {
                let customer = try insertCustomer(candidate, phone, campaignID)
                addition.added += 1
                openCount += customer.closed ? 0 : 1
            } else {
                addition.invalidIDs.append(contactID)
            }
        }
        try addToCustomerCount(of: campaignID, openCount)
        return addition
    }

    /// Closes or opens the customers that are a contact, in all campaigns.
    func setCustomersClosed(_ closed: Bool, ofContact contactID: Int64) throws {
        for before in try customers(ofContact: contactID, closed: !closed) {
            var customer = before
            customer.version += 1
            customer.closed = closed
            let update = try statement("UPDATE campaign_customer SET version = ?1, closed = ?2 WHERE id = ?3")
            try update.bind(customer.version, at: 1)
            try update.bind(Int64(closed), at: 2)
            try update.bind(customer.id, at: 3)
            try update.run()
            try addToCustomerCount(of: customer.campaignID, closed ? -1 : 1)
            try record(.update, before: before, after: customer)
        }
    }

    /// Erases the name and the number of the customers that are a contact, in all campaigns and in their history.
    ///
    /// In place of the number stands one that no telephone has.
    func eraseCustomers(ofContact contactID: Int64) throws {
        for before in try customers(ofContact: contactID, closed: true) where !before.name.isEmpty {
            var customer = before
            customer.version += 1
            customer.name = ""
            customer.phone = ""
            customer.phoneNumber = 0
            let update = try statement(
                "UPDATE campaign_customer SET version = ?1, name = '', e164 = -id, ext = 0 WHERE id = ?2")
            try update.bind(customer.version, at: 1)
            try update.bind(customer.id, at: 2)
            try update.run()
            try eraseImages(entity: Self.customerEntity, id: customer.id)
            try record(.erase, before: nil, after: customer)
        }
    }

    private static let customerEntity = "campaign_customer"

    /// A contact whose deletion has been taken in while it was being looked up comes in closed.
    private func insertCustomer(
        _ candidate: Candidate, _ phone: PhoneNumber, _ campaignID: Int64
    ) throws -> CampaignsV1.CampaignCustomer {
        var customer = CampaignsV1.CampaignCustomer(
            version: 1, campaignID: campaignID, contactID: candidate.contactID, name: candidate.name,
            phoneNumber: phone.e164, phone: phone.text, status: .notCalled,
            closed: try isContactDeleted(candidate.contactID), addedAtMs: now, baseStatus: .notCalled)
        let insert = try statement(
            """
            INSERT INTO campaign_customer
                (version, campaign_id, contact_id, name, e164, ext, base_status, closed, added_at_ms)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
            """)
        try insert.bind(customer.version, at: 1)
        try insert.bind(customer.campaignID, at: 2)
        try insert.bind(customer.contactID, at: 3)
        try insert.bind(customer.name, at: 4)
        try insert.bind(phone.e164, at: 5)
        try insert.bind(phone.ext, at: 6)
        try insert.bind(Int64(customer.baseStatus.rawValue), at: 7)
        try insert.bind(Int64(customer.closed), at: 8)
        try insert.bind(customer.addedAtMs, at: 9)
        try insert.run()
        customer.id = insert.lastInsertedRowID
        try record(.create, before: nil, after: customer)
        return customer
    }

    private func record(
        _ kind: ChangeKind, before: CampaignsV1.CampaignCustomer?, after: CampaignsV1.CampaignCustomer
    ) throws {
        try record(
            kind, entity: Self.customerEntity, id: after.id, version: after.version,
            imageType: CampaignsV1.CampaignCustomer.fullName, before: before?.serializedBytes(),
            after: after.serializedBytes())
    }
}
