"""What a page declares to machines is a candidate: what is shown counts, a plausible candidate fills a gap."""

import json
import time

import pytest

from scraper import records
from scraper.reading.metadata import LARGEST_JSON, declared_moment
from scraper.reading.page import parse

URL = "https://cites-unies-france.org/Reunion-du-groupe-pays-Mali"
TITLE = "Réunion du groupe-pays Mali"
TEXT = "<p>La séance a réuni trente membres du groupe autour de ses partenaires.</p><p>Elle a duré deux heures.</p>"
SHOWN = "<p>Publié le 12 février 2021</p>"


def page(*head: str, title: str = f"<h1>{TITLE}</h1>", shown: str = "", around: str = "", lang: str = "fr") -> str:
    return (
        f"<html lang='{lang}'><head>{''.join(head)}</head><body>{around}<article>{title}{TEXT}{shown}</article></body>"
        "</html>"
    )


def meta(name: str, value: str) -> str:
    return f"<meta {'property' if ':' in name else 'name'}='{name}' content='{value}'>"


def ld(**fields) -> str:
    return f"<script type='application/ld+json'>{json.dumps({'@context': 'https://schema.org', **fields})}</script>"


def article(**fields) -> str:
    return ld(**{"@type": "NewsArticle", **fields})


def event(**fields) -> str:
    return ld(**{"@type": "Event", "name": TITLE, **fields})


def declared(*head: str, body: str = ""):
    return parse(f"<html><head>{''.join(head)}</head><body>{body}</body></html>".encode(), URL).metadata


def against_page(reading) -> list[str]:
    return [problem.detail for problem in reading.problems if problem.rule == "metadata_against_page"]


def why(reading, field: str) -> str:
    return next(evidence.rule for evidence in reading.evidence if evidence.field == field)


# Candidates


@pytest.mark.parametrize(
    ("head", "source"),
    [
        (meta("article:published_time", "2021-02-12T09:00:00+01:00"), "article:published_time"),
        (meta("DC.date", "2021-02-12"), "DC.date"),
        (meta("dcterms.issued", "2021-02-12"), "dcterms.issued"),
        (meta("date", "2021-02-12"), "date"),
        (article(datePublished="2021-02-12"), "JSON-LD NewsArticle.datePublished"),
        (
            ld(**{"@graph": [{"@type": "WebSite"}, {"@type": ["Article"], "datePublished": "2021-02-12"}]}),
            "JSON-LD Article.datePublished",
        ),
        (
            ld(**{"@type": "WebPage", "mainEntity": {"@type": "BlogPosting", "datePublished": "2021-02-12"}}),
            "JSON-LD BlogPosting.datePublished",
        ),
        (
            '<script type="application/ld+json">[{"@type": "Article", "datePublished": "2021-02-12"}]</script>',
            "JSON-LD Article.datePublished",
        ),
    ],
)
def test_a_candidate_has_its_place(head, source):
    (found,) = declared(head).published
    assert (found.value[:10], found.source) == ("2021-02-12", source)


def test_microdata_is_read_as_the_object_around_it():
    found = declared(
        body="<div itemscope itemtype='https://schema.org/Event'><h2 itemprop=name>Forum</h2>"
        "<time itemprop=startDate datetime='2024-03-05T10:00'>5 mars</time>"
        "<p itemprop=location itemscope itemtype='https://schema.org/Place'><b itemprop=name>Hôtel de ville</b></p>"
        "</div><p itemprop=datePublished content='2024-02-01'>hier</p>"
    )
    assert found.published[0].source == "microdata Article.datePublished"
    (forum,) = found.events
    assert (forum.name, forum.starts.value, forum.place.value) == ("Forum", "2024-03-05T10:00", "Hôtel de ville")


@pytest.mark.parametrize(
    "script",
    [
        "{",
        "[[[" * 40_000,
        '{"@type": "Article", "datePublished": ',
        "null",
        "3",
        '"Article"',
        '{"@type": {"a": 1}, "datePublished": "2021-02-12"}',
        '{"@type": "Article", "datePublished": {"@value": null}, "headline": 3, "keywords": {}}',
        '{"@type": "Article", "url": "http://[x", "datePublished": "2021-02-12"}',
        '{"@graph": {"@graph": [null, 1, []]}}',
        '{"@type": "BreadcrumbList", "itemListElement": [3]}',
        '{"@type": "Event", "startDate": [], "location": [{}]}',
        " " * LARGEST_JSON + '{"@type": "Article", "datePublished": "2021-02-12"}',
    ],
)
def test_broken_or_hostile_json_is_no_candidate_and_no_crash(read_page, script):
    script = f"<script type='application/ld+json'>{script}</script>"
    assert declared(script).published == []
    assert read_page(page(script, shown=SHOWN), URL).subject.published == "2021-02-12"


