import ArgumentParser
import Contracts
import Spreadsheets

/// `loadtest workbook`: a large file to import.
struct WorkbookCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "workbook",
        abstract: "Writes a file of made-up customers; one row in ten repeats an earlier phone.")

    private static let header = [
        "Name", "Phone", "Email", "Position", "Company", "Priority", "Account manager", "Address", "Note",
    ]

    @Option(help: "Data rows.")
    var rows = 200_000
    @Option(help: "The first customer, to make several files that share none.")
    var first = 0
    @Flag(help: "Give every row a phone that is none, so that it is rejected.")
    var bad = false
    @Argument(help: "The .xlsx or .csv file to write.", completion: .file())
    var file: String

    func validate() throws {
        guard rows >= 1, first >= 0, first <= SampleContacts.limit - rows else {
            throw ValidationError("--first and --rows must stay within \(SampleContacts.limit) customers.")
        }
    }

    func run() throws {
        let writer: any RowWriter =
            if file.lowercased().hasSuffix(".xlsx") { try XLSXWriter(path: file) } else { try CSVWriter(path: file) }
        try writer.append(row: WorkbookCommand.header)
        for index in first..<first + rows { try writer.append(row: cells(index)) }
        try writer.finish()
    }

    private func cells(_ index: Int) -> [String] {
        let bits = SampleContacts.scrambled(UInt64(index) ^ 0x5A5A)
        let repeats = index > first && bits % 10 == 0
        let phone = SampleContacts.phone(repeats ? first + Int(bits / 10 % UInt64(index - first)) : index)
        let customer = SampleContacts.row(index)
        let agent = Int(bits >> 8 % 44) + 1
        return [
            customer.name, bad ? "12345" : String(phone), customer.emails.first ?? "", customer.position,
            "Công ty TNHH Số \(bits >> 16 % 5800)", customer.rating == 0 ? "" : String(customer.rating),
            agent > 40 ? "" : "agent.\(agent < 10 ? "0" : "")\(agent)@example.com", customer.address,
            bits >> 32 % 2 == 0 ? "" : "Gọi lại sau 17h",
        ]
    }
}
