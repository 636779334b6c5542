"""The level in words: its numbers are the score's, and no percentage is ever rounded up."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sello.catalogue.domain.rules import EditionRules
from sello.level.assessment import assess
from sello.level.document import as_document
from sello.level.explain import disagreements, explain, gap
from sello.level.formatting import shown_date, shown_number, shown_percentage
from sello.level.state import (
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


@pytest.mark.parametrize(
    ("share", "shown"),
    [
        (Fraction(37, 40), "92,5\u00a0%"),
        (Fraction(5997, 10000), "59,97\u00a0%"),
        (Fraction(599999, 1000000), "59,99\u00a0%"),
        (Fraction(3, 5), "60\u00a0%"),
        (Fraction(1, 3), "33,33\u00a0%"),
        (Fraction(0), "0\u00a0%"),
        (Fraction(1), "100\u00a0%"),
        (Fraction(7, 10000), "0,07\u00a0%"),
        (None, "—"),
    ],
)
def test_percentages_are_cut_off(share: Fraction | None, shown: str) -> None:
    assert shown_percentage(share) == shown


@given(st.fractions(min_value=0, max_value=1))
def test_what_is_shown_is_never_more_than_the_truth(share: Fraction) -> None:
    shown = Fraction(shown_percentage(share).removesuffix("\u00a0%").replace(",", ".")) / 100
    assert shown <= share < shown + Fraction(1, 10000)


def test_small_numbers_and_dates() -> None:
    assert shown_number(Fraction(-5, 2)) == "−2,5"
    assert shown_number(Fraction(-1, 1000)) == "0"
    assert shown_number(Fraction(7, 2), 0) == "3"
    assert shown_date(date(2026, 3, 9)) == "09-03-2026"
    assert shown_date(None) == "—"


@given(cases())
def test_the_explanation_adds_up_to_the_score(case: tuple[EditionRules, dict[int, str]]) -> None:
    found = judge_case(*case)
    opened = explain(found)
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
    opened = explain(found)
    (line,) = (*opened.counted, *opened.not_counted, *opened.left_out)
    assert (line.verdict.reason.value, str(line.why)) == (reason, words)


def test_what_counts_in_force_hides_what_does_not() -> None:
    state = validated(1, accepted(until=date(2026, 11, 1)), accepted(id=2), pending(ReviewState.RETURNED))
    found = assess(edition(1, dimensions=1), [state], Reading.VALIDATED, DAY)
    assert found.verdicts["1"].met
    assert found.verdicts["1"].counts_until is None


def test_the_sums_in_words() -> None:
    opened = explain(assess(edition(40), yes(37), Reading.SELF, DAY))
    assert [str(phrase) for phrase in opened.sums] == [
        "Cumplen 37 de 40 requerimientos aplicables: 92,5\u00a0%."
    ]
    out = RequirementState("40", not_applicable=True, not_applicable_reason="x")
    opened = explain(assess(edition(40), [*yes(37), out], Reading.SELF, DAY))
    assert str(opened.sums[1]) == "1 requerimiento no aplica y sale del denominador."


@pytest.mark.parametrize(
    ("met", "mandatory", "words"),
    [
        (32, {}, "Oro está alcanzado."),
        (31, {}, "Falta 1 requerimiento para Oro."),
        (30, {}, "Faltan 2 requerimientos para Oro."),
        (39, {40: ["gold"]}, "Falta 1 requerimiento para Oro, obligatorio: 40."),
        (28, {40: ["gold"]}, "Faltan 4 requerimientos para Oro, 1 obligatorio: 40."),
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
        (30, "Umbral 80\u00a0%: hay 75\u00a0%, faltan 2 puntos."),
        (31, "Umbral 80\u00a0%: hay 77,5\u00a0%, falta 1 punto."),
        (32, "Alcanzado."),
    ],
)
def test_points_are_counted(met: int, words: str) -> None:
    found = assess(edition(40), yes(met), Reading.SELF, DAY)
    assert [str(phrase) for phrase in explain(found).levels[2].phrases] == [words]


def test_where_nothing_applies_nothing_is_missing_either() -> None:
    out = [RequirementState(str(n), not_applicable=True, not_applicable_reason="x") for n in range(1, 5)]
    found = assess(edition(4, dimensions=1), out, Reading.SELF, DAY)
    assert str(gap(found, "gold")) == "No hay requerimientos aplicables: Oro no se puede alcanzar."
    assert [str(phrase) for phrase in explain(found).levels[2].phrases] == [
        "Umbral 80\u00a0%: no hay requerimientos aplicables."
    ]


def test_a_long_list_of_mandatory_ones_is_cut_in_the_sentence_and_whole_in_the_level() -> None:
    rules = edition(40, mandatory={n: ["gold"] for n in range(31, 41)})
    opened = explain(assess(rules, yes(28), Reading.SELF, DAY))
    assert str(gap(opened.assessment, "gold")) == "Faltan 10 requerimientos para Oro, 10 obligatorios."
    assert str(opened.levels[2].held_back).endswith("31, 32, 33, 34, 35, 36, 37, 38, 39, 40.")


def test_what_a_level_lacks_in_words() -> None:
    found = assess(edition(40, mandatory={40: ["gold"], 39: ["gold"]}), yes(20), Reading.SELF, DAY)
    gold = explain(found).levels[2]
    assert gold.threshold == "80\u00a0%"
    assert gold.needed == 12
    assert [str(phrase) for phrase in gold.phrases] == [
        "Umbral 80\u00a0%: hay 50\u00a0%, faltan 12 puntos.",
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


def test_the_document_for_machines_is_stable() -> None:
    rules = edition(2, dimensions=1, mandatory={2: ["gold"]})
    state = validated(1, accepted(until=date(2026, 11, 30)))
    assert as_document(assess(rules, [state], Reading.VALIDATED, DAY)) == {
        "schema": 1,
        "edition": {"code": "prueba", "version": "1"},
        "reading": "validated",
        "as_of": "2026-11-22",
        "level": None,
        "numerator": "1",
        "denominator": "2",
        "share": "1/2",
        "shown": "50\u00a0%",
        "met": 1,
        "applicable": 2,
        "not_applicable": 0,
        "summary": ["Cumplen 1 de 2 requerimientos aplicables: 50\u00a0%."],
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
                ("bronze", "Bronce", "3/5", ["Umbral 60\u00a0%: hay 50\u00a0%, faltan 0,2 puntos."]),
                ("silver", "Plata", "7/10", ["Umbral 70\u00a0%: hay 50\u00a0%, faltan 0,4 puntos."]),
                (
                    "gold",
                    "Oro",
                    "4/5",
                    ["Umbral 80\u00a0%: hay 50\u00a0%, faltan 0,6 puntos.", "Lo retiene un obligatorio: 2."],
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
