"""HELLO, versions and the method table."""

import time
import unittest

import protobuf
import services
from client import Connection, RawConnection, hello, request_frame
from frames import (
    FAILED_PRECONDITION, GOAWAY, HELLO, INVALID_ARGUMENT, MAGIC, PING, PONG, RESOURCE_EXHAUSTED, VERSION, WINDOW, Frame,
)  # fmt: skip


class HandshakeTests(unittest.TestCase):
    def test_the_server_says_its_version_limits_and_methods(self):
        with Connection(services.contacts().port) as connection:
            self.assertEqual(connection.version, VERSION)
            agent = protobuf.text(connection.server_hello, 6)
            self.assertTrue(agent.startswith("contacts/"), agent)
            get, watch = (
                connection.methods[name]
                for name in ("danhba.contacts.v1.Contacts/GetContact", "danhba.rpc.v1.Changes/Watch")
            )
            self.assertEqual((get.streams_in, get.streams_out, get.idempotency), (False, False, 1))
            self.assertEqual((watch.streams_in, watch.streams_out), (False, True))
        with Connection(services.imports().port) as connection:
            upload = connection.methods["danhba.imports.v1.Imports/UploadFile"]
            self.assertEqual((upload.streams_in, upload.streams_out, upload.idempotency), (True, False, 2))

    def test_a_newer_client_is_answered_in_the_version_of_both(self):
        with RawConnection(services.contacts().port) as connection:
            connection.send(hello({2: 7}, a=7))
            answer = connection.next_frame()
            self.assertEqual((answer.type, answer.a, answer.b), (HELLO, VERSION, MAGIC))

    def test_fields_of_hello_that_the_server_does_not_know_are_ignored(self):
        with Connection(services.contacts().port, {90: "new", 91: [1, 2]}) as connection:
            self.assertEqual(connection.unary("danhba.rpc.v1.Diagnostics/Echo", {1: "hi"}), {1: [b"hi"]})

    def assert_refused(self, code, *frames):
        with RawConnection(services.contacts().port) as connection:
            connection.send(*frames)
            farewells = connection.expect_end()
            self.assertEqual([frame.b for frame in farewells], [code])
            self.assertEqual(protobuf.number(protobuf.decode(farewells[0].payload), 1), code)

    def test_a_client_of_the_future_alone_is_refused(self):
        self.assert_refused(FAILED_PRECONDITION, hello({1: 2, 2: 2}, a=2))

    def test_another_protocol_is_refused(self):
        self.assert_refused(FAILED_PRECONDITION, hello(b=0x12345678))

    def test_a_frame_before_hello_is_refused(self):
        self.assert_refused(FAILED_PRECONDITION, Frame(WINDOW, a=1))
        self.assert_refused(FAILED_PRECONDITION, request_frame(1, 0))

    def test_a_ping_before_hello_is_answered(self):
        with RawConnection(services.contacts().port) as connection:
            connection.send(Frame(PING, a=3, b=4), hello())
            answers = [connection.next_frame(), connection.next_frame()]
            self.assertEqual([(frame.type, frame.a) for frame in answers], [(PONG, 3), (HELLO, VERSION)])

    def test_a_second_hello_is_refused(self):
        self.assert_refused(FAILED_PRECONDITION, hello(), hello())

    def test_a_hello_that_cannot_be_read_is_refused(self):
        self.assert_refused(INVALID_ARGUMENT, hello()._replace(payload=b"\x32\x7f"))

    def test_a_hello_that_is_too_long_is_refused(self):
        with RawConnection(services.contacts().port) as connection:
            connection.send_bytes((65_537).to_bytes(4, "big") + b"\x09")
            self.assertEqual([frame.b for frame in connection.expect_end()], [RESOURCE_EXHAUSTED])

    def test_words_of_http_are_refused(self):
        with RawConnection(services.contacts().port) as connection:
            connection.send_bytes(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
            farewells = connection.expect_end()
            self.assertEqual([frame.type for frame in farewells], [GOAWAY])

    def test_who_says_nothing_is_sent_away_after_five_seconds(self):
        begin = time.monotonic()
        with RawConnection(services.contacts().port) as connection:
            self.assertEqual([frame.b for frame in connection.expect_end()], [FAILED_PRECONDITION])
        self.assertTrue(4.5 < time.monotonic() - begin < 15, time.monotonic() - begin)
