"""Read pages one after the other, in a process of its own: requests and readings, pickled, over a socket.

Run with two numbers: bytes of memory, file descriptor of the socket. It ends with its socket, so it never outlives who
started it by more than one page; Ctrl-C and SIGTERM are for that program alone.
"""

import gc
import pickle
import resource
import signal
import sys
from multiprocessing.connection import Connection

from scraper.reading import read


def confine(memory: int) -> None:
    """Bound what this process may use from now on; it writes no file and leaves no core."""
    for what, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CORE, 0)):
        resource.setrlimit(what, (most, most))


def allow(seconds: int) -> None:
    """Let the system end this process after so many more seconds of processor time, one more at most."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    spent = int(used.ru_utime + used.ru_stime)
    resource.setrlimit(resource.RLIMIT_CPU, (spent + seconds + 1, resource.RLIM_INFINITY))


def serve(requests: Connection) -> None:
    """Answer requests, each (seconds of processor time, portal and profile, each None for the last one, arguments of
    `read`, named ones), until there are no more."""
    portal = profile = None
    while True:
        try:
            seconds, new, learned, arguments, named = requests.recv()
        except (EOFError, ConnectionError):
            return
        portal, profile = new or portal, learned or profile
        allow(seconds)
        reading = read(*arguments, portal=portal, profile=profile, **named)
        requests.send_bytes(pickle.dumps(reading, protocol=pickle.HIGHEST_PROTOCOL))


if __name__ == "__main__":
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    memory, descriptor = map(int, sys.argv[1:])
    gc.freeze()  # what is imported lasts: looking through it for garbage costs 2 % of reading
    confine(memory)
    serve(Connection(descriptor))
