"""The records: one dataclass per table of archive.db. This module is the data dictionary.

The schema (archive/), the descriptions in metadata.yml and docs/data.md are made from these classes, so a column is
described once, here: in English, then in French after "fr:". Its short name, where a version shows it, is in
FIELD_NAMES. Times are UTC, ISO 8601 with Z. Dates are days of Europe/Paris, YYYY-MM-DD. A field that was not found is
None, never a guess.

Readers (reading/) make the records of the first part and leave the "seen" columns empty; the store (archive/) fills
those and makes the records of the second part, which prove the first.
"""

import hashlib
from dataclasses import Field, dataclass, fields

from scraper.masking import mask, mask_json
from scraper.text import fold

_JSON = {"fields", "headers", "layouts"}
"""Fields that hold JSON."""


class Record:
    """What a row is made of. Every text is masked as it is set (masking.py), so that no record holds an e-mail address,
    whatever page, header or error it comes from."""

    def __setattr__(self, name: str, value) -> None:
        if isinstance(value, str):
            value = mask_json(value) if name in _JSON else mask(value)
        object.__setattr__(self, name, value)


@dataclass(kw_only=True)
class Quoted(Record):
    """A row that may have been read from a sentence (`portail mentions`): then it has the sentence, and where it is."""

    quote: str | None = None
    """The sentence that states it; null when it was read from the page's structure.
    fr: La phrase qui l'énonce ; null si la structure de la page le donne."""
    quote_field: str | None = None
    """Where the sentence is: overtitle, title, subtitle, lead or body of the article.
    fr: Champ de l'article où est la phrase : overtitle, title, subtitle, lead ou body."""
    quote_start: int | None = None
    """First character of the sentence in that field, from 0.
    fr: Premier caractère de la phrase dans ce champ, à partir de 0."""
    quote_end: int | None = None
    """The character after the sentence. fr: Le caractère qui suit la phrase."""


# --- what researchers query ---------------------------------------------------------------------------------------


@dataclass(kw_only=True)
class News(Record):
    """An article of the portal: news, meeting, communiqué, report, job offer.
    fr: Un article du portail : actualité, réunion, communiqué, compte rendu, offre."""

    id: str
    """Permalink in this archive: the slug at first sight; never changes, even when the portal retitles the page.
    fr: Permalien dans l'archive : le premier slug connu ; ne change jamais."""
    url: str
    """Canonical address on the portal, as last seen. fr: Adresse canonique sur le portail, la dernière connue."""
    spip_id: int | None = None
    """SPIP's number of the article (id_article), when a page shows it.
    fr: Numéro SPIP de l'article (id_article), quand une page le montre."""
    overtitle: str | None = None
    """Line above the title (SPIP: surtitre). fr: Surtitre."""
    title: str
    """Title as shown, damaged letters repaired. fr: Titre affiché, lettres abîmées réparées."""
    subtitle: str | None = None
    """Line below the title (SPIP: soustitre): often a place, sometimes a second title.
    fr: Sous-titre : souvent un lieu, parfois un second titre."""
    lead: str | None = None
    """Introduction set apart by the page (SPIP: chapo). fr: Chapeau."""
    body: str | None = None
    """Text as paragraphs, headings and list items separated by blank lines; e-mail addresses masked.
    fr: Texte : paragraphes, intertitres et puces séparés par une ligne vide ; adresses électroniques masquées."""
    issuer: str | None = None
    """Who speaks, when the title begins with it ("MEAE/DAECT", "CUF", "Ville de Chartres").
    fr: Émetteur, quand le titre commence par son nom."""
    status: str | None = None
    """null, cancelled, postponed or save_the_date: the title's word about what it announces.
    fr: null, cancelled (annulé), postponed (reporté) ou save_the_date (date à retenir), selon le titre."""
    published: str | None = None
    """Publication date the page gives; on this portal most often the day of the event itself.
    fr: Date de publication affichée ; sur ce portail, le plus souvent le jour de l'événement."""
    published_text: str | None = None
    """The publication date as written. fr: La date de publication telle qu'écrite."""
    language: str | None = None
    """ISO 639-1 code the page declares. fr: Code ISO 639-1 déclaré par la page."""
    image_url: str | None = None
    """Address of the article's own picture; null when the page shows the default one.
    fr: Adresse de l'image de l'article ; null pour l'image par défaut."""
    first_seen: str | None = None
    """When this archive first fetched it. fr: Première collecte."""
    last_seen: str | None = None
    """When this archive last fetched it successfully. fr: Dernière collecte réussie."""
    changed: str | None = None
    """When its content was last seen to differ. fr: Dernier changement de contenu constaté."""
    withdrawn: str | None = None
    """When the portal was found to have removed it; null while it is online.
    fr: Constat du retrait par le portail ; null tant que la page est en ligne."""
    kind: str | None = None
    """What its text is: meeting, report, communique, tribune, job_offer, call, obituary, publication, fund, training or
    other; null until its sentences were read. No part of versions.
    fr: Nature du texte : meeting (réunion), report (compte rendu), communique, tribune, job_offer (emploi), call (appel
    à projets), obituary (hommage), publication, fund (fonds), training (formation) ou other (autre) ; null avant la
    lecture des phrases. Hors versions."""


