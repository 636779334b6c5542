"""What the preview of a table of values says is what keeping it does, on tables made by chance."""

from datetime import date
from random import Random

import pytest
from sqlalchemy import select

from sello.core.db import db
from sello.indicators.domain.cuts import Axis
from sello.indicators.domain.indicators import IndicatorDraft
from sello.indicators.domain.numbers import Measure
from sello.indicators.domain.periods import Periodicity
from sello.indicators.models import Measurement
from sello.indicators.service import bringing, writing
from sello.register.domain import InitiativeKind
from sello.register.service import initiatives
from tests.builders import AT

SEXES = ("Mujeres", "hombres", "Otra identidad", "MUJERES")
SAID = {
    "Año": ("2023", "2024", "Año 2025", "2025"),
    "Sexo": SEXES,
    "Valor": ("1.200", "7", "s/i", "30", "0"),
    "Fuente": ("Registro", "", "Encuesta"),
    "Estado": ("definitivo", "", "Provisorio"),
}
WRONG = {"Valor": ("1,5", "-2", ""), "Año": ("2027", "ayer"), "Sexo": ("Total", "nadie")}


@pytest.fixture
def indicator(town):
    said = initiatives.InitiativeDraft(
        name="Oficina de Migrantes",
        kind=InitiativeKind.OFFICE,
        unit_ids=frozenset({town.units.migrantes}),
    )
    office = initiatives.create(town.people.secretary.actor(), said, at=AT)
    draft = IndicatorDraft("Personas atendidas", Measure.PEOPLE, Periodicity.YEAR, first_axis=Axis.SEX)
    return writing.create(town.people.secretary.actor(), office, draft, at=AT)


def table(chance: Random) -> str:
    """Some columns in any order, rows in any order; one in four has something wrong."""
    must = ["Año", "Sexo", "Valor"]
    columns = must + [title for title in ("Fuente", "Estado") if chance.random() < 0.6]
    chance.shuffle(columns)
    rows = [[chance.choice(SAID[title]) for title in columns] for _ in range(chance.randint(1, 4))]
    if chance.random() < 0.25:
        title = chance.choice(must)
        rows[0][columns.index(title)] = chance.choice(WRONG[title])
    return "\n".join("\t".join(row) for row in [columns, *rows])


def kept() -> dict[tuple[date, str], tuple[int | None, str, bool]]:
    """What the database holds."""
    db.session.expire_all()
    held = db.session.scalars(select(Measurement))
    return {(one.period_on, one.first_cut): (one.value, one.source, one.provisional) for one in held}


@pytest.mark.parametrize("seed", range(4))
def test_keeping_does_what_the_preview_says(town, indicator, seed):
    actor, chance, changed = town.people.secretary.actor(), Random(seed), 0
    for _ in range(12):
        text, before = table(chance), kept()
        found = bringing.look(actor, indicator, text, at=AT)
        assert kept() == before, "looking keeps nothing"
        for row in found.rows:
            there = before.get((row.line.period.starts, row.line.cut[0]))
            shown = row.before and (row.before.value, row.before.source, row.before.provisional)
            assert shown == there, "the old value is the one that is kept"
        if found.problems:
            with pytest.raises(bringing.HasProblems):
                bringing.bring(actor, indicator, text, seen=found.seal, at=AT)
            assert kept() == before
            continue
        told = {
            (line.period.starts, line.cut[0]): (line.value, line.source, line.provisional)
            for line in found.lines
        }
        assert bringing.bring(actor, indicator, text, seen=found.seal, at=AT) == found.changes
        assert kept() == before | told
        changed += found.changes
    assert changed


def test_a_column_that_the_table_lacks_leaves_what_is_kept(town, indicator):
    actor = town.people.secretary.actor()

    def keep(text: str) -> int:
        seal = bringing.look(actor, indicator, text, at=AT).seal
        return bringing.bring(actor, indicator, text, seen=seal, at=AT)

    keep("Año\tSexo\tValor\tFuente\tEstado\n2025\tMujeres\t10\tRegistro\tprovisorio")
    assert keep("Año\tSexo\tValor\n2025\tMujeres\t10") == 0
    keep("2025\tMujeres\t12")
    assert list(kept().values()) == [(12_000, "Registro", True)]
    keep("Año\tSexo\tValor\tFuente\n2025\tMujeres\t12\t")
    assert list(kept().values()) == [(12_000, "", True)], "an empty cell empties"
