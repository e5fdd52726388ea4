/// Up to 18 decimal digits, leading zeros included, without touching memory.
struct DigitRun: Equatable {
    /// What fits an Int64 whatever the digits are; three more than any number has, for the prefixes `00` and `0`.
    static let capacity = 18

    private(set) var value: Int64
    private(set) var count: Int

    init() {
        value = 0
        count = 0
    }

    /// The digits of a number that is not negative and has at most 18 of them; others count as empty.
    init(_ value: Int64) {
        self.init()
        guard value >= 0, value < Self.power(Self.capacity) else { return }
        self.value = value
        count = 1
        while value >= Self.power(count) { count += 1 }
    }

    /// False, and no change, when the run is full.
    mutating func append(_ digit: UInt8) -> Bool {
        guard count < Self.capacity else { return false }
        value = value &* 10 &+ Int64(digit)
        count &+= 1
        return true
    }

    /// The first `length` digits as a number; nil when there are fewer.
    func leading(_ length: Int) -> Int64? {
        count < length ? nil : value / Self.power(count &- length)
    }

    /// Everything after the first `length` digits.
    func dropFirst(_ length: Int) -> DigitRun {
        var rest = DigitRun()
        rest.count = max(count - length, 0)
        rest.value = value % Self.power(rest.count)
        return rest
    }

    /// ASCII digits, leading zeros included.
    var text: String {
        let digits = count == 0 ? "" : String(value)
        return String(repeating: "0", count: max(count - digits.utf8.count, 0)) + digits
    }

    static func power(_ exponent: Int) -> Int64 { powers[exponent] }

    private static let powers: InlineArray<19, Int64> = [
        1, 10, 100, 1000, 10000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000,
        100_000_000_000, 1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000, 1_000_000_000_000_000,
        10_000_000_000_000_000, 100_000_000_000_000_000, 1_000_000_000_000_000_000,
    ]
}
