import Contracts
import Foundation
import TestSupport

/// What filters and orders mean, contact by contact, straight from the contract's words.
enum FilterModel {
    static let families = ["Nguyễn", "Trần", "Đỗ", "Phạm", "Zoë", "đinh"]
    static let positions = ["Giám đốc", "Kế toán trưởng", "KỸ SƯ", "Nhân viên (kinh doanh)", ""]
    static let tiers = ["Vàng", "Bạc", "Đồng"]
    static let agentCount: Int64 = 3
    static let companyCount: Int64 = 4

    /// A contact with what is compared of its texts.
    struct Row {
        let contact: ContactsV1.Contact
        let name: String
        let position: String

        init(_ contact: ContactsV1.Contact) {
            self.contact = contact
            name = fold(contact.name)
            position = fold(contact.position)
        }
    }

    /// Words without case, accents and punctuation.
    static func fold(_ text: String) -> String {
        let scalars = text.lowercased().replacing("đ", with: "d").decomposedStringWithCompatibilityMapping
            .unicodeScalars
            .filter { $0.properties.generalCategory != .nonspacingMark }
        return scalars.split { !$0.properties.isAlphabetic && !("0"..."9").contains($0) }.map { String($0) }
            .joined(separator: " ")
    }

    static func passes(_ row: Row, _ filter: ContactsV1.ContactFilter) -> Bool {
        let contact = row.contact
        if !filter.text.isEmpty {
            let words = row.name.split(separator: " ")
            guard fold(filter.text).split(separator: " ").allSatisfy({ word in words.contains { $0.hasPrefix(word) } })
            else { return false }
        }
        let hasCompany =
            filter.companyIDs.contains(contact.companyID) || filter.withoutCompany && contact.companyID == 0
        let hasManager =
            filter.managerIDs.contains(contact.managerID) || filter.withoutManager && contact.managerID == 0
        return (filter.companyIDs.isEmpty && !filter.withoutCompany || hasCompany)
            && (filter.managerIDs.isEmpty && !filter.withoutManager || hasManager)
            && (filter.positions.isEmpty || filter.positions.contains { row.position.contains(fold($0)) })
            && (filter.ratings.isEmpty || filter.ratings.contains(contact.rating))
            && contains(filter.created, contact.createdAtMs) && contains(filter.updated, contact.updatedAtMs)
            && filter.custom.allSatisfy { passes(contact, $0) }
    }

    private static func contains(_ range: ContactsV1.TimeRange?, _ time: Int64) -> Bool {
        guard let range else { return true }
        return time >= range.fromMs && (range.beforeMs == 0 || time < range.beforeMs)
    }

    private static func passes(_ contact: ContactsV1.Contact, _ condition: ContactsV1.CustomCondition) -> Bool {
        let values = contact.custom.first { $0.key == condition.key }?.values ?? []
        if !condition.anyOf.isEmpty {
            return values.contains { value in condition.anyOf.contains { $0.lowercased() == value.lowercased() } }
        }
        guard let value = values.first else { return false }
        if condition.key == "day" {
            return (condition.from.isEmpty || value >= condition.from)
                && (condition.to.isEmpty || value <= condition.to)
        }
        guard let number = Double(value) else { return false }
        return (Double(condition.from).map { number >= $0 } ?? true)
            && (Double(condition.to).map { number <= $0 } ?? true)
    }

    /// Whether a contact comes before another one.
    static func isBefore(
        _ left: Row, _ right: Row, _ sort: ContactsV1.ContactSort, _ order: ContactsV1.SortOrder
    ) -> Bool {
        let isAscending = order == .ascending || order == .unspecified && sort == .name
        let (one, other) = isAscending ? (left, right) : (right, left)
        let (first, second) = (one.contact, other.contact)
        switch sort {
        case .unspecified, .created: return first.id < second.id
        case .updated: return (first.updatedAtMs, first.id) < (second.updatedAtMs, second.id)
        case .rating: return (first.rating, first.id) < (second.rating, second.id)
        case .name:
            return one.name == other.name
                ? first.id < second.id : one.name.utf8.lexicographicallyPrecedes(other.name.utf8)
        }
    }

