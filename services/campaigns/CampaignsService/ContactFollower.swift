import Contracts
import Logging
import RPCCore
import ServiceLifecycle
import ServiceRuntime
import Store

/// Follows the change log of contacts: a deleted contact's customers are closed and its memberships hidden, a restored
/// one's are open and shown again.
///
/// Names and numbers of customers stay what they were when they were added, until the person is erased. A member of the service group.
public struct ContactFollower: Service {
    private let follower: ChangeFollower

    /// Follows for every workspace of `store`, over a connection to contacts.
    public init(_ store: Store, contacts: any Connection, logger: Logger) {
        let resynchronisation = ContactResynchronisation(store: store, directory: ContactDirectory(contacts))
        follower = ChangeFollower(
            ChangeFollower.Subscription(source: "contacts", entities: [Self.entity]), over: contacts, into: store,
            logger: logger, resynchronise: resynchronisation.run, handler: Self.apply)
    }

    /// Follows until graceful shutdown or cancellation.
    public func run() async { await follower.run() }

    /// What is followed: the records of this kind in the log of contacts.
    private static let entity = "contact"

    /// Takes in some changes in the order of the log, in the transaction that stores how far the log has been followed.
    ///
    /// What it leads to belongs to the operation and the actor of the contact's change. A change taken in before
    /// changes nothing.
    @Sendable static func apply(_ changes: [RPCV1.Change], in writer: WriteTransaction) throws {
        var operationID: String?
        for change in changes where change.entity == entity {
            guard let isDeleted = change.kind.isDeletion else { continue }
            if operationID != change.operationID {
                operationID = change.operationID
                writer.actor = change.actor
                writer.operationID = change.operationID
            }
            if change.kind == .erase {
                try writer.setContactErased(change.entityID, version: change.version)
            } else {
                try writer.setContactDeleted(isDeleted, change.entityID, version: change.version)
            }
        }
    }
}

extension RPCV1.Change.Kind {
    /// Whether a record is gone after the change; nil for a change that leaves this as it was.
    fileprivate var isDeletion: Bool? {
        switch self {
        case .delete, .erase: true
        case .restore: false
        case .unspecified, .create, .update: nil
        }
    }
}
