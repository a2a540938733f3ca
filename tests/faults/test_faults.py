"""Each fault of a whole portal costs what it must and no more: the exit code, the row, the problems, the records."""

import pytest

from tests.faults.crawling import crawl_after
from tests.faults.faults import FAULTS


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_ends_as_it_must_and_loses_nothing(name, good, before, tmp_path):
    fault = FAULTS[name]
    met = crawl_after(good, tmp_path, fault.ways(), *fault.options)
    assert (met.code, met.reason) == (fault.code, fault.reason), met.said
    assert "Traceback" not in met.said
    assert met.problems == fault.problems
    assert met.requests <= fault.most
    assert met.portal.at_once == 1
    assert met.whole
    assert met.first == before[1]
    assert fault.overwritten or met.news == before[0]
