"""What breaks the protocol ends the connection with a GOAWAY that says why, and nothing else."""

import unittest
import zlib

import protobuf
import services
from client import Connection, request_frame
from frames import (
    CANCEL, COMPRESSED, DATA, DEFAULT_FRAME_BYTES, END, GOAWAY, HELLO, INVALID_ARGUMENT, MORE, NO_DATA, OK, PING,
    REQ, RESOURCE_EXHAUSTED, RESP, TRACE, UNIMPLEMENTED, WINDOW, Frame,
)  # fmt: skip

CREATE = "danhba.contacts.v1.Contacts/CreateContact"
ECHO = "danhba.rpc.v1.Diagnostics/Echo"
WATCH = "danhba.rpc.v1.Changes/Watch"
CREATE_IMPORT = "danhba.imports.v1.Imports/CreateImport"
UPLOAD = "danhba.imports.v1.Imports/UploadFile"
MESSAGE_LIMIT = 4_194_304


def frame_with_length(length, metadata_length=0, flags=0):
    """A REQ whose header says `length`, with no more bytes than the header."""
    header = bytearray(Frame(REQ, flags, 1).encoded())
    header[0:4] = length.to_bytes(4, "big")
    header[6:8] = metadata_length.to_bytes(2, "big")
    return bytes(header)


