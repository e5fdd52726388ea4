import Contracts
import TextNormalization

/// What a contact is found by: its folded name, its numbers and its e-mail addresses, as one run of bytes.
///
/// Three parts, each ended by `partEnd`: the words of the name with a blank before each; the numbers' digits and the
/// addresses with `valueEnd` after each. None of these bytes occurs in a value.
enum SearchText {
    static let partEnd: UInt8 = 1
    static let valueEnd: UInt8 = 2
    static let wordStart = UInt8(ascii: " ")

    /// The parts, in their order.
    enum Part: Int, CaseIterable {
        case name
        case phones
        case emails
    }

    static func bytes(of contact: ContactsV1.Contact) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(96)
        bytes.append(wordStart)
        bytes.append(contentsOf: SearchFolding.fold(contact.name).utf8)
        bytes.append(partEnd)
        for phone in contact.phones {
            bytes.append(contentsOf: String(phone.number).utf8)
            bytes.append(valueEnd)
        }
        bytes.append(partEnd)
        for email in contact.emails {
            bytes.append(contentsOf: email.utf8)
            bytes.append(valueEnd)
        }
        bytes.append(partEnd)
        return bytes
    }

    /// Whether two states of a contact are found by different texts.
    static func differs(_ left: ContactsV1.Contact, _ right: ContactsV1.Contact) -> Bool {
        left.name != right.name || left.emails != right.emails
            || !left.phones.elementsEqual(right.phones) { $0.number == $1.number }
    }

    /// One part of a text, without its end; nil for the empty text of a contact that is not found.
    static func part(_ part: Part, of text: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer? {
        var start = 0
        for _ in 0..<part.rawValue {
            guard let end = text.firstIndex(of: partEnd, from: start) else { return nil }
            start = end + 1
        }
        guard let end = text.firstIndex(of: partEnd, from: start) else { return nil }
        return UnsafeRawBufferPointer(rebasing: text[start..<end])
    }
}
