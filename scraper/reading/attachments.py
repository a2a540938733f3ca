"""Documents and media that a page attaches: files, players, video links."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from itertools import islice
from urllib.parse import urlsplit

from bs4 import Tag

from scraper import spip
from scraper.portal import Portal
from scraper.reading.addresses import ENDING, MEDIA_TYPES, absolute, ending
from scraper.reading.context import PageContext
from scraper.reading.elements import TEXT, holds_files
from scraper.reading.lines import Anchor, Line, joined
from scraper.reading.metadata import Candidate
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
    """Return the canonical address of a file a link leads to (the portal's IMG/, or any address with a file's ending),
    or None."""
    return _file(ctx.canonical(href), href, ctx.base)


def linked_file(anchor: Anchor, ctx: PageContext) -> str | None:
    """Return the canonical address of the file that a link in a line leads to, or None."""
    return _file(anchor.target, anchor.href, ctx.base)


def _file(inside: str | None, href: str, base: str) -> str | None:
    if inside:
        path = urlsplit(inside).path
        return inside if ENDING.search(path) and not path.startswith("/local/cache-") else None
    outside = absolute(base, href) or ""
    return outside.split("#")[0] if outside.startswith("http") and ending(outside) else None


def video_url(href: str, base: str) -> str | None:
    """Return the address of a video on a video host, or None."""
    whole = absolute(base, href) or ""
    try:
        parts = urlsplit(whole)
    except ValueError:
        return None
    return whole if _VIDEO_HOST.search(parts.hostname or "") and parts.path.strip("/") else None


def only_files(line: Line, ctx: PageContext) -> bool:
    """Return whether a line is nothing but file links with their sizes and formats."""
    if not line.anchors or not all(linked_file(anchor, ctx) for anchor in line.anchors):
        return False
    rest = line.unlinked
    iconic = not any(anchor.text for anchor in line.anchors)
    return iconic or line.part == "document" or len(_without_size(squeeze(rest))) <= 3 or is_size(rest)


def is_of_files(line: Line, ctx: PageContext) -> bool:
    """Return whether a line is nothing but file links, or their label."""
    return only_files(line, ctx) or equals(line.text, ctx.words["labels"]["documents"])


def is_size(text: str) -> bool:
    """Return whether words are nothing but a file's format and size ("PDF - 88 kio")."""
    return bool(text) and _SIZE.fullmatch(text) is not None


def file_blocks(lines: Sequence[Line], ctx: PageContext) -> dict[int, list[Line]]:
    """Return the lines of each SPIP block that links to a file, by Python's id of the block. The captions in it belong
    to its files; the caption of a picture is text."""
    blocks: dict[int, list[Line]] = {}
    for line in lines:
        if line.part == "document":
            blocks.setdefault(id(_block(line)), []).append(line)
    return {
        key: own
        for key, own in blocks.items()
        if any(file_url(tag["href"], ctx) for tag in _block(own[0]).find_all("a", href=True))
    }


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
    portal, found = ctx.portal, dict[str, Document]()
    targets = {id(line): _targets(line, ctx) for line in lines}
    blocks = file_blocks(lines, ctx).values()
    captions = {key: shown for block in blocks for key, shown in _captions(block, targets).items()}
    for i, line in enumerate(lines):
        for url, anchor in targets[id(line)]:
            title = _title(anchor, line, lines[i + 1 : i + 3], portal) if anchor else None
            description = (
                _description(line, anchor, title, captions[id(line)], portal) if id(line) in captions else None
            )
            document = found.setdefault(url, _document(url, news_id, group_id))
            document.title = document.title or title
            document.description = document.description or description
    return list(found.values())


def _targets(line: Line, ctx: PageContext) -> list[tuple[str, Anchor | None]]:
    """Return the files and videos that a line links to, plays, or writes the address of, with their links."""
    base = ctx.base
    found = [(linked_file(anchor, ctx) or video_url(anchor.href, base), anchor) for anchor in line.anchors]
    found += [(file_url(source, ctx) or video_url(source, base), None) for source in line.media]
    written = (url.rstrip(".,;)") for url in re.findall(r"https?://\S+", line.text))
    return [*((url, anchor) for url, anchor in found if url), *((url, None) for url in written if video_url(url, base))]


def _captions(block: list[Line], targets: Mapping[int, list]) -> dict[int, list[Line]]:
    """Return the lines that caption each line of files in a block, by Python's id of that: all others of the block when
    it is the only one, else those down to the next."""
    found: dict[int, list[Line]] = {}
    for line in block:
        if targets[id(line)]:
            below = found[id(line)] = []
        elif found:
            below.append(line)
    others = [line for line in block if not targets[id(line)]]
    return found if len(found) > 1 else dict.fromkeys(found, others)