class BadFrameTests(unittest.TestCase):
    def setUp(self):
        self.connection = self.enterContext(Connection(services.contacts().port))
        self.addCleanup(self.assert_lives)

    def assert_lives(self):
        """Others are served as before."""
        with Connection(services.contacts().port) as connection:
            self.assertEqual(connection.unary(ECHO, {1: "hi"}), {1: [b"hi"]})

    def assert_ends(self, code, connection=None):
        farewells = [frame for frame in (connection or self.connection).expect_end() if frame.type == GOAWAY]
        self.assertEqual([frame.b for frame in farewells], [code])
        status = protobuf.decode(farewells[0].payload)
        self.assertEqual(protobuf.number(status, 1), code)
        self.assertNotEqual(protobuf.text(status, 2), "")

    def test_a_frame_longer_than_the_limit(self):
        self.connection.send_bytes(frame_with_length(DEFAULT_FRAME_BYTES + 1))
        self.assert_ends(RESOURCE_EXHAUSTED)

    def test_a_length_whose_first_byte_is_not_0(self):
        self.connection.send_bytes(frame_with_length(0x0100_0010))
        self.assert_ends(RESOURCE_EXHAUSTED)

    def test_a_frame_of_exactly_the_limit_is_accepted(self):
        payload = b"\0" * (DEFAULT_FRAME_BYTES - 16)
        self.connection.send(request_frame(1, 60_000, payload))
        self.assertEqual(self.connection.next_frame().a, UNIMPLEMENTED)

    def test_a_frame_shorter_than_its_header(self):
        self.connection.send_bytes(frame_with_length(15))
        self.assert_ends(INVALID_ARGUMENT)

    def test_metadata_beyond_the_end_of_the_frame(self):
        self.connection.send_bytes(frame_with_length(16, metadata_length=1))
        self.assert_ends(INVALID_ARGUMENT)

    def test_a_trace_beyond_the_end_of_the_frame(self):
        self.connection.send_bytes(frame_with_length(16, flags=TRACE))
        self.assert_ends(INVALID_ARGUMENT)

    def test_metadata_beyond_its_limit(self):
        self.connection.send(request_frame(1, 0, metadata=b"\0" * 8193))
        self.assert_ends(RESOURCE_EXHAUSTED)

    def test_a_compressed_frame(self):
        self.connection.send(request_frame(1, 0, flags=COMPRESSED))
        self.assert_ends(UNIMPLEMENTED)

    def test_an_even_call_id(self):
        self.connection.send(request_frame(2, 0))
        self.assert_ends(INVALID_ARGUMENT)

    def test_call_id_0(self):
        self.connection.send(request_frame(0, 0))
        self.assert_ends(INVALID_ARGUMENT)

    def test_a_call_id_that_does_not_rise(self):
        method = self.connection.methods[ECHO].number
        self.connection.send(request_frame(5, method), request_frame(3, method))
        self.assert_ends(INVALID_ARGUMENT)

    def test_a_call_id_that_was_used(self):
        method = self.connection.methods[ECHO].number
        self.connection.send(request_frame(5, method), request_frame(5, method))
        self.assert_ends(INVALID_ARGUMENT)

    def test_frames_that_only_servers_send(self):
        for frame in (Frame(RESP, stream=1, a=OK), Frame(HELLO, stream=1)):
            with self.subTest(type=frame.type), Connection(services.contacts().port) as connection:
                connection.send(frame)
                self.assert_ends(INVALID_ARGUMENT, connection)

    def test_a_type_that_is_not_known_on_a_call(self):
        self.connection.send(Frame(77, stream=1))
        self.assert_ends(INVALID_ARGUMENT)

    def test_types_where_they_do_not_belong(self):
        for frame in (Frame(DATA, END, 9), Frame(DATA, END), Frame(RESP), Frame(PING, stream=3)):
            with self.subTest(frame=frame), Connection(services.contacts().port) as connection:
                connection.send(frame)
                self.assert_ends(INVALID_ARGUMENT, connection)

    def test_cancel_and_window_without_their_call_are_ignored(self):
        for stream in (0, 8, 9):
            self.connection.send(Frame(CANCEL, stream=stream, a=1), Frame(WINDOW, stream=stream, a=1))
        self.connection.send(Frame(GOAWAY))
        self.assertEqual(self.connection.unary(ECHO, {1: "on"}), {1: [b"on"]})

    def test_data_and_window_for_a_unary_call(self):
        for frame in (Frame(DATA, END, 1, payload=b"x"), Frame(WINDOW, stream=1, a=1)):
            with self.subTest(type=frame.type), Connection(services.contacts().port) as connection:
                number = connection.methods[CREATE].number
                # In one packet with its request, so that the call is still open.
                connection.send(
                    request_frame(1, number, protobuf.encode({1: {1: "An"}}), metadata={1: "interop-bad"}), frame
                )
                self.assert_ends(INVALID_ARGUMENT, connection)

    def test_credit_beyond_the_limit(self):
        watch = self.connection.start(WATCH, {}, timeout_ms=0)
        watch.give_credit(0x7FFF_FFFF)
        self.assert_ends(INVALID_ARGUMENT)

    def test_messages_without_credit(self):
        with Connection(services.imports().port) as connection:
            created = connection.unary(CREATE_IMPORT, {1: "contacts.csv"}, metadata={1: "interop-credit"})
            id = protobuf.number(protobuf.inner(created, 1), 1)
            call = connection.start(UPLOAD, metadata={1: "interop-credit"}, timeout_ms=0)
            piece = b"x" * 32_000
            checksum = protobuf.Fixed32(zlib.crc32(piece))
            messages = [{1: id, 2: i * len(piece), 3: piece, 4: checksum} for i in range(10)]
            # Five times the window at once; the server takes longer to store a piece than to receive one.
            connection.send(*[Frame(DATA, 0, call.id, payload=protobuf.encode(message)) for message in messages])
            self.assert_ends(RESOURCE_EXHAUSTED, connection)

    def test_a_message_of_a_stream_beyond_its_limit(self):
        with Connection(services.imports().port) as connection:
            number = connection.methods[UPLOAD].number
            connection.send(request_frame(1, number, flags=NO_DATA, timeout_ms=0))
            for _ in range(MESSAGE_LIMIT // 32_768):
                connection.send(Frame(DATA, MORE, 1, payload=b"\0" * 32_768))
            connection.ping()
            self.assertEqual(connection.farewells, [])
            connection.send(Frame(DATA, MORE, 1, payload=b"\0"))
            self.assert_ends(RESOURCE_EXHAUSTED, connection)
