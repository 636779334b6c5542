"""The files of a confirmed acta go, one piece in each transaction; whoever was stopped goes on there.

A piece of a confirmed acta says that its files go (`purge_number`), which is true before and after they went;
that they are gone (`purged_at`) is said only after they are. So at no instant is a row wrong about its bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from sqlalchemy import delete, select, text

from sello.config import Config
from sello.core import backup_mark, destroyed
from sello.core.db import db, everywhere, unit_of_work
from sello.core.trail.acts import Act
from sello.core.trail.recording import record
from sello.duties.jobs import Clockwork
from sello.evidence.domain.around import Spot
from sello.evidence.service import ending
from sello.files import texts
from sello.files.models import FileCheck, Upload
from sello.files.store.disk import Store
from sello.privacy.domain.purging import ItemState, PurgeState
from sello.privacy.domain.retention import Need
from sello.privacy.models import Purge, PurgeItem
from sello.privacy.queries.due import elsewhere
from sello.privacy.service import clearing


def confirmed() -> tuple[tuple[int, int], ...]:
    """The actas whose files go, of every institution: institution and acta (one statement)."""
    with everywhere():
        rows = db.session.execute(
            select(Purge.institution_id, Purge.id)
            .where(Purge.state == PurgeState.CONFIRMED)
            .order_by(Purge.id)
        ).all()
    db.session.rollback()
    return tuple((row.institution_id, row.id) for row in rows)


def remove(
    institution_id: int,
    purge_id: int,
    store: Store,
    config: Config,
    *,
    now: datetime,
    stop: Callable[[], bool] = lambda: False,
) -> int:
    """Let the files of an acta go and close it; gives how many pieces went in this run."""
    gone = 0
    while not stop():
        with unit_of_work(institution_id):
            item = _next(purge_id)
            if item is None:
                _close(institution_id, purge_id, config, now)
                break
            gone += _remove(institution_id, item, store, Path(config.data_dir), now)
    return gone


def _next(purge_id: int) -> PurgeItem | None:
    waits = (PurgeItem.purge_id == purge_id, PurgeItem.state == ItemState.PENDING)
    asked = select(PurgeItem).where(*waits).order_by(PurgeItem.id).limit(1).with_for_update()
    return db.session.scalars(asked.execution_options(populate_existing=True)).one_or_none()


def _remove(institution_id: int, item: PurgeItem, store: Store, data: Path, now: datetime) -> bool:
    """Whether the files of a piece went; those that something came to name meanwhile stay, and so does it."""
    purge = db.session.get_one(Purge, item.purge_id)
    hashes = sorted({sha256 for _number, sha256, _size in item.files})
    _keep_others_out()
    if elsewhere(hashes, but=[item.evidence_id]):
        item.state, item.left, item.done_at = ItemState.LEFT, Need.SHARED, now
        ending.leave_be(item.evidence_id)
        return False
    destroyed.note(data, _noted(institution_id, purge, item, hashes, clearing.chosen(item)))
    for sha256 in hashes:
        texts.forget(sha256)
        with everywhere():
            db.session.execute(delete(FileCheck).where(FileCheck.sha256 == sha256))
        store.forget(sha256)
    item.state, item.done_at = ItemState.DONE, now
    doer = Clockwork(institution_id)
    clearing.carry_out(doer, item, now=now)
    ending.end_purge(doer, item.evidence_id, purge.number, now=now)
    return True


def _noted(
    institution_id: int,
    purge: Purge,
    item: PurgeItem,
    hashes: Sequence[str],
    cleared: Sequence[tuple[Spot, int]],
) -> destroyed.Destroyed:
    return destroyed.Destroyed(
        institution_id=institution_id,
        number=purge.number,
        decided_at=purge.decided_at or purge.proposed_at,
        proposed_by=purge.proposed_by,
        confirmed_by=purge.confirmed_by,
        allowed_by=purge.allowed_by,
        evidence_id=item.evidence_id,
        files=tuple(hashes),
        texts=tuple((spot.value, thing) for spot, thing in cleared),
    )


def _keep_others_out() -> None:
    """Wait for whoever hands files in, and have the next wait: nobody keeps these bytes while they go.

    A hand-in writes the note of its file in the transaction that names the bytes. SQLite has one writer.
    """
    if db.engine.dialect.name == "postgresql":
        db.session.execute(text(f"lock table {Upload.__tablename__} in share row exclusive mode"))


def _close(institution_id: int, purge_id: int, config: Config, now: datetime) -> None:
    """Say that an acta is done, and which backup still held its files."""
    purge = db.session.scalars(select(Purge).where(Purge.id == purge_id).with_for_update()).one()
    if purge.state is not PurgeState.CONFIRMED:
        return
    held = backup_mark.last(Path(config.data_dir))
    purge.backup = f"{held.made_at.isoformat(timespec='minutes')} {Path(held.folder).name}" if held else ""
    purge.state, purge.finished_at = PurgeState.DONE, now
    items = db.session.scalars(select(PurgeItem.state).where(PurgeItem.purge_id == purge_id)).all()
    count = sum(state is ItemState.DONE for state in items)
    record(Clockwork(institution_id), Act.PURGE_FINISHED, purge_id, now=now, number=purge.number, count=count)
