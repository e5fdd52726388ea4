import Contracts
import Foundation
import GatewayService
import MessageJSON
import RPCCore
import Synchronization
import Testing

struct ConnectTests {
    private let echo = "/test.v1.Sample/Echo"

    @Test("A unary call works in JSON and in the binary codec")
    func unary() async throws {
        try await GatewayHarness.serving([GatewayHarness.backend("contacts")]) { url in
            let json = try await GatewayHarness.post(url + "/test.v1.Sample/Echo", #"{"payload":"aGk="}"#)
            #expect(json.status == 200)
            #expect(json.header("content-type") == "application/json")
            #expect(json.text == #"{"payload":"aGk="}"#)

            let bytes = Data(RPCV1.EchoRequest(payload: [1, 2, 3]).serializedBytes())
            let binary = try await GatewayHarness.send(
                "POST", url + "/test.v1.Sample/Echo", bytes, headers: ["Content-Type": "application/proto"])
            #expect(binary.status == 200)
            #expect(binary.header("content-type") == "application/proto")
            #expect([UInt8](binary.body) == RPCV1.EchoResponse(payload: [1, 2, 3]).serializedBytes())
        }
    }

    @Test(
        "Every status code has the HTTP status of the Connect specification",
        arguments: [
            (StatusCode.cancelled, 499, "canceled"), (.unknown, 500, "unknown"),
            (.invalidArgument, 400, "invalid_argument"),
            (.deadlineExceeded, 504, "deadline_exceeded"), (.notFound, 404, "not_found"),
            (.alreadyExists, 409, "already_exists"), (.permissionDenied, 403, "permission_denied"),
            (.resourceExhausted, 429, "resource_exhausted"), (.failedPrecondition, 400, "failed_precondition"),
            (.aborted, 409, "aborted"), (.outOfRange, 400, "out_of_range"), (.unimplemented, 501, "unimplemented"),
            (.internal, 500, "internal"), (.unavailable, 503, "unavailable"), (.dataLoss, 500, "data_loss"),
            (.unauthenticated, 401, "unauthenticated"),
        ])
    func statusCodes(_ code: StatusCode, _ status: Int, _ name: String) async throws {
        try await GatewayHarness.serving([GatewayHarness.backend("contacts")]) { url in
            let answer = try await GatewayHarness.post(
                url + "/test.v1.Sample/Fail", #"{"replyBytes":\#(code.rawValue)}"#)
            #expect(answer.status == status)
            #expect(answer.header("content-type") == "application/json")
            let body = try answer.json
            #expect(body["code"] as? String == name)
            #expect(body["message"] as? String == "It failed as told.")
            let detail = try #require((body["details"] as? [[String: Any]])?.first)
            #expect(detail["type"] as? String == "danhba.rpc.v1.ErrorInfo")
            let text = try #require(detail["value"] as? String)
            let value = try #require(Base64.decode(text))
            let info = try value.withUnsafeBytes { try RPCV1.ErrorInfo(deserializing: $0) }
            #expect(info.number == 2010)
            #expect((detail["debug"] as? [String: Any])?["field"] as? String == "phone")
        }
    }

    @Test("What is wrong before a method runs is refused with its own status")
    func refusals() async throws {
        try await GatewayHarness.serving([GatewayHarness.backend("contacts")]) { url in
            let method = url + "/test.v1.Sample/Echo"
            #expect(try await GatewayHarness.post(url + "/test.v1.Sample/Nothing", "{}").status == 404)
            #expect(try await GatewayHarness.post(url + "/nothing.v1.Nothing/Echo", "{}").status == 404)

            let verb = try await GatewayHarness.send("GET", method)
            #expect(verb.status == 405)
            #expect(verb.header("allow") == "POST")

            let codec = try await GatewayHarness.post(method, "{}", headers: ["Content-Type": "text/plain"])
            #expect(codec.status == 415)
            #expect(codec.header("accept-post")?.contains("application/proto") == true)

            let version = try await GatewayHarness.post(method, "{}", headers: ["Connect-Protocol-Version": "2"])
            #expect(version.status == 400)
            let timeout = try await GatewayHarness.post(method, "{}", headers: ["Connect-Timeout-Ms": "-5"])
            #expect(timeout.status == 400)
            let workspace = try await GatewayHarness.post(method, "{}", headers: ["Danhba-Workspace": "../main"])
            #expect(workspace.status == 400)
            let encoding = try await GatewayHarness.post(method, "{}", headers: ["Content-Encoding": "br"])
            #expect(encoding.status == 501)
            #expect(try await GatewayHarness.post(url + "/test.v1.Sample/Stream", "{}").status == 501)

            let parameters = try await GatewayHarness.post(
                method, "{}", headers: ["Content-Type": "application/json; charset=utf-8"])
            #expect(parameters.status == 200)
        }
    }

    @Test("Malformed JSON is told with byte and field")
    func malformedJSON() async throws {
        try await GatewayHarness.serving([GatewayHarness.backend("contacts")]) { url in
            let answer = try await GatewayHarness.post(url + "/test.v1.Sample/Echo", #"{"payload":5}"#)
            #expect(answer.status == 400)
            let details = try #require(try answer.json["details"] as? [[String: Any]])
            let debug = try #require(details.first?["debug"] as? [String: Any])
            #expect(debug["field"] as? String == "payload")
            #expect(debug["byteOffset"] as? String == "11")
        }
    }

    @Test("A body beyond the limit is refused and the gateway lives on")
    func oversizeBody() async throws {
        try await GatewayHarness.serving([GatewayHarness.backend("contacts")]) { url in
            let body = Data(count: 5 << 20)
            let answer = try await GatewayHarness.send(
                "POST", url + "/test.v1.Sample/Echo", body, headers: ["Content-Type": "application/proto"])
            #expect(answer.status == 429)
            #expect(try await GatewayHarness.post(url + "/test.v1.Sample/Echo", "{}").status == 200)
        }
    }

    @Test("Workspace, caller, request id and trace reach the method; the id comes back")
    func metadata() async throws {
        let sample = SampleMethods()
        try await GatewayHarness.serving([GatewayHarness.backend("contacts", sample: sample)]) { url in
            let trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
            let answer = try await GatewayHarness.post(
                url + "/test.v1.Sample/Echo", "{}",
                headers: [
                    "Danhba-Workspace": "acme", "Danhba-Caller": "lan", "Danhba-Role": "agent",
                    "Danhba-Agent": "7", "Danhba-Scope": "all", "Danhba-Phones": "shown", "X-Request-Id": "r-1",
                    "traceparent": trace,
                ])
            #expect(answer.header("x-request-id") == "r-1")
        }
        let metadata = try #require(sample.seen.withLock { $0.last })
        #expect(metadata.workspace == "acme")
        #expect(metadata.caller == "lan")
        #expect(
            metadata.entries.map { "\($0.key) \($0.value)" } == [
                "danhba-role agent", "danhba-agent 7", "danhba-scope all", "danhba-phones shown",
            ])
        #expect(metadata.requestID == "r-1")
        #expect(metadata.trace?.traceparent == "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
    }

    @Test("A call that takes longer than the client waits is ended")
    func timeout() async throws {
        try await GatewayHarness.serving([GatewayHarness.backend("contacts")]) { url in
            let answer = try await GatewayHarness.post(
                url + "/test.v1.Sample/Wait", "{}", headers: ["Connect-Timeout-Ms": "50"])
            #expect(answer.status == 504)
            #expect(try answer.json["code"] as? String == "deadline_exceeded")
        }
    }

    @Test("A method that several services have needs the service's name in front")
    func ambiguousMethod() async throws {
        let backends = [GatewayHarness.backend("contacts"), GatewayHarness.backend("companies")]
        try await GatewayHarness.serving(backends) { url in
            let ambiguous = try await GatewayHarness.post(url + "/danhba.rpc.v1.Health/Check", "{}")
            #expect(ambiguous.status == 400)
            #expect(ambiguous.text.contains("/companies/danhba.rpc.v1.Health/Check"))
            let named = try await GatewayHarness.post(url + "/companies/danhba.rpc.v1.Health/Check", "{}")
            #expect(named.status == 200)
            #expect(try named.json["service"] as? String == "companies")
        }
    }

    @Test("A service that is down is unavailable, and found as soon as it is up")
    func lateService() async throws {
        let target = GatewayHarness.backend("contacts")
        let late = LateConnection(target.connection)
        try await GatewayHarness.serving([Backend(name: "contacts", connection: late)]) { url in
            let early = try await GatewayHarness.post(url + "/test.v1.Sample/Echo", "{}")
            #expect(early.status == 503)
            late.comeUp()
            #expect(try await GatewayHarness.post(url + "/test.v1.Sample/Echo", "{}").status == 200)
        }
    }

    @Test("Health is 200 only when every service serves")
    func health() async throws {
        try await GatewayHarness.serving([GatewayHarness.backend("contacts")]) { url in
            let answer = try await GatewayHarness.send("GET", url + "/healthz")
            #expect(answer.status == 200)
            #expect(answer.text == #"{"contacts":"serving"}"#)
        }
        let backends = [GatewayHarness.backend("contacts"), GatewayHarness.backend("companies", isServing: false)]
        try await GatewayHarness.serving(backends) { url in
            let answer = try await GatewayHarness.send("GET", url + "/healthz")
            #expect(answer.status == 503)
            #expect(answer.text == #"{"contacts":"serving","companies":"not serving"}"#)
        }
    }
}
