/// One sheet of a file, as the spreadsheet program lists it.
public struct SheetInfo: Sendable, Equatable {
    public enum Visibility: Sendable {
        case visible
        case hidden
        /// Hidden so that only a program can show it.
        case veryHidden
    }

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
    public var visibility: Visibility
    /// Only a worksheet has rows to read.
    public var kind: Kind
}
