import Contracts
import RPCCore
import Synchronization
import TestSupport
import Testing

@testable import ImportsService

/// Imports that are planned before they are started.
@Suite struct PlanImportTests {
    /// Rows that update, leave, create, update what was created, and are rejected by a cell, by a field and by the key.
    private static let rows = [
        ["Name", "Phone", "City", "Rating"],
        ["An", "84900000001", "Huế", ""], ["Bình", "84900000002", "", ""], ["Chi", "84900000003", "", ""],
        ["Chi", "84900000003", "Huế", ""], ["Dũng", "84900000004", "", "9"], ["", "84900000005", "", ""],
        ["Em", "", "", ""],
    ]
    private static let options = ImportsV1.ImportOptions(mode: .upsertOverwrite)
    private static let outcomes = ["UPDATED", "UNCHANGED", "CREATED", "UPDATED", "REJECTED", "REJECTED", "CREATED"]

    private func seed(_ harness: ImportsHarness) async throws {
        for (name, phone) in [("An", "+84900000001"), ("Bình", "+84900000002")] {
            _ = try await harness.contacts.createContact(.init(fields: .init(name: name, phones: [phone])))
        }
    }

    private static func outcomes(_ result: [UInt8]) throws -> [String] {
        try SampleFile.rows(of: result).dropFirst().map { $0[5] }
    }

    /// Runs a test with the file planned.
    private func withPlan(
        _ body: @escaping @Sendable (ImportsHarness, ImportsV1.Import) async throws -> Void
    ) async throws {
        let harness = try ImportsHarness { $0.chunkRows = 2 }
        try await seed(harness)
        try await harness.running {
            let job = try await harness.uploaded(SampleFile.csv(Self.rows))
            try await body(harness, try await harness.planned(job.id, Self.options))
        }
    }

    private func start(
        _ job: ImportsV1.Import, _ harness: ImportsHarness, _ drift: ContactsV1.PlanDrift = .strict
    ) async throws -> ImportsV1.Import {
        let request = ImportsV1.StartImportRequest(id: job.id, planHash: job.planHash, drift: drift)
        _ = try await harness.client.startImport(request)
        return try await harness.finished(job.id)
    }

    @Test("A plan says what the import then does, and changes nothing")
    func plan() async throws {
        try await withPlan { harness, job in
            #expect(job.state == .planned)
            #expect(job.counts == .init(created: 2, updated: 2, unchanged: 1, rejected: 2))
            #expect(job.planHash.count == 64)
            #expect(job.plannedAtMs > 0 && job.startedAtMs == 0)
            #expect(try await harness.allContacts().map(\.city) == ["", ""])
            let planned = try SampleFile.rows(of: await harness.result(job.id)).dropFirst()
            #expect(planned.map { $0[5] } == Self.outcomes.map { "WOULD_BE_" + $0 })
            #expect(planned.map { $0.count > 9 ? $0[9] : "" } == ["1", "2", "", "", "", "", ""])
            #expect(planned.allSatisfy { $0[8].hasPrefix("Planned, not done.") })

            let again = try await harness.planned(job.id, Self.options)
            #expect(again.planHash == job.planHash)
            let done = try await start(again, harness)
            #expect(done.state == .completedWithErrors)
            #expect(done.counts == job.counts)
            #expect(done.codes == job.codes)
            #expect(try await Self.outcomes(harness.result(job.id)) == Self.outcomes)
            #expect(try await harness.allContacts().map(\.city) == ["Huế", "", "Huế", ""])
        }
    }

    @Test("Other options make another plan")
    func options() async throws {
        try await withPlan { harness, job in
            let other = try await harness.planned(job.id, .init(mode: .createNew))
            #expect(other.counts == .init(created: 2, skipped: 3, rejected: 2))
            #expect(other.planHash != job.planHash)
        }
    }

    @Test("A plan is carried out only as it was made")
    func refusals() async throws {
        try await withPlan { harness, job in
            let id = job.id
            for request in [
                ImportsV1.StartImportRequest(id: id),
                ImportsV1.StartImportRequest(id: id, planHash: String(repeating: "0", count: 64)),
                ImportsV1.StartImportRequest(id: id, options: .init(mode: .createAll), planHash: job.planHash),
            ] {
                let error = await rpcError { _ = try await harness.client.startImport(request) }
                #expect(error?.code == .failedPrecondition)
            }
            let request = ImportsV1.StartImportRequest(id: id, options: Self.options, planHash: job.planHash)
            let started = try await harness.client.startImport(request).import.required()
            #expect(started.state != .planned)
            _ = try await harness.client.startImport(request)
            _ = try await harness.finished(id)
        }
    }

