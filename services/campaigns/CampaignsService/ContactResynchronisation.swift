import RPCCore
import Store

/// Brings a workspace up to date with contacts without its change log: asks for every contact that is a customer or a
/// member, and closes or opens what is not as it should be.
///
/// Needed when changes were pruned before they were read, or when contacts was restored from a backup.
struct ContactResynchronisation: Sendable {
    private static let pageSize = 500

    let store: Store
    let directory: ContactDirectory

    @Sendable func run(_ workspace: String) async throws {
        let options = CallOptions(metadata: Metadata(workspace: workspace, caller: store.serviceName))
        let origin = WriteOrigin(actor: store.serviceName)
        try await store.write(workspace, origin: origin) { writer in try writer.beginResynchronisation() }
        var last: Int64 = 0
        while true {
            let page = try await store.read(workspace) { [last] reader in
                try reader.contactIDs(after: last, limit: Self.pageSize)
            }
            guard let end = page.last else { return }
            let known = try await directory.candidates(page, options: options)
            try await store.write(workspace, origin: origin) { writer in
                for id in page {
                    // The version of a deletion is not known; 0 is older than every change that may still come.
                    try writer.setContactDeleted(known[id] == nil, id, version: known[id]?.contactVersion ?? 0)
                }
            }
            last = end
        }
    }
}
