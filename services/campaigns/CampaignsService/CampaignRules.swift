import Contracts
import RPCCore
import ServiceRuntime

extension CampaignsV1.Campaign {
    /// A campaign as a request describes it, in the form in which it is stored; it has no id yet.
    ///
    /// Throws `invalidArgument` with every field that is wrong.
    init(_ request: CampaignsV1.CreateCampaignRequest, createdBy: String) throws(RPCError) {
        var rules = FieldRules()
        self.init(
            version: 1,
            name: rules.name(request.name, field: "name"),
            description: rules.text(request.description, field: "description", limit: 10_000),
            dialType: request.dialType == .unspecified ? .manual : request.dialType,
            status: .new,
            maxCalls: rules.number(request.maxCalls, field: "max_calls", in: 0...1_000),
            gapS: rules.number(request.gapS, field: "gap_s", in: 0...31_536_000),
            hotline: rules.text(request.hotline, field: "hotline", limit: 255),
            startAtMs: rules.number(request.startAtMs, field: "start_at_ms", in: 0...Int64.max),
            endAtMs: rules.number(request.endAtMs, field: "end_at_ms", in: 0...Int64.max),
            createdBy: createdBy)
        if endAtMs > 0, endAtMs <= startAtMs {
            rules.refuse("end_at_ms", .numberInvalid, "A campaign ends after its start.")
        }
        try rules.check()
        if maxCalls == 0 { maxCalls = 1 }
    }

    /// What people call the campaign by; made from the id, never stored.
    static func code(of id: Int64) -> String { "CA\(id)" }

    /// Bytes that the campaign's texts take in a response, about.
    var byteCount: Int { 128 + name.utf8.count + description.utf8.count + hotline.utf8.count + createdBy.utf8.count }
}

extension CampaignsV1.CustomerList {
    /// A list as a request describes it, in the form in which it is stored; it has no id yet.
    ///
    /// Throws `invalidArgument` with every field that is wrong.
    init(_ request: CampaignsV1.CreateCustomerListRequest, createdBy: String) throws(RPCError) {
        var rules = FieldRules()
        self.init(
            version: 1,
            name: rules.name(request.name, field: "name"),
            description: rules.text(request.description, field: "description", limit: 10_000),
            createdBy: createdBy)
        try rules.check()
    }

    /// Bytes that the list's texts take in a response, about.
    var byteCount: Int { 64 + name.utf8.count + description.utf8.count + createdBy.utf8.count }
}

extension Fault {
    /// The campaign takes no customers any more.
    static let campaignCompleted = Fault(3014, "CAMPAIGN_COMPLETED")
}
