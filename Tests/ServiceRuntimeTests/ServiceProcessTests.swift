import ArgumentParser
import Contracts
import Foundation
import Logging
import RPCCore
import RPCInProcess
import RPCTransport
import ServiceLifecycle
import ServiceRuntime
import Store
import TestSupport
import Testing

@Suite("Service process")
struct ServiceProcessTests {
    private static let silent = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })

    @Test("flags win over the environment, the environment over the file, the file over defaults")
    func precedence() async throws {
        let folder = try TemporaryFolder()
        let file = folder.path + "/settings.json"
        try Data(#"{"data": "/file", "log": {"level": "debug"}, "contacts": "tcp:filehost:1"}"#.utf8)
            .write(to: URL(fileURLWithPath: file))
        let environment = ["DANHBA_CONFIG": file, "DANHBA_DATA": "/environment", "DANHBA_COMPANIES": "unix:/env"]
        let settings = try await ServiceSettings(
            service: "campaigns", peers: ["companies": "tcp:flag:2, unix:/flag", "contacts": nil],
            environment: environment)
        #expect(settings.dataDirectory == "/environment")
        #expect(settings.logLevel == .debug)
        #expect(settings.listen == [.tcp(host: "127.0.0.1", port: 7103)])
        #expect(try settings.addresses(of: "companies") == [.tcp(host: "flag", port: 2), .unix(path: "/flag")])
        #expect(try settings.addresses(of: "contacts") == [.tcp(host: "filehost", port: 1)])
        #expect(try settings.addresses(of: "imports") == [.tcp(host: "127.0.0.1", port: 7104)])
        #expect(try settings.number("readers", standard: 3) == 3)
    }

    @Test("calls to a peer with several addresses are shared as the settings say")
    func balancing() async throws {
        let settings = try await ServiceSettings(
            service: "campaigns",
            environment: ["DANHBA_BALANCING_CONTACTS": "least-pending", "DANHBA_BALANCING_IMPORTS": "evenly"])
        #expect(try settings.balancing(of: "contacts") == .leastPending)
        #expect(try settings.balancing(of: "companies") == .pickFirst)
        let error = await rpcError { try settings.balancing(of: "imports").rawValue }
        #expect(error?.code == .invalidArgument)
    }

    @Test("messages are compressed when the settings say so")
    func compression() async throws {
        for (text, isOn) in [("zlib", true), ("none", false), (nil, false)] {
            let environment = text.map { ["DANHBA_COMPRESSION": $0] } ?? [:]
            let settings = try await ServiceSettings(service: "contacts", environment: environment)
            #expect(try (settings.compression() != nil) == isOn)
        }
        let wrong = try await ServiceSettings(service: "contacts", environment: ["DANHBA_COMPRESSION": "gzip"])
        let error = await rpcError { try wrong.compression() }
        #expect(error?.code == .invalidArgument)
    }

    @Test("options are flags", arguments: [["--data", "/flag", "--listen", "unix:/a,tcp:b:1", "--log-level", "error"]])
    func options(arguments: [String]) async throws {
        let options = try ServiceOptions.parse(arguments)
        let settings = try await ServiceSettings(
            service: "contacts", options: options, environment: ["DANHBA_DATA": "/environment"])
        #expect(settings.dataDirectory == "/flag")
        #expect(settings.listen == [.unix(path: "/a"), .tcp(host: "b", port: 1)])
        #expect(settings.logLevel == .error)
    }

    @Test("certificates, secret and allow-list come from flags, environment and file")
    func security() async throws {
        let folder = try TemporaryFolder()
        let file = folder.path + "/settings.json"
        try Data(#"{"tls": {"certificate": "c", "key": "file", "trust": "t"}, "unprotected": true}"#.utf8)
            .write(to: URL(fileURLWithPath: file))
        let options = try ServiceOptions.parse(["--tls-key", "flag", "--allow-list", "list"])
        let settings = try await ServiceSettings(
            service: "contacts", options: options,
            environment: ["DANHBA_CONFIG": file, "DANHBA_SECRET_FILE": "secret", "DANHBA_TLS_KEY": "environment"])
        #expect(
            settings.credentials
                == Credentials(
                    tls: TLSFiles(certificateChain: "c", privateKey: "flag", trustRoots: "t"), secretFile: "secret"))
        #expect(settings.allowListFile == "list")
        #expect(settings.allowsUnprotectedNetwork)
        let gateway = try await ServiceSettings(
            service: "gateway", security: try SecurityOptions.parse(["--secret-file", "s"]), environment: [:])
        #expect(gateway.credentials == Credentials(secretFile: "s"))
        #expect(!gateway.allowsUnprotectedNetwork && gateway.allowListFile == nil)
    }

    @Test("what is shown and recorded comes from flags, environment and file, and is nothing by default")
    func observation() async throws {
        let folder = try TemporaryFolder()
        let file = folder.path + "/settings.json"
        try Data(#"{"admin": "tcp:file:1", "trace": 0.25}"#.utf8).write(to: URL(fileURLWithPath: file))
        let options = try ServiceOptions.parse(["--trace", "0.5"])
        let flag = try await ServiceSettings(
            service: "contacts", options: options, environment: ["DANHBA_ADMIN": "tcp:environment:2"])
        #expect(flag.admin == .tcp(host: "environment", port: 2) && flag.traceFraction == 0.5)
        let configured = try await ServiceSettings(service: "contacts", environment: ["DANHBA_CONFIG": file])
        #expect(configured.admin == .tcp(host: "file", port: 1) && configured.traceFraction == 0.25)
        let none = try await ServiceSettings(service: "contacts", environment: [:])
        #expect(none.admin == nil && none.traceFraction == nil)
    }

    @Test("an address may be unprotected by flag and by environment")
    func unprotected() async throws {
        let flag = try await ServiceSettings(
            service: "contacts", options: try ServiceOptions.parse(["--unprotected"]), environment: [:])
        #expect(flag.allowsUnprotectedNetwork)
        let environment = try await ServiceSettings(service: "contacts", environment: ["DANHBA_UNPROTECTED": "true"])
        #expect(environment.allowsUnprotectedNetwork)
    }

    @Test(
        "settings that cannot be used are refused with a sentence",
        arguments: [
            ["DANHBA_LISTEN": "nowhere"], ["DANHBA_LISTEN": ","], ["DANHBA_LOG_LEVEL": "loud"],
            ["DANHBA_TLS_KEY": "only"], ["DANHBA_ADMIN": "unix:/socket"], ["DANHBA_TRACE": "1.5"],
            ["DANHBA_TRACE": "all"],
        ])
    func refused(environment: [String: String]) async throws {
        let error = await rpcError {
            try await ServiceSettings(service: "contacts", environment: environment)
        }
        #expect(error?.code == .invalidArgument)
    }

    @Test("a server in a service group is healthy while it serves, and drains when the group ends")
    func serverService() async throws {
        let health = HealthState(service: "things", version: "1")
        let recorder = StatisticsRecorder()
        var router = Router()
        router.register(HealthHandlers(health), lanes: DirectLanes())
        router.register(DiagnosticsHandlers(service: "things", recorder: recorder), lanes: DirectLanes())
        router.register(ReflectionHandlers(router.services), lanes: DirectLanes())
        let address = PeerAddress.unix(path: try TemporaryFolder().path + ".sock")
        let server = RPCServer(
            router: router, configuration: ServerConfiguration(addresses: [address]), recorder: recorder,
            logger: Self.silent)
        #expect(!health.isServing)
        let group = ServiceGroup(
            services: [ServerService(server: server, health: health, logger: Self.silent)], logger: Self.silent)
        let running = Task { try await group.run() }
        let connection = ClientConnection(to: [address])
        try await checkCommonServices(connection)
        await group.triggerGracefulShutdown()
        try await running.value
        #expect(!health.isServing)
        await connection.shutdown()
    }

    private func checkCommonServices(_ connection: any Connection) async throws {
        let health = RPCV1.HealthClient(connection)
        var check = RPCV1.CheckHealthResponse()
        // A server accepts calls a moment before it says so.
        while check.state != .serving {
            check = try await health.check(RPCV1.CheckHealthRequest(), options: CallOptions(waitForReady: true))
        }
        #expect(check.service == "things")
        let diagnostics = RPCV1.DiagnosticsClient(connection)
        #expect(try await diagnostics.echo(RPCV1.EchoRequest(payload: [1, 2])).payload == [1, 2])
        #expect(try await diagnostics.echo(RPCV1.EchoRequest(replyBytes: 3)).payload == [0, 0, 0])
        for size: Int32 in [-1, (1 << 20) + 1] {
            let error = await rpcError { try await diagnostics.echo(RPCV1.EchoRequest(replyBytes: size)) }
            #expect(error?.code == .invalidArgument)
        }
        let stats = try await diagnostics.getStats(RPCV1.GetStatsRequest())
        #expect(stats.service == "things" && stats.residentBytes > 0 && stats.peakResidentBytes > 0)
        #expect(stats.methods.contains { $0.method == "danhba.rpc.v1.Health/Check" && $0.ok >= 1 })
        let echo = try #require(stats.methods.first { $0.method == "danhba.rpc.v1.Diagnostics/Echo" })
        #expect(echo.started == 4 && echo.inFlight == 0 && echo.ok == 2)
        #expect(echo.errors == [RPCV1.StatusCount(code: Int32(StatusCode.invalidArgument.rawValue), count: 2)])
        #expect(echo.requestBytes > 0 && echo.responseBytes == 4 + 5 && echo.queueP99Us == 0)
        let client = try #require(stats.connections.first)
        #expect(stats.connections.count == 1 && client.calls >= 6 && !client.peer.isEmpty)
        let reflection = RPCV1.ReflectionClient(connection)
        let schema = try await reflection.getSchema(RPCV1.GetSchemaRequest())
        #expect(schema.services.map(\.fullName) == ["danhba.rpc.v1.Health", "danhba.rpc.v1.Diagnostics"])
        let files = try await reflection.getFileDescriptorSet(.init()).fileDescriptorSet
        #expect(String(decoding: files, as: UTF8.self).contains("danhba/contacts/v1/contacts.proto"))
    }
}
