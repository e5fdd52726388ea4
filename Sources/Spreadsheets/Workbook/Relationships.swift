/// The `.rels` part of a package or part: what is related to it, how, and where that is.
struct Relationships {
    struct Relationship {
        var id: String
        /// The last component of the type's address, which is the same in transitional and strict workbooks.
        var type: String
        /// The part's name, resolved against the folder of the part that relates.
        var target: String
    }

    private(set) var all: [Relationship] = []

    /// Of the part `name`, or of the package when `name` is empty.
    ///
    /// None when there is no such `.rels`.
    init(of name: String, in archive: ZipArchive) throws(SpreadsheetError) {
        let folder = name.lastIndex(of: "/").map { String(name[...$0]) } ?? ""
        let path = folder + "_rels/" + name.dropFirst(folder.count) + ".rels"
        guard let stream = try archive.stream(path) else { return }
        var found: [Relationship] = []
        try XMLDocument.read(stream, part: path, limits: archive.limits) { element in
            guard case .start("Relationship", let attributes) = element, attributes["TargetMode"] != "External",
                let id = attributes["Id"], let type = attributes["Type"], let target = attributes["Target"]
            else { return }
            let kind = type.split(separator: "/").last.map(String.init) ?? type
            found.append(
                Relationship(id: id, type: kind, target: Self.resolve(target, folder: folder, in: archive)))
        }
        all = found
    }

    func target(type: String) -> String? { all.first { $0.type == type }?.target }

    func relationship(id: String) -> Relationship? { all.first { $0.id == id } }

    /// An absolute target counts from the package's root, a relative one from the folder; where the rules lead to no
    /// part, the other reading is tried, as writers confuse them.
    private static func resolve(_ target: String, folder: String, in archive: ZipArchive) -> String {
        let path = target.replacing("\\", with: "/")
        let absolute = normalize(path)
        let relative = normalize(folder + path)
        let (first, second) = path.hasPrefix("/") ? (absolute, relative) : (relative, absolute)
        return !archive.contains(first) && archive.contains(second) ? second : first
    }

    private static func normalize(_ path: String) -> String {
        var components: [Substring] = []
        for component in path.split(separator: "/") where component != "." {
            if component == ".." { _ = components.popLast() } else { components.append(component) }
        }
        return components.joined(separator: "/")
    }
}
