"""Documents and media that a page attaches: files, players, video links."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from urllib.parse import urlsplit

from bs4 import Tag

from scraper import spip
from scraper.reading.addresses import ENDING, MEDIA_TYPES, absolute, ending
from scraper.reading.context import PageContext
from scraper.reading.elements import TEXT, holds_files
from scraper.reading.file_words import (
    begins_with_action,
    is_action,
    is_file_name,
    is_label,
    label_of,
    size_in,
    without_facts,
    without_format,
)
from scraper.reading.lines import Anchor, Line, joined, lines_within
from scraper.reading.page import classes
from scraper.reading.text import TEXT_ENDS, equals, squeeze
from scraper.records import Document, document_id

_VIDEO_HOST = re.compile(
    r"(?:^|\.)(?:youtube\.com|youtube-nocookie\.com|youtu\.be|vimeo\.com|dailymotion\.com|peertube\.\w+)$"
)
DEPTH = 3
"""Elements from a line up to the one of SPIP's class for a file's description, at most."""
_OF_SITE = re.compile(r"site|logo|partage|share|banni|header|entete|^(?:rub|mot|aut|bre)on\d", re.IGNORECASE)
"""Names of pictures that are a site's or a section's, where they are only declared."""
LONGEST_SIGN = 3
"""Characters beside the links of a line that is nothing but links to files."""
LONGEST_CARD = 250
"""Characters of the longest card about a file: its label, format, size, a sentence on it."""
CARD_LINES, CARD_LEVELS = 10, 5
"""Lines of the longest card, and elements from a file's link up to its card, at most."""
Rank = tuple[bool, bool, bool]
"""How little words are a file's label: its name, what to do with it, words beside its link."""
_SIGNS = " -–—:,;"
_LEADS = frozenset(("b", "strong", "span"))
"""Elements that set the label of a file apart at the beginning of its caption."""


def file_url(href: str, ctx: PageContext) -> str | None:
    """Return the canonical address of a file that a link leads to, or None."""
    return _file(ctx.canonical(href), href, ctx)


def linked_file(anchor: Anchor, ctx: PageContext) -> str | None:
    """Return the canonical address of the file that a link in a line leads to, or None."""
    return _file(anchor.target, anchor.href, ctx)


def _file(inside: str | None, href: str, ctx: PageContext) -> str | None:
    if inside:
        path = urlsplit(inside).path
        is_picture_of_page = path.startswith("/local/cache-") or spip.LOGO.search(path)
        return inside if ENDING.search(path) and not is_picture_of_page else None
    outside = absolute(ctx.base, href) or ""
    return outside.split("#")[0] if outside.startswith("http") and ending(outside) else None


def _video(href: str, ctx: PageContext) -> str | None:
    """Return the address of a video on a video host, or None."""
    whole = absolute(ctx.base, href) or ""
    parts = urlsplit(whole)
    return whole if _VIDEO_HOST.search(parts.hostname or "") and parts.path.strip("/") else None


def only_files(line: Line, ctx: PageContext) -> bool:
    """Return whether a line is nothing but file links with their sizes and formats."""
    if not line.anchors or not all(linked_file(anchor, ctx) for anchor in line.anchors):
        return False
    is_iconic = not any(anchor.text for anchor in line.anchors)
    return is_iconic or line.part == "document" or len(without_facts(squeeze(line.unlinked))) <= LONGEST_SIGN


def is_of_files(line: Line, ctx: PageContext) -> bool:
    """Return whether a line is nothing but file links, or their label."""
    return only_files(line, ctx) or equals(line.text, ctx.words["labels"]["documents"])


def file_blocks(lines: Sequence[Line], ctx: PageContext) -> dict[Line, list[Line]]:
    """Return each line that belongs to a file with the lines of its block: those of a SPIP block that links to a file,
    and those of a card about one. The caption of a picture is text."""
    blocks: dict[int, list[Line]] = {}
    for line in lines:
        if line.part == "document":
            blocks.setdefault(id(_block(line)), []).append(line)
    links = {key: _block(own[0]).find_all("a", href=True) for key, own in blocks.items()}
    own = (own for key, own in blocks.items() if any(file_url(tag["href"], ctx) for tag in links[key]))
    found = {line: block for block in own for line in block}
    for i, line in enumerate(lines):
        if line.anchors or line.media:
            card = _card(lines, i, ctx)
            found |= dict.fromkeys(card, card) if len(card) > 1 or line not in found else {}
    return found


def _card(lines: Sequence[Line], i: int, ctx: PageContext) -> list[Line]:
    """Return the lines of the card about the file that a line links to or plays: the largest element around it that has
    no other link, no sentence first, and little text. Return none for a file in a text."""
    urls = {url for url, _ in _targets(lines[i], ctx)}
    if len(urls) != 1 or not all(linked_file(anchor, ctx) for anchor in lines[i].anchors):
        return []
    found: list[Line] = []
    for tag in islice((lines[i].node, *lines[i].node.parents), CARD_LEVELS):
        around = lines_within(lines, i, tag, CARD_LINES)
        own = [line for line in around if line.text or line.anchors or line.images or line.media]
        if len(own) > CARD_LINES or not _may_be_card(own, tag, urls, ctx):
            break
        found = own if _shows_file(own, tag, ctx) else found
    return found


