#include <protobuf-c/protobuf-c.h>

/* What an absent string of a generated struct points to. Swift does not import arrays of unknown length. */
static inline const char *protobuf_c_absent_string(void)
{
    return protobuf_c_empty_string;
}
