"""Texts around a piece are cleared: that they stood there is told, and not what they said."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import Any

from flask_babel import gettext
from sqlalchemy import update

from sello.core.db import db
from sello.core.trail.acts import Act
from sello.core.trail.recording import Doer, record
from sello.evidence.domain.around import CLEARED, CLEARED_FILE, CLEARED_TITLE, Around, Spot
from sello.evidence.models import EvidenceLink, EvidenceVersion, Pin, Review
from sello.evidence.queries.around import around
from sello.evidence.service import loading
from sello.evidence.service.submitting import write_details

_COLUMNS: dict[Spot, tuple[Any, str]] = {
    Spot.NOTE: (EvidenceLink, "note"),
    Spot.REMARK: (Review, "remark"),
    Spot.REPLY: (Review, "reply"),
    Spot.PIN: (Pin, "text"),
}


def clear(doer: Doer, evidence_id: int, chosen: Collection[tuple[Spot, int]], *, now: datetime) -> int:
    """Clear texts of one piece, each named by its place and row; gives how many there were to clear."""
    found = [each for each in around([evidence_id]) if (each.spot, each.thing_id) in chosen]
    for each in found:
        _clear(each)
    if found:
        spots = sorted({each.spot.value for each in found})
        record(doer, Act.EVIDENCE_CLEARED, evidence_id, now=now, count=len(found), spots=spots)
    return len(found)


def _clear(each: Around) -> None:
    if each.spot is Spot.TITLE:
        piece = loading.held(each.evidence_id)
        write_details(piece, replace(piece.details, title=gettext(CLEARED_TITLE, id=piece.id)))
        piece.version += 1
    elif each.spot is Spot.FILE:
        ending = each.text.rpartition(".")[2]
        row = db.session.get_one(EvidenceVersion, each.thing_id)
        row.filename = f"{gettext(CLEARED_FILE)}.{ending}"
    else:
        table, column = _COLUMNS[each.spot]
        values = {column: gettext(CLEARED)}
        db.session.execute(update(table).where(table.id == each.thing_id).values(values))
