import Glibc

/// The target that the environment names.
private let target: FuzzTarget = {
    let name = getenv("FUZZ_TARGET").map { String(cString: $0) } ?? ""
    guard let target = FuzzTarget.all.first(where: { $0.name == name }) else {
        fatalError("FUZZ_TARGET has to be one of: " + FuzzTarget.all.map(\.name).joined(separator: " "))
    }
    return target
}()

/// libFuzzer calls this with every input; what is thrown ends the process, and libFuzzer keeps the input.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    guard count <= target.byteLimit else { return -1 }
    do {
        try target.check(UnsafeRawBufferPointer(start: start, count: count))
    } catch {
        fatalError("\(target.name): \(error)")
    }
    return 0
}
