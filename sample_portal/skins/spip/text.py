"""SPIP 4.4's markup of a text (docs/spip.md)."""

import re
from html import escape
from itertools import cycle
from mimetypes import guess_type

from sample_portal import blocks
from sample_portal.blocks import Block, File, Piece

_PUCE = '<span class="spip-puce ltr"><b>–</b></span>&nbsp;'
_NAMES = {"pdf": "PDF", "doc": "Word", "xls": "Excel", "ppt": "PowerPoint", "jpg": "JPEG", "mp3": "MP3"}


def typo(text: str) -> str:
    """Escaped, with French no-break spaces as SPIP writes them."""
    spaced = re.sub(r" ([:;!?%])", r"&nbsp;\1", escape(text, quote=False))
    return spaced.replace("« ", "&#171;&nbsp;").replace(" »", "&nbsp;&#187;")


def href(address: str) -> str:
    return escape(address, quote=True)


def inline(pieces: tuple[Piece, ...]) -> str:
    return "".join(map(_piece, pieces))


def _piece(piece: Piece) -> str:
    match piece:
        case str():
            return typo(piece).replace("\n", "<br class='autobr' />\n")
        case blocks.Strong(text):
            return f"<strong>{typo(text)}</strong>"
        case blocks.Emphasis(text):
            return f"<i>{typo(text)}</i>"
        case blocks.Link(address, text):
            kind = "spip_url spip_out" if text is None else "spip_out" if "://" in address else "spip_in"
            return f'<a href="{href(address)}" class="{kind}">{typo(text) if text else href(address)}</a>'
        case blocks.Mail(address):
            return f'<a href="mailto:{address}" class="spip_mail">{address}</a>'
        case blocks.NoteMark(number):
            return (
                f'<span class="spip_note_ref">&nbsp;[<a href="#nb{number}" class="spip_note" rel="appendix" '
                f'title="Voir la note" id="nh{number}">{number}</a>]</span>'
            )


def body(parts: tuple[Block, ...]) -> str:
    """The text without its notes."""
    return "\n".join(_block(part) for part in parts if not isinstance(part, blocks.Notes))


def notes(parts: tuple[Block, ...]) -> str:
    texts = [text for part in parts if isinstance(part, blocks.Notes) for text in part.texts]
    lines = "\n".join(
        f'<div id="nb{number}">\n<p><span class="spip_note_ref">['
        f'<a href="#nh{number}" class="spip_note" rev="appendix">{number}</a>]&nbsp;</span>'
        f"{typo(text)}</p>\n</div>"
        for number, text in enumerate(texts, 1)
    )
    return f'<div class="notes">{lines}</div>' if texts else ""


def _block(block: Block) -> str:
    match block:
        case blocks.Paragraph(pieces):
            return f"<p>{inline(pieces)}</p>"
        case blocks.Heading(text):
            return f'<h2 class="spip">{typo(text)}</h2>'
        case blocks.Items():
            return _items(block)
        case blocks.Quote(text):
            return f'<blockquote class="spip">\n<p>{typo(text)}</p>\n</blockquote>'
        case blocks.Table(caption, rows):
            return _table(caption, rows)
        case blocks.Picture(src, caption):
            return _figure(f'<img\n\tsrc="{src}?1700000000" width="500" height="333"\n\talt="" />', caption, src)
        case blocks.Attachment(file):
            link = (
                f'<a href="{href(file.path)}" class=" spip_doc_lien" title="PDF - {file.size / 1024:.1f} kio"'
                ' type="application/pdf">'
                f'<img\n\tsrc="plugins-dist/medias/prive/vignettes/pdf.svg" width="64" height="64" alt="" /></a>'
            )
            return _figure(link, file.title or "", file.path)
    raise TypeError(f"the spip skin has no markup for {block!r}")


def _items(block: blocks.Items) -> str:
    match block.mark:
        case "list" | "numbers":
            tag = "ul" if block.mark == "list" else "ol"
            return (
                f'<{tag} class="spip" role="list">'
                + "".join(f"<li> {inline(item)}</li>" for item in block.items)
                + f"</{tag}>"
            )
        case "puce":
            return "<p>" + "<br class='manualbr' />".join(_PUCE + inline(item) for item in block.items) + "</p>"
        case "=>" | ">>":
            return "\n".join(f"<p>{escape(block.mark)} {inline(item)}</p>" for item in block.items)
        case mark:
            return "<p>" + "<br class='autobr' />\n".join(f"{mark} {inline(item)}" for item in block.items) + "</p>"


def _table(caption: str, rows: tuple[tuple[str, ...], ...]) -> str:
    head = "".join(f"<th id='id1_c{place}'>{typo(cell)}</th>" for place, cell in enumerate(rows[0]))
    lines = "".join(
        f'<tr class="row_{parity} {parity}">' + "".join(f"<td>{typo(cell)}</td>" for cell in row) + "</tr>\n"
        for parity, row in zip(cycle(("odd", "even")), rows[1:], strict=False)
    )
    return (
        f'<table class="table spip">\n<caption>{typo(caption)}</caption>\n'
        f"<thead><tr class='row_first'>{head}</tr></thead>\n"
        f"<tbody>\n{lines}</tbody>\n</table>"
    )


def _figure(inner: str, caption: str, path: str) -> str:
    number = int(re.sub(r"\D", "", path)[-4:] or 1)
    return (
        f"<div class='spip_document_{number} spip_document spip_documents spip_documents_center'>\n"
        f'<figure class="spip_doc_inner">\n{inner}\n'
        f"<figcaption class='spip_doc_legende'> <div class='spip_doc_titre '><strong>{typo(caption)}\n"
        "</strong></div> </figcaption></figure>\n</div>"
    )


def joined(files: tuple[File, ...]) -> str:
    """The block of files below the text."""
    if not files:
        return ""
    lines = "\n".join(map(_joined, files))
    return f"""<div id="documents_joints" class="documents_joints">
<h2>Documents à télécharger</h2>
<ul class="liste-items documents">
{lines}
</ul>
</div>"""


def _joined(file: File) -> str:
    extension = file.path.rpartition(".")[2]
    size = f'<small class="info_document">{_NAMES[extension]} - {file.size / 1024:.1f} kio</small>'
    kind = f'type="{guess_type(file.path)[0]}" class="spip_doc {extension}"'
    opening = f'<a href="{href(file.path)}" title="Téléchargement" {kind}>'
    return f'<li class="item">{opening}<strong class="titre">{typo(file.title or file.path)}</strong></a> {size}</li>'