    @Test("A strict import writes nothing when anything has changed, whichever service knows of it", arguments: [0, 1])
    func strict(change: Int) async throws {
        let harness = try ImportsHarness { $0.chunkRows = 1 }
        try await seed(harness)
        try await harness.agent("a@example.com")
        try await harness.running {
            let rows = [
                ["Name", "Phone", "Manager"], ["An", "84900000001", ""], ["Chi", "84900000003", "a@example.com"],
            ]
            let uploaded = try await harness.uploaded(SampleFile.csv(rows))
            let job = try await harness.planned(uploaded.id, .init(mode: .upsertOverwrite))
            if change == 0 {
                _ = try await harness.contacts.createContact(.init(fields: .init(name: "Ch", phones: ["+84900000003"])))
            } else {
                _ = try await harness.contacts.updateAgent(.init(id: 1, updateMask: ["active"], active: false))
            }
            let before = try await harness.allContacts()
            let done = try await start(job, harness)
            #expect(done.state == .failed)
            #expect(done.errorNumber == 4001)
            #expect(done.errorMessage.hasPrefix("Row 3 "))
            #expect(done.counts == .init(notReached: 2))
            #expect(try await harness.allContacts() == before)
        }
    }

    @Test("A company that the rows name counts: another one of that name is a drift, one that the import makes is none")
    func companyReferences() async throws {
        let harness = try ImportsHarness(hasCompanies: true) { $0.chunkRows = 1 }
        try await harness.running {
            let known = try await harness.companiesClient.createCompany(
                .init(fields: .init(name: "An Bình"))
            ).company.required()
            let rows = [
                ["Name", "Phone", "Company"], ["An", "84900000001", "Sao Mai"], ["Bình", "84900000002", "An Bình"],
                ["Chi", "84900000003", "Sao Mai"],
            ]
            let options = ImportsV1.ImportOptions(mode: .upsertOverwrite, createMissingCompanies: true)
            let uploaded = try await harness.uploaded(SampleFile.csv(rows))
            let job = try await harness.planned(uploaded.id, options)
            let other = try await harness.uploaded(SampleFile.csv(rows + [["", "84900000003", ""]]))
            let second = try await harness.planned(other.id, options)
            #expect(try await start(job, harness).counts == .init(created: 3))
            let companies = try await harness.allContacts().map(\.companyID)
            #expect(companies == [2, 1, 2])
            // As nothing but the companies would differ, the contacts go.
            for contact in try await harness.allContacts() {
                _ = try await harness.contacts.deleteContact(.init(id: contact.id))
            }
            _ = try await harness.companiesClient.deleteCompany(.init(id: known.id))
            _ = try await harness.companiesClient.createCompany(.init(fields: .init(name: "An Bình")))
            let done = try await start(second, harness)
            #expect(done.errorNumber == 4001)
            #expect(done.errorMessage.hasPrefix("Row 3 "))
        }
    }

    @Test("A lenient import writes what has changed by the rules of now, and says so", arguments: [0, 1])
    func lenient(change: Int) async throws {
        let harness = try ImportsHarness()
        try await seed(harness)
        try await harness.agent("a@example.com")
        try await harness.running {
            let rows = [
                ["Name", "Phone", "Manager"], ["An", "84900000001", ""], ["Chi", "84900000003", "a@example.com"],
            ]
            let uploaded = try await harness.uploaded(SampleFile.csv(rows))
            let job = try await harness.planned(uploaded.id, .init(mode: .upsertOverwrite))
            if change == 0 {
                _ = try await harness.contacts.createContact(.init(fields: .init(name: "Ch", phones: ["+84900000003"])))
            } else {
                _ = try await harness.contacts.updateAgent(.init(id: 1, updateMask: ["active"], active: false))
            }
            let done = try await start(job, harness, .lenient)
            #expect(done.codes.filter { $0.number == 4001 }.map(\.rows) == [1])
            #expect(done.counts == (change == 0 ? .init(updated: 1, unchanged: 1) : .init(unchanged: 1, rejected: 1)))
        }
    }