@dataclass(kw_only=True)
class Event(Quoted):
    """Something that takes place, as an article announces or reports it.
    fr: Ce qui a lieu, tel qu'un article l'annonce ou le relate."""

    id: str
    """The article's id; "#2", "#3"… follow it when one article tells of several events.
    fr: L'identifiant de l'article, suivi de « #2 », « #3 »… s'il relate plusieurs événements."""
    news_id: str
    """The article that tells of it. fr: L'article qui en parle."""
    title: str
    """Title of the article. fr: Titre de l'article."""
    starts: str
    """First day, or minute (YYYY-MM-DDTHH:MM, Europe/Paris). fr: Premier jour, ou minute (heure de Paris)."""
    ends: str
    """Last day or minute, inclusive; equals starts when nothing else is said.
    fr: Dernier jour ou dernière minute, inclus ; égal au début à défaut."""
    precision: str
    """minute, day, month or year: what the dates are good for.
    fr: minute, day (jour), month (mois) ou year (année) : la précision des dates."""
    date_text: str
    """The words the date was read from. fr: Les mots dont la date est tirée."""
    date_source: str
    """Where they stand: title, overtitle, subtitle, box (beside the text), body, metadata (declared to machines),
    agenda, published, or sentence (found by `portail mentions`).
    fr: Leur place : title (titre), overtitle (surtitre), subtitle (sous-titre), box (encadré), body (texte), metadata
    (déclaré aux machines), agenda, published ou sentence (phrase lue par `portail mentions`)."""
    place: str | None = None
    """Where it takes place, as written. fr: Lieu, tel qu'écrit."""
    online: int | None = None
    """1 when held wholly or partly by video conference, 0 when only a place is given, null when nothing is said.
    fr: 1 en visioconférence (même en partie), 0 si seul un lieu est donné, null si rien n'est dit."""
    status: str | None = None
    """null, cancelled, postponed or save_the_date.
    fr: null, cancelled (annulé), postponed (reporté) ou save_the_date (date à retenir)."""
    first_seen: str | None = None
    """When this archive first saw it. fr: Première collecte."""
    last_seen: str | None = None
    """When this archive last saw it. fr: Dernière collecte."""
    withdrawn: str | None = None
    """When it was found to be gone, with its article or from it. fr: Constat de sa disparition."""
    moved_from: str | None = None
    """Of an event put off: its first day as planned before, YYYY-MM-DD.
    fr: D'un événement reporté : le premier jour prévu auparavant, AAAA-MM-JJ."""
    attendance: int | None = None
    """How many took part. fr: Nombre de participants."""
    attendance_unit: str | None = None
    """What is counted, as written ("élus", "collectivités"). fr: Ce qui est compté, tel qu'écrit."""


@dataclass(kw_only=True)
class Group(Record):
    """A thematic, country or regional group of the federation.
    fr: Un groupe thématique, un groupe-pays ou un groupe régional."""

    id: str
    """Permalink: the name at first sight, as a slug. fr: Permalien : le premier nom connu, en slug."""
    name: str
    """Name as shown. fr: Nom affiché."""
    kind: str
    """thematic, country, region, former or mission.
    fr: thematic (thématique), country (pays), region (région), former (ancien) ou mission."""
    country_code: str | None = None
    """ISO 3166-1 alpha-2 code of a country group. fr: Code ISO 3166-1 alpha-2 d'un groupe-pays."""
    url: str | None = None
    """Canonical address of its page; null when the group is only known by mention.
    fr: Adresse canonique de sa page ; null si le groupe n'est connu que par mention."""
    spip_id: int | None = None
    """SPIP's number of the section (id_rubrique), when a page shows it.
    fr: Numéro SPIP de la rubrique (id_rubrique), quand une page le montre."""
    abstract: str | None = None
    """Introduction shown above the sections. fr: Résumé affiché au-dessus des sections."""
    first_seen: str | None = None
    """When this archive first saw it. fr: Première collecte."""
    last_seen: str | None = None
    """When this archive last saw it. fr: Dernière collecte."""
    changed: str | None = None
    """When its content was last seen to differ. fr: Dernier changement de contenu constaté."""
    withdrawn: str | None = None
    """When the portal was found to have removed its page. fr: Constat du retrait de sa page."""


@dataclass(kw_only=True)
class GroupSection(Record):
    """A headed section of a group's page ("Création", "Rôles et missions", "Perspectives"…).
    fr: Une section titrée de la page d'un groupe."""

    group_id: str
    """The group. fr: Le groupe."""
    position: int
    """Order on the page, from 1. fr: Ordre dans la page, à partir de 1."""
    heading: str
    """Heading as written. fr: Intertitre tel qu'écrit."""
    text: str
    """Text of the section, paragraphs and list items separated by blank lines.
    fr: Texte de la section, paragraphes et puces séparés par une ligne vide."""


@dataclass(kw_only=True)
class FormattedText(Record):
    """A text of an article or a group as HTML: its headings, lists, tables, links and emphasis as the page last seen
    has them, with the words of the plain text. A text of nothing but paragraphs has no row, nor has one from which a
    person's name was taken out. No part of versions.
    fr: Un texte d'article ou de groupe en HTML : intertitres, listes, tableaux, liens et mises en relief de la page,
    avec les mots du texte brut. Pas de ligne s'il n'a que des paragraphes ou si un nom en a été retiré. Hors
    versions."""

    record_table: str
    """Table of the record: news or groups. fr: Table de la fiche : news ou groups."""
    record_id: str
    """The record. fr: La fiche."""
    field: str
    """lead or body of an article; sections of a group.
    fr: lead (chapeau) ou body (texte) d'un article ; sections d'un groupe."""
    position: int = 0
    """The section's order on the page, from 1; 0 for an article's text.
    fr: Ordre de la section dans la page, à partir de 1 ; 0 pour le texte d'un article."""
    html: str
    """The text, of the elements p, h3 to h5, ul, ol, li, blockquote, table, thead, tbody, tr, th, td, a, strong, em,
    sup and br alone; links lead to http and https addresses, or to notes in the text.
    fr: Le texte, fait des seuls éléments p, h3 à h5, ul, ol, li, blockquote, table, thead, tbody, tr, th, td, a,
    strong, em, sup et br ; les liens mènent à des adresses http et https, ou aux notes du texte."""


