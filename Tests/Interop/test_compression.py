"""Compression: negotiated, per message, bounded."""

import unittest
import zlib

import protobuf
import services
from client import Connection, Status, request_frame
from frames import (
    COMPRESSED, DATA, END, GOAWAY, INFLATED_BYTES, INVALID_ARGUMENT, MORE, NO_DATA, PLAIN, RESOURCE_EXHAUSTED,
    UNIMPLEMENTED, ZLIB, Frame,
)  # fmt: skip

CREATE = "danhba.contacts.v1.Contacts/CreateContact"
EXPORT = "danhba.contacts.v1.Contacts/ExportContacts"
ECHO = "danhba.rpc.v1.Diagnostics/Echo"
WATCH = "danhba.rpc.v1.Changes/Watch"
CREATE_IMPORT = "danhba.imports.v1.Imports/CreateImport"
UPLOAD = "danhba.imports.v1.Imports/UploadFile"


class CompressionTests(unittest.TestCase):
    def setUp(self):
        self.connection = self.enterContext(Connection(services.compressing("contacts").port, {10: ZLIB}))
        self.assertTrue(self.connection.compresses)

    def send_echo(self, payload, flags=END | COMPRESSED):
        """A call of Echo with a payload of the test's own making."""
        method = self.connection.methods[ECHO]
        call = self.connection.register(method, self.connection.next_id)
        self.connection.send(request_frame(call.id, method.number, payload, flags))
        return call

    def test_long_messages_travel_compressed_both_ways(self):
        text = "xin chào " * 1000
        call = self.connection.start(ECHO, {1: text})
        self.assertEqual(call.outcome(), {1: [text.encode()]})
        self.assertTrue(call.response.has(COMPRESSED))
        self.assertLess(len(call.response.payload), 500)

    def test_short_messages_and_errors_travel_as_they_are(self):
        for size, compressed in ((1000, False), (1100, True)):
            call = self.connection.start(ECHO, {2: size})
            self.assertEqual(len(call.outcome()[1][0]), size)
            self.assertEqual(call.response.has(COMPRESSED), compressed)
        failed = self.send_echo(b"\xff" * 2000, END)
        self.assertEqual(failed.outcome().code, INVALID_ARGUMENT)
        self.assertFalse(failed.response.has(COMPRESSED))

    def test_a_call_may_ask_for_plain_messages(self):
        call = self.connection.start(ECHO, {2: 100_000}, compressed=False)
        self.assertEqual(len(call.outcome()[1][0]), 100_000)
        self.assertFalse(call.response.has(COMPRESSED))

    def test_any_level_and_a_stored_block_are_read(self):
        message = protobuf.encode({1: "hi"})
        for level in range(10):
            self.assertEqual(self.send_echo(zlib.compress(message, level)).outcome(), {1: [b"hi"]})
        self.assertEqual(self.send_echo(zlib.compress(b"")).outcome(), {})

    def test_what_is_damaged_fails_its_call_alone(self):
        whole = zlib.compress(protobuf.encode({1: "x" * 2000}))
        with_dictionary = zlib.compressobj(zdict=b"x" * 100)
        foreign = with_dictionary.compress(b"x" * 2000) + with_dictionary.flush()
        raw = zlib.compressobj(wbits=-15)
        headless = raw.compress(b"x" * 2000) + raw.flush()
        for data in (whole[:-1], whole[:10], whole + b"\0", whole[:-1] + b"\0", b"", b"\x78", foreign, headless):
            outcome = self.send_echo(data).outcome()
            self.assertIsInstance(outcome, Status)
            self.assertEqual(outcome.code, INVALID_ARGUMENT, data)
        self.assertEqual(self.connection.unary(ECHO, {1: "on"}), {1: [b"on"]})

    def test_a_bomb_fails_its_call_alone(self):
        for size in (INFLATED_BYTES + 1, 200 << 20):
            outcome = self.send_echo(zlib.compress(b"\0" * size, 9)).outcome()
            self.assertIsInstance(outcome, Status)
            self.assertEqual(outcome.code, RESOURCE_EXHAUSTED)
        self.assertEqual(self.connection.unary(ECHO, {1: "on"}), {1: [b"on"]})

    def test_a_server_s_stream_is_compressed_by_message(self):
        workspace = {1: "interop-compression"}
        for i in range(20):
            self.connection.unary(CREATE, {1: {1: f"Contact {i}", 11: "x" * 9000}}, metadata=workspace)
        sizes = {}
        for compressed in (True, False):
            export = self.connection.start(EXPORT, {}, metadata=workspace, compressed=compressed)
            content = b"".join(message[1][0] for message in export.all_messages())
            self.assertEqual(content.count(b"x" * 9000), 20)
            sizes[compressed] = sum(len(frame.payload) for frame in export.data_frames)
        self.assertLess(sizes[True] * 10, sizes[False])

    def test_a_client_s_stream_is_compressed_by_message(self):
        with Connection(services.compressing("imports").port, {10: ZLIB}) as connection:
            workspace = {1: "interop-compression"}
            created = connection.unary(CREATE_IMPORT, {1: "contacts.csv"}, metadata=workspace)
            id = protobuf.number(protobuf.inner(created, 1), 1)
            call = connection.start(UPLOAD, metadata=workspace, timeout_ms=0)
            piece = b"name,phone\n" * 90_000
            call.send({1: id, 3: piece, 4: protobuf.Fixed32(zlib.crc32(piece))})
            call.send({1: id, 2: len(piece), 5: 1}, last=True)
            self.assertEqual(protobuf.number(protobuf.inner(call.outcome(), 1), 6), len(piece))

    def test_a_bad_message_fails_its_stream_alone(self):
        for data, code in ((b"no zlib", INVALID_ARGUMENT), (zlib.compress(b"\0" * (5 << 20)), RESOURCE_EXHAUSTED)):
            call = self.connection.start(WATCH, timeout_ms=0)
            self.connection.send(
                Frame(DATA, COMPRESSED | MORE, call.id, payload=data[:5]), Frame(DATA, END, call.id, payload=data[5:])
            )
            outcome = call.outcome()
            self.assertIsInstance(outcome, Status)
            self.assertEqual(outcome.code, code)
        self.assertEqual(self.connection.unary(ECHO, {1: "on"}), {1: [b"on"]})

    def assert_ends(self, connection):
        farewells = [frame.b for frame in connection.expect_end() if frame.type == GOAWAY]
        self.assertEqual(farewells, [UNIMPLEMENTED])

    def test_without_agreement_nothing_is_compressed_or_taken(self):
        for port, own in ((services.compressing("contacts").port, {}), (services.contacts().port, {10: ZLIB})):
            with Connection(port, own) as connection:
                self.assertFalse(connection.compresses)
                call = connection.start(ECHO, {2: 100_000})
                self.assertEqual(len(call.outcome()[1][0]), 100_000)
                self.assertFalse(call.response.has(COMPRESSED))
                method = connection.methods[ECHO].number
                connection.send(request_frame(99, method, zlib.compress(b""), END | COMPRESSED))
                self.assert_ends(connection)

    def test_compressed_without_a_message_ends_the_connection(self):
        watch = self.connection.methods[WATCH].number
        for frame in (
            request_frame(1, watch, flags=NO_DATA | COMPRESSED), Frame(DATA, NO_DATA | COMPRESSED, 1),
            Frame(GOAWAY, COMPRESSED),
        ):  # fmt: skip
            with Connection(services.compressing("contacts").port, {10: ZLIB}) as connection:
                connection.send(frame)
                self.assert_ends(connection)

    def test_plain_says_nothing_where_nothing_is_compressed(self):
        with Connection(services.contacts().port) as connection:
            method = connection.methods[ECHO]
            call = connection.register(method, 1)
            connection.send(request_frame(1, method.number, protobuf.encode({1: "hi"}), END | PLAIN))
            self.assertEqual(call.outcome(), {1: [b"hi"]})
