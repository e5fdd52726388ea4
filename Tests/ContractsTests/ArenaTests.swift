internal import CMessages
import Foundation
import RPCCore
import Testing

@testable import Contracts

@Suite("The arena")
struct ArenaTests {
    /// As protobuf-c asks for memory.
    private func allocate(_ arena: borrowing Arena, _ size: Int) -> UnsafeMutableRawPointer? {
        arena.allocator.pointee.alloc(arena.allocator.pointee.allocator_data, size)
    }

    private func free(_ arena: borrowing Arena, _ memory: UnsafeMutableRawPointer?) {
        arena.allocator.pointee.free(arena.allocator.pointee.allocator_data, memory)
    }

    @Test("Allocations are aligned, apart and know their size")
    func allocations() {
        Arena.withScope(byteLimit: 1 << 20) { arena in
            var previousEnd: UnsafeMutableRawPointer?
            for size in [0, 1, 7, 8, 9, 100, 1000] {
                guard let memory = allocate(arena, size) else {
                    Issue.record("no memory for \(size) bytes")
                    continue
                }
                #expect(UInt(bitPattern: memory) % 8 == 0)
                #expect(Arena.size(of: memory) == size)
                if let previousEnd { #expect(memory >= previousEnd) }
                memory.initializeMemory(as: UInt8.self, repeating: 0xff, count: size)
                previousEnd = memory + size
            }
        }
    }

    @Test("The limit answers NULL and is remembered until the scope ends", arguments: [100, 64 << 10, 10 << 20])
    func limit(byteLimit: Int) {
        Arena.withScope(byteLimit: byteLimit) { arena in
            var sum = 0
            while allocate(arena, 40) != nil { sum += 40 }
            #expect(sum <= byteLimit)
            #expect(sum >= byteLimit / 2 - 100)
            let isExhausted = arena.isExhausted
            #expect(isExhausted)
        }
        Arena.withScope(byteLimit: byteLimit) { arena in
            let isExhausted = arena.isExhausted
            #expect(!isExhausted)
            let memory = allocate(arena, 40)
            #expect(memory != nil)
        }
    }

    @Test("Sizes that no memory has are refused", arguments: [-1, .min, .max, .max - 8, 1 << 40])
    func absurdSizes(size: Int) {
        Arena.withScope(byteLimit: 1 << 20) { arena in
            let memory = allocate(arena, size)
            let isExhausted = arena.isExhausted
            #expect(memory == nil && isExhausted)
        }
    }

    @Test("Large memory that was freed is handed out again, small memory is not")
    func recycling() {
        Arena.withScope(byteLimit: 1 << 20) { arena in
            let small = allocate(arena, 512)
            free(arena, small)
            let other = allocate(arena, 512)
            #expect(other != small)
            let first = allocate(arena, 1024)
            let second = allocate(arena, 2048)
            free(arena, first)
            free(arena, second)
            free(arena, nil)
            let larger = allocate(arena, 4096)
            let again = allocate(arena, 1024)
            let further = allocate(arena, 1024)
            let secondAgain = allocate(arena, 2048)
            #expect(larger != nil && larger != first && larger != second)
            #expect(again == first)
            #expect(further != first)
            #expect(secondAgain == second)
        }
    }

    @Test("Memory that is freed does not count against the limit when it is used again")
    func recyclingWithinLimit() {
        Arena.withScope(byteLimit: 64 << 10) { arena in
            for _ in 0..<10_000 {
                let memory = allocate(arena, 1024)
                #expect(memory != nil)
                free(arena, memory)
            }
        }
    }

    @Test("A scope in a scope has memory of its own")
    func nestedScopes() {
        Arena.withScope(byteLimit: 1000) { outer in
            let kept = allocate(outer, 8)
            kept?.storeBytes(of: 42, as: Int.self)
            Arena.withScope(byteLimit: 1000) { inner in
                let memory = allocate(inner, 8)
                #expect(memory != nil && memory != kept)
                memory?.storeBytes(of: 1, as: Int.self)
            }
            #expect(kept?.load(as: Int.self) == 42)
            let next = allocate(outer, 8)
            #expect(next != nil && next != kept)
        }
    }

    @Test("Threads have memory of their own and may end")
    func threads() async {
        let results = await withTaskGroup(of: Int.self) { group in
            for index in 0..<8 { group.addTask { await Self.roundTripsOnNewThread(of: "\(index)") } }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(results == Array(repeating: 200, count: 8))
    }

    /// How many of 200 messages came back the same.
    private static func roundTripsOnNewThread(of text: String) async -> Int {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                let message = ContactsV1.Agent(id: 1, name: String(repeating: text, count: 50))
                let read = (0..<200).map { _ in
                    Result { try ContactsV1.Agent(deserializing: message.serializedBytes()) }
                }
                continuation.resume(returning: read.count { (try? $0.get()) == message })
            }
        }
    }
}