@dataclass(kw_only=True)
class GroupMilestone(Record):
    """A dated line of a group's "Évènements marquants".
    fr: Une ligne datée des « Évènements marquants » d'un groupe."""

    group_id: str
    """The group. fr: Le groupe."""
    position: int
    """Order among all lines of that section, dated or not, from 1.
    fr: Ordre parmi toutes les lignes de la section, datées ou non, à partir de 1."""
    text: str
    """The line as written, without its bullet and final semicolon, and without a date that is set apart from it.
    fr: La ligne telle qu'écrite, sans puce ni point-virgule final, ni date placée à part."""
    starts: str
    """First day of what it dates. fr: Premier jour."""
    ends: str
    """Last day, inclusive. fr: Dernier jour, inclus."""
    precision: str
    """minute, day, month or year. fr: minute, day (jour), month (mois) ou year (année)."""


@dataclass(kw_only=True)
class Person(Record):
    """A person the portal names in a role. fr: Une personne que le portail nomme dans un rôle."""

    id: str
    """Permalink: the name as a slug. fr: Permalien : le nom en slug."""
    name: str
    """First name and surname, surname not in capitals. fr: Prénom et nom, sans capitales d'imprimerie."""
    first_seen: str | None = None
    """When this archive first saw the name. fr: Première collecte."""
    last_seen: str | None = None
    """When this archive last saw the name. fr: Dernière collecte."""


@dataclass(kw_only=True)
class Role(Record):
    """Who holds what in which group, and when the archive saw it said. A new function makes a new row.
    fr: Qui exerce quel rôle dans quel groupe, et quand l'archive l'a lu. Nouvelle fonction, nouvelle ligne."""

    id: str
    """Key made of group, role, name as written, function and organisation.
    fr: Clé faite du groupe, du rôle, du nom tel qu'écrit, de la fonction et de l'organisme."""
    group_id: str | None = None
    """The group; null for a contact named by an article only.
    fr: Le groupe ; null pour un contact cité par un article."""
    person_id: str
    """The person. fr: La personne."""
    role: str
    """president, co_president, vice_president, past_president, referent or contact.
    fr: president (présidence), co_president (coprésidence), vice_president (vice-présidence), past_president (ancienne
    présidence), referent (référent à CUF) ou contact."""
    function: str | None = None
    """What else the person is, as written ("Adjoint au maire de Chartres").
    fr: Autre fonction de la personne, telle qu'écrite."""
    organisation: str | None = None
    """The person's local authority or organisation, as written.
    fr: Collectivité ou organisme de la personne, tel qu'écrit."""
    since: str | None = None
    """Start of the role when the page says it ("depuis avril 2012"): YYYY, YYYY-MM or YYYY-MM-DD.
    fr: Début du rôle quand la page le dit : AAAA, AAAA-MM ou AAAA-MM-JJ."""
    first_seen: str | None = None
    """When this archive first saw it said. fr: Première collecte."""
    last_seen: str | None = None
    """When this archive last saw it said. fr: Dernière collecte."""
    until: str | None = None
    """End of the role when a sentence says it, as since. fr: Fin du rôle quand une phrase la dit, comme since."""


@dataclass(kw_only=True)
class NewsRole(Quoted):
    """Which article states which role; its date tells when the role was held.
    fr: Quel article énonce quel rôle ; sa date dit quand le rôle était exercé."""

    news_id: str
    """The article. fr: L'article."""
    role_id: str
    """The role. fr: Le rôle."""


@dataclass(kw_only=True)
class Theme(Record):
    """A keyword of the portal (SPIP: mot). fr: Un mot-clé du portail (SPIP : mot)."""

    id: str
    """Permalink: the name at first sight, as a slug. fr: Permalien : le premier nom connu, en slug."""
    name: str
    """Name as shown. fr: Nom affiché."""
    url: str | None = None
    """Canonical address of its page. fr: Adresse canonique de sa page."""
    country_code: str | None = None
    """ISO 3166-1 alpha-2 code when the keyword is a country. fr: Code ISO 3166-1 alpha-2 si le mot-clé est un pays."""


@dataclass(kw_only=True)
class NewsTheme(Record):
    """Which article carries which keyword. fr: Quel article porte quel mot-clé."""

    news_id: str
    """The article. fr: L'article."""
    theme_id: str
    """The keyword. fr: Le mot-clé."""


@dataclass(kw_only=True)
class GroupTheme(Record):
    """Which group's page carries which keyword. fr: Quelle page de groupe porte quel mot-clé."""

    group_id: str
    """The group. fr: Le groupe."""
    theme_id: str
    """The keyword. fr: Le mot-clé."""


@dataclass(kw_only=True)
class Fund(Record):
    """A solidarity fund opened by the federation. fr: Un fonds de solidarité ouvert par la fédération."""

    id: str
    """Permalink: the country or place as a slug. fr: Permalien : le pays ou le lieu en slug."""
    name: str
    """Country or place the fund is for ("Ukraine", "Gaza").
    fr: Pays ou lieu du fonds."""
    country_code: str | None = None
    """ISO 3166-1 alpha-2 code when the place is a country. fr: Code ISO 3166-1 alpha-2 si le lieu est un pays."""
    opened: str | None = None
    """Earliest opening an article states: YYYY, YYYY-MM or YYYY-MM-DD.
    fr: Ouverture la plus ancienne qu'un article énonce : AAAA, AAAA-MM ou AAAA-MM-JJ."""
    closed: str | None = None
    """Its end as the latest article that states it has it; which one is in fund_facts.
    fr: Clôture selon le dernier article qui l'énonce ; lequel, dans fund_facts."""
    amount_eur: int | None = None
    """Euros collected in all, as the latest article that states it has it.
    fr: Total collecté en euros, selon le dernier article qui l'énonce."""
    donors: int | None = None
    """How many authorities or people gave, as the latest article that states it has it.
    fr: Nombre de donateurs, selon le dernier article qui l'énonce."""


