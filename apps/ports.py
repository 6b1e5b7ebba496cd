"""Ports for servers that the tests and `up` start on this machine."""

import random
import socket
from typing import Final

HOST: Final = "127.0.0.1"
# Below those that systems hand out by themselves, to clients and for port 0 (Linux from 32768, others from 49152): so
# nobody gets one by chance between its choice and the start of its server.
_PORTS: Final = range(20_000, 30_000)
# Many processes choose at the same time, and each needs its ports for as long as it lives, also while nobody listens
# there. So each takes whole blocks; a block is taken by who holds its first port.
_BLOCK: Final = 100
_mine: list[int] = []


def free_port() -> int:
    """A port of the loopback address on which nobody listens; each is given once, and to one process."""
    while True:
        while _mine:
            if is_free(port := _mine.pop()):
                return port
        _take_a_block()


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        # As servers do: an address whose last connections are still being forgotten counts as free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
        return True


def _take_a_block() -> None:
    blocks = [_PORTS[first : first + _BLOCK] for first in range(0, len(_PORTS), _BLOCK)]
    for block in random.sample(blocks, len(blocks)):
        guard = socket.socket()
        try:
            guard.bind((HOST, block.start))
        except OSError:
            guard.close()
        else:
            # Held until this process ends, however it ends.
            guard.detach()
            _mine.extend(random.sample(block[1:], len(block) - 1))
            return
    raise OSError(f"no port of {HOST} from {_PORTS.start} to {_PORTS.stop - 1} is free")
