"""How often the forecast's band held on towns that do not obey its model: the figures that its page shows.

They are written by `python -m tests.planning.backtest` in a checkout, and come with the program.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from sello.core.dates import read_day

FILE = Path(__file__).with_name("backtest.json")

CHANGES = frozenset({"slowing", "accelerating", "seasonal", "unit_stops", "halves"})
"""Worlds in which the pace changes: where nothing of it shows yet, a pace that goes on is claimed of."""


@dataclass(frozen=True, slots=True)
class World:
    """One way of working: of the towns that got a forecast, how often its band held.

    ``claimed`` of them were told how often its lower end is reached if they go on, and ``claimed_kept``
    reached it; ``went_on`` of those that were told did go on, and ``went_on_kept`` of these reached it.
    ``width`` is the band's mean width, as a share of the score.
    """

    world: str
    told: int
    held: int
    claimed: int
    claimed_kept: int
    went_on: int
    went_on_kept: int
    width: float


@dataclass(frozen=True, slots=True)
class Cover:
    """How far the claim goes in some worlds: towns that got a forecast, were told, and reached the minimum.

    ``went_on`` of those that were told met its condition, and ``went_on_kept`` of these reached the minimum.
    """

    told: int
    claimed: int
    kept: int
    went_on: int
    went_on_kept: int


@dataclass(frozen=True)
class Backtest:
    """All worlds, and when and how they were tried."""

    on: date
    command: str
    histories: int
    worlds: tuple[World, ...]

    @property
    def all_of_them(self) -> Cover:
        """The claim's cover in all worlds together."""
        return _cover(self.worlds)

    @property
    def when_it_changes(self) -> Cover:
        """The claim's cover where the pace changes."""
        return _cover(world for world in self.worlds if world.world in CHANGES)


def _cover(worlds: Iterable[World]) -> Cover:
    found = tuple(worlds)
    return Cover(
        told=sum(world.told for world in found),
        claimed=sum(world.claimed for world in found),
        kept=sum(world.claimed_kept for world in found),
        went_on=sum(world.went_on for world in found),
        went_on_kept=sum(world.went_on_kept for world in found),
    )


@cache
def figures() -> Backtest:
    """The figures that came with the program."""
    kept = json.loads(FILE.read_text(encoding="utf-8"))
    return Backtest(
        on=read_day(kept["on"]),
        command=kept["command"],
        histories=kept["histories"],
        worlds=tuple(World(**world) for world in kept["worlds"]),
    )
