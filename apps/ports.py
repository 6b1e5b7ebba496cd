"""Ports for servers that the tests and `up` start on this machine."""

import random
import socket
from typing import Final

HOST: Final = "127.0.0.1"
# Below those that systems hand out by themselves, to clients and for port 0 (Linux from 32768, others from 49152): so
# nobody gets one by chance between its choice and the start of its server.
_PORTS: Final = range(20_000, 30_000)
_given: set[int] = set()


def free_port() -> int:
    """A port of the loopback address on which nobody listens; this process gets each only once."""
    for port in random.sample(_PORTS, len(_PORTS)):
        if port not in _given and is_free(port):
            _given.add(port)
            return port
    raise OSError(f"no port of {HOST} from {_PORTS.start} to {_PORTS.stop - 1} is free")


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        # As servers do: an address whose last connections are still being forgotten counts as free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
        return True
