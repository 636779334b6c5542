"""Handing evidence in, correcting it, and putting it to the service of more requirements."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import delete, select

from sello.accounts.domain.actor import Actor
from sello.accounts.models import Unit
from sello.catalogue.models import Requirement
from sello.core.db import db
from sello.core.labels import N_
from sello.core.refusal import Refusal
from sello.core.text import fold
from sello.core.trail.acts import Act
from sello.core.trail.recording import record
from sello.cycles.models import Cycle
from sello.evidence.domain import details as rules
from sello.evidence.domain import review
from sello.evidence.domain.details import Details
from sello.evidence.domain.review import FIELDS, EvidenceState, Part
from sello.evidence.models import Evidence, EvidenceLink, EvidenceVersion, Review
from sello.evidence.queries.piece import details_of, standing_of
from sello.evidence.service.loading import for_writing, is_secretariat
from sello.evidence.service.movement import moved
from sello.files import queries
from sello.files.models import Upload
from sello.files.queries import Pending
from sello.files.store.disk import Store


class UnitOutOfReach(Refusal):
    """Evidence is handed in for one's own branch."""

    message = N_("Elija una de las unidades a su cargo.")
    field = "unit_id"


class UnknownRequirement(Refusal):
    """Only requirements of the current cycle can be served."""

    message = N_("Uno de los requerimientos no es del ciclo en curso. Elíjalos de la lista.")
    field = "requirements"


@dataclass(frozen=True)
class Submission:
    """One received file with what its sender says of it, or the existing piece to use in its place."""

    upload_id: int
    details: Details
    use_existing: int | None = None


@dataclass(frozen=True)
class Target:
    """What several files of one form have in common: whose they are and what they serve."""

    unit_id: int
    cycle_id: int
    requirement_ids: tuple[int, ...]
    replaces_id: int | None = None


@dataclass(frozen=True)
class Handed:
    """What came of a form: new pieces, and existing ones that now serve its requirements too."""

    created: tuple[int, ...]
    reused: tuple[int, ...]

    @property
    def ids(self) -> tuple[int, ...]:
        """All of them."""
        return (*self.created, *self.reused)


def submit(
    actor: Actor,
    submissions: Sequence[Submission],
    target: Target,
    *,
    store: Store,
    now: datetime,
    today: date,
) -> Handed:
    """Hand in received files: each becomes a piece in review, or links the existing piece with its bytes."""
    waiting = {each.id: each for each in queries.pending(actor.person_id, [s.upload_id for s in submissions])}
    if not submissions or len(waiting) != len(submissions):
        raise rules.NothingToSubmit
    _check_target(actor, target)
    for each in submissions:
        if each.use_existing is None:
            rules.check(each.details, today=today)
    created, reused = [], []
    for each in submissions:
        file = waiting[each.upload_id]
        if each.use_existing is None:
            store.keep(file.received, name=file.filename)
            created.append(_create(actor, file, each.details, target, now=now))
        else:
            link(actor, each.use_existing, target.cycle_id, target.requirement_ids, now=now)
            store.discard(file.received)
            reused.append(each.use_existing)
    db.session.execute(delete(Upload).where(Upload.id.in_(list(waiting))))
    return Handed(tuple(created), tuple(reused))


def correct(
    actor: Actor,
    evidence_id: int,
    details: Details,
    requirement_ids: tuple[int, ...] | None,
    *,
    version: int,
    reply: str = "",
    upload_id: int | None = None,
    cycle_id: int | None = None,
    store: Store,
    now: datetime,
    today: date,
) -> None:
    """Change what is open of a piece; a returned one is handed in again with it.

    `requirement_ids` is the whole set for `cycle_id`, None leaves them. Refuses with PartLocked, Stale,
    NothingRemedied or a refusal of the details.
    """
    evidence = for_writing(evidence_id, actor.visibility, version=version)
    standing = standing_of(evidence)
    changed = _changed(evidence, details, requirement_ids, cycle_id, with_file=upload_id is not None)
    review.change(standing, changed, secretariat=is_secretariat(actor))
    if standing.state is EvidenceState.RETURNED:
        standing = review.resubmit(standing, changed=changed, reply=reply)
        _answer_remark(evidence, reply, now)
        evidence.submitted_at = now
    rules.check(details, today=today)
    _write(evidence, details)
    if requirement_ids is not None and cycle_id is not None:
        _check_requirements(cycle_id, requirement_ids)
        _set_links(actor, evidence, cycle_id, requirement_ids, now)
    if upload_id is not None:
        _add_version(actor, evidence, upload_id, store, now)
    evidence.state, evidence.unlocked = standing.state, sorted(standing.unlocked)
    evidence.version += 1
    record(actor, Act.EVIDENCE_CORRECTED, evidence.id, now=now, parts=sorted(changed), reply=bool(reply))
    moved(actor, evidence.id, now=now)


def link(
    actor: Actor, evidence_id: int, cycle_id: int, requirement_ids: tuple[int, ...], *, now: datetime
) -> None:
    """Let an existing piece serve more requirements; the secretariat confirms what a unit offers so."""
    evidence = for_writing(evidence_id, actor.visibility)
    _check_requirements(cycle_id, requirement_ids)
    added = _add_links(actor, evidence, cycle_id, requirement_ids, now)
    if added:
        evidence.version += 1
        record(actor, Act.EVIDENCE_LINKED, evidence.id, now=now, requirement_ids=added)
        moved(actor, evidence.id, now=now)


