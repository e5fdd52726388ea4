import Contracts
import RPCCore
import Testing

/// Who may call what, once more and by hand: a method that is opened to more people, or a new one, has to be written
/// here, too.
@Suite("The roles that may call a method")
struct AccessTests {
    /// By the service's name without its package; all others are for administrators.
    private static let open: [MethodDescriptor.Access: [String: Set<String>]] = [
        .anyone: [
            "Diagnostics": ["Echo"], "Health": ["Check", "Watch"],
            "Reflection": ["GetFileDescriptorSet", "GetSchema"],
        ],
        .agent: [
            "Campaigns": ["GetCampaign", "GetCustomerList", "ListCampaigns", "ListCustomerLists"],
            "Companies": [
                "BatchGetCompanies", "CreateCompany", "GetCompany", "ListCompanies", "ListFields", "MatchCompanies",
                "UpdateCompany",
            ],
            "Contacts": [
                "BatchGetContacts", "CreateContact", "GetContact", "ListAgents", "ListContacts", "ListFields",
                "ListGroups", "LookUpByEmail", "LookUpByPhone", "UpdateContact",
            ],
            "History": ["GetContactAsOf", "ListContactChanges"],
            "ImportTemplates": ["DownloadTemplate"],
            "Notes": ["CreateNote", "DeleteNote", "ListNotes", "UpdateNote"],
            "SavedFilters": [
                "CreateSavedFilter", "DeleteSavedFilter", "EvaluateFilter", "GetSavedFilter", "ListSavedFilters",
                "UpdateSavedFilter",
            ],
            "Tickets": ["CreateTicket", "GetTicket", "ListTickets", "UpdateTicket"],
        ],
        .supervisor: [
            "BulkCompanies": ["ExportCompanies"], "BulkEdits": ["DeleteContacts", "EditContacts"],
            "Campaigns": ["AddCampaignCustomers", "AddListMembers", "CreateCampaign", "CreateCustomerList"],
            "Companies": ["DeleteCompanies", "DeleteCompany", "EnsureCompanies"],
            "Contacts": ["DeleteContact", "ExportContacts", "RestoreContact"],
            "Duplicates": ["MergeContacts"],
        ],
    ]

    @Test("is what is written here, for every method of every contract")
    func table() throws {
        var found: [MethodDescriptor.Access: [String: Set<String>]] = [:]
        var count = 0
        try forEachMethod { service, method, access in
            count += 1
            if access != .admin { found[access, default: [:]][service, default: []].insert(method) }
        }
        #expect(count > 60)
        #expect(found == Self.open)
    }

    @Test("is what the generated code says, too")
    func generated() {
        #expect(RPCV1.HealthMethods.check.access == .anyone)
        #expect(ContactsV1.ContactsMethods.getContact.access == .agent)
        #expect(ContactsV1.ContactsMethods.exportContacts.access == .supervisor)
        #expect(ContactsV1.ContactsMethods.bulkWriteContacts.access == .admin)
    }

    /// Walks the description of all contracts: files, their services (6), the methods of these (2) and the option.
    private func forEachMethod(_ body: (String, String, MethodDescriptor.Access) -> Void) throws {
        try SchemaBuilder.fileDescriptorSet.withUnsafeBytes { set in
            for file in try messages(1, of: set) {
                for service in try messages(6, of: file) {
                    for method in try messages(2, of: service) {
                        var access = MethodDescriptor.Access.admin
                        for options in try messages(4, of: method) {
                            var reader = ProtobufReader(options)
                            while let field = try reader.next() {
                                guard case .varint(50005, let value) = field else { continue }
                                access = try #require(MethodDescriptor.Access(rawValue: UInt8(clamping: value)))
                            }
                        }
                        body(try name(of: service), try name(of: method), access)
                    }
                }
            }
        }
    }

    private func messages(_ number: UInt32, of message: UnsafeRawBufferPointer) throws -> [UnsafeRawBufferPointer] {
        var reader = ProtobufReader(message)
        var found: [UnsafeRawBufferPointer] = []
        while let field = try reader.next() {
            if case .bytes(number, let bytes) = field { found.append(bytes) }
        }
        return found
    }

    private func name(of message: UnsafeRawBufferPointer) throws -> String {
        try ProtobufReader.text(#require(messages(1, of: message).first))
    }
}
