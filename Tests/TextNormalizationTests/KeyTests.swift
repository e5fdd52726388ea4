import Foundation
import Testing

@testable import TextNormalization

struct ExactKeyTests {
    @Test(
        "case, spelling, blanks and invisible characters do not count",
        arguments: [
            ("Công ty  TNHH  Đại Thành ", "công ty tnhh đại thành"), ("HÀ NỘI", "hà nội"),
            ("\u{A0}Hà\u{3000}Nội\n", "hà nội"),
            ("Ha\u{300}", "hà"), ("Straße", "STRASSE"), ("Ελένης", "ΕΛΈΝΗΣ"), ("a\u{200B}b", "ab"), ("", "  "),
            ("Ưng Ơ Ỹ", "ưng ơ ỹ"), ("ŸÐŽ", "ÿðž"), ("ﬁn", "FIN"), ("tab\tand space", "TAB AND SPACE"),
        ])
    func same(left: String, right: String) {
        #expect(exactKey(left) == exactKey(right))
    }

    @Test(
        "accents, letters and words count",
        arguments: [
            ("Hà", "Hạ"), ("Hà", "Ha"), ("đ", "d"), ("Müller", "Muller"), ("hà nội", "hànội"), ("ı", "i"),
            ("A.B", "AB"),
        ])
    func different(left: String, right: String) {
        #expect(exactKey(left) != exactKey(right))
    }

    @Test("a key is its own key, in NFC, without blanks at its ends", arguments: Samples.texts)
    func idempotent(text: String) {
        let key = exactKey(text)
        #expect(exactKey(key) == key)
        #expect(key.unicodeScalars.elementsEqual(key.precomposedStringWithCanonicalMapping.unicodeScalars))
        #expect(key.trimmed == key)
        #expect(exactKey(text.decomposedStringWithCanonicalMapping) == key)
        // The dotless i alone shares its capital with another letter.
        let dotted = text.replacing("ı", with: "i")
        #expect(exactKey(dotted.uppercased()) == exactKey(dotted.lowercased()))
    }

    @Test("the byte by byte path and the thorough one agree on every scalar, alone and between letters")
    func pathsAgree() {
        for value in UInt32(0)...0x2FFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            for text in [String(scalar), "X\(scalar)y"] where exactKey(text) != thoroughKey(text) {
                Issue.record("U+\(String(value, radix: 16)): \(exactKey(text))")
            }
        }
    }

    @Test("both paths agree on names", arguments: Samples.texts)
    func pathsAgreeOnNames(text: String) {
        #expect(exactKey(text).unicodeScalars.elementsEqual(thoroughKey(text).unicodeScalars))
    }

    @Test("folding by arithmetic is what Unicode says, for every scalar")
    func arithmetic() {
        for value in UInt32(0)...0xFFFF {
            guard let scalar = Unicode.Scalar(value), let lower = scalar.plainLowercase else { continue }
            if String(lower) != scalar.caseFolded { Issue.record("U+\(String(value, radix: 16))") }
        }
    }
}

struct SearchFoldingTests {
    @Test(
        "accents, case and punctuation do not count",
        arguments: [
            ("Nguyễn Văn Hạnh", "nguyen van hanh"), ("Đỗ Đức", "do duc"),
            ("  Công ty TNHH (Đại-Thành)  ", "cong ty tnhh dai thanh"),
            ("ĐẶNG THỊ ÁNH", "dang thi anh"), ("José María Núñez", "jose maria nunez"),
            ("Łukasz Wójcik", "lukasz wojcik"),
            ("Jürgen Groß", "jurgen gross"), ("Søren Kjærgård", "soren kjaergard"),
            ("İbrahim Yılmaz", "ibrahim yilmaz"),
            ("O’Brien", "o brien"), ("Олег", "олег"), ("Ελένη", "ελενη"), ("王小明", "王小明"), ("김민수", "김민수"),
            ("Ｎｇｕｙễｎ", "nguyen"), ("a\u{200B}b", "ab"), ("Quận 1, TP.HCM", "quan 1 tp hcm"), ("", ""), ("--", ""),
            ("Adébáyọ̀ Ọlátúnjí", "adebayo olatunji"), ("สมชาย ใจดี", "สมชาย ใจดี"), ("Ngữ & Sons", "ngu sons"),
            ("ﬁn", "fin"),
        ])
    func folds(text: String, folded: String) {
        #expect(SearchFolding.fold(text) == folded)
        #expect(SearchFolding.fold(text.decomposedStringWithCanonicalMapping) == folded)
        #expect(SearchFolding.tokens(text) == folded.split(separator: " ").map(String.init))
    }

    @Test("the byte by byte path and the thorough one agree on every scalar, alone and between letters")
    func pathsAgree() {
        for value in UInt32(0)...0x2FFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            for text in [String(scalar), "x\(scalar)y"]
            where SearchFolding.fold(text) != SearchFolding.foldThoroughly(text) {
                Issue.record("U+\(String(value, radix: 16)): \(SearchFolding.fold(text))")
            }
        }
    }

    @Test("every Vietnamese letter folds to plain letters", arguments: ["aeiouy"])
    func vietnamese(vowels: String) {
        for vowel in vowels {
            for shape in ["", "\u{302}", "\u{306}", "\u{31B}"] {
                for tone in ["", "\u{300}", "\u{301}", "\u{303}", "\u{309}", "\u{323}"] {
                    let letter = "\(vowel)\(shape)\(tone)"
                    #expect(SearchFolding.fold(letter.nfc) == String(vowel))
                    #expect(SearchFolding.fold(letter.uppercased()) == String(vowel))
                }
            }
        }
    }

    @Test("what is folded folds to itself, and spelling does not matter", arguments: Samples.texts)
    func idempotent(text: String) {
        let folded = SearchFolding.fold(text)
        #expect(SearchFolding.fold(folded) == folded)
        #expect(SearchFolding.fold(text.decomposedStringWithCanonicalMapping) == folded)
        #expect(SearchFolding.fold(text.precomposedStringWithCanonicalMapping) == folded)
    }
}

/// Random texts over the letters that names are written with, and over what gets between them.
enum Samples {
    static let texts: [String] = (0..<300).map { seed in
        var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
        return String(
            (0..<(seed % 25)).map { _ in
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return alphabet[Int(state >> 33) % alphabet.count]
            })
    }

    private static let alphabet = Array(
        "aAbzZ09 .-,\t\u{A0}\u{200B}\u{FEFF}ăÂđĐêÔơưẠẵệỗỹñÑöØłŁßçİıšŽяЙσςΣ王김é\u{3000}’😀")
}
