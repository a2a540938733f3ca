"""Write the text of an article: the parts of its plan, and others that any text may have."""

import re
import tomllib
from pathlib import Path

from sample_portal.articles import Article, Head, Mention, Text
from sample_portal.blocks import (
    MARKS,
    AttachedFile,
    Attachment,
    Block,
    Emphasis,
    Heading,
    Items,
    Mail,
    NoteMark,
    Notes,
    Paragraph,
    Picture,
    Quote,
    Strong,
    TextLink,
    TextTable,
    mapped,
    paragraph,
)
from sample_portal.pen import Pen
from sample_portal.world import CITIES, DATA, WORLD, Country, capitals

PROSE: dict[str, list[str]] = tomllib.loads(Path(__file__).with_name("prose.toml").read_text(encoding="utf-8"))
_FILES = (("pdf", "text"), ("pdf", "text"), ("doc", "text"), ("xls", "text"), ("jpg", "photo"), ("mp3", "sound"))
_ROWS = (
    ("Collectivité", "Projet", "Montant"),
    ("Nantes", "Assainissement", "48 000 €"),
    ("Amiens", "État civil", "12 500 €"),
)


def article_of(head: Head, seed: int) -> Article:
    """Write an article's text; it depends on nothing but its head and the seed."""
    pen, plan = Pen(f"{seed}-{head.number}-text"), head.plan
    country = WORLD.group(head.group).country if head.group else None
    body: list[Block] = [paragraph(plan.opening)] if plan.opening else []
    body += [paragraph(sentences(pen, *part, country)) if isinstance(part, tuple) else part for part in plan.story]
    if "letters" in head.flaws:
        body.insert(1, paragraph(pen.pick(PROSE["rare_letters"])))
    extra, attached = _extra(pen, head.number)
    body += [block for block in extra if not isinstance(block, Notes)]
    for edit in range(head.revision):
        words = PROSE["edits"][edit % len(PROSE["edits"])]
        body.append(paragraph(f"Mise à jour n° {edit + 1} : {words[0].lower()}{words[1:]}"))
    mentions = plan.mentions
    if pen.chance(0.55) if plan.contact is None else plan.contact:
        lines, contacts = _contact(pen)
        body, mentions = body + lines, mentions + contacts
    if not plan.mentions and pen.chance(0.2):
        body = [mapped(block, _typewritten) if isinstance(block, Paragraph | Quote) else block for block in body]
    joined = _files(head.number, pen, pen.pick((0, 0, 0, 1, 1, 2, 4)) if plan.files is None else plan.files)
    notes = [block for block in extra if isinstance(block, Notes)]
    return Article(head, Text((*body, *notes), plan.lead, attached + joined, mentions))


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


def _contact(pen: Pen) -> tuple[list[Block], tuple[Mention, ...]]:
    """Return a contact block in one of the portal's shapes (docs/portal.md), and the roles it states."""
    person, function, address = pen.pick(DATA["staff"])
    shape, label = pen.pick(PROSE["contacts"]), pen.pick(PROSE["contact_labels"])
    names = {"label": label, "person": person, "CAPITALS": capitals(person), "function": function}
    mails = {"mail": Mail(address), "mailbox": Mail(pen.pick(DATA["mailboxes"]))}
    lines = []
    for words in shape:
        before, *named = re.split(r"\{(mail\w*)\}", words.format_map(names | {key: f"{{{key}}}" for key in mails}))
        lines.append(paragraph(before, mails[named[0]], *filter(None, named[1:])) if named else paragraph(before))
    if "{mailbox}" in shape[0]:
        return lines, ()
    return lines, (Mention(person, "contact", function=function if "{function}" in shape[-1] else None),)


def _extra(pen: Pen, number: int) -> tuple[list[Block], tuple[AttachedFile, ...]]:
    """Return one more thing in the text, taken in turn by the article's number, so that every kind of it occurs."""
    turn = number % 16
    if turn < len(MARKS):
        items = tuple((item,) for item in pen.some(PROSE["items"], pen.upto(2, 4)))
        return [Heading(pen.pick(PROSE["headings"])), Items(items, MARKS[turn])], ()
    video = f"https://www.youtube.com/watch?v=cuf{number:06}_s"
    match turn:
        case 8:
            return [TextTable("Projets soutenus", _ROWS)], ()
        case 9:
            return [Quote(pen.pick(PROSE["quotes"]))], ()
        case 10:
            called = ("Le cadre juridique a été rappelé", NoteMark(1), ", ainsi que les montants", NoteMark(2), ".")
            return [paragraph(*called), Notes(tuple(pen.some(PROSE["notes"], 2)))], ()
        case 11:
            path = f"local/cache-vignettes/L500xH333/photo_{number}-3f2a1.jpg"
            return [Picture(path, pen.pick(PROSE["captions"]))], ()
        case 12:
            file = AttachedFile(f"IMG/pdf/note_jointe_{number}.pdf", "Note jointe au texte", "text", 2150)
            return [Attachment(file)], (file,)
        case 13:
            return [paragraph("Revoir les échanges : ", TextLink(video))], (AttachedFile(video, None, "video"),)
        case 14:
            words = "la vidéo de la rencontre"
            shown = paragraph("|"), paragraph("Les échanges peuvent être revus : ", TextLink(video, words), ".")
            return [*shown], (AttachedFile(video, words, "video"),)
        case _:
            elsewhere = TextLink("https://www.diplomatie.gouv.fr/", "France Diplomatie")
            advice = (Strong("À noter"), " : les dossiers sont sur", elsewhere, ". ", Emphasis("Lecture conseillée."))
            links = (
                TextLink("spip.php?page=plan", "Le plan du site"),
                "\n",
                TextLink("-Fonds-de-solidarite-", "Les fonds"),
            )
            return [paragraph(*advice), Heading("Pour aller plus loin"), paragraph(*links)], ()


def _typewritten(text: str) -> str:
    """Return a text with the typewriter's apostrophe, as half of the portal's paragraphs have it."""
    return text.replace("’", "'")


# --- the portal's encoding damage (docs/portal.md): what a page shows is damaged; the truth is not --------------------

_NO_BREAK = "\u00a0"


def _misread(letter: str) -> str:
    """Return UTF-8 read as cp1252, then `Ã` taken for `à`; SPIP adds a no-break space behind the « in place of ë."""
    return letter.encode().decode("cp1252").replace("Ã", "à").replace("à«", f"à«{_NO_BREAK}")


_LETTERS = str.maketrans({letter: _misread(letter) for letter in "òóñùëËÇ\u202f"})


def damaged(text: str) -> str:
    """Return a text as the portal's migration left it: rare letters only, é è ê ç ô stay whole."""
    return text.replace("vis-à-vis", f"vis-à{_NO_BREAK}-vis").translate(_LETTERS)


def shown_title(head: Head) -> str:
    """Return an article's title as pages show it."""
    return damaged(head.title) if "letters" in head.flaws else head.title


def shown(article: Article) -> Article:
    """Return an article as its pages show it."""
    return mapped(article, damaged) if "letters" in article.head.flaws else article