def test_json_with_line_feeds_and_entities_in_its_texts_is_read():
    script = '<script type="application/ld+json">{"@type": "Article", "headline": "Un\n&laquo;&nbsp;titre"};</script>'
    assert [each.value for each in declared(script).titles] == ["Un « titre"]


def test_what_names_another_page_or_is_one_of_many_is_not_the_page_s():
    other = article(datePublished="2019-01-01", url="https://cites-unies-france.org/Un-autre-article")
    assert declared(other).published == []
    relative = "<div itemscope itemtype='http://schema.org/Article'><a itemprop=url href='Un-autre'>Un autre</a>"
    assert declared(body=f"{relative}<time itemprop=datePublished datetime=2019-01-01></time></div>").published == []
    cards = [article(datePublished=f"2019-01-0{n}") for n in (1, 2, 3)]
    assert declared(*cards).published == []
    own = article(datePublished="2021-02-12", mainEntityOfPage={"@id": URL + "#article"})
    assert [each.value for each in declared(*cards, own).published] == ["2021-02-12"]


def test_many_objects_cost_little():
    cards = [{"@type": "Article", "headline": f"Titre {n}"} for n in range(5000)]
    body = "".join(f"<p itemprop=keywords>mot {n}</p>" for n in range(5000))
    words = "".join(meta("keywords", ", ".join(f"m{n}{k}" for k in range(150))) for n in range(2000))
    start = time.process_time()
    found = declared(ld(**{"@graph": cards}), words, meta("keywords", "mot, " * 100_000), body=body)
    assert len(found.keywords) <= 50
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("2021-02-12", "2021-02-12T00:00"),
        ("2021-02-11T23:30:00+00:00", "2021-02-12T00:30"),
        ("2021-02-12T09:00:00+01:00", "2021-02-12T09:00"),
        ("2021-02-12T23:30:00Z", "2021-02-12T23:30"),  # SPIP's local time
        ("12/02/2021", None),
        ("hier", None),
        ("0001-01-01T00:00:00+14:00", None),
        ("", None),
    ],
)
def test_a_moment_is_one_in_paris(value, moment):
    found = declared_moment(value)
    assert (found and found.isoformat()[:16]) == moment


# Publication


@pytest.mark.parametrize(
    "head",
    [
        article(datePublished="2021-02-12", dateModified="2024-05-06T10:00:00+02:00"),
        meta("article:published_time", "2021-02-11T23:30:00+00:00"),
        meta("DC.date", "2021-02-12"),
        article(datePublished="2021-02-12") + meta("article:published_time", "2021-02-12T08:00:00+01:00"),
        # One of two is the last change.
        article(datePublished="2021-02-12", dateModified="2024-05-06T10:00:00")
        + meta("DC.date", "2024-05-06T10:00:00"),
    ],
)
def test_a_declared_day_fills_the_gap(read_page, head):
    reading = read_page(page(head), URL)
    assert reading.subject.published == "2021-02-12"
    assert "machine-readable" in why(reading, "published")


@pytest.mark.parametrize(
    "head",
    [
        article(datePublished="2026-03-02"),  # the day of the fetch
        article(datePublished="2024-05-06T10:00:00+02:00", dateModified="2024-05-06T10:00:00+02:00"),
        article(datePublished="2024-05-06", dateModified="2024-05-06T10:00:00+02:00"),
        meta("DC.date", "2024-05-06T10:00:00+02:00") + meta("article:modified_time", "2024-05-06T08:00:00+00:00"),
        meta("article:published_time", "1970-01-01T00:00:00Z"),
        meta("article:published_time", "2031-01-01T00:00:00Z"),
        meta("article:published_time", "0000-00-00T00:00:00Z"),
        meta("DC.date", "2021-02-12") + meta("article:published_time", "2022-07-01T00:00:00+01:00"),
    ],
)
def test_a_day_that_is_not_plausible_is_no_publication(read_page, head):
    reading = read_page(page(head), URL)
    assert reading.subject.published is None
    assert "published: no date was found" in [problem.detail for problem in reading.problems]


def test_a_whole_date_that_is_shown_counts_and_the_conflict_is_a_problem(read_page):
    reading = read_page(page(article(datePublished="2024-05-06"), shown=SHOWN), URL)
    assert (reading.subject.published, reading.subject.published_text) == ("2021-02-12", "12 février 2021")
    (detail,) = against_page(reading)
    assert "2021-02-12" in detail
    assert "JSON-LD NewsArticle.datePublished 2024-05-06" in detail