@dataclass(kw_only=True)
class FundNews(Quoted):
    """Which article speaks of which fund. fr: Quel article parle de quel fonds."""

    fund_id: str
    """The fund. fr: Le fonds."""
    news_id: str
    """The article. fr: L'article."""
    opened: str | None = None
    """Opening of the fund as this article states it. fr: Ouverture du fonds telle que l'énonce l'article."""


@dataclass(kw_only=True)
class FundFact(Quoted):
    """What an article states of a fund. fr: Ce qu'un article énonce d'un fonds."""

    fund_id: str
    """The fund. fr: Le fonds."""
    news_id: str
    """The article. fr: L'article."""
    fact: str
    """opened, closed, amount_eur or donors, as in funds. fr: opened, closed, amount_eur ou donors, comme dans funds."""
    value: str
    """A date, or a number. fr: Une date ou un nombre."""


@dataclass(kw_only=True)
class GroupNews(Quoted):
    """Which article a group's page lists, or is about a group by its own words.
    fr: Quel article est listé par la page d'un groupe, ou en traite selon ses propres mots."""

    group_id: str
    """The group. fr: Le groupe."""
    news_id: str
    """The article. fr: L'article."""


@dataclass(kw_only=True)
class Mention(Quoted):
    """A person whom an article names (`portail mentions`).
    fr: Une personne nommée dans un article (`portail mentions`)."""

    news_id: str
    """The article. fr: L'article."""
    position: int
    """Order in the article, from 1. fr: Ordre dans l'article, à partir de 1."""
    person_id: str
    """The person. fr: La personne."""
    name: str
    """The name as the article writes it, surname not in capitals.
    fr: Le nom tel que l'article l'écrit, sans capitales d'imprimerie."""
    part: str
    """What the person does there: speaker, moderator, delegation, author, minister, honoured, staff or other.
    fr: Son rôle dans l'article : speaker (intervient), moderator (anime), delegation, author (signe), minister
    (ministre), honoured (honoré), staff (équipe) ou other (autre)."""
    function: str | None = None
    """Function, as written. fr: Fonction, telle qu'écrite."""
    organisation: str | None = None
    """Local authority or organisation, as written. fr: Collectivité ou organisme, tel qu'écrit."""


@dataclass(kw_only=True)
class PersonAlias(Record):
    """A spelling of a person's name. fr: Une graphie du nom d'une personne."""

    id: str
    """The spelling as a slug: the permalink it would have. fr: La graphie en slug."""
    person_id: str
    """The person it is. fr: La personne."""
    name: str
    """The spelling. fr: La graphie."""
    reason: str
    """Why it is that person, in words; `portail people NAME` shows it.
    fr: Pourquoi c'est cette personne, en mots ; `portail people NOM` le montre."""


@dataclass(kw_only=True)
class Partnership(Quoted):
    """Two authorities that work together, as an article states it.
    fr: Deux collectivités partenaires, selon un article."""

    news_id: str
    """The article. fr: L'article."""
    position: int
    """Order in the article, from 1. fr: Ordre dans l'article, à partir de 1."""
    a: str
    """One side, as written. fr: L'une, telle qu'écrite."""
    b: str
    """The other, as written. fr: L'autre, telle qu'écrite."""
    since: str | None = None
    """Its beginning: YYYY, YYYY-MM or YYYY-MM-DD. fr: Début : AAAA, AAAA-MM ou AAAA-MM-JJ."""
    kind: str
    """twinning or cooperation. fr: twinning (jumelage) ou cooperation (coopération)."""


@dataclass(kw_only=True)
class Deadline(Quoted):
    """What must be done by a day, as an article states it. fr: Une échéance énoncée par un article."""

    news_id: str
    """The article. fr: L'article."""
    position: int
    """Order in the article, from 1. fr: Ordre dans l'article, à partir de 1."""
    what: str | None = None
    """What is due, as written. fr: Ce qui est attendu, tel qu'écrit."""
    date: str
    """The last day, YYYY-MM-DD. fr: Le dernier jour, AAAA-MM-JJ."""


@dataclass(kw_only=True)
class Document(Record):
    """A file or medium attached to an article or a group.
    fr: Un fichier ou un média joint à un article ou à un groupe."""

    id: str
    """Key made of its address and what it is attached to. fr: Clé faite de son adresse et de ce à quoi il est joint."""
    url: str
    """Address of the file. fr: Adresse du fichier."""
    title: str | None = None
    """Title the page gives it. fr: Titre donné par la page."""
    medium: str
    """text, photo, sound or video. fr: text (texte), photo, sound (son) ou video (vidéo)."""
    mime: str | None = None
    """Media type: by its first bytes once fetched, else by the file name.
    fr: Type de média : d'après ses premiers octets si collecté, sinon d'après le nom."""
    bytes: int | None = None
    """Size in bytes once fetched. fr: Taille en octets une fois collecté."""
    sha256: str | None = None
    """SHA-256 of the file once fetched. fr: SHA-256 du fichier une fois collecté."""
    news_id: str | None = None
    """The article it is attached to. fr: L'article auquel il est joint."""
    group_id: str | None = None
    """The group it is attached to. fr: Le groupe auquel il est joint."""
    description: str | None = None
    """What the page says of it beside its title: description, credits; e-mail addresses masked.
    fr: Ce que la page en dit outre son titre : descriptif, crédits ; adresses électroniques masquées."""
    size_text: str | None = None
    """Size as the page shows it ("1,2 Mo"). fr: Taille affichée par la page (« 1,2 Mo »)."""


