/// One part of the program that reads foreign bytes, with what must hold whatever they are.
///
/// libFuzzer runs a target through `Driver.swift`, and every test run replays its seeds through `ReplayTests.swift`.
struct FuzzTarget: Sendable {
    /// Names the target on the command line, its folder of seeds and its dictionary.
    let name: String
    /// The longest input that is worth trying, in bytes.
    let byteLimit: Int
    /// Throws a `Violation`, or anything else that must not come out of the part.
    let check: @Sendable (UnsafeRawBufferPointer) throws -> Void

    /// All targets.
    static let all: [FuzzTarget] = [
        frames, server, hello, metadata, status, streams, messages, json, zip, workbook, sheet, strings, styles, csv,
        phone, text,
    ]
}

/// A property that an input breaks.
struct Violation: Error, CustomStringConvertible {
    let description: String
}

/// Throws a `Violation` unless `condition` holds.
func demand(_ condition: Bool, _ message: @autoclosure () -> String) throws {
    guard condition else { throw Violation(description: message()) }
}

/// An input's bytes: a few from the front steer the check, the rest is what the part reads.
struct FuzzInput {
    private(set) var rest: UnsafeRawBufferPointer

    init(_ bytes: UnsafeRawBufferPointer) { rest = bytes }

    /// The next steering byte, 0 at the end.
    mutating func byte() -> UInt8 {
        guard let first = rest.first else { return 0 }
        rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst())
        return first
    }

    /// The rest cut at places that `seed` chooses: many small pieces, or a few large ones.
    func pieces(_ seed: UInt8) -> [UnsafeRawBufferPointer] {
        var pieces: [UnsafeRawBufferPointer] = []
        var state = UInt32(seed) &+ 1
        let longest = seed & 1 == 0 ? 7 : max(rest.count / 2, 1)
        var offset = 0
        while offset < rest.count {
            state = state &* 1_664_525 &+ 1_013_904_223
            let count = min(1 + Int(state >> 8) % longest, rest.count - offset)
            pieces.append(UnsafeRawBufferPointer(rebasing: rest[offset..<offset + count]))
            offset += count
        }
        return pieces
    }
}

extension UnsafeRawBufferPointer {
    /// The bytes as text, malformed ones replaced.
    var string: String { String(decoding: self, as: UTF8.self) }
}
