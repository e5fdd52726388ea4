import Contracts
import GRDB
import RPCCore
import RPCInProcess
import ServiceRuntime
import Store
import TestSupport

/// A service that has nothing but things and a log of them.
final class SourceService: Sendable {
    let folder: TemporaryFolder
    let store: Store
    let connection: InProcessConnection
    let client: RPCV1.ChangesClient

    init(heartbeat: Duration) async throws {
        folder = try TemporaryFolder()
        store = try Store(configuration: StoreConfiguration(directory: folder.path), schema: .things(of: "source"))
        var router = Router()
        router.register(ChangesHandlers(store, heartbeat: heartbeat), lanes: store)
        connection = InProcessConnection(router: router)
        client = RPCV1.ChangesClient(connection)
    }

    /// Adds a thing with its change.
    func add(_ text: String, workspace: String = "main") async throws {
        try await store.write(workspace, origin: WriteOrigin(actor: "tester")) { transaction in
            try transaction.addThing(text)
            try transaction.record(
                .create, entity: "thing", id: transaction.newestSequence + 1, version: 1, imageType: "test.Thing",
                before: nil, after: Array(text.utf8))
        }
    }

    func close() async {
        connection.shutdown()
        await store.close()
    }
}

extension StoreSchema {
    static func things(of service: String) -> StoreSchema {
        StoreSchema(
            name: service,
            migrations: [
                Migration("thing") { db in
                    try db.execute(sql: "CREATE TABLE thing (id INTEGER PRIMARY KEY, text TEXT NOT NULL)")
                }
            ])
    }
}

extension WriteTransaction {
    func addThing(_ text: String) throws {
        let insert = try statement("INSERT INTO thing (text) VALUES (?1)")
        try insert.bind(text, at: 1)
        try insert.run()
    }
}

extension ReadTransaction {
    func things() throws -> [String] {
        let rows = try statement("SELECT text FROM thing ORDER BY id")
        var things: [String] = []
        while try rows.step() { things.append(rows.text(at: 0)) }
        return things
    }
}
