"""Unary calls: answers, errors, deadlines, metadata, limits."""

import unittest

import protobuf
import services
from client import Connection, Status, request_frame
from frames import (
    INVALID_ARGUMENT, NO_DATA, NOT_FOUND, OK, PING, RESOURCE_EXHAUSTED, RESP, TRACE_BYTES, UNAVAILABLE, UNIMPLEMENTED,
    Frame,
)  # fmt: skip

CREATE = "danhba.contacts.v1.Contacts/CreateContact"
LOOK_UP = "danhba.contacts.v1.Contacts/LookUpByPhone"
GET = "danhba.contacts.v1.Contacts/GetContact"
LIST_CHANGES = "danhba.rpc.v1.Changes/ListChanges"
ECHO = "danhba.rpc.v1.Diagnostics/Echo"
WATCH = "danhba.rpc.v1.Changes/Watch"


class CallTests(unittest.TestCase):
    def setUp(self):
        self.connection = self.enterContext(Connection(services.contacts().port))

    def assert_status(self, outcome, code):
        self.assertIsInstance(outcome, Status)
        self.assertEqual(outcome.code, code, outcome)
        self.assertNotEqual(outcome.message, "")

    def test_a_contact_is_created_and_found_by_phone_in_its_workspace_only(self):
        here, elsewhere = {1: "interop-create", 2: "tester", 3: "r-1"}, {1: "interop-other"}
        created = self.connection.unary(CREATE, {1: {1: "Nguyễn Văn An", 2: ["0901234567"]}}, metadata=here)
        contact = protobuf.inner(created, 1)
        found = self.connection.unary(LOOK_UP, {1: "+84 901 234 567"}, metadata=here)
        self.assertEqual(protobuf.inner(found, 1), contact)
        self.assertEqual(protobuf.text(contact, 3), "Nguyễn Văn An")
        self.assertEqual(protobuf.text(contact, 22), "tester")
        self.assertEqual(self.connection.unary(LOOK_UP, {1: "0901234567"}, metadata=elsewhere), {})

    def test_the_trace_of_a_call_is_in_the_change_that_it_made(self):
        workspace = {1: "interop-trace"}
        trace_id = bytes(range(16))
        trace = trace_id + bytes(range(100, 108)) + b"\x01"
        self.assertEqual(len(trace), TRACE_BYTES)
        self.connection.unary(CREATE, {1: {1: "Lê Thị Bình"}}, metadata=workspace, trace=trace)
        changes = self.connection.unary(LIST_CHANGES, metadata=workspace)
        traceparent = protobuf.text(protobuf.inner(changes, 1), 9)
        self.assertEqual(traceparent.split("-")[1], trace_id.hex())

    def test_an_empty_message_is_a_message(self):
        call = self.connection.start(ECHO, {})
        self.assertEqual(call.outcome(), {})
        self.assertFalse(call.response.has(NO_DATA))

    def test_a_service_error_has_a_sentence_and_its_details(self):
        self.assert_status(self.connection.unary(GET, {1: 1 << 40}), NOT_FOUND)
        refused = self.connection.unary(CREATE, {1: {1: ""}}, metadata={1: "interop-errors"})
        self.assert_status(refused, INVALID_ARGUMENT)
        info = protobuf.decode(refused.details["danhba.rpc.v1.ErrorInfo"])
        self.assertGreater(protobuf.number(info, 1), 0)

    def test_calls_with_gaps_between_their_ids_are_answered_in_any_order(self):
        calls = [self.connection.start(ECHO, {1: str(id)}, id=id) for id in (1, 5, 7, 1001)]
        calls.append(self.connection.start(LIST_CHANGES))
        calls.append(self.connection.start(ECHO, {1: "last"}))
        answers = [call.outcome() for call in calls]
        self.assertEqual([protobuf.text(answers[i], 1) for i in (0, 1, 2, 3, 5)], ["1", "5", "7", "1001", "last"])
        self.assertNotIsInstance(answers[4], Status)

    def test_a_method_that_is_not_there_is_unimplemented(self):
        id = self.connection.next_id
        call = self.connection.register(self.connection.methods[ECHO], id)
        self.connection.send(request_frame(id, 60_000))
        self.assert_status(call.outcome(), UNIMPLEMENTED)
        self.assertEqual(self.connection.unary(ECHO, {1: "on"}), {1: [b"on"]})

    def test_a_request_that_cannot_be_read_is_invalid(self):
        id = self.connection.next_id
        method = self.connection.methods[GET]
        call = self.connection.register(method, id)
        self.connection.send(request_frame(id, method.number, b"\x08"))
        self.assert_status(call.outcome(), INVALID_ARGUMENT)

    def test_a_request_of_the_wrong_shape_is_invalid(self):
        for name, flags, payload in ((ECHO, NO_DATA, b""), (WATCH, 0x01, b"\x18\x01")):
            id = self.connection.next_id
            method = self.connection.methods[name]
            call = self.connection.register(method, id)
            self.connection.send(request_frame(id, method.number, payload, flags))
            self.assert_status(call.outcome(), INVALID_ARGUMENT)

    def test_end_on_a_request_is_only_a_hint(self):
        id = self.connection.next_id
        method = self.connection.methods[ECHO]
        call = self.connection.register(method, id)
        self.connection.send(request_frame(id, method.number, protobuf.encode({1: "hi"}), flags=0))
        self.assertEqual(call.outcome(), {1: [b"hi"]})

    def test_flags_and_metadata_fields_that_the_server_does_not_know_are_ignored(self):
        id = self.connection.next_id
        method = self.connection.methods[ECHO]
        call = self.connection.register(method, id)
        frame = request_frame(id, method.number, protobuf.encode({1: "hi"}), 0x81, metadata={1: "main", 99: "new"})
        self.connection.send(frame)
        self.assertEqual(call.outcome(), {1: [b"hi"]})

    def test_frames_of_unknown_types_are_ignored_on_stream_0(self):
        self.connection.send(Frame(77, a=5, payload=b"whatever"))
        self.assertEqual(self.connection.unary(ECHO, {1: "on"}), {1: [b"on"]})

    def test_wrong_metadata_is_invalid(self):
        pairs = {4: [{1: f"k{i}", 2: "v"} for i in range(64)]}
        self.assertEqual(self.connection.unary(ECHO, {1: "hi"}, metadata=pairs), {1: [b"hi"]})
        wrong = [
            {1: "No Workspace"},
            {1: "w" * 65},
            {1: "-w"},
            {4: [{1: "k", 2: "v"}] * 65},
            {4: {1: "UPPER", 2: "v"}},
            {4: {1: "k" * 129, 2: "v"}},
            {4: {1: "", 2: "v"}},
            {4: {1: "k", 2: "a\0b"}},
            b"\x0a\x05ab",
            b"\x0a\x02\xff\xfe",
        ]
        for metadata in wrong:
            with self.subTest(metadata=metadata):
                self.assert_status(self.connection.unary(ECHO, {1: "hi"}, metadata=metadata), INVALID_ARGUMENT)

    def test_an_answer_longer_than_the_client_accepts_is_an_error(self):
        with Connection(services.contacts().port, {3: 4096}) as connection:
            self.assertEqual(len(connection.unary(ECHO, {2: 4000})[1][0]), 4000)
            self.assert_status(connection.unary(ECHO, {2: 5000}), RESOURCE_EXHAUSTED)

    def test_a_frame_may_come_byte_by_byte_and_many_in_one(self):
        method = self.connection.methods[ECHO]
        calls = [self.connection.register(method, id) for id in range(1, 401, 2)]
        frames = [request_frame(call.id, method.number, protobuf.encode({1: str(call.id)})) for call in calls]
        for byte in frames[0].encoded():
            self.connection.send_bytes(bytes([byte]))
        self.connection.send(*frames[1:])
        for call in calls:
            self.assertEqual(protobuf.text(call.outcome(), 1), str(call.id))

    def test_a_ping_is_answered_with_its_own_values(self):
        pong = self.connection.ping(0xFFFF_FFFF, 7)
        self.assertEqual((pong.stream, pong.a, pong.b, pong.payload), (0, 0xFFFF_FFFF, 7, b""))

    def test_calls_beyond_the_limit_are_refused_and_may_be_sent_again(self):
        limit = protobuf.number(self.connection.server_hello, 5)
        for _ in range(limit):
            self.connection.start(WATCH, {}, metadata={1: "interop-limit"}, timeout_ms=0)
        self.connection.ping()
        refused = self.connection.start(ECHO, {1: "hi"})
        self.assert_status(refused.outcome(), UNAVAILABLE)
        self.assertTrue(refused.is_retryable())
        retry = protobuf.decode(refused.outcome().details["danhba.rpc.v1.RetryInfo"])
        self.assertGreater(protobuf.number(retry, 1), 0)
        self.connection.calls[1].cancel()
        self.connection.calls[1].outcome()
        self.assertEqual(self.connection.unary(ECHO, {1: "hi"}), {1: [b"hi"]})

    def test_a_client_that_reads_late_gets_every_answer_once(self):
        method = self.connection.methods[ECHO]
        size, count = 500_000, 40
        for id in range(1, 2 * count, 2):
            self.connection.send(request_frame(id, method.number, protobuf.encode({2: size})))
        self.connection.send(Frame(PING, a=1))
        answered = []
        while len(answered) < count:
            frame = self.connection.next_frame()
            if frame.type == RESP:
                self.assertEqual((frame.a, len(protobuf.decode(frame.payload)[1][0])), (OK, size))
                answered.append(frame.stream)
        self.assertEqual(sorted(answered), list(range(1, 2 * count, 2)))
