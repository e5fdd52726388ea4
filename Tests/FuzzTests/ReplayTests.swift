import Foundation
import TestSupport
import Testing

@Suite("Fuzz targets without a fuzzer")
struct ReplayTests {
    @Test("Every seed, and small changes of it, keep what the target demands", arguments: FuzzTarget.all)
    func replay(target: FuzzTarget) throws {
        let seeds = try Seeds.of(target)
        try #require(!seeds.isEmpty, "\(target.name) has no seeds")
        let changes = max(2000 / seeds.count, 1)
        for (name, bytes) in seeds {
            expectHolds(target, bytes, name)
            var generator = SeededGenerator(seed: UInt64(bytes.count))
            for change in 0..<changes {
                expectHolds(target, changed(bytes, using: &generator), "\(name), change \(change)")
            }
        }
    }

    @Test("Every target takes no bytes, and one byte", arguments: FuzzTarget.all)
    func shortest(target: FuzzTarget) {
        expectHolds(target, [], "no bytes")
        for byte in UInt8.min...UInt8.max { expectHolds(target, [byte], "byte \(byte)") }
    }

    private func expectHolds(_ target: FuzzTarget, _ bytes: [UInt8], _ name: String) {
        do {
            try bytes.prefix(target.byteLimit).withUnsafeBytes { try target.check($0) }
        } catch {
            let text = bytes.map { String(format: "%02x", $0) }.joined()
            Issue.record("\(target.name) \(name): \(error); the bytes are \(text)")
        }
    }

    /// A few bytes replaced, removed, or repeated.
    private func changed(_ bytes: [UInt8], using generator: inout SeededGenerator) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...4, using: &generator) where !bytes.isEmpty {
            let place = Int.random(in: 0..<bytes.count, using: &generator)
            switch Int.random(in: 0..<4, using: &generator) {
            case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
            case 1: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
            case 2: bytes.removeSubrange(place..<min(place + 1 + place % 7, bytes.count))
            default: bytes.insert(contentsOf: bytes[place...].prefix(9), at: place)
            }
        }
        return bytes
    }
}

/// The committed inputs, by name.
private enum Seeds {
    static func of(_ target: FuzzTarget) throws -> [(name: String, bytes: [UInt8])] {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        var folders = [root.appending(path: "Seeds/\(target.name)")]
        // Whole workbooks are here already.
        if target.name == "zip" {
            folders = [root.deletingLastPathComponent().appending(path: "SpreadsheetsTests/Workbooks")]
        }
        return try folders.flatMap { folder in
            try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
                .sorted { $0.lastPathComponent < $1.lastPathComponent }
                .map { ($0.lastPathComponent, Array(try Data(contentsOf: $0))) }
        }
    }
}

extension FuzzTarget: CustomTestStringConvertible {
    var testDescription: String { name }
}
