"""From a cycle's facts to a report: the engine's figures come through, whatever the edition's scale."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sello.catalogue.domain.rules import EditionRules, Level, ScaleKind
from sello.level.assessment import assess
from sello.level.state import Reading, RequirementState
from sello.level.status import status_of
from sello.reports.readiness.assemble import CycleFacts, Facts, assemble
from sello.reports.readiness.contents import Edition, ReadinessReport
from sello.reports.readiness.document import document
from sello.reports.readiness.paper import write
from tests.level.rules import (
    GRADED,
    accepted,
    edition,
    validated,
)

TODAY = date(2026, 11, 20)


def facts(rules: EditionRules, states: list[RequirementState], target: str = "gold") -> Facts:
    codes = [rule.code for rule in rules.requirements]
    said = {state.code: state for state in states}
    assessments = {reading: assess(rules, states, reading, TODAY) for reading in Reading}
    cycle = CycleFacts(
        name="Ciclo",
        standard="Estándar",
        edition=Edition("Edición 1", working=False, published_items=0, working_items=0),
        target=target,
        evaluation_on=None,
        dimensions={code: f"Dimensión {code}" for code in rules.dimensions},
        titles={code: f"Requerimiento {code}" for code in codes},
        units=dict.fromkeys(codes, ""),
        assessments=assessments,
        statuses={
            code: status_of(said.get(code) or RequirementState(code), verdict, TODAY)
            for code, verdict in assessments[Reading.VALIDATED].verdicts.items()
        },
    )
    return Facts("Municipalidad", cycle, pieces=(), overdue=(), remarks=(), cut=None)


def report(rules: EditionRules, states: list[RequirementState], target: str = "gold") -> ReadinessReport:
    return assemble(facts(rules, states, target), as_of=TODAY, generated_for="Quien lee")


def met(count: int) -> list[RequirementState]:
    return [validated(n, accepted(id=n)) for n in range(1, count + 1)]


@pytest.mark.parametrize(
    ("count", "level", "shown"),
    [(23, "Sin nivel", "57,5 %"), (24, "Bronce", "60,0 %"), (28, "Plata", "70,0 %"), (37, "Oro", "92,5 %")],
)
def test_published_cases_come_through(count: int, level: str, shown: str) -> None:
    made = report(edition(), met(count))
    assert made.reading.level.name == level
    assert document(made).cover.headline_percent.replace("\u00a0", " ") == shown


@given(st.integers(min_value=0, max_value=40))
def test_what_is_missing_is_what_is_missing(count: int) -> None:
    made = report(edition(), met(count))
    assert made.gap.missing == max(0, 32 - count)
    assert len(made.gap.items) == 40 - count
    assert sum(item.met for item in made.dimensions) == made.reading.met == count
    assert sum(item.total for item in made.dimensions) == 40


def test_a_mandatory_one_is_named_first() -> None:
    made = report(edition(mandatory={40: ["gold"]}), met(35))
    assert made.reading.level.name == "Plata"
    assert made.gap.mandatory == ("40",)
    assert made.gap.items[0].code == "40"
    assert "(40)" in document(made).sections[0].lead[0]
    assert "40" in document(made).sections[2].lead[0]


def test_weights_are_told_as_points() -> None:
    rules = edition(4, weights={1: Fraction(3, 2)}, dimensions=2)
    made = report(rules, met(1))
    assert made.reading.in_points
    assert document(made).cards[1].arithmetic.replace("\u00a0", " ") == (
        "Puntos ÷ posibles: 1,5 ÷ 4,5 × 100 = 33,3 %"
    )


def test_grades_count_in_part() -> None:
    rules = edition(4, kind=ScaleKind.GRADED, grades=GRADED, dimensions=2)
    made = report(rules, [validated(1, accepted(), grade="partial")])
    assert made.reading.met == Fraction(1, 2)
    assert made.reading.in_points


def test_an_edition_of_conformity_has_no_percentage() -> None:
    level = (Level("gold", "Conforme", 1, Fraction(0)),)
    rules = edition(4, kind=ScaleKind.CONFORMITY, levels=level, mandatory={1: ["gold"]}, dimensions=2)
    made = report(rules, met(1))
    assert made.reading.share is None
    assert document(made).cover.headline_percent == "—"
    assert write(made, io.BytesIO()) > 1


def test_the_three_readings_are_the_engines() -> None:
    rules, states = edition(), met(30)
    made = report(rules, states)
    for kind, reading in zip(Reading, made.readings, strict=True):
        judged = assess(rules, states, kind, TODAY)
        assert (reading.key, reading.met, reading.share) == (kind.value, judged.score.numerator, judged.share)


def test_the_plan_says_who_acts_and_until_when_to_the_town_alone() -> None:
    made = report(edition(), met(35))
    section = next(each for each in document(made).sections if each.anchor == "brecha")
    (table,) = section.tables
    assert table.columns[-1].title == "Quién actúa y hasta cuándo"
    outside = document(replace(made, tells_work=False))
    section = next(each for each in outside.sections if each.anchor == "brecha")
    assert "Quién actúa y hasta cuándo" not in {column.title for column in section.tables[0].columns}
    assert "tareas atrasadas" not in outside.sections[0].lead[0]
