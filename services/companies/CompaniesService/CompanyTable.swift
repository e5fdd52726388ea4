import Contracts
import CustomFields
import RPCCore
import Store
import TextNormalization

// The SQL of companies. Ids are given in the order of creation, so "newest first" is by descending id.

extension ReadTransaction {
    private static let columns = """
        id, version, name, tax_code, description, phone, email, website, address, created_at_ms, updated_at_ms, \
        created_by, deleted_at_ms, custom
        """

    /// A live company.
    func company(_ id: Int64) throws -> CompaniesV1.Company? {
        try company(
            id, from: statement(dynamic: "SELECT \(Self.columns) FROM company WHERE id = ?1 AND deleted_at_ms = 0"))
    }

    /// A deleted company.
    func deletedCompany(_ id: Int64) throws -> CompaniesV1.Company? {
        try company(
            id, from: statement(dynamic: "SELECT \(Self.columns) FROM company WHERE id = ?1 AND deleted_at_ms > 0"))
    }

    private func company(_ id: Int64, from select: consuming Statement) throws -> CompaniesV1.Company? {
        try select.bind(id, at: 1)
        return try select.step() ? company(in: select) : nil
    }

    /// Whether a company is live.
    func hasCompany(_ id: Int64) throws -> Bool {
        let select = try statement("SELECT 1 FROM company WHERE id = ?1 AND deleted_at_ms = 0")
        try select.bind(id, at: 1)
        return try select.step()
    }

    /// A company as callers see it.
    func visible(_ company: CompaniesV1.Company) throws -> CompaniesV1.Company {
        var company = company
        var retired = RetiredKeys()
        try retired.hide(in: &company.custom, self)
        return company
    }

    /// The same for many.
    func visible(_ companies: [CompaniesV1.Company]) throws -> [CompaniesV1.Company] {
        var companies = companies
        var retired = RetiredKeys()
        for index in companies.indices { try retired.hide(in: &companies[index].custom, self) }
        return companies
    }

    /// The live company with a tax code.
    func companyID(taxCode: String) throws -> Int64? {
        let select = try statement(
            "SELECT id FROM company WHERE tax_code = ?1 AND tax_code <> '' AND deleted_at_ms = 0")
        try select.bind(taxCode, at: 1)
        return try select.step() ? select.int64(at: 0) : nil
    }

    /// The live companies with exactly this name, oldest first.
    func companyIDs(nameKey: String, limit: Int) throws -> [Int64] {
        let select = try statement(
            "SELECT id FROM company WHERE name_key = ?1 AND deleted_at_ms = 0 ORDER BY id LIMIT ?2")
        try select.bind(nameKey, at: 1)
        try select.bind(Int64(limit), at: 2)
        var ids: [Int64] = []
        while try select.step() { ids.append(select.int64(at: 0)) }
        return ids
    }

    /// The row of a job that created a company; 0 when none did.
    func creatingRow(ofCompany id: Int64, job: Int64) throws -> Int64 {
        let select = try statement("SELECT origin_row FROM company WHERE id = ?1 AND origin_job = ?2")
        try select.bind(id, at: 1)
        try select.bind(job, at: 2)
        return try select.step() ? select.int64(at: 0) : 0
    }

    private func company(in row: borrowing Statement) throws -> CompaniesV1.Company {
        let custom = try row.withBytes(at: 13) { bytes in
            bytes.isEmpty ? [] : try CompaniesV1.Company(deserializing: bytes).custom
        }
        return CompaniesV1.Company(
            id: row.int64(at: 0), version: row.int64(at: 1), name: row.text(at: 2), taxCode: row.text(at: 3),
            description: row.text(at: 4), phone: row.text(at: 5), email: row.text(at: 6), website: row.text(at: 7),
            address: row.text(at: 8), createdAtMs: row.int64(at: 9), updatedAtMs: row.int64(at: 10),
            createdBy: row.text(at: 11), deletedAtMs: row.int64(at: 12), custom: custom)
    }
}

