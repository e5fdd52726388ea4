import Testing

@testable import MessageJSON

struct JSONReaderTests {
    private func read<Value>(_ text: String, _ body: (inout JSONReader) throws -> Value) throws -> Value {
        try Array(text.utf8).withUnsafeBytes { bytes in
            var reader = JSONReader(bytes)
            let value = try body(&reader)
            try reader.end()
            return value
        }
    }

    @Test(
        "Strings decode every escape",
        arguments: [
            (#""""#, ""), (#""a b""#, "a b"), (#""\n\t\r\b\f\"\\\/""#, "\n\t\r\u{8}\u{C}\"\\/"),
            (#""\u0110\u1ED7""#, "Đỗ"), (#""\uD83D\uDE00""#, "😀"), (#""Đỗ \u0041n""#, "Đỗ An"),
        ])
    func strings(_ json: String, _ expected: String) throws {
        #expect(try read(json) { reader in try reader.string() } == expected)
    }

    @Test(
        "Wrong texts are refused at the right byte",
        arguments: [
            (#""abc"#, 4), (#""a\x""#, 3), (#""\uD83D""#, 6), (#""\uZZZZ""#, 3), ("\"a\u{1}\"", 2), ("01", 2),
            ("-", 1), ("1.", 2), ("1e", 2), ("tru", 0), ("nul", 0), ("[1,]", 3), ("[1 2]", 3), ("{\"a\" 1}", 5),
            ("{a:1}", 1), ("1 2", 2), ("", 0), ("@", 0),
        ])
    func wrongTexts(_ json: String, _ offset: Int) {
        let error = #expect(throws: JSONError.self) { try read(json) { reader in try skip(&reader) } }
        #expect(error?.byteOffset == offset)
    }

    @Test("Numbers keep their characters", arguments: ["0", "-1", "9223372036854775807", "1.5e-3", "-0.0"])
    func numbers(_ json: String) throws {
        #expect(try read(json) { reader in try reader.number() } == json)
    }

    @Test("Nesting is bounded, so the stack is")
    func nesting() {
        let depth = 100_000
        let error = #expect(throws: JSONError.self) {
            try read(String(repeating: "[", count: depth)) { reader in try skip(&reader) }
        }
        #expect(error?.byteOffset == JSONReader.depthLimit + 1)
    }

    @Test("A byte-order mark at the start is skipped")
    func byteOrderMark() throws {
        #expect(try read("\u{FEFF}true") { reader in try reader.boolean() })
    }

    private func skip(_ reader: inout JSONReader) throws {
        switch try reader.kind() {
        case .object: try reader.object { reader, _ in try skip(&reader) }
        case .array: try reader.array { reader in try skip(&reader) }
        case .string: _ = try reader.string()
        case .number: _ = try reader.number()
        case .boolean: _ = try reader.boolean()
        case .null: try reader.null()
        }
    }
}
