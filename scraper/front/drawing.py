"""Draws charts, as SVG, by Vega-Lite in a process of its own: decision 136.

Run with `-m`: each line of stdin has a specification as JSON, each line of stdout its SVG as a JSON string, or null
for one that cannot be drawn.
"""

import asyncio
import atexit
import json
import sys
from contextlib import suppress
from functools import lru_cache
from select import select
from subprocess import PIPE, Popen
from threading import Lock

_COMMAND = (sys.executable, "-P", "-m", "scraper.front.drawing")
_KEPT = 64
"""Drawings that are kept: one has 10 to 150 kB."""
_IDLE = 600
"""Seconds without a chart after which the process ends: it takes 100 MB."""
_LOCALES = {"fr": "fr-FR", "en": "en-GB"}
"""How numbers and months are written, by the language of a page."""


async def drawn(specification: dict, language: str) -> str:
    """Return the SVG of a Vega-Lite specification. language: of numbers and months."""
    return await asyncio.to_thread(_drawn, json.dumps({"chart": specification, "locale": _LOCALES[language]}))


@lru_cache(_KEPT)
def _drawn(order: str) -> str:
    return _PROCESS.draw(order)


class _DrawingProcess:
    """The process that draws; it is started with the first chart, and again when it has ended."""

    def __init__(self) -> None:
        self._process: Popen | None = None
        self._turn = Lock()
        atexit.register(self.end)

    def draw(self, order: str) -> str:
        """Return the SVG of one line of the process's stdin. Raises RuntimeError when it cannot be drawn."""
        with self._turn:
            answer = self._ask(order) or self._ask(order)  # it may end, being idle, while it is asked
        svg = json.loads(answer or "null")
        if svg is None:
            raise RuntimeError("a chart could not be drawn")
        return svg

    def end(self) -> None:
        """End the process, if there is one."""
        process, self._process = self._process, None
        if process:
            process.kill()
            with suppress(BrokenPipeError), process:  # what it was asked and never read
                pass

    def _ask(self, order: str) -> str:
        """Return the answer to one line; nothing when the process has ended."""
        if self._process is None:
            # A session of its own: Ctrl-C is the server's. It ends when the server does, which closes its stdin.
            self._process = Popen(  # noqa: S603 - our own module
                _COMMAND, stdin=PIPE, stdout=PIPE, encoding="utf-8", start_new_session=True
            )
        answer = ""
        with suppress(BrokenPipeError):
            self._process.stdin.write(f"{order}\n")
            self._process.stdin.flush()
            answer = self._process.stdout.readline()
        if not answer:
            self.end()
        return answer


_PROCESS = _DrawingProcess()


def main() -> None:
    """Draw until stdin ends, or nothing is asked for a while."""
    import vl_convert  # here, as the server must not load it

    while select([sys.stdin], [], [], _IDLE)[0] and (line := sys.stdin.readline()):
        order = json.loads(line)
        locale = order["locale"]
        try:
            svg = vl_convert.vegalite_to_svg(
                order["chart"], allowed_base_urls=[], format_locale=locale, time_format_locale=locale
            )
        except ValueError as error:
            sys.stderr.write(f"a chart could not be drawn: {error}\n")
            svg = None
        sys.stdout.write(json.dumps(svg) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
