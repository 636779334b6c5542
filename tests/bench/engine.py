"""The level engine on 40, 400 and 4,000 requirements: level, timeline, cheapest set, forecast."""

import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from statistics import median

from sello.level.assessment import assess
from sello.level.state import (
    EvidenceFact,
    Reading,
    RequirementState,
    ReviewState,
)
from sello.level.timeline import timeline
from sello.planning.domain.cheapest import choices
from sello.planning.domain.forecast import forecast
from sello.planning.domain.forecast_problem import forecast_problem_of
from sello.planning.domain.problem import problem_of
from tests.bench.ground import Options
from tests.bench.table import Table
from tests.level.rules import edition

TODAY = date(2026, 11, 23)
EVALUATION = TODAY + timedelta(days=200)
SIZES = (40, 400, 4_000)
UNITS = 20


def measure(_folder: Path, options: Options) -> list[Table]:
    """Measure each act on each size, in milliseconds."""
    sizes = SIZES[:2] if options.quick else SIZES
    table = Table(
        "Motor de nivel (ms)",
        ("trabajo", *(f"{size:,} requerimientos" for size in sizes)),
        "Procesador, mediana de tres. La línea de tiempo cubre 36 meses; el pronóstico, 10.000 simulaciones.",
    )
    acts = {size: _acts(size) for size in sizes}
    for name in acts[sizes[0]]:
        table.add(name, *(_median(acts[size][name]) for size in sizes))
    return [table]


def _acts(size: int) -> dict[str, Callable[[], object]]:
    rules = edition(size, mandatory={1: ("bronze", "silver", "gold"), size // 2: ("gold",)})
    states = [_state(n, size) for n in range(1, size + 1)]
    found = assess(rules, states, Reading.VALIDATED, TODAY)
    hours = {rule.code: 4 + (int(rule.code) * 37) % 60 for rule in rules.requirements}
    units = {rule.code: int(rule.code) % UNITS + 1 for rule in rules.requirements}
    history = {unit: [(unit + week) % 3 for week in range(20)] for unit in range(1, UNITS + 1)}
    outlook = forecast_problem_of(found, units=units, acts={}, evaluation=EVALUATION)
    return {
        "nivel de un ciclo": lambda: assess(rules, states, Reading.VALIDATED, TODAY),
        "línea de tiempo": lambda: timeline(
            rules, states, Reading.VALIDATED, TODAY, TODAY + timedelta(days=3 * 365)
        ),
        "conjunto más barato con dos alternativas": lambda: choices(
            problem_of(found, "gold", hours=hours, units=units)
        ),
        "pronóstico": lambda: forecast(history, outlook),
    }


def _state(n: int, size: int) -> RequirementState:
    """Every second requirement is validated on a piece of evidence, most of which end within three years."""
    if n % 2:
        return RequirementState(str(n), declared="no")
    ends = TODAY + timedelta(days=(n * 1_095) // size) if n % 3 else None
    fact = EvidenceFact(n, "Pieza", ReviewState.ACCEPTED, date(2026, 1, 1), valid_until=ends)
    return RequirementState(str(n), declared="yes", validated="yes", evidence=(fact,))


def _median(act: Callable[[], object]) -> float:
    took = []
    for _ in range(3):
        began = time.process_time()
        act()
        took.append(time.process_time() - began)
    return median(took) * 1000
