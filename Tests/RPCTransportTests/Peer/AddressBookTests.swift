import RPCCore
import Testing

@testable import RPCTransport

@Suite("What a peer's names stand for")
struct AddressBookTests {
    private typealias Entry = AddressBook.Entry

    private struct Names: HostResolver {
        var hosts: [String: [String]] = [:]

        func addresses(ofHost host: String) throws -> [String] {
            guard let addresses = hosts[host] else { throw RPCError(.unavailable, "No such host.") }
            return addresses
        }
    }

    private func book(_ addresses: String, limit: Int = 32) throws -> AddressBook {
        AddressBook(try PeerAddress.list(addresses).map { Entry(address: $0) }, limit: limit)
    }

    private func entry(_ address: String, _ name: String? = nil) throws -> Entry {
        Entry(address: try PeerAddress(address), name: name)
    }

    @Test("IP addresses and paths stand for themselves")
    func literal() throws {
        let book = try book("tcp:127.0.0.1:1,tls:[::1]:2,unix:/a")
        #expect(!book.hasNames)
        #expect(try book.entries == [entry("tcp:127.0.0.1:1"), entry("tls:[::1]:2"), entry("unix:/a")])
        #expect(book.lookUp(with: Names()) == [nil, nil, nil])
    }

    @Test("Names stand for their addresses, in the order given, each address once and under its first name")
    func names() throws {
        var book = try book("tls:b:1,tcp:10.0.0.9:2,tls:a:1")
        #expect(book.hasNames)
        #expect(try book.entries == [entry("tcp:10.0.0.9:2")])
        book.update(book.lookUp(with: Names(hosts: ["a": ["10.0.0.1", "10.0.0.2"], "b": ["10.0.0.2", "::3"]])))
        #expect(
            try book.entries == [
                entry("tls:10.0.0.2:1", "b"), entry("tls:[::3]:1", "b"), entry("tcp:10.0.0.9:2"),
                entry("tls:10.0.0.1:1", "a"),
            ])
    }

    @Test("A name that is not found, or has no address, keeps those it had")
    func failure() throws {
        var book = try book("tcp:a:1,tcp:b:1")
        book.update(book.lookUp(with: Names(hosts: ["a": ["10.0.0.1"], "b": ["10.0.0.2"]])))
        book.update(book.lookUp(with: Names(hosts: ["a": []])))
        #expect(try book.entries == [entry("tcp:10.0.0.1:1", "a"), entry("tcp:10.0.0.2:1", "b")])
    }

    @Test("What names stand for is bounded")
    func limit() throws {
        var book = try book("tcp:a:1", limit: 2)
        book.update(book.lookUp(with: Names(hosts: ["a": ["10.0.0.1", "10.0.0.2", "10.0.0.3"]])))
        #expect(book.entries.count == 2)
    }

    @Test("An address that was found by a name does not become one")
    func found() throws {
        let book = AddressBook([try entry("tls:10.0.0.1:1", "a")], limit: 32)
        #expect(!book.hasNames)
        #expect(try book.entries == [entry("tls:10.0.0.1:1", "a")])
    }
}
