import TextNormalization

/// A node of a tree as text: the labels on the way to it, with `>` between them.
enum TreePath {
    static let depthLimit = 8
    private static let separator = " > "

    /// The labels of a written path.
    static func labels(_ path: String) -> [String] {
        path.split(separator: ">", omittingEmptySubsequences: false).map { $0.trimmed.singleLine }
    }

    /// One spelling for a path, whatever spaces were written.
    static func spelled(_ path: String) -> String { labels(path).joined(separator: separator) }

    /// All nodes of a tree, given by some of its paths: the nodes on the way come before those below them.
    static func nodes(of paths: [String]) -> [String] {
        var nodes: [String] = []
        var known: Set<String> = []
        for path in paths {
            let labels = labels(path)
            for depth in 1...max(1, labels.count) {
                let node = labels.prefix(depth).joined(separator: separator)
                if known.insert(exactKey(node)).inserted { nodes.append(node) }
            }
        }
        return nodes
    }
}

extension Substring {
    fileprivate var trimmed: String { String(self).trimmed }
}
