"""A gate before a server: while it is closed nobody listens at its address, and those inside are thrown out."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from ports import HOST, free_port


class Gate:
    """Closed at first. Cheaper than another server, where a test wants one that goes and comes."""

    def __init__(self, server_port: int) -> None:
        self.port = free_port()
        self.url = f"http://{HOST}:{self.port}"
        self._server_port = server_port
        self._listener: socket.socket | None = None
        self._inside: set[socket.socket] = set()

    def open(self) -> None:
        self._listener = socket.create_server((HOST, self.port))
        threading.Thread(target=self._let_in, args=(self._listener,), daemon=True).start()

    def close(self) -> None:
        if self._listener:
            _end(self._listener)
            self._listener.close()
            self._listener = None
        for connection in tuple(self._inside):
            _end(connection)

    def _let_in(self, listener: socket.socket) -> None:
        with suppress(OSError):
            while True:
                client, _ = listener.accept()
                server = socket.create_connection((HOST, self._server_port))
                for source, target in ((client, server), (server, client)):
                    self._inside.add(source)
                    threading.Thread(target=self._pass_on, args=(source, target), daemon=True).start()

    def _pass_on(self, source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                target.sendall(data)
        _end(target)
        self._inside.discard(source)
        source.close()


@contextmanager
def gate_before(server_port: int) -> Iterator[Gate]:
    """A closed one."""
    gate = Gate(server_port)
    try:
        yield gate
    finally:
        gate.close()


def _end(connection: socket.socket) -> None:
    with suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)
