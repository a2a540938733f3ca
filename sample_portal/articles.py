"""An article: its head, cheap to make and kept for all, and its text, written on demand of what the head plans and of
parts that any text may have."""

import re
import tomllib
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sample_portal import blocks
from sample_portal.blocks import AttachedFile, Block, Emphasis, Notes, Paragraph, Quote, Strong, TextLink, paragraph
from sample_portal.pen import Pen
from sample_portal.world import CITIES, DATA, WORLD, Country, capitals

PROSE: dict[str, list] = tomllib.loads(Path(__file__).with_name("prose.toml").read_text(encoding="utf-8"))
_FILES = (("pdf", "text"), ("pdf", "text"), ("doc", "text"), ("xls", "text"), ("jpg", "photo"), ("mp3", "sound"))
_MISREAD = str.maketrans(
    {letter: letter.encode().decode("cp1252").replace("Ã", "à").replace("à«", "à«\u00a0") for letter in "òóñùëËÇ\u202f"}
)
"""UTF-8 read as cp1252, then `Ã` taken for `à`; SPIP adds a no-break space behind the « in place of ë."""


@dataclass(frozen=True, slots=True)
class Happening:
    """What takes place, as the article states it."""

    starts: date | datetime
    """A datetime (Europe/Paris) when the hour is stated."""
    ends: date | datetime
    words: str
    """The date as written."""
    source: str
    """Where it is written: title, overtitle, subtitle, body or published."""
    precision: str = "day"
    place: str | None = None
    online: int | None = None

    @property
    def day(self) -> date:
        """Its first day."""
        return day_of(self.starts)

    @property
    def last_day(self) -> date:
        return day_of(self.ends)


