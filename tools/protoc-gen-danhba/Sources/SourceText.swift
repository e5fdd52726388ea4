import Foundation
import SwiftProtobuf
import SwiftProtobufPluginLibrary

/// Swift source under construction, line by line.
struct SourceText {
    private(set) var text = ""
    private var depth = 0

    mutating func line(_ line: String = "") {
        text += line.isEmpty ? "\n" : String(repeating: "    ", count: depth) + line + "\n"
    }

    mutating func lines(_ lines: [String]) {
        for line in lines { self.line(line) }
    }

    /// `opening {`, the lines that `body` adds, indented, and `}`.
    mutating func block(_ opening: String, _ body: (inout SourceText) throws -> Void) rethrows {
        line(opening + " {")
        try indented(body)
        line("}")
    }

    mutating func indented(_ body: (inout SourceText) throws -> Void) rethrows {
        depth += 1
        try body(&self)
        depth -= 1
    }

    /// The contract's comment as a documentation comment, or `fallback` where the contract has none.
    mutating func documentation(_ source: any ProvidesSourceCodeLocation, otherwise fallback: String? = nil) {
        let comment = source.commentLines
        documentation(lines: comment.isEmpty ? (fallback.map { [$0] } ?? []) : comment)
    }

    mutating func documentation(lines: [String]) {
        for line in lines { self.line(line.isEmpty ? "///" : "/// " + line) }
    }
}

extension ProvidesSourceCodeLocation {
    /// The contract's comment without comment marks; no lines when it has none.
    var commentLines: [String] { protoSourceComments(commentPrefix: "").commentLines }
}

extension FileDescriptor {
    /// The comment at the head of the file, before `syntax`.
    var headLines: [String] {
        let syntaxField = IndexPath(index: 12)
        return sourceCodeInfoLocation(path: syntaxField)?.leadingComments.commentLines ?? []
    }
}

extension String {
    /// The lines of a comment without the blank after the comment mark and without empty ones at the end.
    fileprivate var commentLines: [String] {
        var lines = components(separatedBy: "\n").map { $0.hasPrefix(" ") ? String($0.dropFirst()) : $0 }
        while lines.last?.allSatisfy(\.isWhitespace) == true { lines.removeLast() }
        return lines
    }

    /// A Swift or C literal of this text.
    var quoted: String {
        var result = "\""
        for scalar in unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
