"""How a server ends: what was accepted is answered, and the client knows what may be sent again."""

import unittest

import protobuf
import services
from client import Connection
from frames import DEADLINE_EXCEEDED, HIGHEST_LAST_ID, PONG, UNAVAILABLE

ECHO = "danhba.rpc.v1.Diagnostics/Echo"
HEALTH = "danhba.rpc.v1.Health/Check"
WATCH = "danhba.rpc.v1.Changes/Watch"
NOT_SERVING = 2


class DrainTests(unittest.TestCase):
    def setUp(self):
        self.service = services.Service("contacts")
        self.addCleanup(self.service.stop)

    def wait_for_the_farewell(self, connection):
        connection.answers_pings = False
        while not (connection.farewells and connection.pings):
            connection.pump()

    def test_a_drain_has_two_phases_and_answers_what_was_accepted(self):
        with Connection(self.service.port) as connection:
            endless = connection.start(WATCH, {}, timeout_ms=0)
            limited = connection.start(WATCH, {}, timeout_ms=2000)
            connection.ping()
            self.service.terminate()
            self.wait_for_the_farewell(connection)
            self.assertEqual((connection.farewells[0].a, connection.farewells[0].b), (HIGHEST_LAST_ID, 0))

            # Between the phases the server still accepts what was on its way.
            accepted = connection.start(HEALTH)
            health = accepted.outcome()
            self.assertEqual(protobuf.number(health, 1), NOT_SERVING)
            connection.send(connection.pings[0]._replace(type=PONG))
            while len(connection.farewells) < 2:
                connection.pump()
            self.assertEqual((connection.farewells[1].a, connection.farewells[1].b), (accepted.id, 0))

            late = connection.start(ECHO, {1: "late"})
            connection.pump_until_end()
            self.assertIsNone(late.response)
            self.assertEqual(endless.outcome().code, UNAVAILABLE)
            self.assertEqual(limited.outcome().code, DEADLINE_EXCEEDED)
        self.assertEqual(self.service.wait(), 0)

    def test_a_client_that_does_not_answer_the_ping_is_not_waited_for(self):
        with Connection(self.service.port) as connection:
            connection.answers_pings = False
            self.service.terminate()
            connection.pump_until_end()
            self.assertEqual([frame.a for frame in connection.farewells], [HIGHEST_LAST_ID, 0])
        self.assertEqual(self.service.wait(), 0)

    def test_an_idle_and_a_silent_client_do_not_hold_a_drain_up(self):
        with Connection(self.service.port) as idle, Connection(self.service.port) as silent:
            self.assertEqual(idle.unary(ECHO, {1: "hi"}), {1: [b"hi"]})
            silent.start(WATCH, {}, timeout_ms=0)
            silent.ping()
            self.service.terminate()
            idle.pump_until_end()
            self.assertEqual(self.service.wait(), 0)
