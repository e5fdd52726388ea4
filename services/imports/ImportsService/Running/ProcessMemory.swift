import CMalloc

/// What the allocator keeps of the memory of chunks, which pass from thread to thread.
public enum ProcessMemory {
    /// One pool for all threads: pools of their own would each keep the memory of the largest chunk.
    ///
    /// To be called before other threads begin.
    public static func useOnePool() { mallopt(M_ARENA_MAX, 1) }

    /// Gives back what nobody uses.
    static func trim() { malloc_trim(0) }
}
