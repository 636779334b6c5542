"""Answering a requirement, validating the answer, deciding from outside, and saying which unit owns it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import CompoundSelect, Select, func, select, tuple_, update

from sello.accounts.domain.actor import Actor
from sello.accounts.models import Unit
from sello.catalogue.domain.rules import RequirementRule
from sello.core.db import db
from sello.core.labels import N_
from sello.core.refusal import Refusal, Stale
from sello.core.rows import rows_as
from sello.core.trail.acts import Act
from sello.core.trail.recording import record
from sello.cycles.domain.answers import (
    Declaration,
    StaleAnswer,
    check_decision,
    check_declaration,
    check_note,
    check_validation,
    withdraws_validation,
)
from sello.cycles.models import Answer
from sello.cycles.queries import cycles as cycle_queries
from sello.cycles.queries.cycles import CycleRow
from sello.cycles.queries.requirement import AnswerDetail, find_answer
from sello.cycles.service.kept import keep
from sello.level.state import NOT_APPLICABLE


class NothingChosen(Refusal):
    """A mass act names what it is about."""

    message = N_("Marque al menos un requerimiento antes de asignar.")
    field = "requirements"


class NoUnitSaid(Refusal):
    """Whoever gives requirements away says to whom, and says so too where that is nobody."""

    message = N_("Elija a qué unidad asignar los requerimientos marcados. No cambió nada.")
    field = "unit_id"


class UnknownUnit(Refusal):
    """Only a unit of the institution can own a requirement."""

    message = N_("Elija una unidad de la lista.")
    field = "unit_id"


def declare(
    actor: Actor, cycle_id: int, requirement_id: int, said: Declaration, *, version: int, now: datetime
) -> None:
    """Keep what a unit says of a requirement; another grade withdraws the secretariat's validation.

    ``version`` is the one that the page showed: StaleAnswer when somebody saved meanwhile.
    """
    cycle, detail, rule = _load(actor, cycle_id, requirement_id)
    kept = check_declaration(cycle.known.rules, rule, said, _others_not_applicable(detail))
    before = detail.declaration
    if kept == before and version == detail.row.version:
        return
    values: dict[str, Any] = {
        "declared": kept.declared,
        "narrative": kept.narrative,
        "not_applicable": kept.not_applicable,
        "not_applicable_reason": kept.not_applicable_reason,
    }
    withdrawn = detail.row.validated is not None and withdraws_validation(before, kept)
    if withdrawn:
        values |= {"validated": None, "validated_at": None, "validated_by": None}
    _save(actor, detail, version, values, now)
    _record(
        actor,
        Act.ANSWER_DECLARED,
        detail,
        now,
        before=_answer(before),
        after=_answer(kept),
        narrative_changed=kept.narrative != before.narrative,
        validation_withdrawn=withdrawn,
    )


def validate(
    actor: Actor,
    cycle_id: int,
    requirement_id: int,
    validated: str | None,
    *,
    note: str,
    in_force: bool,
    version: int,
    now: datetime,
) -> None:
    """Keep the secretariat's decision on an answer, with its remark; None takes a decision back.

    ``in_force`` says whether an accepted piece of evidence is in force today.
    """
    cycle, detail, rule = _load(actor, cycle_id, requirement_id)
    check_validation(cycle.known.rules, rule, detail.declaration, validated, in_force=in_force)
    values = {
        "validated": validated,
        "validated_at": None if validated is None else now,
        "validated_by": None if validated is None else actor.person_id,
        "validation_note": check_note(note),
    }
    _save(actor, detail, version, values, now)
    _record(actor, Act.ANSWER_VALIDATED, detail, now, before=detail.row.validated, after=validated)


def decide(
    actor: Actor,
    cycle_id: int,
    requirement_id: int,
    decided: str | None,
    *,
    note: str,
    version: int,
    now: datetime,
) -> None:
    """Keep the external evaluation's decision, with its finding; None takes a decision back."""
    cycle, detail, rule = _load(actor, cycle_id, requirement_id)
    check_decision(cycle.known.rules, rule, decided)
    values = {
        "external": decided,
        "external_at": None if decided is None else now,
        "external_by": None if decided is None else actor.person_id,
        "external_note": check_note(note),
    }
    _save(actor, detail, version, values, now)
    _record(actor, Act.ANSWER_DECIDED, detail, now, before=detail.row.external, after=decided)


