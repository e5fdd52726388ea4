import Contracts
import RPCCore
import ServiceRuntime

/// Makes the digests by which a row's decision is compared with the one that was planned.
public struct RowDigester: Sendable {
    /// Records from this id on did not exist when the plan began; their ids may be others when it is carried out.
    private let firstPlannedID: Int64

    /// `firstPlannedID` is the plan's.
    public init(firstPlannedID: Int64) { self.firstPlannedID = firstPlannedID }

    /// Odd, so that it differs from what imports says of rows that it does not send.
    ///
    /// - Parameters:
    ///   - versions: Of the records that the row is for, after it.
    ///   - references: What the row writes that its cells alone do not say, such as records that they stand for.
    public func digest(of result: some RowAnswer, versions: [Int64], references: [Int64] = []) -> UInt64 {
        var hash = StableHash()
        hash.combine(Int64(result.outcome.rawValue))
        hash.combine(known(result.recordID))
        hash.combine(Int64(versions.count))
        for version in versions { hash.combine(version) }
        if result.outcome == .created || result.outcome == .updated {
            for reference in references { hash.combine(reference) }
        }
        for note in result.notes {
            hash.combine(Int64(note.number))
            hash.combine(Int64(note.field.utf8.count))
            hash.combine(note.field.utf8)
            hash.combine(Int64(note.ids.count))
            for id in note.ids { hash.combine(known(id)) }
            hash.combine(note.firstRow)
            hash.combine(note.count)
        }
        return hash.value | 1
    }

    private func known(_ id: Int64) -> Int64 { id < firstPlannedID ? id : 0 }
}

extension ContactsV1.BulkExpectation {
    /// Refuses what no expectation of so many rows may be.
    public func check(rowCount: Int?, _ rules: inout FieldRules) {
        rules.number(firstPlannedID, field: "expected.first_planned_id", in: 1...Int64.max)
        if let rowCount, digests.count != rowCount {
            rules.refuse("expected.digests", nil, "There must be one for each row.")
        }
    }

    /// Compares the decisions about a chunk's rows with those that were planned.
    ///
    /// Throws `failedPrecondition` (4001) for a row that would become something else, unless it is to be written all the
    /// same: then a warning is added to it.
    public func check(_ results: inout [some RowAnswer], digests found: [UInt64], rows: [Int64]) throws {
        for index in results.indices where index >= digests.count || digests[index] != found[index] {
            guard drift == .lenient else { throw RPCError.drifted(row: rows[index]) }
            results[index].notes.append(ContactsV1.RowNote(number: Fault.planDrift.number))
        }
    }
}

extension RPCError {
    fileprivate static func drifted(row: Int64) -> RPCError {
        let message = "Row \(row) would not become what was planned; plan again, or start leniently."
        let info = RPCV1.ErrorInfo(
            number: Fault.planDrift.number, name: Fault.planDrift.name, message: message, row: row, byteOffset: -1)
        return RPCError(.failedPrecondition, message, details: [RPCError.Detail(info)])
    }
}
