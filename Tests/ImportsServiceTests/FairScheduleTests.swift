import Testing

@testable import ImportsService

@Suite struct FairScheduleTests {
    @Test("No more jobs run at once than allowed, oldest first")
    func limit() {
        var schedule = FairSchedule(limit: 2)
        for id in 1...3 { schedule.add(job("a", Int64(id))) }
        #expect(schedule.next() == job("a", 1))
        #expect(schedule.next() == job("a", 2))
        #expect(schedule.next() == nil)
        schedule.ended(job("a", 1))
        #expect(schedule.next() == job("a", 3))
    }

    @Test("A workspace with one job does not wait for another one's hundred")
    func fairness() {
        var schedule = FairSchedule(limit: 1)
        for id in 1...100 { schedule.add(job("busy", Int64(id))) }
        let first = schedule.next()
        schedule.add(job("quiet", 1))
        if let first { schedule.ended(first) }
        #expect(schedule.next() == job("quiet", 1))
    }

    @Test("Workspaces take turns")
    func turns() {
        var schedule = FairSchedule(limit: 1)
        for id in 1...2 {
            for workspace in ["a", "b", "c"] { schedule.add(job(workspace, Int64(id))) }
        }
        var order: [String] = []
        while let next = schedule.next() {
            order.append(next.workspace)
            schedule.ended(next)
        }
        #expect(order == ["a", "b", "c", "a", "b", "c"])
    }

    @Test("A job that waits is not added twice; one that runs has another turn when it ends")
    func once() {
        var schedule = FairSchedule(limit: 5)
        schedule.add(job("a", 1))
        schedule.add(job("a", 1))
        #expect(schedule.next() == job("a", 1))
        for _ in 0..<2 { schedule.add(job("a", 1)) }
        #expect(schedule.next() == nil)
        schedule.ended(job("a", 1))
        #expect(schedule.next() == job("a", 1))
        schedule.ended(job("a", 1))
        #expect(schedule.next() == nil)
    }

    private func job(_ workspace: String, _ id: Int64) -> JobIdentity { JobIdentity(workspace: workspace, id: id) }
}
