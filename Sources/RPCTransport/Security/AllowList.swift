import Logging
import RPCCore

/// Who may call what: the interceptor that a server puts before its others when it has such a list.
///
/// A text with a line for each identity: the identity, then patterns of full method names, separated by blanks. A
/// pattern is a method's full name, or the beginning of one and `*`. The identity `*` is everybody, also those who
/// have not shown who they are. Lines for one identity add up; what follows `#` is a comment. What no line allows is
/// forbidden.
struct AllowList: CallInterceptor, Equatable {
    private var patterns: [String: [Pattern]] = [:]

    fileprivate struct Pattern: Sendable, Equatable {
        var text: String
        /// `text` is only the beginning.
        var isPrefix: Bool

        func matches(_ fullName: String) -> Bool { isPrefix ? fullName.hasPrefix(text) : fullName == text }
    }

    /// Throws `failedPrecondition` naming `file`, the line and what is wrong with it.
    init(parsing text: String, file: String) throws(RPCError) {
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let words = line.prefix { $0 != "#" }.split(whereSeparator: \.isWhitespace).map(String.init)
            guard let identity = words.first else { continue }
            guard words.count > 1 else {
                throw RPCError(.failedPrecondition, "\(file):\(index + 1): \(identity) is followed by no method.")
            }
            for word in words.dropFirst() {
                guard let pattern = Pattern(word) else {
                    throw RPCError(
                        .failedPrecondition,
                        "\(file):\(index + 1): \"\(word)\" is no method; write package.Service/Method or a beginning and *."
                    )
                }
                // Certificates' DNS names are compared in small letters.
                patterns[identity.contains(":") ? identity : identity.lowercased(), default: []].append(pattern)
            }
        }
    }

    /// Whether a line of the peer's identity, or of everybody's, has the method.
    func admits(_ peer: CallPeer, to method: MethodDescriptor) -> Bool {
        [peer.identity, "*"].contains { identity in
            identity.flatMap { patterns[$0] }?.contains { $0.matches(method.fullName) } ?? false
        }
    }

    /// A list that follows its file.
    static func following(_ path: String, clock: @escaping @Sendable () -> UInt64, logger: Logger) -> ReloadedFiles<
        AllowList
    > {
        ReloadedFiles([path], clock: clock, logger: logger) { contents throws(RPCError) in
            try AllowList(parsing: String(decoding: contents[0], as: UTF8.self), file: path)
        }
    }
}

extension AllowList.Pattern {
    fileprivate init?(_ word: String) {
        isPrefix = word.hasSuffix("*")
        text = isPrefix ? String(word.dropLast()) : word
        guard !text.contains("*"), isPrefix || text.split(separator: "/").count == 2 else { return nil }
    }
}

/// The methods that one connection may call: a bit for each method id.
struct MethodPermissions: Sendable, Equatable {
    /// Every method.
    static let all = MethodPermissions([])

    private let words: [UInt64]
    private let isUnrestricted: Bool

    init(_ isAllowed: [Bool]) {
        isUnrestricted = isAllowed.allSatisfy { $0 }
        guard !isUnrestricted else {
            words = []
            return
        }
        var words = [UInt64](repeating: 0, count: (isAllowed.count + 63) / 64)
        for (id, isAllowed) in isAllowed.enumerated() where isAllowed { words[id / 64] |= 1 << UInt64(id % 64) }
        self.words = words
    }

    /// Whether the method may be called; `id` must be one of the methods that the permissions were made for.
    func allows(_ id: UInt32) -> Bool { isUnrestricted || words[Int(id >> 6)] & (1 << UInt64(id & 63)) != 0 }
}
