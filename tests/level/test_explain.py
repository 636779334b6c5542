"""The level in words: its numbers are the score's, and no percentage is ever rounded up."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given

from sello.catalogue.domain.rules import EditionRules
from sello.level.assessment import assess
from sello.level.document import as_document
from sello.level.explain import disagreements, explain, gap
from sello.level.state import (
    HIDDEN_TITLE,
    EvidenceFact,
    Reading,
    RequirementState,
    ReviewState,
)
from tests.level.rules import (
    DAY,
    accepted,
    edition,
    validated,
    yes,
)
from tests.level.test_assessment import cases, judge_case


@given(cases())
def test_the_explanation_adds_up_to_the_score(case: tuple[EditionRules, dict[int, str]]) -> None:
    found = judge_case(*case)
    opened = explain(found, DAY)
    assert sum((line.earned for line in opened.counted), Fraction(0)) == found.score.numerator
    kept = [*opened.counted, *opened.not_counted]
    assert sum((line.weight for line in kept), Fraction(0)) == found.score.denominator
    assert len(kept) + len(opened.left_out) == found.score.total
    for line in [*kept, *opened.left_out]:
        assert "%(" not in str(line.why)


def pending(review: ReviewState, **more: object) -> EvidenceFact:
    return EvidenceFact(7, "Acta 3", review, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("state", "reason", "words"),
    [
        (RequirementState("1"), "no_answer", "Sin respuesta todavía."),
        (validated(1, accepted()), "met", "Cumple."),
        (
            validated(1, accepted(until=date(2027, 1, 1))),
            "met",
            "Cumple, con evidencia aceptada que cuenta hasta el 01-01-2027.",
        ),
        (validated(1), "no_evidence", "No tiene evidencia."),
        (
            validated(1, accepted(until=date(2026, 11, 1))),
            "expired",
            "Su evidencia «Decreto 12» dejó de contar el 02-11-2026 porque venció.",
        ),
        (
            validated(1, accepted(superseded_on=date(2026, 11, 1))),
            "superseded",
            "Su evidencia «Decreto 12» dejó de contar el 01-11-2026 porque fue reemplazada.",
        ),
        (
            validated(1, accepted(since=date(2027, 2, 1))),
            "not_yet",
            "Su evidencia «Decreto 12» cuenta recién desde el 01-02-2027.",
        ),
        (
            validated(1, pending(ReviewState.SUBMITTED)),
            "in_review",
            "Su evidencia «Acta 3» está en revisión; ninguna está aceptada.",
        ),
        (
            validated(1, pending(ReviewState.RETURNED)),
            "returned",
            "Su evidencia «Acta 3» fue devuelta.",
        ),
        (
            validated(1, pending(ReviewState.ACCEPTED, to_confirm=True)),
            "to_confirm",
            "Su evidencia «Acta 3» viene de otro ciclo y falta confirmarla.",
        ),
        (validated(1, accepted(), grade="no"), "not_met", "No cumple."),
        (
            RequirementState("1", declared="yes", evidence=(accepted(),)),
            "declared_only",
            "Está declarado, pero la Secretaría Ejecutiva aún no lo valida.",
        ),
        (
            RequirementState(
                "1", not_applicable=True, not_applicable_reason="Sin piscina.", validated="not_applicable"
            ),
            "not_applicable",
            "No aplica: Sin piscina.",
        ),
    ],
)
def test_each_reason_in_words(state: RequirementState, reason: str, words: str) -> None:
    found = assess(edition(1, dimensions=1), [state], Reading.VALIDATED, DAY)
    opened = explain(found, DAY)
    (line,) = (*opened.counted, *opened.not_counted, *opened.left_out)
    assert (line.verdict.reason.value, str(line.why)) == (reason, words)


@pytest.mark.parametrize(
    ("fact", "words"),
    [
        (
            accepted(until=date(2027, 1, 1)),
            "Su evidencia «Decreto 12» dejará de contar el 02-01-2027 porque vence.",
        ),
        (
            accepted(superseded_on=date(2027, 1, 1)),
            "Su evidencia «Decreto 12» dejará de contar el 01-01-2027 porque otra la reemplaza.",
        ),
    ],
)
def test_what_is_still_to_come_is_not_told_as_past(fact: EvidenceFact, words: str) -> None:
    state = validated(1, fact)
    for today, told in ((DAY, words), (date(2027, 3, 1), None)):
        found = assess(edition(1, dimensions=1), [state], Reading.VALIDATED, date(2027, 3, 1))
        (line,) = explain(found, today).not_counted
        assert (str(line.why) == words) if told else " dejó de contar " in str(line.why)


def test_a_hidden_title_is_no_title_to_quote() -> None:
    """Of no reason and on no day is what stands for a title told as one."""
    day = date(2027, 3, 1)
    ended = {"until": date(2027, 1, 1)}, {"superseded_on": date(2027, 1, 1)}, {"since": date(2027, 4, 1)}
    facts = [accepted(**each) for each in ended]
    facts += [pending(review, to_confirm=review is ReviewState.ACCEPTED) for review in ReviewState]
    reasons = set()
    for fact, today in product(facts, (DAY, day)):
        state = validated(1, replace(fact, title=HIDDEN_TITLE))
        (line,) = explain(
            assess(edition(1, dimensions=1), [state], Reading.VALIDATED, day), today
        ).not_counted
        assert "«" not in str(line.why)
        assert str(line.why).startswith(f"Tiene una {HIDDEN_TITLE}: ")
        reasons.add(line.verdict.reason)
    assert len(reasons) == len(facts)


def test_points_are_told_as_points() -> None:
    rules = edition(4, weights={1: Fraction(3, 2)}, dimensions=2)
    found = assess(rules, yes(1), Reading.SELF, DAY)
    assert str(explain(found, DAY).levels[2].phrases[0]) == (
        "Umbral 80\u00a0%: pide sumar 3,6 de 4,5 puntos aplicables; hay 1,5 (33,3\u00a0%)."
    )


def test_what_counts_in_force_hides_what_does_not() -> None:
    state = validated(1, accepted(until=date(2026, 11, 1)), accepted(id=2), pending(ReviewState.RETURNED))
    found = assess(edition(1, dimensions=1), [state], Reading.VALIDATED, DAY)
    assert found.verdicts["1"].met
    assert found.verdicts["1"].counts_until is None


def test_the_sums_in_words() -> None:
    opened = explain(assess(edition(40), yes(37), Reading.SELF, DAY), DAY)
    assert [str(phrase) for phrase in opened.sums] == [
        "Cumplen 37 de 40 requerimientos aplicables: 92,5\u00a0%."
    ]
    out = RequirementState("40", not_applicable=True, not_applicable_reason="x")
    opened = explain(assess(edition(40), [*yes(37), out], Reading.SELF, DAY), DAY)
    assert str(opened.sums[1]) == "1 requerimiento no aplica y sale del denominador."


@pytest.mark.parametrize(
    ("met", "mandatory", "words"),
    [
        (32, {}, "Oro está alcanzado."),
        (31, {}, "Falta 1 requerimiento para Oro."),
        (30, {}, "Faltan 2 requerimientos para Oro."),
        (39, {40: ["gold"]}, "Falta 1 requerimiento para Oro, obligatorio: 40."),
        (28, {40: ["gold"]}, "Faltan 4 requerimientos para Oro, 1 obligatorio: 40."),
        (30, {39: ["gold"], 40: ["gold"]}, "Faltan 2 requerimientos para Oro, todos obligatorios: 39, 40."),
        (
            28,
            {39: ["gold"], 40: ["gold"]},
            "Faltan 4 requerimientos para Oro, 2 obligatorios: 39, 40.",
        ),
    ],
)
def test_the_gap_in_one_sentence(met: int, mandatory: dict[int, list[str]], words: str) -> None:
    found = assess(edition(40, mandatory=mandatory), yes(met), Reading.SELF, DAY)  # type: ignore[arg-type]
    assert str(gap(found, "gold")) == words


@pytest.mark.parametrize(
    ("met", "words"),
    [
        (0, "No cumple el único requerimiento aplicable: 0,0\u00a0%."),
        (1, "Cumple el único requerimiento aplicable: 100,0\u00a0%."),
    ],
)
def test_the_only_one_is_told_as_one(met: int, words: str) -> None:
    opened = explain(assess(edition(1, dimensions=1), yes(met), Reading.SELF, DAY), DAY)
    assert [str(phrase) for phrase in opened.sums] == [words]
    (asked,) = opened.levels[2].phrases if not met else [None]
    assert asked is None or str(asked) == "Umbral 80\u00a0%: pide cumplir el único requerimiento aplicable."


@pytest.mark.parametrize(
    ("met", "words"),
    [
        (30, "Umbral 80\u00a0%: pide cumplir 32 de 40 requerimientos aplicables; hay 30 (75,0\u00a0%)."),
        (31, "Umbral 80\u00a0%: pide cumplir 32 de 40 requerimientos aplicables; hay 31 (77,5\u00a0%)."),
        (32, "Alcanzado."),
    ],
)
def test_what_a_threshold_asks_is_told_beside_what_there_is(met: int, words: str) -> None:
    found = assess(edition(40), yes(met), Reading.SELF, DAY)
    assert [str(phrase) for phrase in explain(found, DAY).levels[2].phrases] == [words]


def test_where_nothing_applies_nothing_is_missing_either() -> None:
    out = [RequirementState(str(n), not_applicable=True, not_applicable_reason="x") for n in range(1, 5)]
    found = assess(edition(4, dimensions=1), out, Reading.SELF, DAY)
    assert str(gap(found, "gold")) == "No hay requerimientos aplicables: Oro no se puede alcanzar."
    assert [str(phrase) for phrase in explain(found, DAY).levels[2].phrases] == [
        "Umbral 80\u00a0%: no hay requerimientos aplicables."
    ]


def test_a_long_list_of_mandatory_ones_is_cut_in_the_sentence_and_whole_in_the_level() -> None:
    rules = edition(40, mandatory={n: ["gold"] for n in range(31, 41)})
    opened = explain(assess(rules, yes(28), Reading.SELF, DAY), DAY)
    assert str(gap(opened.assessment, "gold")) == "Faltan 10 requerimientos para Oro, todos obligatorios."
    assert str(opened.levels[2].held_back).endswith("31, 32, 33, 34, 35, 36, 37, 38, 39, 40.")


def test_what_a_level_lacks_in_words() -> None:
    found = assess(edition(40, mandatory={40: ["gold"], 39: ["gold"]}), yes(20), Reading.SELF, DAY)
    gold = explain(found, DAY).levels[2]
    assert gold.threshold == "80\u00a0%"
    assert gold.needed == 12
    assert [str(phrase) for phrase in gold.phrases] == [
        "Umbral 80\u00a0%: pide cumplir 32 de 40 requerimientos aplicables; hay 20 (50,0\u00a0%).",
        "Lo retienen 2 obligatorios: 39, 40.",
    ]


def test_the_readings_disagree_where_they_earn_differently() -> None:
    states = [validated(1, accepted()), RequirementState("2", declared="yes"), RequirementState("3")]
    rules = edition(3, dimensions=1)
    assessments = {reading: assess(rules, states, reading, DAY) for reading in Reading}
    found = disagreements(assessments)
    assert [item.code for item in found] == ["2"]
    assert [v.reason.value for v in found[0].verdicts.values()] == ["met", "no_evidence", "not_decided"]
    decided = [*states, RequirementState("3", external="yes")]
    found = disagreements({reading: assess(rules, decided, reading, DAY) for reading in Reading})
    assert [item.code for item in found] == ["2", "3"]


def asking(threshold: int) -> str:
    """What a threshold asks of two requirements of which one is met."""
    return f"Umbral {threshold}\u00a0%: pide cumplir 2 de 2 requerimientos aplicables; hay 1 (50,0\u00a0%)."


def test_the_document_for_machines_is_stable() -> None:
    rules = edition(2, dimensions=1, mandatory={2: ["gold"]})
    state = validated(1, accepted(until=date(2026, 11, 30)))
    assert as_document(assess(rules, [state], Reading.VALIDATED, DAY), DAY) == {
        "schema": 1,
        "edition": {"code": "prueba", "version": "1"},
        "reading": "validated",
        "as_of": "2026-11-22",
        "level": None,
        "numerator": "1",
        "denominator": "2",
        "share": "1/2",
        "shown": "50,0\u00a0%",
        "met": 1,
        "applicable": 2,
        "not_applicable": 0,
        "summary": ["Cumple 1 de 2 requerimientos aplicables: 50,0\u00a0%."],
        "dimensions": [{"code": "D1", "numerator": "1", "denominator": "2", "met": 1, "applicable": 2}],
        "levels": [
            {
                "code": code,
                "name": name,
                "threshold": threshold,
                "threshold_reached": False,
                "floors": [],
                "held_back_by": ["2"] if code == "gold" else [],
                "needed": 1,
                "reached": False,
                "explanation": words,
            }
            for code, name, threshold, words in [
                (
                    "bronze",
                    "Bronce",
                    "3/5",
                    [asking(60)],
                ),
                (
                    "silver",
                    "Plata",
                    "7/10",
                    [asking(70)],
                ),
                (
                    "gold",
                    "Oro",
                    "4/5",
                    [
                        asking(80),
                        "Lo retiene un obligatorio: 2.",
                    ],
                ),
            ]
        ],
        "requirements": [
            {
                "code": "1",
                "dimension": "D1",
                "weight": "1",
                "earned": "1",
                "met": True,
                "applicable": True,
                "reason": "met",
                "explanation": "Cumple, con evidencia aceptada que cuenta hasta el 30-11-2026.",
                "on": None,
                "counts_until": "2026-11-30",
                "evidence": 1,
            },
            {
                "code": "2",
                "dimension": "D1",
                "weight": "1",
                "earned": "0",
                "met": False,
                "applicable": True,
                "reason": "no_answer",
                "explanation": "Sin respuesta todavía.",
                "on": None,
                "counts_until": None,
                "evidence": None,
            },
        ],
    }