def test_a_date_that_page_and_metadata_share_has_both_for_evidence(read_page):
    reading = read_page(page(article(datePublished="2021-02-12T10:00:00+01:00"), shown=SHOWN), URL)
    assert why(reading, "published") == "label; JSON-LD NewsArticle.datePublished"
    assert against_page(reading) == []


def test_a_shown_day_without_a_year_is_of_the_declared_one(read_page):
    head = article(datePublished="2019-02-12")
    assert read_page(page(head, shown="<p>Publié le 12 février</p>"), URL).subject.published == "2019-02-12"


# Title


@pytest.mark.parametrize(
    "head",
    [
        meta("og:title", f"{TITLE} – Cités Unies France"),
        meta("DC.title", TITLE),
        article(headline=TITLE[:20] + "…"),
        ld(**{"@type": "BreadcrumbList", "itemListElement": [{"name": "Accueil", "item": "/"}, {"name": TITLE}]}),
    ],
)
def test_a_declared_title_confirms_the_one_that_is_shown(read_page, head):
    reading = read_page(page(head), URL)
    assert reading.subject.title == TITLE
    assert "; " in why(reading, "title")
    assert against_page(reading) == []


@pytest.mark.parametrize(
    "title", ["Cités Unies France", "Le portail de la coopération décentralisée", "Actualités CUF", "Bienvenue"]
)
@pytest.mark.parametrize("name", ["og:title", "DC.title", "headline"])
def test_a_site_s_title_on_every_page_names_none(read_page, name, title):
    head = article(headline=title) if name == "headline" else meta(name, title)
    reading = read_page(page(head, around=f"<h2>{title}</h2>"), URL)
    assert reading.subject.title == TITLE
    of_site = title in ("Cités Unies France", "Le portail de la coopération décentralisée")
    assert len(against_page(reading)) == (0 if of_site else 1)


def test_a_declared_title_names_an_article_that_shows_none(read_page):
    text = f"<p>{'La séance a réuni trente membres du groupe autour de ses partenaires. ' * 5}</p>"
    body = f"<html><head>{meta('og:title', TITLE)}</head><body class=page_article>{text}{SHOWN}</body></html>"
    news = read_page(body, URL).subject
    assert (news.title, news.published) == (TITLE, "2021-02-12")
    assert news.body.startswith("La séance a réuni")


def test_a_declared_title_that_nothing_bears_out_names_no_article(read_page):
    text = f"<p>{'La séance a réuni trente membres du groupe autour de ses partenaires. ' * 5}</p>"
    head = meta("og:title", "Bienvenue sur notre portail")
    assert read_page(f"<html><head>{head}</head><body class=page_article>{text}</body></html>", URL).subject is None


# Language


@pytest.mark.parametrize(
    ("lang", "head", "language"),
    [
        ("fr", meta("DC.language", "en"), "fr"),
        ("", meta("DC.language", "es"), "es"),
        ("", meta("og:locale", "fr_FR") + article(inLanguage="fr-FR"), "fr"),
        ("", meta("og:locale", "en_US") + article(inLanguage="fr-FR"), None),
        ("", article(inLanguage={"@type": "Language", "name": "French"}), None),
    ],
)
def test_the_language_is_the_page_s_or_the_one_that_all_metadata_names(read_page, lang, head, language):
    assert read_page(page(head, lang=lang), URL).subject.language == language


# Picture


LOGO = "https://cites-unies-france.org/IMG/logo/mali_2021.jpg"


@pytest.mark.parametrize(
    ("head", "picture"),
    [
        (meta("og:image", LOGO), LOGO),
        (article(image={"@type": "ImageObject", "url": LOGO}), LOGO),
        (meta("og:image", "/IMG/arton12.jpg"), "https://cites-unies-france.org/IMG/arton12.jpg"),
        (meta("og:image", "https://cites-unies-france.org/squelettes/img/partage.jpg"), None),
        (meta("og:image", "https://cites-unies-france.org/IMG/siteon0.png"), None),
        (meta("og:image", "https://cites-unies-france.org/IMG/logo/logo-cuf.png"), None),
        (meta("og:image", "https://cites-unies-france.org/IMG/rubon12.png"), None),
        (meta("og:image", "https://exemple.org/IMG/logo/mali_2021.jpg"), None),
        (meta("og:image", "https://cites-unies-france.org/IMG/jpg/photo.jpg"), None),
        (meta("og:image", "javascript:alert(1)"), None),
    ],
)
def test_a_declared_picture_is_the_article_s_when_spip_names_it_so(read_page, head, picture):
    assert read_page(page(head), URL).subject.image_url == picture


