import TestSupport
import Testing

@testable import RPCTransport

@Suite("The table of calls in flight")
struct CallTableTests {
    @Test("Ids are odd and rise")
    func ids() {
        var table = CallTable<Int>()
        #expect((0..<5).map { table.insert($0) } == [1, 3, 5, 7, 9])
        #expect(table.count == 5)
        #expect(table[5] == 2)
        #expect(table.remove(5) == 2)
        #expect(table[5] == nil)
        #expect(table.remove(5) == nil)
        #expect(table.count == 4)
    }

    @Test("Ids that never were are not found")
    func unknown() {
        var table = CallTable<Int>()
        _ = table.insert(0)
        for id: UInt32 in [0, 2, 3, 129, .max] {
            #expect(table[id] == nil)
            #expect(table.remove(id) == nil)
        }
    }

    @Test("A long call's slot is skipped, and its id is never given again")
    func skip() {
        var table = CallTable<Int>()
        let long = table.insert(-1)
        for number in 0..<1000 {
            let id = table.insert(number)
            #expect(id != long)
            #expect(table.remove(id) == number)
        }
        #expect(table.remove(long) == -1)
    }

    @Test("Calls in any number and order are found as in a dictionary")
    func model() {
        var generator = SeededGenerator(seed: 3)
        var table = CallTable<Int>()
        var model: [UInt32: Int] = [:]
        var last: UInt32 = 0
        for number in 0..<20_000 {
            if Int.random(in: 0..<100, using: &generator) < 51 {
                let id = table.insert(number)
                #expect(id > last)
                last = id
                model[id] = number
            } else if let id = model.keys.min() {
                let id = Bool.random(using: &generator) ? id : model.keys.max() ?? id
                #expect(table.remove(id) == model.removeValue(forKey: id))
            }
        }
        #expect(table.count == model.count)
        let removed = table.removeAll { id, _ in id % 4 == 1 }
        #expect(removed == model.filter { $0.key % 4 == 1 }.sorted { $0.key < $1.key }.map(\.value))
        var rest: Set<Int> = []
        table.forEach { rest.insert($0) }
        #expect(rest == Set(model.filter { $0.key % 4 != 1 }.values))
    }
}
