internal import CMessages

/// The memory of one marshalling: handed out in order, given back all at once.
///
/// Unpacking and packing a message makes many small allocations that all die together. They come from blocks that the
/// thread keeps, so in the steady state a message costs no call of `malloc`; `free` is nearly a no-op. Confined to the
/// thread and the scope of `withScope`.
struct Arena: ~Copyable {
    private let region: UnsafeMutablePointer<ArenaRegion>

    private init(_ region: UnsafeMutablePointer<ArenaRegion>) { self.region = region }

    /// Runs `body` with an arena that hands out at most `byteLimit` bytes; what it handed out dies with the scope.
    @inline(__always)
    static func withScope<R>(byteLimit: Int, _ body: (borrowing Arena) throws -> R) rethrows -> R {
        let region = ArenaPool.take()
        region.pointee.remaining = byteLimit
        defer { ArenaPool.giveBack(region) }
        return try body(Arena(region))
    }

    /// For protobuf-c; valid in the scope.
    ///
    /// Its `alloc` answers NULL at the limit.
    var allocator: UnsafeMutablePointer<ProtobufCAllocator> {
        UnsafeMutableRawPointer(region).assumingMemoryBound(to: ProtobufCAllocator.self)
    }

    /// Whether an allocation was refused because of the limit.
    var isExhausted: Bool { region.pointee.isExhausted }

    /// Uninitialised memory for one value.
    ///
    /// Only for arenas without a limit.
    @inline(__always)
    func allocate<T>(_ type: T.Type) -> UnsafeMutablePointer<T> {
        allocate(byteCount: MemoryLayout<T>.stride).assumingMemoryBound(to: T.self)
    }

    /// Uninitialised memory for `count` values.
    ///
    /// Only for arenas without a limit.
    func allocate<T>(_ type: T.Type, count: Int) -> UnsafeMutablePointer<T> {
        allocate(byteCount: MemoryLayout<T>.stride * count).assumingMemoryBound(to: T.self)
    }

    @inline(__always)
    private func allocate(byteCount: Int) -> UnsafeMutableRawPointer {
        guard let memory = region.pointee.allocate(byteCount) else {
            preconditionFailure("the values of one message do not fit into the address space")
        }
        return memory
    }

    /// The number of bytes that were asked for when `pointer` was handed out by an arena.
    @inline(__always)
    static func size(of pointer: UnsafeRawPointer) -> Int { ArenaRegion.size(of: pointer) }
}

/// What is behind an arena: a first block that is kept, further blocks while they are needed.
///
/// Every allocation is preceded by its size, because protobuf-c stores strings without their length.
struct ArenaRegion {
    private static let headerSize = MemoryLayout<Int>.size
    /// Holds the messages of nearly every call.
    private static let firstBlockSize = 64 << 10
    private static let largestBlockStep = 1 << 20
    /// protobuf-c's lists of scanned fields, the only large memory that it frees while it unpacks, begin at this size.
    private static let smallestRecycledSize = 1 << 10
    private static let recycledLimit = 32

    /// First, so that a pointer to the region is one to the allocator.
    private var allocator = ProtobufCAllocator()
    private var cursor: UnsafeMutableRawPointer
    private var end: UnsafeMutableRawPointer
    private let firstBlock: UnsafeMutableRawPointer
    /// The further blocks, linked through their first word.
    private var blocks: UnsafeMutableRawPointer?
    private var nextBlockSize = Self.firstBlockSize
    /// Freed memory that is worth handing out again, linked through its first word.
    private var recycled: UnsafeMutableRawPointer?
    private var recycledCount = 0
    /// Bytes that may still be handed out.
    var remaining = 0
    private(set) var isExhausted = false
    var isTaken = false

    private init(firstBlock: UnsafeMutableRawPointer) {
        self.firstBlock = firstBlock
        cursor = firstBlock
        end = firstBlock + Self.firstBlockSize
    }