def _create(actor: Actor, file: Pending, details: Details, target: Target, *, now: datetime) -> int:
    evidence = Evidence(
        unit_id=target.unit_id,
        state=EvidenceState.SUBMITTED,
        submitted_at=now,
        unlocked=[],
        replaces_id=target.replaces_id,
        created_at=now,
        created_by=actor.person_id,
    )
    _write(evidence, details)
    db.session.add(evidence)
    db.session.flush()
    db.session.add(_version(actor, evidence, 1, file, now))
    _add_links(actor, evidence, target.cycle_id, target.requirement_ids, now)
    record(actor, Act.EVIDENCE_SUBMITTED, evidence.id, now=now, sha256=file.received.sha256)
    moved(actor, evidence.id, now=now)
    return evidence.id


def _write(evidence: Evidence, details: Details) -> None:
    title, number = details.title.strip(), details.document_number.strip()
    clean = replace(details, title=title, document_number=number)
    for fields in FIELDS.values():
        for name in fields:
            setattr(evidence, name, getattr(clean, name))
    evidence.folded = fold(title, number)


def _version(actor: Actor, evidence: Evidence, number: int, file: Pending, now: datetime) -> EvidenceVersion:
    return EvidenceVersion(
        evidence_id=evidence.id,
        number=number,
        filename=file.filename,
        media_type=file.media_type,
        size=file.received.size,
        sha256=file.received.sha256,
        uploaded_at=now,
        uploaded_by=actor.person_id,
        author_post=actor.post,
    )


def _add_version(actor: Actor, evidence: Evidence, upload_id: int, store: Store, now: datetime) -> None:
    found = queries.pending(actor.person_id, [upload_id])
    if not found:
        raise rules.NothingToSubmit
    store.keep(found[0].received, name=found[0].filename)
    evidence.current += 1
    db.session.add(_version(actor, evidence, evidence.current, found[0], now))
    db.session.execute(delete(Upload).where(Upload.id == upload_id))


def _changed(
    evidence: Evidence,
    details: Details,
    requirement_ids: tuple[int, ...] | None,
    cycle_id: int | None,
    *,
    with_file: bool,
) -> set[Part]:
    before = details_of(evidence)
    changed = {
        part
        for part, fields in FIELDS.items()
        if any(getattr(before, name) != getattr(details, name) for name in fields)
    }
    if with_file:
        changed.add(Part.FILE)
    if requirement_ids is not None and set(requirement_ids) != _linked(evidence.id, cycle_id):
        changed.add(Part.REQUIREMENTS)
    return changed


def _linked(evidence_id: int, cycle_id: int | None) -> set[int]:
    query = select(EvidenceLink.requirement_id).where(
        EvidenceLink.evidence_id == evidence_id, EvidenceLink.cycle_id == cycle_id
    )
    return set(db.session.scalars(query))


def _set_links(
    actor: Actor, evidence: Evidence, cycle_id: int, requirement_ids: tuple[int, ...], now: datetime
) -> None:
    gone = _linked(evidence.id, cycle_id) - set(requirement_ids)
    db.session.execute(
        delete(EvidenceLink).where(
            EvidenceLink.evidence_id == evidence.id,
            EvidenceLink.cycle_id == cycle_id,
            EvidenceLink.requirement_id.in_(gone),
        )
    )
    _add_links(actor, evidence, cycle_id, requirement_ids, now)


def _add_links(
    actor: Actor, evidence: Evidence, cycle_id: int, requirement_ids: tuple[int, ...], now: datetime
) -> list[int]:
    """Links that were not there; on an accepted piece, a unit's ones wait for the secretariat."""
    added = [one for one in requirement_ids if one not in _linked(evidence.id, cycle_id)]
    to_confirm = evidence.state is EvidenceState.ACCEPTED and not is_secretariat(actor)
    for requirement_id in added:
        db.session.add(
            EvidenceLink(
                evidence_id=evidence.id,
                cycle_id=cycle_id,
                requirement_id=requirement_id,
                to_confirm=to_confirm,
                linked_at=now,
                linked_by=actor.person_id,
            )
        )
    return added


def _answer_remark(evidence: Evidence, reply: str, now: datetime) -> None:
    query = select(Review).where(Review.evidence_id == evidence.id).order_by(Review.id.desc()).limit(1)
    remark = db.session.scalars(query).one()
    remark.remedied_at, remark.reply = now, reply.strip()


def _check_target(actor: Actor, target: Target) -> None:
    reachable = None if is_secretariat(actor) else actor.unit_ids
    exists = db.session.scalars(select(Unit.id).where(Unit.id == target.unit_id)).first()
    if exists is None or (reachable is not None and target.unit_id not in reachable):
        raise UnitOutOfReach
    _check_requirements(target.cycle_id, target.requirement_ids)
    if target.replaces_id is not None:
        for_writing(target.replaces_id, actor.visibility)


def _check_requirements(cycle_id: int, requirement_ids: tuple[int, ...]) -> None:
    if not requirement_ids:
        raise rules.NoRequirement
    known = db.session.scalars(
        select(Requirement.id)
        .join(Cycle, Cycle.edition_id == Requirement.edition_id)
        .where(Cycle.id == cycle_id, Requirement.id.in_(requirement_ids))
    )
    if set(known) != set(requirement_ids):
        raise UnknownRequirement
