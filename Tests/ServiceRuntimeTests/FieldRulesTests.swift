import Contracts
import RPCCore
import TestSupport
import Testing

@testable import ServiceRuntime

@Suite("Rules of fields")
struct FieldRulesTests {
    @Test("Values come back trimmed, composed and in lower case where that is their form")
    func values() {
        var rules = FieldRules()
        #expect(rules.name("\u{feff} Hoa\u{300} \u{a0}", field: "a").unicodeScalars.elementsEqual("Hoà".unicodeScalars))
        #expect(rules.text(" \t ", field: "b", limit: 1).isEmpty)
        #expect(rules.email(" A@B.VN ", field: "c") == "a@b.vn")
        #expect(rules.email(" ", field: "d").isEmpty)
        #expect(rules.number(5, field: "e", in: 0...5) == 5)
        rules.count([1, 2], field: "f", limit: 2)
        #expect(rules.problems.isEmpty)
    }

    @Test("A length counts characters after trimming and composing")
    func lengths() {
        var rules = FieldRules()
        _ = rules.text(" " + String(repeating: "a\u{301}", count: 3) + " ", field: "a", limit: 3)
        #expect(rules.problems.isEmpty)
        _ = rules.text("abcd", field: "b", limit: 3)
        _ = rules.name(String(repeating: "ễ", count: 256), field: "c")
        #expect(
            rules.problems.map { "\($0.field) \($0.number) \($0.name)" } == [
                "b 2002 TEXT_TOO_LONG", "c 2002 NAME_TOO_LONG",
            ])
    }

    @Test("Everything wrong is told in one error, a hundred problems at most")
    func collected() async {
        let error = await rpcError {
            var rules = FieldRules()
            _ = rules.name("", field: "name")
            _ = rules.email("x", field: "email")
            rules.number(6, field: "rating", in: 0...5)
            rules.count([1, 2, 3], field: "ids", limit: 2)
            for _ in 1...200 { rules.refuse("more", nil, "Wrong.") }
            try rules.check()
        }
        #expect(error?.code == .invalidArgument)
        #expect(error?.infos.count == 100)
        let told = error?.infos.prefix(4).map { "\($0.field) \($0.number) \($0.byteOffset)" }
        #expect(told == ["name 2001 -1", "email 2020 -1", "rating 2030 -1", "ids 0 -1"])
    }

    @Test("A mask names known fields, at least one")
    func mask() async throws {
        let mask = try UpdateMask<Field>(["first", "second", "first"])
        #expect(mask.fields == [.first, .second])
        #expect(try !UpdateMask<Field>(["first"]).contains(.second))
        #expect(await rpcError { try UpdateMask<Field>([]) }?.infos.map(\.number) == [2001])
        let unknown = await rpcError { try UpdateMask<Field>(["first", "", "Second"]) }
        #expect(unknown?.code == .invalidArgument)
        #expect(unknown?.infos.map(\.field) == ["update_mask", "update_mask"])
    }

    private enum Field: String, CaseIterable, Sendable {
        case first
        case second
    }

    @Test("An error carries its fault and a hundred ids at most")
    func details() {
        let error = RPCError(.alreadyExists, .uniqueConflict, "Taken.", field: "name", ids: Array(1...200))
        #expect(
            error.infos.map { "\($0.number) \($0.name) \($0.field) \($0.ids.count)" } == [
                "2060 UNIQUE_CONFLICT name 100"
            ])
        #expect(RPCError.notFound("thing", id: 4).code == .notFound)
        #expect(RPCError.versionConflict("thing", id: 4, stored: 9).code == .aborted)
        #expect(RPCError.versionConflict("thing", id: 4, stored: 9).message.contains("9"))
    }
}
