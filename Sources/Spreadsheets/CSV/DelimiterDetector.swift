/// Finds the byte between fields by how evenly it divides the first records, quoted fields left out.
struct DelimiterDetector {
    /// Preferred in this order: commas stand inside texts and numbers more often than the others.
    private static let candidates = [UInt8(ascii: "\t"), UInt8(ascii: ";"), UInt8(ascii: "|"), UInt8(ascii: ",")]
    private static let recordLimit = 100

    /// The delimiter of `text`; a comma when nothing divides it.
    /// - Parameter isWhole: whether the last record is complete.
    static func detect(_ text: UnsafeBufferPointer<UInt8>, isWhole: Bool) -> UInt8 {
        var best = (delimiter: UInt8(ascii: ","), share: 0.0, strayQuotes: 0)
        for candidate in candidates {
            let division = divide(text, by: candidate, isWhole: isWhole)
            let share = evenness(division.counts)
            // A quote inside a field says that the field began elsewhere.
            if (share, -division.strayQuotes) > (best.share, -best.strayQuotes), share > 0 {
                best = (candidate, share, division.strayQuotes)
            }
        }
        return best.delimiter
    }

    /// The share of records that have as many delimiters as most records with any; the first record counts double.
    private static func evenness(_ counts: [Int]) -> Double {
        var frequency: [Int: Int] = [:]
        for count in counts where count > 0 { frequency[count, default: 0] += 1 }
        guard let usual = frequency.max(by: { ($0.value, $0.key) < ($1.value, $1.key) }) else { return 0 }
        let first = counts.first == usual.key ? 1 : 0
        return Double(usual.value + first) / Double(counts.count + 1)
    }

    /// Delimiters in each of the first records that are not blank, and quotes that do not begin a field.
    private static func divide(
        _ text: UnsafeBufferPointer<UInt8>, by delimiter: UInt8, isWhole: Bool
    ) -> (counts: [Int], strayQuotes: Int) {
        var counts: [Int] = []
        var strayQuotes = 0
        var current = 0
        var isQuoted = false
        var isFieldStart = true
        var isBlank = true
        for byte in text {
            if isQuoted {
                isQuoted = byte != UInt8(ascii: "\"")
            } else if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
                if !isBlank { counts.append(current) }
                if counts.count == recordLimit { return (counts, strayQuotes) }
                (current, isFieldStart, isBlank) = (0, true, true)
                continue
            } else if byte == delimiter {
                current += 1
                (isFieldStart, isBlank) = (true, false)
                continue
            } else if byte == UInt8(ascii: "\"") {
                // A quote right after a closing one reopens the field: it was an escaped quote.
                isQuoted = isFieldStart
                if !isFieldStart { strayQuotes += 1 }
                isBlank = false
                continue
            }
            isBlank = false
            isFieldStart = isQuoted || (isFieldStart && byte == UInt8(ascii: "\""))
        }
        if isWhole || counts.isEmpty, !isBlank { counts.append(current) }
        return (counts, strayQuotes)
    }
}
