"""What an article's text carries besides its own story: contacts, files, lists, tables, notes, oddities."""

from sample_portal import prose
from sample_portal.articles import Head, Mention, Text
from sample_portal.blocks import (
    Attachment,
    Block,
    Emphasis,
    File,
    Heading,
    Items,
    Link,
    Mail,
    NoteMark,
    Notes,
    Paragraph,
    Picture,
    Quote,
    Strong,
    Table,
    mapped,
    paragraph,
)
from sample_portal.pen import Pen
from sample_portal.people import MAILBOXES, STAFF, capitals

_KINDS_OF_FILE = (
    ("pdf", "text"),
    ("pdf", "text"),
    ("doc", "text"),
    ("xls", "text"),
    ("jpg", "photo"),
    ("mp3", "sound"),
    ("ppt", "text"),
)
_TITLES = (
    "Compte rendu",
    "Relevé de décisions de la réunion",
    "Ordre du jour",
    "COMPTE RENDU ODJ Réunion GP Mali 10/02/21",
    "Termes de référence",
    "Note de contexte",
    "Programme",
    "Sans titre",
    "Liste des participants",
    "27oct2009",
    "Compte rendu - réunion du groupe-pays Mali - 12fev2009",
    "Plaquette",
    "Répertoire des partenariats",
)
_LABELS = (
    "Contact :",
    "Contacts :",
    "Pour plus d'informations :",
    "Pour plus d’informations :",
    "Contact Mali & Sahel à Cités Unies France :",
)
_EDITS = (
    "Le programme définitif est désormais disponible auprès du secrétariat.",
    "Le nombre de places a été porté à quatre-vingts.",
    "La liste des collectivités inscrites a été complétée.",
)


def files(number: int, pen: Pen, count: int) -> tuple[File, ...]:
    """`count` files of several kinds, attached to article `number`."""
    made = []
    for place in range(count):
        extension, medium = pen.pick(_KINDS_OF_FILE) if place else ("pdf", "text")
        title = pen.pick(_TITLES)
        name = f"{title.lower().split(' ')[0].replace('é', 'e')}_{number}_{place + 1}.{extension}"
        made.append(File(f"IMG/{extension}/{name}", title, medium, 2_000 + 137 * (number % 90) + 991 * place))
    return tuple(made)


def contact(pen: Pen) -> tuple[list[Block], tuple[Mention, ...]]:
    """A contact block in one of the portal's shapes (docs/portal.md), and the roles it states."""
    person, function, address = pen.pick(STAFF)
    label, mail = pen.pick(_LABELS), Mail(address)
    with_function = (Mention(person, "contact", function=function),)
    alone = (Mention(person, "contact"),)
    match pen.upto(0, 7):
        case 0:
            return [paragraph(label), paragraph(f"{person}, {function}, ", mail)], with_function
        case 1:
            return [paragraph(f"{label} {person}, {function}, ", mail)], with_function
        case 2:
            return [paragraph(f"{label}\n{person} : ", mail)], alone
        case 3:
            return [paragraph(f"{label}\n{person}, ", mail)], alone
        case 4:
            return [paragraph(f"{label}\n{person}, {function} :\n", mail)], with_function
        case 5:
            return [paragraph(f"{label}\n{capitals(person)} : ", mail, " ;")], alone
        case 6:
            return [paragraph(f"Contact\n : {person}, {function}, ", mail)], with_function
        case _:
            return [paragraph(f"{label} ", Mail(pen.pick(MAILBOXES)))], ()


