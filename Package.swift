// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

/// Third-party products, named once so that a target reads as a list of what it uses.
extension Target.Dependency {
    static let argumentParser = product(name: "ArgumentParser", package: "swift-argument-parser")
    static let configuration = product(name: "Configuration", package: "swift-configuration")
    static let crypto = product(name: "Crypto", package: "swift-crypto")
    static let grdb = product(name: "GRDB", package: "GRDB.swift")
    static let histogram = product(name: "Histogram", package: "hdrhistogram-swift")
    static let httpTypes = product(name: "HTTPTypes", package: "swift-http-types")
    static let hummingbird = product(name: "Hummingbird", package: "hummingbird")
    static let hummingbirdCore = product(name: "HummingbirdCore", package: "hummingbird")
    static let lifecycle = product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
    static let logging = product(name: "Logging", package: "swift-log")
    static let coreMetrics = product(name: "CoreMetrics", package: "swift-metrics")
    static let nioConcurrency = product(name: "NIOConcurrencyHelpers", package: "swift-nio")
    static let nioCore = product(name: "NIOCore", package: "swift-nio")
    static let nioEmbedded = product(name: "NIOEmbedded", package: "swift-nio")
    static let nioPosix = product(name: "NIOPosix", package: "swift-nio")
    static let nioSSL = product(name: "NIOSSL", package: "swift-nio-ssl")
    static let nioTestUtils = product(name: "NIOTestUtils", package: "swift-nio")
    static let sqlite = product(name: "GRDBSQLite", package: "GRDB.swift")
    static let tracing = product(name: "Tracing", package: "swift-distributed-tracing")
    static let unixSignals = product(name: "UnixSignals", package: "swift-service-lifecycle")
}

