"""What the page says of the forecast is not more than what it does, in worlds that do not obey its model."""

from dataclasses import fields
from math import sqrt
from pathlib import Path

import pytest

from sello.planning import backtest
from sello.planning.domain.forecast import BAND
from sello.web.planning import trust
from tests.planning.backtest import HISTORIES, figures
from tests.planning.worlds import WORLDS

STATED = {world.world: world for world in backtest.figures().worlds}
UNFORESEEN = {"rush"}
"""Worlds whose change lies wholly after the record: nothing on it could have withheld the claim."""

FEW = 20
ERRORS = 3
"""Standard errors by which a small sample may fall short of what is stated."""


def short_of(seen: int, tries: int, stated: float, of: int) -> bool:
    """Whether so few successes would be surprising if the stated share, itself counted, were true."""
    share = min(max(stated, 0.02), 0.98)
    error = sqrt(share * (1 - share) * (1 / tries + 1 / of))
    return seen / tries < stated - ERRORS * error - 0.5 / tries


def test_every_world_is_stated_and_named() -> None:
    assert list(STATED) == list(WORLDS) == list(trust.WORLDS)
    assert len(WORLDS) >= 8
    assert backtest.figures().histories == HISTORIES >= 200


@pytest.mark.parametrize("world", WORLDS)
def test_the_stated_cover_is_not_more_than_there_is(world: str) -> None:
    """Other towns of the same world than those that were counted for the page."""
    stated, seen = STATED[world], figures(world, FEW, first=10_000)
    if stated.told and seen.told:
        assert not short_of(seen.held, seen.told, stated.held / stated.told, stated.told)
    assert not short_of(FEW - seen.told, FEW, 1 - stated.told / HISTORIES, HISTORIES)


@pytest.mark.parametrize("world", sorted(WORLDS.keys() - UNFORESEEN))
def test_the_claim_is_made_where_it_holds(world: str) -> None:
    """Where the page says «8 de cada 10» often enough to be counted, the band held as often or nearly."""
    stated = STATED[world]
    if stated.claimed >= FEW:
        assert not short_of(stated.claimed_held, stated.claimed, float(BAND), HISTORIES)
    else:
        assert stated.claimed <= HISTORIES / 10


def test_the_figures_are_stated_in_the_measurements() -> None:
    text = (Path(__file__).parents[2] / "docs" / "measurements.md").read_text(encoding="utf-8")
    found = backtest.figures()
    assert f"{found.on:%-d %B %Y}" in text
    assert found.command in text
    for world in found.worlds:
        cells = [getattr(world, field.name) for field in fields(world)]
        assert "| " + " | ".join(str(cell) for cell in cells) + " |" in text


def test_a_band_that_falls_short_is_seen() -> None:
    assert short_of(9, 20, 0.9, 200)
    assert not short_of(16, 20, 0.9, 200)