def _may_be_card(own: list[Line], tag: Tag, urls: set[str], ctx: PageContext) -> bool:
    targets = {url for line in own for url, _ in _targets(line, ctx)}
    others = any(not (linked_file(anchor, ctx) or _video(anchor.href, ctx)) for line in own for anchor in line.anchors)
    if targets != urls or others or sum(len(line.text) for line in own) > LONGEST_CARD:
        return False
    if tag.find("h1") or any(line.part == "title" or line.slot == "title" for line in own):
        return False
    first = next((line.text for line in own if line.text), "")
    is_headed = len(own) > 1 and equals(first, ctx.words["labels"]["documents"])  # alone, it may be a button
    return not (first.endswith(TEXT_ENDS) or is_headed)


def _shows_file(own: list[Line], tag: Tag, ctx: PageContext) -> bool:
    """Return whether lines are a card: beside a label, they have a file's icon, size or name, or what to do with it."""
    anchors = [anchor for line in own for anchor in line.anchors]
    if tag.name == "figure":
        return bool(anchors) or any(line.media for line in own)
    does = any(is_action(without_facts(anchor.text)) for anchor in anchors)
    if len(own) == 1:
        beside = without_facts(squeeze(own[0].unlinked))
        return (does or size_in(own[0].text) is not None) and not beside.endswith(TEXT_ENDS)
    iconic = any(not anchor.text for anchor in anchors)
    described = any(without_facts(line.text) != line.text or is_file_name(line.text) for line in own)
    return bool(anchors) and (does or iconic or described)


def _block(line: Line) -> Tag:
    """Return the figure or the block of files around a line."""
    around = (tag for tag in [line.node, *line.node.parents] if tag.name == "figure" or holds_files(tag))
    return next(around, line.node)


def attached(
    lines: list[Line], ctx: PageContext, *, news_id: str | None = None, group_id: str | None = None
) -> list[Document]:
    """Return the documents of some lines, each address once, in page order."""
    found = dict[str, Document]()
    targets = {line: _targets(line, ctx) for line in lines}
    captions: dict[Line, list[Line]] = {}
    blocks = file_blocks(lines, ctx)
    for block in {id(block): block for block in blocks.values()}.values():
        captions |= _captions(block, targets)
    titles: dict[str, list[tuple[Rank, str]]] = {}
    for i, line in enumerate(lines):
        for url, anchor in targets[line]:
            found.setdefault(url, _document(url, news_id, group_id))
            if anchor or line in captions:
                below = lines[i + 1 : i + 2]
                titles.setdefault(url, []).extend(_titles(anchor, line, captions.get(line), below, ctx))
    for url, candidates in titles.items():
        # The first of those that rank alike.
        found[url].title = min(candidates, key=lambda each: each[0], default=(None, None))[1]
    for line in lines:
        for url, anchor in targets[line]:
            document, caption = found[url], captions.get(line, [])
            if line in captions:
                document.description = document.description or _description(line, anchor, document.title, caption, ctx)
            shown = (size_in(each.text) for each in (line, *caption))
            document.size_text = document.size_text or next(filter(None, shown), None)
    return list(found.values())


def _targets(line: Line, ctx: PageContext) -> list[tuple[str, Anchor | None]]:
    """Return the files and videos that a line links to, plays, or writes the address of, with their links."""
    found = [(linked_file(anchor, ctx) or _video(anchor.href, ctx), anchor) for anchor in line.anchors]
    found += [(file_url(source, ctx) or _video(source, ctx), None) for source in line.media]
    found += [(_video(url.rstrip(".,;)"), ctx), None) for url in re.findall(r"https?://\S+", line.text)]
    return [(url, anchor) for url, anchor in found if url]


def _captions(block: list[Line], targets: Mapping[Line, list]) -> dict[Line, list[Line]]:
    """Return the captions of each line of files in a block: those down to the next, all others where it is alone."""
    found: dict[Line, list[Line]] = {}
    for line in block:
        if targets[line]:
            below = found[line] = []
        elif found:
            below.append(line)
    others = [line for line in block if not targets[line]]
    return found if len(found) > 1 else dict.fromkeys(found, others)


def _titles(
    anchor: Anchor | None, line: Line, caption: list[Line] | None, below: list[Line], ctx: PageContext
) -> Iterator[tuple[Rank, str]]:
    """Yield what may be the label of a file: the words of its link, those beside it, or of its caption; never a size, a
    format or an address. What to do with it, or its name, counts only for want of another."""
    captions = [_lead(each)[0] for each in caption or () if each is not line and not _describes(each)]
    if caption is None and not line.text:
        captions = [each.text for each in below if not each.anchors]
    beside = line.unlinked if caption is not None else line.text
    others = [beside if len(line.anchors) == 1 else "", *captions, anchor.title if anchor else ""]
    labels, address = ctx.words["labels"]["documents"], anchor.href if anchor else ""
    for n, words in enumerate([anchor.text if anchor else "", *others]):
        text = without_format(label_of(words), address)
        if is_label(text) and not equals(text, labels):
            yield (is_file_name(text), begins_with_action(text), n > 0), text


