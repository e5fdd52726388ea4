#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// One object for each thread that asks, released when the thread ends.
final class ThreadLocal<Value: AnyObject>: Sendable {
    private let key: pthread_key_t

    init() {
        var key = pthread_key_t()
        let code = pthread_key_create(&key) { pointer in releaseObject(pointer) }
        precondition(code == 0, "no thread-local key left: \(code)")
        self.key = key
    }

    /// Objects of threads that still run are not released: the owner ends its threads' use before.
    deinit { pthread_key_delete(key) }

    var value: Value? {
        guard let pointer = pthread_getspecific(key) else { return nil }
        return Unmanaged<Value>.fromOpaque(pointer).takeUnretainedValue()
    }

    /// Sets the object of a thread that has none.
    func set(_ value: Value) { pthread_setspecific(key, Unmanaged.passRetained(value).toOpaque()) }
}

private func releaseObject(_ pointer: UnsafeMutableRawPointer?) {
    guard let pointer else { return }
    Unmanaged<AnyObject>.fromOpaque(pointer).release()
}
