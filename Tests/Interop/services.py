"""Real services for the tests: started on free ports with data of their own, ended by their process ids.

`DANHBA_BIN` is the folder with the built services; dev/interop.sh sets it.
"""

import atexit
import functools
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import tempfile
import time

START_SECONDS = 30
STOP_SECONDS = 30


class Service:
    """A running service."""

    def __init__(self, name, **settings):
        """`settings` are those of the environment, without `DANHBA_`."""
        self.port = free_port()
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix=f"interop-{name}-"))
        self.log = self.folder / "log"
        binary = pathlib.Path(os.environ["DANHBA_BIN"]) / name
        command = [binary, "--data", self.folder / "data", "--listen", f"tcp:127.0.0.1:{self.port}"]
        # These tests need no other service; at this address there is none.
        nobody = f"tcp:127.0.0.1:{free_port()}"
        command += {"contacts": ["--companies", nobody], "imports": ["--contacts", nobody, "--companies", nobody]}[name]
        with self.log.open("wb") as out:
            environment = os.environ | {f"DANHBA_{key}": value for key, value in settings.items()}
            self.process = subprocess.Popen(command, stdout=out, stderr=out, env=environment)
        atexit.register(self.stop)
        self.wait_until_open()

    def wait_until_open(self):
        deadline = time.monotonic() + START_SECONDS
        while not is_open(self.port):
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"the service did not start:\n{self.log.read_text(errors='replace')}")
            time.sleep(0.02)

    def terminate(self):
        """Asks the service to drain and end."""
        self.process.send_signal(signal.SIGTERM)

    def wait(self):
        """Waits for the end of the process and returns its exit status."""
        return self.process.wait(STOP_SECONDS)

    def stop(self):
        """Ends the process if it runs, and removes its data."""
        if self.process.poll() is None:
            self.terminate()
            try:
                self.wait()
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


@functools.cache
def contacts():
    """The contacts service that tests share; each uses a workspace of its own."""
    return Service("contacts")


@functools.cache
def imports():
    """The imports service that tests share."""
    return Service("imports")


@functools.cache
def compressing(name):
    """A service that compresses; tests share it."""
    return Service(name, COMPRESSION="zlib")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def is_open(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
