"""The rules behind `problems`: what each one means, in English and in French, for docs/data.md."""

RULES = {
    "title_against_body": (
        "Title and text name different years; the better supported date was kept.",
        "Le titre et le texte donnent des années différentes ; la date la mieux étayée est retenue.",
    ),
    "title_against_field": (
        "The title's date is far from the publication date; both stay as the page says.",
        "La date du titre est loin de la date de publication ; les deux restent telles qu'affichées.",
    ),
    "metadata_against_page": (
        "What the page declares to machines differs from what it shows; what is shown was kept.",
        "Ce que la page déclare aux machines diffère de ce qu'elle affiche ; ce qui est affiché est retenu.",
    ),
    "weekday_against_date": (
        "The weekday that is written is not that date's.",
        "Le jour de la semaine écrit n'est pas celui de la date.",
    ),
    "date_conflict": (
        "A date contradicts itself: its end is before its start, or its month is none.",
        "Une date se contredit : fin avant le début, ou mois qui n'existe pas.",
    ),
    "unread_date": (
        "Words that look like a date and could not be read.",
        "Des mots qui ressemblent à une date et n'ont pu être lus.",
    ),
    "repaired_text": (
        "Damaged letters that were repaired: before -> after.",
        "Des lettres abîmées, réparées : avant -> après.",
    ),
    "missing_field": (
        "A field every page of its kind should have was not found.",
        "Un champ que toute page de ce genre devrait avoir n'a pas été trouvé.",
    ),
    "unknown_page": (
        "No reader knows this kind of page; nothing was read from it.",
        "Aucun lecteur ne connaît ce genre de page ; rien n'en est tiré.",
    ),
    "soft_404": (
        "The portal answered with another page in place of this one.",
        "Le portail a répondu par une autre page que celle demandée.",
    ),
    "gone": (
        "A record's address refuses it (401, 403, 404, 410); a second crawl that meets it so withdraws the record.",
        "L'adresse d'une fiche la refuse (401, 403, 404, 410) ; une seconde collecte le confirme et note le retrait.",
    ),
    "duplicate_record": (
        "A page shows that several records are one article; the first named was written.",
        "Une page montre que plusieurs fiches sont un même article ; la première nommée est mise à jour.",
    ),
    "two_records": (
        "A page is at one record's address and names another by its number, name or canonical address; where its text "
        "does not show which it is, neither was written.",
        "Une page est à l'adresse d'une fiche et en désigne une autre par son numéro, son nom ou son adresse "
        "canonique ; si son texte ne tranche pas, aucune n'est mise à jour.",
    ),
    "redirect": (
        "The page sends elsewhere than to a page of the portal.",
        "La page renvoie ailleurs que vers une page du portail.",
    ),
    "http_status": ("The portal answered with an error.", "Le portail a répondu par une erreur."),
    "no_response": (
        "No response came, or one whose body could not be unpacked.",
        "Aucune réponse n'est venue, ou son corps n'a pu être décompressé.",
    ),
    "empty_page": ("The response has no content.", "La réponse est vide."),
    "cut_page": ("The page ends before its end; nothing was read from it.", "La page est coupée ; rien n'en est tiré."),
    "too_large": (
        "The page is too large, or too deeply nested, to be read.",
        "La page est trop grande, ou trop imbriquée, pour être lue.",
    ),
    "not_html": (
        "The response is not what its address promises.",
        "La réponse n'est pas du genre que son adresse annonce.",
    ),
    "too_many_alike": (
        "Too many addresses differ in numbers only, as an endless calendar's do; no more of them are asked.",
        "Trop d'adresses ne diffèrent que par leurs nombres, comme un calendrier sans fin ; on s'arrête là.",
    ),
    "refused_file": (
        "A document's file is too large, or of a type that is not kept; nothing of it is.",
        "Le fichier d'un document est trop grand, ou d'un type qui n'est pas gardé ; rien n'en est gardé.",
    ),
    "unread_file": (
        "The text of a PDF could not be read, or not of every page; it is not found by its words.",
        "Le texte d'un PDF n'a pu être lu, ou pas de toutes ses pages ; la recherche ne l'y trouve pas.",
    ),
    "missing_file": (
        "A document's file is not there (404, 410).",
        "Le fichier d'un document n'est pas là (404, 410).",
    ),
    "reader_failed": (
        "This program failed on the page; its body is kept, and a better reader will read it.",
        "Ce programme a échoué sur la page ; son contenu est gardé et sera relu.",
    ),
    "unread_page": (
        "Reading the page took too much time or memory, or ended the process that reads; its body is kept unread.",
        "Lire la page a pris trop de temps ou de mémoire, ou arrêté le processus de lecture ; son contenu est gardé.",
    ),
    "wrong_charset": (
        "The page is written in another character set than it declares.",
        "La page est écrite dans un autre jeu de caractères que celui qu'elle déclare.",
    ),
}
OF_THE_CRAWL = {
    "gone", "redirect", "http_status", "no_response", "duplicate_record", "two_records", "too_many_alike",
    "refused_file", "unread_file", "missing_file",
}  # fmt: skip
"""Rules that a crawl finds broken; the readers find the others."""
