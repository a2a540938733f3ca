"""SPIP 3's markup of a text, amid a template with class names of its own."""

from html import escape

from sample_portal import blocks
from sample_portal.blocks import Block, File, Piece

_PUCE = '<img src="squelettes-dist/puce.gif" width="8" height="11" class="puce" alt="-" />\u00a0'


def typo(text: str) -> str:
    """Escaped, with no-break spaces as characters."""
    spaced = escape(text, quote=False)
    for mark in ":;!?":
        spaced = spaced.replace(f" {mark}", f"\u00a0{mark}")
    return spaced.replace("« ", "«\u00a0").replace(" »", "\u00a0»")


def href(address: str) -> str:
    return escape(address, quote=True)


def inline(pieces: tuple[Piece, ...]) -> str:
    return "".join(map(_piece, pieces))


def _piece(piece: Piece) -> str:
    match piece:
        case str():
            return typo(piece).replace("\n", "\n<br />")
        case blocks.Strong(text):
            return f"<strong>{typo(text)}</strong>"
        case blocks.Emphasis(text):
            return f"<em>{typo(text)}</em>"
        case blocks.Link(address, text):
            outside = ' target="_blank" rel="noopener"' if "://" in address else ""
            return f'<a class="lien" href="{href(address)}"{outside}>{typo(text) if text else href(address)}</a>'
        case blocks.Mail(address):
            return f'<a class="lien lien--courriel" href="mailto:{address}">{address}</a>'
        case blocks.NoteMark(number):
            return f'<sup class="appel">\u00a0[<a href="#note-{number}" id="appel-{number}">{number}</a>]</sup>'


def body(parts: tuple[Block, ...]) -> str:
    return "\n".join(map(_block, parts))


def _block(block: Block) -> str:
    match block:
        case blocks.Paragraph(pieces):
            return f"<p>{inline(pieces)}</p>"
        case blocks.Heading(text):
            return f'<h3 class="spip">{typo(text)}</h3>'
        case blocks.Items():
            return _items(block)
        case blocks.Quote(text):
            return f'<blockquote class="spip"><p>{typo(text)}</p></blockquote>'
        case blocks.Table(caption, rows):
            return _table(caption, rows)
        case blocks.Picture(src, caption):
            return f'<figure class="media"><img src="{src}" loading="lazy" alt="" />{_caption(caption)}</figure>'
        case blocks.Attachment(file):
            icon = '<span class="picto" aria-hidden="true"></span>'
            link = f'<a href="{href(file.path)}" type="application/pdf">{icon}</a>'
            return f'<figure class="media media--fichier">{link}{_caption(file.title or "")}</figure>'
        case blocks.Notes(texts):
            lines = "".join(
                f'<p id="note-{number}">[<a href="#appel-{number}">{number}</a>]\u00a0{typo(text)}</p>'
                for number, text in enumerate(texts, 1)
            )
            return f'<div class="renvois">{lines}</div>'
    raise TypeError(f"the modern skin has no markup for {block!r}")


def _caption(text: str) -> str:
    return f'<figcaption class="media__legende">{typo(text)}</figcaption>'


def _items(block: blocks.Items) -> str:
    match block.mark:
        case "list" | "numbers":
            tag = "ul" if block.mark == "list" else "ol"
            return f'<{tag} class="spip">' + "".join(f"<li>{inline(item)}</li>" for item in block.items) + f"</{tag}>"
        case "puce":
            return "<p>" + "\n<br />".join(_PUCE + inline(item) for item in block.items) + "</p>"
        case mark:
            return "".join(f"<p>{escape(mark)} {inline(item)}</p>" for item in block.items)


def _table(caption: str, rows: tuple[tuple[str, ...], ...]) -> str:
    head = "".join(f'<th scope="col">{typo(cell)}</th>' for cell in rows[0])
    lines = "".join("<tr>" + "".join(f"<td>{typo(cell)}</td>" for cell in row) + "</tr>" for row in rows[1:])
    return (
        f'<div class="tableau"><table><caption>{typo(caption)}</caption><thead><tr>{head}</tr></thead>'
        f"<tbody>{lines}</tbody></table></div>"
    )


def joined(files: tuple[File, ...]) -> str:
    """Cards of files."""
    cards = "".join(
        f'<div class="carte-fichier"><a href="{href(file.path)}" download>{typo(file.title or file.path)}</a></div>'
        for file in files
    )
    return (
        f'<section class="fichiers"><h2 class="fichiers__titre">Documents à télécharger</h2>{cards}</section>'
        if files
        else ""
    )