def _title(anchor: Anchor, line: Line, below: list[Line], portal: Portal) -> str | None:
    """Return the words of the link, else those beside it, else the caption below; never a size, a format or an
    address."""
    candidates = [anchor.text, line.text if len(line.anchors) == 1 else ""]
    if line.part == "document":
        captions = (other for other in below if other.part == "document" and not other.anchors)
        candidates += [other.text for other in captions if not _describes(other)]
    elif not line.text:
        candidates += [other.text for other in below[:1] if not other.anchors]
    for text in map(_without_size, [*candidates, anchor.title]):
        if text and not (_NO_TITLE.search(text) or equals(text, portal.words["labels"]["documents"])):
            return text
    return None


def _describes(line: Line) -> bool:
    """Return whether a line of a caption is SPIP's description or credits of a file, which are no title."""
    around = islice([line.node, *line.node.parents], DEPTH)
    return any(not spip.FILE_DESCRIPTIONS.isdisjoint(classes(tag)) for tag in around)


def _description(
    line: Line, anchor: Anchor | None, title: str | None, caption: list[Line], portal: Portal
) -> str | None:
    """Return the words behind a file's link and its caption, without its title."""
    labels = portal.words["labels"]["documents"]
    behind = line.text.partition(anchor.text)[2] if anchor and anchor.text and len(line.anchors) == 1 else ""
    behind = "" if _FORMAT_AND_SIZE.fullmatch(behind) else _KIND.sub("", _without_size(behind)).strip(_SIGNS)
    others = (other for other in caption if not (is_size(other.text) or equals(other.text, labels)))
    text = joined(other for other in others if _without_size(other.text) != title)
    return "\n\n".join(filter(None, (behind, text))) or None


def _without_size(text: str) -> str:
    return (text[:-_LONGEST_SIZE] + _SIZE.sub("", text[-_LONGEST_SIZE:])).strip(_SIGNS)


def _document(url: str, news_id: str | None, group_id: str | None) -> Document:
    mime = MEDIA_TYPES.get(ending(url) or "")
    media = {None: "video", "image": "photo", "audio": "sound", "video": "video"}
    return Document(
        id=hashlib.sha256(f"{url} {news_id or group_id}".encode()).hexdigest()[:16],
        url=url,
        medium=media.get(mime and mime.split("/")[0], "text"),
        mime=mime,
        news_id=news_id,
        group_id=group_id,
    )


def find_picture(ctx: PageContext, above: list[Line], text: list[Line], number: int | None) -> tuple[str | None, str]:
    """Find an article's own picture, and the rule that found it: the one SPIP names so (`arton12.jpg`, `IMG/logo/…`)
    anywhere, else the first above the text, else the declared one. None where the page shows a default picture. number:
    the article's."""
    declared = {url: each for each in ctx.page.metadata.images if (url := _picture(each.value, ctx))}
    for line in [*above, *text]:
        for source, _ in line.images:
            if (url := _picture(source, ctx)) and spip.LOGO.search(url):
                return url, _reason("logo by its name", declared.get(url))
    beside = (line for line in above if line.part not in {*TEXT, "document"})
    for source, alt in (image for line in beside for image in line.images):
        if equals(alt, ctx.words["frame"]["images"][:1]) or spip.NO_LOGO.search(source):
            return None, ""
        if url := _picture(source, ctx):
            return url, _reason("first picture above the text", declared.get(url))
    content = {id(line) for line in ctx.content}
    of_site = {_stem(source) for line in ctx.lines if id(line) not in content for source, _ in line.images}
    for url, each in declared.items():
        named = spip.LOGO.search(url)
        of_other = named and named["number"] and number and int(named["number"]) != number
        if named and not of_other and _stem(url) not in of_site and not _OF_SITE.search(_stem(url)):
            return url, each.source
    return None, ""


def _reason(rule: str, declared: Candidate | None) -> str:
    return f"{rule}; {declared.source}" if declared else rule


def _picture(source: str, ctx: PageContext) -> str | None:
    url = ctx.canonical(source)
    own = url and spip.address(url).kind == "file" and re.search(r"/IMG/|/local/cache-", url)
    return url if own and not spip.NO_LOGO.search(url.rsplit("/", 1)[-1]) else None


def _stem(url: str) -> str:
    """Return the name of a picture's file without its size: `cuf` of `…/L90xH60/cuf-8d2a1.png`."""
    return re.sub(r"(?:-[0-9a-f]{5})?(?:\.\w+)?(?:\?.*)?$", "", url.rsplit("/", 1)[-1])


def declared_files(ctx: PageContext, found: list[Document], news_id: str) -> list[Document]:
    """Return the files and players that a page declares for its article and does not show; no pictures."""
    urls = {document.url for document in found}
    stated = [each.value for each in ctx.page.metadata.media]
    stated = (file_url(value, ctx) or video_url(value, ctx.base) for value in stated)
    own = (url for url in dict.fromkeys(stated) if url and url not in urls)
    documents = (_document(url, news_id, None) for url in own)
    return [document for document in documents if document.medium != "photo"]
