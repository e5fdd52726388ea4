#include <stddef.h>

// The C library has it; its header declares it only to programs that ask for all of GNU's extensions.
extern void *memmem(const void *haystack, size_t haystack_count, const void *needle, size_t needle_count);
