"""Putting a piece to the service of requirements."""

from collections.abc import Mapping, Set
from datetime import datetime

from sqlalchemy import delete, select

from sello.accounts.domain.actor import Actor
from sello.catalogue.models import Requirement
from sello.core.db import db
from sello.core.labels import N_
from sello.core.refusal import Refusal
from sello.core.trail.acts import Act
from sello.core.trail.recording import record
from sello.cycles.models import Cycle
from sello.evidence.domain.details import NoRequirement
from sello.evidence.domain.review import EvidenceState
from sello.evidence.models import Evidence, EvidenceLink, ServiceState
from sello.evidence.service.kept import keep, keep_gone
from sello.evidence.service.loading import for_writing
from sello.evidence.service.movement import moved


class UnknownRequirement(Refusal):
    """Only requirements of the current cycle can be served."""

    message = N_("Uno de los requerimientos no es del ciclo en curso. Elíjalos de la lista.")
    field = "requirements"


def link(
    actor: Actor,
    evidence_id: int,
    cycle_id: int,
    requirement_ids: tuple[int, ...],
    *,
    version: int | None = None,
    now: datetime,
) -> bool:
    """Let an existing piece serve more requirements; the secretariat confirms what a unit offers so.

    Tells whether it did not serve all of them before. May raise Stale.
    """
    evidence = for_writing(evidence_id, actor.visibility, version=version)
    check_requirements(cycle_id, requirement_ids)
    added = add_links(actor, evidence, cycle_id, requirement_ids, now)
    if added:
        evidence.version += 1
        record(actor, Act.EVIDENCE_LINKED, evidence.id, now=now, requirement_ids=added)
        moved(actor, evidence.id, now=now)
    return bool(added)


def carry(
    actor: Actor, places: Set[tuple[int, int]], source_id: int, target_id: int, *, now: datetime
) -> None:
    """Let pieces of one cycle serve another one, to be confirmed there.

    `places` are the links to carry, each as requirement and piece; their notes go along.
    """
    links = select(EvidenceLink).where(EvidenceLink.cycle_id == source_id).order_by(EvidenceLink.id)
    db.session.add_all(
        EvidenceLink(
            evidence_id=link.evidence_id,
            cycle_id=target_id,
            requirement_id=link.requirement_id,
            note=link.note,
            to_confirm=True,
            linked_at=now,
            linked_by=actor.person_id,
        )
        for link in db.session.scalars(links).all()
        if (link.requirement_id, link.evidence_id) in places
    )
    keep(EvidenceLink.cycle_id == target_id, now=now)


def rehang(cycle_id: int, moved: Mapping[int, int], *, now: datetime) -> None:
    """Move a cycle's links from one requirement to another; `moved` gives the new one for the old one."""
    for link in db.session.scalars(select(EvidenceLink).where(EvidenceLink.cycle_id == cycle_id)):
        link.requirement_id = moved.get(link.requirement_id, link.requirement_id)
    keep_gone(ServiceState.cycle_id == cycle_id, now=now)
    keep(EvidenceLink.cycle_id == cycle_id, now=now)


def linked(evidence_id: int, cycle_id: int | None) -> set[int]:
    """The requirements of a cycle that a piece serves."""
    query = select(EvidenceLink.requirement_id).where(
        EvidenceLink.evidence_id == evidence_id, EvidenceLink.cycle_id == cycle_id
    )
    return set(db.session.scalars(query))


def set_links(
    actor: Actor, evidence: Evidence, cycle_id: int, requirement_ids: tuple[int, ...], now: datetime
) -> None:
    """Let a piece serve just these requirements of a cycle."""
    gone = linked(evidence.id, cycle_id) - set(requirement_ids)
    db.session.execute(
        delete(EvidenceLink).where(
            EvidenceLink.evidence_id == evidence.id,
            EvidenceLink.cycle_id == cycle_id,
            EvidenceLink.requirement_id.in_(gone),
        )
    )
    keep_gone(ServiceState.evidence_id == evidence.id, now=now)
    add_links(actor, evidence, cycle_id, requirement_ids, now)


def add_links(
    actor: Actor, evidence: Evidence, cycle_id: int, requirement_ids: tuple[int, ...], now: datetime
) -> list[int]:
    """Links that were not there; on an accepted piece, a unit's ones wait for the secretariat."""
    added = [one for one in requirement_ids if one not in linked(evidence.id, cycle_id)]
    to_confirm = evidence.state is EvidenceState.ACCEPTED and not actor.is_secretariat
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


def check_requirements(cycle_id: int, requirement_ids: tuple[int, ...]) -> None:
    """Refuse none at all, and those of another edition, with NoRequirement or UnknownRequirement."""
    if not requirement_ids:
        raise NoRequirement
    known = db.session.scalars(
        select(Requirement.id)
        .join(Cycle, Cycle.edition_id == Requirement.edition_id)
        .where(Cycle.id == cycle_id, Requirement.id.in_(requirement_ids))
    )
    if set(known) != set(requirement_ids):
        raise UnknownRequirement
