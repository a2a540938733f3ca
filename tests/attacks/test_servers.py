"""Real servers under attack, one for each way to serve: decision 75. Each goes on answering, stays small, and ends."""

import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from signal import SIGTERM
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import urlopen

import pytest

from tests.cli.conftest import PORTAIL, environment
from tools.serving import started

pytestmark = pytest.mark.slow  # four servers, each attacked by twelve clients

DATASETTE = (sys.executable, "-m", "datasette")
ATTACKS = (
    "select instr(hex(zeroblob(2000000)), hex(zeroblob(1000000)) || '1')",
    "select replace(hex(zeroblob(30000000)), '0', hex(zeroblob(100)))",
    "select fts3_tokenizer('simple', x'4141414141414141')",
    "select * from fts3tokenize where input = 'x'",
    "with recursive n(i) as (select 1 union all select i + 1 from n) select hex(zeroblob(1000000)) from n",
    "with recursive n(i) as (select 1 union all select i + 1 from n) select max(hex(randomblob(1000000))) from n",
    "select hex(data) from sqlite_dbpage",
)
MEMORY = 900
"""Megabytes that a server and its processes may take; the first attack alone took 3,300."""


@pytest.mark.parametrize(
    ("command", "kind"),
    [
        ((*PORTAIL, "serve"), "full"),
        ((*DATASETTE, "."), "full"),
        ((*PORTAIL, "serve", "archive.db"), "public"),
        ((*DATASETTE, "."), "public"),
    ],
)
def test_a_server_under_attack_answers_stays_small_and_ends(request, command, kind):
    folder = request.getfixturevalue(kind)
    with started(command, cwd=folder, env=environment()) as server, ThreadPoolExecutor(12) as attackers:
        address = server.address
        _ask(f"{address}/archive/news.json")
        asked = [attackers.submit(_ask, f"{address}/archive?sql={quote(sql)}") for sql in ATTACKS * 3]
        waits, most = [], 0
        while not all(each.done() for each in asked):
            begun = time.monotonic()
            assert _ask(f"{address}/archive/news/Seisme") == 200
            waits.append(time.monotonic() - begun)
            most = max(most, _memory(server.process.pid))
            time.sleep(0.2)
        assert {each.result() for each in asked} <= {400, 503}
        assert sorted(waits)[len(waits) // 2] < 1
        assert most < MEMORY
        asked = [attackers.submit(_ask, f"{address}/archive?sql={quote(ATTACKS[0])}") for _ in range(6)]
        time.sleep(1)
        server.process.send_signal(SIGTERM)
        begun = time.monotonic()
        server.process.wait(15)
        assert time.monotonic() - begun < 10
        _gone(server.process.pid)


def _ask(address: str) -> int | None:
    try:
        with urlopen(address, timeout=30) as answer:
            return answer.status
    except HTTPError as error:
        with error:
            return error.code
    except OSError:  # the server has ended
        return None


def _family(pid: int) -> list[int]:
    """The numbers of a process and of those it has started."""
    found = [pid]
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(path.read_text().rpartition(")")[2].split()[1])
        except OSError:  # ended meanwhile
            continue
        if parent == pid:
            found.append(int(path.parent.name))
    return found


def _memory(pid: int) -> int:
    """Megabytes that a process and those it has started hold."""
    total = 0
    for each in _family(pid):
        try:
            total += int(Path(f"/proc/{each}/statm").read_text().split()[1]) * 4096
        except OSError:  # ended meanwhile
            continue
    return total // 2**20


def _gone(pid: int) -> None:
    """Wait until nothing is left of a server."""
    assert _family(pid)[1:] == []
