// Tells the thread sanitizer what the slow paths of Swift's Mutex do; dev/sanitize.sh preloads it.
//
// Mutex locks and unlocks with an atomic in the program itself, which the sanitizer sees, and under contention with a
// futex inside libswiftSynchronization.so, which is built without it: every contended lock would be reported as a race.
// These functions stand in front of that library's and add the edges between one owner and the next.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SWIFT __attribute__((swiftcall))
#define SELF __attribute__((swift_context))

// Only the process that is tested has them; the ones around it are not instrumented.
__attribute__((weak)) void __tsan_acquire(void *address);
__attribute__((weak)) void __tsan_release(void *address);

#define LOCK "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define TRY_LOCK "$s15Synchronization12_MutexHandleV12_tryLockSlowSbyF"
#define UNLOCK "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"

SWIFT void lock_slow(uint32_t thread, SELF void *mutex) __asm__(LOCK);
SWIFT bool try_lock_slow(SELF void *mutex) __asm__(TRY_LOCK);
SWIFT void unlock_slow(SELF void *mutex) __asm__(UNLOCK);

static SWIFT void (*next_lock)(uint32_t, SELF void *);
static SWIFT bool (*next_try_lock)(SELF void *);
static SWIFT void (*next_unlock)(SELF void *);

__attribute__((constructor)) static void find_next(void) {
    next_lock = dlsym(RTLD_NEXT, LOCK);
    next_try_lock = dlsym(RTLD_NEXT, TRY_LOCK);
    next_unlock = dlsym(RTLD_NEXT, UNLOCK);
}

SWIFT void lock_slow(uint32_t thread, SELF void *mutex) {
    next_lock(thread, mutex);
    if (__tsan_acquire) __tsan_acquire(mutex);
}

SWIFT bool try_lock_slow(SELF void *mutex) {
    bool locked = next_try_lock(mutex);
    if (locked && __tsan_acquire) __tsan_acquire(mutex);
    return locked;
}

SWIFT void unlock_slow(SELF void *mutex) {
    if (__tsan_release) __tsan_release(mutex);
    next_unlock(mutex);
}