    // MARK: Random requests

    static func row(_ number: Int64, _ random: inout SeededGenerator) -> ContactsV1.BulkRow {
        var row = ContactsV1.BulkRow(row: number)
        row.name = "\(pick(families, &random)) \(Int.random(in: 0..<300, using: &random))"
        row.position = pick(positions, &random)
        row.rating = Int32.random(in: 0...5, using: &random)
        row.companyID = max(0, Int64.random(in: -2...companyCount, using: &random))
        row.managerID = max(0, Int64.random(in: -2...agentCount, using: &random))
        if Bool.random(using: &random) {
            row.custom.append(.init(key: "age", values: ["\(Int.random(in: 0..<90, using: &random))"]))
        }
        if Bool.random(using: &random) { row.custom.append(.init(key: "day", values: [day(&random)])) }
        if Bool.random(using: &random) {
            row.custom.append(.init(key: "sum", values: ["\(Int.random(in: -50..<50, using: &random)).5"]))
        }
        if Bool.random(using: &random) { row.custom.append(.init(key: "tier", values: [pick(tiers, &random)])) }
        return row
    }

    static func filter(_ random: inout SeededGenerator, times: Range<Int64>) -> ContactsV1.ContactFilter {
        var filter = ContactsV1.ContactFilter()
        for _ in 0..<Int.random(in: 0...2, using: &random) {
            switch Int.random(in: 0..<8, using: &random) {
            case 0: filter.text = String(pick(families, &random).prefix(Int.random(in: 1...5, using: &random)))
            case 1:
                filter.companyIDs = ids(companyCount, &random)
                filter.withoutCompany = Bool.random(using: &random)
            case 2:
                filter.managerIDs = ids(agentCount, &random)
                filter.withoutManager = Bool.random(using: &random)
            case 3: filter.positions = [pick(["giam", "OÁN TR", "sư", "vien kinh", "a", "zz"], &random), "ke"]
            case 4: filter.ratings = [Int32.random(in: 0...5, using: &random), Int32.random(in: 0...5, using: &random)]
            case 5: filter.created = range(times, &random)
            case 6: filter.updated = range(times, &random)
            default: filter.custom.append(condition(&random))
            }
        }
        return filter
    }

    private static func condition(_ random: inout SeededGenerator) -> ContactsV1.CustomCondition {
        let low = Int.random(in: -40..<60, using: &random)
        switch Int.random(in: 0..<5, using: &random) {
        case 0: return .init(key: "tier", anyOf: [pick(tiers, &random).uppercased(), pick(tiers, &random)])
        case 1: return .init(key: "age", from: "\(low)", to: "\(low + 30)")
        case 2: return .init(key: "sum", from: "\(low).25")
        case 3: return .init(key: "day", to: day(&random))
        default: return .init(key: "age", anyOf: ["\(abs(low))", "7"])
        }
    }

    private static func day(_ random: inout SeededGenerator) -> String {
        "2026-0\(Int.random(in: 1...9, using: &random))-1\(Int.random(in: 0...9, using: &random))"
    }

    private static func ids(_ limit: Int64, _ random: inout SeededGenerator) -> [Int64] {
        (0..<Int.random(in: 0...2, using: &random)).map { _ in Int64.random(in: 1...limit, using: &random) }
    }

    private static func range(_ times: Range<Int64>, _ random: inout SeededGenerator) -> ContactsV1.TimeRange {
        let from = Int64.random(in: times, using: &random)
        return .init(
            fromMs: from, beforeMs: Bool.random(using: &random) ? 0 : from + Int64.random(in: 1...400, using: &random))
    }

    static func pick<Value>(_ values: [Value], _ random: inout SeededGenerator) -> Value {
        values[Int.random(in: 0..<values.count, using: &random)]
    }
}
