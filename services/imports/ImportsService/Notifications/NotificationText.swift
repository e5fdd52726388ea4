import Contracts

/// What an e-mail says of a job that is over.
struct NotificationText: Sendable {
    /// Where the rows that need attention are.
    enum ProblemRows: Sendable, Equatable {
        /// There are none, or they were removed.
        case none
        case attached(name: String)
        case linked(url: String)
        /// To be fetched with the command line or the interface.
        case kept
    }

    /// Numbers that are told with their meanings.
    private static let codeLimit = 100

    let job: JobRecord
    let language: TextLanguage

    /// Names the file, and how its import ended.
    var subject: String {
        let rejected = job.counts.rejected
        let kind = BilingualText("Nhập dữ liệu", "Import")[language]
        let rows =
            rejected > 0
            ? BilingualText(
                ", \(rejected) dòng bị từ chối", ", \(rejected) \(rejected == 1 ? "row" : "rows") rejected")[language]
            : ""
        return "\(kind) \(job.fileName): \(state[language])\(rows)"
    }

    /// Plain text, lines ended by line feeds.
    func body(_ problems: ProblemRows) -> String {
        ([heading] + [counts, codes, failure, sentence(problems)].filter { !$0.isEmpty }).joined(separator: "\n\n")
            + "\n"
    }

    /// The workbook of the rows that need attention.
    var attachmentName: String {
        let name = job.fileName.lastIndex(of: ".").map { job.fileName[..<$0] } ?? job.fileName[...]
        return
            "\(name.isEmpty ? "import" : String(name))-\(job.id)-\(BilingualText("dong-loi", "problems")[language]).xlsx"
    }

    /// Whether rows were skipped, rejected or not reached.
    var hasProblems: Bool {
        job.startedAt > 0 && job.counts.rejected + job.counts.skipped + job.counts.notReached > 0
    }

    private var state: BilingualText {
        switch job.state {
        case .completed: BilingualText("hoàn tất", "completed")
        case .completedWithErrors: BilingualText("hoàn tất, có lỗi", "completed with errors")
        case .failed: BilingualText("thất bại", "failed")
        case .cancelled: BilingualText("đã hủy", "cancelled")
        case .undone, .partlyUndone: BilingualText("đã hoàn tác", "undone")
        case .created, .uploading, .uploaded, .queued, .running, .planning, .planned, .paused, .undoing, .redoing:
            BilingualText("chưa xong", "not over")
        }
    }

    private var heading: String {
        BilingualText(
            "Việc nhập tệp \(job.fileName) (số \(job.id)): \(state.vietnamese).",
            "The import of the file \(job.fileName) (number \(job.id)): \(state.english).")[language]
    }

    private var counts: String {
        let counts = job.counts
        let lines: [(BilingualText, Int64)] = [
            (BilingualText("Tổng số dòng", "Rows"), counts.total),
            (BilingualText("Tạo mới", "Created"), counts.created),
            (BilingualText("Cập nhật", "Updated"), counts.updated),
            (BilingualText("Không thay đổi", "Unchanged"), counts.unchanged),
            (BilingualText("Bỏ qua", "Skipped"), counts.skipped),
            (BilingualText("Bị từ chối", "Rejected"), counts.rejected),
            (BilingualText("Dòng trống", "Empty"), counts.ignoredEmpty),
            (BilingualText("Chưa xử lý", "Not reached"), counts.notReached),
        ]
        return lines.map { "\($0[language]): \($1)" }.joined(separator: "\n")
    }

    private var codes: String {
        let rows = job.codes.rows.sorted { $0.key < $1.key }.prefix(Self.codeLimit)
        guard !rows.isEmpty else { return "" }
        let title = BilingualText("Lỗi và cảnh báo:", "Errors and warnings:")[language]
        let lines = rows.map { number, count in
            let meaning = CodeMeaning.of(number).map { " - \($0[language])" } ?? ""
            let name = ResultCode.name(of: number)
            return "  \(number) \(name)\(meaning): \(BilingualText("\(count) dòng", "rows: \(count)")[language])"
        }
        return ([title] + lines).joined(separator: "\n")
    }

    private var failure: String {
        guard job.errorNumber != 0 else { return "" }
        let meaning = CodeMeaning.of(job.errorNumber)?[language] ?? ""
        let reason = "\(job.errorNumber) \(ResultCode.name(of: job.errorNumber))"
        // What the job says of itself is in English, and more exact.
        let detail = language == .english ? job.errorMessage : meaning
        return BilingualText("Lý do: \(reason) - \(detail)", "Reason: \(reason) - \(detail)")[language]
    }

    private func sentence(_ problems: ProblemRows) -> String {
        switch problems {
        case .none: ""
        case .attached(let name):
            BilingualText(
                "Các dòng cần xem lại ở trong tệp đính kèm \(name). Có thể sửa rồi nhập lại tệp này.",
                "The rows that need attention are in the attached file \(name). It can be corrected and imported again."
            )[language]
        case .linked(let url):
            BilingualText(
                "Các dòng cần xem lại; có thể sửa rồi nhập lại tệp này:\n\(url)",
                "The rows that need attention, to be corrected and imported again:\n\(url)")[language]
        case .kept:
            BilingualText(
                "Tải các dòng cần xem lại: danhba import result \(job.id) --problems-only -o FILE",
                "To get the rows that need attention: danhba import result \(job.id) --problems-only -o FILE")[language]
        }
    }
}
