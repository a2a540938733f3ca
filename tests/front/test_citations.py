"""Citations, read back by code that shares nothing with what wrote them."""

import json
import re

import pytest

MAROC, MALI = "/citer/Reunion-Maroc", "/citer/Reunion-Mali"
TITLE = "Réunion du groupe-pays Maroc, le 21 février 2024"
PORTAL_URL = "https://cites-unies-france.org/Reunion-Maroc"
PERMALINK = re.compile(r"http://[^/]+/actualite/Reunion-Maroc/v/\d+")


def bibtex(text: str) -> dict[str, str]:
    """Read one entry: braces in pairs, a comma after each field but the last. Raises AssertionError when it is none."""
    head = re.match(r"@(\w+)\{([A-Za-z0-9-]+),\n", text)
    assert head
    assert text.endswith("\n}\n")
    lines = text[head.end() : -3].split(",\n")
    fields = {"type": head[1], "key": head[2]}
    for line in lines:
        name, value = re.fullmatch(r"  (\w+) = (\{.*\}|[a-z]{3})", line).groups()
        depth = 0
        for sign in re.sub(r"\\[{}]", "", value):
            depth += {"{": 1, "}": -1}.get(sign, 0)
            assert depth >= 0
        assert depth == 0
        fields[name] = value
    return fields


def ris(text: str) -> dict[str, str]:
    """Read one entry: each line a tag of two signs, two spaces, a hyphen and a space, TY first and ER last."""
    lines = text.split("\r\n")
    assert lines.pop() == ""
    pairs = [re.fullmatch(r"([A-Z][A-Z0-9])  - (.*)", line).groups() for line in lines]
    assert (pairs[0][0], pairs[-1]) == ("TY", ("ER", ""))
    return dict(pairs[:-1])


def test_a_note_names_the_page_the_day_and_the_version(see):
    page = see(MAROC)
    note = " ".join(page.soup.blockquote.get_text().split())
    assert re.fullmatch(
        rf"CUF, « {TITLE} », Portail de la coopération décentralisée, 21 février 2024, {PORTAL_URL} "
        rf"\(consulté le 2 mars 2026 ; version archivée : {PERMALINK.pattern}\)\.",
        note,
    )
    assert "consulted on 2 March 2026; archived version: " in see("/en" + MAROC).main


def test_bibtex_is_read(see):
    answer = see(f"{MAROC}.bib").response
    assert answer.headers["content-type"].startswith("application/x-bibtex")
    assert 'filename="Reunion-Maroc.bib"' in answer.headers["content-disposition"]
    fields = bibtex(answer.text)
    assert (fields["type"], fields["author"], fields["title"]) == ("misc", "{{CUF}}", f"{{{{{TITLE}}}}}")
    assert (fields["year"], fields["month"], fields["date"]) == ("{2024}", "feb", "{2024-02-21}")
    assert (fields["url"], fields["urldate"]) == (f"{{{PORTAL_URL}}}", "{2026-03-02}")
    assert PERMALINK.search(fields["note"])


def test_ris_is_read(see):
    answer = see(f"{MAROC}.ris").response
    assert answer.headers["content-type"].startswith("application/x-research-info-systems")
    fields = ris(answer.content.decode())
    assert (fields["TY"], fields["TI"], fields["AU"], fields["PY"]) == ("ELEC", TITLE, "CUF", "2024")
    assert (fields["DA"], fields["Y2"], fields["UR"]) == ("2024/02/21", "2026/03/02", PORTAL_URL)
    assert PERMALINK.search(fields["N1"])


def test_csl_json_is_read(see):
    answer = see(f"{MAROC}.json").response
    assert answer.headers["content-type"] == "application/vnd.citationstyles.csl+json"
    (entry,) = json.loads(answer.content)
    assert entry["type"] == "webpage"
    assert (entry["title"], entry["author"]) == (TITLE, [{"literal": "CUF"}])
    assert entry["issued"] == {"date-parts": [[2024, 2, 21]]}
    assert entry["accessed"] == {"date-parts": [[2026, 3, 2]]}
    assert entry["URL"] == PORTAL_URL
    assert PERMALINK.fullmatch(entry["archive_location"])


