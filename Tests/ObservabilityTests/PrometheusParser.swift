/// What a page of Prometheus' text format says, read by its rules and nothing of our writer.
struct PrometheusPage {
    struct Sample: Equatable {
        var name: String
        var labels: [String: String]
        var value: Double
    }

    struct Malformed: Error {
        var line: String
    }

    /// Type and samples by family.
    private(set) var families: [String: (type: String, help: String, samples: [Sample])] = [:]

    init(_ text: String) throws {
        guard text.isEmpty || text.hasSuffix("\n") else { throw Malformed(line: "the last line does not end") }
        var current = ""
        for line in text.split(separator: "\n").map(String.init) {
            let words = line.split(separator: " ", maxSplits: 3).map(String.init)
            if line.hasPrefix("# HELP ") {
                current = words[2]
                guard families[current] == nil else { throw Malformed(line: line) }
                families[current] = ("", words.count > 3 ? words[3] : "", [])
            } else if line.hasPrefix("# TYPE ") {
                guard words[2] == current, families[current]?.type == "" else { throw Malformed(line: line) }
                families[current]?.type = words[3]
            } else {
                let sample = try Self.sample(line)
                let names = ["", "_bucket", "_sum", "_count"].map { current + $0 }
                let isHistogram = families[current]?.type == "histogram"
                guard isHistogram ? names.dropFirst().contains(sample.name) : sample.name == current else {
                    throw Malformed(line: line)
                }
                families[current]?.samples.append(sample)
            }
        }
    }

    /// The value of the sample with exactly these labels.
    func value(_ name: String, _ labels: [String: String] = [:]) -> Double? {
        let all = families.values.flatMap(\.samples)
        return all.first { $0.name == name && $0.labels == labels }?.value
    }

    private static func sample(_ line: String) throws -> Sample {
        var rest = line[...]
        let name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == ":" }
        rest = rest.dropFirst(name.count)
        var labels: [String: String] = [:]
        if rest.first == "{" {
            repeat {
                rest = rest.dropFirst()
                let label = rest.prefix { $0 != "=" }
                rest = rest.dropFirst(label.count)
                guard rest.hasPrefix("=\"") else { throw Malformed(line: line) }
                rest = rest.dropFirst(2)
                labels[String(label)] = try text(&rest, line)
            } while rest.first == ","
            guard rest.first == "}" else { throw Malformed(line: line) }
            rest = rest.dropFirst()
        }
        guard !name.isEmpty, rest.first == " " else { throw Malformed(line: line) }
        let number = rest.dropFirst().replacing("+Inf", with: "infinity")
        guard let value = Double(number) else { throw Malformed(line: line) }
        return Sample(name: String(name), labels: labels, value: value)
    }

    /// A label's value and its closing quote.
    private static func text(_ rest: inout Substring, _ line: String) throws -> String {
        var text = ""
        while let next = rest.popFirst() {
            if next == "\"" { return text }
            guard next == "\\" else {
                text.append(next)
                continue
            }
            switch rest.popFirst() {
            case "n": text.append("\n")
            case "\\": text.append("\\")
            case "\"": text.append("\"")
            default: throw Malformed(line: line)
            }
        }
        throw Malformed(line: line)
    }
}