    @Test("A process that ends while it plans plans anew, and tells the same", arguments: 0..<3)
    func restart(killedAt chunk: Int) async throws {
        let calm = try ImportsHarness { $0.chunkRows = 2 }
        try await seed(calm)
        let expected = try await calm.running {
            try await calm.planned(calm.uploaded(SampleFile.csv(Self.rows)).id, Self.options)
        }
        let harness = try ImportsHarness { $0.chunkRows = 2 }
        try await seed(harness)
        let stuck = Event()
        harness.contactsFaults.onCall { method, count in
            guard method == "BulkWriteContacts", count >= chunk else { return nil }
            stuck.fire()
            return .answerLost
        }
        let id = try await harness.running {
            let job = try await harness.uploaded(SampleFile.csv(Self.rows))
            _ = try await harness.client.planImport(.init(id: job.id, options: Self.options))
            await stuck.wait()
            return job.id
        }
        #expect(try await harness.job(id).state == .planning)
        harness.contactsFaults.onCall { _, _ in nil }
        let again = ImportsHarness(restarting: harness)
        let job = try await again.running { try await again.whenPlanned(id) }
        #expect(job.counts == expected.counts)
        #expect(job.planHash == expected.planHash)
    }

    @Test("A plan that contacts had to forget meanwhile is made anew")
    func erasure() async throws {
        let harness = try ImportsHarness { $0.chunkRows = 2 }
        try await seed(harness)
        let erased = try await harness.contacts.createContact(.init(fields: .init(name: "Mai"))).contact.required()
        let isErased = Mutex(false)
        harness.contactsFaults.onCall { method, count in
            // Between the first chunk and the second one, which is sent until it arrives.
            guard method == "BulkWriteContacts", count > 0 else { return nil }
            return isErased.withLock { $0 } ? nil : .refused
        }
        try await harness.running {
            let job = try await harness.uploaded(SampleFile.csv(Self.rows))
            _ = try await harness.client.planImport(.init(id: job.id, options: Self.options))
            while harness.contactsFaults.callCount("BulkWriteContacts") < 2 { await Task.yield() }
            try await harness.erase(erased.id)
            isErased.withLock { $0 = true }
            let planned = try await harness.whenPlanned(job.id)
            #expect(planned.state == .planned)
            #expect(planned.counts == .init(created: 2, updated: 2, unchanged: 1, rejected: 2))
        }
    }

    @Test("A plan can be cancelled while it is made and when it is there")
    func cancel() async throws {
        try await withPlan { harness, job in
            let cancelled = try await harness.client.cancelImport(.init(id: job.id)).import.required()
            #expect(cancelled.state == .cancelled)
            #expect(cancelled.counts == .init())
            harness.contactsFaults.onCall { method, _ in method == "BulkWriteContacts" ? .refused : nil }
            let other = try await harness.uploaded(SampleFile.csv(Self.rows))
            _ = try await harness.client.planImport(.init(id: other.id, options: Self.options))
            _ = try await harness.client.cancelImport(.init(id: other.id))
            let ended = try await harness.finished(other.id)
            #expect(ended.state == .cancelled)
            #expect(ended.counts == .init())
        }
    }

    @Test("What cannot be planned can be planned otherwise, and says why until then")
    func refused() async throws {
        let harness = try ImportsHarness { $0.chunkRows = 2 }
        try await harness.running {
            let job = try await harness.uploaded(SampleFile.csv(Self.rows))
            let fault = FaultyConnection.Fault.failed(RPCError(.failedPrecondition, "no more"))
            harness.contactsFaults.onCall { method, count in
                method == "BulkWriteContacts" && count == 1 ? fault : nil
            }
            let refused = try await harness.planned(job.id, Self.options)
            #expect(refused.state == .uploaded && refused.finishedAtMs == 0)
            #expect(refused.errorMessage == "no more")
            #expect(refused.counts == .init() && refused.planHash.isEmpty)
            #expect(try await harness.job(job.id).errorMessage == "no more")
            harness.contactsFaults.onCall { _, _ in nil }
            let planned = try await harness.planned(job.id, .init(mode: .createNew))
            #expect(planned.state == .planned && planned.errorNumber == 0)
            #expect(try await start(planned, harness).state == .completedWithErrors)
        }
    }

    @Test("A fault of the file lets it be planned again, and cancelled")
    func fileFault() async throws {
        let harness = try ImportsHarness()
        try await harness.running {
            let rows = (0..<200).map { "N\($0),\(84_900_000_000 + $0)" }
            let text = (["Name,Phone"] + rows + ["\"not closed,"]).joined(separator: "\n")
            let job = try await harness.uploaded(Array(text.utf8))
            for _ in 0..<2 {
                let refused = try await harness.planned(job.id, Self.options)
                #expect(refused.state == .uploaded && refused.errorNumber == 1004)
            }
            let cancelled = try await harness.client.cancelImport(.init(id: job.id)).import.required()
            #expect(cancelled.state == .cancelled)
        }
    }

