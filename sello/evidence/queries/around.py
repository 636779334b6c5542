"""The texts around pieces, without those that say nothing or were cleared."""

from __future__ import annotations

from collections.abc import Collection

from flask_babel import gettext
from sqlalchemy import literal, select, union_all

from sello.core.db import db
from sello.evidence.domain.around import CLEARED, CLEARED_FILE, CLEARED_TITLE, Around, Spot
from sello.evidence.models import Evidence, EvidenceLink, EvidenceVersion, Pin, Review

_STANDS = (
    (Spot.TITLE, Evidence.id, Evidence.id, Evidence.title),
    (Spot.FILE, EvidenceVersion.evidence_id, EvidenceVersion.id, EvidenceVersion.filename),
    (Spot.NOTE, EvidenceLink.evidence_id, EvidenceLink.id, EvidenceLink.note),
    (Spot.REMARK, Review.evidence_id, Review.id, Review.remark),
    (Spot.REPLY, Review.evidence_id, Review.id, Review.reply),
    (Spot.PIN, Pin.evidence_id, Pin.id, Pin.text),
)


def around(evidence_ids: Collection[int]) -> tuple[Around, ...]:
    """The texts around some pieces, piece by piece (one statement)."""
    parts = [
        select(
            piece.label("evidence_id"),
            literal(place).label("place"),
            literal(spot.value).label("spot"),
            thing.label("thing_id"),
            text.label("text"),
        ).where(piece.in_(evidence_ids), text != "")
        for place, (spot, piece, thing, text) in enumerate(_STANDS)
    ]
    every = union_all(*parts).subquery()
    rows = db.session.execute(select(every).order_by(every.c.evidence_id, every.c.place, every.c.thing_id))
    found = (Around(row.evidence_id, Spot(row.spot), row.thing_id, row.text) for row in rows)
    return tuple(each for each in found if not is_cleared(each))


def is_cleared(each: Around) -> bool:
    """Whether a text only says that there was one."""
    match each.spot:
        case Spot.TITLE:
            return each.text == str(gettext(CLEARED_TITLE, id=each.evidence_id))
        case Spot.FILE:
            return each.text.rpartition(".")[0] == str(gettext(CLEARED_FILE))
        case _:
            return each.text == str(gettext(CLEARED))
