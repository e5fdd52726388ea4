"""A client of the wire protocol, written from docs/wire-protocol.md alone. One thread, one connection, blocking."""

import contextlib
import socket
import zlib
from typing import NamedTuple

import protobuf
from frames import (
    CANCEL, COMPRESSED, COMPRESSED_LEAST_BYTES, DATA, DATA_PAYLOAD_BYTES, DEFAULT_WINDOW_BYTES, END, GOAWAY,
    HEADER_BYTES, HELLO, INFLATED_BYTES, MAGIC, MORE, NO_DATA, PING, PLAIN, PONG, REQ, RESP, RETRYABLE, TRACE, VERSION,
    WINDOW, ZLIB, Frame, take_frame,
)  # fmt: skip

# Nothing that these tests wait for takes longer; a server that is silent for so long fails the test.
PATIENCE_SECONDS = 30
RECEIVE_BYTES = 1 << 18


class ConnectionEnded(Exception):
    """The server closed the connection, or went."""


class BadCompression(Exception):
    """What is no zlib stream, or holds more than may come."""


class Method(NamedTuple):
    number: int
    streams_in: bool
    streams_out: bool
    idempotency: int


class Status(NamedTuple):
    """What a RESP says of a call that failed."""

    code: int
    message: str
    # The serialised details by the full names of their messages.
    details: dict


def hello(message=None, a=VERSION, b=MAGIC):
    """The client's HELLO; fields of its message can be replaced."""
    payload = protobuf.encode({1: VERSION, 2: VERSION, 6: "interop/1"} | (message or {}))
    return Frame(HELLO, a=a, b=b, payload=payload)


def request_frame(id, method, payload=b"", flags=END, timeout_ms=10_000, metadata=b"", trace=b""):
    """A REQ. Metadata is the message's fields, or bytes."""
    if isinstance(metadata, dict):
        metadata = protobuf.encode(metadata)
    if trace:
        flags |= TRACE
    return Frame(REQ, flags, id, method, timeout_ms, payload, metadata, trace)


def compress(data):
    """A message as it travels, and the flag that it travels with."""
    if len(data) >= COMPRESSED_LEAST_BYTES:
        compressed = zlib.compress(data)
        if len(compressed) < len(data):
            return compressed, COMPRESSED
    return data, 0


def inflate(data, limit=INFLATED_BYTES):
    """The message of a zlib stream; never holds more than one byte above the limit."""
    stream = zlib.decompressobj()
    try:
        message = stream.decompress(data, limit + 1)
    except zlib.error as error:
        raise BadCompression from error
    if len(message) > limit or not stream.eof or stream.unused_data:
        raise BadCompression
    return message


class RawConnection:
    """Frames over a socket, with no rule kept."""

    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_SECONDS)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.received = b""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()

    def send(self, *frames):
        self.send_bytes(b"".join(frame.encoded() for frame in frames))

    def send_bytes(self, data):
        # A server that has ended the connection meanwhile said why; reading tells.
        with contextlib.suppress(ConnectionError):
            self.socket.sendall(data)

    def next_frame(self):
        while True:
            frame, self.received = take_frame(self.received)
            if frame is not None:
                return frame
            try:
                more = self.socket.recv(RECEIVE_BYTES)
            except ConnectionError as error:
                raise ConnectionEnded from error
            if not more:
                raise ConnectionEnded
            self.received += more

    def expect_end(self):
        """Reads until the connection is closed and returns the GOAWAY frames that came before."""
        farewells = []
        try:
            while True:
                frame = self.next_frame()
                if frame.type == GOAWAY:
                    farewells.append(frame)
        except ConnectionEnded:
            return farewells


