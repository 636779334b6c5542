"""To whom a notice goes, how notices become mails, and what settings are refused."""

from dataclasses import dataclass, replace
from datetime import date, time

import pytest

from sello.accounts.domain.actor import Role
from sello.core.refusal import Refusal
from sello.reminders.domain.ladder import Rung, To, When
from sello.reminders.domain.recipients import Addressee, Directory
from sello.reminders.domain.schedule import Kind, Schedule, checked
from sello.reminders.domain.tellings import letters, once, reached, tellings
from sello.reminders.domain.waves import Notice, Wave

MONDAY = date(2026, 11, 23)
TOP, OFFICE, LONELY = 1, 2, 3
BEFORE, AFTER = Rung(When.BEFORE, 5, To.PERSON), Rung(When.AFTER, 5, To.PERSON)


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
HEADS = Wave(MONDAY, {LATE: Notice(Kind.ESCALATED, 1, date(2026, 11, 30))}, To.HEAD)


def told(
    things: list[Thing], *people: Addressee, schedule: Schedule | None = None
) -> set[tuple[int, Kind, int]]:
    town, policy = directory(*people), schedule or Schedule()
    found = once(
        each
        for wave in (WAVE, HEADS)
        for each in tellings(wave, [one for one in things if one.due_on in wave.notices], town, policy)
    )
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


def reaching(to: To, *people: Addressee, unit_id: int = OFFICE, **named: tuple[int, ...]) -> list[int]:
    """Whom a rung reaches of a thing of the first person."""
    found = reached(to, Thing(1, LATE, unit_id), directory(*people), Schedule(**named))
    return [each.person_id for each in found]


def test_a_substitute_is_told_beside_whom_she_stands_in_for() -> None:
    deputy = someone(2)
    assert reaching(To.SUBSTITUTE, someone(1, substitute_id=2), deputy, HEAD) == [2]
    assert reaching(To.SUBSTITUTE, someone(1), deputy, HEAD) == []
    elsewhere = someone(2, unit_id=LONELY)
    assert reaching(To.SUBSTITUTE, someone(1, substitute_id=2), elsewhere, HEAD) == []


def test_who_was_named_is_told_of_what_she_sees_and_whoever_stands_in_for_her() -> None:
    mayor = someone(5, Role.AUTHORITY, unit_id=None)
    other = someone(6, Role.UNIT_HEAD, unit_id=LONELY)
    top = someone(9, Role.UNIT_HEAD, unit_id=TOP)
    secretary = someone(7, Role.SECRETARIAT, substitute_id=8, substitute_from=MONDAY, substitute_until=MONDAY)
    people = [someone(1), mayor, other, top, secretary, someone(8, unit_id=LONELY)]
    assert reaching(To.COMMITTEE, *people, committee=(5, 6, 7, 9, 99)) == [5, 8, 9]
    assert reaching(To.ADMINISTRATION, *people, administration=(6,)) == []
    assert reaching(To.COMMITTEE, *people, committee=(1, 5)) == [5], "whoever has it is told as that"
    assert reaching(To.COMMITTEE, someone(4, Role.AUDITOR, unit_id=None), committee=(4,)) == []


def test_nobody_active_is_nobody_told() -> None:
    assert told([Thing(2, LATE, unit_id=LONELY)], someone(1, active=False)) == set()


def test_what_is_told_to_somebody_stands_together_by_kind() -> None:
    things = [
        Thing(1, date(2026, 11, 24)),
        Thing(2, date(2026, 11, 24)),
        Thing(3, date(2026, 11, 30)),
        Thing(4, date(2026, 11, 20)),
        Thing(5, LATE),
    ]
    found = letters(tellings(WAVE, things, directory(someone(1)), Schedule()))
    assert [(letter.kind, [each.thing.id for each in letter.tellings]) for letter in found] == [
        (Kind.DUE_SOON, [1, 2, 3]),
        (Kind.OVERDUE, [5, 4]),
    ]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"send_at": time(6, 59)}, "send_at"),
        ({"digest_at": time(20, 1)}, "digest_at"),
        ({"ladder": ()}, "ladder"),
        ({"ladder": (BEFORE, BEFORE)}, "ladder"),
        ({"ladder": (replace(BEFORE, days=31),)}, "ladder"),
        ({"ladder": (replace(BEFORE, every=2),)}, "ladder"),
        ({"ladder": (replace(AFTER, days=0),)}, "ladder"),
        ({"ladder": (replace(AFTER, days=251),)}, "ladder"),
        ({"ladder": (replace(AFTER, every=61),)}, "ladder"),
        ({"ladder": (AFTER, replace(AFTER, every=3))}, "ladder"),
        ({"ladder": (replace(AFTER, to=To.COMMITTEE),)}, "ladder"),
        ({"ladder": tuple(replace(AFTER, days=days) for days in range(1, 22))}, "ladder"),
        ({"expiring": (0,)}, "expiring"),
        ({"expiring": (366,)}, "expiring"),
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


def test_the_ladder_is_kept_in_the_order_in_which_it_is_told() -> None:
    rungs = (AFTER, replace(AFTER, days=2), BEFORE, replace(BEFORE, days=9), replace(BEFORE, to=To.COMMITTEE))
    kept = checked(Schedule(ladder=rungs, committee=(1,))).ladder
    assert kept == (rungs[3], BEFORE, rungs[4], rungs[1], AFTER)
