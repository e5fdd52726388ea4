import Foundation
import Testing

@testable import TextNormalization

struct NFCTests {
    @Test(
        "one visible text has one spelling",
        arguments: [
            "Nguyễn Văn Hạnh", "Đỗ Thị Ánh Tuyết", "José María Núñez", "Łukasz Wójcik", "Ελένη Παπαδοπούλου", "김민수",
            "Олег Сидоренко", "й", "Ångström", "田中太郎", "สมชาย", "", "ASCII only",
        ])
    func oneSpelling(text: String) {
        let composed = Array(text.precomposedStringWithCanonicalMapping.unicodeScalars)
        let decomposed = text.decomposedStringWithCanonicalMapping
        #expect(Array(decomposed.nfc.unicodeScalars) == composed)
        #expect(Array(text.nfc.unicodeScalars) == composed)
    }

    @Test("base letter and one mark, as Windows-1258 has them, compose")
    func windows1258() {
        #expect(Array("â\u{301}ê\u{323}ơ\u{309}".nfc.unicodeScalars) == Array("ấệở".unicodeScalars))
    }

    @Test("what is recognised by its bytes alone is in NFC, for every scalar and after every letter")
    func quickCheckIsSound() {
        for value in UInt32(0)...0xFFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            for text in [String(scalar), "e\(scalar)"] where text.isPlainlyNFC {
                let composed = text.precomposedStringWithCanonicalMapping
                if !composed.unicodeScalars.elementsEqual(text.unicodeScalars) {
                    Issue.record("U+\(String(value, radix: 16))")
                }
            }
        }
    }

    @Test("Vietnamese as programs write it is recognised by its bytes")
    func quickCheckIsUseful() {
        for text in ["Nguyễn Thị Mỹ Hạnh", "Đỗ Đức Ưng", "plain", "王小明", "Олег"] { #expect(text.isPlainlyNFC) }
    }
}
