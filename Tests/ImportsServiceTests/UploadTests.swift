import Contracts
import RPCCore
import TestSupport
import Testing

@testable import ImportsService

@Suite struct UploadTests {
    private static let bytes: [UInt8] = {
        let rows = (0..<40).map { ["Contact \($0)", "\(84_910_000_000 + $0)"] }
        return SampleFile.csv([["Name", "Phone"]] + rows)
    }()

    @Test("A file that comes in one call is complete, with its hash")
    func whole() async throws {
        let harness = try ImportsHarness()
        let job = try await harness.uploaded(Array("abc".utf8))
        #expect(job.state == .uploaded)
        #expect(job.receivedBytes == 3)
        #expect(job.sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }

    @Test("An upload that breaks after any piece goes on where it was", arguments: [1, 7, 100, 1_000])
    func resumed(pieceBytes: Int) async throws {
        let harness = try ImportsHarness { $0.unsyncedByteLimit = 0 }
        let whole = try await harness.uploaded(Self.bytes)
        let job = try await harness.create(size: Int64(Self.bytes.count))
        var position = 0
        while position < Self.bytes.count {
            let end = min(position + pieceBytes, Self.bytes.count)
            let part = Array(Self.bytes[..<end])
            let now = try await harness.upload(
                part, to: job.id, from: position, pieceBytes: pieceBytes, isWhole: end == Self.bytes.count)
            #expect(now.receivedBytes == Int64(end))
            #expect(now.state == (end == Self.bytes.count ? .uploaded : .uploading))
            position = end
        }
        #expect(try await harness.job(job.id).sha256 == whole.sha256)
    }

    @Test("A cancelled call keeps what was durable, and the next call goes on")
    func broken() async throws {
        let harness = try ImportsHarness { $0.unsyncedByteLimit = 0 }
        let job = try await harness.create()
        let writer = try await harness.client.uploadFile()
        let piece = Array(Self.bytes[..<100])
        try await writer.write(
            ImportsV1.UploadFileRequest(importID: job.id, data: piece, crc32: CRC32.of(piece)))
        for try await response in try await harness.client.watchImport(ImportsV1.WatchImportRequest(id: job.id)) {
            if response.import?.receivedBytes == 100 { break }
        }
        writer.cancel()
        var finished: ImportsV1.Import?
        while finished == nil {
            do {
                finished = try await harness.upload(Self.bytes, to: job.id, from: 100)
            } catch let error as RPCError where error.code == .aborted {
                // The broken call has not ended yet.
                await Task.yield()
            }
        }
        #expect(finished?.state == .uploaded)
    }

    @Test("A piece with a wrong checksum or offset is refused with the place to go on", arguments: [true, false])
    func wrongPiece(isChecksum: Bool) async throws {
        let harness = try ImportsHarness()
        let job = try await harness.create()
        try await harness.upload(Array(Self.bytes[..<64]), to: job.id, isWhole: false)
        let data = Array(Self.bytes[64..<128])
        let error = await rpcError {
            let writer = try await harness.client.uploadFile()
            try await writer.write(
                ImportsV1.UploadFileRequest(
                    importID: job.id, offset: isChecksum ? 64 : 65, data: data,
                    crc32: CRC32.of(data) ^ (isChecksum ? 1 : 0)))
            return try await writer.finishAndReceive()
        }
        #expect(error?.code == .invalidArgument)
        let info = error?.detail(RPCV1.ErrorInfo.self)
        #expect(info?.number == 1010)
        #expect(info?.byteOffset == 64)
        #expect(info?.field == (isChecksum ? "crc32" : "offset"))
        #expect(try await harness.job(job.id).receivedBytes == 64)
        #expect(try await harness.upload(Self.bytes, to: job.id, from: 64).state == .uploaded)
    }

    @Test("A file over the limit or of another size than announced is refused")
    func sizes() async throws {
        let harness = try ImportsHarness { $0.fileByteLimit = 100 }
        let announced = await rpcError { try await harness.create(size: 101) }
        #expect(announced?.code == .resourceExhausted)
        #expect(announced?.detail(RPCV1.ErrorInfo.self)?.number == 1002)
        let sent = await rpcError { try await harness.uploaded([UInt8](repeating: 65, count: 101)) }
        #expect(sent?.code == .resourceExhausted)
        let job = try await harness.create(size: 10)
        let short = await rpcError { try await harness.upload([1, 2, 3], to: job.id) }
        #expect(short?.detail(RPCV1.ErrorInfo.self)?.number == 1010)
    }

    @Test("A whole file takes no more pieces, and an unknown job none at all")
    func states() async throws {
        let harness = try ImportsHarness()
        let job = try await harness.uploaded(Self.bytes)
        #expect(await rpcError { try await harness.upload([1], to: job.id) }?.code == .failedPrecondition)
        #expect(await rpcError { try await harness.upload([1], to: 99) }?.code == .notFound)
    }

    @Test("A token names one job: again the same file is the same job, another one is refused")
    func token() async throws {
        let harness = try ImportsHarness()
        let job = try await harness.create("a.csv", size: 5, token: "t")
        #expect(try await harness.create("a.csv", size: 5, token: "t") == job)
        let other = await rpcError { try await harness.create("b.csv", size: 5, token: "t") }
        #expect(other?.code == .aborted)
        #expect(await rpcError { try await harness.create("") }?.code == .invalidArgument)
    }
}
