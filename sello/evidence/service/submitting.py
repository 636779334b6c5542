"""Handing evidence in, and correcting it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from sello.accounts.domain.actor import Actor
from sello.accounts.models import Unit
from sello.core.db import db
from sello.core.labels import N_
from sello.core.moment import Moment
from sello.core.refusal import Refusal
from sello.core.text import fold
from sello.core.trail.acts import Act
from sello.core.trail.recording import record
from sello.core.undo import made_with
from sello.evidence.domain import details as rules
from sello.evidence.domain import review
from sello.evidence.domain.classing import Step, check_correction
from sello.evidence.domain.details import FIELDS, Classification, Details
from sello.evidence.domain.review import EvidenceState, Part
from sello.evidence.models import Evidence, EvidenceVersion, Review, ServiceState
from sello.evidence.queries.duplicates import twins
from sello.evidence.queries.piece import is_known, position_of
from sello.evidence.service import classing, links
from sello.evidence.service.loading import for_writing
from sello.evidence.service.movement import moved
from sello.files import queries
from sello.files import service as files
from sello.files.queries import Pending
from sello.files.store.disk import Store


class UnitOutOfReach(Refusal):
    """Evidence is handed in for one's own branch."""

    message = N_("Elija una de las unidades a su cargo.")
    field = "unit_id"


class ReplacedOutOfReach(Refusal):
    """Evidence came in place of a piece that does not exist, or that its sender may not know of."""

    message = N_(
        "La evidencia que quería reemplazar no existe o no está a su alcance. Puede seguir sin ella: la "
        "nueva quedará entregada sin reemplazar a ninguna."
    )
    status = 404


@dataclass(frozen=True)
class Submission:
    """One received file with what its sender says of it.

    With `use_existing` the piece that has these bytes already is used in its place, where there is one that
    the sender may know of; which one that is, is not for her to say.
    """

    upload_id: int
    details: Details
    use_existing: bool = False


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

    def plus(self, more: "Handed") -> "Handed":
        """Together with what came of further files."""
        return Handed((*self.created, *more.created), (*self.reused, *more.reused))


def check(
    actor: Actor, submissions: Sequence[Submission], target: Target, *, at: Moment
) -> tuple[dict[int, Pending], dict[int, int]]:
    """The files as they wait, and the piece to use in place of some, by upload; nothing is kept yet.

    Refuses what one of the files, or the target, gives cause to refuse.
    """
    waiting = _claimed(actor, [each.upload_id for each in submissions])
    _check_target(actor, target)
    existing = _existing(actor, submissions, waiting)
    for each in submissions:
        if each.upload_id not in existing:
            rules.check(each.details, today=at.today)
    return waiting, existing


def hold_reused(actor: Actor, submissions: Sequence[Submission]) -> None:
    """Hold the pieces that are used in place of files until the commit, in one order."""
    asked = [each for each in submissions if each.use_existing]
    if asked:
        found = _existing(actor, asked, _claimed(actor, [each.upload_id for each in asked]))
        held = select(Evidence.id).where(Evidence.id.in_(found.values())).order_by(Evidence.id)
        db.session.execute(held.with_for_update())


def submit(
    actor: Actor,
    submissions: Sequence[Submission],
    target: Target,
    *,
    store: Store,
    at: Moment,
) -> Handed:
    """Hand in received files: each becomes a piece in review, or links the existing piece with its bytes.

    Everybody comes here through `tasks.service.hand_in`, which also knows of tasks and of turns.
    """
    waiting, existing = check(actor, submissions, target, at=at)
    created, reused = [], []
    for each in submissions:
        file, twin = waiting[each.upload_id], existing.get(each.upload_id)
        if twin is None:
            files.keep(file, store=store)
            created.append(_create(actor, file, each.details, target, now=at.now))
        else:
            links.link(actor, twin, target.cycle_id, target.requirement_ids, now=at.now)
            files.drop(file, store=store)
            reused.append(twin)
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
    at: Moment,
) -> bool:
    """Change what is open of a piece; a returned one is handed in again with it, which is told.

    Everybody comes here through `tasks.service.hand_in`, which also knows of tasks. `requirement_ids` is the
    whole set for `cycle_id`, None leaves them. Refuses with PartLocked, Stale, NothingRemedied or a refusal
    of the details.
    """
    evidence = for_writing(evidence_id, actor.visibility, version=version)
    position = position_of(evidence)
    before = position.state
    again = before is EvidenceState.RETURNED
    changed = _changed(evidence, details, requirement_ids, cycle_id, with_file=upload_id is not None)
    review.change(position, changed, secretariat=actor.is_secretariat)
    if again:
        position = review.resubmit(position, changed=changed, reply=reply)
        _answer_remark(evidence, reply, at.now)
        evidence.submitted_at = at.now
    rules.check(details, today=at.today)
    _write_corrected(actor, evidence, details, at.now)
    _link_anew(actor, evidence, requirement_ids, cycle_id, at.now)
    file = {} if upload_id is None else {"sha256": _add_version(actor, evidence, upload_id, store, at.now)}
    evidence.state, evidence.unlocked = position.state, sorted(position.unlocked)
    evidence.version += 1
    change = {"before": before, "after": position.state, "parts": sorted(changed), "reply": bool(reply)}
    record(actor, Act.EVIDENCE_CORRECTED, evidence.id, now=at.now, **change, **file)
    moved(actor, evidence.id, now=at.now)
    return again


