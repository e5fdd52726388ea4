"""Streams: watches and exports from the server, uploads from the client; credit, cancel and deadlines."""

import time
import unittest
import zlib

import protobuf
import services
from client import Connection, Status
from frames import (
    CANCEL, CANCELLED, DATA, DATA_PAYLOAD_BYTES, DEADLINE_EXCEEDED, END, INVALID_ARGUMENT, MORE, NO_DATA, NOT_FOUND, OK,
    WINDOW, Frame,
)  # fmt: skip

CREATE = "danhba.contacts.v1.Contacts/CreateContact"
EXPORT = "danhba.contacts.v1.Contacts/ExportContacts"
ECHO = "danhba.rpc.v1.Diagnostics/Echo"
GET_POSITION = "danhba.rpc.v1.Changes/GetPosition"
WATCH = "danhba.rpc.v1.Changes/Watch"
CREATE_IMPORT = "danhba.imports.v1.Imports/CreateImport"
UPLOAD = "danhba.imports.v1.Imports/UploadFile"
WATCH_IMPORT = "danhba.imports.v1.Imports/WatchImport"
CANCEL_IMPORT = "danhba.imports.v1.Imports/CancelImport"

CONTACTS, DESCRIPTION_BYTES = 60, 9000


def fill(connection, workspace):
    """Contacts whose export is about half a megabyte."""
    calls = [
        connection.start(
            CREATE, {1: {1: f"Contact {i}", 11: "x" * DESCRIPTION_BYTES}}, metadata={1: workspace}
        )
        for i in range(CONTACTS)
    ]
    for call in calls:
        assert not isinstance(call.outcome(), Status), call.outcome()


