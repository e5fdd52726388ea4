import Contracts

/// What a company is reached by beside its name, as the search index holds it: tax code, digits of the phone and e-mail
/// address, in small letters, a line each.
enum CompanyReach {
    /// Characters of a part that can be looked for.
    static let shortestPart = 3

    /// Empty for a company that has none of them.
    static func text(taxCode: String, phone: String, email: String) -> String {
        let lines = [taxCode.lowercased()] + numbers(in: phone) + [email.lowercased()]
        return lines.filter { !$0.isEmpty }.joined(separator: "\n")
    }

    /// The parts to look for, any of which will do; none for a text that is too short or cannot stand in an index.
    static func parts(of text: String) -> [String] {
        let wanted = text.lowercased()
        guard !wanted.unicodeScalars.contains(where: { $0.value < 0x20 }) else { return [] }
        var parts = [wanted]
        let numbers = numbers(in: text)
        if numbers.count == 1, text.utf8.allSatisfy({ isDigit($0) || isBetweenDigits($0) }) {
            parts.append(numbers[0])
            if numbers[0].hasPrefix("0") { parts.append("84" + numbers[0].dropFirst()) }
        }
        var distinct: [String] = []
        for part in parts where part.unicodeScalars.count >= shortestPart && !distinct.contains(part) {
            distinct.append(part)
        }
        return distinct
    }

    /// The digits of each number in a text; what people write inside a number does not count.
    private static func numbers(in text: String) -> [String] {
        var numbers = [""]
        for byte in text.utf8 {
            if isDigit(byte) {
                numbers[numbers.count - 1].unicodeScalars.append(Unicode.Scalar(byte))
            } else if !isBetweenDigits(byte), numbers.last?.isEmpty == false {
                numbers.append("")
            }
        }
        return numbers.filter { !$0.isEmpty }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    private static func isBetweenDigits(_ byte: UInt8) -> Bool { " .-()+".utf8.contains(byte) }
}

extension CompaniesV1.Company {
    /// See `CompanyReach`.
    var reach: String { CompanyReach.text(taxCode: taxCode, phone: phone, email: email) }
}