def _link_anew(
    actor: Actor,
    evidence: Evidence,
    requirement_ids: tuple[int, ...] | None,
    cycle_id: int | None,
    now: datetime,
) -> None:
    if requirement_ids is None or cycle_id is None:
        return
    links.check_requirements(cycle_id, requirement_ids)
    links.set_links(actor, evidence, cycle_id, requirement_ids, now)


def _claimed(actor: Actor, upload_ids: Sequence[int]) -> dict[int, Pending]:
    """The files that the actor sent, by id; one that is gone, or named twice, refuses all of them."""
    waiting = {each.id: each for each in queries.pending(actor.person_id, upload_ids)}
    if not upload_ids or len(waiting) != len(upload_ids):
        raise rules.NothingToSubmit
    return waiting


def _existing(
    actor: Actor, submissions: Sequence[Submission], waiting: Mapping[int, Pending]
) -> dict[int, int]:
    """The piece to use in place of each file whose sender asked for that, where there is one."""
    asked = {
        each.upload_id: waiting[each.upload_id].received.sha256 for each in submissions if each.use_existing
    }
    found = twins(list(asked.values()), actor.visibility) if asked else {}
    return {upload: found[sha256].evidence_id for upload, sha256 in asked.items() if sha256 in found}


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
    write_details(evidence, details)
    db.session.add(evidence)
    db.session.flush()
    db.session.add(_version(actor, evidence, 1, file, now))
    links.add_links(actor, evidence, target.cycle_id, target.requirement_ids, now)
    record(actor, Act.EVIDENCE_SUBMITTED, evidence.id, now=now, sha256=file.received.sha256)
    moved(actor, evidence.id, now=now)
    made_with(ServiceState, ServiceState.evidence_id == evidence.id)
    if details.classification is Classification.SECRET:
        classing.note(actor, evidence, Step.CLOSE, now=now)
    return evidence.id


def _write_corrected(actor: Actor, evidence: Evidence, details: Details, now: datetime) -> None:
    was = evidence.classification
    check_correction(was, details.classification)
    write_details(evidence, details)
    if details.classification is not was and details.classification is Classification.SECRET:
        classing.note(actor, evidence, Step.CLOSE, now=now)


def write_details(evidence: Evidence, details: Details) -> None:
    """Put what is said of a piece in its row, as it is shown and as it is searched."""
    evidence.details = rules.stripped(details)
    evidence.folded = fold(*evidence.details.searched)


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


def _add_version(actor: Actor, evidence: Evidence, upload_id: int, store: Store, now: datetime) -> str:
    """Make a file the current version; gives its hash."""
    file = _claimed(actor, [upload_id])[upload_id]
    files.keep(file, store=store)
    evidence.current += 1
    db.session.add(_version(actor, evidence, evidence.current, file, now))
    return file.received.sha256


def _changed(
    evidence: Evidence,
    details: Details,
    requirement_ids: tuple[int, ...] | None,
    cycle_id: int | None,
    *,
    with_file: bool,
) -> set[Part]:
    before = evidence.details
    changed = {
        part
        for part, fields in FIELDS.items()
        if any(getattr(before, name) != getattr(details, name) for name in fields)
    }
    if with_file:
        changed.add(Part.FILE)
    if requirement_ids is not None and set(requirement_ids) != links.linked(evidence.id, cycle_id):
        changed.add(Part.REQUIREMENTS)
    return changed


def _answer_remark(evidence: Evidence, reply: str, now: datetime) -> None:
    query = select(Review).where(Review.evidence_id == evidence.id).order_by(Review.id.desc()).limit(1)
    remark = db.session.scalars(query).one()
    remark.remedied_at, remark.reply = now, reply.strip()


def _check_target(actor: Actor, target: Target) -> None:
    reachable = None if actor.is_secretariat else actor.unit_ids
    exists = db.session.scalars(select(Unit.id).where(Unit.id == target.unit_id)).first()
    if exists is None or (reachable is not None and target.unit_id not in reachable):
        raise UnitOutOfReach
    links.check_requirements(target.cycle_id, target.requirement_ids)
    if target.replaces_id is not None:
        check_replaces(target.replaces_id, actor)


def check_replaces(evidence_id: int, actor: Actor) -> None:
    """Refuse with ReplacedOutOfReach to replace a piece that the actor may not know of."""
    if not is_known(evidence_id, actor.visibility):
        raise ReplacedOutOfReach
