import Foundation
import PhoneNumbers

@testable import TextNormalization

extension FuzzTarget {
    /// A number that is read is canonical, reads back as itself, and the same from bytes and from text.
    static let phone = FuzzTarget(name: "phone", byteLimit: 256) { bytes in
        var input = FuzzInput(bytes)
        let steering = input.byte()
        let regions = [84, 84, 84, 44, 1, 856, 39, 0]
        let normalizer = PhoneNormalizer(
            check: steering & 1 == 0 ? .lenient : .strict, defaultRegion: regions[Int(steering >> 1 & 7)])
        let text = input.rest.string
        if let digits = normalizer.searchDigits(text) {
            try demand(digits.utf8.allSatisfy { (48...57).contains($0) }, "digits \(digits)")
        }
        let fromText = Result { () throws(PhoneError) in try normalizer.normalize(text) }
        let fromBytes = Array(text.utf8).withUnsafeBufferPointer { bytes in
            Result { () throws(PhoneError) in try normalizer.normalize(utf8: bytes) }
        }
        try demand(fromText == fromBytes, "text and bytes are read differently")
        switch fromText {
        case .success(let phones):
            try demand(Set(phones.map(\.number)).count == phones.count, "a number is given twice")
            for phone in phones { try check(phone) }
        case .failure(let error):
            try demand((error.reason != nil) == (error.code == .invalid), "a reason without its code, or the reverse")
            try demand(error.raw.unicodeScalars.count <= 64, "an error that repeats the whole text")
        }
    }

    private static func check(_ phone: ParsedPhone) throws {
        let number = phone.number
        try demand(number.e164 > 0 && number.e164 < 1_000_000_000_000_000, "the number \(number.e164)")
        try demand(number.ext >= 0 && number.extensionDigits.utf8.count <= 9, "the extension \(number.ext)")
        try demand(number.masked.contains("xxx"), "masked as \(number.masked)")
        let again = try PhoneNormalizer().normalize(number.text)
        try demand(again.map(\.number) == [number], "\(number.text) reads back as \(again.map(\.number.text))")
        try demand(again.first?.warnings == [], "\(number.text) reads back with warnings")
    }

    /// Normalising twice is normalising once, and the quick ways over the bytes agree with the thorough ones.
    static let text = FuzzTarget(name: "text", byteLimit: 256) { bytes in
        let text = bytes.string
        try checkKeys(text)
        let trimmed = text.trimmed
        try demand(trimmed.trimmed.elementsEqual(trimmed), "trimming twice")
        try demand(text.isBlank == trimmed.isEmpty, "blank and trimmed disagree")
        bytes.withMemoryRebound(to: UInt8.self) { _ = Blanks.trimmed($0) }
        if let addresses = try? EmailAddress.parseList(text) {
            try demand(Set(addresses).count == addresses.count, "an address is given twice")
            let again = try EmailAddress.parseList(addresses.map(\.text).joined(separator: "; "))
            try demand(again == addresses, "addresses \(addresses.map(\.text)) read back as \(again.map(\.text))")
            try demand(addresses.allSatisfy { $0.text.utf8.count <= 254 }, "an address that is too long")
        }
    }

    private static func checkKeys(_ text: String) throws {
        let nfc = text.nfc
        try demand(nfc.utf8.elementsEqual(text.precomposedStringWithCanonicalMapping.utf8), "NFC by bytes")
        try demand(nfc.nfc.utf8.elementsEqual(nfc.utf8), "NFC twice")
        let key = exactKey(text)
        try demand(exactKey(key).utf8.elementsEqual(key.utf8), "the key of a key")
        try demand(thoroughKey(text).utf8.elementsEqual(key.utf8), "the key by bytes")
        let folded = SearchFolding.fold(text)
        try demand(SearchFolding.fold(folded).utf8.elementsEqual(folded.utf8), "folding twice")
        try demand(SearchFolding.foldThoroughly(text).utf8.elementsEqual(folded.utf8), "folding by bytes")
        try demand(SearchFolding.tokens(text).joined(separator: " ") == folded, "the words are not the folded text")
    }
}
