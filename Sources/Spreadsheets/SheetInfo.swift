/// One sheet of a file, as the spreadsheet program lists it.
public struct SheetInfo: Sendable, Equatable {
    /// Whether the spreadsheet program shows the sheet's tab.
    public enum Visibility: Sendable {
        case visible
        case hidden
        /// Hidden so that only a program can show it.
        case veryHidden
    }

    /// What the sheet is.
    public enum Kind: Sendable {
        case worksheet
        case chartSheet
        case dialogSheet
        case macroSheet
        /// The workbook names the sheet and holds no part for it.
        case missing
    }

    /// The name on the sheet's tab; of delimited text, empty.
    public var name: String
    /// Hidden sheets are read like visible ones.
    public var visibility: Visibility
    /// Only a worksheet has rows to read.
    public var kind: Kind
}