class ServerStreamTests(unittest.TestCase):
    def setUp(self):
        self.connection = self.enterContext(Connection(services.contacts().port))

    def assert_status(self, outcome, code):
        self.assertIsInstance(outcome, Status)
        self.assertEqual(outcome.code, code, outcome)

    def test_a_watch_tells_changes_as_they_happen_until_it_is_cancelled(self):
        workspace = {1: "interop-watch"}
        start = protobuf.inner(self.connection.unary(GET_POSITION, metadata=workspace), 2)
        position = protobuf.encode({1: fixed64(start, 1), 2: fixed64(start, 2), 3: protobuf.number(start, 3)})
        watch = self.connection.start(WATCH, {1: position}, metadata=workspace, timeout_ms=0)
        names = [f"Contact {i}" for i in range(5)]
        seen = []
        for name in names:
            self.connection.unary(CREATE, {1: {1: name}}, metadata=workspace)
            while len(seen) <= names.index(name):
                seen += map(protobuf.decode, watch.next_message().get(1, []))
        self.assertEqual([protobuf.text(change, 3) for change in seen], ["contact"] * 5)
        sequences = [protobuf.number(change, 1) for change in seen]
        self.assertEqual(sequences, list(range(sequences[0], sequences[0] + 5)))
        watch.cancel()
        self.assert_status(watch.outcome(), CANCELLED)

    def test_a_stream_ends_with_one_response_without_a_message(self):
        fill(self.connection, "interop-export")
        export = self.connection.start(EXPORT, {}, metadata={1: "interop-export"})
        data = b"".join(message[1][0] for message in export.all_messages())
        self.assertEqual((export.response.a, export.response.has(NO_DATA)), (OK, True))
        self.assertGreater(len(data), CONTACTS * DESCRIPTION_BYTES)
        self.assertEqual(data.count(b"x" * DESCRIPTION_BYTES), CONTACTS)
        self.assertLessEqual(max(len(frame.payload) for frame in export.data_frames), DATA_PAYLOAD_BYTES)
        self.assertTrue(any(frame.has(MORE) for frame in export.data_frames))

    def test_a_stream_waits_for_credit_and_goes_on_with_it(self):
        with Connection(services.contacts().port, {4: 1000}) as connection:
            fill(connection, "interop-credit")
            export = connection.start(EXPORT, {}, metadata={1: "interop-credit"})
            export.gives_credit = False
            # The first message may exceed the window; nothing more may come after it.
            first = export.next_message()
            self.assertGreater(len(first[1][0]), 1000)
            connection.ping()
            self.assertEqual((len(export.messages), export.partial, export.response), (0, b"", None))
            self.assertEqual(connection.unary(ECHO, {1: "meanwhile"}), {1: [b"meanwhile"]})
            cost = sum(20 + len(frame.payload) for frame in export.data_frames)
            # Up to exactly 0: not enough to start a message.
            export.give_credit(cost - 1000)
            connection.ping()
            self.assertEqual(len(export.messages), 0)
            export.give_credit(1)
            self.assertIsNotNone(export.next_message())
            export.give_credit(1 << 24)
            rest = export.all_messages()
            self.assertGreater(sum(len(message[1][0]) for message in rest), CONTACTS * DESCRIPTION_BYTES // 2)
            self.assertEqual(export.outcome(), {})

    def test_a_deadline_ends_a_stream(self):
        begin = time.monotonic()
        watch = self.connection.start(WATCH, {}, timeout_ms=300, metadata={1: "interop-deadline"})
        self.assert_status(watch.outcome(), DEADLINE_EXCEEDED)
        self.assertTrue(0.25 < time.monotonic() - begin < 5, time.monotonic() - begin)

    def test_a_cancel_for_a_deadline_is_answered_as_one(self):
        watch = self.connection.start(WATCH, {}, timeout_ms=60_000, metadata={1: "interop-deadline"})
        watch.cancel(reason=4)
        self.assert_status(watch.outcome(), DEADLINE_EXCEEDED)

    def test_frames_for_a_call_that_is_over_are_ignored(self):
        watch = self.connection.start(WATCH, {}, metadata={1: "interop-over"})
        watch.cancel()
        self.assert_status(watch.outcome(), CANCELLED)
        id = watch.id
        self.connection.send(Frame(CANCEL, stream=id, a=1), Frame(WINDOW, stream=id, a=5), Frame(DATA, END, id))
        self.assertEqual(self.connection.unary(ECHO, {1: "on"}), {1: [b"on"]})
        self.assertEqual(self.connection.farewells, [])

    def test_messages_that_may_not_come_fail_their_call_alone(self):
        wrong = {
            "after the end": [Frame(DATA, END, 0), Frame(DATA, 0, 0)],
            "a second end": [Frame(DATA, END, 0), Frame(DATA, NO_DATA | END, 0)],
            "a second message": [Frame(DATA, 0, 0), Frame(DATA, END, 0)],
            "the beginning of a second message": [Frame(DATA, 0, 0), Frame(DATA, MORE, 0)],
            "an end inside of a message": [Frame(DATA, MORE, 0, payload=b"x"), Frame(DATA, NO_DATA | END, 0)],
            "an end of a part": [Frame(DATA, MORE | END, 0)],
            "no message": [Frame(DATA, NO_DATA | END, 0)],
        }
        for name, frames in wrong.items():
            with self.subTest(name):
                watch = self.connection.start(WATCH, timeout_ms=0, metadata={1: "interop-order"})
                self.connection.send(*(frame._replace(stream=watch.id) for frame in frames))
                self.assert_status(watch.outcome(), INVALID_ARGUMENT)
        self.assertEqual(self.connection.unary(ECHO, {1: "on"}), {1: [b"on"]})

    def test_many_streams_share_a_connection(self):
        fill(self.connection, "interop-share")
        exports = [self.connection.start(EXPORT, {}, metadata={1: "interop-share"}) for _ in range(8)]
        contents = {b"".join(message[1][0] for message in export.all_messages()) for export in exports}
        self.assertEqual(len(contents), 1)


class ClientStreamTests(unittest.TestCase):
    def setUp(self):
        self.connection = self.enterContext(Connection(services.imports().port))

    def create(self, workspace):
        created = self.connection.unary(CREATE_IMPORT, {1: "contacts.csv"}, metadata={1: workspace})
        return protobuf.number(protobuf.inner(created, 1), 1)

    def upload(self, id, pieces, workspace):
        call = self.connection.start(UPLOAD, metadata={1: workspace}, timeout_ms=0)
        offset = 0
        for piece in pieces:
            call.send({1: id, 2: offset, 3: piece, 4: protobuf.Fixed32(zlib.crc32(piece))})
            offset += len(piece)
        call.send({1: id, 2: offset, 5: 1}, last=True)
        return call

    def test_an_upload_of_megabytes_arrives(self):
        id = self.create("interop-upload")
        pieces = [b"name,phone\n", *(bytes([65 + i]) * 700_001 for i in range(4)), b"end\n"]
        call = self.upload(id, pieces, "interop-upload")
        job = protobuf.inner(call.outcome(), 1)
        self.assertEqual(protobuf.number(job, 6), sum(map(len, pieces)))
        self.assertEqual((call.response.has(NO_DATA), len(call.messages)), (True, 1))

    def test_an_error_ends_both_directions(self):
        call = self.connection.start(UPLOAD, metadata={1: "interop-upload"}, timeout_ms=0)
        call.send({1: 1 << 40, 3: b"x", 4: protobuf.Fixed32(zlib.crc32(b"x"))})
        outcome = call.outcome()
        self.assertEqual((type(outcome), outcome.code), (Status, NOT_FOUND))
        # The client may not know yet; what it still sends is ignored.
        call.send_frame(Frame(DATA, END, call.id, payload=b"late"))
        self.assertEqual(self.connection.unary(ECHO, {1: "on"}), {1: [b"on"]})

    def test_a_cancelled_upload_can_be_resumed(self):
        workspace = "interop-resume"
        id = self.create(workspace)
        first = b"a" * 100_000
        broken = self.connection.start(UPLOAD, metadata={1: workspace}, timeout_ms=0)
        broken.send({1: id, 3: first, 4: protobuf.Fixed32(zlib.crc32(first))})
        broken.cancel()
        self.assertEqual(broken.outcome().code, CANCELLED)
        known = self.connection.unary("danhba.imports.v1.Imports/GetImport", {1: id}, metadata={1: workspace})
        offset = protobuf.number(protobuf.inner(known, 1), 6)
        rest = (first + b"b" * 10)[offset:]
        call = self.connection.start(UPLOAD, metadata={1: workspace}, timeout_ms=0)
        call.send({1: id, 2: offset, 3: rest, 4: protobuf.Fixed32(zlib.crc32(rest)), 5: 1}, last=True)
        self.assertEqual(protobuf.number(protobuf.inner(call.outcome(), 1), 6), 100_010)

    def test_a_stream_may_end_with_a_frame_without_message(self):
        workspace = "interop-finish"
        id = self.create(workspace)
        call = self.connection.start(UPLOAD, metadata={1: workspace}, timeout_ms=0)
        call.send({1: id, 3: b"name\n", 4: protobuf.Fixed32(zlib.crc32(b"name\n")), 5: 1})
        call.finish()
        self.assertEqual(protobuf.number(protobuf.inner(call.outcome(), 1), 6), 5)

    def test_a_job_is_watched_to_its_end(self):
        workspace = "interop-job"
        id = self.create(workspace)
        watch = self.connection.start(WATCH_IMPORT, {1: id}, metadata={1: workspace}, timeout_ms=0)
        self.assertEqual(protobuf.number(protobuf.inner(watch.next_message(), 1), 3), 1)
        self.connection.unary(CANCEL_IMPORT, {1: id}, metadata={1: workspace})
        states = [protobuf.number(protobuf.inner(message, 1), 3) for message in watch.all_messages()]
        self.assertEqual((states[-1], watch.outcome()), (9, {}))


def fixed64(message, field):
    """A fixed64 field as it is encoded."""
    return protobuf.Fixed64(protobuf.number(message, field))
