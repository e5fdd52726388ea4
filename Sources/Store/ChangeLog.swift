import RPCCore

/// A place in the change log of one workspace.
public struct ChangePosition: Sendable, Hashable {
    /// Which database: random, made with the file.
    public var databaseID: UInt64
    /// Which history of it: random, changed when a backup is restored.
    public var epoch: UInt64
    /// The last change seen; 0 before the first.
    public var sequence: Int64

    /// A position read from elsewhere; it may be lost.
    public init(databaseID: UInt64, epoch: UInt64, sequence: Int64) {
        self.databaseID = databaseID
        self.epoch = epoch
        self.sequence = sequence
    }
}

/// What happened to a record; the raw values are those of the files and of the wire.
public enum ChangeKind: Int64, Sendable, CaseIterable {
    case create = 1
    case update = 2
    case delete = 3
    /// A deleted record is back.
    case restore = 4
    /// What was known of a record, live or deleted, is gone for good; earlier changes of it have no images any more.
    case erase = 5

    /// Whether the record is there after the change.
    var leavesRecord: Bool {
        switch self {
        case .create, .update, .restore: true
        case .delete, .erase: false
        }
    }
}

/// One record of the change log.
public struct Change: Sendable, Equatable {
    /// Without gaps, in the order of the commits.
    public var sequence: Int64
    /// The same for all changes of one call or one import.
    public var operationID: String
    /// The kind of record, `contact`.
    public var entity: String
    /// The record's id.
    public var entityID: Int64
    /// The record's version after the change.
    public var version: Int64
    /// What happened to the record.
    public var kind: ChangeKind
    /// The caller named in the call's metadata.
    public var actor: String
    /// UTC milliseconds.
    public var at: Int64
    /// The call's trace, when it was traced.
    public var trace: TraceContext?
    /// Full name of the message in `before` and `after`.
    public var imageType: String
    /// The serialised record; nil where there was none and where the images were not asked for.
    public var before: [UInt8]?
    /// As `before`.
    public var after: [UInt8]?

    /// A change with everything that is known of it.
    public init(
        sequence: Int64, operationID: String, entity: String, entityID: Int64, version: Int64, kind: ChangeKind,
        actor: String, at: Int64, trace: TraceContext? = nil, imageType: String, before: [UInt8]? = nil,
        after: [UInt8]? = nil
    ) {
        self.sequence = sequence
        self.operationID = operationID
        self.entity = entity
        self.entityID = entityID
        self.version = version
        self.kind = kind
        self.actor = actor
        self.at = at
        self.trace = trace
        self.imageType = imageType
        self.before = before
        self.after = after
    }
}

/// A stretch of the log, oldest first.
public struct ChangePage: Sendable, Equatable {
    /// At most as many as were asked for.
    public var changes: [Change]
    /// Where to go on.
    ///
    /// It moves over changes that the filter left out too.
    public var position: ChangePosition
    /// Whether the log went on after `position` when the page was read.
    public var hasMore: Bool
}

/// Where the log begins and ends.
public struct ChangeRange: Sendable, Equatable {
    /// The oldest position from which every later change is still known.
    public var oldest: ChangePosition
    /// The position of the newest change.
    public var newest: ChangePosition
}

/// Who writes; told once for all changes of a call.
public struct WriteOrigin: Sendable {
    /// Who causes the write: a user, an agent or a service.
    public var actor: String
    /// Nil when the cause is not traced.
    public var trace: TraceContext?
    /// Nil: a new one.
    public var operationID: String?

    /// Who causes the write; by default nobody in particular.
    public init(actor: String = "", trace: TraceContext? = nil, operationID: String? = nil) {
        self.actor = actor
        self.trace = trace
        self.operationID = operationID
    }

    /// The caller of a method is the cause of what it writes.
    public init(_ context: CallContext) {
        self.init(actor: context.metadata.caller, trace: context.metadata.trace)
    }
}

extension TraceContext {
    private static let storedByteCount = 25

    /// 16 bytes trace id, 8 bytes parent id, 1 byte flags; big endian.
    var storedBytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Self.storedByteCount)
        for word in [traceIDHigh, traceIDLow, parentID] {
            withUnsafeBytes(of: word.bigEndian) { bytes.append(contentsOf: $0) }
        }
        bytes.append(flags)
        return bytes
    }

    /// Nil when there are not exactly the stored bytes.
    init?(storedBytes bytes: UnsafeRawBufferPointer) {
        guard bytes.count == Self.storedByteCount else { return nil }
        self.init(
            traceIDHigh: UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self)),
            traceIDLow: UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)),
            parentID: UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 16, as: UInt64.self)),
            flags: bytes[24])
    }
}
