import Foundation
import Logging
import NIOCore
import NIOPosix
import RPCCore
import Synchronization
import TestSupport
import Testing

@testable import RPCTransport

@Suite("Files that change", .timeLimit(.minutes(2)))
struct ReloadTests {
    /// Nanoseconds that a test sets.
    private final class Clock: Sendable {
        private let nanoseconds = Mutex<UInt64>(1)
        var now: UInt64 { nanoseconds.withLock { $0 } }
        func advance(seconds: Double) { nanoseconds.withLock { $0 += UInt64(seconds * 1e9) } }
    }

    /// Messages that were logged.
    private final class Log: LogHandler, Sendable {
        private let lines = Mutex<[String]>([])
        var messages: [String] { lines.withLock { $0 } }
        subscript(metadataKey _: String) -> Logger.Metadata.Value? {
            get { nil }
            set {}
        }
        var metadata: Logger.Metadata {
            get { [:] }
            set {}
        }
        var logLevel: Logger.Level {
            get { .trace }
            set {}
        }
        func log(event: LogEvent) { lines.withLock { $0.append("\(event.message)") } }
    }

    private let folder: TemporaryFolder
    private let path: String
    private let clock = Clock()
    private let log = Log()
    private let eventLoop = MultiThreadedEventLoopGroup.singleton.next()

    init() throws {
        folder = try TemporaryFolder()
        path = folder.path + "/file"
    }

    private func write(_ text: String) throws { try text.write(toFile: path, atomically: true, encoding: .utf8) }

    /// Numbers made of a file's text.
    private func numbers() -> ReloadedFiles<Int> {
        ReloadedFiles([path], clock: { [clock] in clock.now }, logger: Logger(label: "test") { [log] _ in log }) {
            contents throws(RPCError) in
            guard let number = Int(String(decoding: contents[0], as: UTF8.self)) else {
                throw RPCError(.failedPrecondition, "no number")
            }
            return number
        }
    }

    @Test("Files are looked at once a second, when somebody asks")
    func onceASecond() async throws {
        try write("1")
        let numbers = numbers()
        #expect(try await numbers.value(on: eventLoop).get() == 1)
        try write("2")
        clock.advance(seconds: 0.999)
        #expect(try await numbers.value(on: eventLoop).get() == 1)
        clock.advance(seconds: 0.001)
        #expect(try await numbers.value(on: eventLoop).get() == 2)
        #expect(log.messages == ["files reloaded"])
    }

    @Test("A broken file keeps the old value and is logged once; a mended one is used")
    func broken() async throws {
        try write("1")
        let numbers = numbers()
        #expect(try await numbers.value(on: eventLoop).get() == 1)
        try write("x")
        for _ in 0..<3 {
            clock.advance(seconds: 1)
            #expect(try await numbers.value(on: eventLoop).get() == 1)
        }
        #expect(log.messages == ["changed files cannot be used, what was read before stays"])
        try FileManager.default.removeItem(atPath: path)
        clock.advance(seconds: 1)
        #expect(try await numbers.value(on: eventLoop).get() == 1)
        #expect(log.messages.count == 2)
        try write("3")
        clock.advance(seconds: 1)
        #expect(try await numbers.value(on: eventLoop).get() == 3)
    }

    @Test("Without a first value there is the error, each time anew")
    func noFirstValue() async throws {
        let numbers = numbers()
        let missing = await rpcError { try await numbers.value(on: eventLoop).get() }
        #expect(missing?.message == "\(path) cannot be read.")
        try write("4")
        #expect(try await numbers.value(on: eventLoop).get() == 4)
    }

    @Test("A server takes up a new certificate without a restart; a broken file keeps the old one")
    func certificate() async throws {
        let old = try TestAuthority()
        let new = try TestAuthority()
        defer { withExtendedLifetime((old, new)) {} }
        let roots = try old.file("roots", try text(old.trustRoots) + text(new.trustRoots))
        var files = try old.issue("server", names: "IP:127.0.0.1")
        let renewed = try new.issue("server", names: "IP:127.0.0.1")
        files.trustRoots = roots
        var configuration = tlsConfiguration(files)
        configuration.fileClock = { [clock] in clock.now }
        // Each believes only one of the authorities, so a success tells which certificate the server showed.
        let ofOld = Credentials(tls: try old.issue("client", names: "DNS:old.test"))
        let ofNew = Credentials(tls: try new.issue("client", names: "DNS:new.test"))
        try await withSecureServer(configuration) { server in
            #expect(await server.call(ofOld).text == "old.test")
            try Data("nothing".utf8).write(to: URL(fileURLWithPath: files.certificateChain))
            clock.advance(seconds: 2)
            #expect(await server.call(ofOld).text == "old.test")
            try replace(files.certificateChain, renewed.certificateChain)
            clock.advance(seconds: 2)
            // The key is still the old one: the pair is of no use yet.
            #expect(await server.call(ofOld).text == "old.test")
            try replace(files.privateKey, renewed.privateKey)
            clock.advance(seconds: 2)
            #expect(await server.call(ofNew).text == "new.test")
            #expect(await server.call(ofOld).code == .unauthenticated)
        }
    }

    @Test("A changed secret and a changed allow-list hold for later connections")
    func secretAndList() async throws {
        let list = folder.path + "/list"
        try "(secret) \(whoAmI.fullName)".write(toFile: list, atomically: true, encoding: .utf8)
        try write("0123456789abcdef")
        var configuration = ServerConfiguration()
        configuration.credentials.secretFile = path
        configuration.allowListFile = list
        configuration.fileClock = { [clock] in clock.now }
        let first = Credentials(secretFile: folder.path + "/first")
        try replace(folder.path + "/first", path)
        try await withSecureServer(configuration) { server in
            #expect(await server.call(first).text == "(secret)")
            try write("fedcba9876543210")
            try "other.test a.v1.B/C".write(toFile: list, atomically: true, encoding: .utf8)
            #expect(await server.call(first).text == "(secret)")
            clock.advance(seconds: 1)
            #expect(await server.call(first).code == .unauthenticated)
            #expect(await server.call(Credentials(secretFile: path)).code == .permissionDenied)
        }
    }

    private func text(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

    private func replace(_ target: String, _ source: String) throws {
        try text(source).write(toFile: target, atomically: true, encoding: .utf8)
    }
}
