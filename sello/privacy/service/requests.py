"""A request of a person: registered, looked for, decided place by place, answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import delete, select

from sello.accounts.domain.actor import Actor
from sello.accounts.service import forgetting
from sello.core.db import db
from sello.core.labels import N_
from sello.core.moment import Moment
from sello.core.refusal import NotFound, Stale
from sello.core.trail.acts import Act
from sello.core.trail.recording import record
from sello.evidence.models import Evidence
from sello.evidence.service import ending
from sello.privacy.domain import requests as rules
from sello.privacy.domain.requests import Channel, Decision, Outcome, RequestState, Right, Subject
from sello.privacy.models import PersonRequest, RequestHit
from sello.privacy.queries.finding import places_of
from sello.privacy.service import clearing, purging
from sello.tasks.domain.due import DueKind, Term
from sello.tasks.service.assigning import TaskDraft, create

WITHIN = timedelta(days=5)
"""How soon before the answer a unit is asked to have corrected what is wrong."""
STAYS = frozenset({Right.BLOCKING, Right.OPPOSITION})
"""What is asked for not to be used any more."""
TITLE = N_("Corregir un dato personal en la evidencia N° %(id)s")
WHY = N_("Supresión pedida por la persona (solicitud N° %(id)s).")


@dataclass(frozen=True, slots=True)
class Registered:
    """What somebody asks, as it came in."""

    right: Right
    channel: Channel
    subject: Subject
    received_on: date


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is decided of a place, and why."""

    decision: Decision
    reason: str


def register(actor: Actor, asked: Registered, *, at: Moment) -> int:
    """Write a request down; gives its id. Refuses with ReceivedAhead."""
    rules.check_received(asked.received_on, today=at.today)
    due = rules.due_on(asked.received_on, extended=False)
    row = PersonRequest(
        right=asked.right,
        channel=asked.channel,
        name=asked.subject.name,
        run=asked.subject.run,
        email=asked.subject.email,
        received_on=asked.received_on,
        due_on=due,
        state=RequestState.OPEN,
        registered_at=at.now,
        registered_by=actor.person_id,
    )
    db.session.add(row)
    db.session.flush()
    record(actor, Act.PERSON_REQUEST_REGISTERED, row.id, now=at.now, right=asked.right, due_on=due)
    return row.id


def extend(actor: Actor, request_id: int, reason: str, *, at: Moment) -> date:
    """Extend the term, once. Refuses with Answered, ExtendedAlready, TooLate or ReasonNeeded."""
    row = _held(request_id)
    rules.check_extends(row.state, row.due_on, extended=bool(row.extended), today=at.today)
    if not reason.strip():
        raise rules.ReasonNeeded
    before, row.due_on = row.due_on, rules.due_on(row.received_on, extended=True)
    row.extended = reason.strip()
    record(actor, Act.PERSON_REQUEST_EXTENDED, row.id, now=at.now, before=before, after=row.due_on)
    return row.due_on


def look(actor: Actor, request_id: int, *, now: datetime) -> int:
    """Look for the person anew; what was decided stays, what was undecided and is not there any more goes."""
    row = _open(request_id)
    found = places_of(Subject(row.name, row.run, row.email))
    kept = {(hit.place, hit.thing_id, hit.page): hit for hit in _hits(request_id)}
    for key, times in found.items():
        hit = kept.pop(key, None)
        if hit is None:
            place, thing_id, page = key
            hit = RequestHit(request_id=request_id, place=place, thing_id=thing_id, page=page)
            db.session.add(hit)
        hit.times = times
    stale = [hit.id for hit in kept.values() if hit.decision is None]
    db.session.execute(delete(RequestHit).where(RequestHit.id.in_(stale)))
    row.searched_at = now
    db.session.flush()
    record(actor, Act.PERSON_REQUEST_SEARCHED, row.id, now=now, count=len(found))
    return len(found)


def decide(actor: Actor, request_id: int, hit_id: int, chosen: Chosen, *, seen: str, at: Moment) -> None:
    """Decide of one place, and do it: a task to its unit, a block, an acta to be confirmed, a pseudonym.

    Refuses with NotFound, Answered, NotOffered, ReasonNeeded, Stale where it was decided otherwise than the
    page had `seen`, and with what the act itself refuses.
    """
    row = _open(request_id)
    hit = _hit(request_id, hit_id)
    rules.check_decision(hit.place, chosen.decision, chosen.reason)
    if seen != (hit.decision or ""):
        raise Stale
    decision, reason = chosen.decision, chosen.reason.strip()
    if hit.decision is not decision:
        _change(actor, row, hit, Chosen(decision, reason), at)
    hit.decision, hit.reason = decision, reason
    hit.decided_at, hit.decided_by = at.now, actor.person_id
    record(actor, Act.PERSON_REQUEST_DECIDED, row.id, now=at.now, hit_id=hit.id, decision=decision)


