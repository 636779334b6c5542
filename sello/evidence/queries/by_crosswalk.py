"""What was accepted in another framework and serves a requirement by a crosswalk."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, or_, select

from sello.accounts.domain.actor import Visibility
from sello.accounts.models import Unit
from sello.catalogue.crosswalk import LinkKind
from sello.catalogue.models import Edition, Requirement
from sello.catalogue.queries import crosswalk, editions
from sello.catalogue.queries.crosswalk import LinkEnd
from sello.core.db import db
from sello.cycles.queries import cycles
from sello.evidence.models import Evidence, EvidenceLink
from sello.evidence.queries.conditions import in_force, seen_by
from sello.evidence.queries.rows import Found
from sello.evidence.queries.sums import accepted_seen


@dataclass(frozen=True)
class Offer:
    """An accepted piece in force that may serve here too, and what it serves elsewhere."""

    id: int
    title: str
    unit: str
    valid_until: date | None
    edition: str
    code: str
    kind: LinkKind
    note: str


def offered(cycle_id: int, requirement_id: int, visibility: Visibility, *, today: date) -> tuple[Offer, ...]:
    """The pieces that a crosswalk offers to a requirement of a cycle, the strongest links first.

    Left out are those that serve it already. Three statements at most.
    """
    here = db.session.execute(
        select(Edition.code, Requirement.code)
        .join(Requirement, Requirement.edition_id == Edition.id)
        .where(Requirement.id == requirement_id)
    ).one_or_none()
    links = {} if here is None else crosswalk.links_of(*here)
    if not links:
        return ()
    already = select(EvidenceLink.evidence_id).where(
        EvidenceLink.cycle_id == cycle_id, EvidenceLink.requirement_id == requirement_id
    )
    found = db.session.execute(
        select(
            Evidence.id,
            Evidence.title,
            Unit.name.label("unit"),
            Evidence.valid_until,
            Edition.name.label("edition"),
            Edition.code.label("edition_code"),
            Requirement.code,
        )
        .join(EvidenceLink, EvidenceLink.evidence_id == Evidence.id)
        .join(Unit, Unit.id == Evidence.unit_id)
        .join(Requirement, Requirement.id == EvidenceLink.requirement_id)
        .join(Edition, Edition.id == Requirement.edition_id)
        .where(
            or_(*(and_(Edition.code == edition, Requirement.code == code) for edition, code in links)),
            in_force(today),
            EvidenceLink.to_confirm.is_(False),
            Evidence.id.not_in(already),
            seen_by(visibility),
        )
        .order_by(Evidence.id.desc())
    ).all()
    return _strongest_of_each([_offer(row, links[row.edition_code, row.code]) for row in found])


def accepted_now(edition_id: int, visibility: Visibility) -> Counter[str] | None:
    """How many accepted pieces each requirement of an edition has in the current cycle, by code.

    None where the current cycle works on another edition. Three statements at most.
    """
    cycle = cycles.current(visibility)
    if cycle is None or cycle.edition_id != edition_id:
        return None
    counts = accepted_seen(cycle.id, visibility)
    ids = editions.requirement_ids(edition_id)
    return Counter({code: counts[number] for code, number in ids.items() if number in counts})


def _offer(row: Found, link: LinkEnd) -> Offer:
    return Offer(
        id=row.id,
        title=row.title,
        unit=row.unit,
        valid_until=row.valid_until,
        edition=row.edition,
        code=row.code,
        kind=link.kind,
        note=link.note,
    )


def _strongest_of_each(offers: list[Offer]) -> tuple[Offer, ...]:
    strength = {kind: place for place, kind in enumerate(LinkKind)}
    kept: dict[int, Offer] = {}
    for offer in sorted(offers, key=lambda offer: strength[offer.kind]):
        kept.setdefault(offer.id, offer)
    return tuple(kept.values())
