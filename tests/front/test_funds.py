"""The pages of the funds: all, and the life of one."""


def test_funds_are_listed_with_their_opening(see):
    page = see("/en/fonds")
    assert page.links["/en/fonds/maroc"] == "Maroc"
    assert "opened: 11 September 2023" in page.main


def test_a_fund_has_a_time_line_that_begins_with_its_opening(see):
    page = see("/fonds/maroc")
    assert "11 septembre 2023 , selon Cités Unies France ouvre un fonds pour le Maroc" in page.main
    (entry,) = page.soup.find("ol", class_="timeline").find_all("li")
    assert entry.time["datetime"] == "2023-09-11"
    assert {"/actualite/Fonds-Maroc", "/pays/maroc"} <= page.links.keys()
    assert see("/fonds/rien").status == 404