def assign(
    actor: Actor,
    cycle_id: int,
    requirement_ids: Collection[int],
    unit_id: int | None,
    *,
    seen: Mapping[int, int | None] | None = None,
    now: datetime,
) -> int:
    """Give requirements to a unit (None: to nobody), and tell how many changed hands.

    ``seen`` are the units that a preview showed, by requirement: Stale when one has another by now.
    """
    cycle = cycle_queries.find(cycle_id, actor.visibility)
    if not requirement_ids:
        raise NothingChosen
    unit = _unit_name(unit_id)
    owned = _owned(cycle.id, requirement_ids)
    if seen is not None and {one.requirement_id: one.unit_id for one in owned} != seen:
        raise Stale
    moved = {one.id: one.unit_id for one in owned if one.unit_id != unit_id}
    those = Answer.id.in_(moved)
    db.session.execute(
        update(Answer).where(those).values(unit_id=unit_id, moved_at=now, moved_by=actor.person_id)
    )
    keep(those, now=now)
    for answer_id, before in moved.items():
        record(actor, Act.ANSWER_ASSIGNED, answer_id, now=now, before=before, after=unit_id, unit=unit)
    return len(moved)


def _unit_name(unit_id: int | None) -> str | None:
    if unit_id is None:
        return None
    name = db.session.scalar(select(Unit.name).where(Unit.id == unit_id))
    if name is None:
        raise UnknownUnit
    return name


@dataclass(frozen=True, slots=True)
class _Owned:
    """An answer and the unit that owns it."""

    id: int
    requirement_id: int
    unit_id: int | None


def _owned(cycle_id: int, requirement_ids: Collection[int]) -> tuple[_Owned, ...]:
    """Who owns what, held until the end of the transaction: nobody else assigns meanwhile."""
    statement = (
        select(Answer.id, Answer.requirement_id, Answer.unit_id)
        .where(Answer.cycle_id == cycle_id, Answer.requirement_id.in_(requirement_ids))
        .with_for_update()
    )
    return rows_as(_Owned, db.session.execute(statement))


def note_movement(actor: Actor, places: Select[int, int], *, now: datetime) -> None:
    """Note that something happened to requirements of cycles, by whatever backs them.

    `places` selects the cycle and the requirement of each. Versions stay: no page becomes stale by it.
    """
    db.session.execute(
        update(Answer)
        .where(tuple_(Answer.cycle_id, Answer.requirement_id).in_(places))
        .values(moved_at=now, moved_by=actor.person_id)
    )


def hold(places: Select[Any, int] | CompoundSelect[Any, int]) -> None:
    """Hold the answers of requirements of cycles, in one order: nobody else decides on them until the commit.

    `places` selects the cycle and the requirement of each.
    """
    db.session.execute(
        select(Answer.id)
        .where(tuple_(Answer.cycle_id, Answer.requirement_id).in_(places))
        .order_by(Answer.id)
        .with_for_update()
    )


def carry_over(actor: Actor, before: Answer, after: Answer, *, now: datetime) -> None:
    """Take over what a unit had said in another cycle as said again now: nobody has validated or decided it.

    Whoever takes over a whole cycle keeps its states in one statement at the end.
    """
    after.declared, after.narrative = before.declared, before.narrative
    after.not_applicable, after.not_applicable_reason = before.not_applicable, before.not_applicable_reason
    after.moved_at, after.moved_by = now, actor.person_id
    after.version += 1
    record(
        actor,
        Act.ANSWER_DECLARED,
        after.id,
        now=now,
        before=None,
        after=NOT_APPLICABLE if after.not_applicable else after.declared,
        narrative_changed=bool(after.narrative),
        validation_withdrawn=False,
        carried_from=before.cycle_id,
    )


def _load(actor: Actor, cycle_id: int, requirement_id: int) -> tuple[CycleRow, AnswerDetail, RequirementRule]:
    cycle, detail = find_answer(requirement_id, cycle_id, actor.visibility)
    return cycle, detail, cycle.known.requirements[detail.row.code].rule


def _others_not_applicable(detail: AnswerDetail) -> int:
    this = select(Answer.cycle_id).where(Answer.id == detail.row.id).scalar_subquery()
    count = select(func.count()).where(
        Answer.cycle_id == this, Answer.not_applicable, Answer.id != detail.row.id
    )
    return db.session.execute(count).scalar_one()


def _save(actor: Actor, detail: AnswerDetail, version: int, values: dict[str, Any], now: datetime) -> None:
    """Write over the version that the page showed, or refuse: the condition is in the UPDATE itself."""
    done = db.session.execute(
        update(Answer)
        .where(Answer.id == detail.row.id, Answer.version == version)
        .values(**values, version=version + 1, moved_at=now, moved_by=actor.person_id)
        .returning(Answer.id)
    ).first()
    if done is None:
        raise StaleAnswer
    keep(Answer.id == detail.row.id, now=now)


def _record(actor: Actor, act: Act, detail: AnswerDetail, now: datetime, **values: Any) -> None:
    record(actor, act, detail.row.id, now=now, **values)


def _answer(said: Declaration) -> str | None:
    return NOT_APPLICABLE if said.not_applicable else said.declared