@dataclass(kw_only=True)
class File(Record):
    """What the address of an attached file gave, once fetched (`portail crawl --documents`): a row for each content.
    fr: Ce que l'adresse d'un fichier joint a donné, une fois collecté : une ligne par contenu."""

    url: str
    """Address of the file, as in documents. fr: Adresse du fichier, comme dans documents."""
    sha256: str
    """SHA-256 of its bytes, hexadecimal; the bytes are in bodies with --keep-files.
    fr: SHA-256 de ses octets, en hexadécimal ; ces octets sont dans bodies avec --keep-files."""
    bytes: int
    """Size in bytes. fr: Taille en octets."""
    mime: str
    """Media type, by its first bytes; the server's word, then the name, for what they leave open.
    fr: Type de média, d'après ses premiers octets ; le serveur puis le nom tranchent le reste."""
    etag: str | None = None
    """ETag the server gave it, sent back to ask whether it has changed.
    fr: ETag donné par le serveur, renvoyé pour savoir si le fichier a changé."""
    last_modified: str | None = None
    """Last-Modified the server gave it. fr: Last-Modified donné par le serveur."""
    fetch_id: int | None = None
    """The fetch that first brought it. fr: La collecte qui l'a apporté d'abord."""
    first_seen: str | None = None
    """When the address first gave it. fr: Première fois que l'adresse l'a donné."""
    last_seen: str | None = None
    """When the address last gave it, or said that it has not changed; the latest row is what it gives now.
    fr: Dernière fois que l'adresse l'a donné, ou dit inchangé ; la ligne la plus récente vaut aujourd'hui."""


@dataclass(kw_only=True)
class DocumentText(Record):
    """The text of a PDF, for search. fr: Le texte d'un PDF, pour la recherche."""

    sha256: str
    """The file, as in documents and files. fr: Le fichier, comme dans documents et files."""
    pages: int
    """Pages of the file. fr: Pages du fichier."""
    pages_read: int
    """Pages whose text is here: all, or as many as the bounds allow.
    fr: Pages dont le texte est ici : toutes, ou autant que les bornes le permettent."""
    text: str
    """Text as it stands in the file, e-mail addresses masked; empty for pages that are pictures.
    fr: Texte tel qu'il est dans le fichier, adresses électroniques masquées ; vide pour des pages numérisées."""


# --- what proves it -----------------------------------------------------------------------------------------------


@dataclass(kw_only=True)
class Crawl(Record):
    """One run of the crawler. fr: Une exécution du robot."""

    id: int | None = None
    """Number of the run. fr: Numéro de l'exécution."""
    spiders: str
    """Spiders that ran, separated by commas. fr: Robots exécutés, séparés par des virgules."""
    mode: str
    """full; recent, of what is recent and a part of the rest (--recent); or limited when --limit bounded it.
    fr: full (complet) ; recent : le récent et une part du reste (--recent) ; ou limited si --limit l'a borné."""
    origin: str
    """Address the portal was crawled at; a copy's address with --at.
    fr: Adresse à laquelle le portail a été collecté ; celle d'une copie avec --at."""
    started: str
    """When it began. fr: Début."""
    finished: str | None = None
    """When it ended; null while it runs or when it was killed. fr: Fin ; null si en cours ou tué."""
    finish_reason: str | None = None
    """finished, or why it ended early. fr: finished, ou la raison d'une fin anticipée."""
    requests: int = 0
    """Requests sent. fr: Requêtes envoyées."""
    new: int = 0
    """Records seen for the first time. fr: Fiches vues pour la première fois."""
    changed: int = 0
    """Records whose content differed from last time. fr: Fiches dont le contenu a changé."""
    unchanged: int = 0
    """Records as they were. fr: Fiches inchangées."""
    withdrawn: int = 0
    """Records found to be removed. fr: Fiches retirées."""
    problems: int = 0
    """Problems met for the first time. fr: Anomalies rencontrées pour la première fois."""
    scraper_version: str
    """Version of this program. fr: Version de ce programme."""
    composed_by: str | None = None
    """The CMS's own version header (Composed-By). fr: En-tête de version du CMS (Composed-By)."""
    health: str | None = None
    """fine, sick (its record updates are held back), or accepted (sick, and let through by a person); null for a run
    that was killed.
    fr: fine (saine), sick (malade, mises à jour retenues) ou accepted (malade, puis admise) ; null si tuée."""
    complete: int = 0
    """1 when, with the crawls before it, it has been through all that the portal shows: a full crawl that finished, or
    one within a budget that left nothing which was never asked. What a first one finds is not the portal's news.
    fr: 1 si, avec les précédentes, elle a parcouru tout ce que le portail montre : complète et finie, ou bornée par un
    budget sans rien laisser qui n'ait jamais été demandé. Ce que la première trouve n'est pas nouveau."""


