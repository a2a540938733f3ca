"""The entries of a record's lists (its events, roles, documents…) as sentences, and what differs between two states."""

from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from scraper.front import words
from scraper.front.words import t
from scraper.history.versions import FieldChange, Wording, compare


def field_changes(before: dict, after: dict, wording: Wording) -> list[FieldChange]:
    """Return the fields in which two states of a record differ, but for its withdrawal. An entry of a list is a
    sentence; one whose sentences are the same shows all of its parts."""
    olds, news = ({**state, "withdrawn": None} for state in (before, after))
    changes = compare(_in_sentences(olds, wording), _in_sentences(news, wording), wording).changed
    shown = {change.field.name for change in changes}
    rest = [name for name in _SENTENCES if name not in shown and olds.get(name) != news.get(name)]
    return (
        changes
        + compare({name: olds.get(name) for name in rest}, {name: news.get(name) for name in rest}, wording).changed
    )


def _in_sentences(state: dict, wording: Wording) -> dict:
    return {
        name: [_SENTENCES[name](entry, wording) for entry in value or ()] if name in _SENTENCES else value
        for name, value in state.items()
    }


def _event(event: dict, wording: Wording) -> str:
    is_online = event.get("online") == 1
    return _joined(
        words.span(event["starts"], event["ends"], event["precision"]),
        event.get("place"),
        t("en visioconférence", "online") if is_online else None,
        words.code("status", event.get("status")),
    )


def _role(role: dict, wording: Wording) -> str:
    group, since = role.get("group"), role.get("since")
    name = f"{role['person']} ({words.code('role', role['role'])})"
    if group:
        name += t(f", groupe {wording.value('group', group)}", f", group {wording.value('group', group)}")
    started = t(f"depuis {words.day(since)}", f"since {words.day(since)}") if since else None
    return _joined(name, role.get("function"), role.get("organisation"), started)


def _document(document: dict, wording: Wording) -> str:
    name = document.get("title") or unquote(PurePosixPath(urlsplit(document["url"]).path).name)
    kind = words.file_kind(document["url"])
    return _joined(f"{name} ({kind})" if kind else name, document.get("description"))


def _milestone(milestone: dict, wording: Wording) -> str:
    when = words.span(milestone["starts"], milestone["ends"], milestone["precision"])
    return f"{when}{t(' : ', ': ')}{milestone['text']}"


def _fund(fund: dict, wording: Wording) -> str:
    opened = fund.get("opened")
    name = wording.value("fund", fund["fund"])
    return _joined(name, t(f"ouvert : {words.day(opened)}", f"opened: {words.day(opened)}") if opened else None)


def _joined(*parts: str | None) -> str:
    return " · ".join(filter(None, parts))


_SENTENCES = {
    "events": _event,
    "roles": _role,
    "documents": _document,
    "milestones": _milestone,
    "funds": _fund,
}
"""How an entry of a list is a sentence, by the list's field."""
