import RPCCore
import TestSupport
import Testing

@Suite("The timer wheel")
struct TimerWheelTests {
    @Test("Timers come at their tick, in order, whatever the round")
    func order() {
        var wheel = TimerWheel<String>(slotCount: 8)
        _ = wheel.set(at: 19, "third round")
        _ = wheel.set(at: 3, "first round")
        _ = wheel.set(at: 11, "second round, same slot")
        _ = wheel.set(at: 4, "next slot")
        #expect(wheel.earliest == 3 && wheel.count == 4)
        #expect(wheel.takeDue(at: 2) == [])
        #expect(wheel.takeDue(at: 10) == ["first round", "next slot"])
        #expect(wheel.earliest == 11)
        #expect(wheel.takeDue(at: 100) == ["second round, same slot", "third round"])
        #expect(wheel.earliest == .max && wheel.count == 0)
    }

    @Test("A stopped timer never comes, and its place serves another one that it cannot stop")
    func stop() {
        var wheel = TimerWheel<String>(slotCount: 8)
        let first = wheel.set(at: 5, "first")
        #expect(wheel.stop(first) == "first")
        #expect(wheel.stop(first) == nil)
        let second = wheel.set(at: 5, "second")
        #expect(wheel.stop(first) == nil)
        #expect(wheel.takeDue(at: 5) == ["second"])
        #expect(wheel.stop(second) == nil)
    }

    @Test("Random timers behave like a sorted list", arguments: 0..<50)
    func model(seed: Int) {
        var random = SeededGenerator(seed: UInt64(seed))
        var wheel = TimerWheel<Int>(slotCount: 16)
        var model: [(tick: UInt64, number: Int)] = []
        var ids: [Int: TimerWheel<Int>.ID] = [:]
        var now: UInt64 = 0
        for number in 0..<400 {
            switch Int.random(in: 0..<4, using: &random) {
            case 0, 1:
                let tick = now + UInt64.random(in: 0..<200, using: &random)
                ids[number] = wheel.set(at: tick, number)
                model.append((tick, number))
            case 2:
                guard let victim = ids.keys.sorted().randomElement(using: &random), let id = ids[victim] else { break }
                let isSet = model.contains { $0.number == victim }
                #expect((wheel.stop(id) != nil) == isSet)
                model.removeAll { $0.number == victim }
            default:
                now += UInt64.random(in: 0..<60, using: &random)
                let due = wheel.takeDue(at: now)
                let expected = model.filter { $0.tick <= now }
                #expect(due.sorted() == expected.map(\.number).sorted())
                let ticks = due.map { number in expected.first { $0.number == number }?.tick ?? 0 }
                #expect(ticks == ticks.sorted())
                model.removeAll { $0.tick <= now }
                #expect(wheel.earliest <= model.map(\.tick).min() ?? .max)
            }
            #expect(wheel.count == model.count)
        }
        #expect(wheel.stopAll().sorted() == model.map(\.number).sorted())
        #expect(wheel.takeDue(at: .max) == [])
    }
}
