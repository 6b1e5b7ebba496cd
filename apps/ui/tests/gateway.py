"""A small real gateway: it passes HTTP and WebSockets on, and tells the UI who the user is, as oauth2-proxy would."""

import asyncio
import threading
from types import TracebackType
from typing import Self


class Gateway:
    """Listens on a port of its own; headers that it sets replace those of the same name that the client sent."""

    def __init__(self, upstream_port: int, headers: dict[str, str]) -> None:
        self.headers = headers
        self._upstream_port = upstream_port
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self.port = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> Self:
        self._thread.start()
        self._ready.wait(5)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        asyncio.run_coroutine_threadsafe(self._end(), self._loop).result(5)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(asyncio.start_server(self._serve, "127.0.0.1", 0))
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        self._loop.run_forever()

    async def _end(self) -> None:
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            up_reader, up_writer = await asyncio.open_connection("127.0.0.1", self._upstream_port)
        except (OSError, asyncio.IncompleteReadError):
            writer.close()
            return
        up_writer.write(self._rewritten(head))
        await asyncio.gather(_pipe(reader, up_writer), _pipe(up_reader, writer))

    def _rewritten(self, head: bytes) -> bytes:
        first, *lines = head.decode("latin-1").rstrip("\r\n").split("\r\n")
        own = {name.lower() for name in self.headers}
        upgrade = any(line.lower().startswith("upgrade:") for line in lines)
        # One request a connection, because later ones would pass without a look; a WebSocket is one request anyway.
        dropped = own if upgrade else own | {"connection"}
        kept = [line for line in lines if line.partition(":")[0].lower() not in dropped]
        added = [f"{name}: {value}" for name, value in self.headers.items()]
        closing = [] if upgrade else ["Connection: close"]
        return "\r\n".join([first, *kept, *added, *closing, "", ""]).encode("latin-1")


async def _pipe(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    except OSError:
        pass
    finally:
        writer.close()
