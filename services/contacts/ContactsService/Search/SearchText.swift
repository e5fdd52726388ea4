import Contracts
import TextNormalization

/// What a contact is found by: its folded name, its numbers, its e-mail addresses, its folded position and its facets, as
/// one run of bytes.
///
/// Five parts, each ended by `partEnd`: the words of the name with a blank before each; the numbers' digits and the
/// addresses with `valueEnd` after each; the words of the position; a byte for each facet. None of these ends occurs in
/// a value.
enum SearchText {
    static let partEnd: UInt8 = 1
    static let valueEnd: UInt8 = 2
    static let wordStart = UInt8(ascii: " ")

    /// The parts, in their order.
    enum Part: Int, CaseIterable {
        case name
        case phones
        case emails
        case position
        case facets
    }

    static func bytes(of contact: ContactsV1.Contact) -> [UInt8] {
        texts(of: contact)
            + facets(rating: contact.rating, companyID: contact.companyID, managerID: contact.managerID)
    }

    /// All parts but the last one.
    static func texts(of contact: ContactsV1.Contact) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(128)
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
        if !contact.position.isEmpty { bytes.append(contentsOf: SearchFolding.fold(contact.position).utf8) }
        bytes.append(partEnd)
        return bytes
    }

    /// The last part; 0: no company, no manager.
    static func facets(rating: Int32, companyID: Int64, managerID: Int64) -> [UInt8] {
        var bytes = [SearchFacet.rating(rating).byte]
        if companyID == 0 { bytes.append(SearchFacet.withoutCompany.byte) }
        if managerID == 0 { bytes.append(SearchFacet.withoutManager.byte) }
        bytes.append(partEnd)
        return bytes
    }

    /// Whether two states of a contact are found by different texts.
    static func differs(_ left: ContactsV1.Contact, _ right: ContactsV1.Contact) -> Bool {
        left.name != right.name || left.emails != right.emails || left.position != right.position
            || left.rating != right.rating || (left.companyID == 0) != (right.companyID == 0)
            || (left.managerID == 0) != (right.managerID == 0)
            || !left.phones.elementsEqual(right.phones) { $0.number == $1.number }
    }

    /// One part of a text, without its end; nil for the empty text of a contact that is not found.
    static func part(_ part: Part, of text: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer? {
        if part == .facets { return facets(of: text) }
        var start = 0
        for _ in 0..<part.rawValue {
            guard let end = text.firstIndex(of: partEnd, from: start) else { return nil }
            start = end + 1
        }
        guard let end = text.firstIndex(of: partEnd, from: start) else { return nil }
        return UnsafeRawBufferPointer(rebasing: text[start..<end])
    }

    /// The last part, from behind.
    private static func facets(of text: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer? {
        guard let end = text.indices.last, text[end] == partEnd else { return nil }
        var start = end
        while start > 0, text[start - 1] != partEnd { start -= 1 }
        return UnsafeRawBufferPointer(rebasing: text[start..<end])
    }
}

/// One of the few things by which contacts are divided, each of which many have.
enum SearchFacet: Hashable, Sendable {
    /// 0–5.
    case rating(Int32)
    case withoutCompany
    case withoutManager

    /// How many there are.
    static let count = 8

    /// The slice in a signature.
    var feature: Int {
        switch self {
        case .rating(let stars): Int(min(max(stars, 0), 5))
        case .withoutCompany: 6
        case .withoutManager: 7
        }
    }

    /// As it stands in a text.
    var byte: UInt8 { UInt8(ascii: "0") + UInt8(feature) }
}
