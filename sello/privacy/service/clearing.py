"""Texts around what an acta destroys: chosen when it is confirmed, cleared when the files go."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import select, update

from sello.accounts.domain.actor import Actor
from sello.core.db import db, insert_into, scope_of
from sello.core.trail.recording import Doer
from sello.evidence.domain.around import Spot, TextChanged
from sello.evidence.queries.around import around
from sello.evidence.service import clearing
from sello.privacy.domain.requests import Place, Subject
from sello.privacy.models import PurgeItem, PurgeText
from sello.privacy.queries.finding import names_her

OF = {
    Place.TITLE: frozenset({Spot.TITLE, Spot.FILE}),
    Place.REVIEW: frozenset({Spot.NOTE, Spot.REMARK, Spot.REPLY, Spot.PIN}),
}
"""The texts that a place of a person's request stands for."""


def choose(purge_id: int, pieces: Collection[int], keys: Collection[str]) -> None:
    """Note which texts around the pieces of an acta go with them.

    Refuses with TextChanged where one of them is not there as it was read.
    """
    found = {each.key: each for each in around(pieces)} if keys else {}
    if not set(keys) <= found.keys():
        raise TextChanged
    note(
        purge_id,
        ((found[key].evidence_id, found[key].spot, found[key].thing_id) for key in sorted(set(keys))),
    )


def note(purge_id: int, texts: Iterable[tuple[int, Spot, int]]) -> None:
    """Note texts of an acta, each by its piece, place and row; one that is noted already stays so."""
    town = scope_of(db.session())
    rows = [
        {"institution_id": town, "purge_id": purge_id, "evidence_id": piece, "spot": spot, "thing_id": thing}
        for piece, spot, thing in texts
    ]
    if rows:
        insert = insert_into(PurgeText).values(rows)
        db.session.execute(insert.on_conflict_do_nothing(index_elements=["purge_id", "spot", "thing_id"]))


def chosen(item: PurgeItem) -> tuple[tuple[Spot, int], ...]:
    """The texts that go with a piece of an acta (one statement)."""
    rows = db.session.execute(
        select(PurgeText.spot, PurgeText.thing_id)
        .where(PurgeText.purge_id == item.purge_id, PurgeText.evidence_id == item.evidence_id)
        .order_by(PurgeText.id)
    )
    return tuple((row.spot, row.thing_id) for row in rows)


def carry_out(doer: Doer, item: PurgeItem, *, now: datetime) -> None:
    """Clear the texts that go with a piece of an acta."""
    clearing.clear(doer, item.evidence_id, chosen(item), now=now)
    of_it = (PurgeText.purge_id == item.purge_id, PurgeText.evidence_id == item.evidence_id)
    db.session.execute(update(PurgeText).where(*of_it).values(cleared_at=now))


def clear_naming(actor: Actor, place: Place, evidence_id: int, subject: Subject, *, now: datetime) -> int:
    """Clear the texts of a place that name the person of a request; gives how many they were."""
    texts = [
        (each.spot, each.thing_id)
        for each in around([evidence_id])
        if each.spot in OF[place] and names_her(subject, each.said, each.text)
    ]
    return clearing.clear(actor, evidence_id, texts, now=now)