@dataclass(kw_only=True)
class CrawlHealth(Record):
    """One sign of a crawl's health, against what this archive's crawls have met before.
    fr: Un signe de santé d'une collecte, comparé aux collectes précédentes."""

    crawl_id: int
    """The run. fr: L'exécution."""
    sign: str
    """failed (no answers, 5xx), gone (of the known records asked for), unknown (pages no reader knows), problems (pages
    that have any), changed (of the articles known), listed, met (numbers), coverage (of a field), layout (of a kind of
    page: marks it still has), frame (the same of what all kinds share), cms (same version).
    fr: failed (échecs), gone (fiches disparues), unknown (pages inconnues), problems (pages à anomalies), changed
    (articles changés), listed, met (nombres), coverage (champ rempli), layout (mise en page conservée), frame (cadre
    commun conservé), cms (même version)."""
    measured: float
    """What this run met: a share, or a number for listed and met.
    fr: Mesure : une part, ou un nombre pour listed et met."""
    usual: float | None = None
    """Median of the healthy runs before; null without any.
    fr: Médiane des collectes saines précédentes ; null sans précédent."""
    pages: int
    """Of how many pages, or rows of a field. fr: Sur combien de pages, ou de lignes pour un champ."""
    sick: int
    """1 when it is too far from the usual. fr: 1 si l'écart est trop grand."""
    detail: str | None = None
    """More of it, for people. fr: Précision."""


@dataclass(kw_only=True)
class Fetch(Record):
    """One response, or one failure to get one. Append-only.
    fr: Une réponse, ou un échec. On y ajoute, on n'y efface rien."""

    id: int | None = None
    """Number of the fetch. fr: Numéro."""
    crawl_id: int
    """The run it belongs to. fr: L'exécution."""
    url: str
    """Address asked for, canonical. fr: Adresse demandée, canonique."""
    final_url: str | None = None
    """Address that answered, after redirects, canonical. fr: Adresse qui a répondu, après redirections, canonique."""
    status: int | None = None
    """HTTP status; null when no response came. fr: Code HTTP ; null sans réponse."""
    fetched_at: str
    """When the response was received. fr: Réception de la réponse."""
    body_sha256: str | None = None
    """The body, in bodies; null for the file of a document, whose bytes are kept with --keep-files only.
    fr: Le corps, dans bodies ; null pour le fichier d'un document, gardé seulement avec --keep-files."""
    bytes: int | None = None
    """Size of the body in bytes, decompressed. fr: Taille du corps en octets, décompressé."""
    headers: str | None = None
    """Response headers as JSON: an array of [name, value]. fr: En-têtes de la réponse en JSON."""
    error: str | None = None
    """Why no response came, or why its body could not be unpacked.
    fr: Raison de l'échec, ou pourquoi le corps n'a pu être décompressé."""


@dataclass(kw_only=True)
class SiteProfile(Record):
    """What the pages of the site show together: its layouts, by which pages are read. One row for each that was
    learned; the last one is used.
    fr: Ce que les pages du site montrent ensemble : ses mises en page, selon lesquelles elles sont lues."""

    version: str
    """Short hash of the layouts; versions name the one that their record was read by.
    fr: Empreinte courte des mises en page, que citent les versions."""
    crawl_id: int
    """The run whose pages it was learned from. fr: La collecte dont viennent les pages."""
    pages: int
    """From how many of its pages. fr: Nombre de pages."""
    learned_at: str
    """When it was learned. fr: Date."""
    layouts: str
    """The layouts, as JSON: `portail profile` shows them in words. fr: Les mises en page, en JSON."""


@dataclass(kw_only=True)
class Body(Record):
    """The bytes of a response as received, compressed, addressed by their SHA-256. Append-only; one that named a person
    who was erased is withheld whole (redactions).
    fr: Les octets d'une réponse tels que reçus, compressés, désignés par leur SHA-256. Intangible ; si une personne
    effacée y était nommée, retenu en entier (redactions)."""

    id: int | None = None
    """Number of the body. fr: Numéro."""
    sha256: str
    """SHA-256 of the uncompressed bytes as received, hexadecimal.
    fr: SHA-256 des octets décompressés reçus, en hexadécimal."""
    codec: str
    """How data is compressed: zstd. fr: Compression : zstd."""
    data: bytes
    """The compressed bytes; none for a body that is withheld.
    fr: Les octets compressés ; aucun pour un corps retenu."""
    dictionary_id: int | None = None
    """The zstd dictionary it is compressed with, in dictionaries; null for none.
    fr: Le dictionnaire zstd utilisé, dans dictionaries ; null sans dictionnaire."""
    bytes: int
    """Size of the uncompressed bytes as received. fr: Taille des octets décompressés reçus."""


@dataclass(kw_only=True)
class Version(Record):
    """One state of one record. Append-only. fr: Un état d'une fiche. On n'y efface rien."""

    id: int | None = None
    """Number of the version. fr: Numéro."""
    record_table: str
    """Table of the record: news or groups. fr: Table de la fiche."""
    record_id: str
    """The record. fr: La fiche."""
    kind: str
    """first, change, technical, withdrawn or restored.
    fr: first (première), change (changement), technical (technique), withdrawn (retrait) ou restored (retour)."""
    fields: str
    """The record's fields as JSON, with what belongs to it (events, themes, documents, roles, sections).
    fr: Les champs de la fiche en JSON, avec ce qui en dépend."""
    content_sha256: str
    """SHA-256 of fields. fr: SHA-256 des champs."""
    fetch_id: int
    """The fetch that proves it. fr: La collecte qui l'atteste."""
    reader_version: str
    """Version of the readers that read it. fr: Version des lecteurs."""
    seen_at: str
    """When this state was first seen. fr: Premier constat de cet état."""
    reason: str | None = None
    """Why a record was found withdrawn: http_401, http_403, http_404, http_410, login (its address asks for a login),
    redirect (it leads to another page), soft_404 (another page answers), unreachable (in no list, and no answer).
    fr: Motif d'un retrait : http_401 à http_410, login (identification exigée), redirect (renvoi vers une autre page),
    soft_404 (une autre page répond), unreachable (dans aucune liste, et sans réponse)."""