    static func make() -> UnsafeMutablePointer<ArenaRegion> {
        let region = UnsafeMutablePointer<ArenaRegion>.allocate(capacity: 1)
        let block = UnsafeMutableRawPointer.allocate(byteCount: firstBlockSize, alignment: 16)
        region.initialize(to: ArenaRegion(firstBlock: block))
        region.pointee.allocator.allocator_data = UnsafeMutableRawPointer(region)
        region.pointee.allocator.alloc = { data, size in
            data?.assumingMemoryBound(to: ArenaRegion.self).pointee.allocate(size)
        }
        region.pointee.allocator.free = { data, memory in
            if let memory { data?.assumingMemoryBound(to: ArenaRegion.self).pointee.recycle(memory) }
        }
        return region
    }

    static func destroy(_ region: UnsafeMutablePointer<ArenaRegion>) {
        region.pointee.reset()
        region.pointee.firstBlock.deallocate()
        region.deallocate()
    }

    @inline(__always)
    static func size(of pointer: UnsafeRawPointer) -> Int { (pointer - headerSize).load(as: Int.self) }

    @inline(__always)
    mutating func allocate(_ size: Int) -> UnsafeMutableRawPointer? {
        // Negative: a size_t over half of the address space.
        guard size >= 0, size < remaining &- 2 * Self.headerSize else {
            isExhausted = true
            return nil
        }
        let total = (size &+ 2 &* Self.headerSize &- 1) & ~(Self.headerSize &- 1)
        guard total <= end - cursor, recycled == nil else { return allocateElsewhere(size, total) }
        return handOut(size, total)
    }

    @inline(__always)
    private mutating func handOut(_ size: Int, _ total: Int) -> UnsafeMutableRawPointer {
        cursor.storeBytes(of: size, as: Int.self)
        let memory = cursor + Self.headerSize
        cursor += total
        remaining &-= total
        return memory
    }

    @inline(never)
    private mutating func allocateElsewhere(_ size: Int, _ total: Int) -> UnsafeMutableRawPointer? {
        if let memory = reuse(size) { return memory }
        if total > end - cursor { addBlock(holding: total) }
        return handOut(size, total)
    }

    private mutating func addBlock(holding total: Int) {
        let link = 2 * Self.headerSize
        let size = max(total + link, nextBlockSize)
        let block = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 16)
        block.storeBytes(of: blocks, as: UnsafeMutableRawPointer?.self)
        blocks = block
        cursor = block + link
        end = block + size
        nextBlockSize = min(nextBlockSize * 2, Self.largestBlockStep)
    }

    private mutating func recycle(_ memory: UnsafeMutableRawPointer) {
        let size = Self.size(of: memory)
        guard size >= Self.smallestRecycledSize, size & (size &- 1) == 0, recycledCount < Self.recycledLimit else {
            return
        }
        memory.storeBytes(of: recycled, as: UnsafeMutableRawPointer?.self)
        recycled = memory
        recycledCount += 1
    }

    private mutating func reuse(_ size: Int) -> UnsafeMutableRawPointer? {
        guard size >= Self.smallestRecycledSize else { return nil }
        var previous: UnsafeMutableRawPointer?
        var candidate = recycled
        while let memory = candidate {
            let next = memory.load(as: UnsafeMutableRawPointer?.self)
            if Self.size(of: memory) == size {
                if let previous {
                    previous.storeBytes(of: next, as: UnsafeMutableRawPointer?.self)
                } else {
                    recycled = next
                }
                recycledCount -= 1
                return memory
            }
            (previous, candidate) = (memory, next)
        }
        return nil
    }

    mutating func reset() {
        while let block = blocks {
            blocks = block.load(as: UnsafeMutableRawPointer?.self)
            block.deallocate()
        }
        cursor = firstBlock
        end = firstBlock + Self.firstBlockSize
        nextBlockSize = Self.firstBlockSize
        recycled = nil
        recycledCount = 0
        isExhausted = false
    }
}