    @Test("What a run survives a plan survives: services that are busy, and away for a while")
    func patience() async throws {
        let harness = try ImportsHarness { $0.chunkRows = 2 }
        try await seed(harness)
        harness.contactsFaults.onCall { method, count in
            switch (method, count) {
            case ("BulkWriteContacts", 0): .failed(RPCError(.resourceExhausted, "busy"))
            case ("BulkWriteContacts", 1), ("BulkWriteContacts", 4): .refused
            case ("BulkWriteContacts", 3): .answerLost
            case ("FinishBulkWrite", 0): .failed(RPCError(.deadlineExceeded, "late"))
            default: nil
            }
        }
        try await harness.running {
            let job = try await harness.uploaded(SampleFile.csv(Self.rows))
            let planned = try await harness.planned(job.id, Self.options)
            #expect(planned.state == .planned && planned.errorNumber == 0)
            #expect(planned.counts == .init(created: 2, updated: 2, unchanged: 1, rejected: 2))
        }
    }

    @Test("A plan is carried out for 24 hours and not longer")
    func expired() async throws {
        let clock = ManualClock()
        let harness = try ImportsHarness({ $0.chunkRows = 2 }, now: { clock.now })
        try await seed(harness)
        try await harness.running {
            let uploaded = try await harness.uploaded(SampleFile.csv(Self.rows))
            let job = try await harness.planned(uploaded.id, Self.options)
            clock.advance(by: 24 * 3_600_000)
            let error = await rpcError { _ = try await start(job, harness) }
            #expect(error?.code == .failedPrecondition)
            #expect(error?.detail(RPCV1.ErrorInfo.self)?.number == 4002)
            let again = try await harness.planned(job.id, Self.options)
            #expect(again.planHash == job.planHash)
            clock.advance(by: 24 * 3_600_000 - 1)
            #expect(try await start(again, harness).state == .completedWithErrors)
        }
    }

