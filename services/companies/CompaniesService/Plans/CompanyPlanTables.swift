import BulkWriting
import Contracts
import CustomFields
import GRDB
import Logging
import RPCCore
import Store

/// The plans of imports of companies.
public enum CompanyPlans {
    /// Opens them beside the data of the service; somebody must run them.
    ///
    /// `now` is UTC in milliseconds. Throws as `Store`.
    public static func open(
        directory: String, logger: Logger, now: @escaping @Sendable () -> Int64 = SystemTime.milliseconds
    ) throws -> ImportPlans {
        try ImportPlans(schema: .companyPlans, directory: directory, logger: logger, now: now)
    }
}

extension StoreSchema {
    /// A plan has the tables of companies, so that the same code decides in it, and what only a plan has to know.
    static let companyPlans = StoreSchema(
        name: "company-plans",
        migrations: companies.migrations + [
            StoreSchema.Migration("plans.1") { db in try db.execute(sql: PlanTables.create) }
        ])
}

extension ReadTransaction {
    /// The highest id that a company ever had.
    func newestCompanyID() throws -> Int64 {
        let row = try statement("SELECT seq FROM sqlite_sequence WHERE name = 'company'")
        return try row.step() ? row.int64(at: 0) : 0
    }

    /// Those of some companies that are not here.
    func missingCompanies(_ ids: [Int64]) throws -> [Int64] {
        let row = try statement("SELECT 1 FROM company WHERE id = ?1")
        return try ids.filter { id in
            defer { row.reset() }
            try row.bind(id, at: 1)
            return try !row.step()
        }
    }
}

extension WriteTransaction {
    /// Begins a plan whose new companies come behind the newest one there is.
    func beginPlan(afterCompany newest: Int64) throws -> PlanState {
        let sequence = try statement("INSERT INTO sqlite_sequence (name, seq) VALUES ('company', ?1)")
        try sequence.bind(newest, at: 1)
        try sequence.run()
        return try beginPlan(firstID: newest + 1)
    }

    /// Adds companies as they are in the workspace, with all that they are matched by.
    ///
    /// Throws `planExpired` when one of them has a tax code by now that another one had when it was copied.
    func addCopies(_ companies: [CompaniesV1.Company], _ catalogue: FieldCatalogue) throws {
        for company in companies {
            if !company.taxCode.isEmpty, try companyID(taxCode: company.taxCode) != nil { throw RPCError.planExpired }
            try insertCopy(company, catalogue: catalogue)
        }
    }
}
