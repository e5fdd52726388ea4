import CoreMetrics
import HTTPTypes
import Hummingbird
import RPCCore
import Synchronization

/// Reports every request through swift-metrics: `danhba_gateway_request_duration_seconds` by route template and status,
/// and how many are open.
///
/// Labels are bounded: a route is one of the router's templates or `NotFound`, never the path that a client sent.
final class RequestMetrics: RouterMiddleware {
    private struct Labels: Hashable {
        let route: String
        let status: Int
    }

    private let factory: any MetricsFactory
    private let open: Meter
    private let timers = Mutex<[Labels: CoreMetrics.Timer]>([:])

    init(_ factory: any MetricsFactory) {
        self.factory = factory
        open = Meter(label: "danhba_gateway_open_requests", dimensions: [], factory: factory)
    }

    /// Counts the request until its answer is made; a download's body is written after that.
    func handle(
        _ request: Request, context: BasicRequestContext,
        next: (Request, BasicRequestContext) async throws -> Response
    ) async throws -> Response {
        let start = MonotonicClock.now
        var status = 500
        open.increment()
        defer {
            open.decrement()
            timer(Labels(route: context.endpointPath ?? "other", status: status))
                .recordNanoseconds(Int64(clamping: MonotonicClock.now &- start))
        }
        do {
            let response = try await next(request, context)
            status = response.status.code
            return response
        } catch {
            if let error = error as? any HTTPResponseError { status = error.status.code }
            throw error
        }
    }

    private func timer(_ labels: Labels) -> CoreMetrics.Timer {
        timers.withLock { timers in
            if let timer = timers[labels] { return timer }
            let timer = CoreMetrics.Timer(
                label: "danhba_gateway_request_duration_seconds",
                dimensions: [("route", labels.route), ("status", String(labels.status))], factory: factory)
            timers[labels] = timer
            return timer
        }
    }
}
