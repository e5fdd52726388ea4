// swift-format-ignore-file
// Generated from danhba/imports/v1/language.proto by dev/proto.sh. Do not edit.

internal import CMessages

extension ImportsV1 {
    /// A language that people are written to in.
    ///
    /// A number that this version of the contract does not know is read as `unspecified`.
    public enum Language: Int32, CaseIterable, Sendable {
        /// What each use says.
        case unspecified = 0
        case vietnamese = 1
        case english = 2

        init(c: Danhba__Imports__V1__Language) {
            self = Self(rawValue: Int32(truncatingIfNeeded: c.rawValue)) ?? .unspecified
        }

        var c: Danhba__Imports__V1__Language { Danhba__Imports__V1__Language(rawValue: UInt32(bitPattern: rawValue)) }
    }
}
