"""A copy of a cycle: exactly what was asked for, nothing validated, nothing counted, all or nothing."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from sello.core.db import db
from sello.core.refusal import NotFound
from sello.core.trail.events import Event
from sello.cycles.domain.answers import Declaration
from sello.cycles.models import Answer, Cycle
from sello.cycles.queries import cycles as cycle_queries
from sello.cycles.queries.cycles import CycleRow
from sello.cycles.service.answers import assign, declare, validate
from sello.cycles.service.cycles import CycleDraft, NotALevelOfTheEdition
from sello.evidence.domain.review import EvidenceState
from sello.evidence.models import EvidenceLink
from sello.evidence.service.reviewing import confirm_link
from sello.level.state import Reading
from sello.level.verdict import Reason
from sello.progress.standing import standing
from sello.tasks.domain.states import Step, TaskState
from sello.tasks.models import Task, TaskEvent, TaskRequirement
from sello.tasks.queries.belongings import belongings
from sello.tasks.service import assigning
from sello.tasks.service.steps import take_step
from sello.transfers.copy_cycle.domain import (
    Behind,
    Carry,
    NotACopy,
    SameName,
)
from sello.transfers.copy_cycle.queries import copy_page, inventory, offers
from sello.transfers.copy_cycle.service import CopyDraft, copy_cycle
from tests.builders import AT, NOW, TODAY, Town
from tests.cycles import builders
from tests.tasks import cast

START = date(2027, 3, 1)
EVERYTHING = frozenset(Carry)


@pytest.fixture
def source(town: Town) -> CycleRow:
    """A cycle with 1.1.1 validated on evidence, 1.1.2 with evidence that ends, and three open tasks."""
    actor = town.people.secretary.actor()
    cycle = builders.cycle(actor)
    ids = builders.ids(cycle)
    assign(actor, cycle.id, [ids["1.1.1"], ids["1.1.2"]], town.units.personas, now=NOW)
    declare(actor, cycle.id, ids["1.1.1"], Declaration("yes", "Hay un decreto."), version=1, now=NOW)
    declare(actor, cycle.id, ids["1.1.2"], Declaration(None, "", True, "No hay."), version=1, now=NOW)
    builders.evidence(cycle, ids["1.1.1"], town.units.personas, title="Decreto")
    builders.evidence(
        cycle, ids["1.1.2"], town.units.personas, title="Plan", valid_until=START - timedelta(days=1)
    )
    builders.evidence(cycle, ids["2.1.1"], town.units.dideco, title="Acta", state=EvidenceState.SUBMITTED)
    validate(actor, cycle.id, ids["1.1.1"], "yes", note="Bien.", in_force=True, version=2, now=NOW)
    late, far = TODAY - timedelta(days=3), START + timedelta(days=30)
    serves = {"cycle_id": cycle.id, "requirement_ids": (ids["1.1.1"],)}
    cast.ask(actor, town.units.personas, due_on=late, title="Atrasada", **serves)
    cast.ask(
        actor, town.units.dideco, due_on=far, title="Lejana", person_id=town.people.other_head.id, **serves
    )
    handed = cast.ask(actor, town.units.personas, title="Entregada", **serves)
    take_step(actor, handed, Step.DELIVER, why="Va.", now=NOW)
    db.session.commit()
    return cycle


def draft(*carry: Carry, name: str = "Sello 2030", target: str = "gold", **values: bool) -> CopyDraft:
    cycle = CycleDraft(name=name, target_level=target, starts_on=START, evaluation_on=date(2029, 3, 1))
    return CopyDraft(cycle, frozenset(carry), **values)


def copy(town: Town, source: CycleRow, asked: CopyDraft) -> CycleRow:
    actor = town.people.secretary.actor()
    made = copy_cycle(actor, source.id, asked, at=AT)
    db.session.commit()
    return cycle_queries.find(made)


def answers(cycle: CycleRow) -> dict[int, Answer]:
    rows = db.session.scalars(select(Answer).where(Answer.cycle_id == cycle.id))
    return {row.requirement_id: row for row in rows}


def count(model: type, cycle: CycleRow) -> int:
    return db.session.scalar(select(func.count()).select_from(model).where(model.cycle_id == cycle.id)) or 0


def test_nothing_is_carried_that_was_not_asked_for(town: Town, source: CycleRow) -> None:
    made = copy(town, source, draft())
    assert not made.is_current
    assert made.edition_id == source.edition_id
    assert (count(Answer, made), count(EvidenceLink, made), count(Task, made)) == (4, 0, 0)
    for row in answers(made).values():
        assert (row.declared, row.narrative, row.not_applicable, row.unit_id) == (None, "", False, None)
    assert [(part.asked, part.carried, part.left) for part in copy_page(made.id).parts] == [
        (False, 0, ())
    ] * 4


def test_answers_come_as_self_assessment_with_their_story(town: Town, source: CycleRow) -> None:
    made = copy(town, source, draft(Carry.ANSWERS))
    ids = builders.ids(source)
    first, second = (answers(made)[ids[code]] for code in ("1.1.1", "1.1.2"))
    assert (first.declared, first.narrative, first.unit_id) == ("yes", "Hay un decreto.", None)
    assert (first.validated, first.validated_at, first.validated_by, first.validation_note) == (
        None,
        None,
        None,
        "",
    )
    assert (first.moved_by, first.moved_at) == (town.people.secretary.id, NOW)
    assert (second.not_applicable, second.not_applicable_reason) == (True, "No hay.")
    history = db.session.scalars(
        select(Event).where(Event.entity == "answer", Event.entity_id == first.id)
    ).one()
    assert (history.act, history.detail["carried_from"]) == ("answer.declared", source.id)


def test_carried_evidence_counts_only_once_it_is_confirmed(town: Town, source: CycleRow) -> None:
    made = copy(town, source, draft(Carry.ANSWERS, Carry.EVIDENCE))
    link = db.session.scalars(select(EvidenceLink).where(EvidenceLink.cycle_id == made.id)).one()
    assert link.to_confirm
    before = standing(made, at=AT).assess(Reading.VALIDATED, START)
    assert (before.score.met, before.verdicts["1.1.1"].reason) == (0, Reason.TO_CONFIRM)
    actor = town.people.secretary.actor()
    confirm_link(actor, link.id, now=NOW)
    number = builders.ids(source)["1.1.1"]
    version = answers(made)[number].version
    validate(actor, made.id, number, "yes", note="", in_force=True, version=version, now=NOW)
    db.session.commit()
    assert standing(made, at=AT).assess(Reading.VALIDATED, START).verdicts["1.1.1"].reason is Reason.MET


def test_what_stays_behind_is_told_with_its_reason(town: Town, source: CycleRow) -> None:
    page = copy_page(copy(town, source, draft(*Carry)).id)
    told = {
        part.carry: (part.carried, [(line.code, line.title, line.why) for line in part.left])
        for part in page.parts
    }
    empty = ("Requerimiento 2.1.1", "Requerimiento 2.1.2")
    assert told == {
        Carry.ANSWERS: (2, [(one[-5:], one, Behind.EMPTY) for one in empty]),
        Carry.OWNERS: (2, [(one[-5:], one, Behind.NO_OWNER) for one in empty]),
        Carry.EVIDENCE: (1, [("1.1.2", "Plan", Behind.EXPIRED), ("2.1.1", "Acta", Behind.IN_REVIEW)]),
        Carry.TASKS: (2, [("1.1.1", "Entregada", Behind.DELIVERED)]),
    }
    assert (page.source_id, page.source, page.closed) == (source.id, source.name, 0)


def test_the_preview_says_what_the_copy_does(town: Town, source: CycleRow) -> None:
    offered = offers(inventory(source, starts_on=START, at=AT))
    page = copy_page(copy(town, source, draft(*Carry)).id)
    assert [(one.carry, one.carried, one.total - one.carried) for one in offered] == [
        (part.carry, part.carried, len(part.left)) for part in page.parts
    ]


def test_open_tasks_are_asked_again(town: Town, source: CycleRow) -> None:
    made = copy(town, source, draft(Carry.TASKS))
    late, far = db.session.scalars(select(Task).where(Task.cycle_id == made.id).order_by(Task.id))
    assert (late.title, late.state) == ("Atrasada", TaskState.PENDING)
    assert late.due_on == START + timedelta(days=10)  # the ten days that it was given at first
    assert (far.title, far.due_on) == ("Lejana", START + timedelta(days=30))
    assert far.person_id == town.people.other_head.id
    serves = select(TaskRequirement.requirement_id).where(TaskRequirement.task_id == late.id)
    assert db.session.scalars(serves).all() == [builders.ids(source)["1.1.1"]]
    states = select(Task.state).where(Task.cycle_id == source.id).order_by(Task.id)
    assert db.session.scalars(states).all() == [TaskState.PENDING, TaskState.PENDING, TaskState.DELIVERED]


def test_a_task_takes_its_checklist_its_helpers_and_what_it_waits_for(town: Town, source: CycleRow) -> None:
    actor = town.people.secretary.actor()
    late, far = db.session.scalars(
        select(Task.id).where(Task.cycle_id == source.id, Task.state == TaskState.PENDING).order_by(Task.id)
    )
    asked, version = assigning.as_asked(late, actor)
    said = replace(
        asked,
        awaited_ids=(far,),
        helper_ids=(town.units.migrantes,),
        checks=("Firma", "Timbre"),
        checks_first=True,
    )
    assigning.edit(actor, late, said, version=version, at=AT)
    made = copy(town, source, draft(Carry.TASKS))
    copies = {
        row.title: row for row in db.session.scalars(select(Task).where(Task.cycle_id == made.id)).all()
    }
    kept = belongings(copies["Atrasada"].id)
    assert kept["checks"] == ["Firma", "Timbre"]
    assert kept["helper_ids"] == [town.units.migrantes]
    assert kept["awaited_ids"] == [copies["Lejana"].id], "the copy waits for the copy"
    assert copies["Atrasada"].checks_first
    assert not copies["Lejana"].checks_first


def test_the_originals_are_closed_where_that_was_asked(town: Town, source: CycleRow) -> None:
    made = copy(town, source, draft(Carry.TASKS, close_originals=True))
    states = select(Task.state).where(Task.cycle_id == source.id).order_by(Task.id)
    assert db.session.scalars(states).all() == [TaskState.CLOSED, TaskState.CLOSED, TaskState.DELIVERED]
    reasons = select(TaskEvent.reason).where(TaskEvent.step == Step.CANCEL)
    assert set(db.session.scalars(reasons)) == {"Continúa en el ciclo «Sello 2030»."}
    assert copy_page(made.id).closed == 2
    without = copy(town, source, draft(Carry.ANSWERS, name="Otro", close_originals=True))
    assert copy_page(without.id).closed == 0


def test_the_original_keeps_everything(town: Town, source: CycleRow) -> None:
    before = standing(source, at=AT).snapshot(TODAY)
    copy(town, source, draft(*Carry))
    assert standing(cycle_queries.find(source.id), at=AT).snapshot(TODAY) == before
    assert cycle_queries.find(source.id).is_current


def test_the_copy_becomes_current_only_when_asked(town: Town, source: CycleRow) -> None:
    made = copy(town, source, draft(current=True))
    assert made.is_current
    assert not cycle_queries.find(source.id).is_current


def test_refused_copies(town: Town, source: CycleRow) -> None:
    actor = town.people.secretary.actor()
    for asked, refusal in (
        (draft(name="SELLO 2026"), SameName),
        (draft(target="platinum"), NotALevelOfTheEdition),
    ):
        with pytest.raises(refusal):
            copy_cycle(actor, source.id, asked, at=AT)
    with pytest.raises(NotFound):
        copy_cycle(actor, 9999, draft(), at=AT)
    with pytest.raises(NotACopy):
        copy_page(source.id)


def test_a_copy_that_fails_leaves_nothing(
    town: Town, source: CycleRow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fall(*_args: object, **_kwargs: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("sello.transfers.copy_cycle.service.make_current", fall)
    before = _everything()
    with pytest.raises(RuntimeError):
        copy(town, source, draft(*Carry, current=True, close_originals=True))
    db.session.rollback()
    assert _everything() == before


def _everything() -> list[int]:
    models = (Cycle, Answer, EvidenceLink, Task, TaskEvent, Event)
    return [db.session.scalar(select(func.count()).select_from(model)) or 0 for model in models]
