import Store

/// When contacts changed last, inside one transaction, which looks them up once.
final class TransactionTimes {
    private let source: ChangeTimes?
    private let reader: ReadTransaction
    private var known: ContactTimes?
    private var hasAsked = false
    private var hasMade = false

    /// Without a source there never are times.
    init(_ source: ChangeTimes?, _ reader: ReadTransaction) {
        self.source = source
        self.reader = reader
    }

    /// Nil where they would take long.
    var atHand: ContactTimes? {
        get throws {
            if !hasAsked {
                hasAsked = true
                known = try source?.times(reader, isWorthMaking: false)
            }
            return known
        }
    }

    /// The times, also where that takes long; nil only where they cannot be had.
    @discardableResult
    func make() throws -> ContactTimes? {
        if let known = try atHand { return known }
        if !hasMade {
            hasMade = true
            known = try source?.times(reader, isWorthMaking: true)
        }
        return known
    }
}
