import Contracts
import MessageJSON
import RPCCore

/// Turns messages of the contracts into JSON.
struct MessagePrinter {
    private let schema: MessageSchema

    /// Knows the types of every service's contract.
    init() {
        var schema = MessageSchema()
        schema.add(
            SchemaBuilder.schema(of: [
                ContactsV1.ContactsMethods.descriptor, ContactsV1.TicketsMethods.descriptor,
                ContactsV1.AccountManagersMethods.descriptor, ContactsV1.HistoryMethods.descriptor,
                ContactsV1.DuplicatesMethods.descriptor, ContactsV1.BulkEditsMethods.descriptor,
                ContactsV1.ErasureMethods.descriptor, ContactsV1.ExplanationsMethods.descriptor,
                ContactsV1.SavedFiltersMethods.descriptor,
                CompaniesV1.CompaniesMethods.descriptor, CompaniesV1.NotesMethods.descriptor,
                CompaniesV1.BulkCompaniesMethods.descriptor, CompaniesV1.HistoryMethods.descriptor,
                CampaignsV1.CampaignsMethods.descriptor, ImportsV1.ImportsMethods.descriptor,
                ImportsV1.ImportUndoMethods.descriptor, ImportsV1.ImportTemplatesMethods.descriptor,
                ImportsV1.SavedMappingsMethods.descriptor,
                ImportsV1.NotificationsMethods.descriptor,
                RPCV1.ChangesMethods.descriptor, RPCV1.HealthMethods.descriptor, RPCV1.DiagnosticsMethods.descriptor,
            ]))
        self.schema = schema
    }

    /// Knows the types that a process describes.
    init(_ description: RPCV1.GetSchemaResponse) {
        var schema = MessageSchema()
        schema.add(description)
        self.schema = schema
    }

    func json(_ message: some Message) throws -> String {
        try json(message.serializedBytes(), of: Swift.type(of: message).fullName)
    }

    func json(_ bytes: [UInt8], of type: String) throws -> String {
        String(decoding: try bytes.withUnsafeBytes { try schema.json($0, of: type) }, as: UTF8.self)
    }

    func serialise(_ json: String, as type: String) throws -> [UInt8] {
        try Array(json.utf8).withUnsafeBytes { try schema.serialise(json: $0, as: type) }
    }
}