    @Test("Every row of a plan and of the import is explained")
    func explain() async throws {
        try await withPlan { harness, job in
            let rules = [
                "Every value of the row that is not blank goes into the oldest match.",
                "Every value of the row goes into the oldest match, which has all of them already.",
                "No contact matches, so one is created.",
                "Every value of the row that is not blank goes into the oldest match.",
                "The cells are read before anything is matched; a wrong one rejects its row.",
                "The contact that the row would make or change may not be stored like that.",
                "No contact matches, so one is created.",
            ]
            for isPlanned in [true, false] {
                if !isPlanned { _ = try await start(job, harness) }
                var rows: [ImportsV1.ExplainRowResponse] = []
                for row in 2...8 {
                    rows.append(try await harness.client.explainRow(.init(id: job.id, row: Int64(row))))
                }
                #expect(rows.map(\.outcome) == Self.outcomes)
                #expect(rows.map(\.rule) == rules)
                #expect(rows.allSatisfy { $0.planned == isPlanned })
                #expect(rows.map(\.recordID) == (isPlanned ? [1, 2, 0, 0, 0, 0, 0] : [1, 2, 3, 3, 0, 0, 4]))
                let huế = ContactsV1.FieldChange(field: "city", before: [], after: ["Huế"])
                #expect(rows[0].changes == [.init(recordID: 1, fields: [huế])])
                #expect(rows[0].matches == [.init(contactID: 1, field: "phones", value: "+84900000001")])
                #expect(rows[1].changes.isEmpty && rows[1].matches.count == 1)
                #expect(
                    rows[2].changes.map(\.fields) == [
                        [.init(field: "name", after: ["Chi"]), .init(field: "phones", after: ["+84900000003"])]
                    ])
                #expect(rows[3].changes == [.init(recordID: isPlanned ? 0 : 3, fields: [huế])])
                #expect(rows[3].matches.map(\.contactID) == [isPlanned ? 0 : 3])
                #expect(rows[4].reasons.map(\.number) == [2037])
                #expect(rows[5].reasons.map(\.number) == [2001])
                #expect(rows[6].reasons.map(\.name) == ["NO_KEY"])
            }
            let error = await rpcError { _ = try await harness.client.explainRow(.init(id: job.id, row: 9)) }
            #expect(error?.code == .notFound)
        }
    }

    @Test("Companies are planned, started as planned, and explained as contacts are", arguments: [false, true])
    func companies(hasDrifted: Bool) async throws {
        let harness = try ImportsHarness(hasCompanies: true) { $0.chunkRows = 2 }
        try await harness.running {
            for (name, code) in [("An", "01"), ("Bình", "02")] {
                _ = try await harness.companiesClient.createCompany(.init(fields: .init(name: name, taxCode: code)))
            }
            let rows = [
                ["Name", "Tax code", "Address"], ["An", "01", "Huế"], ["Bình", "02", ""], ["Chi", "03", ""],
                ["", "03", "Huế"], ["Dũng", "0?", ""],
            ]
            let uploaded = try await harness.uploaded(SampleFile.csv(rows))
            let job = try await harness.planned(uploaded.id, .init(mode: .upsertOverwrite, kind: .companies))
            #expect(job.state == .planned)
            #expect(job.counts == .init(created: 1, updated: 2, unchanged: 1, rejected: 1))
            let planned = try await harness.client.explainRow(.init(id: job.id, row: 5))
            #expect(planned.planned && planned.recordID == 0)
            #expect(planned.changes == [.init(fields: [.init(field: "address", after: ["Huế"])])])
            #expect(planned.matches == [.init(field: "tax_code", value: "03")])
            #expect(try await harness.allCompanies().count == 2)
            if hasDrifted {
                _ = try await harness.companiesClient.createCompany(.init(fields: .init(name: "Em", taxCode: "03")))
                let done = try await start(job, harness)
                #expect(done.errorNumber == 4001 && done.errorMessage.hasPrefix("Row 4 "))
                #expect(done.counts == .init(notReached: 5))
                return
            }
            let done = try await start(job, harness)
            #expect(done.counts == job.counts)
            #expect(try await harness.allCompanies().map(\.address) == ["Huế", "", "Huế"])
            let row = try await harness.client.explainRow(.init(id: job.id, row: 4))
            #expect(row.rule == "No company matches, so one is created.")
            #expect(row.recordID == 3 && row.changes.map(\.recordID) == [3])
            let wrong = try await harness.client.explainRow(.init(id: job.id, row: 6))
            #expect(wrong.reasons.map(\.name) == ["TAX_CODE_INVALID"])
        }
    }

    @Test("Each record that a row for all of its matches changed is explained, up to a hundred")
    func explainAll() async throws {
        let harness = try ImportsHarness()
        for number in 1...103 {
            _ = try await harness.contacts.createContact(
                .init(
                    fields: .init(name: "C\(number)", phones: ["+84900000001"], city: number == 2 ? "Huế" : ""),
                    allowDuplicate: true))
        }
        try await harness.running {
            let rows = [["Name", "Phone", "City"], ["", "84900000001", "Huế"], ["", "84900000001", "Vinh"]]
            let uploaded = try await harness.uploaded(SampleFile.csv(rows))
            let job = try await harness.planned(
                uploaded.id, .init(mode: .updateFill, matchTarget: .all))
            for isPlanned in [true, false] {
                if !isPlanned { _ = try await start(job, harness) }
                let row = try await harness.client.explainRow(.init(id: job.id, row: 2))
                #expect(row.outcome == "UPDATED")
                #expect(row.changes.map(\.recordID) == [1] + (3...101))
                #expect(row.changes.allSatisfy { $0.fields == [.init(field: "city", after: ["Huế"])] })
                #expect(row.moreChanged == 2)
                #expect(row.matches.map(\.contactID) == Array(1...101))
                let other = try await harness.client.explainRow(.init(id: job.id, row: 3))
                #expect(other.outcome == "UNCHANGED" && other.changes.isEmpty)
            }
        }
    }
}

extension ImportsHarness {
    /// Plans an uploaded file; the job when it is planned, or over.
    func planned(_ id: Int64, _ options: ImportsV1.ImportOptions) async throws -> ImportsV1.Import {
        _ = try await client.planImport(.init(id: id, options: options))
        return try await whenPlanned(id)
    }

    func whenPlanned(_ id: Int64) async throws -> ImportsV1.Import {
        var last: ImportsV1.Import?
        for try await response in try await client.watchImport(.init(id: id)) {
            last = response.import
            if last?.state == .planned || last?.state == .uploaded { break }
        }
        return try last.required()
    }
}
