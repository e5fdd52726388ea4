import Foundation

/// A message as a mail server takes it: plain text, and a file with it.
///
/// Whatever the texts hold, a line of the header is none but those that are written here.
struct MailMessage: Sendable {
    /// A workbook.
    struct Attachment: Sendable {
        var name: String
        var bytes: [UInt8]
    }

    var from: String
    var to: String
    var subject: String
    /// Milliseconds since 1970.
    var date: Int64
    /// With its angle brackets.
    var messageID: String
    var text: String
    var attachment: Attachment?

    private static let boundary = "=_danhba_part"
    private static let workbookType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    /// The whole message, lines ended by CRLF.
    var bytes: [UInt8] {
        var lines = [
            "Date: \(MailDate.text(date))", "From: <\(from)>", "To: <\(to)>",
            "Subject: \(MailEncoding.unstructured(subject, from: 9))", "Message-ID: \(messageID)", "MIME-Version: 1.0",
            "Auto-Submitted: auto-generated",
        ]
        guard let attachment else {
            lines += Self.textPart(text)
            return Array(lines.joined(separator: "\r\n").utf8)
        }
        // No line of quoted-printable or base64 text is the boundary: the one encodes its `=`, the other has no `_`.
        lines += ["Content-Type: multipart/mixed; boundary=\"\(Self.boundary)\"", "", "--\(Self.boundary)"]
        lines += Self.textPart(text)
        lines += [
            "--\(Self.boundary)", "Content-Type:\r\n \(Self.workbookType)",
            "Content-Disposition: attachment;\(MailEncoding.parameter("filename", attachment.name))",
            "Content-Transfer-Encoding: base64", "",
        ]
        var bytes = Array((lines.joined(separator: "\r\n") + "\r\n").utf8)
        bytes += Data(attachment.bytes).base64EncodedData(options: [
            .lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed,
        ])
        bytes += Array("\r\n--\(Self.boundary)--\r\n".utf8)
        return bytes
    }

    private static func textPart(_ text: String) -> [String] {
        [
            "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: quoted-printable", "",
            MailEncoding.quotedPrintable(text), "",
        ]
    }
}

/// Dates of messages.
enum MailDate {
    private static let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    /// `Sun, 22 Nov 2026 09:30:00 +0000` (RFC 5322).
    static func text(_ milliseconds: Int64) -> String {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let parts = calendar.dateComponents(
            [.year, .month, .day, .hour, .minute, .second],
            from: Date(timeIntervalSince1970: Double(milliseconds) / 1_000))
        func two(_ value: Int?) -> String { (value ?? 0) < 10 ? "0\(value ?? 0)" : "\(value ?? 0)" }
        let day = days[Int(((milliseconds / 86_400_000) % 7 + 7) % 7)]
        let month = months[(parts.month ?? 1) - 1]
        return "\(day), \(two(parts.day)) \(month) \(parts.year ?? 1970) "
            + "\(two(parts.hour)):\(two(parts.minute)):\(two(parts.second)) +0000"
    }
}
