import EchoLoad
import NIOCore

/// Starts the calls of all connections together and collects what they find; lives on one event loop.
final class LoadGenerator<Calls: LoadCalls> {
    let inFlight: Int
    fileprivate var calls: Calls
    fileprivate var handlers: [LoadHandler<Calls>] = []
    fileprivate var report = LoadReport()
    private let promise: EventLoopPromise<LoadReport>

    init(_ calls: Calls, inFlight: Int, _ promise: EventLoopPromise<LoadReport>) {
        self.calls = calls
        self.inFlight = inFlight
        self.promise = promise
    }

    func start(on loop: any EventLoop, for duration: TimeAmount) {
        let begin = NIODeadline.now()
        for handler in handlers { handler.start() }
        let bound = NIOLoopBound(self, eventLoop: loop)
        loop.scheduleTask(in: duration) {
            let generator = bound.value
            // A busy loop is late, and the calls until then are counted.
            generator.report.seconds = Double((NIODeadline.now() - begin).nanoseconds) / 1e9
            generator.promise.succeed(generator.report)
        }
    }

    /// A server that goes away early is an error of the run; after its end this changes nothing.
    fileprivate func connectionEnded() { promise.fail(ChannelError.eof) }
}

/// The client's side of one connection: sends a call for each answer.
final class LoadHandler<Calls: LoadCalls>: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let generator: LoadGenerator<Calls>
    private var context: ChannelHandlerContext?
    private var frames = Frames()
    private var out = ByteBuffer()
    /// When each open call was started, by its id.
    private var started: [NIODeadline]

    init(_ generator: LoadGenerator<Calls>) {
        self.generator = generator
        started = Array(repeating: .now(), count: generator.inFlight)
        generator.handlers.append(self)
    }

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }

    func handlerRemoved(context: ChannelHandlerContext) { self.context = nil }

    func channelInactive(context: ChannelHandlerContext) { generator.connectionEnded() }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        frames.receive(unwrapInboundIn(data)) { id, payload in
            let now = NIODeadline.now()
            generator.report.record(
                nanoseconds: UInt64((now - started[Int(id)]).nanoseconds),
                isRight: generator.calls.accepts(payload))
            call(id, at: now)
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        guard out.readableBytes > 0 else { return }
        context.writeAndFlush(wrapOutboundOut(out), promise: nil)
        out.clear()
    }

    fileprivate func start() {
        guard let context else { return }
        for id in started.indices { call(UInt32(id), at: .now()) }
        channelReadComplete(context: context)
    }

    private func call(_ id: UInt32, at now: NIODeadline) {
        started[Int(id)] = now
        generator.calls.writeRequest(id: id, into: &out)
    }
}
