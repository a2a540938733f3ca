"""The schedule that is printed runs as it stands: from cron's bare environment, and past systemd's own check."""

import os
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from scraper.archive import Archive
from scraper.cli import main
from scraper.cli.exits import Exit
from scraper.cli.schedule import moment

from .pages import article, listing
from .small_site import small_site
from .test_ends import ends

CHECKOUT = Path(__file__).parents[2]
FIELDS = re.compile(r"(\d+) (\d+) (\d+|\*) \* (Sun|\*) (.+)")
ODD = "l'archive à 100 % de $HOME.db"
CONTACT = "mailto:moi%2B@exemple.org"


@pytest.fixture
def crontab(invoke, monkeypatch):
    """The printed commands, by job, as cron hands them to its shell; some options given."""

    def printed(*options: str) -> dict[str, str]:
        monkeypatch.setenv("PORTAIL_CONTACT", CONTACT)
        result = invoke("schedule", "--cron", *options)
        assert result.exit_code == Exit.FINE, result.output
        lines = [line for line in result.stdout.partition("# For /etc/logrotate")[0].splitlines() if line[:1].isdigit()]
        assert not any(re.search(r"(?<!\\)%", line) for line in lines)
        commands = [FIELDS.fullmatch(line)[5].replace("\\%", "%") for line in lines]
        return {re.search(r"echo portail (\w+):", command)[1]: command for command in commands}

    return printed


def as_cron_does(command: str) -> subprocess.CompletedProcess[str]:
    """Run a command without a terminal, a PATH, a locale or a folder of its own."""
    bare = {"LANG": "C", "HOME": "/", "PYTHONPATH": str(CHECKOUT)}
    return subprocess.run(
        ["/bin/sh", "-c", command],
        env=bare,
        cwd="/",
        stdin=subprocess.DEVNULL,
        capture_output=True,
        start_new_session=True,
        text=True,
        timeout=60,
    )


@pytest.fixture
def kept(tmp_path) -> Path:
    """An archive under an odd name, with the folders the schedule writes to."""
    for name in ("log", "snapshots"):
        (tmp_path / name).mkdir()
    with Archive.open(tmp_path / ODD, create=True) as archive:
        archive.finish_crawl(archive.start_crawl("news", "full", "http://127.0.0.1:9"), "finished", requests=0)
    return tmp_path / ODD


@pytest.mark.slow
@pytest.mark.parametrize("job", ["verify", "snapshot"])
def test_a_job_runs_from_cron_s_bare_environment(crontab, kept, job):
    done = as_cron_does(crontab("--archive", ODD)[job])
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert len(list((kept.parent / "snapshots").glob("*.db"))) == (job == "snapshot")
    assert ("SHA-256" in (kept.parent / "log" / "portail.log").read_text()) == (job == "snapshot")


@pytest.mark.slow
@pytest.mark.parametrize("job", ["recent", "full"])
def test_a_crawl_runs_from_cron_s_bare_environment(crontab, tmp_path, job):
    (tmp_path / "log").mkdir()
    with small_site({"/-Actualites-": listing("Titre"), "/Titre": article("Réunion à Évreux")}) as site:
        done = as_cron_does(crontab("--archive", ODD, "--at", site.url)[job])
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert any(CONTACT in agent for agent in site.agents)
    with Archive.open(tmp_path / ODD) as archive:
        assert archive.status().counts["news"] == 1
    assert "finished" in (tmp_path / "log" / "portail.log").read_text(encoding="utf-8")


@pytest.mark.slow
def test_a_job_that_fails_is_reported_on_stdout_for_cron_s_mail_and_in_the_log(crontab, tmp_path):
    (tmp_path / "log").mkdir()
    done = as_cron_does(crontab("--archive", ODD)["verify"])
    assert done.stdout == f"portail verify: exit code {Exit.ARCHIVE.value}, see {tmp_path}/log/portail.log\n"
    assert "There is no archive at" in (tmp_path / "log" / "portail.log").read_text(encoding="utf-8")


@pytest.mark.slow
def test_a_second_writer_ends_with_its_code(crontab, kept):
    """The lock is the archive's own, for whoever writes it."""
    with Archive.open(kept) as archive, small_site({"/-Actualites-": listing("Titre")}) as site:
        archive.start_crawl("news", "full", "http://127.0.0.1:9")
        command = crontab("--archive", ODD, "--at", site.url)["full"].replace(" --full ", " ")
        assert f"exit code {Exit.LOCKED.value}," in as_cron_does(command).stdout
    assert site.asked == []


