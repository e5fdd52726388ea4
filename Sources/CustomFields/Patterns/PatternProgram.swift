/// One instruction of a compiled expression; execution goes on at the next one unless it says otherwise.
enum PatternInstruction: Sendable {
    /// Takes one character of the set, or fails.
    case take(CharacterSet)
    /// Goes on at both places.
    case split(Int, Int)
    case jump(Int)
    /// The expression ends here.
    case match
}

/// Makes instructions of an expression's nodes.
struct PatternCompiler {
    /// Nodes passed through: repetitions of nothing make no instructions but take time.
    private static let visitLimit = 10_000

    private var program: [PatternInstruction] = []
    private var visits = 0

    mutating func compile(_ node: PatternNode) throws(PatternError) -> [PatternInstruction] {
        try add(node)
        try append(.match)
        return program
    }

    private mutating func append(_ instruction: PatternInstruction) throws(PatternError) {
        guard program.count < Pattern.instructionLimit else { throw PatternError(offset: 0, reason: .tooLarge) }
        program.append(instruction)
    }

    private mutating func add(_ node: PatternNode) throws(PatternError) {
        visits += 1
        guard visits <= Self.visitLimit else { throw PatternError(offset: 0, reason: .tooLarge) }
        switch node {
        case .characters(let set): try append(.take(set))
        case .sequence(let items): for item in items { try add(item) }
        case .alternatives(let alternatives): try add(alternatives: alternatives[...])
        case .repeated(let item, let least, let most):
            for _ in 0..<least { try add(item) }
            if let most {
                try add(item, optionallyUpTo: most - least)
            } else {
                try add(loopOf: item)
            }
        }
    }

    private mutating func add(alternatives: ArraySlice<PatternNode>) throws(PatternError) {
        var ends: [Int] = []
        for (number, alternative) in alternatives.enumerated() {
            if number == alternatives.count - 1 {
                try add(alternative)
            } else {
                let split = program.count
                try append(.split(split + 1, split + 1))
                try add(alternative)
                ends.append(program.count)
                try append(.jump(0))
                program[split] = .split(split + 1, program.count)
            }
        }
        for end in ends { program[end] = .jump(program.count) }
    }

    private mutating func add(_ item: PatternNode, optionallyUpTo count: Int) throws(PatternError) {
        var splits: [Int] = []
        for _ in 0..<count {
            splits.append(program.count)
            try append(.split(program.count + 1, program.count + 1))
            try add(item)
        }
        for split in splits { program[split] = .split(split + 1, program.count) }
    }

    private mutating func add(loopOf item: PatternNode) throws(PatternError) {
        let split = program.count
        try append(.split(split + 1, split + 1))
        try add(item)
        try append(.jump(split))
        program[split] = .split(split + 1, program.count)
    }
}

/// The places of a program that a value read so far leads to, each once.
struct PatternThreads {
    private let program: [PatternInstruction]
    private var places: [Int] = []
    private var nextPlaces: [Int] = []
    /// By place, the round in which it was last reached.
    private var reached: [Int]
    private var round = 0
    private var pending: [Int] = []
    /// Instructions that were looked at.
    private(set) var stepCount = 0

    init(_ program: [PatternInstruction]) {
        self.program = program
        reached = [Int](repeating: 0, count: program.count)
    }

    var isEmpty: Bool { places.isEmpty }

    /// Whether the value may end here.
    var isAtEnd: Bool {
        places.contains { place in if case .match = program[place] { true } else { false } }
    }

    mutating func begin() {
        round = 1
        reach(0)
        swap(&places, &nextPlaces)
    }

    mutating func advance(over scalar: Unicode.Scalar) {
        round += 1
        nextPlaces.removeAll(keepingCapacity: true)
        for place in places {
            if case .take(let set) = program[place], set.contains(scalar) { reach(place + 1) }
        }
        swap(&places, &nextPlaces)
    }

    /// Adds a place, or the places behind it where it takes no character.
    private mutating func reach(_ start: Int) {
        pending.append(start)
        while let place = pending.popLast() {
            if reached[place] == round { continue }
            reached[place] = round
            stepCount += 1
            switch program[place] {
            case .take, .match: nextPlaces.append(place)
            case .jump(let target): pending.append(target)
            case .split(let first, let second):
                pending.append(second)
                pending.append(first)
            }
        }
    }
}
