import Testing

@testable import ServiceRuntime

@Suite("Ids as differences")
struct IDDeltasTests {
    @Test("come back as they were")
    func comesBack() {
        for (start, ids) in [(0, []), (0, [1, 2, 9]), (5, [6, .max])] as [(Int64, [Int64])] {
            #expect(IDDeltas.ids(IDDeltas.deltas(ids, after: start), after: start) == ids)
        }
    }

    @Test("are refused where they do not ascend")
    func refuses() {
        for deltas in [[0], [1, 0], [2, -1], [1, .max], [.min]] as [[Int64]] {
            #expect(IDDeltas.ids(deltas, after: 3) == nil)
        }
    }
}
