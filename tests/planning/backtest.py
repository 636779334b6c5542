"""How often the forecast's band holds in each world, and how often the page says that it holds.

`python -m tests.planning.backtest` writes the figures that the page shows; it takes some minutes.
"""

import json
import sys
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path
from zlib import crc32

import numpy as np

from sello.catalogue.domain.rules import Level
from sello.core.refusal import Refusal
from sello.planning import backtest
from sello.planning.domain.claim import GOES_ON, Claim
from sello.planning.domain.forecast import forecast
from sello.planning.domain.outcome import Forecast
from sello.planning.domain.runs import ForecastProblem, Item
from tests.planning.worlds import WORLDS, Size, Town

HISTORIES = 200
RUNS = 300
ITEMS = 400
"""So many that hardly any town runs out of work: a band that ends at 100 % would hold by itself."""

LONGEST = 30
COMMAND = "python -m tests.planning.backtest"


@dataclass
class Tried:
    """What became of one town's forecast; None where it was refused."""

    found: Forecast | None
    share: float
    went_on: bool = False
    """Whether the town kept so much of its pace that the claim was about it."""

    @property
    def held(self) -> bool:
        """Whether the truth fell inside the band."""
        return self.found is not None and self.found.low <= self.share <= self.found.high

    @property
    def kept(self) -> bool:
        """Whether the sentence beside the band was kept: at least its lower end was reached."""
        return self.found is not None and self.found.low <= self.share


def tried(world: str, number: int) -> Tried:
    """Forecast one town of a world; the same number gives the same town."""
    dice = np.random.default_rng((crc32(world.encode()), number))
    size = Size.drawn(dice, LONGEST)
    town = WORLDS[world](dice, size)
    share = came(town, size)
    try:
        return Tried(forecast(town.history, problem(size), runs=RUNS, seed=number), share, went_on(town))
    except Refusal:
        return Tried(None, share)


def went_on(town: Town) -> bool:
    """Whether the weeks to come brought, on average, at least GOES_ON of those on record."""
    past, coming = (float(weeks.sum()) / weeks.shape[1] for weeks in (town.past, town.coming))
    return coming >= GOES_ON * past


def problem(size: Size) -> ForecastProblem:
    """Requirements of one act each, dealt out among the units."""
    return ForecastProblem(
        items=tuple(Item(str(n), n % size.units, Fraction(1), "1") for n in range(ITEMS)),
        levels=(Level("half", "Half", 1, Fraction(1, 2)),),
        denominator=Fraction(ITEMS),
        dimension_denominators={"1": Fraction(ITEMS)},
        base=Fraction(0),
        dimension_bases={"1": Fraction(0)},
        evaluation_week=size.ahead,
        horizon=size.ahead,
    )


def came(town: Town, size: Size) -> float:
    """The share that was met in truth."""
    open_by_unit = [len(range(unit, ITEMS, size.units)) for unit in range(size.units)]
    done = zip(town.coming.sum(axis=1), open_by_unit, strict=True)
    return sum(min(int(came), left) for came, left in done) / ITEMS


def figures(world: str, histories: int, first: int = 0) -> backtest.World:
    """The figures of one world, from so many of its towns."""
    all_of_them = [tried(world, first + number) for number in range(histories)]
    told = [each for each in all_of_them if each.found]
    claimed = [each for each in told if each.found and each.found.claim is Claim.HOLDS]
    return backtest.World(
        world=world,
        told=len(told),
        held=sum(each.held for each in told),
        claimed=len(claimed),
        claimed_kept=sum(each.kept for each in claimed),
        went_on=sum(each.went_on for each in claimed),
        went_on_kept=sum(each.went_on and each.kept for each in claimed),
        width=round(sum(f.high - f.low for f in (e.found for e in told) if f) / max(1, len(told)), 3),
    )


def main(path: Path) -> None:
    """Try every world and write what came of it."""
    worlds = []
    for world in WORLDS:
        worlds.append(asdict(figures(world, HISTORIES)))
        print(worlds[-1], flush=True)
    found = {
        "on": datetime.now(UTC).date().isoformat(),
        "command": COMMAND,
        "histories": HISTORIES,
        "worlds": worlds,
    }
    path.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else backtest.FILE)
