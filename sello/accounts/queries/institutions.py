"""The institutions of the instance, for whoever works for each of them in turn."""

from dataclasses import dataclass

from sqlalchemy import select

from sello.accounts.models import Institution
from sello.core.db import db
from sello.core.rows import rows_as


@dataclass(frozen=True, slots=True)
class InstitutionRow:
    """An institution and where its clocks stand."""

    id: int
    name: str
    zone: str


def institutions() -> tuple[InstitutionRow, ...]:
    """Every institution of the instance, in the order in which they came (one statement)."""
    statement = select(Institution.id, Institution.name, Institution.zone).order_by(Institution.id)
    return rows_as(InstitutionRow, db.session.execute(statement))
