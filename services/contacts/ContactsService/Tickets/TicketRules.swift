import Contracts
import RPCCore
import ServiceRuntime
import Store

/// The fields of UpdateTicket's mask.
enum TicketField: String, CaseIterable, Sendable {
    case assigneeID = "assignee_id"
    case title
    case description
    case status
}

/// Brings a ticket's texts into the form in which they are stored and collects everything that is wrong.
struct TicketRules {
    private static let descriptionLimit = 10_000

    private var rules = FieldRules()

    mutating func title(_ text: String) -> String { rules.name(text, field: TicketField.title.rawValue) }

    mutating func description(_ text: String) -> String {
        rules.text(text, field: TicketField.description.rawValue, limit: Self.descriptionLimit)
    }

    mutating func refuse(_ field: TicketField, _ message: String) { rules.refuse(field.rawValue, nil, message) }

    /// Throws `invalidArgument` with a detail for each problem, when there are any.
    func check() throws(RPCError) { try rules.check() }
}

extension ReadTransaction {
    /// Throws `notFound` for an agent who does not exist and `failedPrecondition` for one who is not active; 0 is nobody.
    func checkAssignee(_ id: Int64) throws {
        if id != 0 { try checkActive(id, field: TicketField.assigneeID.rawValue) }
    }

    /// The same for whoever is to get something, named in a field.
    func checkActive(_ id: Int64, field: String) throws {
        guard let agent = try agent(id) else {
            throw RPCError(.notFound, .managerUnknown, "There is no such agent.", field: field, ids: [id])
        }
        guard agent.active else {
            throw RPCError(
                .failedPrecondition, .managerInactive, "The agent is not active and gets no new contacts or tickets.",
                field: field, ids: [id])
        }
    }
}
