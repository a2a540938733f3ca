"""A text as an agency of the 2010s had SPIP write it: SPIP 2's pictures for bullets, tags left open, no classes."""

from html import escape

from sample_portal import blocks
from sample_portal.blocks import Block, File, Piece

_PUCE = '<img src="local/puce.gif" width="8" height="11" alt="-" style="border:0" />&nbsp;'


def typo(text: str) -> str:
    """With named entities for the French quotes; `&` stays as typed."""
    return (
        text.replace("<", "&lt;")
        .replace("« ", "&laquo;&nbsp;")
        .replace(" »", "&nbsp;&raquo;")
        .replace(" :", "&nbsp;:")
        .replace(" ;", "&nbsp;;")
    )


def href(address: str) -> str:
    """As typed: this agency did not escape `&`."""
    return address.replace('"', "%22")


def inline(pieces: tuple[Piece, ...]) -> str:
    return "".join(map(_piece, pieces))


def _piece(piece: Piece) -> str:
    match piece:
        case str():
            return typo(piece).replace("\n", "<br>")
        case blocks.Strong(text):
            return f"<b>{typo(text)}</b>"
        case blocks.Emphasis(text):
            return f"<em>{typo(text)}</em>"
        case blocks.Link(address, text):
            return f'<a href="{href(address)}" style="color:#06c">{typo(text or address)}</a>'
        case blocks.Mail(address):
            return f"<a href='mailto:{address}'>{address}</a>"
        case blocks.NoteMark(number):
            return f'&nbsp;[<a href="#nb{number}" name="nh{number}">{number}</a>]'


def body(parts: tuple[Block, ...]) -> str:
    return "\n".join(map(_block, parts))


def _block(block: Block) -> str:
    match block:
        case blocks.Paragraph(pieces):
            return f"<p>{inline(pieces)}"
        case blocks.Heading(text):
            return f'<h3 style="color:#036">{typo(text)}</h3>'
        case blocks.Items():
            return _items(block)
        case blocks.Quote(text):
            return f'<blockquote style="font-style:italic">{typo(text)}</blockquote>'
        case blocks.Table(caption, rows):
            return _table(caption, rows)
        case blocks.Picture(src, caption):
            return f'<div align="center"><img src="{src}" width="500" height="333" alt=""><br>{typo(caption)}</div>'
        case blocks.Attachment(file):
            icon = '<img src="dist/vignettes/pdf.png" width="52" height="52" alt="PDF">'
            link = f'<a href="{href(file.path)}" title="PDF - {file.size // 1024} ko">{icon}</a>'
            return f'<div align="center">{link}<br><b>{typo(file.title or "")}</b></div>'
        case blocks.Notes(texts):
            return '<hr width="30%" align="left">' + "\n".join(
                f'<p>[<a href="#nh{number}" name="nb{number}">{number}</a>] {typo(text)}'
                for number, text in enumerate(texts, 1)
            )
    raise TypeError(f"the agency skin has no markup for {block!r}")


def _items(block: blocks.Items) -> str:
    match block.mark:
        case "list" | "numbers":
            tag = "ul" if block.mark == "list" else "ol"
            return f"<{tag}>" + "\n".join(f"<li>{inline(item)}" for item in block.items) + f"</{tag}>"
        case "puce":
            return "<p>" + "<br>\n".join(_PUCE + inline(item) for item in block.items)
        case mark:
            return "<p>" + "<br>\n".join(f"{escape(mark)} {inline(item)}" for item in block.items)


def _table(caption: str, rows: tuple[tuple[str, ...], ...]) -> str:
    lines = "\n".join(
        "<tr>" + "".join(f'<td bgcolor="{"#eeeeee" if place % 2 else "#ffffff"}">{typo(cell)}' for cell in row)
        for place, row in enumerate(rows)
    )
    return f'<table border="1" cellpadding="3"><caption>{typo(caption)}</caption>\n{lines}\n</table>'


def joined(files: tuple[File, ...]) -> str:
    """All the files' titles on one line."""
    if not files:
        return ""
    links = " ".join(
        f'<a href="{href(file.path)}" target="_blank">{typo(file.title or file.path)}</a>' for file in files
    )
    return f'<div style="background:#eee;padding:4px"><b>Documents à télécharger</b><br>{links}</div>'
