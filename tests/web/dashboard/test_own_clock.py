"""The secretariat's own delay is said as a unit's is: on its dashboard once, and beside each piece."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import update

from sello.core.days import Calendar
from sello.core.db import db
from sello.evidence.domain.review import EvidenceState, prompt_from, waits_long
from sello.evidence.models import Evidence
from tests.builders import NOW, TODAY
from tests.cycles import builders
from tests.web.cycles.conftest import ClientFor, Ground, _a_monday, ground

__all__ = ["_a_monday", "ground"]

LATE = "hace más de 5 días hábiles"


@pytest.mark.parametrize(("days", "long"), [(0, False), (1, False), (7, False), (8, True), (30, True)])
def test_only_business_days_count(days: int, long: bool) -> None:
    """Today is a Monday: Monday of last week is five business days ago, the Sunday before it six."""
    assert waits_long(TODAY - timedelta(days=days), TODAY, Calendar()) is long


@given(
    today=st.dates(date(2020, 1, 1), date(2030, 12, 31)),
    closed=st.frozensets(st.integers(-20, 5), max_size=6),
    opened=st.frozensets(st.integers(-20, 5), max_size=6),
)
def test_what_came_before_a_day_waits_long_and_nothing_since(
    today: date, closed: frozenset[int], opened: frozenset[int]
) -> None:
    """The dashboard counts by one instant what the desk tells of each piece."""
    days = (frozenset(today + timedelta(days=each) for each in some) for some in (closed, opened))
    calendar = Calendar(*days)
    first = prompt_from(today, calendar)
    assert not waits_long(first, today, calendar)
    for earlier in range(40):
        day = today - timedelta(days=earlier)
        assert waits_long(day, today, calendar) is (day < first)


@pytest.fixture
def pieces(ground: Ground) -> list[int]:
    """Three pieces in review: of today, of a week ago, of two weeks ago."""
    made = []
    for days in (0, 7, 14):
        piece = builders.evidence(
            ground.cycle,
            ground.ids["1.1.2"],
            ground.town.units.dideco,
            title=f"Acta {days}",
            state=EvidenceState.SUBMITTED,
        )
        at = NOW - timedelta(days=days)
        db.session.execute(update(Evidence).where(Evidence.id == piece).values(submitted_at=at))
        made.append(piece)
    db.session.commit()
    return made


def test_the_dashboard_says_it_once(ground: Ground, pieces: list[int], client_for: ClientFor) -> None:
    page = client_for(ground.town.people.secretary).get("/").text
    assert page.count("3 evidencias por revisar") == 1
    assert f"3 evidencias por revisar, 1 de ellas desde {LATE}" in page
    for person in (ground.town.people.head, ground.town.people.auditor):
        assert LATE not in client_for(person).get("/").text


def test_the_desk_marks_the_piece(ground: Ground, pieces: list[int], client_for: ClientFor) -> None:
    page = client_for(ground.town.people.secretary).get(f"/revision/{pieces[0]}").text
    assert page.count(f"espera {LATE}") == 1
    listed = re.findall(r"<li>.*?</li>", page, re.S)
    assert [f"/revision/{pieces[2]}" in line for line in listed if LATE in line] == [True]


def test_nobody_is_told_of_a_delay_that_is_none(ground: Ground, client_for: ClientFor) -> None:
    assert LATE not in client_for(ground.town.people.secretary).get("/").text
