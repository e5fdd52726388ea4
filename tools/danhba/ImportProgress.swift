import ArgumentParser
import Contracts
import Foundation
import RPCCore

/// Follows the job of an import on the terminal, and says what became of it.
enum ImportProgress {
    static func follow(
        _ id: Int64, _ client: ImportsV1.ImportsClient, _ options: CallOptions
    ) async throws -> ImportsV1.Import {
        var bar = ProgressBar("import")
        var attempts = 0
        while true {
            do {
                var last = ImportsV1.Import()
                for try await step in try await client.watchImport(.init(id: id), options: options) {
                    last = step.import ?? last
                    attempts = 0
                    bar.show(perMille: Int(last.progressPerMille), ImportText.progress(last))
                    // Where it cannot be planned it waits to be planned otherwise.
                    if last.state == .planned || last.state == .uploaded { break }
                }
                bar.finish()
                return last
            } catch let error as RPCError where error.code == .unavailable && attempts < 30 {
                attempts += 1
                try await Task.sleep(for: .seconds(1))
            }
        }
    }

    static func report(_ job: ImportsV1.Import, _ output: OutputOptions) throws {
        if output.json {
            try output.printJSON(job, MessagePrinter())
        } else {
            ImportText.show(job)
        }
        switch job.state {
        case .completed, .planned: return
        case .completedWithErrors: throw ExitCode(3)
        default: throw ExitCode(1)
        }
    }
}
