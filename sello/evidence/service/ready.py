"""Editing the ready-made remarks of an institution."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import func, select

from sello.accounts.domain.actor import Actor
from sello.core.db import db
from sello.core.refusal import Stale
from sello.core.trail.acts import Act
from sello.core.trail.recording import record
from sello.evidence.domain.details import EvidenceType
from sello.evidence.domain.ready import DEFAULTS, NoSuchRemark, Whereto, checked_text, moved
from sello.evidence.models import ReadyRemark


def begin() -> None:
    """Give an institution that begins the remarks that everybody needs; it changes them as it likes."""
    for place, default in enumerate(DEFAULTS):
        kinds = [kind.value for kind in default.kinds]
        db.session.add(ReadyRemark(text=default.text, kinds=kinds, position=place))
    db.session.flush()


def add(actor: Actor, text: str, kinds: Collection[EvidenceType], *, now: datetime) -> None:
    """Add a remark at the end. Raises TextMissing, TextTooLong or TextTaken."""
    said = checked_text(text, _texts(but=None))
    last = db.session.scalar(select(func.max(ReadyRemark.position)))
    place = 0 if last is None else last + 1
    row = ReadyRemark(text=said, kinds=_values(kinds), position=place)
    db.session.add(row)
    db.session.flush()
    _note(actor, row, "added", now)


def change(
    actor: Actor, remark_id: int, text: str, kinds: Collection[EvidenceType], *, version: int, now: datetime
) -> None:
    """Change words and kinds of a remark; what was said with it stays said. Raises as `add`, and Stale."""
    row = _load(remark_id)
    if row.version != version:
        raise Stale
    row.text, row.kinds = checked_text(text, _texts(but=remark_id)), _values(kinds)
    row.version += 1
    _note(actor, row, "changed", now)


def move(actor: Actor, remark_id: int, whereto: Whereto, *, now: datetime) -> None:
    """Put a remark elsewhere in the list."""
    chosen = _load(remark_id)
    statement = select(ReadyRemark).order_by(ReadyRemark.position, ReadyRemark.id).with_for_update()
    rows = {row.id: row for row in db.session.scalars(statement)}
    for place, row_id in enumerate(moved(list(rows), remark_id, whereto)):
        rows[row_id].position = place
    _note(actor, chosen, "moved", now)


def retire(actor: Actor, remark_id: int, *, now: datetime) -> None:
    """Offer a remark no more."""
    row = _load(remark_id)
    row.retired_at = row.retired_at or now
    _note(actor, row, "retired", now)


def put_back(actor: Actor, remark_id: int, *, now: datetime) -> None:
    """Offer a retired remark again."""
    row = _load(remark_id)
    row.retired_at = None
    _note(actor, row, "put back", now)


def _load(remark_id: int) -> ReadyRemark:
    found = db.session.scalars(
        select(ReadyRemark).where(ReadyRemark.id == remark_id).with_for_update()
    ).one_or_none()
    if found is None:
        raise NoSuchRemark
    return found


def _texts(*, but: int | None) -> set[str]:
    statement = select(ReadyRemark.text)
    if but is not None:
        statement = statement.where(ReadyRemark.id != but)
    return set(db.session.scalars(statement))


def _values(kinds: Collection[EvidenceType]) -> list[str]:
    return [kind.value for kind in EvidenceType if kind in kinds]


def _note(actor: Actor, row: ReadyRemark, what: str, now: datetime) -> None:
    record(actor, Act.INSTITUTION_REMARKS_EDITED, actor.institution_id, now=now, remark_id=row.id, what=what)
