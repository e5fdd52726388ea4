import Contracts
import RPCCore
import TestSupport
import Testing

@testable import ServiceRuntime

@Suite("Pages by key")
struct PageRequestTests {
    private static func page(
        size: Int32 = 0, token: String = "", list: String = "things", filter: String = "f", keyCount: Int = 2
    ) throws(RPCError) -> PageRequest {
        try PageRequest(size: size, token: token, list: list, filter: filter, keyCount: keyCount)
    }

    @Test(
        "A size has its default and its bounds", arguments: [(0, 50), (1, 1), (500, 500)] as [(Int32, Int)])
    func sizes(asked: Int32, given: Int) throws {
        let page = try Self.page(size: asked)
        #expect(page.size == given)
        #expect(page.readLimit == Int64(given) + 1)
        #expect(page.after == nil)
    }

    @Test("A size outside its bounds is refused", arguments: [-1, 501, .max, .min] as [Int32])
    func wrongSizes(size: Int32) async {
        let error = await rpcError { try Self.page(size: size) }
        #expect(error?.code == .invalidArgument)
        #expect(error?.infos.map(\.field) == ["page_size"])
    }

    @Test(
        "A token brings the key of the last row back",
        arguments: [[1, 2], [.max, .min], [-1, 0], [0, 0]] as [[Int64]])
    func roundTrip(key: [Int64]) throws {
        var rows = [key, [7, 7]]
        let token = try Self.page(size: 1).cut(&rows, key: { $0 })
        #expect(rows == [key])
        #expect(try Self.page(token: token).after == key)
    }

    @Test("The last page has no token")
    func lastPage() throws {
        var rows = [1, 2]
        #expect(try Self.page(size: 2).cut(&rows, key: { [Int64($0)] }) == "")
        #expect(rows == [1, 2])
        var none: [Int] = []
        #expect(try Self.page(size: 2).cut(&none, key: { [Int64($0)] }) == "")
    }

    @Test("A page ends after the row that brings it to its bytes, and has one row at least")
    func bytes() throws {
        let half = PageRequest.byteLimit / 2
        var rows = [half, half, 1, 1]
        #expect(try Self.page(size: 4).cut(&rows, key: { [Int64($0), 0] }, byteCount: { $0 }) != "")
        #expect(rows == [half, half])
        var large = [PageRequest.byteLimit * 2, 1]
        #expect(try Self.page(size: 4).cut(&large, key: { [Int64($0), 0] }, byteCount: { $0 }) != "")
        #expect(large.count == 1)
    }

    @Test("A token of another list, another filter or another key is refused")
    func foreignTokens() async throws {
        var rows = [[Int64(1), 2], [3, 4]]
        let token = try Self.page(size: 1).cut(&rows, key: { $0 })
        for call in [
            { try Self.page(token: token, list: "others") }, { try Self.page(token: token, filter: "g") },
            { try Self.page(token: token, list: "thingsf", filter: "") }, { try Self.page(token: token, keyCount: 1) },
        ] as [@Sendable () throws -> PageRequest] {
            #expect(await rpcError(call)?.infos.map(\.field) == ["page_token"])
        }
    }

    @Test("Keys may differ in how many numbers they have")
    func keysOfSeveralLengths() async throws {
        func page(size: Int32 = 0, token: String = "", _ counts: ClosedRange<Int>) throws -> PageRequest {
            try PageRequest(size: size, token: token, list: "things", keyCounts: counts)
        }
        for key in [[Int64(7)], [7, -1, 3]] {
            var rows = [key, key]
            let token = try page(size: 1, 1...3).cut(&rows, key: { $0 })
            #expect(try page(token: token, 1...3).after == key)
        }
        var rows = [[Int64(1), 2, 3], []]
        let token = try page(size: 1, 1...3).cut(&rows, key: { $0 })
        #expect(await rpcError { try page(token: token, 1...2) }?.infos.map(\.field) == ["page_token"])
    }

    @Test("No altered token is taken")
    func alteredTokens() async throws {
        var rows = [[Int64(1), 2], [3, 4]]
        let token = try Self.page(size: 1).cut(&rows, key: { $0 })
        for index in token.indices {
            for replacement in ["0", "1", "A", "é", ""] where String(token[index]) != replacement {
                let altered = token.replacingCharacters(at: index, with: replacement)
                #expect(await rpcError { try Self.page(token: altered) }?.code == .invalidArgument)
            }
        }
        #expect(await rpcError { try Self.page(token: token + "0000000000000000") }?.code == .invalidArgument)
    }
}

extension String {
    fileprivate func replacingCharacters(at index: Index, with text: String) -> String {
        self[..<index] + text + self[self.index(after: index)...]
    }
}
