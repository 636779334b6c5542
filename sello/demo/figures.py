"""What two initiatives of the demonstration measure: figures of the game, and every source says so."""

from __future__ import annotations

from sello.core.moment import Moment
from sello.demo.acts import SECRETARY
from sello.demo.stage import Script, Stage
from sello.indicators.domain.cuts import USUAL, Axis
from sello.indicators.domain.indicators import IndicatorDraft
from sello.indicators.domain.numbers import STEP, Measure
from sello.indicators.domain.periods import Period, Periodicity, latest
from sello.indicators.service import values, writing
from sello.indicators.service.values import Grid

WRITTEN = 30
"""Days ago on which the figures were written."""

SOURCE = "Cifras ficticias de demostración: no son datos del municipio"

BY_AGE = ((3, 1), (38, 9), (57, 12), (31, 6), (12, 4))
"""Women and men by age band in the first year that is told."""

YEARS = 4

PARENTING, HEADS = "Plan de Crianza, programa La Aventura de Criar", "Mujeres Jefas de Hogar"


def write(stage: Stage, script: Script) -> None:
    """Have both indicators declared, and their years written."""
    script.at(WRITTEN, lambda at: _measure(stage, at), rank=10)


def _measure(stage: Stage, at: Moment) -> None:
    actor = stage.actor(SECRETARY, at.today)
    last = latest(Periodicity.YEAR, at.today)
    starts = [last.starts.replace(year=last.starts.year - ago) for ago in range(YEARS)]
    years = [Period(each, last.periodicity) for each in starts]
    people = IndicatorDraft(
        name="Personas que participaron (cifras ficticias de demostración)",
        measure=Measure.PEOPLE,
        periodicity=Periodicity.YEAR,
        formula="Personas distintas que participaron al menos una vez en el año.",
        first_axis=Axis.AGE,
        second_axis=Axis.SEX,
        baseline=160 * STEP,
        baseline_on=years[-1].ends,
        target=250 * STEP,
        target_on=at.today.replace(year=at.today.year + 1, month=12, day=31),
    )
    rate = IndicatorDraft(
        name="Personas que terminan el programa (cifras ficticias de demostración)",
        measure=Measure.PERCENT,
        periodicity=Periodicity.YEAR,
        formula="Personas que terminan, de cada cien que comienzan.",
        first_axis=Axis.SEX,
    )
    made = writing.create(actor, stage.initiatives[PARENTING], people, at=at)
    grids = tuple(_by_age(year, step) for step, year in enumerate(reversed(years)))
    values.write(actor, made, grids, version=1, at=at)
    made = writing.create(actor, stage.initiatives[HEADS], rate, at=at)
    grids = tuple(_rates(year, step) for step, year in enumerate(reversed(years)))
    values.write(actor, made, grids, version=1, at=at)


def _by_age(year: Period, step: int) -> Grid:
    cells: dict[tuple[str, str], int | None] = {}
    for age, (women, men) in zip(USUAL[Axis.AGE], BY_AGE, strict=True):
        cells[age.code, "mujeres"] = (women + 4 * step * (women > 5)) * STEP
        cells[age.code, "hombres"] = (men + step) * STEP
    return Grid(year, cells, SOURCE, provisional=step == YEARS - 1)


def _rates(year: Period, step: int) -> Grid:
    cells: dict[tuple[str, str], int | None] = {
        ("mujeres", ""): (62 + 3 * step) * STEP,
        ("hombres", ""): (71 + step) * STEP,
        ("", ""): (64 + 3 * step) * STEP,
    }
    return Grid(year, cells, SOURCE, provisional=step == YEARS - 1)
