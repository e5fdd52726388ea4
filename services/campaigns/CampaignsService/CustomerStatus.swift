import Contracts

extension CampaignsV1.CampaignCustomer {
    /// What to show: the strongest flag over a customer that could still be called, else where it stands.
    ///
    /// A flag never hides how a customer ended: who joins the do-not-call register after a successful call stays a
    /// success.
    var shownStatus: CampaignsV1.CustomerStatus {
        if baseStatus.isTerminal { return baseStatus }
        if dnc { return .dnc }
        if blocked { return .blocked }
        return paused ? .paused : baseStatus
    }
}

extension CampaignsV1.CustomerStatus {
    /// Whether the customer is never called again, whatever the flags say.
    var isTerminal: Bool {
        switch self {
        case .success, .exhausted, .doNotCallBack: true
        case .unspecified, .notCalled, .inCall, .failedRetryable, .callback, .callError, .paused, .blocked, .dnc: false
        }
    }
}
