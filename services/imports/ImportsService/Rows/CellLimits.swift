/// How much one cell may hold.
enum CellLimits {
    /// A contact has at most so many phones, and so many addresses.
    static let values = 20
    /// Bytes of a cell with phones or addresses: twenty long ones.
    static let listBytes = 8_192
}
