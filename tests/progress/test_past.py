"""As of a past day: what stood that day, whatever was done since; exact against what was frozen then."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask

from sello.core import migrate
from sello.core.db import db, scope_to
from sello.cycles.queries import cuts, cycles
from sello.cycles.queries.past import BeforeTheCycle
from sello.progress.standing import standing, standing_then
from tests.builders import Town
from tests.conftest import Statements
from tests.progress.history import EVERYTHING, FIRST, TELLABLE, Deed, History, live, opened

Counting = Callable[[], AbstractContextManager[Statements]]


@pytest.mark.parametrize("seed", range(5))
def test_each_day_stays_as_it_was(app: Flask, town: Town, seed: int) -> None:
    history = opened(app, town, seed)
    live(history, 12, acts=EVERYTHING)
    the_past_is_as_it_was(history)
    for number in {number for number, _, _ in history.frozen}:
        row = cycles.find(number)
        for cut in cuts.cuts(number).rows:
            stood = standing(row, as_of=cut.as_of, at=history.at)
            assert stood.snapshot(cut.as_of) == cut.snapshot
            assert stood.told_from is None


def the_past_is_as_it_was(history: History) -> None:
    db.session.expire_all()
    for number, day, frozen in history.frozen:
        stood = standing_then(cycles.find(number), day, at=history.at)
        assert stood.snapshot(day) == frozen, (day, number, history.done)


def test_every_act_happens_in_some_history(app: Flask, town: Town) -> None:
    """What was always refused would prove nothing."""
    history = opened(app, town, 1)
    live(history, 40, acts=EVERYTHING, each_day=12)
    assert set(history.done) == {act.__name__ for act in EVERYTHING}
    the_past_is_as_it_was(history)


@pytest.mark.parametrize(("seed", "deeds"), [(1, TELLABLE), (2, TELLABLE), (3, TELLABLE), (4, EVERYTHING)])
def test_what_was_done_before_is_told_alike_or_said(
    app: Flask, town: Town, seed: int, deeds: tuple[Deed, ...]
) -> None:
    """The revision works states out of trail and reviews, as the services would have kept them."""
    history = opened(app, town, seed)
    live(history, 12, acts=deeds)
    db.session.remove()
    migrate.downgrade(db.engine, "0014")
    migrate.upgrade(db.engine)
    scope_to(db.session(), town.institution.id)
    kept = [exactly_or_said(history, *each) for each in history.frozen]
    assert all(kept) if deeds is TELLABLE else any(kept)


def exactly_or_said(history: History, number: int, day: date, frozen: dict[str, Any]) -> bool:
    """Whether a day is told; then it is what it was, and what is not is said."""
    stood = standing_then(cycles.find(number), day, at=history.at)
    assert stood.told_from is not None or stood.snapshot(day) == frozen, (day, number, history.done)
    return stood.told_from is None


def test_a_day_costs_the_same_whatever_happened(app: Flask, town: Town, statements: Counting) -> None:
    history = opened(app, town, 5)
    counts = []
    for _ in range(2):
        live(history, 6, acts=TELLABLE)
        row = cycles.find(history.cycle_id)
        assert row.known.rules.code
        with statements() as seen:
            standing(row, as_of=FIRST, at=history.at).assessments(FIRST)
        counts.append(len(seen))
    assert counts == [3, 3]


def test_a_reading_of_today_tells_nothing_of_yesterday(app: Flask, town: Town) -> None:
    history = opened(app, town, 6)
    live(history, 2, acts=TELLABLE)
    now = standing(cycles.find(history.cycle_id), at=history.at)
    with pytest.raises(ValueError, match="read as of that day"):
        now.assessments(history.at.today - timedelta(days=1))
    assert standing_then(now.cycle, history.at.today, at=history.at).snapshot(now.day) == now.snapshot(
        now.day
    )


def test_before_it_was_opened_there_is_nothing_to_tell(app: Flask, town: Town) -> None:
    history = opened(app, town, 7)
    live(history, 3, acts=TELLABLE)
    day = date(2020, 1, 1)
    with pytest.raises(BeforeTheCycle):
        standing(cycles.find(history.cycle_id), as_of=day, at=history.at)
