"""Documents and media that a page attaches: files, players, video links."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from itertools import islice
from urllib.parse import urlsplit

from bs4 import Tag

from scraper import spip
from scraper.reading.addresses import ENDING, MEDIA_TYPES, absolute, ending
from scraper.reading.context import PageContext
from scraper.reading.elements import TEXT, holds_files
from scraper.reading.lines import Anchor, Line, joined
from scraper.reading.page import classes
from scraper.reading.text import equals, squeeze
from scraper.records import Document

_VIDEO_HOST = re.compile(
    r"(?:^|\.)(?:youtube\.com|youtube-nocookie\.com|youtu\.be|vimeo\.com|dailymotion\.com|peertube\.\w+)$"
)
DEPTH = 3
"""Elements from a line up to the one of SPIP's class for a file's description, at most."""
_BYTES = r"\d+(?:[.,]\d+)?\s*(?:[kKmMG]i?[oB]|octets|ko|Mo)\s*[)\]]?\s*$"
_SIZE = re.compile(rf"\s*[([]?\s*(?:\b[A-Za-z0-9]{{2,5}}\s*[-–—,:]\s*)?{_BYTES}")
_FORMAT_AND_SIZE = re.compile(rf"\W*[A-Za-z0-9]{{2,14}}\s*[-–—,:]\s*{_BYTES}")
"""The words behind a file's link: "PowerPoint - 1.2 kio"."""
_LONGEST_SIZE = 60
"""Characters of the longest format and size, with the signs around them."""
LONGEST_SIGN = 3
"""Characters beside the links of a line that is nothing but links to files."""
_KIND = re.compile(r"\([^()]*$")
"""What is left of "(OpenDocument - 12 ko)" without its size."""
_OF_SITE = re.compile(r"site|logo|partage|share|banni|header|entete|^(?:rub|mot|aut|bre)on\d", re.IGNORECASE)
"""Names of pictures that are a site's or a section's, where they are only declared."""
_NO_TITLE = re.compile(
    r"https?://|^www\.\S+$"
    r"|^(?:pdf|word|excel|docx?|xlsx?|jpe?g|png|mp3|mp4|odt|ods|zip|télécharger|consulter|voir|ouvrir|lire)$",
    re.IGNORECASE,
)
"""An address, a format, or what to do with a file."""
_SIGNS = " -–—:"


def file_url(href: str, ctx: PageContext) -> str | None:
    """Return the canonical address of a file that a link leads to, or None."""
    return _file(ctx.canonical(href), href, ctx)


def linked_file(anchor: Anchor, ctx: PageContext) -> str | None:
    """Return the canonical address of the file that a link in a line leads to, or None."""
    return _file(anchor.target, anchor.href, ctx)


def _file(inside: str | None, href: str, ctx: PageContext) -> str | None:
    if inside:
        path = urlsplit(inside).path
        return inside if ENDING.search(path) and not path.startswith("/local/cache-") else None
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
    return is_iconic or line.part == "document" or len(_without_size(squeeze(line.unlinked))) <= LONGEST_SIGN


def is_of_files(line: Line, ctx: PageContext) -> bool:
    """Return whether a line is nothing but file links, or their label."""
    return only_files(line, ctx) or equals(line.text, ctx.words["labels"]["documents"])


def is_size(text: str) -> bool:
    """Return whether words are nothing but a file's format and size ("PDF - 88 kio")."""
    return bool(_SIZE.fullmatch(text))


def file_blocks(lines: Sequence[Line], ctx: PageContext) -> dict[int, list[Line]]:
    """Return the lines of each SPIP block that links to a file, by Python's id of the block. The captions in it belong
    to its files; the caption of a picture is text."""
    blocks: dict[int, list[Line]] = {}
    for line in lines:
        if line.part == "document":
            blocks.setdefault(id(_block(line)), []).append(line)
    links = {key: _block(own[0]).find_all("a", href=True) for key, own in blocks.items()}
    return {key: own for key, own in blocks.items() if any(file_url(tag["href"], ctx) for tag in links[key])}


def is_caption(line: Line, blocks: Mapping[int, list[Line]]) -> bool:
    """Return whether a line belongs to a block of files."""
    return line.part == "document" and id(_block(line)) in blocks


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
    for block in file_blocks(lines, ctx).values():
        captions |= _captions(block, targets)
    for i, line in enumerate(lines):
        for url, anchor in targets[line]:
            title = _title(anchor, line, lines[i + 1 : i + 3], ctx) if anchor else None
            document = found.setdefault(url, _document(url, news_id, group_id))
            document.title = document.title or title
            if anchor and line in captions:
                document.description = _description(line, anchor, title, captions[line], ctx)
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


def _title(anchor: Anchor, line: Line, below: list[Line], ctx: PageContext) -> str | None:
    """Return the words of a link, those beside it, or the caption below; never a size, a format or an address."""
    candidates = [anchor.text, line.text if len(line.anchors) == 1 else ""]
    if line.part == "document":
        candidates += [
            each.text for each in below if each.part == "document" and not (each.anchors or _describes(each))
        ]
    elif not line.text:
        candidates += [each.text for each in below[:1] if not each.anchors]
    texts = map(_without_size, [*candidates, anchor.title])
    labels = ctx.words["labels"]["documents"]
    return next((text for text in texts if text and not (_NO_TITLE.search(text) or equals(text, labels))), None)


def _describes(line: Line) -> bool:
    """Return whether a line of a caption is SPIP's description or credits of a file, which are no title."""
    around = islice([line.node, *line.node.parents], DEPTH)
    return any(not spip.FILE_DESCRIPTIONS.isdisjoint(classes(tag)) for tag in around)


def _description(line: Line, anchor: Anchor, title: str | None, caption: list[Line], ctx: PageContext) -> str | None:
    """Return the words behind a file's link and its caption, without its title."""
    labels = ctx.words["labels"]["documents"]
    behind = line.text.partition(anchor.text)[2] if anchor.text and len(line.anchors) == 1 else ""
    behind = "" if _FORMAT_AND_SIZE.fullmatch(behind) else _KIND.sub("", _without_size(behind)).strip(_SIGNS)
    others = (each for each in caption if not (is_size(each.text) or equals(each.text, labels)))
    text = joined(each for each in others if _without_size(each.text) != title)
    return "\n\n".join(filter(None, (behind, text))) or None


def _without_size(text: str) -> str:
    return (text[:-_LONGEST_SIZE] + _SIZE.sub("", text[-_LONGEST_SIZE:])).strip(_SIGNS)


def _document(url: str, news_id: str | None, group_id: str | None) -> Document:
    key = hashlib.sha256(f"{url} {news_id or group_id}".encode()).hexdigest()[:16]
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
