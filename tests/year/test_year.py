"""Two months of four towns on each database: nobody is forgotten, nobody told twice, nobody out of turn."""

from datetime import date
from pathlib import Path

from flask import Flask

from sello.config import Config
from tests.year.course import Size, course

SMALL = Size(
    towns=4,
    threads=300,
    first=date(2026, 3, 30),
    days=172,
    standstills=((22, 26),),
    skipped=((37, 145),),
    bad=0.6,
)
"""64 days, with those on which the clocks go back (5 April) and forward (6 September)."""


def test_a_year_with_crashes_and_two_schedulers(app: Flask, settings: Config, tmp_path: Path) -> None:
    with course(SMALL, app, settings, tmp_path) as year:
        tally = year.run()
    assert tally.lost == {}
    assert tally.doubled == {}
    assert tally.not_their_turn == []
    assert tally.unexplained == []
    assert tally.quiet_hours == []
    assert tally.second_mails == []
    assert tally.waiting == 0
    assert tally.weather.keys() == set(year.weather.kinds), "everything that can go wrong did"
    assert tally.kills >= 4
    assert sum(tally.received.values()) > 200