def _extra(pen: Pen, head: Head) -> tuple[list[Block], tuple[File, ...]]:
    """One more thing in the text, taken in turn by the article's number, so that every kind of it occurs."""
    listed = tuple((item,) for item in pen.some(prose.ITEMS, pen.upto(2, 4)))
    heading = Heading(pen.pick(prose.HEADINGS))
    picture = f"local/cache-vignettes/L500xH333/photo_{head.number}-3f2a1.jpg"
    video = f"https://www.youtube.com/watch?v=cuf{head.number:06}_s"
    match head.number % 17:
        case 0:
            return [heading, Items(listed)], ()
        case 1:
            return [heading, Items(tuple((*item, " ;") for item in listed), "puce")], ()
        case 2:
            return [Items(listed, "•")], ()
        case 3:
            return [heading, Items(listed, "-")], ()
        case 4:
            return [Items(listed, "=>")], ()
        case 5:
            return [Items(listed, ">>")], ()
        case 6:
            return [heading, Items(listed, "numbers")], ()
        case 7:
            rows = (
                ("Collectivité", "Projet", "Montant"),
                ("Nantes", "Assainissement", "48 000 €"),
                ("Amiens", "État civil", "12 500 €"),
            )
            return [Table("Projets soutenus", rows)], ()
        case 8:
            return [Quote(pen.pick(prose.QUOTES))], ()
        case 9:
            marks = paragraph(
                "Le cadre juridique a été rappelé", NoteMark(1), ", ainsi que les montants engagés", NoteMark(2), "."
            )
            return [marks, Notes((prose.NOTES[1], prose.NOTES[0]))], ()
        case 10:
            return [Picture(picture, pen.pick(prose.CAPTIONS))], ()
        case 11:
            file = File(f"IMG/pdf/note_jointe_{head.number}.pdf", "Note jointe au texte", "text", 2150)
            return [Attachment(file)], (file,)
        case 12:
            return [paragraph("Revoir les échanges : ", Link(video))], (File(video, None, "video"),)
        case 13:
            return [paragraph("Les échanges peuvent être revus : ", Link(video, "la vidéo de la rencontre"), ".")], (
                File(video, "la vidéo de la rencontre", "video"),
            )
        case 14:
            return [
                paragraph("|"),
                paragraph("Inscription : ", Link("http://rencontres2017.site.exhibis.net/visiteur/pass.htm"), "."),
            ], ()
        case 15:
            return [paragraph("(doc PDF à mettre en pièce jointe)"), Items(listed, "–")], ()
        case _:
            return [
                paragraph(
                    Strong("À noter"),
                    " : les dossiers complets se trouvent sur",
                    Link("https://www.diplomatie.gouv.fr/", "France Diplomatie"),
                    ". ",
                    Emphasis("Lecture conseillée."),
                ),
                Heading("Pour aller plus loin"),
                paragraph(
                    Link("spip.php?page=plan", "Le plan du site"),
                    "\n",
                    Link("-Fonds-de-solidarite-", "Les fonds de solidarité"),
                ),
            ], ()


def finish(
    pen: Pen,
    head: Head,
    story: list[Block],
    *,
    mentions: tuple[Mention, ...] = (),
    opened: str | None = None,
    count: int | None = None,
    lead: str | None = None,
    with_contact: bool | None = None,
) -> Text:
    """The whole text of an article: its story, one extra, contacts, files, edits and flaws."""
    body = list(story)
    if "letters" in head.flaws:
        body.insert(1, paragraph(pen.pick(prose.RARE_LETTERS)))
    extra, attached = _extra(pen, head)
    notes = [block for block in extra if isinstance(block, Notes)]
    body += [block for block in extra if not isinstance(block, Notes)]
    for edit in range(head.revision):
        body.append(
            paragraph(
                f"Mise à jour n° {edit + 1} : {_EDITS[edit % len(_EDITS)][0].lower()}{_EDITS[edit % len(_EDITS)][1:]}"
            )
        )
    if pen.chance(0.55) if with_contact is None else with_contact:
        lines, contacts = contact(pen)
        body += lines
        mentions += contacts
    if all(mention.role == "contact" for mention in mentions) and pen.chance(0.2):
        body = [mapped(block, _typewritten) if isinstance(block, Paragraph | Quote) else block for block in body]
    joined = files(head.number, pen, pen.pick((0, 0, 0, 1, 1, 2, 4)) if count is None else count)
    return Text((*body, *notes), lead, attached + joined, mentions, opened)


def _typewritten(text: str) -> str:
    """With the typewriter's apostrophe, as half of the portal's paragraphs have it."""
    return text.replace("’", "'")
