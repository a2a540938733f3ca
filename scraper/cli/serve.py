"""`portail serve`: the archive in Datasette."""

import json
import sysconfig
from ipaddress import ip_address
from pathlib import Path
from socket import SO_REUSEADDR, SOCK_STREAM, SOL_SOCKET, getaddrinfo, socket

import click

from scraper.archive import Archive, is_public_copy
from scraper.cli import options
from scraper.cli.exits import Ending, Exit


def face() -> Path:
    """Return the folder of metadata.yml, settings.json, templates, plugins and static files: the checkout, or a
    wheel's."""
    checkout = Path(__file__).parents[2]
    return checkout if (checkout / "metadata.yml").exists() else Path(sysconfig.get_path("data"), "share", "portail")


@click.command()
@click.argument("file", metavar="[FILE]", required=False, type=options.archive_file)
@options.archive
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8001, show_default=True, help="Port to listen on.")
def serve(file: Path | None, archive: Path, host: str, port: int) -> None:
    """Open the archive, or the FILE of a public copy, in Datasette, as `datasette .` does in the checkout: with its
    metadata.yml, settings.json, templates, plugins and static files.

    The full archive is served to this machine alone; a public copy (`portail snapshot --public FILE`) to anybody.
    """
    archive = file or archive
    if not is_public_copy(archive):
        Archive.open(archive).close()
        refuse_others(archive, host)
    refuse_taken(host, port)
    from datasette.cli import cli as datasette  # takes a second, and changes how every traceback is shown

    datasette.main(datasette_arguments(archive, face(), host, port), prog_name="datasette", standalone_mode=False)
    raise KeyboardInterrupt  # what ends a server that runs is a signal, which uvicorn takes for itself


def refuse_others(archive: Path, host: str) -> None:
    """End the command when other machines would reach a full archive. A name may have several addresses."""
    try:
        found = {ip_address(address[0].partition("%")[0]) for *_, address in getaddrinfo(host or None, 0)}
    except (OSError, UnicodeError):
        return  # what cannot be listened on is refused next
    if not host or not all(address.is_loopback for address in found):
        raise Ending(
            f"{archive} is the full archive, with the pages as received, and {host or 'an empty --host'} is reached by "
            "other machines: make what they may see with `portail snapshot --public FILE`, then `portail serve FILE`.",
            Exit.CONFIGURATION,
        )


def refuse_taken(host: str, port: int) -> None:
    """End the command when nothing can be served at an address."""
    try:
        # REUSEADDR, as Datasette's server has it: a port is free when its server has ended.
        family, *_, address = getaddrinfo(host, port, type=SOCK_STREAM)[0]
        with socket(family, SOCK_STREAM) as probe:
            probe.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
            probe.bind(address)
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", error)
        sentence = f"{host}:{port} cannot be listened on ({reason}): name another --port, or --host."
        raise Ending(sentence, Exit.USAGE) from error


def datasette_arguments(archive: Path, face: Path, host: str, port: int) -> list[str]:
    """Return the arguments that serve an archive, wherever it lies, with what a folder holds for Datasette."""
    shown = {"--metadata": "metadata.yml", "--template-dir": "templates", "--plugins-dir": "plugins"}
    arguments = ["serve", str(archive), "--host", host, "--port", str(port), "--static", f"static:{face / 'static'}"]
    for option, name in shown.items():
        arguments += [option, str(face / name)]
    for name, value in json.loads((face / "settings.json").read_text(encoding="utf-8")).items():
        arguments += ["--setting", name, json.dumps(value)]
    return arguments
