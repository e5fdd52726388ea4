import Contracts
import Logging
import RPCCore
import ServiceLifecycle
import Store

/// Imports lists of contacts from spreadsheets: the methods of `danhba.imports.v1.Imports`, and the jobs behind them.
public struct ImportsService: Sendable {
    private let handlers: ImportsHandlers
    private let store: Store

    /// Runs the started jobs.
    let runner: ImportRunner
    /// Removes what was kept long enough.
    let retention: Retention

    /// Sends e-mails.
    let mailer: Mailer

    /// What runs beside the methods; members of the process's service group, after the store.
    public var services: [any Service] { [runner, retention, mailer] }

    /// `store` was opened with `StoreSchema.imports` in the same data folder as `configuration`'s.
    ///
    /// `clock` times pauses between attempts and messages to watchers; `now`, UTC in milliseconds, is that of the store.
    public init(
        store: Store, configuration: ImportsConfiguration, peers: ImportPeers,
        clock: any Clock<Duration> = ContinuousClock(), now: @escaping @Sendable () -> Int64 = SystemTime.milliseconds,
        logger: Logger = Logger(label: "imports")
    ) {
        let board = ProgressBoard()
        let mail = MailSchedule()
        runner = ImportRunner(
            store: store, configuration: configuration, peers: peers, board: board, mail: mail, clock: clock,
            logger: logger)
        retention = Retention(
            store: store, configuration: configuration, board: board, mail: mail, clock: clock, logger: logger)
        mailer = Mailer(store: store, configuration: configuration, schedule: mail, clock: clock, logger: logger)
        handlers = ImportsHandlers(store: store, configuration: configuration, runner: runner, board: board, now: now)
        self.store = store
    }

    /// Adds the methods to a server.
    public func register(in router: inout Router) {
        router.register(handlers, lanes: store)
        router.register(UndoHandlers(store: store, runner: runner), lanes: store)
        router.register(
            ImportTemplatesHandlers(fields: handlers.fieldSource, files: handlers.files), lanes: store)
        router.register(NotificationsHandlers(mail: handlers.configuration.mail), lanes: store)
        router.register(SavedMappingsHandlers(store: store, imports: handlers), lanes: store)
    }
}
