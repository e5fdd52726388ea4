import ServiceRuntime

/// What may be wrong with a contact or a row, or worth knowing about it, beside what every service finds.
extension Fault {
    /// Not a canonical number.
    ///
    /// The other faults of phones come from `PhoneError`.
    static let phoneInvalid = Fault(2010, "PHONE_INVALID")
    static let ratingRange = Fault(2037, "RATING_RANGE")
    static let managerUnknown = Fault(2040, "MANAGER_UNKNOWN")
    static let managerInactive = Fault(2041, "MANAGER_INACTIVE")
    static let groupWithoutSupervisor = Fault(2042, "GROUP_NO_SUPERVISOR")
    static let companyUnknown = Fault(2050, "COMPANY_UNKNOWN")
    /// A warning: the row names a contact that does not exist; it was created.
    static let contactIDUnknown = Fault(2072, "CONTACT_ID_UNKNOWN")
    /// Somebody asked for this person to be forgotten.
    static let personErased = Fault(3015, "PERSON_ERASED")
}

/// One field that is wrong.
struct ContactProblem: Equatable, Sendable {
    var fault: Fault
    /// A name of `ContactField`, or `custom.KEY`.
    var field: String
    /// For people; holds no value of the request.
    var message: String
    /// The contacts that have the value already.
    var ids: [Int64] = []
}
