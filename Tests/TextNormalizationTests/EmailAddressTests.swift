import TextNormalization
import Testing

struct EmailAddressTests {
    @Test(
        "an address is compared in lower case",
        arguments: [
            ("minh.nguyen@example.com", "minh.nguyen@example.com"), (" Minh@Example.COM\u{A0}", "minh@example.com"),
            ("a@b.vn", "a@b.vn"), ("o'brien+tag@mail.vnpt.com.vn", "o'brien+tag@mail.vnpt.com.vn"),
            ("\u{FEFF}x@y.zz\u{200B}", "x@y.zz"), ("Ánh@VÍ-DỤ.vn", "ánh@ví-dụ.vn"),
            ("A\u{301}nh@example.com", "ánh@example.com"), ("a..b.@x.y", "a..b.@x.y"),
        ])
    func valid(written: String, expected: String) throws {
        #expect(try EmailAddress(written).text == expected)
        #expect(try EmailAddress.parseList(written).map(\.text) == [expected])
    }

    @Test(
        "an invalid address says in what respect",
        arguments: [
            ("abc", EmailError.Reason.atSign), ("a@@b.vn", .atSign), ("a@b@c.vn", .atSign), ("@b.vn", .localPart),
            (String(repeating: "a", count: 65) + "@b.vn", .localPart), ("a@", .domain), ("a@b", .domain),
            ("a@.vn", .domain),
            ("a@b..vn", .domain), ("a@b.vn.", .domain), ("a@b.c0m", .domain), ("a@1.2", .domain), ("<a@b.vn>", .domain),
            ("a b@c.vn", .character), ("a@b .vn", .character), ("a\u{0}@b.vn", .character),
            ("a\u{200B}b@c.vn", .character),
            ("a\u{7F}@b.vn", .character), ("a\tb@c.vn", .character), ("a;b@c.vn", .character),
            ("a@" + String(repeating: "b.", count: 126) + "vn", .tooLong),
        ])
    func invalid(written: String, reason: EmailError.Reason) {
        #expect(throws: EmailError(reason: reason, raw: written)) { try EmailAddress(written) }
        // The thorough path, which a blank before the address leads to, says the same.
        #expect(throws: EmailError(reason: reason, raw: written)) { try EmailAddress("\u{A0}\(written)") }
    }

    @Test("64 bytes before the @ and 254 in all are allowed")
    func longest() throws {
        let local = String(repeating: "a", count: 64)
        let domain = String(repeating: "b", count: 254 - 64 - 1 - 3) + ".vn"
        #expect(try EmailAddress("\(local)@\(domain)").text.utf8.count == 254)
    }

    @Test(
        "a cell holds several addresses",
        arguments: [
            "a@x.vn;b@x.vn", "a@x.vn, b@x.vn", "a@x.vn | b@x.vn", "a@x.vn\r\nb@x.vn\n", ";a@x.vn;;B@X.VN;A@x.vn",
        ])
    func list(text: String) throws {
        #expect(try EmailAddress.parseList(text).map(\.text) == ["a@x.vn", "b@x.vn"])
    }

    @Test("a blank cell has no address", arguments: ["", " ", "\u{A0}\n", ";,|", "\u{200B};\u{FEFF}"])
    func blank(text: String) throws {
        #expect(try EmailAddress.parseList(text).isEmpty)
    }

    @Test("one bad address spoils its cell, and the error names that address only")
    func spoiledCell() {
        #expect(throws: EmailError(reason: .atSign, raw: "bad")) { try EmailAddress.parseList("a@x.vn; bad ;c@x.vn") }
    }

    @Test("the error keeps its number and name, and its message does not repeat the address")
    func stableError() {
        #expect(EmailError.code == 2020)
        #expect(EmailError.name == "EMAIL_INVALID")
        for reason in EmailError.Reason.allCases {
            #expect(!EmailError(reason: reason, raw: "secret").message.contains("secret"))
        }
        #expect(EmailError(reason: .atSign, raw: String(repeating: "ă", count: 100)).raw.count == 64)
    }
}