/// The row of an import that created a company.
struct CompanyOrigin {
    /// See `bulk_job`.
    var job: Int64
    var row: Int64
}

extension WriteTransaction {
    /// Stores a company that has no id yet; returns it as stored.
    ///
    /// Its time is never before that of an older company, though the clock may have been set back: the order of the
    /// lists is the order of both ids and times. `catalogue` are the fields of now, where the caller has them.
    func insert(
        _ new: CompaniesV1.Company, origin: CompanyOrigin? = nil, catalogue: FieldCatalogue? = nil
    ) throws -> CompaniesV1.Company {
        var company = new
        company.version = 1
        company.createdAtMs = max(now, try newestCreation())
        company.updatedAtMs = company.createdAtMs
        company.id = try insertRow(company, origin: origin, catalogue: catalogue)
        try record(.create, before: nil, after: company)
        return company
    }

    /// Stores a live company as another store has it, without a change record.
    func insertCopy(_ company: CompaniesV1.Company, catalogue: FieldCatalogue) throws {
        _ = try insertRow(company, origin: nil, catalogue: catalogue)
    }

    /// Returns the id, which is a new one for a company that has none.
    private func insertRow(
        _ company: CompaniesV1.Company, origin: CompanyOrigin?, catalogue: FieldCatalogue?
    ) throws -> Int64 {
        let insert = try statement(
            """
            INSERT INTO company (version, name, name_key, name_words, tax_code, description, phone, email, website,
                address, custom, reach, updated_at_ms, created_at_ms, created_by, origin_job, origin_row, id)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)
            """)
        let words = SearchFolding.fold(company.name)
        try bind(company, words: words, to: insert)
        try insert.bind(company.createdAtMs, at: 14)
        try insert.bind(company.createdBy, at: 15)
        try insert.bind(origin?.job ?? 0, at: 16)
        try insert.bind(origin?.row ?? 0, at: 17)
        try insert.bind(company.id == 0 ? nil : company.id, at: 18)
        try insert.run()
        let id = insert.lastInsertedRowID
        try index(id, words: words)
        try index(id, reach: company.reach)
        try setIndex(from: [], to: company.custom, of: id, catalogue)
        return id
    }

    /// Stores a company's new values as its next version; returns it as stored.
    ///
    /// Without `isIndexed` somebody else takes care of what its custom values are found by. `catalogue` are the fields
    /// of now, where the caller has them.
    func update(
        _ before: CompaniesV1.Company, to after: CompaniesV1.Company, isIndexed: Bool = true,
        catalogue: FieldCatalogue? = nil
    ) throws -> CompaniesV1.Company {
        var company = after
        company.version = before.version + 1
        company.updatedAtMs = max(now, before.updatedAtMs)
        let update = try statement(dynamic: Self.setValues + " WHERE id = ?14")
        let words = SearchFolding.fold(company.name)
        if company.name != before.name {
            try forgetWords(of: company.id)
            try index(company.id, words: words)
        }
        if company.reach != before.reach {
            try forgetReach(of: company.id)
            try index(company.id, reach: company.reach)
        }
        try bind(company, words: words, to: update)
        try update.bind(company.id, at: 14)
        try update.run()
        if isIndexed { try setIndex(from: before.custom, to: company.custom, of: company.id, catalogue) }
        try record(.update, before: before, after: company)
        return company
    }

    /// Marks a live company as deleted.
    func delete(_ before: CompaniesV1.Company) throws {
        var company = before
        company.version += 1
        company.deletedAtMs = now
        try forgetWords(of: company.id)
        try forgetReach(of: company.id)
        let update = try statement("UPDATE company SET version = ?1, deleted_at_ms = ?2 WHERE id = ?3")
        try update.bind(company.version, at: 1)
        try update.bind(company.deletedAtMs, at: 2)
        try update.bind(company.id, at: 3)
        try update.run()
        try setIndex(from: company.custom, to: [], of: company.id)
        try record(.delete, before: before, after: company)
    }

