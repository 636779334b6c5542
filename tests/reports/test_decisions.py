"""What the authority is asked to decide: of whoever has the turn, and as the kind of document has it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from sello.evidence.domain.details import EvidenceType
from sello.level.status import Status
from sello.level.status import Turn as StatusTurn
from sello.reports.mayor.decisions import (
    Asked,
    Deed,
    Ending,
    Matter,
    Office,
    Side,
    Thread,
    Why,
    decide,
    decisions,
)
from sello.reports.mayor.words import NEXT, sentence
from sello.tasks.domain.turn import Reason, Turn, Whose

TODAY = date(2026, 11, 26)
SECPLA, DIDECO = Office(3, "SECPLA"), Office(4, "DIDECO")
U, S = Side.UNIT, Side.SECRETARIAT
INSTRUCT, ACCOUNT = Deed.INSTRUCT, Deed.ACCOUNT
TURNS = {
    Reason.RETURNED: Turn.UNIT,
    Reason.TO_DO: Turn.UNIT,
    Reason.TIME: Turn.SECRETARIAT,
    Reason.REVIEW: Turn.SECRETARIAT,
    Reason.DELIVERED: Turn.SECRETARIAT,
}


def asked(status: Status = Status.WITHOUT_EVIDENCE, unit: Office | None = SECPLA) -> Asked:
    return Asked(7, "1.1.2", "Programas con metas de género", status, unit)


def thread(
    reason: Reason = Reason.TO_DO, days: int = 5, turn: Turn | None = None, question: bool = False
) -> Thread:
    now = Whose(turn or TURNS[reason], reason, datetime(2026, 11, 20, tzinfo=UTC))
    return Thread(9, "Subir el plan", DIDECO, TODAY + timedelta(days=days), now, question)


def matter(status: Status, there: Thread | None, why: Why = Why.MANDATORY) -> Matter:
    return Matter(why, asked(status), there)


WITHOUT_TASK = [
    *((status, None) for status in Status if status.turn is StatusTurn.NOBODY),
    *((status, (ACCOUNT, S)) for status in Status if status.turn is StatusTurn.SECRETARIAT),
    *((status, (INSTRUCT, U)) for status in Status if status.turn is StatusTurn.UNIT),
]


@pytest.mark.parametrize(("status", "expected"), WITHOUT_TASK)
def test_without_a_task_the_requirement_says_whose_turn_it_is(status, expected):
    found = decide(matter(status, None), today=TODAY)
    assert (found and (found.deed, found.side)) == expected


TASKS = [
    ("to do, in time", thread(), (INSTRUCT, U)),
    ("to do, late", thread(days=-1), (ACCOUNT, U)),
    ("due today is not late", thread(days=0), (INSTRUCT, U)),
    ("returned, in time", thread(Reason.RETURNED), (ACCOUNT, U)),
    ("in review", thread(Reason.REVIEW), (ACCOUNT, S)),
    ("in review is never late", thread(Reason.REVIEW, days=-9), (ACCOUNT, S)),
    ("handed in", thread(Reason.DELIVERED), (ACCOUNT, S)),
    ("more time was asked for", thread(Reason.TIME, days=-9), (ACCOUNT, S)),
    ("the unit was asked already", thread(Reason.ASKED, turn=Turn.UNIT, question=True), None),
    ("and does not answer", thread(Reason.ASKED, -3, Turn.UNIT, question=True), (INSTRUCT, U)),
    ("a question behind what was returned", thread(Reason.RETURNED, question=True), None),
    ("the secretariat was asked", thread(Reason.ASKED, -3, Turn.SECRETARIAT, question=True), None),
    ("the evaluation was asked", thread(Reason.ASKED, -3, Turn.EVALUATION, question=True), None),
    ("instructed, its day to come", replace(thread(), instructed=True), None),
    ("instructed, and late", replace(thread(days=-1), instructed=True), (ACCOUNT, U)),
]


@pytest.mark.parametrize(("there", "expected"), [row[1:] for row in TASKS], ids=[row[0] for row in TASKS])
def test_an_open_task_says_whose_turn_it_is(there, expected):
    found = decide(matter(Status.WITHOUT_EVIDENCE, there), today=TODAY)
    assert (found and (found.deed, found.side)) == expected
    if found is not None:
        assert found.unit == (DIDECO if found.side is U else None)


def test_a_requirement_without_unit_is_for_the_secretariat_to_assign():
    found = decide(Matter(Why.MANDATORY, asked(unit=None)), today=TODAY)
    assert found is not None
    assert (found.deed, found.side) == (ACCOUNT, S)
    assert "asigne una unidad" in sentence(found, today=TODAY)


def test_what_stands_today_is_decided_if_the_level_falls_with_it():
    ending = Ending("Política de igualdad", EvidenceType.PROTOCOL, date(2027, 6, 1))
    fall = replace(matter(Status.VALIDATED, None, Why.FALL), ending=ending)
    found = decide(fall, today=TODAY)
    assert found is not None
    assert (found.deed, found.unit) == (INSTRUCT, SECPLA)
    assert "vigente hasta el 01-06-2027" in sentence(found, today=TODAY)


REASONS = some.sampled_from(sorted(TURNS))


@given(
    status=some.sampled_from(list(Status)),
    reason=REASONS,
    days=some.integers(-400, 400),
    why=some.sampled_from(list(Why)),
    with_task=some.booleans(),
    question=some.booleans(),
)
def test_no_unit_is_told_of_what_waits_for_the_secretariat(status, reason, days, why, with_task, question):
    there = thread(reason, days, question=question) if with_task else None
    found = decide(matter(status, there, why), today=TODAY)
    if found is None:
        return
    waits = status.turn is StatusTurn.SECRETARIAT or (
        there is not None and there.now.turn is Turn.SECRETARIAT
    )
    assert (found.side is S) is waits
    said = sentence(found, today=TODAY)
    assert ("a la Secretaría Ejecutiva" in said) is waits
    assert "1.1.2" not in said


@pytest.mark.parametrize("kind", list(EvidenceType))
@pytest.mark.parametrize("days", [-3, 0, 40])
def test_only_what_renews_is_renewed_and_what_ended_is_said_to_have_ended(kind, days):
    ending = Ending("Documento de prueba", kind, TODAY + timedelta(days=days))
    found = decide(replace(matter(Status.EXPIRING, None), ending=ending), today=TODAY)
    assert found is not None
    said = sentence(found, today=TODAY)
    assert ("renueve" in said) is kind.renews
    assert (kind in NEXT) is not kind.renews
    assert ("venció el 23-11-2026" in said) is (days < 0)
    assert ("vigente hasta" in said or "sirve hasta" in said) is (days >= 0)


def test_minutes_are_not_renewed_the_next_ones_are_made():
    ending = Ending("Acta de revisión", EvidenceType.MINUTES, date(2026, 11, 13))
    found = decide(replace(matter(Status.EXPIRED, None), ending=ending), today=TODAY)
    assert found is not None
    assert sentence(found, today=TODAY) == (
        "Instruir a SECPLA que entregue el acta siguiente a «Acta de revisión», que venció el 13-11-2026; "
        "es obligatorio."
    )


def test_the_gravest_comes_first_and_each_thing_once():
    late = Matter(Why.LATE, thread=thread(days=-1), late=2)
    fall = Matter(Why.FALL, asked(Status.EXPIRING), thread(days=-1), falls="se pierde", falls_on=TODAY)
    again = Matter(Why.MANDATORY, asked(Status.EXPIRING), thread(days=-1))
    other = Matter(Why.MANDATORY, replace(asked(), id=8, code="2.1.1"))
    found = list(decisions([late, again, Matter(Why.NO_DAY), other, fall], today=TODAY))
    assert [each.matter.why for each in found] == [Why.FALL, Why.MANDATORY, Why.NO_DAY]
    assert "si no, el nivel cae el 26-11-2026" in sentence(found[0], today=TODAY)


def test_what_the_button_promises_changes_with_the_turn():
    marks = {
        decide(matter(Status.WITHOUT_EVIDENCE, there), today=TODAY).mark  # type: ignore[union-attr]
        for there in (None, thread(), thread(days=-1), thread(Reason.REVIEW))
    }
    assert len(marks) == 4
