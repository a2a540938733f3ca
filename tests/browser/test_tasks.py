"""What a researcher comes for, done in a browser without JavaScript: by mouse, by keyboard alone, and in English.

What a page has to show is asked of the archive itself.
"""

import csv
import io
import re
from collections import Counter
from datetime import date, datetime, timedelta
from urllib.parse import quote
from zoneinfo import ZoneInfo

from icalendar import Calendar

PARIS = ZoneInfo("Europe/Paris")
_OF_MOROCCO = (
    "(SELECT news_id FROM news_themes JOIN themes ON themes.id = theme_id WHERE country_code = 'MA' "
    "UNION SELECT news_id FROM group_news JOIN groups ON groups.id = group_id WHERE country_code = 'MA')"
)
_GROUP = "crises-et-rehabilitation"


def article_paths(ids) -> set[str]:
    return {f"/actualite/{quote(each)}" for each in ids}


def test_everything_on_morocco_in_a_year(reader, ask):
    articles = f"SELECT id, published, title FROM news WHERE id IN {_OF_MOROCCO} AND published IS NOT NULL"
    # The demo's portal is as old as today: some years from now it has no article of 2023.
    year = min((published[:4] for _, published, _ in ask(articles)), key=lambda year: (abs(int(year) - 2023), year))
    published = {each for each, day, _ in ask(articles) if day.startswith(year)}
    meetings = f"SELECT news_id FROM events WHERE news_id IN {_OF_MOROCCO} AND starts LIKE :year || '%'"
    met = {each for (each,) in ask(meetings, year=year)}

    reader.go_to_section(reader.t("Pays", "Countries"))
    reader.follow(reader.t("Maroc", "Morocco"))
    reader.follow(year)
    assert reader.t("Maroc", "Morocco") in reader.heading
    assert year in reader.heading
    assert set(reader.paths("/actualite/")) == article_paths(published | met)


def test_the_meetings_and_presidents_of_a_group(reader, ask):
    events = "SELECT events.news_id FROM events JOIN group_news USING (news_id) WHERE group_id = :group"
    presidents = "SELECT people.id, people.name FROM roles JOIN people ON people.id = person_id WHERE group_id = :group"

    reader.search("crises et réhabilitation")
    reader.follow("Crises et réhabilitation")
    assert reader.heading == "Crises et réhabilitation"
    for person, name in ask(f"{presidents} AND role = 'president'", group=_GROUP):
        assert f"/personne/{person}" in reader.paths("/personne/")
        assert name in reader.words
    reader.follow(re.compile(reader.t("^Réunions et événements", "^Meetings and events")))
    met = {each for (each,) in ask(events, group=_GROUP)}
    assert len(met) > 10
    assert set(reader.paths_of_all_pages("/actualite/")) == article_paths(met)


def test_what_changed_in_the_last_week_and_how(reader, ask):
    versions = (
        "SELECT record_id, json_extract(fields, '$.title'), seen_at FROM versions "
        "WHERE record_table = 'news' AND kind = :kind ORDER BY id DESC"
    )
    changed = ask(versions, kind="change")
    withdrawn = ask(versions, kind="withdrawn")
    assert changed
    assert withdrawn
    article, title, seen_at = changed[0]
    week = f"{datetime.fromisoformat(seen_at).astimezone(PARIS):%G-S%V}"

    reader.go_to_section(reader.t("Changements", "Changes"))
    reader.follow_to(f"/changements/{week}")
    of_the_week = {each for each, _, seen in [*changed, *withdrawn] if f"{datetime.fromisoformat(seen):%G-S%V}" == week}
    assert article_paths(of_the_week) <= set(reader.paths("/actualite/"))
    assert reader.main.locator("ins").count()
    assert reader.main.locator("del").count()
    reader.follow(reader.t(f"les deux versions de {title}", f"both versions of {title}"))
    assert title in reader.heading
    assert reader.main.locator("ins, del").count()
    assert f"/actualite/{quote(article)}" in reader.paths("/actualite/")


def test_read_and_cite_an_article(reader, ask):
    article, title, day, body = ask(
        "SELECT id, title, published, body FROM news WHERE published < date('now') AND body LIKE 'L%' "
        "AND withdrawn IS NULL ORDER BY published DESC, id DESC"
    )[0]

    reader.go_to_section(reader.t("Actualités", "News"))
    reader.follow(day[:4])
    reader.follow_to(f"/actualites/{day[:4]}/{day[5:7]}")
    while not reader.link_to(f"/actualite/{article}").count():
        reader.go(reader.page.locator("nav.pages a[aria-current=page] >> xpath=../following-sibling::li[1]/a"))
    reader.follow_to(f"/actualite/{article}")
    assert reader.heading == " ".join(title.split())
    assert " ".join(body.partition("\n")[0].split()) in reader.words
    reader.follow(reader.t("BibTeX, RIS et autres formes", "BibTeX, RIS and other forms"))
    assert " ".join(title.split()) in reader.words
    files = {
        name: reader.download(reader.link(reader.t(f"Télécharger en {name}", f"Download as {name}"))).decode()
        for name in ("BibTeX", "RIS", "CSL-JSON")
    }
    assert re.match(r"@\w+\{", files["BibTeX"])
    assert re.match(r"TY  - \w+", files["RIS"])
    assert files["CSL-JSON"].lstrip().startswith(("[", "{"))
    assert all(day[:4] in text for text in files.values())
    reader.go(reader.main.get_by_role("link").filter(has_text=f"/actualite/{article}/v/").first)
    assert " ".join(title.split()) in reader.words


