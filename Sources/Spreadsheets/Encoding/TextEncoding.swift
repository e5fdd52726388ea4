/// How the bytes of delimited text are to be read.
public enum TextEncoding: String, Sendable, CaseIterable {
    case utf8 = "UTF-8"
    case utf16LittleEndian = "UTF-16LE"
    case utf16BigEndian = "UTF-16BE"
    case utf32LittleEndian = "UTF-32LE"
    case utf32BigEndian = "UTF-32BE"
    /// Vietnamese Windows: letters followed by tone marks, which are read as one letter.
    case windows1258 = "windows-1258"
    /// Western Europe.
    case windows1252 = "windows-1252"
    /// TCVN 5712, which the ABC (.VnTime) fonts use.
    case tcvn3 = "TCVN3"
    case viscii = "VISCII"

    /// The meaning of every byte, nil for the Unicode encodings.
    var table: [UInt16]? {
        switch self {
        case .utf8, .utf16LittleEndian, .utf16BigEndian, .utf32LittleEndian, .utf32BigEndian: nil
        case .windows1258: Self.asciiHalf + SingleByteTable.windows1258
        case .windows1252: Self.asciiHalf + SingleByteTable.windows1252
        case .tcvn3: SingleByteTable.tcvn3
        case .viscii: SingleByteTable.viscii
        }
    }

    private static let asciiHalf: [UInt16] = Array(0..<128)
}
