import NIOPosix
import Synchronization

/// Which connection's bytes an event loop received last, servers' and clients' connections alike.
///
/// When it is the same connection again and again, its peer has nothing else to do than to wait for what this read
/// brings about; then it is worth a further system call to let it have the first part early. Among many busy
/// connections everyone has enough to do.
final class ReadTurn: Sendable {
    /// So many frames of one read are worked off before what they brought about is written, when the peer waits.
    ///
    /// Enough for a write, which costs as much as about ten frames, to be little; few enough for the two ends of 64
    /// calls in flight to work at the same time instead of in turns.
    static let frameCount = 32

    private static let ofThread = ThreadSpecificVariable<ReadTurn>()

    private let reader = Atomic<UInt>(0)

    /// Notes that `connection` reads now; true when it also was the last one before on this thread.
    static func take(_ connection: AnyObject) -> Bool {
        let turn = ofThread.currentValue ?? make()
        // Only compared: the address may be another connection's later, whose first read is then mistaken, without harm.
        let address = UInt(bitPattern: ObjectIdentifier(connection))
        return turn.reader.exchange(address, ordering: .relaxed) == address
    }

    private static func make() -> ReadTurn {
        let turn = ReadTurn()
        ofThread.currentValue = turn
        return turn
    }
}
