"""Until when a letter orders something, read from its words."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sello.core.dates import EARLIEST, LATEST
from sello.reports.document.wording import day, long_day
from sello.reports.ordinario.until import last_days


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Instruyo corregir lo observado, a más tardar el 7 de diciembre de 2026.", ["2026-12-07"]),
        ("A más tardar el lunes 7 de diciembre de 2026, entregue.", ["2026-12-07"]),
        ("a más tardar el día 07-12-2026", ["2026-12-07"]),
        ("a más tardar al 1º de marzo del 2027; y a más tardar el 2-3-2027", ["2027-03-01", "2027-03-02"]),
        ("El decreto, vigente hasta el 31-12-2026, se renueva.", []),
        ("a más tardar el próximo mes", []),
        ("a más tardar el 31 de febrero de 2027", []),
        ("", []),
    ],
)
def test_what_is_ordered_is_read_and_no_other_day(text: str, said: list[str]) -> None:
    assert [each.isoformat() for each in last_days([text])] == said


@given(st.dates(EARLIEST, LATEST - timedelta(days=1)))
def test_every_day_that_a_letter_writes_is_read(value: date) -> None:
    texts = [f"Instruyo, a más tardar el {written}." for written in (long_day(value, str), day(value))]
    assert last_days(texts) == (value, value)
