extension Int64 {
    /// SQLite has no type for truth: 1 or 0.
    init(_ flag: Bool) { self = flag ? 1 : 0 }
}
