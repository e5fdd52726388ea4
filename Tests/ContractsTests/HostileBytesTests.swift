import Contracts
import Foundation
import RPCCore
import TestSupport
import Testing

@Suite("Hostile bytes cost an error, never the process", .serialized)
struct HostileBytesTests {
    @Test("Every prefix and every flipped bit of a message is read or refused", arguments: AnyMessageType.all)
    func damaged(message: AnyMessageType) throws {
        var random = RandomMessage(generator: SeededGenerator(seed: 7), repetitions: 2)
        let bytes = Array(random.bytes(try #require(message.descriptor)).prefix(600))
        for length in 0...bytes.count { expectReadOrRefused(message.type, Array(bytes.prefix(length))) }
        for bit in 0..<bytes.count * 8 {
            var damaged = bytes
            damaged[bit / 8] ^= 1 << (bit % 8)
            expectReadOrRefused(message.type, damaged)
        }
    }

    @Test("Random bytes are read or refused", arguments: AnyMessageType.all)
    func garbage(message: AnyMessageType) {
        var generator = SeededGenerator(seed: 11)
        for _ in 0..<300 {
            let count = Int.random(in: 0...40, using: &generator)
            let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) & 0x7f }
            expectReadOrRefused(message.type, bytes)
        }
    }

    private func expectReadOrRefused<M: Message & Equatable>(_ type: M.Type, _ bytes: [UInt8]) {
        do {
            // What was read can be written and read again.
            let written = try M(deserializing: bytes).serializedBytes()
            _ = try M(deserializing: written)
        } catch {
            let code = (error as? RPCError)?.code
            #expect(code == .invalidArgument || code == .resourceExhausted, "\(bytes)")
        }
    }

    struct Bomb: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let unit: String
    }

    @Test(
        "4 MiB of tiny fields are refused within 32 MiB",
        arguments: [
            Bomb(testDescription: "empty messages", unit: "0a00"),
            Bomb(testDescription: "one text again and again", unit: "1200"),
            Bomb(testDescription: "unknown numbers", unit: "7801"),
            Bomb(testDescription: "unknown messages", unit: "7a00"),
        ])
    func bomb(_ bomb: Bomb) throws {
        var bytes = bomb.unit.bytesFromHex
        while bytes.count < 4 << 20 { bytes += bytes }
        let before = try Memory.resetPeak()
        let code = code { try SampleV1.Many(deserializing: bytes) }
        let grown = try Memory.peak() - before
        #expect(code == .resourceExhausted)
        #expect(grown < 40 << 20, "grew by \(grown) bytes")
    }

    @Test("A message of 4 MiB whose rows use every field is read")
    func largest() throws {
        let row = ContactsV1.BulkRow(
            row: 5, name: "Nguyễn Văn Anh", phones: [.init(number: 84_901_234_567)], emails: ["a@example.com"],
            position: "Trưởng phòng", companyID: 5, managerID: 7, rating: 3, address: "12 Lê Lợi",
            city: "Hồ Chí Minh", postalCode: "70000", description: "Thân thiết", facebook: "fb.com/anh",
            utmSource: "google", utmMedium: "cpc", utmCampaign: "tet", utmTerm: "a", utmContent: "b", contactID: 1)
        let size = ContactsV1.BulkWriteContactsRequest(rows: [row]).serializedBytes().count
        let request = ContactsV1.BulkWriteContactsRequest(
            jobID: "job", rows: Array(repeating: row, count: (4 << 20) / size))
        #expect(try ContactsV1.BulkWriteContactsRequest(deserializing: request.serializedBytes()) == request)
    }
}

/// The process's resident memory, as Linux counts it.
enum Memory {
    /// Sets the peak back to what is resident now, and returns that, in bytes.
    static func resetPeak() throws -> Int {
        try "5".write(toFile: "/proc/self/clear_refs", atomically: false, encoding: .utf8)
        return try value("VmRSS")
    }

    static func peak() throws -> Int { try value("VmHWM") }

    private static func value(_ name: String) throws -> Int {
        let lines = try String(contentsOfFile: "/proc/self/status", encoding: .utf8).split(separator: "\n")
        let line = try #require(lines.first { $0.hasPrefix(name + ":") })
        return try #require(line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) }) * 1024
    }
}