def answer(actor: Actor, request_id: int, outcome: Outcome, text: str, *, now: datetime) -> None:
    """Answer a request. What was blocked only while it was examined opens again; what she asked to have
    blocked, and was granted, stays so until somebody opens it (`unblock`).

    Refuses with Answered, SearchFirst, Undecided or ReasonNeeded.
    """
    row = _held(request_id)
    hits = _hits(request_id)
    decided = (hit.decision is not None for hit in hits)
    rules.check_answer(row.state, searched=row.searched_at is not None, decided=decided)
    if not text.strip():
        raise rules.ReasonNeeded
    row.outcome, row.answer, row.state = outcome, text.strip(), RequestState.ANSWERED
    row.answered_at, row.answered_by = now, actor.person_id
    if row.right not in STAYS or outcome is Outcome.REFUSED:
        for piece in sorted({hit.thing_id for hit in hits if hit.decision is Decision.BLOCK}):
            ending.unblock(actor, piece, now=now)
    record(actor, Act.PERSON_REQUEST_ANSWERED, row.id, now=now, outcome=outcome)


def unblock(actor: Actor, request_id: int, hit_id: int, *, now: datetime) -> None:
    """Open again what was blocked for a request, also after its answer. Refuses with NotFound."""
    _held(request_id)
    hit = _hit(request_id, hit_id)
    if hit.decision is not Decision.BLOCK:
        raise NotFound
    ending.unblock(actor, hit.thing_id, now=now)


def _hit(request_id: int, hit_id: int) -> RequestHit:
    hit = next((each for each in _hits(request_id) if each.id == hit_id), None)
    if hit is None:
        raise NotFound
    return hit


def _change(actor: Actor, row: PersonRequest, hit: RequestHit, chosen: Chosen, at: Moment) -> None:
    """Take back what another decision did, and do what this one asks, unless the same piece has it."""
    beside = {each.decision for each in _hits(row.id) if each is not hit and _is_same(each, hit)}
    if hit.decision not in beside:
        _undo(actor, hit, at)
    if chosen.decision not in beside:
        _do(actor, row, hit, chosen, at)


def _is_same(hit: RequestHit, other: RequestHit) -> bool:
    """Whether two places are of the same piece: what is done to it is done once."""
    return hit.place.is_piece and other.place.is_piece and hit.thing_id == other.thing_id


def _do(actor: Actor, row: PersonRequest, hit: RequestHit, chosen: Chosen, at: Moment) -> None:
    decision = chosen.decision
    if decision is Decision.BLOCK:
        ending.block(actor, hit.thing_id, now=at.now)
    elif decision is Decision.REMOVE:
        purging.propose(
            actor, [hit.thing_id], WHY % {"id": row.id}, at=at, with_copies=False, request_id=row.id
        )
    elif decision is Decision.CLEAR:
        subject = Subject(row.name, row.run, row.email)
        clearing.clear_naming(actor, hit.place, hit.thing_id, subject, now=at.now)
    elif decision is Decision.FORGET:
        forgetting.forget(actor, hit.thing_id, now=at.now)
    elif decision is Decision.CORRECT:
        day = max(at.today, row.due_on - WITHIN)
        asked = TaskDraft(
            title=TITLE % {"id": hit.thing_id},
            unit_id=db.session.scalars(select(Evidence.unit_id).where(Evidence.id == hit.thing_id)).one(),
            term=Term(DueKind.DATE, on=day),
            description=chosen.reason,
        )
        create(actor, asked, cycle_id=None, at=at)


def _undo(actor: Actor, hit: RequestHit, at: Moment) -> None:
    """What another decision takes back of the one before: a block; what is asked or proposed stays asked."""
    if hit.decision is Decision.BLOCK:
        ending.unblock(actor, hit.thing_id, now=at.now)


def _open(request_id: int) -> PersonRequest:
    row = _held(request_id)
    if row.state is RequestState.ANSWERED:
        raise rules.Answered
    return row


def _held(request_id: int) -> PersonRequest:
    row = db.session.scalars(
        select(PersonRequest).where(PersonRequest.id == request_id).with_for_update()
    ).one_or_none()
    if row is None:
        raise NotFound
    return row


def _hits(request_id: int) -> list[RequestHit]:
    asked = select(RequestHit).where(RequestHit.request_id == request_id).order_by(RequestHit.id)
    return list(db.session.scalars(asked))
