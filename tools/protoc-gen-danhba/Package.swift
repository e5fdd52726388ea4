// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "protoc-gen-danhba",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "protoc-gen-danhba", targets: ["protoc-gen-danhba"])],
    dependencies: [.package(url: "https://github.com/apple/swift-protobuf", from: "1.39.0")],
    targets: [
        .executableTarget(
            name: "protoc-gen-danhba",
            dependencies: [
                .product(name: "SwiftProtobuf", package: "swift-protobuf"),
                .product(name: "SwiftProtobufPluginLibrary", package: "swift-protobuf"),
            ],
            path: "Sources",
            swiftSettings: [
                .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("MemberImportVisibility"),
                .treatAllWarnings(as: .error),
            ])
    ],
    swiftLanguageModes: [.v6]
)
