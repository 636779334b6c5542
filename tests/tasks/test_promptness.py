"""How promptly a unit delivers, as a table; and read from the real acts."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sello.core.days import Calendar
from sello.core.db import db, scope_to
from sello.tasks.domain.due import DueKind, Term
from sello.tasks.domain.promptness import Delivery, Promptness, due_then, promptness
from sello.tasks.domain.states import Step
from sello.tasks.models import Task
from sello.tasks.queries.promptness import promptness_of_person, promptness_of_units
from sello.tasks.service import assigning, steps
from tests.builders import AT, TODAY, Town
from tests.tasks import cast

CHILE = Calendar()
MONDAY, TUESDAY, WEDNESDAY, FRIDAY = (date(2026, 11, day) for day in (16, 17, 18, 20))
DAYS = st.dates(date(2025, 1, 1), date(2028, 12, 31))


def delivery(asked: date, due: date, delivered: date, *, returned: bool = False) -> Delivery:
    return Delivery(asked, due, delivered, returned)


@pytest.mark.parametrize(
    ("deliveries", "expected"),
    [
        ((), Promptness(0, 0, 0, None)),
        ((delivery(MONDAY, FRIDAY, FRIDAY),), Promptness(1, 1, 0, 4)),  # the last day itself is in time
        ((delivery(MONDAY, TUESDAY, WEDNESDAY, returned=True),), Promptness(1, 0, 1, 2)),
        ((delivery(MONDAY, FRIDAY, MONDAY),), Promptness(1, 1, 0, 0)),
        (
            (
                delivery(MONDAY, FRIDAY, TUESDAY),
                delivery(MONDAY, TUESDAY, FRIDAY),
                delivery(FRIDAY, FRIDAY, date(2026, 11, 23), returned=True),  # a weekend is one business day
            ),
            Promptness(3, 1, 1, 1),
        ),
    ],
)
def test_deliveries_are_counted(deliveries: tuple[Delivery, ...], expected: Promptness) -> None:
    assert promptness(deliveries, CHILE) == expected


@given(st.lists(st.builds(Delivery, DAYS, DAYS, DAYS, st.booleans())))
def test_every_delivery_is_in_time_or_late(deliveries: list[Delivery]) -> None:
    found = promptness(deliveries, CHILE)
    assert found.in_time + found.late == found.delivered == len(deliveries)
    assert 0 <= found.returned <= found.delivered
    assert (found.usual_days is None) == (not deliveries)


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("changes", "delivered", "due"),
    [
        ((), MONDAY, FRIDAY),
        (((noon(MONDAY), TUESDAY),), WEDNESDAY, FRIDAY),  # it was moved before: the new day holds
        (((noon(WEDNESDAY), TUESDAY),), MONDAY, TUESDAY),  # it was moved after: the old one held
        (((noon(FRIDAY), WEDNESDAY), (noon(WEDNESDAY), TUESDAY)), MONDAY, TUESDAY),
    ],
)
def test_the_last_day_is_the_one_of_then(
    changes: tuple[tuple[datetime, date], ...], delivered: date, due: date
) -> None:
    assert due_then(FRIDAY, changes, noon(delivered)) == due


def test_a_unit_is_as_prompt_as_its_tasks_were(town: Town) -> None:
    scope_to(db.session(), town.institution.id)
    secretary, head = town.people.secretary.actor(), town.people.head
    personas = town.units.personas
    in_time = cast.ask(secretary, personas, due_on=TODAY + timedelta(days=5), title="A tiempo")
    late = cast.ask(secretary, personas, due_on=TODAY - timedelta(days=3), title="Tarde", person_id=head.id)
    cast.ask(secretary, personas, due_on=TODAY - timedelta(days=3), title="Nunca")
    elsewhere = cast.ask(secretary, town.units.dideco, title="De otra unidad")
    for task_id in (in_time, late, elsewhere):
        steps.take_step(secretary, task_id, Step.DELIVER, why="En papel", now=AT.now)
    steps.take_step(secretary, late, Step.RETURN, why="Falta la firma", now=AT.now + timedelta(hours=1))
    row = db.session.get_one(Task, late)
    # More time that was given after the delivery does not make it prompt.
    assigning.edit(
        secretary,
        late,
        assigning.TaskDraft(
            title=row.title,
            unit_id=row.unit_id,
            person_id=row.person_id,
            term=Term(DueKind.DATE, on=TODAY + timedelta(days=20)),
        ),
        version=row.version,
        at=AT.then(AT.now + timedelta(hours=2)),
    )
    found = promptness_of_units([personas], at=AT)
    assert (found.delivered, found.in_time, found.late, found.returned) == (2, 1, 1, 1)
    hers = promptness_of_person(head.id, at=AT)
    assert (hers.delivered, hers.in_time) == (1, 0)
    next_year = AT.then(AT.now + timedelta(days=400))
    assert promptness_of_units([personas], at=next_year).delivered == 0