def test_a_picture_that_the_site_s_frame_shows_is_no_article_s(read_page):
    small = "<header><a href='/'><img src='/local/cache-vignettes/L90xH60/mali_2021-8d2a1.jpg'></a></header>"
    assert read_page(page(meta("og:image", LOGO), around=small), URL).subject.image_url is None


def test_another_article_s_picture_is_not_its_own(read_page):
    head = meta("og:image", "/IMG/arton13.jpg")
    assert read_page(page(head), "https://cites-unies-france.org/spip.php?article12").subject.image_url is None
    assert read_page(page(head), "https://cites-unies-france.org/spip.php?article13").subject.image_url is not None


def test_where_a_default_picture_is_shown_none_is_the_article_s(read_page):
    default = f"<img src='/IMG/png/x.png' alt='image par defaut'><h1>{TITLE}</h1>"
    assert read_page(page(meta("og:image", LOGO), title=default), URL).subject.image_url is None


# Keywords


MENU = "<nav><a href='+-Mali-+'>Mali</a> <a href='+-Sahel-+'>Sahel</a> <a href='+-Climat-+'>Climat</a></nav>"


@pytest.mark.parametrize(
    ("head", "themes"),
    [
        (meta("article:tag", "Sahel"), ["Sahel"]),
        (meta("article:tag", "Mali") + meta("article:tag", "Sahel"), ["Mali", "Sahel"]),
        (article(keywords="Mali, Sahel"), ["Mali", "Sahel"]),
        (article(keywords=["Mali", "coopération", "Cités Unies France"]), ["Mali"]),
        (meta("keywords", "Mali, Sahel, coopération, Cités Unies France"), ["Mali"]),
        (meta("keywords", "coopération décentralisée, collectivités, solidarité"), []),
        (meta("DC.subject", "Climat"), []),
        (meta("article:section", "Actualités"), []),
    ],
)
def test_a_declared_keyword_counts_when_the_page_bears_it_out(read_page, head, themes):
    reading = read_page(page(head, around=MENU), URL)
    assert [theme.name for theme in reading.of(records.Theme)] == themes
    assert len(reading.of(records.NewsTheme)) == len(themes)


def test_keywords_that_are_shown_count_before_declared_ones(read_page):
    shown = "<p>Sur ces thèmes</p><p><a href='+-Climat-+'>Climat</a></p>"
    reading = read_page(page(meta("article:tag", "Sahel"), shown=shown, around=MENU), URL)
    assert [theme.name for theme in reading.of(records.Theme)] == ["Climat"]
    assert against_page(reading) == ["the page shows the keywords Climat, declared: Sahel"]


# Events


def happens(reading):
    found = reading.of(records.Event)
    return [(each.starts, each.ends, each.precision, each.date_source, each.place, each.online) for each in found]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"startDate": "2021-03-05"}, ("2021-03-05", "2021-03-05", "day", "metadata", None, None)),
        (
            {"startDate": "2021-03-05T10:00:00+01:00", "endDate": "2021-03-05T12:30:00+01:00", "location": "Bamako"},
            ("2021-03-05T10:00", "2021-03-05T12:30", "minute", "metadata", "Bamako", 0),
        ),
        (
            {"startDate": "2021-03-05", "endDate": "2021-03-07", "location": {"@type": "Place", "name": "Bamako"}},
            ("2021-03-05", "2021-03-07", "day", "metadata", "Bamako", 0),
        ),
        (
            {"startDate": "2021-03-05", "endDate": "2020-01-01", "location": {"name": "Cités Unies France"}},
            ("2021-03-05", "2021-03-05", "day", "metadata", None, None),
        ),
        ({"startDate": "2026-03-02"}, ("2021-02-12", "2021-02-12", "day", "published", None, None)),  # of the fetch
        ({"startDate": "1999-01-01"}, ("2021-02-12", "2021-02-12", "day", "published", None, None)),
        ({"startDate": "bientôt"}, ("2021-02-12", "2021-02-12", "day", "published", None, None)),
        ({"endDate": "2021-03-05"}, ("2021-02-12", "2021-02-12", "day", "published", None, None)),
    ],
)
def test_a_declared_event_fills_the_gap_when_it_is_plausible(read_page, fields, expected):
    assert happens(read_page(page(event(**fields), shown=SHOWN), URL)) == [expected]


