import Foundation
import FoundationNetworking
import TestSupport
import Testing

/// What operators see of the real processes: metrics, health, figures, and one trace through all of their logs.
@Suite(
    .timeLimit(.minutes(2)),
    .enabled(
        if: RunningService.areBuilt(["contacts", "companies", "gateway", "danhba"]), "The executables are not built."))
struct ObservationTests {
    private static let traceID = "0af7651916cd43dd8448eb211c80319c"
    private static let clientSpan = "b7ad6b7169203331"
    private static let create = "danhba.contacts.v1.Contacts/CreateContact"
    private static let createCompany = "danhba.companies.v1.Companies/CreateCompany"

    @Test("A request is in the metrics of every process that it reaches, and its trace in their logs")
    func request() async throws {
        let processes = try ObservedProcesses()
        defer { processes.shutdown() }
        try await processes.ready()
        let company = try await processes.post(Self.createCompany, #"{"fields": {"name": "Sao Mai"}}"#)
        let id = try company.firstMatch(of: /"id":"(\d+)"/).required().1
        let contact = try await processes.post(
            Self.create, #"{"fields": {"name": "An", "companyId": "\#(id)"}}"#,
            traceparent: "00-\(Self.traceID)-\(Self.clientSpan)-01")
        #expect(contact.contains("An"))

        try await checkMetrics(processes)
        try await checkSpans(processes)
        let call = try await processes.log("contacts") { log in
            log.first { $0.contains("method=\(Self.create)") && $0.contains("request_bytes=") }
        }
        #expect(call.contains("trace_id=\(Self.traceID)") && call.contains("code=ok"))
        try checkTool(processes)
    }

    private func checkMetrics(_ processes: ObservedProcesses) async throws {
        for name in processes.names { #expect(try await processes.admin(name, "/healthz").contains("serving")) }
        let contacts = try await processes.admin("contacts", "/metrics")
        let method = "method=\"\(Self.create)\""
        #expect(contacts.contains("danhba_server_call_started_total{\(method)} 1\n"))
        #expect(contacts.contains("danhba_server_call_duration_seconds_count{\(method),status=\"ok\"} 1\n"))
        #expect(contacts.contains("danhba_client_call_started_total{peer=\"companies\","))
        #expect(contacts.contains("danhba_store_change_sequence 1\n"))
        let companies = try await processes.admin("companies", "/metrics")
        #expect(companies.contains("danhba_server_call_queue_seconds_count{method=\"\(Self.createCompany)\"} 1\n"))
        let gateway = try await processes.admin("gateway", "/metrics")
        #expect(gateway.contains("danhba_client_call_started_total{peer=\"contacts\",\(method)} 1\n"))
        let count = "danhba_gateway_request_duration_seconds_count"
        #expect(gateway.contains("\(count){route=\"/{first}/{second}\",status=\"200\"} 2\n"))
    }

    /// The client's span, then in turn the one where a call is made and the one where it is answered.
    private func checkSpans(_ processes: ObservedProcesses) async throws {
        var parent = Self.clientSpan
        let hops = [
            ("gateway", "server", "/{first}/{second}"), ("gateway", "client", Self.create),
            ("contacts", "server", Self.create), ("contacts", "client", "danhba.companies.v1.Companies/GetCompany"),
            ("companies", "server", "danhba.companies.v1.Companies/GetCompany"),
        ]
        for (process, kind, name) in hops {
            let span = try await processes.log(process) { [parent] log in
                log.first { line in
                    ["trace_id=\(Self.traceID)", "parent_id=\(parent)", "kind=\(kind)", "name=\(name)"]
                        .allSatisfy(line.contains)
                }
            }
            parent = String(try span.firstMatch(of: /span_id=([0-9a-f]{16})/).required().1)
        }
    }

    private func checkTool(_ processes: ObservedProcesses) throws {
        let health = try processes.tool(["health", "contacts", "companies"])
        #expect(health.status == 0)
        let check = try processes.tool(["call", "companies/danhba.rpc.v1.Health/Check"])
        #expect(check.status == 0 && check.text.contains("SERVING"))
        let stats = try processes.tool(["stats", "contacts", "--json"])
        #expect(stats.status == 0 && stats.text.contains(Self.create) && stats.text.contains("connections"))
        let files = try processes.tool(["call", "contacts/GetFileDescriptorSet"])
        #expect(files.status == 0 && files.text.count > 10_000)
    }
}

/// contacts, companies and the gateway as processes that show everything.
private final class ObservedProcesses {
    let names = ["contacts", "companies", "gateway"]
    private let folder: TemporaryFolder
    private let adminPorts: [String: Int]
    private let httpPort: Int
    private var processes: [RunningService] = []
    private let peers: [String]

    init() throws {
        let folder = try TemporaryFolder()
        self.folder = folder
        let ports = try freePorts(names.count + 1)
        httpPort = ports[names.count]
        adminPorts = Dictionary(uniqueKeysWithValues: zip(names, ports))
        peers = ["contacts", "companies"].flatMap { ["--\($0)", "unix:\(folder.path)/\($0).sock"] }
        for name in names {
            let listen = name == "gateway" ? "tcp:127.0.0.1:\(httpPort)" : "unix:\(folder.path)/\(name).sock"
            var arguments = [
                "--listen", listen, "--admin", "tcp:127.0.0.1:\(adminPorts[name] ?? 0)", "--trace", "0",
                "--log-level", "debug",
            ]
            if name != "gateway" { arguments += ["--data", folder.path] }
            if name == "gateway" { arguments += peers }
            if name == "contacts" { arguments += peers.suffix(2) }
            processes.append(try RunningService(name, arguments: arguments, log: "\(folder.path)/\(name).log"))
        }
    }

    func shutdown() {
        for process in processes { process.kill() }
    }

    /// Returns when every process says on its admin port that it serves.
    func ready() async throws {
        for name in names {
            while true {
                // Refused until the process listens.
                if let text = try? await admin(name, "/healthz"), text == "serving\n" { break }
                await Task.yield()
            }
        }
    }

    func admin(_ name: String, _ path: String) async throws -> String {
        try await send(URLRequest(url: URL(string: "http://127.0.0.1:\(adminPorts[name] ?? 0)\(path)").required()))
    }

    func post(_ method: String, _ json: String, traceparent: String? = nil) async throws -> String {
        var request = URLRequest(url: try URL(string: "http://127.0.0.1:\(httpPort)/\(method)").required())
        request.httpMethod = "POST"
        request.httpBody = Data(json.utf8)
        request.setValue("application/json", forHTTPHeaderField: "Content-Type")
        if let traceparent { request.setValue(traceparent, forHTTPHeaderField: "traceparent") }
        return try await send(request)
    }

    private func send(_ request: URLRequest) async throws -> String {
        String(decoding: try await URLSession.shared.data(for: request).0, as: UTF8.self)
    }

    /// What `find` finds in the lines of a process's log, once it does.
    func log(_ name: String, find: ([Substring]) -> Substring?) async throws -> Substring {
        while true {
            let text = try String(contentsOfFile: "\(folder.path)/\(name).log", encoding: .utf8)
            if let found = find(text.split(separator: "\n")) { return found }
            await Task.yield()
        }
    }

    func tool(_ arguments: [String]) throws -> (status: Int32, text: String) {
        try RunningService.output(of: "danhba", arguments: arguments + peers)
    }
}
