/// A hash with the same value in every process: FNV-1a with 64 bits.
///
/// Tells apart what honest callers send; it does not withstand one who looks for two texts of the same hash.
struct StableHash: Sendable {
    private(set) var value: UInt64

    init(seed: UInt64 = 0xcbf2_9ce4_8422_2325) { value = seed }

    mutating func combine(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { value = (value ^ UInt64(byte)) &* 0x100_0000_01b3 }
    }
}
