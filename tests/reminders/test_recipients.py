"""To whom a notice goes, how notices become mails, and what settings are refused."""

from dataclasses import dataclass, replace
from datetime import date, time

import pytest

from sello.accounts.domain.actor import Role
from sello.core.refusal import Refusal
from sello.reminders.domain.recipients import Addressee, Directory
from sello.reminders.domain.schedule import Kind, Schedule, checked
from sello.reminders.domain.tellings import letters, tellings
from sello.reminders.domain.waves import Notice, Wave

MONDAY = date(2026, 11, 23)
TOP, OFFICE, LONELY = 1, 2, 3


def someone(person_id: int, role: Role = Role.CONTRIBUTOR, **values: object) -> Addressee:
    known = Addressee(
        person_id, f"P{person_id}", f"p{person_id}@x.example", True, None, None, None, role, OFFICE
    )
    return replace(known, **values)


def directory(*people: Addressee) -> Directory:
    return Directory(
        today=MONDAY,
        people={person.person_id: person for person in people},
        heads={TOP: 9},
        parents={TOP: None, OFFICE: TOP, LONELY: None},
        unit_names={TOP: "DIDECO", OFFICE: "Migrantes", LONELY: "OGL"},
    )


HEAD = someone(9, Role.UNIT_HEAD)


@pytest.mark.parametrize(
    ("people", "charged"),
    [
        ([someone(1), HEAD], 1),
        ([someone(1, active=False), HEAD], 9),
        ([HEAD], 9),
        ([someone(1, active=False), someone(9, active=False)], None),
        ([someone(1, substitute_id=2, substitute_from=MONDAY, substitute_until=MONDAY), someone(2)], 2),
        (
            [
                someone(1, substitute_id=2, substitute_from=MONDAY, substitute_until=MONDAY),
                someone(2, active=False),
            ],
            1,
        ),
        (
            [
                someone(
                    1, substitute_id=2, substitute_from=date(2026, 11, 24), substitute_until=date(2027, 1, 1)
                ),
                someone(2),
            ],
            1,
        ),
        (
            [
                someone(9, active=False, substitute_id=2, substitute_from=MONDAY, substitute_until=MONDAY),
                someone(2),
            ],
            2,
        ),
    ],
    ids=[
        "the person",
        "left: the head of the unit above",
        "unknown: the head",
        "nobody active",
        "her substitute",
        "a substitute who left too",
        "a substitute from tomorrow",
        "the head's substitute",
    ],
)
def test_who_is_in_charge(people: list[Addressee], charged: int | None) -> None:
    found = directory(*people).in_charge(1, OFFICE)
    assert (found.person_id if found else None) == charged


def test_a_circle_of_units_ends() -> None:
    circle = replace(directory(someone(1)), parents={TOP: OFFICE, OFFICE: TOP}, heads={})
    assert circle.head_of(OFFICE) is None


@dataclass(frozen=True)
class Thing:
    id: int
    due_on: date
    unit_id: int = OFFICE
    person_id: int | None = 1
    title: str = "Acta"


LATE = date(2026, 11, 13)
WAVE = Wave(
    MONDAY,
    {
        date(2026, 11, 24): Notice(Kind.DUE_SOON, 1, date(2026, 11, 25)),
        date(2026, 11, 30): Notice(Kind.DUE_SOON, 5, date(2026, 11, 27)),
        date(2026, 11, 20): Notice(Kind.OVERDUE, 1, date(2026, 11, 30)),
        LATE: Notice(Kind.OVERDUE, 2, date(2026, 11, 30)),
    },
)


def told(
    things: list[Thing], *people: Addressee, schedule: Schedule | None = None
) -> set[tuple[int, Kind, int]]:
    found = tellings(WAVE, things, directory(*people), schedule or Schedule())
    return {(each.to.person_id, each.kind, each.thing.id) for each in found}


def test_the_second_notice_reaches_the_head_too() -> None:
    things = [Thing(1, date(2026, 11, 20)), Thing(2, LATE)]
    assert told(things, someone(1), HEAD) == {
        (1, Kind.OVERDUE, 1),
        (1, Kind.OVERDUE, 2),
        (9, Kind.ESCALATED, 2),
    }


def test_a_head_in_charge_is_told_once() -> None:
    assert told([Thing(2, LATE)], HEAD) == {(9, Kind.OVERDUE, 2)}


def test_who_turned_a_kind_off_is_not_told_and_her_head_still_is() -> None:
    quiet = someone(1, silenced=frozenset({Kind.OVERDUE}))
    assert told([Thing(2, LATE)], quiet, HEAD) == {(9, Kind.ESCALATED, 2)}


def test_escalation_can_be_never() -> None:
    assert told([Thing(2, LATE)], someone(1), HEAD, schedule=Schedule(escalate_from=0)) == {
        (1, Kind.OVERDUE, 2)
    }


def test_nobody_active_is_nobody_told() -> None:
    assert told([Thing(2, LATE, unit_id=LONELY)], someone(1, active=False)) == set()


def test_mails_are_few_and_can_be_withdrawn_by_date() -> None:
    things = [
        Thing(1, date(2026, 11, 24)),
        Thing(2, date(2026, 11, 24)),
        Thing(3, date(2026, 11, 30)),
        Thing(4, date(2026, 11, 20)),
        Thing(5, LATE),
    ]
    found = letters(tellings(WAVE, things, directory(someone(1)), Schedule()))
    assert [(letter.kind, [each.thing.id for each in letter.tellings]) for letter in found] == [
        (Kind.DUE_SOON, [1, 2]),
        (Kind.DUE_SOON, [3]),
        (Kind.OVERDUE, [5, 4]),
    ]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"send_at": time(6, 59)}, "send_at"),
        ({"digest_at": time(20, 1)}, "digest_at"),
        ({"due_soon": ()}, "due_soon"),
        ({"due_soon": (5, 5)}, "due_soon"),
        ({"due_soon": (31,)}, "due_soon"),
        ({"due_soon": (1, 2, 3, 4, 5, 6)}, "due_soon"),
        ({"expiring": (0,)}, "expiring"),
        ({"expiring": (366,)}, "expiring"),
        ({"overdue_every": 0}, "overdue_every"),
        ({"escalate_from": 61}, "escalate_from"),
    ],
)
def test_settings_that_make_no_sense_are_refused_beside_their_field(
    wrong: dict[str, object], field: str
) -> None:
    with pytest.raises(Refusal) as refused:
        checked(replace(Schedule(), **wrong))
    assert refused.value.field == field


def test_the_defaults_make_sense() -> None:
    assert checked(Schedule()) == Schedule()
