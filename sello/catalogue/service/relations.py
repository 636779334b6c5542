"""How editions relate: mappings said by hand, and crosswalks."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete, select

from sello.catalogue import crosswalks, models
from sello.catalogue.changes import check_mapping
from sello.catalogue.crosswalk import Crosswalk, read_crosswalk
from sello.catalogue.domain.refusals import StrangeLink, UnknownEdition
from sello.core.db import db
from sello.core.refusal import Stale
from sello.core.trail.acts import Act
from sello.core.trail.recording import Doer, record


def map_editions(
    before_id: int, after_id: int, pairs: Mapping[str, str], actor: Doer, *, version: int, now: datetime
) -> int:
    """Say by hand how the requirements of two editions correspond; it replaces what was said before.

    ``version`` is the one that the page showed, 0 while nothing was said: Stale when saved since.
    """
    codes = _codes((before_id, after_id))
    for edition_id in (before_id, after_id):
        if edition_id not in codes:
            raise UnknownEdition(edition=edition_id)
    check_mapping(codes[before_id], set(codes[after_id]), pairs)
    held = models.EditionMapping
    said = select(held).where(held.before_id == before_id, held.after_id == after_id)
    row = db.session.scalar(said.with_for_update())
    if version != (row.version if row else 0):
        raise Stale
    if row is None:
        row = held(before_id=before_id, after_id=after_id, version=0)
        db.session.add(row)
    row.version += 1
    row.pairs, row.saved_at, row.saved_by = dict(pairs), now, actor.person_id
    db.session.flush()
    record(actor, Act.EDITION_MAPPED, after_id, now=now, edition_id=before_id)
    return row.id


def _codes(edition_ids: tuple[int, ...]) -> dict[int, list[str]]:
    found = db.session.execute(
        select(models.Requirement.edition_id, models.Requirement.code)
        .where(models.Requirement.edition_id.in_(edition_ids))
        .order_by(models.Requirement.position)
    )
    codes: dict[int, list[str]] = {}
    for row in found:
        codes.setdefault(row.edition_id, []).append(row.code)
    return codes


def load_crosswalk(document: bytes, actor: Doer, *, now: datetime, file: str) -> Crosswalk:
    """Load a crosswalk from its file: its links replace those between the same two editions."""
    crosswalk = read_crosswalk(document, file)
    known = _loaded_codes((crosswalk.origin, crosswalk.target))
    for code in (crosswalk.origin, crosswalk.target):
        if code not in known:
            raise UnknownEdition(edition=code)
    strange = [
        f"{link.origin} → {link.target}"
        for link in crosswalk.links
        if link.origin not in known[crosswalk.origin] or link.target not in known[crosswalk.target]
    ]
    if strange:
        raise StrangeLink(links=", ".join(strange))
    write_crosswalk(crosswalk)
    edition_id = max(known[crosswalk.target].values())
    record(actor, Act.EDITION_CROSSWALK_LOADED, edition_id, now=now, origin=crosswalk.origin)
    return crosswalk


def _loaded_codes(editions: tuple[str, str]) -> dict[str, dict[str, int]]:
    found = db.session.execute(
        select(models.Edition.code, models.Requirement.code.label("requirement"), models.Edition.id)
        .join(models.Requirement, models.Requirement.edition_id == models.Edition.id)
        .where(models.Edition.code.in_(editions))
    )
    known: dict[str, dict[str, int]] = {}
    for row in found:
        known.setdefault(row.code, {})[row.requirement] = row.id
    return known


def join_shipped(edition_code: str) -> None:
    """Bring in the crosswalks that come with the program, once both their editions are loaded."""
    loaded = set(db.session.scalars(select(models.Edition.code)))
    for crosswalk in crosswalks.shipped():
        ends = {crosswalk.origin, crosswalk.target}
        if edition_code in ends and ends <= loaded and not _is_joined(crosswalk):
            write_crosswalk(crosswalk)


def _is_joined(crosswalk: Crosswalk) -> bool:
    held = models.CrosswalkLink
    found = db.session.execute(
        select(held.id)
        .where(held.origin_edition == crosswalk.origin, held.target_edition == crosswalk.target)
        .limit(1)
    )
    return found.first() is not None


def write_crosswalk(crosswalk: Crosswalk) -> None:
    """Replace the links between two editions."""
    held = models.CrosswalkLink
    db.session.execute(
        delete(held).where(held.origin_edition == crosswalk.origin, held.target_edition == crosswalk.target)
    )
    db.session.add_all(
        held(
            origin_edition=crosswalk.origin,
            origin_code=link.origin,
            target_edition=crosswalk.target,
            target_code=link.target,
            kind=link.kind,
            note=link.note,
            provenance=crosswalk.provenance.value,
        )
        for link in crosswalk.links
    )
    db.session.flush()
