"""A sample of 150 articles, a site that shows it, and an article of it, for all tests of this folder."""

import pytest

from sample_portal import Sample, Site


@pytest.fixture(scope="session")
def sample() -> Sample:
    return Sample()


@pytest.fixture(scope="session")
def truth(sample: Sample) -> dict[str, list]:
    """The sample's truth, for tests that change nothing in it."""
    return sample.truth()


@pytest.fixture(scope="session")
def site(sample: Sample) -> Site:
    return Site(sample)


@pytest.fixture(scope="session")
def article(sample: Sample) -> tuple[int, str]:
    """Number and slug of an article that anybody may read."""
    number = next(number for number in sample.past if sample.heads[number].online)
    return number, sample.path("article", number)
