"""The same site under each of SPIP's styles of addresses."""

import pytest

from . import truth
from .archive import Archive
from .comparison import compare
from .conftest import HIDDEN


@pytest.mark.parametrize("style", ["page", "html", "propres", "propres2", "libres", "arbo"])
def test_every_article_is_found_under_every_style(small, style, tmp_path):
    name, site = small
    site.use_urls(style)
    archive = Archive(tmp_path / "archive.db")
    run = archive.crawl(site.url)
    comparison = compare(archive, truth.of(site), hidden=HIDDEN[name])
    site.use_urls("propres")
    print(f"{name}, {style}: {comparison}; {run}")
    assert not comparison.differences, comparison.report()
