/// What the caller knows about delimited text; what is nil is detected.
public struct CSVOptions: Sendable, Equatable {
    /// A byte order mark of another encoding refuses the file.
    public var encoding: TextEncoding?
    /// One ASCII byte other than a quote, a line end or NUL, which refuse the file with FILE_TYPE_UNSUPPORTED.
    public var delimiter: UInt8?

    /// Everything is detected.
    public init() {}

    /// What is nil is detected.
    public init(encoding: TextEncoding?, delimiter: UInt8?) {
        self.encoding = encoding
        self.delimiter = delimiter
    }
}

/// How delimited text is read.
public struct CSVDialect: Sendable, Equatable {
    /// As declared, by the byte order mark, or detected from the first megabyte.
    public var encoding: TextEncoding
    /// As declared, from the `sep=` line, or detected from the first hundred records.
    public var delimiter: UInt8
    /// Bytes of the byte order mark, 0 to 4.
    public var byteOrderMarkLength: Int
    /// Whether the first line is Excel's `sep=;`, which is no row and has no row number.
    public var hasSeparatorLine: Bool

    /// Whether a byte can stand between fields: ASCII, and neither a quote, a line end nor NUL.
    static func canDelimit(_ byte: UInt8) -> Bool {
        byte < 0x80 && ![0, UInt8(ascii: "\""), UInt8(ascii: "\n"), UInt8(ascii: "\r")].contains(byte)
    }
}
