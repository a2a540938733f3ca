"""A sample of 150 articles, and its pages' text, for all tests of this folder."""

import pytest

from sample_portal import Sample


@pytest.fixture(scope="session")
def sample() -> Sample:
    return Sample()
