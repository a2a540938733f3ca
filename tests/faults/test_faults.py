"""Each fault of a whole portal costs what it must and no more: the exit code, the row, the problems, the records."""

import pytest

from tests.faults.crawling import crawl_after
from tests.faults.faults import FAULTS
from tests.faults.pages import PAGES
from tests.faults.table import documented, portal_row

pytestmark = pytest.mark.slow  # a crawl for each fault of a portal


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_ends_as_it_must_and_loses_nothing(name, good, before, tmp_path):
    fault = FAULTS[name]
    met = crawl_after(good, tmp_path, fault.ways(), *fault.options, settings=fault.settings)
    assert (met.code, met.reason) == (fault.code, fault.reason), met.said
    assert "Traceback" not in met.said
    assert fault.problems is None or met.problems == fault.problems
    assert met.requests <= fault.most
    assert met.portal.at_once == 1
    assert met.whole
    assert met.first.items() >= before[1].items()
    assert met.news == before[0]
    assert portal_row(fault, met, before[0]) in documented()


def test_the_table_has_every_fault_and_no_other():
    assert documented().count("\n") == len(FAULTS) + len(PAGES)
