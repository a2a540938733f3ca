"""Read pages one after the other, in a process of its own: requests on stdin, readings on stdout, both pickled.

Run with two numbers: seconds of processor time for each page, bytes of memory. It ends with its stdin, so it never
outlives who started it by more than one page; Ctrl-C and SIGTERM are for that program alone.
"""

import os
import pickle
import resource
import signal
import sys

from scraper.reading import read

HEADER = 8
"""Bytes of an answer's length, which comes before it."""


def confine(memory: int) -> None:
    """Bound what this process may use from now on; it writes no file and leaves no core."""
    for what, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def allow(seconds: int) -> None:
    """Let the system end this process after so many more seconds of processor time, one more at most."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    spent = int(used.ru_utime + used.ru_stime)
    resource.setrlimit(resource.RLIMIT_CPU, (spent + seconds + 1, resource.RLIM_INFINITY))


def serve(seconds: int, requests, answers) -> None:
    """Answer requests, each (portal or None for the last one, arguments of `read`, named ones), until there are no
    more."""
    portal = None
    while True:
        try:
            new, arguments, named = pickle.load(requests)  # noqa: S301 - from the program that started this one
        except EOFError:
            return
        portal = new or portal
        allow(seconds)
        reading = read(*arguments, portal=portal, **named)
        answer = pickle.dumps(reading, protocol=pickle.HIGHEST_PROTOCOL)
        answers.write(len(answer).to_bytes(HEADER, "big") + answer)
        answers.flush()


if __name__ == "__main__":
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    seconds, memory = map(int, sys.argv[1:])
    confine(memory)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # nothing that a library prints is an answer
    serve(seconds, sys.stdin.buffer, answers)
