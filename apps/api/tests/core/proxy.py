"""A small reverse proxy: sends requests to a backend whose /readyz says yes, over connections that it keeps."""

import asyncio
import itertools
from collections.abc import Sequence
from contextlib import closing
from typing import Self

CHECK_SECONDS = 0.1


class Proxy:
    """Retries nothing: a request that its backend loses is lost, and the client sees 502."""

    def __init__(self, ports: Sequence[int]) -> None:
        self.ready: dict[int, bool] = dict.fromkeys(ports, False)
        self.port = 0
        self._turn = itertools.count()
        self._tasks: list[asyncio.Task[None]] = []
        self._server: asyncio.Server | None = None

    async def __aenter__(self) -> Self:
        self._tasks = [asyncio.create_task(self._watch(port)) for port in self.ready]
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._server:
            self._server.close()

    async def _watch(self, port: int) -> None:
        while True:
            try:
                reader, writer = await asyncio.open_connection("127.0.0.1", port)
                with closing(writer):
                    writer.write(b"GET /readyz HTTP/1.1\r\nHost: proxy\r\nConnection: close\r\n\r\n")
                    self.ready[port] = b" 200 " in await asyncio.wait_for(reader.readline(), 1)
            except (OSError, TimeoutError):
                self.ready[port] = False
            await asyncio.sleep(CHECK_SECONDS)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        kept: dict[int, tuple[asyncio.StreamReader, asyncio.StreamWriter]] = {}
        try:
            while request := await _message(reader):
                writer.write(await self._forward(request, kept))
                await writer.drain()
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            for _, backend in kept.values():
                backend.close()
            writer.close()

    async def _forward(
        self, request: bytes, kept: dict[int, tuple[asyncio.StreamReader, asyncio.StreamWriter]]
    ) -> bytes:
        ready = [port for port, state in self.ready.items() if state]
        if not ready:
            return b"HTTP/1.1 503 No Backend\r\nContent-Length: 0\r\n\r\n"
        port = ready[next(self._turn) % len(ready)]
        try:
            if port in kept and kept[port][0].at_eof():
                self._drop(kept, port)
            if port not in kept:
                kept[port] = await asyncio.open_connection("127.0.0.1", port)
            reader, writer = kept[port]
            writer.write(request)
            answer = await _message(reader)
        except (OSError, asyncio.IncompleteReadError):
            answer = b""
        if not answer or b"\r\nconnection: close" in answer.lower():
            self._drop(kept, port)
        return answer or b"HTTP/1.1 502 Lost\r\nContent-Length: 0\r\n\r\n"

    @staticmethod
    def _drop(kept: dict[int, tuple[asyncio.StreamReader, asyncio.StreamWriter]], port: int) -> None:
        if port in kept:
            kept.pop(port)[1].close()


async def _message(reader: asyncio.StreamReader) -> bytes:
    """One request or answer with a declared length; empty at the end of the connection."""
    try:
        head = await reader.readuntil(b"\r\n\r\n")
    except asyncio.IncompleteReadError:
        return b""
    length = 0
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            length = int(line.partition(b":")[2])
    return head + await reader.readexactly(length)
