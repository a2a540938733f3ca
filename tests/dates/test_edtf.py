"""The ISO 8601-2 string of a span."""

import datetime as dt

import pytest

from scraper.dates import read_date


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("le 5 mars 2024", "2024-03-05"),
        ("le 5 mars 2024 à 18h", "2024-03-05T18:00:00+01:00"),
        ("le 5 juillet 2024 de 9h à 12h", "2024-07-05T09:00:00+02:00/2024-07-05T12:00:00+02:00"),
        ("mars 2024", "2024-03"),
        ("en 2024", "2024"),
        ("de juin 2023 à février 2024", "2023-06/2024-02"),
        ("2019-2023", "2019/2023"),
        ("depuis avril 2012", "2012-04/.."),
        ("jusqu'au 30 juin 2024", "../2024-06-30"),
        ("les 11 et 18 mars 2021", "{2021-03-11,2021-03-18}"),
        ("janvier et mars 2021", "{2021-01,2021-03}"),
        ("mi-février 2024", "2024-02~"),
        ("depuis début mai 2021", "2021-05~/.."),
    ],
)
def test_edtf(text, edtf):
    assert read_date(text, on=dt.date(2024, 3, 1)).edtf == edtf
