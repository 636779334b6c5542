"""What an institution and its people decide about reminders is in the trail with what it was before."""

from dataclasses import replace
from datetime import time

from sello.core.db import db
from sello.core.trail.acts import Act
from sello.core.trail.history import events_of
from sello.reminders.domain.ladder import Rung, To, When
from sello.reminders.domain.schedule import Kind, Schedule, Weekday, kinds_for
from sello.reminders.service.settings import choose_kinds, save_schedule
from tests.builders import NOW, Town
from tests.reminders import cast


def changes(act: Act) -> list[tuple[object, object]]:
    """What the trail tells of an act: before and after."""
    db.session.flush()
    return [(told.before, told.after) for told in events_of([act])]


def test_each_time_that_was_changed_is_told_with_what_it_was(town: Town) -> None:
    actor = town.people.secretary.actor()
    first = Schedule()
    save_schedule(actor, first, version=0, now=NOW)
    later = replace(
        first,
        send_at=time(9, 15),
        digest_on=Weekday.FRIDAY,
        ladder=(Rung(When.AFTER, 2, To.HEAD), Rung(When.BEFORE, 3, To.PERSON)),
        off=frozenset({Kind.DIGEST}),
    )
    save_schedule(actor, later, version=1, now=NOW)
    save_schedule(actor, later, version=2, now=NOW)
    _, changed, same = changes(Act.INSTITUTION_REMINDERS_SET)
    rungs = [
        {"when": "before", "days": 3, "every": 0, "to": "person"},
        {"when": "after", "days": 2, "every": 0, "to": "head"},
    ]
    assert changed == (
        {"send_at": "08:30:00", "digest_on": "0", "ladder": cast.stored(first.ladder), "off": []},
        {"send_at": "09:15:00", "digest_on": "4", "ladder": rungs, "off": ["digest"]},
    )
    assert same == ({}, {})


def test_the_kinds_that_a_person_turned_off_are_told_with_those_before(town: Town) -> None:
    actor = town.people.head.actor()
    offered = kinds_for(actor.role)
    without = [kind for kind in offered if kind is not Kind.DIGEST]
    choose_kinds(actor, without, seen=[kind.value for kind in offered], now=NOW)
    choose_kinds(actor, offered, seen=[kind.value for kind in without], now=NOW)
    assert changes(Act.PERSON_REMINDERS_SILENCED) == [([], ["digest"]), (["digest"], [])]
