"""The days on which only the institution at work does not work."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from sello.accounts.domain.days_off import OwnDays
from sello.accounts.models import Institution
from sello.core.db import db, scope_of


@dataclass(frozen=True, slots=True)
class SavedDays:
    """What is saved, and which version of the institution's page that is."""

    days: OwnDays
    version: int


def saved_days() -> SavedDays:
    """The days off of the institution at work (one statement)."""
    row = db.session.execute(
        select(Institution.region, Institution.days_off, Institution.version).where(
            Institution.id == scope_of(db.session())
        )
    ).one()
    return SavedDays(OwnDays.read(row.region, row.days_off), row.version)