class Connection(RawConnection):
    """A connection after its handshake, with calls on it."""

    def __init__(self, port, hello_message=None):
        super().__init__(port)
        self.send(hello(hello_message))
        answer = self.next_frame()
        if answer.type != HELLO or answer.b != MAGIC:
            raise ConnectionEnded(f"no HELLO but {answer}")
        self.version = answer.a
        self.server_hello = protobuf.decode(answer.payload)
        own = (hello_message or {}).get(10, 0)
        self.compresses = bool(own & protobuf.number(self.server_hello, 10) & ZLIB)
        self.methods = dict(self.read_methods())
        self.next_id = 1
        self.calls = {}
        self.farewells = []
        self.pings = []
        self.pongs = []
        # Whether a PING is answered as soon as it is read; otherwise it waits in `pings`.
        self.answers_pings = True

    def read_methods(self):
        for entry in self.server_hello.get(7, []):
            method = protobuf.decode(entry)
            kind = protobuf.number(method, 3)
            yield protobuf.text(method, 2), Method(
                protobuf.number(method, 1), bool(kind & 1), bool(kind & 2), protobuf.number(method, 4)
            )

    def start(self, name, request=None, **options):
        """Starts a call. A unary one sends `request`; a stream sends it as the only message, when there is one."""
        call = self.register(self.methods[name], options.pop("id", self.next_id))
        is_unary = not (call.method.streams_in or call.method.streams_out)
        payload = protobuf.encode(request or {}) if is_unary else b""
        flags = END if is_unary else NO_DATA
        call.compresses = self.compresses and options.pop("compressed", True)
        if self.compresses and not call.compresses:
            flags |= PLAIN
        if is_unary and call.compresses:
            payload, compressed = compress(payload)
            flags |= compressed
        self.send(request_frame(call.id, call.method.number, payload, flags, **options))
        if not is_unary and request is not None:
            call.send(request, last=True)
        return call

    def register(self, method, id):
        """A call for the answers to frames that a test sends itself."""
        self.next_id = max(self.next_id, id + 2)
        self.calls[id] = Call(self, id, method)
        return self.calls[id]

    def unary(self, name, request=None, **options):
        """A call's response, decoded, or its Status."""
        return self.start(name, request, **options).outcome()

    def ping(self, a=0, b=0):
        """Sends a PING and waits for its PONG: by then the server has dealt with all frames before it."""
        count = len(self.pongs)
        self.send(Frame(PING, a=a, b=b))
        while len(self.pongs) == count:
            self.pump()
        return self.pongs[-1]

    def pump(self):
        """Reads one frame and hands it to whom it concerns."""
        frame = self.next_frame()
        if frame.type == PING:
            self.pings.append(frame)
            if self.answers_pings:
                self.send(frame._replace(type=PONG))
        elif frame.type == PONG:
            self.pongs.append(frame)
        elif frame.type == GOAWAY:
            self.farewells.append(frame)
        elif frame.stream in self.calls:
            self.calls[frame.stream].receive(frame)

    def pump_until_end(self):
        """Reads until the server closes the connection."""
        try:
            while True:
                self.pump()
        except ConnectionEnded:
            pass


class Call:
    """One call, seen from the client."""

    def __init__(self, connection, id, method):
        self.connection, self.id, self.method = connection, id, method
        self.send_credit = protobuf.number(connection.server_hello, 4) or DEFAULT_WINDOW_BYTES
        # Credit is given back when messages are taken, unless a test does so itself.
        self.gives_credit = True
        self.messages = []
        self.compresses = False
        self.partial = b""
        self.partial_cost = 0
        self.partial_is_compressed = False
        self.data_frames = []
        self.response = None

    def send(self, message, last=False):
        """Sends a message of the stream, when there is credit to start it, in as many frames as it takes."""
        while self.send_credit <= 0 and self.response is None:
            self.connection.pump()
        data = message if isinstance(message, bytes) else protobuf.encode(message)
        compressed = 0
        if self.compresses:
            data, compressed = compress(data)
        parts = [data[i : i + DATA_PAYLOAD_BYTES] for i in range(0, len(data), DATA_PAYLOAD_BYTES)] or [b""]
        for index, part in enumerate(parts):
            is_final = index + 1 == len(parts)
            flags = (END if last else 0) if is_final else MORE
            self.send_frame(Frame(DATA, flags | compressed, self.id, payload=part))

    def send_frame(self, frame):
        if not frame.has(NO_DATA):
            self.send_credit -= HEADER_BYTES + len(frame.payload)
        self.connection.send(frame)

    def finish(self):
        """Ends the client's side without a further message."""
        self.connection.send(Frame(DATA, NO_DATA | END, self.id))

    def cancel(self, reason=1):
        self.connection.send(Frame(CANCEL, stream=self.id, a=reason))

    def give_credit(self, count):
        self.connection.send(Frame(WINDOW, stream=self.id, a=count))

    def receive(self, frame):
        if frame.type == RESP:
            self.response = frame
        elif frame.type == WINDOW:
            self.send_credit += frame.a
        elif frame.type == DATA and not frame.has(NO_DATA):
            self.data_frames.append(frame)
            if not self.partial_cost:
                self.partial_is_compressed = frame.has(COMPRESSED)
            self.partial += frame.payload
            self.partial_cost += HEADER_BYTES + len(frame.payload)
            if not frame.has(MORE):
                message = inflate(self.partial) if self.partial_is_compressed else self.partial
                self.messages.append((message, self.partial_cost))
                self.partial, self.partial_cost = b"", 0

    def next_message(self):
        """The next message of the server's side, decoded; None when the call has ended before one."""
        while not self.messages and self.response is None:
            self.connection.pump()
        if not self.messages:
            return None
        message, cost = self.messages.pop(0)
        if self.gives_credit and self.response is None:
            self.give_credit(cost)
        return protobuf.decode(message)

    def all_messages(self):
        return list(iter(self.next_message, None))

    def outcome(self):
        """The call's one response, decoded, or its Status. Of a server stream only whether it ended well: {}."""
        while self.response is None:
            self.connection.pump()
        frame = self.response
        if frame.a == 0:
            if self.method.streams_in and not self.method.streams_out:
                return protobuf.decode(self.messages[0][0])
            return protobuf.decode(inflate(frame.payload) if frame.has(COMPRESSED) else frame.payload)
        status = protobuf.decode(frame.payload)
        details = (protobuf.decode(detail) for detail in status.get(3, []))
        return Status(
            protobuf.number(status, 1),
            protobuf.text(status, 2),
            {protobuf.text(detail, 1): detail.get(2, [b""])[0] for detail in details},
        )

    def is_retryable(self):
        return self.response is not None and self.response.has(RETRYABLE)
