internal import CMessages
internal import CSampleMessages
import RPCCore
import Testing

@testable import Contracts

/// A message type with its protobuf-c descriptor: an argument of tests that hold for every message.
struct AnyMessageType: Sendable, CustomTestStringConvertible {
    let type: any (Message & Equatable).Type
    private let sampleDescriptor: Int?

    var testDescription: String { type.fullName }

    var descriptor: UnsafePointer<ProtobufCMessageDescriptor>? {
        sampleDescriptor.map { Self.sampleDescriptors[$0] } ?? MessageTable.shared[type.fullName]
    }

    static let all: [AnyMessageType] =
        MessageTypes.all.compactMap { type in
            (type as? any (Message & Equatable).Type).map { AnyMessageType(type: $0, sampleDescriptor: nil) }
        } + samples.indices.map { AnyMessageType(type: samples[$0], sampleDescriptor: $0) }

    private static let samples: [any (Message & Equatable).Type] = [
        SampleV1.Scalars.self, SampleV1.Choices.self, SampleV1.Many.self,
    ]

    /// C globals have no address in Swift, but initialised structs point to them.
    private static var sampleDescriptors: [UnsafePointer<ProtobufCMessageDescriptor>] {
        var scalars = Danhba__Sample__V1__Scalars()
        danhba__sample__v1__scalars__init(&scalars)
        var choices = Danhba__Sample__V1__Choices()
        danhba__sample__v1__choices__init(&choices)
        var many = Danhba__Sample__V1__Many()
        danhba__sample__v1__many__init(&many)
        return [scalars.base.descriptor, choices.base.descriptor, many.base.descriptor]
    }
}

extension Message {
    init(deserializing bytes: [UInt8]) throws {
        self = try bytes.withUnsafeBytes { try Self(deserializing: $0) }
    }
}

extension String {
    /// The bytes that this hex text names.
    var bytesFromHex: [UInt8] {
        var result: [UInt8] = []
        var rest = self[...]
        while let byte = UInt8(rest.prefix(2), radix: 16) {
            result.append(byte)
            rest = rest.dropFirst(2)
        }
        return result
    }
}

/// The code of the error that `body` throws; nil when it throws none.
func code(of body: () throws -> some Any) -> StatusCode? {
    do {
        _ = try body()
        return nil
    } catch {
        return (error as? RPCError)?.code
    }
}