@dataclass(kw_only=True)
class Proof(Record):
    """A fetch that a version was read from, where they are several, or another than the version's own. Append-only.
    fr: Une réponse dont une version est tirée, s'il y en a plusieurs ou si ce n'est pas celle de la version."""

    version_id: int
    """The version. fr: La version."""
    fetch_id: int
    """The fetch. fr: La réponse."""


@dataclass(kw_only=True)
class Redaction(Record):
    """A row of an append-only table that lost a person's name on request (`portail forget`), or a body that is withheld
    for it. Append-only.
    fr: Une ligne intangible dont un nom de personne a été retiré, sur demande (`portail forget`), ou un corps retenu
    pour cela."""

    id: int | None = None
    """Number of the redaction. fr: Numéro."""
    row_table: str
    """Table of the row: bodies, dictionaries, versions, addresses, header_sets…
    fr: Table de la ligne : bodies, dictionaries, versions, addresses, header_sets…"""
    row_id: int
    """The row's id. fr: L'identifiant de la ligne."""
    sha256: str
    """SHA-256 of the row's values since, as a JSON array, bytes in hexadecimal.
    fr: SHA-256 des valeurs de la ligne depuis, en tableau JSON, octets en hexadécimal."""
    redacted_at: str
    """When it was done. fr: Date du retrait."""
    reference: str | None = None
    """What the operator notes of the request; never the name.
    fr: Référence de la demande, notée par l'exploitant ; jamais le nom."""


@dataclass(kw_only=True)
class Absence(Record):
    """A sign that a record may be gone: a later crawl confirms it, or finds the record again and removes the row.
    fr: Un signe de disparition : une collecte ultérieure le confirme, ou retrouve la fiche et l'efface."""

    record_table: str
    """Table of the record: news or groups. fr: Table de la fiche."""
    record_id: str
    """The record. fr: La fiche."""
    reason: str
    """What was met last, as in versions.reason. fr: Le dernier constat, comme dans versions.reason."""
    crawl_id: int
    """The crawl that met the first sign. fr: La collecte du premier signe."""
    fetch_id: int
    """The fetch that shows the last sign. fr: La réponse qui montre le dernier signe."""
    first_seen: str
    """When the first sign was met. fr: Premier signe."""
    last_seen: str
    """When the last sign was met. fr: Dernier signe."""


@dataclass(kw_only=True)
class Alias(Record):
    """Every address a record was met under. fr: Toutes les adresses sous lesquelles une fiche a été rencontrée."""

    url: str
    """Address, canonical host. fr: Adresse, sur l'hôte canonique."""
    record_table: str
    """Table of the record: news, groups or themes. fr: Table de la fiche."""
    record_id: str
    """The record. fr: La fiche."""
    first_seen: str
    """When the record was first met there. fr: Première rencontre."""


@dataclass(kw_only=True)
class Listing(Record):
    """An article as a list, a group page or the agenda block shows it.
    fr: Un article tel qu'une liste, une page de groupe ou le bloc Agenda le montre."""

    list_url: str
    """The list, without its offset. fr: La liste, sans son décalage."""
    url: str
    """The article's address, canonical. fr: L'adresse de l'article, canonique."""
    kind: str
    """news, keyword, group or agenda: the list's kind.
    fr: news, keyword (mot-clé), group (groupe) ou agenda : le type de liste."""
    group_id: str | None = None
    """The group whose list it is. fr: Le groupe dont c'est la liste."""
    title: str | None = None
    """Title shown in the list. fr: Titre affiché dans la liste."""
    date_text: str | None = None
    """Date shown in the list. fr: Date affichée dans la liste."""
    starts: str | None = None
    """First day of that date. fr: Premier jour de cette date."""
    ends: str | None = None
    """Last day of that date, inclusive. fr: Dernier jour, inclus."""
    first_seen: str | None = None
    """When it was first listed there. fr: Première rencontre."""
    last_seen: str | None = None
    """When it was last listed there. fr: Dernière rencontre."""


@dataclass(kw_only=True)
class Problem(Record):
    """What was not as expected in a page, met once or again. fr: Ce qui n'était pas comme attendu dans une page."""

    crawl_id: int | None = None
    """The run that first met it. fr: L'exécution qui l'a rencontrée d'abord."""
    url: str
    """The page. fr: La page."""
    record: str | None = None
    """The record, as table/id. fr: La fiche, sous la forme table/id."""
    rule: str
    """Which expectation failed; the list is in docs/data.md. fr: L'attente déçue ; la liste est dans docs/data.md."""
    detail: str
    """What was found instead. fr: Ce qui a été trouvé."""
    first_seen: str | None = None
    """When it was first met. fr: Première rencontre."""
    last_seen: str | None = None
    """When it was last met; older than the page's last fetch when it is gone.
    fr: Dernière rencontre ; antérieure à la dernière collecte de la page si elle a disparu."""


QUOTE = tuple(field.name for field in fields(Quoted))
FROM_SENTENCES = {
    News: frozenset({"kind"}),
    Event: frozenset({*QUOTE, "moved_from", "attendance", "attendance_unit"}),
}
"""Columns of what pages are read as that only sentences fill (`portail mentions`): no part of versions."""


def columns(record: type) -> list[Field]:
    """Return the fields of a record class in the order of its table: where it was read comes last."""
    return sorted(fields(record), key=lambda field: field.name in QUOTE)


