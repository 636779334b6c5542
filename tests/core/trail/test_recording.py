"""Events are written with the act or not at all, read events at once; reading them gives rows by name."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from sello.core.db import db, reading
from sello.core.trail.acts import Act, WrongDetail
from sello.core.trail.events import Event
from sello.core.trail.history import events_of, history, standing_events_of, who_did
from sello.core.trail.recording import differing, record, record_apart
from sello.evidence.models import Evidence
from sello.tasks.domain.states import TaskState
from tests.builders import NOW, Town

THING = 7
LATER = NOW + timedelta(hours=1)


def count() -> int:
    return db.session.scalar(select(func.count()).select_from(Event)) or 0


def test_an_event_tells_who_did_what_when_and_what_changed(town: Town) -> None:
    actor = town.people.head.actor()
    change = {"before": TaskState.PENDING, "after": TaskState.IN_PROGRESS}
    record(actor, Act.TASK_STARTED, THING, now=NOW, **change)
    record(
        town.people.secretary.actor(), Act.UNIT_ADDED, THING, now=NOW, parent_id=None, day=date(2026, 3, 1)
    )
    (told,) = history("task", THING, limit=9)
    assert (told.act, told.at, told.who, told.person_id) == (
        Act.TASK_STARTED,
        NOW,
        town.people.head.name,
        actor.person_id,
    )
    assert (told.before, told.after, told.detail) == ("pending", "in-progress", {})
    assert history("unit", THING, limit=9)[0].detail == {"parent_id": None, "day": "2026-03-01"}


def test_the_system_has_no_name(town: Town) -> None:
    class System:
        person_id = None
        institution_id = town.institution.id

    record(System(), Act.REPORT_MADE, THING, now=NOW, sha256="a", as_of="2026-03-01")
    assert history("report", THING, limit=9)[0].who is None


def test_the_latest_comes_first_and_no_more_than_asked(town: Town) -> None:
    actor = town.people.secretary.actor()
    for act in (Act.CYCLE_RELEASED, Act.CYCLE_WITHDRAWN, Act.CYCLE_PROMOTED):
        record(actor, act, THING, now=NOW)
    told = [event.act for event in history("cycle", THING, limit=2)]
    assert told == [Act.CYCLE_PROMOTED, Act.CYCLE_WITHDRAWN]


TAKEN = st.lists(
    st.tuples(st.sampled_from([THING, THING + 1]), st.integers(1, 3), st.booleans()), min_size=1, max_size=12
)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TAKEN)
def test_what_was_taken_back_is_not_among_what_stands(town: Town, acts: list[tuple[int, int, bool]]) -> None:
    """Acts of one to three events on one of two things, some of them undone by a later act."""
    actor = town.people.secretary.actor()
    stand: dict[int, list[datetime]] = {THING: [], THING + 1: []}
    savepoint = db.session.begin_nested()
    for minute, (thing, events, undone) in enumerate(acts):
        now = NOW + timedelta(minutes=minute)
        for number in range(events):
            act = (Act.ANSWER_VALIDATED, Act.ANSWER_DECIDED)[number % 2]
            record(actor, act, thing, now=now, before=None, after="yes")
        if undone:
            record(actor, Act.ANSWER_UNDONE, thing, now=now + timedelta(seconds=9), undone="answer.validated")
        else:
            stand[thing] += [now] * (1 + (events > 2))
    found = standing_events_of([Act.ANSWER_VALIDATED], [THING, THING + 1])
    assert {thing: [event.at for event in found if event.entity_id == thing] for thing in stand} == stand
    savepoint.rollback()


def test_an_undoing_of_what_lies_before_the_time_takes_nothing_else_back(town: Town) -> None:
    actor = town.people.secretary.actor()
    record(actor, Act.ANSWER_VALIDATED, THING, now=NOW, before=None, after="yes")
    record(actor, Act.ANSWER_UNDONE, THING, now=LATER, undone="answer.validated")
    record(actor, Act.ANSWER_VALIDATED, THING, now=LATER + timedelta(minutes=1), before=None, after="no")
    (event,) = standing_events_of([Act.ANSWER_VALIDATED], [THING], after=NOW)
    assert event.after == "no"


def test_events_are_asked_for_by_act_thing_and_time(town: Town) -> None:
    actor = town.people.secretary.actor()
    record(actor, Act.CYCLE_RELEASED, THING, now=NOW)
    record(actor, Act.CYCLE_WITHDRAWN, THING, now=LATER)
    record(actor, Act.CYCLE_RELEASED, THING + 1, now=LATER)

    def told(*acts: Act, **asked: object) -> list[tuple[str, int]]:
        return [(event.act.name, event.entity_id) for event in events_of(acts, **asked)]

    assert told(Act.CYCLE_RELEASED) == [("CYCLE_RELEASED", THING), ("CYCLE_RELEASED", THING + 1)]
    assert told(Act.CYCLE_RELEASED, about=[THING]) == [("CYCLE_RELEASED", THING)]
    assert told(Act.CYCLE_RELEASED, about=[]) == []
    both = (Act.CYCLE_RELEASED, Act.CYCLE_WITHDRAWN)
    assert told(*both, after=NOW) == [("CYCLE_WITHDRAWN", THING), ("CYCLE_RELEASED", THING + 1)]
    assert told(*both, until=NOW) == [("CYCLE_RELEASED", THING)]


def test_another_institutions_events_are_not_told(town: Town) -> None:
    class Elsewhere:
        person_id = None
        institution_id = town.institution.id + 1

    record(town.people.secretary.actor(), Act.CYCLE_RELEASED, THING, now=NOW)
    db.session.flush()
    db.session.info["institution_id"] = Elsewhere.institution_id
    assert history("cycle", THING, limit=9) == ()
    assert events_of([Act.CYCLE_RELEASED]) == ()
    assert who_did(Act.CYCLE_RELEASED) == {}


def test_a_wrong_detail_is_refused_and_leaves_nothing(town: Town) -> None:
    actor = town.people.secretary.actor()
    with pytest.raises(WrongDetail):
        record(actor, Act.CYCLE_OPENED, THING, now=NOW)
    with pytest.raises(WrongDetail):
        record_apart(actor, Act.REPORT_DOWNLOADED, THING, now=NOW, name="Paula")
    assert count() == 0


def test_what_is_read_is_written_at_once_while_the_request_only_reads(town: Town) -> None:
    actor = town.people.secretary.actor()
    db.session.commit()
    token = reading.set(True)
    try:
        record_apart(actor, Act.REPORT_DOWNLOADED, THING, now=NOW)
        db.session.rollback()
        assert reading.get()
    finally:
        reading.reset(token)
    assert who_did(Act.REPORT_DOWNLOADED) == {THING: (town.people.secretary.name,)}


def test_an_act_is_kept_only_with_its_transaction(town: Town) -> None:
    record(town.people.secretary.actor(), Act.CYCLE_RELEASED, THING, now=NOW)
    db.session.flush()
    db.session.rollback()
    assert count() == 0


def test_only_what_differs_is_a_change() -> None:
    row = Evidence(title="Acta", document_number="7")
    assert differing(row, {"title": "Acta", "document_number": "8"}) == (
        {"document_number": "7"},
        {"document_number": "8"},
    )
