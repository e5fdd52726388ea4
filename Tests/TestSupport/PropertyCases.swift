import Foundation

/// The seeds of a property test's cases.
///
/// `make prop` sets how many there are (`DANHBA_PROPERTY_CASES`) and the first one (`DANHBA_PROPERTY_SEED`); without
/// that one the first is random. A failing case says its seed.
public struct PropertyCases: Sendable {
    /// The seeds, one for each case.
    public let seeds: Range<UInt64>

    /// `usually` many, where the environment says nothing.
    public init(usually count: Int) {
        let environment = ProcessInfo.processInfo.environment
        let count = environment["DANHBA_PROPERTY_CASES"].flatMap(UInt64.init) ?? UInt64(count)
        let first = environment["DANHBA_PROPERTY_SEED"].flatMap(UInt64.init) ?? UInt64.random(in: 0..<1 << 32)
        seeds = first..<first + count
        print("property test: \(count) cases from seed \(first)")
    }

    /// The seeds in order, at most `size` at a time.
    public func batches(of size: UInt64) -> [Range<UInt64>] {
        stride(from: seeds.lowerBound, to: seeds.upperBound, by: Int(size)).map { first in
            first..<min(first + size, seeds.upperBound)
        }
    }
}
