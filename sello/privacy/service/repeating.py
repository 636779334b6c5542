"""An older database was put back: what actas destroyed since is destroyed again, by the same actas.

Beside the data stands what went (`core.destroyed`). Pieces that the database holds as if nothing had happened
are written into their acta once more, and the job lets go of whatever came back of their files.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

from flask_babel import gettext
from sqlalchemy import select

from sello.accounts.models import Person
from sello.accounts.queries.institutions import InstitutionRow
from sello.core.db import db, unit_of_work
from sello.core.destroyed import Destroyed
from sello.core.labels import N_
from sello.core.moment import Moment
from sello.core.trail.acts import Act
from sello.core.trail.recording import record
from sello.duties.jobs import Clockwork
from sello.evidence.domain.around import Spot
from sello.evidence.models import Evidence, EvidenceVersion
from sello.evidence.service import ending
from sello.privacy.domain.purging import ItemState, PurgeState
from sello.privacy.models import Purge
from sello.privacy.queries.due import rules, weigh
from sello.privacy.service import clearing, purging

WHY = N_("Se repite el acta N° %(number)s: se restauró un respaldo anterior a ella.")
_AT_ONCE = 500


def repeat(institution: InstitutionRow, gone: Sequence[Destroyed], *, at: Moment) -> int:
    """Have the pieces of an institution that came back go again; gives how many they are."""
    by_acta: dict[tuple[int, int, object], list[Destroyed]] = defaultdict(list)
    for each in gone:
        by_acta[each.acta].append(each)
    again = 0
    for pieces in by_acta.values():
        with unit_of_work(institution.id):
            again += _repeat(institution.id, pieces, at)
    return again


def _repeat(institution_id: int, gone: Sequence[Destroyed], at: Moment) -> int:
    back = _back(gone)
    if not back:
        return 0
    said = gone[0]
    purge = _same(said, back) or _anew(institution_id, said, back, at)
    purge.state, purge.decided_at = PurgeState.CONFIRMED, said.decided_at
    purge.proposed_by = purge.proposed_by or _still(said.proposed_by)
    confirmer = _still(said.confirmed_by)
    if purge.proposed_by is not None and confirmer != purge.proposed_by:
        purge.confirmed_by = confirmer
    purge.allowed_by = said.allowed_by
    db.session.flush()
    clearing.note(purge.id, _texts(gone, back))
    ending.begin_purge(back, purge.number)
    doer = Clockwork(institution_id)
    record(doer, Act.PURGE_REPEATED, purge.id, now=at.now, number=said.number, count=len(back))
    return len(back)


def _back(gone: Sequence[Destroyed]) -> list[int]:
    """Which of the pieces stand there untouched, with no other files than those that went."""
    files = {each.evidence_id: set(each.files) for each in gone}
    back: list[int] = []
    ids = sorted(files)
    for start in range(0, len(ids), _AT_ONCE):
        some = Evidence.id.in_(ids[start : start + _AT_ONCE])
        asked = select(EvidenceVersion.evidence_id, EvidenceVersion.sha256).join(
            Evidence, Evidence.id == EvidenceVersion.evidence_id
        )
        there: dict[int, set[str]] = defaultdict(set)
        for row in db.session.execute(asked.where(some, Evidence.purge_number.is_(None))):
            there[row.evidence_id].add(row.sha256)
        back += [number for number, hashes in there.items() if hashes <= files[number]]
    return back


def _texts(gone: Sequence[Destroyed], back: Collection[int]) -> Iterator[tuple[int, Spot, int]]:
    """What was cleared around the pieces that came back; a place that is not known any more is left out."""
    known = {spot.value for spot in Spot}
    for each in gone:
        if each.evidence_id in back:
            yield from (
                (each.evidence_id, Spot(place), thing) for place, thing in each.texts if place in known
            )


def _same(said: Destroyed, back: Collection[int]) -> Purge | None:
    """The acta as it was proposed, if the database knows it; what it left be then, it leaves be now."""
    purge = db.session.scalars(
        select(Purge).where(Purge.number == said.number, Purge.state == PurgeState.PROPOSED)
    ).one_or_none()
    if purge is None:
        return None
    items = purging.items(purge.id)
    if not set(back) <= {item.evidence_id for item in items}:
        return None
    for item in items:
        if item.evidence_id not in back:
            item.state = ItemState.LEFT
    return purge


def _anew(institution_id: int, said: Destroyed, back: Collection[int], at: Moment) -> Purge:
    """The acta written once more, under its own number unless another has that."""
    following = purging.next_number(institution_id)
    taken = db.session.scalar(select(Purge.id).where(Purge.number == said.number)) is not None
    purge = Purge(
        number=following if taken else said.number,
        state=PurgeState.CONFIRMED,
        reason=gettext(WHY, number=said.number),
        proposed_at=said.decided_at,
    )
    purging.write(purge, weigh(back, rules(), at))
    return purge


def _still(person_id: int | None) -> int | None:
    """A person, if the database knows her."""
    return None if person_id is None else db.session.scalar(select(Person.id).where(Person.id == person_id))
