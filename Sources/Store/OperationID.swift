/// Makes the ids of operations: UUIDs of version 7, which sort by the time they were made.
public enum OperationID {
    /// A new id, as text of 36 characters.
    ///
    /// `milliseconds` counts from 1970, UTC.
    public static func make(at milliseconds: Int64) -> String {
        let time = UInt64(bitPattern: milliseconds) << 16
        let high = time | 0x7000 | UInt64.random(in: 0...0x0fff)
        let low = 0x8000_0000_0000_0000 | UInt64.random(in: 0...0x3fff_ffff_ffff_ffff)
        return text(high: high, low: low)
    }

    private static func text(high: UInt64, low: UInt64) -> String {
        String(unsafeUninitializedCapacity: 36) { buffer in
            var position = 0
            // A set bit: a dash stands before that digit of the word.
            for (word, dashes) in [(high, 0x1100), (low, 0x0011)] {
                for nibble in 0..<16 {
                    if dashes >> nibble & 1 == 1 {
                        buffer[position] = UInt8(ascii: "-")
                        position += 1
                    }
                    let digit = UInt8(truncatingIfNeeded: word >> UInt64((15 - nibble) * 4) & 0xf)
                    buffer[position] = digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
                    position += 1
                }
            }
            return position
        }
    }
}
