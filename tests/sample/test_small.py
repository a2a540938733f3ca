"""A portal of few articles is a whole one."""

from datetime import date

import pytest

from sample_portal import Sample
from sample_portal.answers import Request
from sample_portal.site import Site


@pytest.mark.parametrize("articles", [1, 5, 10])
def test_every_section_answers_though_nothing_is_in_it(articles):
    sample = Sample(articles=articles, seed=1, today=date(2026, 11, 18))
    site = Site(sample, "spip", shift=0, screened=False)
    for number in sample.sections:
        asked = Request(f"/{sample.path('rubrique', number)}", "GET", "Mozilla/5.0", "http://127.0.0.1", {})
        assert site.respond(asked).status == 200
