"""Answers that are made while they are sent: decision 71."""

import asyncio

from datasette.utils.asgi import AsgiStream

from scraper.serving.gate import write_line

_PIECE = 1 << 16
"""Bytes that are sent at once."""
_PATIENCE = 60
"""Seconds after which a client that takes nothing is let go: SQLite's log cannot shrink while a query is open."""


class Stream:
    """A response that is made while it is sent.

    When it cannot be made whole the connection is cut, so that no client takes a part for the whole.
    """

    def __init__(self, response: AsgiStream, view, limit_mb: int) -> None:
        self.headers, self.content_type = response.headers, response.content_type
        self._response, self._view = response, view
        self._limit = limit_mb * 1024 * 1024
        self._pieces, self._sent = bytearray(), 0
        self._is_whole = False

    async def asgi_send(self, send) -> None:
        leaving = asyncio.create_task(self._notice_leaving())
        try:
            await self._response.asgi_send(lambda message: self._forward(message, send))
        except Exception:
            if not self._view.failure:
                raise
        finally:
            leaving.cancel()
            self._view.close()
        if self._view.failure:
            write_line(self._view.request, f"cut after {self._sent} bytes", self._view.failure)

    async def _forward(self, message: dict, send) -> None:
        """Pass on what is sent, in larger pieces, up to the first failure."""
        if self._view.failure:
            return
        if message["type"] != "http.response.body":
            await send(message)
            return
        self._pieces.extend(message.get("body", b""))
        if self._limit and self._sent + len(self._pieces) > self._limit:
            self._view.failure = f"more than {self._limit} bytes (max_csv_mb)"
        elif len(self._pieces) >= _PIECE or not message.get("more_body"):
            piece = bytes(self._pieces)
            self._pieces.clear()
            self._is_whole = not message.get("more_body")
            try:
                await asyncio.wait_for(send({**message, "body": piece}), _PATIENCE)
                self._sent += len(piece)
            except TimeoutError:
                self._view.failure = f"the client took nothing for {_PATIENCE} seconds"

    async def _notice_leaving(self) -> None:
        while (await self._view.request.receive())["type"] != "http.disconnect":
            pass
        if not self._is_whole:
            self._view.failure = "the client has gone"