    /// Brings a deleted company back, with the values of `company`.
    func restore(_ before: CompaniesV1.Company, as company: CompaniesV1.Company) throws {
        var company = company
        company.version = before.version + 1
        company.deletedAtMs = 0
        company.updatedAtMs = max(now, before.updatedAtMs)
        let update = try statement(dynamic: Self.setValues + ", deleted_at_ms = 0 WHERE id = ?14")
        let words = SearchFolding.fold(company.name)
        try bind(company, words: words, to: update)
        try update.bind(company.id, at: 14)
        try update.run()
        try index(company.id, words: words)
        try index(company.id, reach: company.reach)
        try setIndex(from: [], to: company.custom, of: company.id)
        try record(.restore, before: before, after: company)
    }

    /// The beginning of an update; see `bind`.
    private static let setValues = """
        UPDATE company SET version = ?1, name = ?2, name_key = ?3, name_words = ?4, tax_code = ?5, description = ?6, \
        phone = ?7, email = ?8, website = ?9, address = ?10, custom = ?11, reach = ?12, updated_at_ms = ?13
        """

    private func newestCreation() throws -> Int64 {
        let select = try statement("SELECT created_at_ms FROM company ORDER BY id DESC LIMIT 1")
        return try select.step() ? select.int64(at: 0) : 0
    }

    private func bind(_ company: CompaniesV1.Company, words: String, to write: borrowing Statement) throws {
        try write.bind(company.version, at: 1)
        try write.bind(company.name, at: 2)
        try write.bind(exactKey(company.name), at: 3)
        try write.bind(words, at: 4)
        try write.bind(company.taxCode, at: 5)
        try write.bind(company.description, at: 6)
        try write.bind(company.phone, at: 7)
        try write.bind(company.email, at: 8)
        try write.bind(company.website, at: 9)
        try write.bind(company.address, at: 10)
        let custom = company.custom.isEmpty ? [] : CompaniesV1.Company(custom: company.custom).serializedBytes()
        try write.bind(custom, at: 11)
        try write.bind(company.reach, at: 12)
        try write.bind(company.updatedAtMs, at: 13)
    }

    /// Changes the custom values that a company is found by; of one that has none the fields are not even asked for.
    private func setIndex(
        from before: [FieldsV1.CustomValue], to after: [FieldsV1.CustomValue], of id: Int64,
        _ known: FieldCatalogue? = nil
    ) throws {
        if before == after { return }
        let catalogue = try known ?? fieldCatalogue()
        try setIndex(from: catalogue.entries(of: before), to: catalogue.entries(of: after), of: id)
    }

    private func index(_ id: Int64, words: String) throws {
        let insert = try statement("INSERT INTO company_words (rowid, words) VALUES (?1, ?2)")
        try insert.bind(id, at: 1)
        try insert.bind(words, at: 2)
        try insert.run()
    }

    private func index(_ id: Int64, reach: String) throws {
        if reach.isEmpty { return }
        let insert = try statement("INSERT INTO company_reach (rowid, reach) VALUES (?1, ?2)")
        try insert.bind(id, at: 1)
        try insert.bind(reach, at: 2)
        try insert.run()
    }

    // A search index must be told what it had been given.

    private func forgetWords(of id: Int64) throws {
        let delete = try statement(
            """
            INSERT INTO company_words (company_words, rowid, words)
            SELECT 'delete', id, name_words FROM company WHERE id = ?1
            """)
        try delete.bind(id, at: 1)
        try delete.run()
    }

    private func forgetReach(of id: Int64) throws {
        let delete = try statement(
            """
            INSERT INTO company_reach (company_reach, rowid, reach)
            SELECT 'delete', id, reach FROM company WHERE id = ?1 AND reach <> ''
            """)
        try delete.bind(id, at: 1)
        try delete.run()
    }

    private func record(_ kind: ChangeKind, before: CompaniesV1.Company?, after: CompaniesV1.Company) throws {
        try record(
            kind, entity: "company", id: after.id, version: after.version,
            imageType: CompaniesV1.Company.fullName, before: before?.serializedBytes(),
            after: after.serializedBytes())
    }
}
