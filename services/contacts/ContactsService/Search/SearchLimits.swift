/// Where a search goes from one way of finding contacts to another; answers are the same whatever they are.
package struct SearchLimits: Sendable {
    /// Contacts of a range that are put into the order of their ids at once: found in some milliseconds.
    package var rangeIDs: Int64
    /// Contacts that are tested and fail, before a range of which there are more is put into order after all.
    package var rangeFailures: Int
    /// Contacts that are put into an order: takes as long as to test what has to be tested when there are more.
    package var sortedIDs: Int
    /// Contacts tested while an order is gone through, before everything that passes is looked at.
    package var sortedTests: Int
    /// Contacts that should have passed by then, before an order is left of which less than a quarter of them did.
    package var sortedExpectation: Double
    /// So many in a sixteenth of the ids promise more than testing needs, where finding them takes long.
    package var sampledIDs: Int

    /// Limits of a choice.
    package init(
        rangeIDs: Int64, rangeFailures: Int, sortedIDs: Int, sortedTests: Int, sortedExpectation: Double,
        sampledIDs: Int
    ) {
        self.rangeIDs = rangeIDs
        self.rangeFailures = rangeFailures
        self.sortedIDs = sortedIDs
        self.sortedTests = sortedTests
        self.sortedExpectation = sortedExpectation
        self.sampledIDs = sampledIDs
    }

    /// What is best for a million contacts.
    package static let standard = SearchLimits(
        rangeIDs: 50_000, rangeFailures: 2_000, sortedIDs: 8_000, sortedTests: 25_000, sortedExpectation: 1_000,
        sampledIDs: 200)
}
