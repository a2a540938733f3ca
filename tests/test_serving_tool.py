"""The server that other tests ask is the one they have started."""

import sys

import pytest

from tools.serving import started


def test_a_server_that_does_not_start_is_not_asked():
    command = [sys.executable, "-c", "raise SystemExit('the port is taken')"]
    with pytest.raises(RuntimeError, match="the port is taken"), started(command):
        pass