def test_the_cited_version_is_there(see):
    (entry,) = json.loads(see(f"{MAROC}.json").response.content)
    assert see(re.sub(r"^http://[^/]+", "", entry["archive_location"])).status == 200


def test_a_version_of_before_is_cited_as_it_was(see_five_days):
    assert "le 12 mars" in see_five_days(f"{MALI}?v=1").main
    assert "urldate = {2026-03-01}" in see_five_days(f"{MALI}.bib?v=1").response.text
    assert "/citer/Reunion-Mali.bib?v=1" in see_five_days(f"{MALI}?v=1").links


@pytest.mark.parametrize(
    "path", ["/citer/Rien", "/citer/Rien.bib", f"{MALI}?v=2", f"{MALI}.ris?v=x", f"{MALI}.json?v=99"]
)
def test_what_is_no_version_of_the_article_is_not_found(see_five_days, path):
    assert see_five_days(path).status == 404


def head_of(page) -> dict[str, str]:
    return {meta["name"]: meta["content"] for meta in page.soup.head.find_all("meta", attrs={"name": True})}


def test_the_head_of_an_article_is_what_zotero_reads(see):
    page = see("/actualite/Reunion-Maroc")
    head = head_of(page)
    assert (head["citation_title"], head["DC.title"]) == (TITLE, TITLE)
    assert (head["citation_publication_date"], head["DC.date"]) == ("2024/02/21", "2024-02-21")
    assert (head["citation_author"], head["citation_language"], head["z:itemType"]) == ("CUF", "fr", "webpage")
    assert PERMALINK.fullmatch(head["citation_public_url"])
    assert head["DC.source"] == PORTAL_URL
    assert re.fullmatch(r"http://[^/]+/actualite/Reunion-Maroc", page.soup.find("link", rel="canonical")["href"])


def test_an_article_has_json_ld(see):
    (block,) = see("/actualite/Reunion-Maroc").soup.find_all("script")
    assert block["type"] == "application/ld+json"
    data = json.loads(block.string)
    assert (data["@context"], data["@type"], data["headline"]) == ("https://schema.org", "NewsArticle", TITLE)
    assert (data["datePublished"], data["url"]) == ("2024-02-21", PORTAL_URL)
    assert PERMALINK.fullmatch(data["archivedAt"])


def test_hostile_titles_stay_in_their_fields():
    from scraper.front import words
    from scraper.front.citations import Citation

    words.speak(words.FRENCH)
    title = 'A} B{ \\C % & # $ _ ~ ^ "\r\nER  - \n</script> «\u00a0D\u00a0»'
    cited = Citation(
        "a-v1", title, "A\nB", None, None, None, "https://x.org/{a}\\", "http://h/actualite/a/v/1", "2026-03-02"
    )
    fields = bibtex(cited.bibtex())
    assert fields["title"].startswith(r"{{A\} B\{ \textbackslash{}C \% \& \# \$ \_ \textasciitilde{}")
    assert fields["url"] == "{https://x.org/%7Ba%7D%5C}"
    assert "year" not in fields
    assert ris(cited.ris())["TI"] == 'A} B{ \\C % & # $ _ ~ ^ " ER - </script> «\xa0D\xa0»'.replace("\xa0", " ")
    assert cited.csl()[0]["title"] == title
    assert "“D”»" in cited.note().replace("\u00a0", "")
    assert "s. d." in cited.note()


def test_a_title_cannot_end_the_data_block(see, monkeypatch):
    from scraper.front.citations import Citation

    monkeypatch.setattr(Citation, "json_ld", lambda *_: {"headline": "</script><script>alert(1)</script><!--"})
    page = see("/actualite/Reunion-Maroc")
    (block,) = page.soup.find_all("script")
    assert json.loads(block.string)["headline"].startswith("</script>")