def _lead(line: Line) -> tuple[str, str]:
    """Return the label at the beginning of a line, set apart by an element of its own, and what follows it; the whole
    line where none is."""
    first = next((child for child in line.node.contents if isinstance(child, Tag) or str(child).strip()), None)
    lead = squeeze(first.get_text()) if isinstance(first, Tag) and first.name in _LEADS else ""
    rest = line.text[len(lead) :].strip(_SIGNS)
    # A word in bold within a sentence is no label.
    return (lead, rest) if lead and rest and line.text.startswith(lead) and not rest[0].islower() else (line.text, "")


def _describes(line: Line) -> bool:
    """Return whether a line of a caption is SPIP's description or credits of a file, which are no title."""
    around = islice([line.node, *line.node.parents], DEPTH)
    return any(not spip.FILE_DESCRIPTIONS.isdisjoint(classes(tag)) for tag in around)


def _description(
    line: Line, anchor: Anchor | None, title: str | None, caption: list[Line], ctx: PageContext
) -> str | None:
    """Return the words behind a file's link and its caption, without its title."""
    labels = ctx.words["labels"]["documents"]
    behind = line.text.partition(anchor.text)[2] if anchor and anchor.text and len(line.anchors) == 1 else ""
    texts = [without_facts(behind).strip(_SIGNS)]
    paragraphs = [replace(each, text=_beside_title(each, title)) for each in caption if each is not line]
    paragraphs = [each for each in paragraphs if is_label(each.text) and not equals(each.text, labels)]
    texts.append(joined(each for each in paragraphs if not (each.anchors and is_file_name(each.text))))
    return "\n\n".join(text for text in texts if text and is_label(text)) or None


def _beside_title(line: Line, title: str | None) -> str:
    """Return a line of a caption without the file's title."""
    lead, rest = _lead(line)
    return rest if label_of(lead) == title else "" if label_of(line.text) == title else line.text


def _document(url: str, news_id: str | None, group_id: str | None) -> Document:
    key = document_id(url, news_id or group_id)
    mime = MEDIA_TYPES.get(ending(url) or "")
    kind = mime.split("/")[0] if mime else "video"
    medium = {"image": "photo", "audio": "sound", "video": "video"}.get(kind, "text")
    return Document(id=key, url=url, medium=medium, mime=mime, news_id=news_id, group_id=group_id)


def find_picture(ctx: PageContext, above: list[Line], text: list[Line], number: int | None) -> tuple[str | None, str]:
    """Find an article's own picture, and the rule that found it: the one SPIP names so (`arton12.jpg`, `IMG/logo/…`)
    anywhere, else the first above the text, else the declared one. None where the page shows a default picture. number:
    the article's."""
    declared = {url: each.source for each in ctx.page.metadata.images if (url := _picture(each.value, ctx))}
    sources = [source for line in [*above, *text] for source, _ in line.images]
    url = next((url for url in (_picture(source, ctx) for source in sources) if url and spip.LOGO.search(url)), None)
    rule = "logo by its name"
    if url is None:
        beside = (image for line in above if line.part not in {*TEXT, "document"} for image in line.images)
        rule = "first picture above the text"
        for source, alt in beside:
            if equals(alt, ctx.words["frame"]["images"][:1]) or spip.NO_LOGO.search(source):
                return None, ""
            if url := _picture(source, ctx):
                break
    if url:
        return url, "; ".join(filter(None, (rule, declared.get(url))))
    content = set(ctx.content)
    of_site = {_stem(source) for line in ctx.lines if line not in content for source, _ in line.images}
    for url, source in declared.items():
        named = spip.LOGO.search(url)
        of_other = named and named["number"] and number and int(named["number"]) != number
        if named and not of_other and _stem(url) not in of_site and not _OF_SITE.search(_stem(url)):
            return url, source
    return None, ""


def _picture(source: str, ctx: PageContext) -> str | None:
    url = ctx.canonical(source)
    own = url and spip.address(url).kind == "file" and re.search(r"/IMG/|/local/cache-", url)
    return url if own and not spip.NO_LOGO.search(url.rsplit("/", 1)[-1]) else None


def _stem(url: str) -> str:
    """Return the name of a picture's file without its size: `cuf` of `…/L90xH60/cuf-8d2a1.png`."""
    return re.sub(r"(?:-[0-9a-f]{5})?(?:\.\w+)?(?:\?.*)?$", "", url.rsplit("/", 1)[-1])


def declared_files(ctx: PageContext, found: list[Document], news_id: str) -> list[Document]:
    """Return the files and players that a page declares for its article and does not show; no pictures."""
    stated = [each.value for each in ctx.page.metadata.media]
    urls = dict.fromkeys(file_url(value, ctx) or _video(value, ctx) for value in stated)
    documents = [_document(url, news_id, None) for url in urls if url and url not in {each.url for each in found}]
    return [document for document in documents if document.medium != "photo"]
