"""What is changed of an institution itself, and what it chooses for all of its people."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select

from sello.accounts.domain import colours
from sello.accounts.domain.actor import Actor
from sello.accounts.domain.days_off import OwnDays, checked_days
from sello.accounts.domain.place import checked_zone
from sello.accounts.models import Institution, Signatory
from sello.accounts.queries import face
from sello.accounts.queries.face import Signer
from sello.core.db import db
from sello.core.house import Word
from sello.core.logo import Logo
from sello.core.refusal import Stale
from sello.core.trail.acts import Act
from sello.core.trail.recording import Doer, differing, record


@dataclass(frozen=True, slots=True)
class FaceData:
    """What the page of the institution sends; colours as they were written."""

    name: str
    zone: str
    word: Word
    light: str
    dark: str
    signers: tuple[Signer, ...]
    data_contact: str = ""
    """To whom people write about their data."""
    logo: bytes | None = None
    """A PNG that was drawn anew; None leaves the logo as it is."""
    without_logo: bool = False


def set_face(actor: Actor, data: FaceData, *, version: int, now: datetime) -> tuple[str, ...]:
    """Change how the institution is called, looks, speaks and signs; returns the names of what changed.

    ``version`` is the one that the page showed: Stale when somebody saved meanwhile. Raises UnknownZone and
    the refusals of `colours.checked`.
    """
    place = db.session.get_one(
        Institution, actor.institution_id, with_for_update=True, populate_existing=True
    )
    if place.version != version:
        raise Stale
    light, dark = colours.checked(data.light, data.dark)
    set_zone(actor, data.zone, now=now)
    values: dict[str, object] = {
        "name": data.name,
        "word": data.word,
        "house_light": light,
        "house_dark": dark,
        "data_contact": data.data_contact,
        "logo_sha256": _kept_logo(place.logo_sha256, data),
    }
    before, after = differing(place, values)
    for name in after:
        setattr(place, name, after[name])
    changed = (*after, *_sign(data.signers))
    if changed:
        place.version += 1
        told = {"before": before, "after": after}
        record(actor, Act.INSTITUTION_FACE_SET, place.id, now=now, fields=list(changed), **told)
    return changed


def _kept_logo(held: str, data: FaceData) -> str:
    """Put the new logo in the place of the old one, and give the hash of what is there now."""
    if data.logo is None and not data.without_logo:
        return held
    db.session.execute(delete(Logo))
    if data.logo is None:
        return ""
    db.session.add(Logo(png=data.logo))
    return hashlib.sha256(data.logo).hexdigest()


def _sign(signers: Sequence[Signer]) -> tuple[str, ...]:
    """Write who signs, in order; says whether that is anything new."""
    if tuple(signers) == face.signers():
        return ()
    db.session.execute(delete(Signatory))
    db.session.add_all(
        Signatory(place=place, name=one.name, post=one.post) for place, one in enumerate(signers, 1)
    )
    return ("signers",)


def set_zone(actor: Doer, zone: str, *, now: datetime) -> str:
    """Change by which zone the institution's days begin and end; returns the one that it had.

    Instants stay what they are: only the day and hour that they are shown with move. Raises UnknownZone.
    """
    wanted = checked_zone(zone)
    place = db.session.get_one(
        Institution, actor.institution_id, with_for_update=True, populate_existing=True
    )
    before = place.zone
    if before != wanted:
        place.zone = wanted
        record(actor, Act.INSTITUTION_ZONE_SET, place.id, now=now, before=before, after=wanted)
    return before


def set_days_off(actor: Actor, off: OwnDays, *, version: int, moved: int, now: datetime) -> bool:
    """Say on which days only the institution does not work; tells whether that is news. Raises Stale.

    ``moved`` is how many terms whoever calls has moved away from them.
    """
    place = db.session.get_one(
        Institution, actor.institution_id, with_for_update=True, populate_existing=True
    )
    if place.version != version:
        raise Stale
    checked_days(off)
    before = {"region": place.region, "days_off": place.days_off or []}
    after = {"region": off.region, "days_off": off.stored()}
    if before == after:
        return False
    place.region, place.days_off = off.region, off.stored() or None
    place.version += 1
    record(actor, Act.INSTITUTION_DAYS_OFF_SET, place.id, now=now, before=before, after=after, moved=moved)
    return True


def set_acceptance(actor: Actor, validates: bool, *, seen: bool, now: datetime) -> bool:
    """Say whether accepting the last thing that a requirement lacked also validates it; tells if it changed.

    `seen` is what the page showed: Stale when somebody chose otherwise meanwhile.
    """
    place = db.session.scalars(
        select(Institution).where(Institution.id == actor.institution_id).with_for_update()
    ).one()
    if place.accept_validates != seen:
        raise Stale
    if validates == seen:
        return False
    place.accept_validates = validates
    record(actor, Act.INSTITUTION_ACCEPTANCE_SET, place.id, now=now, before=seen, after=validates)
    return True
