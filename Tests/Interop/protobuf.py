"""Protobuf without a schema: as much of the format as the tests need.

A message is a dict of field numbers. Encoding takes an int (varint), str, bytes, Fixed32, Fixed64, a dict (a message
inside) or a list of these (repeated); decoding gives a list of ints and bytes for each field, in order.
"""

VARINT, FIXED64, BYTES, FIXED32 = 0, 1, 2, 5
LONGEST_VARINT = 10


class Malformed(Exception):
    """Bytes that are no protobuf message."""


class Fixed32(int):
    """A number that is encoded in four bytes."""


class Fixed64(int):
    """A number that is encoded in eight bytes."""


def encode(message):
    parts = []
    for number, value in message.items():
        for one in value if isinstance(value, list) else [value]:
            parts.append(encode_field(number, one))
    return b"".join(parts)


def encode_field(number, value):
    if isinstance(value, Fixed32):
        return varint(number << 3 | FIXED32) + value.to_bytes(4, "little")
    if isinstance(value, Fixed64):
        return varint(number << 3 | FIXED64) + value.to_bytes(8, "little")
    if isinstance(value, int):
        return varint(number << 3 | VARINT) + varint(value)
    if isinstance(value, dict):
        value = encode(value)
    elif isinstance(value, str):
        value = value.encode()
    return varint(number << 3 | BYTES) + varint(len(value)) + value


def varint(value):
    value &= 0xFFFF_FFFF_FFFF_FFFF  # A negative number has ten bytes, in two's complement.
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def decode(data):
    message, position = {}, 0
    while position < len(data):
        key, position = read_varint(data, position)
        number, kind = key >> 3, key & 7
        if kind == VARINT:
            value, position = read_varint(data, position)
        elif kind == BYTES:
            length, position = read_varint(data, position)
            value, position = take(data, position, length)
        elif kind in (FIXED32, FIXED64):
            raw, position = take(data, position, 4 if kind == FIXED32 else 8)
            value = int.from_bytes(raw, "little")
        else:
            raise Malformed(f"field {number} has wire type {kind}")
        message.setdefault(number, []).append(value)
    return message


def read_varint(data, position):
    value = 0
    for index in range(LONGEST_VARINT):
        raw, position = take(data, position, 1)
        value |= (raw[0] & 0x7F) << 7 * index
        if raw[0] < 0x80:
            return value & 0xFFFF_FFFF_FFFF_FFFF, position
    raise Malformed("a varint does not end")


def take(data, position, count):
    if count > len(data) - position:
        raise Malformed("the message ends inside a field")
    return data[position : position + count], position + count


def number(message, field):
    """A field's number; 0 when it is absent, as in proto3."""
    return message.get(field, [0])[-1]


def text(message, field):
    """A field's text; empty when it is absent."""
    return message.get(field, [b""])[-1].decode()


def inner(message, field):
    """The message in a field; empty when it is absent."""
    return decode(message.get(field, [b""])[-1])
