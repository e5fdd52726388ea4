import Contracts

/// A language that people are written to in.
public enum TextLanguage: String, Sendable, CaseIterable {
    case vietnamese = "vi"
    case english = "en"

    /// `fallback` where nothing is said.
    init(_ language: ImportsV1.Language, fallback: TextLanguage = .vietnamese) {
        switch language {
        case .vietnamese: self = .vietnamese
        case .english: self = .english
        case .unspecified: self = fallback
        }
    }
}

/// One text in every language.
struct BilingualText: Sendable {
    let vietnamese: String
    let english: String

    init(_ vietnamese: String, _ english: String) {
        self.vietnamese = vietnamese
        self.english = english
    }

    subscript(language: TextLanguage) -> String {
        switch language {
        case .vietnamese: vietnamese
        case .english: english
        }
    }
}
