#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// One region for each thread, kept until the thread ends.
enum ArenaPool {
    private static let key: pthread_key_t = {
        var key = pthread_key_t()
        let status = pthread_key_create(&key) { region in
            // Optional with one C library, not with the other.
            let region: UnsafeMutableRawPointer? = region
            if let region { ArenaRegion.destroy(region.assumingMemoryBound(to: ArenaRegion.self)) }
        }
        precondition(status == 0, "no thread-specific storage left")
        return key
    }()

    /// The thread's region; a new one when that is in use, as when a message is packed while another one is.
    @inline(__always)
    static func take() -> UnsafeMutablePointer<ArenaRegion> {
        guard let pointer = pthread_getspecific(key) else { return makeForThread() }
        let region = pointer.assumingMemoryBound(to: ArenaRegion.self)
        guard !region.pointee.isTaken else { return ArenaRegion.make() }
        region.pointee.isTaken = true
        return region
    }

    /// Ends the use of a region: the thread's own is emptied, another one destroyed.
    @inline(__always)
    static func giveBack(_ region: UnsafeMutablePointer<ArenaRegion>) {
        guard region.pointee.isTaken else { return ArenaRegion.destroy(region) }
        region.pointee.reset()
        region.pointee.isTaken = false
    }

    @inline(never)
    private static func makeForThread() -> UnsafeMutablePointer<ArenaRegion> {
        let region = ArenaRegion.make()
        region.pointee.isTaken = true
        pthread_setspecific(key, region)
        return region
    }
}
