"""`portail`, with other settings than the project's: `python -m tests.faults.quick '{"DOWNLOAD_TIMEOUT": 2}' crawl …`.

HOSTS among them gives addresses to names, as /etc/hosts would.
"""

import json
import socket
import sys


def name_hosts(addresses: dict[str, list[str]]) -> None:
    """Let the names lead to these addresses, and no other name anywhere."""
    resolve = socket.getaddrinfo

    def getaddrinfo(host, port, *arguments, **named):
        found = []
        for address in addresses.get(host, [host]):
            found += resolve(address, port, *arguments, **named | {"flags": socket.AI_NUMERICHOST})
        return found

    socket.getaddrinfo = getaddrinfo


if __name__ == "__main__":
    chosen = json.loads(sys.argv.pop(1))
    name_hosts(chosen.pop("HOSTS", {}))  # before the crawler's libraries take hold of the system's own

    from scraper import settings
    from scraper.__main__ import run

    for name, value in chosen.items():
        setattr(settings, name, value)
    run()
