// swift-format-ignore-file
// Generated from all contracts by dev/proto.sh. Do not edit.

enum OneofNames {
    /// Names of oneofs by the full names of their members.
    static let byMember: [String: String] = [:]
}
