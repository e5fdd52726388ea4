import ArgumentParser

/// How load is made: what `load` of every peer takes.
package struct LoadOptions: ParsableArguments, Sendable {
    @Argument(help: "The server's port on 127.0.0.1.")
    package var port: Int
    @Option(help: "Connections.")
    package var connections = 1
    @Option(help: "Open calls on each connection.")
    package var inFlight = 64
    @Option(help: "Seconds that are measured.")
    package var seconds = 5.0

    package init() {}

    package func validate() throws {
        guard (1...10_000).contains(connections) else { throw ValidationError("--connections must be 1 to 10000.") }
        guard (1...10_000).contains(inFlight) else { throw ValidationError("--in-flight must be 1 to 10000.") }
        guard seconds > 0, seconds <= 3600 else { throw ValidationError("--seconds must be up to an hour.") }
    }
}

/// Bytes of the reply that every system sends.
package let replyByteCount = 200
