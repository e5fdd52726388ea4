/// A fault that programs tell apart: its stable number and the name that goes with it, as `ErrorInfo` carries them.
///
/// Those that several services find stand here; a service adds its own in an extension.
public struct Fault: Sendable, Equatable {
    /// Never changes its meaning.
    public let number: Int32
    /// `REQUIRED_MISSING` and its like.
    public let name: String

    /// A fault that is not here yet; its number must be free.
    public init(_ number: Int32, _ name: String) {
        self.number = number
        self.name = name
    }

    /// A required value is blank.
    public static let requiredMissing = Fault(2001, "REQUIRED_MISSING")
    /// A name has too many characters.
    public static let nameTooLong = Fault(2002, "NAME_TOO_LONG")
    /// Another text has too many characters; the same number as `nameTooLong`.
    public static let textTooLong = Fault(2002, "TEXT_TOO_LONG")
    /// Not an e-mail address.
    public static let emailInvalid = Fault(2020, "EMAIL_INVALID")
    /// Not a number, or outside its range.
    public static let numberInvalid = Fault(2030, "NUMBER_INVALID")
    /// Another live record has the value, which must be unique.
    public static let uniqueConflict = Fault(2060, "UNIQUE_CONFLICT")
    /// The service that owns the data does not answer; try again.
    public static let ownerUnavailable = Fault(5001, "OWNER_UNAVAILABLE")
}
