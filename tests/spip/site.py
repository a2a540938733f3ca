"""A real SPIP in a folder of its own: installed, filled, served on loopback, and ended."""

import getpass
import json
import random
import shutil
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sample_portal import Sample

from . import packages
from .content import Content

HERE = Path(__file__).parent
PACKAGE = Path("/usr/share/spip")
OWN_PORTS = 20_000, 30_000
"""Linux gives out those from 32,768, others those from 49,152."""
SETTINGS = {
    "nom_site": "Cités Unies France - Site Web de la coopération décentralisée",
    "slogan_site": "Le portail de la coopération décentralisée",
    "post_dates": "oui",
    "documents_objets": "spip_articles,spip_rubriques",
    **dict.fromkeys(
        (
            "articles_surtitre",
            "articles_soustitre",
            "articles_descriptif",
            "articles_chapeau",
            "articles_ps",
            "articles_urlref",
            "articles_redirection",
            "articles_mots",
            "rubriques_descriptif",
        ),
        "oui",
    ),
}
"""SPIP's meta rows that are not its defaults: every field of the forms is used, and dates to come are shown."""


@dataclass
class Site:
    """A site. folder: its files; port: on 127.0.0.1; urls: SPIP's style; sample: what it is filled with."""

    folder: Path
    urls: str = "propres"
    port: int = field(default_factory=lambda: free_port())
    sample: Sample | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def database(self) -> Path:
        return self.folder / "config/bases/spip.sqlite"

    def php(self, script: str, data: Any = None) -> str:
        """Run a script of php/ in the site. Raises RuntimeError with its output when it fails."""
        ran = subprocess.run(
            [packages.PHP, "-d", "memory_limit=1G", HERE / "php" / script, self.url],
            cwd=self.folder,
            capture_output=True,
            text=True,
            input=json.dumps(data),
            timeout=1200,
            check=False,
        )
        if ran.returncode or ran.stderr.strip():
            raise RuntimeError(f"{script}: {ran.stderr.strip() or ran.stdout[-500:]}")
        return ran.stdout

    def install(self, templates: str | None = None) -> None:
        """Lay out the folder and create the database. templates: a folder beside this file; None for SPIP's own."""
        self.folder.mkdir(parents=True)
        for name in ("ecrire", "vendor"):  # PHP finds the site's folder from where these really are: no links
            shutil.copytree(PACKAGE / name, self.folder / name)
        for name in ("index.php", "spip.php"):
            shutil.copy(PACKAGE / name, self.folder / name)
        for name in ("prive", "plugins-dist", "squelettes-dist"):
            (self.folder / name).symlink_to(PACKAGE / name)
        for name in ("config", "tmp", "local", "IMG", "plugins"):
            (self.folder / name).mkdir()
        shutil.copy("/etc/spip/ecran_securite.php", self.folder / "config")
        shutil.copy(HERE / "php/mes_options.php", self.folder / "config")
        for name in filter(None, ("squelettes-communs", templates)):
            shutil.copytree(HERE / name, self.folder / "squelettes", dirs_exist_ok=True)
        self.php("install.php")
        self.php("activate.php")
        self.php("configure.php", {**SETTINGS, "type_urls": self.urls})

    def relaunch(self, templates: str | None, share: float) -> None:
        """Show a share of the pages, the same ones for the same share, in other templates. templates: as for install;
        share: 1 for all pages."""
        if not (old := self.folder / "squelettes-ancien").exists():  # SPIP looks into squelettes whatever is chosen
            (self.folder / "squelettes").rename(old)
        for name in filter(None, ("squelettes-communs", templates)):
            shutil.copytree(HERE / name, self.folder / "squelettes-neuf", dirs_exist_ok=True)
        (self.folder / "config/relaunched").write_text(f"{100 * share:.0f}")
        self.php("configure.php", {})

    def fill(self, sample: Sample) -> None:
        """Fill the site with what a sample holds."""
        self.sample = sample
        self.php("fill.php", Content(sample).rows())

    def use_urls(self, style: str) -> None:
        """Change the style of addresses, as the webmaster does in the private space."""
        self.urls = style
        self.php("configure.php", {"type_urls": style})

    def truth(self) -> dict[str, Any]:
        """What SPIP's database holds, and how SPIP itself renders it: php/dump.php."""
        return json.loads(self.php("dump.php"))

    @contextmanager
    def served(self) -> Iterator["Site"]:
        """Serve the site with nginx and php-fpm until the block ends."""
        run = self.folder / "run"
        run.mkdir(exist_ok=True)
        words = {"folder": str(self.folder), "port": str(self.port), "run": str(run), "user": getpass.getuser()}
        for name in ("nginx.conf", "php-fpm.conf"):
            text = (HERE / "server" / name).read_text()
            for word, value in words.items():
                text = text.replace(f"@{word}@", value)
            (run / name).write_text(text)
        commands = (
            [
                packages.program(packages.NEEDED["php-fpm"]),
                "--nodaemonize",
                "--allow-to-run-as-root",
                "--fpm-config",
                run / "php-fpm.conf",
            ],
            [packages.NGINX, "-c", run / "nginx.conf", "-e", run / "nginx.log"],
        )
        with (run / "servers.log").open("w") as log:
            servers = [subprocess.Popen(command, stdout=log, stderr=log) for command in commands]
            try:
                self._wait(servers, run / "servers.log")
                yield self
            finally:
                for server in servers:
                    server.terminate()
                for server in servers:
                    server.wait(timeout=20)

    def _wait(self, servers: list[subprocess.Popen], log: Path) -> None:
        """Until the site answers. Raises RuntimeError when a server has ended or a minute has passed."""
        end = time.monotonic() + 60
        while time.monotonic() < end and all(server.poll() is None for server in servers):
            try:
                with urllib.request.urlopen(f"{self.url}/spip.php?page=plan", timeout=30):
                    return
            except OSError:
                time.sleep(0.1)
        raise RuntimeError(f"the site at {self.url} does not answer: {log.read_text()[-800:]}")


def free_port() -> int:
    """A loopback port that nobody listens on, out of the range from which systems give ports to those that ask for
    any: there it might be another program's before the site is served."""
    while True:
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port := random.randrange(*OWN_PORTS)))
            return port
