/// A hash with the same value in every process: FNV-1a with 64 bits.
///
/// Tells apart what honest callers send; it does not withstand one who looks for two texts of the same hash.
public struct StableHash: Sendable {
    /// Of what was combined so far.
    public private(set) var value: UInt64

    /// Nothing is combined yet.
    public init(seed: UInt64 = 0xcbf2_9ce4_8422_2325) { value = seed }

    /// Takes in bytes; where one text ends and the next begins is the caller's affair.
    public mutating func combine(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { value = (value ^ UInt64(byte)) &* 0x100_0000_01b3 }
    }

    /// Takes in the eight bytes of a number.
    public mutating func combine(_ number: Int64) {
        withUnsafeBytes(of: number.littleEndian) { combine($0) }
    }
}
