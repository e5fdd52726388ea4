/// A contract that the generator refuses, or wrong use of the generator.
struct ContractError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