def test_an_event_that_starts_with_its_publication_is_no_evidence(read_page):
    head = event(startDate="2021-03-05T10:00:00") + article(datePublished="2021-03-05T10:00:00")
    assert happens(read_page(page(head, shown=SHOWN), URL))[0][3] == "published"


def test_the_events_of_an_agenda_are_no_article_s(read_page):
    head = event(startDate="2021-03-05") + event(startDate="2021-03-06")
    assert happens(read_page(page(head, shown=SHOWN), URL))[0][3] == "published"


def test_a_communique_has_no_event_whatever_is_declared(read_page):
    title = "<h1>Communiqué du réseau sur le Mali</h1>"
    assert happens(read_page(page(event(startDate="2021-03-05"), title=title, shown=SHOWN), URL)) == []


def test_a_declared_hour_completes_the_day_that_is_shown(read_page):
    title = f"<h1>{TITLE}, le 5 mars 2021</h1>"
    head = event(startDate="2021-03-05T10:00", endDate="2021-03-05T12:00", location="Bamako")
    reading = read_page(page(head, title=title, shown=SHOWN), URL)
    assert happens(reading) == [("2021-03-05T10:00", "2021-03-05T12:00", "minute", "title", "Bamako", 0)]
    assert why(reading, "starts") == "title: le 5 mars 2021; JSON-LD Event.startDate"
    assert against_page(reading) == []


def test_a_day_that_is_shown_counts_before_a_declared_one(read_page):
    title = f"<h1>{TITLE}, le 5 mars 2021</h1>"
    reading = read_page(page(event(startDate="2021-03-09T10:00"), title=title, shown=SHOWN), URL)
    assert happens(reading) == [("2021-03-05", "2021-03-05", "day", "title", None, None)]
    assert against_page(reading) == ["title says 'le 5 mars 2021', JSON-LD Event.startDate 2021-03-09T10:00"]


def test_a_place_that_is_shown_counts_before_a_declared_one(read_page):
    title = f"<h1>{TITLE}, le 5 mars 2021</h1><p class=soustitre>à Lyon</p>"
    reading = read_page(page(event(startDate="2021-03-05", location="Bamako"), title=title, shown=SHOWN), URL)
    assert happens(reading)[0][4] == "Lyon"
    assert against_page(reading) == ["place: the page shows 'Lyon', JSON-LD Event.location 'Bamako'"]


def test_the_next_event_of_the_site_is_no_article_s(read_page):
    head = event(startDate="2021-03-05", location="Dakar", name="Réunion du groupe-pays Sénégal")
    assert happens(read_page(page(head, shown=SHOWN), URL)) == [
        ("2021-02-12", "2021-02-12", "day", "published", None, None)
    ]


def test_an_event_of_another_day_has_another_place(read_page):
    title = f"<h1>{TITLE}, le 5 mars 2021</h1>"
    reading = read_page(page(event(startDate="2021-06-05T10:00", location="Bamako"), title=title, shown=SHOWN), URL)
    assert happens(reading) == [("2021-03-05", "2021-03-05", "day", "title", None, None)]


def test_an_event_that_is_put_off_has_no_declared_day(read_page):
    title = f"<h1>REPORT ! {TITLE}</h1>"
    assert happens(read_page(page(event(startDate="2021-03-05"), title=title, shown=SHOWN), URL))[0][3] == "published"


# Files


@pytest.mark.parametrize(
    ("fields", "urls"),
    [
        ({"associatedMedia": {"contentUrl": "/IMG/pdf/note.pdf"}}, ["https://cites-unies-france.org/IMG/pdf/note.pdf"]),
        ({"video": {"embedUrl": "https://www.youtube.com/embed/abc"}}, ["https://www.youtube.com/embed/abc"]),
        ({"associatedMedia": "/IMG/jpg/photo.jpg"}, []),
        ({"encoding": "https://cites-unies-france.org/une-page"}, []),
    ],
)
def test_a_file_that_is_declared_for_the_article_is_attached(read_page, fields, urls):
    documents = read_page(page(article(**fields)), URL).of(records.Document)
    assert [document.url for document in documents] == urls


def test_a_file_that_is_shown_too_is_attached_once_with_its_title(read_page):
    shown = "<p>Documents à télécharger</p><p><a href='/IMG/pdf/note.pdf'>La note</a></p>"
    head = article(associatedMedia="/IMG/pdf/note.pdf")
    assert [document.title for document in read_page(page(head, shown=shown), URL).of(records.Document)] == ["La note"]
