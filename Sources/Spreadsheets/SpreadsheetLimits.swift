/// What one file may cost.
///
/// Every limit is checked while reading, against what is found and not what the file declares.
public struct SpreadsheetLimits: Sendable, Equatable {
    /// Size of the file in bytes; 1 GiB.
    public var fileBytes: UInt64 = 1 << 30
    /// Entries in the zip directory; 10,000 (a workbook with a drawing and comments per sheet has about six per sheet).
    public var zipEntries = 10_000
    /// Inflated bytes of one part; 4 GiB - 1, about eight million rows of nine columns.
    public var inflatedPartBytes: UInt64 = (1 << 32) - 1
    /// Inflated bytes of all parts that are read; 8 GiB.
    public var inflatedTotalBytes: UInt64 = 8 << 30
    /// Inflated to compressed bytes of one part, applied above 64 MiB inflated: empty styled rows reach 150 to 1.
    public var inflationRatio: UInt64 = 250
    /// Inflated bytes of a part that is read as a whole (workbook, relations, styles); 64 MiB.
    public var smallPartBytes: UInt64 = 64 << 20
    /// UTF-8 bytes of one cell's text; 131,068, which is Excel's 32,767 characters.
    ///
    /// A longer text is cut at a character and its cell carries ``CellWarnings/truncated``.
    public var cellBytes = 32_767 * 4
    /// UTF-8 bytes of one row's texts together; 32 MiB.
    public var rowBytes = 32 << 20
    /// Highest row number; 1,048,576, the most that a worksheet has.
    public var rows = 1_048_576
    /// Columns; 16,384, the most that a worksheet has.
    public var columns = 16_384
    /// Memory for shared strings; 96 MiB.
    ///
    /// Above it they move to an unlinked temporary file.
    public var sharedStringMemoryBytes = 96 << 20

    /// The defaults named on each property.
    public init() {}
}
