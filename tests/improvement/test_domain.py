"""Rules of the plan as tables and properties: periods, what lacks, versions, states, the drawing."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sello.core.days import Calendar
from sello.improvement.domain import refusals
from sello.improvement.domain.comparing import ChangeKind, differences
from sello.improvement.domain.plan import Action, Asked, Objective, Plan, from_value, to_value
from sello.improvement.domain.progress import ActionState, Thread, counts, state_of
from sello.improvement.domain.rules import (
    Lack,
    check_approvable,
    check_period,
    lacks_of,
    objective_lacks,
)
from sello.reports.document.path import LETTER
from sello.reports.improvement.gantt import NARROW, PAPER, SMALL, WIDE, draw, span

CHILE = Calendar()
TODAY = date(2026, 11, 23)
DAYS = st.dates(date(2024, 1, 1), date(2029, 12, 31))
WORDS = st.sampled_from(["", "Capacitar", "Ñuñoa 2", "a"])
FEW = settings(max_examples=30, deadline=None)


def an_action(number=1, **changes):
    said = Action(
        id=number,
        number=number,
        title="Capacitar",
        unit_id=1,
        unit="Personas",
        person_id=None,
        person="",
        starts_on=date(2026, 12, 1),
        ends_on=date(2027, 3, 31),
        budget=None,
        indicator_id=None,
        indicator="",
        verification="Listas de asistencia",
    )
    return replace(said, **changes)


def an_objective(number=1, *actions, **changes):
    said = Objective(number, number, "Cumplir", "", (), actions)
    return replace(said, **changes)


@st.composite
def plans(draw_from):
    numbers = draw_from(st.lists(st.integers(1, 9), unique=True, max_size=4))
    free = iter(draw_from(st.permutations(range(1, 40))))
    return Plan(
        tuple(
            an_objective(
                number,
                *(_action(draw_from, next(free)) for _ in range(draw_from(st.integers(0, 3)))),
                title=draw_from(WORDS),
                gap=draw_from(WORDS),
                requirements=tuple(Asked(n, f"1.{n}", "T") for n in draw_from(st.sets(st.integers(1, 3)))),
            )
            for number in sorted(numbers)
        )
    )


def _action(draw_from, number):
    return an_action(
        number,
        title=draw_from(WORDS),
        unit=draw_from(WORDS),
        person=draw_from(WORDS),
        starts_on=(start := draw_from(DAYS)),
        ends_on=start + timedelta(days=draw_from(st.integers(0, 400))),
        budget=draw_from(st.none() | st.integers(0, 10**12)),
        indicator=draw_from(WORDS),
        verification=draw_from(WORDS),
    )


@pytest.mark.parametrize(
    ("starts", "ends", "refusal", "near"),
    [
        ((2026, 12, 2), (2026, 12, 1), refusals.EndsBeforeItStarts, "01-12-2026"),
        ((2026, 12, 5), (2026, 12, 9), refusals.StartsOnDayOff, "07-12-2026"),  # a Saturday
        ((2026, 12, 1), (2026, 12, 8), refusals.EndsOnDayOff, "07-12-2026"),  # a holiday
        ((2026, 12, 25), (2026, 12, 30), refusals.StartsOnDayOff, "28-12-2026"),
        ((2026, 12, 1), (2032, 1, 2), refusals.LastsTooLong, "5 años"),
    ],
)
def test_a_period_is_refused_with_the_day_that_will_do(starts, ends, refusal, near):
    with pytest.raises(refusal) as told:
        check_period(date(*starts), date(*ends), calendar=CHILE)
    assert near in str(told.value)


@given(DAYS, DAYS)
def test_a_period_that_is_kept_begins_and_ends_on_business_days(one, other):
    try:
        check_period(one, other, calendar=CHILE)
    except (refusals.EndsBeforeItStarts, refusals.StartsOnDayOff, refusals.LastsTooLong):
        return
    assert one <= other
    assert CHILE.is_business_day(one)
    assert CHILE.is_business_day(other)


@pytest.mark.parametrize(
    ("changes", "lacks"),
    [
        ({}, (Lack.PERSON, Lack.BUDGET, Lack.INDICATOR)),
        ({"person_id": 4, "budget": 0, "indicator": "Personas"}, ()),
        (
            {"person_id": 4, "budget": 5, "indicator": "P", "ends_on": date(2027, 6, 1)},
            (Lack.AFTER,),
        ),
    ],
)
def test_what_an_action_lacks_is_said(changes, lacks):
    assert lacks_of(an_action(**changes), date(2027, 5, 1)) == lacks


def test_what_an_objective_lacks_is_said():
    assert objective_lacks(an_objective()) == (Lack.REQUIREMENT, Lack.ACTIONS)
    assert objective_lacks(an_objective(1, an_action(), requirements=(Asked(1, "1.1.1", "T"),))) == ()


@pytest.mark.parametrize(
    ("plan", "last", "refusal"),
    [
        (Plan(), None, refusals.NothingToApprove),
        (Plan((an_objective(3),)), None, refusals.ObjectiveWithoutAction),
        (
            Plan((an_objective(1, an_action()),)),
            Plan((an_objective(1, an_action()),)),
            refusals.SameAsApproved,
        ),
    ],
)
def test_what_says_nothing_new_is_not_approved(plan, last, refusal):
    with pytest.raises(refusal):
        check_approvable(plan, last, 1)


@FEW
@given(plans())
def test_a_plan_is_kept_by_value(plan):
    assert from_value(to_value(plan)) == plan
    assert differences(plan, plan) == ()


@FEW
@given(plans(), plans())
def test_what_came_one_way_went_the_other(one, other):
    there, back = differences(one, other), differences(other, one)
    turned = {ChangeKind.ADDED: ChangeKind.DROPPED, ChangeKind.DROPPED: ChangeKind.ADDED}
    assert [(turned.get(each.kind, each.kind), each.of, each.number) for each in there] == [
        (each.kind, each.of, each.number) for each in back
    ]
    for ahead, behind in zip(there, back, strict=True):
        assert [(field.label, field.after, field.before) for field in ahead.fields] == [
            (field.label, field.before, field.after) for field in behind.fields
        ]


@pytest.mark.parametrize(
    ("changes", "label", "before", "after"),
    [
        ({"title": "Formar"}, "Acción", "Capacitar", "Formar"),
        ({"unit": "DIDECO"}, "Unidad responsable", "Personas", "DIDECO"),
        ({"person": "Ana"}, "Persona responsable", "", "Ana"),
        ({"starts_on": date(2027, 1, 4)}, "Inicio", "01-12-2026", "04-01-2027"),
        ({"ends_on": date(2027, 4, 30)}, "Término", "31-03-2027", "30-04-2027"),
        ({"budget": 1_000_000}, "Presupuesto", "", "$1.000.000"),
        ({"indicator": "Cobertura"}, "Indicador", "", "Cobertura"),
        ({"verification": "Informe"}, "Medio de verificación", "Listas de asistencia", "Informe"),
    ],
)
def test_each_field_tells_old_and_new(changes, label, before, after):
    (change,) = differences(
        Plan((an_objective(1, an_action()),)), Plan((an_objective(1, an_action(**changes)),))
    )
    assert [(one.label, one.before, one.after) for one in change.fields] == [(label, before, after)]


def test_an_action_that_goes_to_another_objective_has_changed():
    before = Plan((an_objective(1, an_action()), an_objective(2)))
    (change,) = differences(before, Plan((an_objective(1), an_objective(2, an_action()))))
    assert [(one.before, one.after) for one in change.fields] == [("1", "2")]


def thread(*, closed=False, accepted=False, with_unit=True, due=date(2027, 1, 1)):
    return Thread(1, 1, closed, accepted, with_unit and not closed, due)


@pytest.mark.parametrize(
    ("threads", "starts", "ends", "state"),
    [
        ((), (2026, 12, 1), (2027, 1, 1), ActionState.TO_COME),
        ((), (2026, 11, 23), (2027, 1, 1), ActionState.NOT_BEGUN),
        ((), (2026, 10, 1), (2026, 11, 20), ActionState.LATE),
        ((thread(),), (2026, 10, 1), (2027, 1, 1), ActionState.RUNNING),
        ((thread(due=date(2026, 11, 20)),), (2026, 10, 1), (2027, 1, 1), ActionState.LATE),
        (
            (thread(with_unit=False, due=date(2026, 11, 20)),),
            (2026, 10, 1),
            (2027, 1, 1),
            ActionState.IN_REVIEW,
        ),
        ((thread(),), (2026, 10, 1), (2026, 11, 20), ActionState.LATE),
        ((thread(closed=True, accepted=True),), (2026, 10, 1), (2027, 1, 1), ActionState.DONE),
        ((thread(closed=True),), (2026, 10, 1), (2027, 1, 1), ActionState.DROPPED),
        ((thread(closed=True, accepted=True), thread()), (2026, 10, 1), (2027, 1, 1), ActionState.RUNNING),
    ],
)
def test_how_an_action_stands_comes_from_its_tasks(threads, starts, ends, state):
    said = an_action(starts_on=date(*starts), ends_on=date(*ends))
    assert state_of(said, threads, today=TODAY) is state


def test_states_are_counted_from_the_most_pressing_on():
    found = counts([ActionState.DONE, ActionState.LATE, ActionState.DONE])
    assert list(found.items()) == [(ActionState.LATE, 1), (ActionState.DONE, 2)]


@FEW
@given(plans(), st.sampled_from([WIDE, NARROW, PAPER]), DAYS)
def test_each_bar_lies_within_the_drawing_and_runs_with_its_days(plan, width, today):
    over = span(plan)
    if over is None:
        assert not plan.actions
        return
    drawing = draw(plan.actions, over, {}, width, today)
    bars = [shape for shape in drawing.shapes if shape.kind == "bar-plain"]
    assert len(bars) == len(plan.actions)
    for bar, action in zip(bars, plan.actions, strict=True):
        xs, ys = [x for x, _ in bar.points], [y for _, y in bar.points]
        assert 0 <= min(xs) < max(xs) <= width
        assert 0 <= min(ys) < max(ys) <= drawing.height
        assert f"Acción {action.number}," in drawing.alternative
    starts = sorted(
        zip([action.starts_on for action in plan.actions], [b.points[0][0] for b in bars], strict=True)
    )
    assert [x for _, x in starts] == sorted(x for _, x in starts)


@FEW
@given(plans(), st.sampled_from([WIDE, NARROW, PAPER]))
def test_no_two_names_of_months_touch(plan, width):
    over = span(plan)
    if over is None:
        return
    drawn = draw(plan.actions, over, {}, width, TODAY).texts
    named = sorted((text for text in drawn if text.y < 20 and text.size == SMALL), key=lambda text: text.x)
    for left, right in pairwise(named):
        assert left.x + len(left.text) * SMALL * LETTER < right.x
