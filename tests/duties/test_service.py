"""Duties on a real database: written down, asked for once, fulfilled, ended, carried over, proposed."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from sqlalchemy import func, select

from sello.accounts.models import Unit
from sello.core.db import db
from sello.core.refusal import NotFound, Stale
from sello.duties.domain import refusals
from sello.duties.domain.duties import DateState, Origin
from sello.duties.jobs import Clockwork
from sello.duties.models import Duty, DutyDate, DutyRequirement
from sello.duties.queries import coverage, whom
from sello.duties.queries import duty as duties
from sello.duties.queries.rows import read_rows
from sello.duties.queries.year import year
from sello.duties.service import accepting, asking, writing
from sello.evidence.domain.review import EvidenceState
from sello.evidence.models import Evidence
from sello.progress.nobodys import nobodys
from sello.register.domain import InitiativeKind
from sello.register.service import initiatives, linking
from sello.tasks.domain.refusals import UnknownRequirement
from sello.tasks.domain.states import TaskState
from sello.tasks.models import Task, TaskEvidence, TaskRequirement
from sello.transfers.change_edition.links import _rehang_duties
from tests import builders
from tests.builders import AT, TODAY, on
from tests.tasks import cast

MONTHLY = "FREQ=MONTHLY;BYMONTHDAY=5;UNTIL=20291231"


@pytest.fixture
def course(town):
    return cast.course(owners={"1.2.2": town.units.personas})


@pytest.fixture
def secretary(town):
    return town.people.secretary.actor()


@pytest.fixture
def office(town, course, secretary):
    said = initiatives.InitiativeDraft(
        name="Oficina de Migrantes",
        kind=InitiativeKind.OFFICE,
        unit_ids=frozenset({town.units.migrantes}),
        feeds=((course.requirements["1.1.1"], ""),),
    )
    return initiatives.create(secretary, said, at=AT)


@pytest.fixture
def draft(town, course):
    return writing.DutyDraft(
        title="Informe mensual de atenciones",
        rule=MONTHLY,
        starts_on=TODAY,
        unit_id=town.units.migrantes,
        origin=Origin.AGREEMENT,
        source="Convenio de 2026",
        requirement_ids=frozenset({course.requirements["1.1.1"]}),
    )


def woken(institution_id, at):
    """What the job does in one pass."""
    return sum(
        asking.wake(Clockwork(institution_id), one, at=at, translate=lambda text, **values: text % values)
        for one in asking.due_today(at=at)
    )


def accepted(town):
    """A piece by which the institution stands."""
    found = cast.evidence(town, town.units.migrantes, "Informe de noviembre")
    db.session.get_one(Evidence, found).state = EvidenceState.ACCEPTED
    db.session.flush()
    return found


def tasks():
    return db.session.scalars(select(Task).order_by(Task.id)).all()


def test_a_duty_is_asked_for_once_when_its_notice_comes(town, course, secretary, office, draft):
    duty_id = writing.create(secretary, office, draft, at=AT)
    first = duties.dates(duties.duty(duty_id, secretary.visibility), at=AT)[0]
    asked_on = AT.calendar.business_days_before(first.due_on, 5)
    assert woken(town.institution.id, on(asked_on - timedelta(days=1))) == 0
    assert woken(town.institution.id, on(asked_on)) == 1
    assert woken(town.institution.id, on(asked_on)) == 0
    (task,) = tasks()
    assert (task.unit_id, task.due_on, task.created_by) == (town.units.migrantes, first.due_on, None)
    assert task.title == f"Informe mensual de atenciones: Oficina de Migrantes ({first.due_on:%d-%m-%Y})"
    assert "Convenio de 2026" in task.description
    landing = db.session.scalars(select(TaskRequirement.requirement_id)).all()
    assert landing == [course.requirements["1.1.1"]]
    line = duties.dates(duties.duty(duty_id, secretary.visibility), at=on(asked_on))[0]
    assert (line.state, line.task_id) == (DateState.ASKED, task.id)


def test_after_months_asleep_one_date_is_asked_for_and_the_others_are_told(town, secretary, office, draft):
    writing.create(secretary, office, draft, at=AT)
    late = on(TODAY + timedelta(days=170))
    assert woken(town.institution.id, late) <= 2
    assert woken(town.institution.id, late) == 0
    states = [line.state for line in duties.dates(read_rows()[0], at=late) if line.due_on < late.today]
    assert states.count(DateState.NOT_ASKED) == len(states) - 1
    assert len(states) >= 4
    assert all(task.due_on >= late.today for task in tasks())


def test_a_second_scheduler_in_the_same_instant_asks_for_nothing(town, secretary, office, draft):
    duty_id = writing.create(secretary, office, replace(draft, lead_days=15), at=AT)
    row = duties.duty(duty_id, secretary.visibility)
    due = next(row.timing.fallings(AT.calendar))
    db.session.add(DutyDate(duty_id=duty_id, fell_on=due.fell_on, due_on=due.due_on))
    db.session.flush()
    stale = asking._ask(
        Clockwork(town.institution.id), row, due, on(due.asked_on), lambda text, **values: text % values
    )
    assert (stale, len(tasks())) == (0, 0)


def test_accepted_evidence_fulfils_a_date_and_a_drop_does_not(town, course, secretary, office, draft):
    duty_id = writing.create(secretary, office, draft, at=AT)
    day = on(TODAY + timedelta(days=170))
    woken(town.institution.id, day)
    line = next(one for one in duties.dates(read_rows()[0], at=day) if one.task_id)
    task = db.session.get_one(Task, line.task_id)
    task.state = TaskState.CLOSED
    db.session.flush()
    assert state(duty_id, line, secretary, day) is DateState.DROPPED
    piece = accepted(town)
    db.session.add(TaskEvidence(task_id=task.id, evidence_id=piece, at=day.now))
    db.session.flush()
    assert state(duty_id, line, secretary, day) is DateState.FULFILLED


def state(duty_id, line, actor, at):
    found = duties.dates(duties.duty(duty_id, actor.visibility), at=at)
    return next(one.state for one in found if one.fell_on == line.fell_on)


def test_a_date_that_nobody_asked_for_is_fulfilled_by_an_accepted_piece(town, secretary, office, draft):
    duty_id = writing.create(secretary, office, draft, at=AT)
    line = duties.dates(duties.duty(duty_id, secretary.visibility), at=AT)[0]
    waiting = cast.evidence(town, town.units.migrantes)
    linking.link_evidence(secretary, office, waiting, now=AT.now)
    with pytest.raises(refusals.PieceNotAccepted):
        writing.fulfil(secretary, duty_id, line.fell_on, waiting, at=AT)
    piece = accepted(town)
    linking.link_evidence(secretary, office, piece, now=AT.now)
    with pytest.raises(refusals.NoSuchDate):
        writing.fulfil(secretary, duty_id, line.fell_on + timedelta(days=1), piece, at=AT)
    writing.fulfil(secretary, duty_id, line.fell_on, piece, at=AT)
    assert state(duty_id, line, secretary, AT) is DateState.FULFILLED
    with pytest.raises(refusals.NoSuchDate):
        writing.fulfil(secretary, duty_id, line.fell_on, piece, at=AT)
    assert woken(town.institution.id, on(line.due_on)) == 0


def test_what_was_asked_goes_through_its_task(town, secretary, office, draft):
    duty_id = writing.create(secretary, office, draft, at=AT)
    line = duties.dates(duties.duty(duty_id, secretary.visibility), at=AT)[0]
    woken(town.institution.id, on(line.due_on))
    with pytest.raises(refusals.StillAsked):
        writing.fulfil(secretary, duty_id, line.fell_on, 1, at=on(line.due_on))


def test_a_duty_that_ended_is_asked_for_no_more(town, secretary, office, draft):
    duty_id = writing.create(secretary, office, draft, at=AT)
    assert writing.end(secretary, duty_id, at=AT) is True
    assert writing.end(secretary, duty_id, at=AT) is False
    assert woken(town.institution.id, on(TODAY + timedelta(days=60))) == 0
    with pytest.raises(refusals.DutyOver):
        writing.edit(secretary, duty_id, draft, version=2, at=AT)


def test_editing_says_what_changed_and_refuses_what_is_stale(town, secretary, office, draft):
    duty_id = writing.create(secretary, office, draft, at=AT)
    assert writing.edit(secretary, duty_id, draft, version=1, at=AT) is False
    other = replace(draft, rule="FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=5;UNTIL=20291231")
    later = on(TODAY + timedelta(days=3))
    assert writing.edit(secretary, duty_id, other, version=1, at=later) is True
    with pytest.raises(Stale):
        writing.edit(secretary, duty_id, draft, version=1, at=later)
    assert db.session.get_one(Duty, duty_id).counts_from == later.today
    event = duties.history(duty_id)[0]
    assert event.detail["fields"] == ["rule"]


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"rule": "FREQ=MONTHLY"}, refusals.NeverEndingRule),
        ({"rule": "FREQ=MINUTELY;COUNT=9"}, refusals.TooOften),
        ({"lead_days": 30}, refusals.LeadTooLong),
        ({"unit_id": 9999}, refusals.UnitNotHere),
        ({"requirement_ids": frozenset({9999})}, UnknownRequirement),
    ],
)
def test_a_duty_that_cannot_be_kept_is_refused(secretary, office, draft, change, refusal):
    with pytest.raises(refusal):
        writing.create(secretary, office, replace(draft, **change), at=AT)


def test_an_initiative_owes_each_thing_once(secretary, office, draft):
    writing.create(secretary, office, draft, at=AT)
    with pytest.raises(refusals.TitleTaken):
        writing.create(secretary, office, replace(draft, title=" Informe mensual de atenciones "), at=AT)


def test_each_sees_the_duties_of_her_units(town, secretary, office, draft):
    duty_id = writing.create(secretary, office, draft, at=AT)
    for somebody, sees in (
        (town.people.contributor, True),
        (town.people.other_head, True),
        (town.people.authority, True),
        (town.people.head, False),
        (town.people.auditor, False),
    ):
        actor = somebody.actor()
        shown = year(actor.visibility, None, TODAY.year + 1, at=AT).rows
        assert bool(shown) is sees, somebody.name
        if not sees:
            with pytest.raises(NotFound):
                duties.duty(duty_id, actor.visibility)


def test_the_year_has_a_cell_for_each_month(town, secretary, office, draft):
    writing.create(secretary, office, draft, at=AT)
    found = year(secretary.visibility, None, TODAY.year + 1, at=AT)
    assert sorted(found.rows[0].cells) == list(range(1, 13))
    assert found.counts == {DateState.FORESEEN: 12}
    assert not year(secretary.visibility, frozenset({town.units.personas}), TODAY.year + 1, at=AT).rows


def test_a_unit_that_is_no_more_hands_its_question_to_the_initiatives_unit(town, secretary, office, draft):
    writing.create(secretary, office, replace(draft, unit_id=town.units.daf), at=AT)
    db.session.execute(
        Duty.__table__.update().values(unit_id=_gone(town))  # type: ignore[attr-defined]
    )
    woken(town.institution.id, on(TODAY + timedelta(days=40)))
    assert {task.unit_id for task in tasks()} == {town.units.migrantes}


@pytest.mark.parametrize("heirs", [1, 2])
def test_a_unit_that_is_continued_is_asked_by_the_name_of_its_heir(town, secretary, office, draft, heirs):
    gone = _gone(town)
    chain = [gone, *[_gone(town) for _ in range(heirs - 1)], town.units.personas]
    for one, heir in pairwise(chain):
        db.session.get_one(Unit, one).successor_id = heir
    duty_id = writing.create(secretary, office, replace(draft, unit_id=town.units.daf), at=AT)
    db.session.get_one(Duty, duty_id).unit_id = gone
    db.session.flush()
    woken(town.institution.id, on(TODAY + timedelta(days=40)))
    assert {task.unit_id for task in tasks()} == {town.units.personas}


def test_what_nobody_would_be_asked_for_is_named(town, secretary, office, draft):
    duty_id = writing.create(secretary, office, draft, at=AT)
    assert whom.unasked(at=AT) == ()
    for unit_id in (town.units.migrantes, draft.unit_id):
        db.session.get_one(Unit, unit_id).valid_until = TODAY
    db.session.flush()
    assert [one.id for one in whom.unasked(at=AT)] == [duty_id]
    assert [one.id for one in nobodys(at=AT).duties] == [duty_id]
    woken(town.institution.id, on(TODAY + timedelta(days=40)))
    assert tasks() == []


def _gone(town):
    gone = builders.unit(town.institution.id, "Unidad de antes", town.units.alcaldia)
    db.session.get_one(Unit, gone).valid_until = date(2021, 1, 1)
    db.session.flush()
    return gone


def test_proposals_are_owed_only_once_they_are_accepted(town, secretary, office):
    offered = accepting.proposed(secretary, at=AT)
    assert [one.proposal.key for one in offered] == ["informe-oficina"]
    assert db.session.scalar(select(func.count()).select_from(Duty)) == 0
    with pytest.raises(refusals.NothingChosen):
        accepting.accept(secretary, set(), at=AT)
    for marks in ({"nada"}, {offered[0].mark, f"{office}:nada"}):
        with pytest.raises(refusals.NotProposed):
            accepting.accept(secretary, marks, at=AT)
    assert read_rows() == ()
    assert accepting.accept(secretary, {offered[0].mark}, at=AT) == 1
    (row,) = read_rows()
    assert (row.unit_id, [one.code for one in row.requirements]) == (town.units.migrantes, ["1.1.1"])
    assert accepting.proposed(secretary, at=AT) == ()
    with pytest.raises(refusals.NotProposed):
        accepting.accept(secretary, {offered[0].mark}, at=AT)
    assert len(read_rows()) == 1


def test_coverage_names_what_nothing_feeds_and_one_act_feeds_it(course, secretary, office):
    unfed = [one.code for one in coverage.sources() if not one.fed]
    assert unfed == ["1.1.2", "1.2.2", "2.3.1", "2.3.2"]
    assert [one.name for one in coverage.idle(secretary.visibility)] == ["Oficina de Migrantes"]
    assert linking.feed(secretary, office, course.requirements["1.2.2"], now=AT.now) is True
    assert linking.feed(secretary, office, course.requirements["1.2.2"], now=AT.now) is False
    with pytest.raises(UnknownRequirement):
        linking.feed(secretary, office, 9999, now=AT.now)
    assert "1.2.2" not in [one.code for one in coverage.sources() if not one.fed]


def test_another_edition_takes_the_duties_along(course, secretary, office, draft):
    writing.create(secretary, office, draft, at=AT)
    old, new = course.requirements["1.1.1"], course.requirements["1.1.2"]
    _rehang_duties({old: new})
    db.session.flush()
    assert db.session.scalars(select(DutyRequirement.requirement_id)).all() == [new]
