import Spreadsheets

/// The limits and places of the imports service.
///
/// Every limit has a default that suits one machine.
public struct ImportsConfiguration: Sendable {
    /// The data folder; files lie in `<directory>/imports/files/<workspace>/`.
    public var directory: String
    /// Bytes of one file; 1 GiB.
    public var fileByteLimit: Int64 = 1 << 30
    /// Jobs that run at once, over all workspaces.
    ///
    /// Default 2: one keeps the contacts service's writer busy.
    public var parallelJobs = 2
    /// Jobs of a workspace that may wait for their turn; another one is refused.
    ///
    /// Default 100: at some seconds each, minutes of work.
    public var waitingJobLimit = 100
    /// Bytes of an upload that may be lost with this process, and are sent again.
    ///
    /// Default 4 MiB.
    public var unsyncedByteLimit: Int64 = 4 << 20
    /// Least time between two messages to a watcher.
    ///
    /// Default 200 ms.
    public var watchInterval = Duration.milliseconds(200)
    /// Memory for one workbook's shared strings; what is above lies in a temporary file.
    ///
    /// Default 48 MiB.
    public var sharedStringMemoryBytes = 48 << 20
    /// First pause before a call to another service is sent again; the next ones double.
    ///
    /// Default 100 ms.
    public var retryDelay = Duration.milliseconds(100)
    /// The longest pause of those; also how long cancelling may take while another service is away.
    ///
    /// Default 2 s.
    public var longestRetryDelay = Duration.seconds(2)
    /// Rows of a chunk.
    ///
    /// Default 16,384. A change makes jobs that are running unable to continue.
    public var chunkRows = 16_384

    /// Time after a job's end until its file and the results of its rows are removed, and after the last piece of a file
    /// until a job that was never started is cancelled.
    ///
    /// Default 30 days.
    public var resultRetention = Duration.seconds(30 * 86_400)
    /// Time after the last piece of an upload that is not whole until its job is cancelled.
    ///
    /// Default 7 days.
    public var uploadRetention = Duration.seconds(7 * 86_400)
    /// Time between two looks for what has to be removed.
    ///
    /// Default one hour.
    public var retentionInterval = Duration.seconds(3_600)

    /// How the ends of jobs are told by e-mail.
    public var mail = MailConfiguration()

    /// All limits at their defaults.
    public init(directory: String) { self.directory = directory }

    var chunkLimits: ChunkLimits { ChunkLimits(rows: max(1, chunkRows)) }

    var spreadsheetLimits: SpreadsheetLimits {
        var limits = SpreadsheetLimits()
        limits.fileBytes = UInt64(clamping: fileByteLimit)
        limits.sharedStringMemoryBytes = sharedStringMemoryBytes
        return limits
    }
}
