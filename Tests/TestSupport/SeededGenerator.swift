/// Random numbers that are the same in every run with the same seed (SplitMix64).
///
/// A failing property test can be repeated: print the seed in what the test expects.
public struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    /// One seed, one run.
    public init(seed: UInt64) { state = seed }

    /// The next 64 bits.
    public mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var value = state
        value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
        value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
        return value ^ (value >> 31)
    }
}
