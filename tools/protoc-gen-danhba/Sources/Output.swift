import SwiftProtobufPluginLibrary

/// Where generated code goes, from the plug-in's parameters.
///
/// The defaults are the product's; the tests' own contracts set `c_module=<name>` and `import=<line>`.
struct Output {
    /// The C module that the Swift code imports.
    private(set) var cModule = "CMessages"
    /// A line that every Swift file needs besides.
    private(set) var extraImport: String?

    /// The tables over all contracts exist once, in the product.
    var writesTables: Bool { extraImport == nil }

    init(_ parameter: any CodeGeneratorParameter) throws {
        for (key, value) in parameter.parsedPairs {
            switch key {
            case "c_module": cModule = value
            case "import": extraImport = value
            default: throw ContractError("unknown parameter \(key)")
            }
        }
    }
}
