import Contracts
import RPCCore
import Synchronization

/// The contacts service as far as campaigns asks it: contacts that a test sets, no database.
final class FakeContacts: Sendable {
    private struct State {
        var contacts: [Int64: ContactsV1.Contact] = [:]
        var batches: [Int] = []
        var error: RPCError?
        var beforeAnswer: (@Sendable () async throws -> Void)?
    }

    private let state = Mutex(State())

    /// Sizes of the batches asked for, in order.
    var batches: [Int] { state.withLock { $0.batches } }

    /// Makes a live contact.
    func add(_ id: Int64, name: String = "", phones: [ContactsV1.Phone]? = nil) {
        let phone = ContactsV1.Phone(number: 84_900_000_000 + id, text: "+\(84_900_000_000 + id)", dialable: true)
        let name = name.isEmpty ? "Contact \(id)" : name
        state.withLock {
            $0.contacts[id] = ContactsV1.Contact(id: id, version: 1, name: name, phones: phones ?? [phone])
        }
    }

    func remove(_ id: Int64) { state.withLock { _ = $0.contacts.removeValue(forKey: id) } }

    /// Fails every later call, or no more.
    func fail(with error: RPCError?) { state.withLock { $0.error = error } }

    /// Runs `action` once, when the next batch has been read and before it is answered.
    func beforeNextAnswer(_ action: @escaping @Sendable () async throws -> Void) {
        state.withLock { $0.beforeAnswer = action }
    }

    fileprivate func batch(_ ids: [Int64]) async throws -> [ContactsV1.Contact] {
        let (contacts, action) = try state.withLock { state in
            if let error = state.error { throw error }
            state.batches.append(ids.count)
            defer { state.beforeAnswer = nil }
            return (ids.compactMap { state.contacts[$0] }, state.beforeAnswer)
        }
        try await action?()
        return contacts
    }

    /// A server with the one method that campaigns calls.
    var router: Router {
        var router = Router()
        let descriptor = ContactsV1.ContactsMethods.batchGetContacts
        let method = RPCMethod.async(descriptor) { (request: ContactsV1.BatchGetContactsRequest, _) in
            ContactsV1.BatchGetContactsResponse(contacts: try await self.batch(request.ids))
        }
        router.register(ContactsV1.ContactsMethods.descriptor, methods: [method], lanes: DirectLanes())
        return router
    }
}