def day_of(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


@dataclass(frozen=True, slots=True)
class WrittenRole:
    """A role as an article states it."""

    person: str
    role: str
    group: str | None = None
    """Id of the group, None for a contact."""
    function: str | None = None
    since: str | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """An article without its text, and what that is to be written of."""

    number: int
    kind: str
    title: str
    published: date
    first_title: str | None = None
    """The title its slug was made from, when it is another."""
    overtitle: str | None = None
    subtitle: str | None = None
    issuer: str | None = None
    status: str | None = None
    happening: Happening | None = None
    group: str | None = None
    groups: tuple[str, ...] = ()
    """Those whose lists show it."""
    fund: str | None = None
    mots: tuple[str, ...] = ()
    logo: bool = False
    listed: bool = True
    """Whether -Actualites- shows it; its groups' lists do anyhow."""
    flaws: frozenset[str] = frozenset()
    """letters (damaged ones), title_against_body, title_against_field."""
    lead: str | None = None
    opening: str | None = None
    """The first sentence."""
    story: tuple[Block | tuple[str, int], ...] = ()
    """What follows: blocks, or paragraphs of so many sentences of a pool of prose.toml."""
    mentions: tuple[WrittenRole, ...] = ()
    """The roles that the opening states."""
    opened: str | None = None
    """The fund's opening as the text states it, ISO, in part."""
    contact: bool | None = None
    """Whether a contact follows; None for either."""
    files: int | None = None
    """How many files are attached; None for any."""
    state: str = "online"
    """online, redirected, protected or withdrawn."""
    target: int | str | None = None
    """Number or address that a redirected one leads to."""
    revision: int = 0
    """How often its text was edited."""

    @property
    def online(self) -> bool:
        return self.state == "online"

    @property
    def logo_path(self) -> str:
        """The path of its own picture, when it has one."""
        return f"IMG/arton{self.number}.jpg"


@dataclass(frozen=True, slots=True)
class Article:
    """A head with its text and all that the text states."""

    head: Head
    blocks: tuple[Block, ...]
    files: tuple[AttachedFile, ...] = ()
    mentions: tuple[WrittenRole, ...] = ()


def article_of(seed: int, head: Head) -> Article:
    """Write an article's text; it depends on nothing but its head and the seed."""
    pen = Pen(f"{seed}-{head.number}-text")
    country = WORLD.group(head.group).country if head.group else None
    body: list[Block] = [paragraph(head.opening)] if head.opening else []
    body += [paragraph(sentences(pen, *part, country)) if isinstance(part, tuple) else part for part in head.story]
    if "letters" in head.flaws:
        body.insert(1, paragraph(pen.pick(PROSE["rare_letters"])))
    extra, attached = _extra(pen, head.number)
    body += [block for block in extra if not isinstance(block, Notes)]
    for edit in range(head.revision):
        words = PROSE["edits"][edit % len(PROSE["edits"])]
        body.append(paragraph(f"Mise à jour n° {edit + 1} : {words[0].lower()}{words[1:]}"))
    mentions = head.mentions
    if pen.chance(0.55) if head.contact is None else head.contact:
        lines, contacts = _contact(pen)
        body, mentions = body + lines, mentions + contacts
    if not head.mentions and pen.chance(0.2):
        body = [blocks.mapped(block, _typewritten) if isinstance(block, Paragraph | Quote) else block for block in body]
    joined = _files(head.number, pen, pen.pick((0, 0, 0, 1, 1, 2, 4)) if head.files is None else head.files)
    notes = [block for block in extra if isinstance(block, Notes)]
    return Article(head, (*body, *notes), attached + joined, mentions)


def sentences(pen: Pen, pool: str, count: int, country: Country | None = None) -> str:
    """Choose sentences of a pool, as one paragraph; none that the same pen has used, while there are others."""
    pool = "theme" if pool == "country" and not country else pool
    words = {"City": pen.pick(CITIES), "thousands": pen.pick((35, 48, 60, 85, 120, 140, 265))}
    if country:
        words |= {"of": country.of, "the": country.the, "there": country.there}
    fresh = [sentence for sentence in PROSE[pool] if sentence not in pen.used] or PROSE[pool]
    chosen = pen.some(fresh, count)
    pen.used.update(chosen)
    return " ".join(chosen).format(**words)


def _files(number: int, pen: Pen, count: int) -> tuple[AttachedFile, ...]:
    """Return `count` files of several kinds, attached to article `number`."""
    made = []
    for turn in range(count):
        extension, medium = pen.pick(_FILES) if turn else ("pdf", "text")
        title = pen.pick(PROSE["file_titles"])
        name = f"{title.lower().split(' ')[0].replace('é', 'e')}_{number}_{turn + 1}.{extension}"
        made.append(AttachedFile(f"IMG/{extension}/{name}", title, medium, 2_000 + 137 * (number % 90) + 991 * turn))
    return tuple(made)


def _contact(pen: Pen) -> tuple[list[Block], tuple[WrittenRole, ...]]:
    """Return a contact block in one of the portal's shapes (docs/portal.md), and the roles it states."""
    person, function, address = pen.pick(DATA["staff"])
    shape, label = pen.pick(PROSE["contacts"]), pen.pick(PROSE["contact_labels"])
    mails = {"{mail}": address, "{mailbox}": pen.pick(DATA["mailboxes"])}
    names = {"label": label, "person": person, "CAPITALS": capitals(person), "function": function}
    lines = []
    for words in shape:
        parts = re.split(r"(\{mail\w*\})", words)
        pieces = [blocks.Mail(mails[part]) if part in mails else part.format_map(names) for part in parts]
        lines.append(paragraph(*filter(None, pieces)))
    if "{mailbox}" in shape[0]:
        return lines, ()
    return lines, (WrittenRole(person, "contact", function=function if "{function}" in shape[-1] else None),)


def _extra(pen: Pen, number: int) -> tuple[list[Block], tuple[AttachedFile, ...]]:
    """Return one more thing in the text, taken in turn by the article's number, so that every kind of it occurs."""
    turn, video = number % 16, f"https://www.youtube.com/watch?v=cuf{number:06}_s"
    if turn < len(blocks.MARKS):
        items = tuple((item,) for item in pen.some(PROSE["items"], pen.upto(2, 4)))
        return [blocks.Heading(pen.pick(PROSE["headings"])), blocks.Items(items, blocks.MARKS[turn])], ()
    match turn:
        case 8:
            return [blocks.TextTable("Projets soutenus", tuple(map(tuple, PROSE["table"])))], ()
        case 9:
            return [Quote(pen.pick(PROSE["quotes"]))], ()
        case 10:
            marks = blocks.NoteMark(1), blocks.NoteMark(2)
            called = ("Le cadre juridique a été rappelé", marks[0], ", ainsi que les montants", marks[1], ".")
            return [paragraph(*called), Notes(tuple(pen.some(PROSE["notes"], 2)))], ()
        case 11:
            path = f"local/cache-vignettes/L500xH333/photo_{number}-3f2a1.jpg"
            return [blocks.Picture(path, pen.pick(PROSE["captions"]))], ()
        case 12:
            file = AttachedFile(f"IMG/pdf/note_jointe_{number}.pdf", "Note jointe au texte", "text", 2150)
            return [blocks.Attachment(file)], (file,)
        case 13:
            return [paragraph("Revoir les échanges : ", TextLink(video))], (AttachedFile(video, None, "video"),)
        case 14:
            words = "la vidéo de la rencontre"
            shown_words = paragraph("Les échanges peuvent être revus : ", TextLink(video, words), ".")
            return [paragraph("|"), shown_words], (AttachedFile(video, words, "video"),)
    elsewhere = TextLink("https://www.diplomatie.gouv.fr/", "France Diplomatie")
    advice = (Strong("À noter"), " : les dossiers sont sur", elsewhere, ". ", Emphasis("Lecture conseillée."))
    links = TextLink("spip.php?page=plan", "Le plan du site"), "\n", TextLink("-Fonds-de-solidarite-", "Les fonds")
    return [paragraph(*advice), blocks.Heading("Pour aller plus loin"), paragraph(*links)], ()


def _typewritten(text: str) -> str:
    """Return a text with the typewriter's apostrophe, as half of the portal's paragraphs have it."""
    return text.replace("’", "'")


def damaged(text: str) -> str:
    """Return a text as the portal's migration left it: rare letters only, é è ê ç ô stay whole."""
    return text.replace("vis-à-vis", "vis-à\u00a0-vis").translate(_MISREAD)


def shown_title(head: Head) -> str:
    """Return an article's title as pages show it."""
    return damaged(head.title) if "letters" in head.flaws else head.title


def shown(article: Article) -> Article:
    """Return an article as its pages show it."""
    return blocks.mapped(article, damaged) if "letters" in article.head.flaws else article
