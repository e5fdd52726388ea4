import Foundation
import Logging
import NIOCore
import RPCCore
import TestSupport
import Testing

@testable import RPCTransport

@Suite("Who may call what", .timeLimit(.minutes(2)))
struct AllowListTests {
    private let methods = [("Health", "Check"), ("Contacts", "Get"), ("Contacts", "Delete")].map { service, name in
        MethodDescriptor(
            service: "a.v1.\(service)", name: name, kind: .unary, execution: .inline, inputType: "", outputType: "")
    }

    private func allowed(_ list: AllowList, _ identity: String?) -> [String] {
        let peer = CallPeer(address: "test", identity: identity)
        return methods.filter { list.admits(peer, to: $0) }.map(\.fullName)
    }

    @Test("An identity may call what its lines and those of everybody say, and nothing else")
    func lines() throws {
        let list = try AllowList(
            parsing: """
                # who        what
                *            a.v1.Health/*          # probes
                Gateway.test a.v1.Contacts/Get
                gateway.test a.v1.Contacts/Delete
                spiffe://D/x *
                (secret)     a.v1.Contacts/G* a.v1.Other/Absent
                """, file: "list")
        #expect(allowed(list, nil) == ["a.v1.Health/Check"])
        #expect(allowed(list, "stranger.test") == ["a.v1.Health/Check"])
        #expect(allowed(list, "gateway.test") == methods.map(\.fullName))
        #expect(allowed(list, "spiffe://D/x") == methods.map(\.fullName))
        #expect(allowed(list, "spiffe://d/x") == ["a.v1.Health/Check"])
        #expect(allowed(list, CallPeer.sharedSecret) == ["a.v1.Health/Check", "a.v1.Contacts/Get"])
        #expect(allowed(try AllowList(parsing: "", file: "list"), "gateway.test").isEmpty)
    }

    @Test(
        "A line that cannot be read is named",
        arguments: [
            ("\nx\n", "list:2: x is followed by no method."),
            (
                "x a.v1.Contacts",
                "list:1: \"a.v1.Contacts\" is no method; write package.Service/Method or a beginning and *."
            ),
            ("x a.*/Get", "list:1: \"a.*/Get\" is no method; write package.Service/Method or a beginning and *."),
        ])
    func malformed(text: String, message: String) {
        let error = #expect(throws: RPCError.self) { try AllowList(parsing: text, file: "list") }
        #expect(error?.message == message)
    }

    @Test("There is a bit for every method, however many there are")
    func manyMethods() {
        for count in [0, 1, 63, 64, 65, 200] {
            let permissions = MethodPermissions((0..<count).map { $0 % 3 == 0 })
            for id in 0..<count { #expect(permissions.allows(UInt32(id)) == (id % 3 == 0)) }
        }
        #expect(MethodPermissions.all.allows(1_000_000))
    }

    @Test("A call that the list does not have is refused before its request is read")
    func refused() async throws {
        let authority = try TestAuthority()
        defer { withExtendedLifetime(authority) {} }
        var configuration = tlsConfiguration(try authority.issue("server", names: "IP:127.0.0.1"))
        configuration.allowListFile = try authority.file(
            "list", "* \(whoAmI.fullName)\ngateway.test \(SampleService.echo.fullName)\n")
        let gateway = Credentials(tls: try authority.issue("gateway", names: "DNS:gateway.test"))
        let stranger = Credentials(tls: try authority.issue("stranger", names: "DNS:stranger.test"))
        let service = SampleService()
        try await withSecureServer(configuration, service: service) { server in
            #expect(await server.call(gateway, method: SampleService.echo, "x").text == "x")
            #expect(await server.call(stranger).text == "stranger.test")
            let refused = await server.call(stranger, method: SampleService.echo, "\u{FF}")
            #expect(refused.code == .permissionDenied)
            #expect(refused.message == "stranger.test may not call danhba.test.v1.Sample/Echo.")
            let stream = await server.call(stranger, method: SampleService.echoAsync, "x")
            #expect(stream.code == .permissionDenied)
        }
        #expect(service.echoes.count == 1)
    }

    @Test("Streams are refused too, and a refused call leaves nothing in flight")
    func streams() throws {
        let list = try AllowList(parsing: "(secret) danhba.test.v1.Sample/*", file: "list")
        let server = try EmbeddedServer(security: ConnectionSecurity(allowList: list))
        var open = server.request(1, SampleService.chat)
        open.header.flags = .noData
        try server.send(open, server.request(3, SampleService.echo, "x"))
        let frames = try server.frames()
        #expect(frames.map(\.header.a) == [StatusCode.permissionDenied.rawValue, StatusCode.permissionDenied.rawValue])
        #expect(frames.first?.text.contains("A client that has not shown who it is may not call") == true)
        #expect(server.loop.connections.values.allSatisfy { $0.machine.inFlightCalls == 0 })
    }
}