@pytest.mark.parametrize("job", ["verify", "snapshot", "recent", "full"])
def test_each_job_is_a_command_with_options_that_it_has(crontab, job):
    words = shlex.split(crontab()[job].partition(" >> ")[0])
    name, *arguments = words[next(n for n, word in enumerate(words) if word in main.commands) :]
    main.commands[name].make_context(name, arguments).close()


def test_paths_are_absolute_and_quoted(crontab, tmp_path):
    for command in crontab("--archive", ODD, "--log", "des logs", "--snapshots", "copies").values():
        words = shlex.split(command)
        assert str(tmp_path / ODD) in words
        assert str(tmp_path / "des logs" / "portail.log") in words
        assert words[0] == f"PORTAIL_CONTACT={CONTACT}"
        assert Path(words[1]).is_absolute()


def test_the_minute_is_the_machine_s_own(tmp_path, monkeypatch):
    machines = set()
    for number in range(20):
        machine = tmp_path / "machine-id"
        machine.write_text(f"{number:032x}\n")
        monkeypatch.setitem(moment.__globals__, "MACHINE", machine)
        minute, day = moment(Path("/a.db"))
        assert moment(Path("/a.db")) == (minute, day)
        assert 0 <= minute < 60
        assert 1 <= day <= 28
        machines.add((minute, day))
    assert len(machines) > 15
    monkeypatch.setitem(moment.__globals__, "MACHINE", tmp_path / "none")
    assert moment(Path("/a.db")) == moment(Path("/a.db"))


def test_all_jobs_run_at_the_minute_and_the_full_crawl_on_the_day(invoke, tmp_path):
    minute, day = moment(tmp_path / "archive.db")
    lines = [line for line in invoke("schedule", "--cron").stdout.splitlines() if line[:1].isdigit()]
    times = [FIELDS.fullmatch(line).groups()[:4] for line in lines]
    assert times == [
        (str(minute), "5", "*", "*"),
        (str(minute), "21", str(day), "*"),
        (str(minute), "3", "*", "*"),
        (str(minute), "4", "*", "Sun"),
    ]
    units = invoke("schedule", "--systemd").stdout
    calendars = re.findall("OnCalendar=(.+)", units)
    assert calendars == [
        f"*-*-* 05:{minute:02}:00",
        f"*-*-{day:02} 21:{minute:02}:00",
        f"*-*-* 03:{minute:02}:00",
        f"Sun *-*-* 04:{minute:02}:00",
    ]


def test_a_missing_contact_is_reported_and_none_is_named(invoke, monkeypatch):
    monkeypatch.delenv("PORTAIL_CONTACT", raising=False)
    result = invoke("schedule")
    assert result.exit_code == Exit.FINE
    assert "PORTAIL_CONTACT is not set" in result.stderr
    assert "PORTAIL_CONTACT" not in result.stdout


def test_it_prints_both_kinds_and_writes_nothing(invoke, tmp_path, monkeypatch):
    monkeypatch.setenv("PORTAIL_CONTACT", CONTACT)
    both, cron, systemd = (invoke("schedule", *kind).stdout for kind in ((), ("--cron",), ("--systemd",)))
    assert cron in both
    assert systemd in both
    assert "[Timer]" not in cron
    assert "crontab" not in systemd
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("options", "code", "words"),
    [
        (("--cron", "--write", "."), Exit.USAGE, "--write is for systemd's units"),
        (("--write", "nulle-part"), Exit.UNWRITABLE, "nulle-part is no folder"),
        (("--archive", "a\nb.db"), Exit.USAGE, "name another path"),
    ],
)
def test_it_reports_what_it_cannot_do(invoke, monkeypatch, options, code, words):
    monkeypatch.setenv("PORTAIL_CONTACT", CONTACT)
    assert ends(invoke("schedule", *options), code, words)


def test_a_contact_that_cannot_be_used_is_refused_now_and_not_at_night(invoke, monkeypatch):
    monkeypatch.setenv("PORTAIL_CONTACT", "moi")
    assert ends(invoke("schedule"), Exit.CONFIGURATION, "PORTAIL_CONTACT")