def test_next_month_into_a_calendar(reader, ask):
    following = (date.today().replace(day=1) + timedelta(days=31)).strftime("%Y-%m")
    events = "SELECT news_id, starts, title FROM events WHERE starts LIKE :month || '%' AND precision != 'month'"
    expected = ask(f"{events} AND withdrawn IS NULL ORDER BY starts", month=following)
    assert expected, "the demo announces meetings for months"

    reader.go_to_section("Agenda" if reader.language == "fr" else "Calendar")
    calendar = Calendar.from_ical(reader.download(reader.main.get_by_role("link", name=re.compile(r"\.ics")).first))
    entries = calendar.walk("VEVENT")
    days = Counter(f"{each.decoded('dtstart'):%Y-%m-%d}" for each in entries)
    assert Counter(starts[:10] for _, starts, _ in expected) <= days
    assert len({each["uid"] for each in entries}) == len(entries)

    reader.follow(re.compile(reader.t("^Voir le mois", "^See the month")))
    reader.go(reader.main.locator("[rel=next]"))
    assert article_paths(each for each, _, _ in expected) <= set(reader.paths("/actualite/"))
    _, starts, title = expected[0]
    reader.follow_to(f"/agenda/{starts[:10]}")
    alone = reader.link(reader.t(f"Dans mon calendrier : {title}", f"Add to my calendar : {title}"))
    (event,) = Calendar.from_ical(reader.download(alone)).walk("VEVENT")
    assert f"{event.decoded('dtstart'):%Y-%m-%d}" == starts[:10]
    assert event["uid"] in {each["uid"] for each in entries}


def test_the_life_of_a_fund(reader, ask):
    funds = (
        "SELECT funds.id, name, funds.opened FROM funds JOIN fund_news ON fund_id = funds.id "
        "WHERE funds.opened IS NOT NULL GROUP BY funds.id ORDER BY count(*) DESC, funds.id"
    )
    fund, name, opened = ask(funds)[0]

    reader.go_to_section(reader.t("Fonds", "Funds"))
    reader.follow(name)
    assert name in reader.heading
    assert reader.main.locator(f'time[datetime="{opened}"]').count()
    articles = {each for (each,) in ask("SELECT news_id FROM fund_news WHERE fund_id = :fund", fund=fund)}
    assert set(reader.paths_of_all_pages("/actualite/")) == article_paths(articles)
    days = reader.main.locator(".timeline > li > .facts time").evaluate_all("all => all.map(it => it.dateTime)")
    assert days in (sorted(days), sorted(days, reverse=True))


def test_a_chart_of_meetings_by_country_and_year(reader, ask):
    counts = dict(
        ask(
            f"SELECT substr(starts, 1, 4), count(*) FROM events WHERE news_id IN {_OF_MOROCCO} "
            "AND withdrawn IS NULL GROUP BY 1"
        )
    )

    reader.go_to_section(reader.t("Chiffres", "Figures"))
    reader.follow_to("/chiffres/reunions")
    chart = reader.main.locator("figure img")
    assert chart.evaluate("it => it.complete && it.naturalWidth") > 300
    assert chart.get_attribute("alt")
    assert set(counts.values()) | {0} <= set(reader.table_row(reader.t("Maroc", "Morocco")).values())
    country = reader.field(reader.t("Pays", "Country"))
    reader.choose(country, reader.t("Maroc", "Morocco"))
    reader.send(country)
    row = reader.table_row(reader.t("Maroc", "Morocco"))
    assert {year: number for year, number in row.items() if year.isdecimal() and number} == counts
    sent = reader.download(reader.main.get_by_role("link", name=re.compile("^CSV")).first).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(sent)))
    assert len(rows) > len(counts)
    assert sum(any(year in cell for cell in line) for line in rows for year in counts) >= len(counts)


def test_the_portal_on_a_day_of_the_past(reader, ask):
    """Before the first crawl nothing was known; the day of the first one shows what it read."""
    first = ask("SELECT min(seen_at) FROM versions")[0][0]
    day = f"{datetime.fromisoformat(first).astimezone(PARIS):%Y-%m-%d}"

    reader.go_to_section(reader.t("Changements", "Changes"))
    reader.follow(reader.t("le portail un jour donné", "the portal on a given day"))
    reader.follow_to(f"/au/{day}")
    reader.follow_to(f"/actualites?au={day}")
    assert reader.paths("/actualite/")
    assert reader.t("Tel que l’archive le connaissait", "As this archive knew it") in reader.words


def test_an_address_of_the_portal_leads_to_its_page(reader, ask):
    article, url = ask("SELECT id, url FROM news WHERE withdrawn IS NULL ORDER BY id")[0]

    reader.open("/adresse")
    field = reader.field(reader.t("Adresse", "Address"))
    reader.write(field, url.replace("https://", "http://www."))
    reader.send(field)
    assert reader.page.url == f"{reader.portal}{reader.path(f'/actualite/{article}')}"
