import Foundation
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
        for line in comment.isEmpty ? (fallback.map { [$0] } ?? []) : comment {
            self.line(line.isEmpty ? "///" : "/// " + line)
        }
    }
}

extension ProvidesSourceCodeLocation {
    /// The contract's comment without comment marks; no lines when it has none.
    var commentLines: [String] {
        var lines = protoSourceComments(commentPrefix: "").components(separatedBy: "\n").map { line in
            let line = line.hasPrefix(" ") ? String(line.dropFirst()) : line
            return line.trimmingCharacters(in: .init(charactersIn: "\r"))
        }
        while lines.last?.allSatisfy(\.isWhitespace) == true { lines.removeLast() }
        return lines
    }
}

extension String {
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
