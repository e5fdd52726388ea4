import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// What this process uses of the machine.
struct ProcessUsage {
    /// Resident memory; 0 where `/proc` is missing.
    var residentBytes: Int64
    var peakResidentBytes: Int64
    /// Processor time of all threads, user and system.
    var processorMilliseconds: Int64

    /// Two system calls and a read of `/proc`: microseconds.
    static var now: ProcessUsage {
        var usage = rusage()
        #if canImport(Glibc)
            getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        #else
            getrusage(RUSAGE_SELF, &usage)
        #endif
        let times = [usage.ru_utime, usage.ru_stime]
        return ProcessUsage(
            residentBytes: residentBytes, peakResidentBytes: Int64(usage.ru_maxrss) * 1_024,
            processorMilliseconds: times.reduce(0) { $0 + Int64($1.tv_sec) * 1_000 + Int64($1.tv_usec) / 1_000 })
    }

    /// The second number of `/proc/self/statm`, in pages.
    private static var residentBytes: Int64 {
        guard let statm = FileManager.default.contents(atPath: "/proc/self/statm") else { return 0 }
        let fields = String(decoding: statm, as: UTF8.self).split(separator: " ")
        guard fields.count > 1, let pages = Int64(fields[1]) else { return 0 }
        return pages * Int64(sysconf(Int32(_SC_PAGESIZE)))
    }
}