def test_jobs_alert_whom_the_environment_names(invoke, monkeypatch):
    """A job that nobody hears of is not looked after."""
    monkeypatch.setenv("PORTAIL_CONTACT", CONTACT)
    monkeypatch.setenv("PORTAIL_ALERT_COMMAND", "mail -s 'portail : 100 %' moi@exemple.org")
    monkeypatch.setenv("PORTAIL_ALERT_WEBHOOK", "https://exemple.org/crochet")
    cron, systemd = (invoke("schedule", kind).stdout for kind in ("--cron", "--systemd"))
    commands = [line.replace("\\%", "%") for line in cron.splitlines() if line[:1].isdigit()]
    assert len(commands) == 4
    for command in commands:
        words = shlex.split(FIELDS.fullmatch(command)[5])
        assert "PORTAIL_ALERT_COMMAND=mail -s 'portail : 100 %' moi@exemple.org" in words
        assert "PORTAIL_ALERT_WEBHOOK=https://exemple.org/crochet" in words
    given = "Environment=\"PORTAIL_ALERT_COMMAND=mail -s 'portail : 100 %%' moi@exemple.org\""
    assert systemd.count(given) == 4


def test_an_alert_of_several_lines_is_refused(invoke, monkeypatch):
    monkeypatch.setenv("PORTAIL_ALERT_COMMAND", "cat\nmail")
    assert ends(invoke("schedule"), Exit.CONFIGURATION, "PORTAIL_ALERT_COMMAND", "one line")


@pytest.fixture
def units(invoke, tmp_path, monkeypatch) -> Path:
    """A folder of units, written for an archive under an odd name."""
    monkeypatch.setenv("PORTAIL_CONTACT", CONTACT)
    (tmp_path / "units").mkdir()
    result = invoke("schedule", "--write", "units", "--archive", ODD)
    assert result.exit_code == Exit.FINE
    assert result.stdout.startswith("8 units written. Now: systemctl ")
    return tmp_path / "units"


def test_units_quote_what_systemd_would_expand(units, tmp_path):
    service = (units / "portail-verify.service").read_text(encoding="utf-8")
    assert f'"{tmp_path}/l\'archive à 100 %% de $$HOME.db"' in service
    assert 'Environment="PORTAIL_CONTACT=mailto:moi%%2B@exemple.org"' in service
    writes = {line for line in service.splitlines() if line.startswith("ReadWritePaths=")}
    assert writes == {f'ReadWritePaths="-{tmp_path}"'}
    for line in ("UMask=0077", "ProtectSystem=strict", "NoNewPrivileges=true", "PrivateTmp=true"):
        assert line in service.splitlines()
    assert f'"-{tmp_path}/snapshots"' in (units / "portail-snapshot.service").read_text(encoding="utf-8")
    assert "OnCalendar=Sun *-*-* 04:" in (units / "portail-snapshot.timer").read_text(encoding="utf-8")


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="needs systemd-analyze")
def test_systemd_finds_nothing_wrong_with_the_units(units):
    command = ["systemd-analyze", "verify", "--man=no", *map(str, sorted(units.iterdir()))]
    checked = subprocess.run(command, capture_output=True, text=True, timeout=60)
    if "Failed to initialize manager" in checked.stderr:
        pytest.skip("systemd-analyze needs a running systemd here")
    assert (checked.returncode, checked.stderr) == (0, "")


@pytest.mark.parametrize("encoding", [{"LC_ALL": "C"}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}])
def test_french_in_the_log_of_a_machine_without_a_locale_is_no_crash(portail, tmp_path, encoding):
    with small_site({"/-Actualites-": listing("Titre"), "/Titre": article("Réunion à Évreux")}) as site:
        crawled = portail("crawl", "news", "-v", "--at", site.url, "--archive", "été.db", **encoding)
        again = portail("crawl", "news", "--at", f"{site.url}/copie", "--archive", "été.db", **encoding)
    assert crawled.returncode == Exit.FINE, crawled.stderr
    assert ends(again, Exit.UNREACHABLE, "Nothing was written")
    assert ends(portail("verify", "--archive", "là.db", **encoding), Exit.ARCHIVE, "There is no archive")
    assert os.listdir(os.fsencode(tmp_path)).count("été.db".encode()) == 1
