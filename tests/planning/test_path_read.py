"""Whose path says what: the forecast is the town's own, and of today."""

from dataclasses import replace
from datetime import timedelta

import pytest

from sello.accounts.domain.actor import Visibility
from sello.core.refusal import Refusal
from sello.planning.queries import path as paths
from sello.progress.service import make_cut
from sello.progress.standing import standing, standing_today
from tests.builders import AT, TODAY
from tests.cycles import builders
from tests.planning.test_path import SURE

ALL = Visibility(units=None, released_only=False)
OUTSIDE = Visibility(units=None, released_only=True)


@pytest.fixture
def foreseen(monkeypatch):
    """Whatever the record says, this is what it makes of the evaluation."""
    monkeypatch.setattr(paths, "forecast_of", lambda *_args, **_values: SURE)


@pytest.mark.parametrize(("reader", "told"), [(ALL, True), (OUTSIDE, False)])
def test_an_evaluator_is_not_told_the_forecast(town, foreseen, reader, told):
    stands = standing_today(builders.half_answered(town), at=AT)
    assert (paths.read_path(stands, reader, at=AT).outlook is not None) == told


def test_a_past_day_has_no_forecast(town, foreseen):
    past = standing(builders.half_answered(town), as_of=TODAY - timedelta(1), at=AT)
    assert paths.read_path(past, ALL, at=AT).outlook is None


def test_too_little_history_is_no_forecast(town, monkeypatch):
    def silent(*_args, **_values):
        raise Refusal

    monkeypatch.setattr(paths, "forecast_of", silent)
    assert paths.read_path(standing_today(builders.half_answered(town), at=AT), ALL, at=AT).outlook is None


def test_the_short_answer_and_all_the_facts_make_one_path(town):
    cycle = builders.half_answered(town)
    make_cut(town.people.secretary.actor(), cycle.id, "Línea base", as_of=TODAY - timedelta(9), at=AT)
    short, full = standing_today(cycle, at=AT), standing(cycle, at=AT)
    assert paths.read_path(short, ALL, at=AT) == paths.read_path(full, ALL, at=AT)
    assert any(mark.name == "Línea base" for mark in paths.read_path(short, ALL, at=AT).marks)


@pytest.mark.parametrize("dates", [{"evaluation_on": None}, {"valid_until": TODAY - timedelta(3)}])
def test_it_can_be_drawn_without_a_day_and_past_the_end(town, dates):
    stands = standing_today(replace(builders.half_answered(town), **dates), at=AT)
    made = paths.read_path(stands, ALL, at=AT)
    assert made.last >= TODAY
    assert made.level_on(TODAY) == made.now
