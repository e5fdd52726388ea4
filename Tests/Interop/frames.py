"""Frames of the wire protocol, version 1, as docs/wire-protocol.md describes them."""

import struct
from typing import NamedTuple

REQ, RESP, DATA, CANCEL, PING, PONG, GOAWAY, WINDOW, HELLO = range(1, 10)
END, NO_DATA, MORE, TRACE, COMPRESSED, RETRYABLE, PLAIN = 0x01, 0x02, 0x04, 0x08, 0x10, 0x20, 0x40

VERSION = 1
MAGIC = 0x444E4248
HEADER_BYTES = 20
# Of the header, the part that `length` counts.
COUNTED_HEADER_BYTES = 16
TRACE_BYTES = 25
HIGHEST_LAST_ID = 0x7FFF_FFFF
DATA_PAYLOAD_BYTES = 32_768
DEFAULT_WINDOW_BYTES = 65_536
DEFAULT_FRAME_BYTES = 4_194_304
# In HELLO's `compressions`.
ZLIB = 1
INFLATED_BYTES = 4_194_304
COMPRESSED_LEAST_BYTES = 1024

OK, CANCELLED, INVALID_ARGUMENT, DEADLINE_EXCEEDED, NOT_FOUND = 0, 1, 3, 4, 5
RESOURCE_EXHAUSTED, FAILED_PRECONDITION, UNIMPLEMENTED, INTERNAL, UNAVAILABLE = 8, 9, 12, 13, 14


class Frame(NamedTuple):
    type: int
    flags: int = 0
    stream: int = 0
    a: int = 0
    b: int = 0
    payload: bytes = b""
    metadata: bytes = b""
    trace: bytes = b""

    def encoded(self):
        length = COUNTED_HEADER_BYTES + len(self.trace) + len(self.metadata) + len(self.payload)
        header = struct.pack(
            ">IBBHIII", length, self.type, self.flags, len(self.metadata), self.stream, self.a, self.b
        )
        return header + self.trace + self.metadata + self.payload

    def has(self, flag):
        return bool(self.flags & flag)


def take_frame(data):
    """The first frame in the bytes and the rest; None and all of them while it is not complete."""
    if len(data) < 4:
        return None, data
    end = 4 + int.from_bytes(data[:4], "big")
    if len(data) < end:
        return None, data
    kind, flags, metadata_length, stream, a, b = struct.unpack(">BBHIII", data[4:HEADER_BYTES])
    body = data[HEADER_BYTES:end]
    trace_length = TRACE_BYTES if flags & TRACE else 0
    trace, body = body[:trace_length], body[trace_length:]
    metadata, payload = body[:metadata_length], body[metadata_length:]
    return Frame(kind, flags, stream, a, b, bytes(payload), bytes(metadata), bytes(trace)), data[end:]
