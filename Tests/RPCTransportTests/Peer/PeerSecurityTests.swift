import RPCCore
import RPCTransport
import TestSupport
import Testing

@Suite("A client with policies: who it is and whom it believes", .serialized, .timeLimit(.minutes(2)))
struct PeerSecurityTests {
    typealias Balancing = PeerConfiguration.Balancing

    @Test(
        "Of the addresses of a name only those are used whose certificate is for the name",
        arguments: Balancing.allCases)
    func certificateOfName(_ balancing: Balancing) async throws {
        let authority = try TestAuthority()
        let own = try authority.issue("client", names: "DNS:client.test")
        let services = [SampleService(), SampleService(), SampleService()]
        let names = ["DNS:peer.test", "DNS:other.test,IP:127.0.0.2", "DNS:peer.test"]
        var servers: [RPCServer] = []
        for (index, service) in services.enumerated() {
            let files = try authority.issue("server\(index)", names: names[index])
            let port = try servers.first.map { try #require($0.port) }
            servers.append(
                try await PeerServers.start(service.router(), host: "127.0.0.\(index + 1)", port: port ?? 0, tls: files)
            )
        }
        let port = try #require(servers[0].port)
        let client = PeerServers.client([.tls(host: "peer.test", port: port)]) {
            $0.balancing = balancing
            $0.connection.resolver = ScriptedNames(["127.0.0.2", "127.0.0.3", "127.0.0.1"])
            $0.connection.credentials = Credentials(tls: own)
        }
        let ready = balancing == .pickFirst ? 1 : 2
        repeat {
            #expect(try await client.echo("named") == "named")
        } while client.statistics.endpoints.count(where: \.isReady) < ready
        #expect(services[1].echoes.count == 0)
        let used = client.statistics.endpoints.filter(\.isReady).flatMap(\.addresses)
        switch balancing {
        case .pickFirst: #expect(services[0].echoes.count == 0)
        case .leastPending: #expect(used == ["127.0.0.3", "127.0.0.1"].map { .tls(host: $0, port: port) })
        }
        await client.shutdown()
        for server in servers { await server.shutdown(grace: .zero) }
    }

    @Test(
        "A name's server with a certificate for its address only is not believed", arguments: Balancing.allCases)
    func certificateOfAddress(_ balancing: Balancing) async throws {
        let authority = try TestAuthority()
        let own = try authority.issue("client", names: "DNS:client.test")
        let files = try authority.issue("server", names: "IP:127.0.0.1")
        try await withSecureServer(tlsConfiguration(files)) { server in
            let port = try #require(server.port)
            let client = PeerServers.client([.tls(host: "peer.test", port: port)]) {
                $0.balancing = balancing
                $0.connection.resolver = ScriptedNames(["127.0.0.1"])
                $0.connection.credentials = Credentials(tls: own)
            }
            let error = await rpcError { try await client.echo("named") }
            #expect(error?.code == .unauthenticated)
            #expect(error?.message == "The server's certificate is for another host.")
            #expect(client.statistics.retries == 0)
            await client.shutdown()
        }
    }

    @Test("The connection for bulk shows the same credentials as the other", arguments: Balancing.allCases)
    func bulk(_ balancing: Balancing) async throws {
        let authority = try TestAuthority()
        let own = try authority.issue("client", names: "DNS:client.test")
        let files = try authority.issue("server", names: "IP:127.0.0.1")
        let secret = try authority.file("secret", "0123456789abcdef")
        var plain = ServerConfiguration()
        plain.credentials.secretFile = secret
        for (configuration, identity) in [(tlsConfiguration(files), "client.test"), (plain, "(secret)")] {
            try await withSecureServer(configuration) { server in
                let client = PeerServers.client(server.addresses) {
                    $0.balancing = balancing
                    $0.connection.credentials = Credentials(tls: own, secretFile: secret)
                }
                for isBulk in [false, true] {
                    let answer: ByteMessage = try await client.unary(
                        whoAmI, ByteMessage(), options: CallOptions(isBulk: isBulk))
                    #expect(answer.text == identity)
                }
                #expect(server.statistics.connections.count == 2)
                await client.shutdown()
            }
        }
    }
}
