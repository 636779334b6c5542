"""How often the forecast's band held on towns that do not obey its model: the figures that its page shows.

They are written by `python -m tests.planning.backtest` in a checkout, and come with the program.
"""

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from sello.core.dates import read_day

FILE = Path(__file__).with_name("backtest.json")


@dataclass(frozen=True, slots=True)
class World:
    """One way of working: of the towns that got a forecast, how often its band held.

    ``claimed`` of them were told how often its lower end is reached, and ``claimed_kept`` reached it;
    ``width`` is the band's mean width, as a share of the score.
    """

    world: str
    told: int
    held: int
    claimed: int
    claimed_kept: int
    width: float


@dataclass(frozen=True)
class Backtest:
    """All worlds, and when and how they were tried."""

    on: date
    command: str
    histories: int
    worlds: tuple[World, ...]


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