@dataclass(frozen=True)
class Table:
    """A table: its name, its record class, its primary key, and the tables its columns refer to.

    view: whether it is kept in other tables and read as a view of these columns; what refers to it refers to them.
    """

    name: str
    record: type
    key: tuple[str, ...] = ("id",)
    references: tuple[tuple[str, str], ...] = ()
    view: bool = False


TABLES = (
    Table("news", News),
    Table("events", Event, references=(("news_id", "news"),)),
    Table("groups", Group),
    Table("group_sections", GroupSection, ("group_id", "position"), (("group_id", "groups"),)),
    Table("texts", FormattedText, ("record_table", "record_id", "field", "position")),
    Table("group_milestones", GroupMilestone, ("group_id", "position"), (("group_id", "groups"),)),
    Table("people", Person),
    Table("roles", Role, references=(("group_id", "groups"), ("person_id", "people"))),
    Table("news_roles", NewsRole, ("news_id", "role_id"), (("news_id", "news"), ("role_id", "roles"))),
    Table("themes", Theme),
    Table("news_themes", NewsTheme, ("news_id", "theme_id"), (("news_id", "news"), ("theme_id", "themes"))),
    Table("group_themes", GroupTheme, ("group_id", "theme_id"), (("group_id", "groups"), ("theme_id", "themes"))),
    Table("funds", Fund),
    Table("fund_news", FundNews, ("fund_id", "news_id"), (("fund_id", "funds"), ("news_id", "news"))),
    Table("fund_facts", FundFact, ("fund_id", "news_id", "fact"), (("fund_id", "funds"), ("news_id", "news"))),
    Table("group_news", GroupNews, ("group_id", "news_id"), (("group_id", "groups"), ("news_id", "news"))),
    Table("mentions", Mention, ("news_id", "position"), (("news_id", "news"), ("person_id", "people"))),
    Table("people_aliases", PersonAlias, references=(("person_id", "people"),)),
    Table("partnerships", Partnership, ("news_id", "position"), (("news_id", "news"),)),
    Table("deadlines", Deadline, ("news_id", "position"), (("news_id", "news"),)),
    Table("documents", Document, references=(("news_id", "news"), ("group_id", "groups"))),
    Table("files", File, ("url", "sha256"), (("fetch_id", "fetches"),)),
    Table("document_texts", DocumentText, ("sha256",)),
    Table("crawls", Crawl),
    Table("crawl_health", CrawlHealth, ("crawl_id", "sign"), (("crawl_id", "crawls"),)),
    Table("profiles", SiteProfile, ("version",), (("crawl_id", "crawls"),)),
    Table("bodies", Body, references=(("dictionary_id", "dictionaries"),)),
    Table("fetches", Fetch, references=(("crawl_id", "crawls"), ("body_sha256", "bodies")), view=True),
    Table("versions", Version, references=(("fetch_id", "fetches"),)),
    Table("proofs", Proof, ("version_id", "fetch_id"), (("version_id", "versions"), ("fetch_id", "fetches"))),
    Table("redactions", Redaction),
    Table(
        "absences",
        Absence,
        ("record_table", "record_id"),
        (("crawl_id", "crawls"), ("fetch_id", "fetches")),
    ),
    Table("aliases", Alias, ("url",)),
    Table("listings", Listing, ("list_url", "url"), (("group_id", "groups"),)),
    Table("problems", Problem, ("url", "rule", "detail"), (("crawl_id", "crawls"),)),
)

FIELD_NAMES = {
    "overtitle": ("Surtitre", "Overtitle"),
    "title": ("Titre", "Title"),
    "subtitle": ("Sous-titre", "Subtitle"),
    "lead": ("Chapeau", "Lead"),
    "body": ("Texte", "Body"),
    "issuer": ("Émetteur", "Issuer"),
    "status": ("État annoncé", "Status"),
    "published": ("Date de publication", "Published"),
    "published_text": ("Date telle qu'écrite", "Date as written"),
    "language": ("Langue", "Language"),
    "image_url": ("Image", "Picture"),
    "name": ("Nom", "Name"),
    "kind": ("Sorte de groupe", "Kind of group"),
    "country_code": ("Code du pays", "Country code"),
    "abstract": ("Résumé", "Abstract"),
    "sections": ("Sections", "Sections"),
    "milestones": ("Évènements marquants", "Milestones"),
    "events": ("Événements", "Events"),
    "themes": ("Mots-clés", "Keywords"),
    "documents": ("Documents", "Documents"),
    "roles": ("Rôles", "Roles"),
    "funds": ("Fonds de solidarité", "Solidarity funds"),
    "withdrawn": ("Retrait constaté", "Withdrawn"),
}
"""The name of each field of an article's or a group's state, in French and English, as a version shows it."""


def slugify(name: str) -> str:
    """Return a name as an id: lower case, no accents, words joined by hyphens (`republique-de-coree`), no address."""
    return fold(mask(name)).replace(" ", "-")


def spelling_in(role_id: str) -> str | None:
    """Return a person's name as an id, as it was written where a role was read; None where the id has none."""
    parts = role_id.split(":")
    return parts[2] if len(parts) > 2 else None


def role_id(group_id: str | None, role: str, name: str, function: str | None, organisation: str | None) -> str:
    """Return the id of a role. name: the person's, as written; function and organisation: as written."""
    office = slugify(" ".join(filter(None, (function, organisation))))[:80]
    return ":".join((group_id or "-", role, slugify(name), office))


def document_id(url: str, owner: str) -> str:
    """Return the id of a file attached to an article or a group. owner: the id of either."""
    return hashlib.sha256(f"{url} {owner}".encode()).hexdigest()[:16]