func library(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

/// A service is a library with its behaviour and an executable that only wires it.
func service(
    _ name: String, library libraryName: String, uses dependencies: [Target.Dependency],
    executableUses executableDependencies: [Target.Dependency] = []
) -> [Target] {
    [
        .target(
            name: libraryName, dependencies: dependencies, path: "services/\(name)/\(libraryName)",
            swiftSettings: strict),
        .executableTarget(
            name: name,
            dependencies: [
                .byName(name: libraryName), "RPCCore", "RPCTransport", "ServiceRuntime", "Store", .argumentParser,
                .lifecycle, .unixSignals,
            ] + executableDependencies,
            path: "services/\(name)/\(name)", swiftSettings: strict),
    ]
}

func tests(_ name: String, _ dependencies: [Target.Dependency], resources: [Resource] = []) -> Target {
    .testTarget(
        name: "\(name)Tests", dependencies: [.byName(name: name), "TestSupport"] + dependencies,
        resources: resources, swiftSettings: strict)
}

/// The fuzz targets: replayed by the tests, and with DANHBA_FUZZ an executable for libFuzzer, which brings its own `main`.
func fuzzTargets(_ dependencies: [Target.Dependency]) -> Target {
    Context.environment["DANHBA_FUZZ"] == nil
        ? .testTarget(
            name: "FuzzTests", dependencies: dependencies, exclude: ["Driver.swift", "Seeds", "Dictionaries"],
            swiftSettings: strict)
        : .executableTarget(
            name: "fuzz", dependencies: dependencies, path: "Tests/FuzzTests",
            exclude: ["ReplayTests.swift", "Seeds", "Dictionaries"], swiftSettings: strict)
}

let package = Package(
    name: "danhba",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "contacts", targets: ["contacts"]),
        .executable(name: "companies", targets: ["companies"]),
        .executable(name: "campaigns", targets: ["campaigns"]),
        .executable(name: "imports", targets: ["imports"]),
        .executable(name: "gateway", targets: ["gateway"]),
        .executable(name: "danhba", targets: ["danhba"]),
        .executable(name: "loadtest", targets: ["loadtest"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.0.0"),
        .package(url: "https://github.com/apple/swift-distributed-tracing", from: "1.7.0"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/HdrHistogram/hdrhistogram-swift", from: "0.2.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        // System libraries
        .systemLibrary(name: "CProtobufC", pkgConfig: "libprotobuf-c", providers: [.apt(["libprotobuf-c-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CLibcrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])]),
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(name: "CMalloc"),
        .systemLibrary(name: "CByteSearch"),
        .systemLibrary(name: "CXLSXWriter", providers: [.apt(["libxlsxwriter-dev"])]),
        .target(name: "CPhoneNumber", linkerSettings: [.linkedLibrary("phonenumber")]),

        // Shared libraries
        .target(name: "CMessages", dependencies: ["CProtobufC"]),
        library("RPCCore", []),
        library("Contracts", ["RPCCore", "CMessages", "CProtobufC"]),
        library(
            "RPCTransport", ["RPCCore", "CZlib", .nioCore, .nioPosix, .nioConcurrency, .nioSSL, .crypto, .logging]),
        library("RPCInProcess", ["RPCCore"]),
        library("Store", ["RPCCore", .grdb, .sqlite, .lifecycle, .logging]),
        library(
            "Observability",
            [
                "RPCCore", "RPCTransport", .coreMetrics, .httpTypes, .hummingbird, .hummingbirdCore, .lifecycle,
                .logging, .nioCore, .tracing,
            ]),
        library(
            "ServiceRuntime",
            [
                "RPCCore", "RPCTransport", "Contracts", "Observability", "Store", "TextNormalization", .argumentParser,
                .configuration, .lifecycle, .logging, .tracing, .unixSignals,
            ]),
        library("MessageJSON", ["RPCCore", "Contracts"]),
        library("ImportClient", ["RPCCore", "Contracts", "CZlib"]),
        library("CustomFields", ["RPCCore", "Contracts", "Store", "ServiceRuntime", "TextNormalization"]),
        library(
            "BulkWriting",
            ["RPCCore", "Contracts", "Store", "ServiceRuntime", "CustomFields", .crypto, .lifecycle, .logging]),
        library(
            "OperationUndo", ["RPCCore", "Contracts", "Store", "ServiceRuntime", "CustomFields"]),
        library("SheetExport", ["Contracts", "CustomFields", "Spreadsheets", "TextNormalization"]),
        library("TextNormalization", []),
        library("PhoneNumbers", ["CPhoneNumber"]),
        library("Spreadsheets", ["CZlib", "CExpat", "CXLSXWriter"]),

        // Tests
        .target(
            name: "TestSupport", dependencies: ["RPCCore", "RPCInProcess"], path: "Tests/TestSupport",
            swiftSettings: strict),
        tests("RPCCore", []),
        tests(
            "RPCTransport",
            [
                "RPCCore", "RPCInProcess", .crypto, .nioCore, .nioEmbedded, .nioPosix, .nioSSL, .nioTestUtils, .logging,
            ]),
        .target(
            name: "CSampleMessages", dependencies: ["CMessages", "CProtobufC"], path: "Tests/CSampleMessages"),
        tests("Contracts", ["RPCCore", "RPCInProcess", "CMessages", "CSampleMessages"]),
        tests("Store", ["RPCCore", .grdb]),
        tests(
            "Observability",
            ["RPCCore", "RPCTransport", .coreMetrics, .lifecycle, .logging, .nioCore, .nioPosix, .tracing]),
        tests(
            "ServiceRuntime",
            [
                "RPCCore", "RPCInProcess", "RPCTransport", "Contracts", "Store", .argumentParser, .grdb, .lifecycle,
                .logging,
            ]),
        tests("MessageJSON", ["RPCCore", "Contracts"]),
        tests("CustomFields", ["Contracts", "ServiceRuntime"]),
        tests("TextNormalization", []),
        tests("PhoneNumbers", []),
        tests("Spreadsheets", ["CZlib"], resources: [.copy("Workbooks")]),
        tests(
            "ContactsService",
            [
                "RPCCore", "RPCInProcess", "Contracts", "Store", "ServiceRuntime", "BulkWriting", "CustomFields",
                "OperationUndo", "PhoneNumbers", "CampaignsService", .logging,
            ]),
        tests(
            "CompaniesService",
            [
                "RPCCore", "RPCInProcess", "Contracts", "Store", "ServiceRuntime", "BulkWriting", "TextNormalization",
                .logging,
            ]),
        tests(
            "CampaignsService", ["RPCCore", "RPCInProcess", "Contracts", "Store", "ServiceRuntime", .logging]),
        tests(
            "ImportsService",
            [
                "RPCCore", "RPCInProcess", "Contracts", "Store", "ServiceRuntime", "BulkWriting", "CustomFields",
                "Spreadsheets", "TextNormalization", "ContactsService", "CompaniesService", "CampaignsService",
                .logging,
            ]),
        tests(
            "GatewayService",
            [
                "RPCCore", "RPCInProcess", "RPCTransport", "Contracts", "MessageJSON", "Observability",
                "ServiceRuntime", .coreMetrics, .lifecycle, .logging, .tracing,
            ]),
        fuzzTargets([
            "RPCCore", "RPCTransport", "Contracts", "MessageJSON", "Spreadsheets", "PhoneNumbers", "TextNormalization",
            "TestSupport", "CZlib", .nioCore, .nioEmbedded, .logging,
        ]),
        .testTarget(
            name: "EndToEndTests",
            dependencies: ["TestSupport", "RPCCore", "RPCTransport", "Contracts", "ImportClient"], swiftSettings: strict
        ),
    ]
        + service(
            "contacts", library: "ContactsService",
            uses: [
                "RPCCore", "Contracts", "Store", "ServiceRuntime", "BulkWriting", "CustomFields", "OperationUndo",
                "PhoneNumbers", "TextNormalization", "SheetExport", "CByteSearch", .crypto, .logging, .lifecycle, .grdb,
            ])
        + service(
            "companies", library: "CompaniesService",
            uses: [
                "RPCCore", "Contracts", "Store", "ServiceRuntime", "BulkWriting", "CustomFields", "OperationUndo",
                "PhoneNumbers", "TextNormalization", "SheetExport", .logging, .lifecycle, .grdb,
            ])
        + service(
            "campaigns", library: "CampaignsService",
            uses: [
                "RPCCore", "Contracts", "Store", "ServiceRuntime", "OperationUndo", "PhoneNumbers", "TextNormalization",
                .logging, .lifecycle, .grdb,
            ])
        + service(
            "imports", library: "ImportsService",
            uses: [
                "RPCCore", "Contracts", "Store", "ServiceRuntime", "BulkWriting", "CustomFields", "SheetExport",
                "Spreadsheets",
                "PhoneNumbers", "TextNormalization", "CCurl", "CLibcrypto", "CMalloc", "CZlib", .logging, .lifecycle,
                .grdb,
                .nioCore, .nioPosix,
            ])
        + service(
            "gateway", library: "GatewayService",
            uses: [
                "RPCCore", "Contracts", "MessageJSON", "ImportClient", "ServiceRuntime", .coreMetrics, .httpTypes,
                .hummingbird, .logging, .lifecycle, .nioCore,
            ])
        + [
            .executableTarget(
                name: "danhba",
                dependencies: [
                    "RPCCore", "RPCTransport", "Contracts", "MessageJSON", "ImportClient", "Spreadsheets",
                    .argumentParser,
                    .lifecycle,
                    .logging, .unixSignals,
                ],
                path: "tools/danhba", swiftSettings: strict),
            .executableTarget(
                name: "loadtest",
                dependencies: [
                    "RPCCore", "RPCTransport", "Contracts", "ImportClient", "ServiceRuntime", "Spreadsheets", "Store",
                    .argumentParser, .histogram, .logging, .nioCore, .nioPosix,
                ],
                path: "tools/loadtest", swiftSettings: strict),
        ],
    swiftLanguageModes: [.v6]
)

// A narrow loop: `DANHBA_TARGETS=StoreTests swift test` plans only the named targets and what they need.
if let names = Context.environment["DANHBA_TARGETS"]?.split(separator: ",").map(String.init) {
    var kept: Set<String> = []
    var pending = names
    while let name = pending.popLast() {
        guard kept.insert(name).inserted, let target = package.targets.first(where: { $0.name == name }) else {
            continue
        }
        for case .byNameItem(let dependency, _) in target.dependencies { pending.append(dependency) }
    }
    package.targets.removeAll { !kept.contains($0.name) }
    package.products.removeAll { !kept.contains($0.name) }
}
