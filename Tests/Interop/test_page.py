"""The example of docs/wire-protocol.md against this client's own encoder and decoder. Needs no service."""

import hmac
import pathlib
import re
import unittest
import zlib

import protobuf
from client import BadCompression, inflate, request_frame
from frames import GOAWAY, HELLO, MAGIC, PING, PONG, RESP, UNIMPLEMENTED, Frame, take_frame

PAGE = pathlib.Path(__file__).resolve().parents[2] / "docs" / "wire-protocol.md"
SECRET_LINE = re.compile(r"^(secret {7}|(?:client|server) (?:nonce|proof) | {13})((?:[0-9a-f]{2} ?)+)$")
LINE = re.compile(r"^([CS])> ([A-Z]*) +((?:[0-9a-f]{2} ?)+)$")


def example():
    """The frames of the page's last block, as (side, name, bytes)."""
    frames = []
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        match = LINE.match(line)
        if match and match[2]:
            frames.append([match[1], match[2], b""])
        if match:
            frames[-1][2] += bytes.fromhex(match[3])
    return [tuple(frame) for frame in frames]


class PageTests(unittest.TestCase):
    def test_the_client_encodes_its_frames_as_the_page_shows_them(self):
        shown = [data for side, _, data in example() if side == "C"]
        limits = {1: 1, 2: 1, 3: 4_194_304, 4: 65_536, 6: "doc/1"}
        call = protobuf.encode({1: "hi"})
        own = [
            Frame(HELLO, a=1, b=MAGIC, payload=protobuf.encode(limits)),
            request_frame(1, 0, call, metadata={1: "acme"}),
            request_frame(3, 9, call, timeout_ms=0),
            Frame(PING, a=7, b=9),
        ]
        self.assertEqual([frame.encoded() for frame in own], shown)

    def test_the_client_reads_the_servers_frames(self):
        frames = []
        for side, _, data in example():
            if side == "S":
                frame, rest = take_frame(data)
                self.assertEqual(rest, b"")
                frames.append(frame)
        self.assertEqual([frame.type for frame in frames], [HELLO, RESP, RESP, PONG])
        method = protobuf.inner(protobuf.decode(frames[0].payload), 7)
        self.assertEqual(protobuf.text(method, 2), "danhba.rpc.v1.Diagnostics/Echo")
        self.assertEqual(protobuf.decode(frames[1].payload), {1: [b"hi"]})
        self.assertEqual(frames[2].a, UNIMPLEMENTED)
        self.assertEqual((frames[3].a, frames[3].b), (7, 9))

    def test_a_frame_is_complete_only_with_its_last_byte(self):
        data = Frame(GOAWAY, a=5, payload=b"xy").encoded()
        for count in range(len(data)):
            self.assertEqual(take_frame(data[:count]), (None, data[:count]))
        self.assertEqual(take_frame(data + b"z"), (Frame(GOAWAY, a=5, payload=b"xy"), b"z"))


def secret_example():
    """The values of the page's example of a secret by their names."""
    values, name = {}, None
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        match = SECRET_LINE.match(line)
        if match:
            name = match[1].strip() or name
            values[name] = values.get(name, b"") + bytes.fromhex(match[2])
    return values


class SecretTests(unittest.TestCase):
    def test_the_proofs_are_those_of_the_secret_and_the_nonces(self):
        values = secret_example()
        nonces = values["client nonce"] + values["server nonce"]
        for role in ("client", "server"):
            text = f"danhba rpc 1 {role}".encode() + nonces
            self.assertEqual(len(text), 83)
            self.assertEqual(hmac.digest(values["secret"], text, "sha256"), values[f"{role} proof"])


class CompressionTests(unittest.TestCase):
    def test_the_page_s_stream_holds_its_message(self):
        shown = re.search(r"^zlib +((?:[0-9a-f]{2} ?)+)$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
        self.assertEqual(inflate(bytes.fromhex(shown[1])), b"danhba danhba danhba")

    def test_what_is_not_one_whole_stream_within_the_limit_is_refused(self):
        whole = zlib.compress(b"x" * 5000)
        self.assertEqual(len(inflate(whole, 5000)), 5000)
        for data, limit in ((whole, 4999), (whole[:-1], 5000), (whole + b"x", 5000), (b"", 5000), (b"xy", 5000)):
            with self.assertRaises(BadCompression):
                inflate(data, limit)


class ProtobufTests(unittest.TestCase):
    def test_what_is_encoded_is_decoded(self):
        message = {1: 300, 2: "hi", 3: {1: -1}, 4: [1, 2], 5: protobuf.Fixed32(7)}
        decoded = protobuf.decode(protobuf.encode(message))
        self.assertEqual(decoded[1], [300])
        self.assertEqual(protobuf.text(decoded, 2), "hi")
        self.assertEqual(protobuf.inner(decoded, 3), {1: [0xFFFF_FFFF_FFFF_FFFF]})
        self.assertEqual((decoded[4], decoded[5]), ([1, 2], [7]))

    def test_bytes_that_end_too_early_are_refused(self):
        for data in (b"\x0a\x05hi", b"\x80", b"\x0d\x00", b"\x0b", b"\x08" + b"\xff" * 11):
            with self.assertRaises(protobuf.Malformed):
                protobuf.decode(data)
