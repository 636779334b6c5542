"""The institutions of the instance, for whoever works for each of them in turn."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, select

from sello.accounts.models import Institution
from sello.core.db import db
from sello.core.house import House

HOUSE = (Institution.word, Institution.house_light, Institution.house_dark, Institution.logo_sha256)
"""What `house_of` wants to know of an institution."""


@dataclass(frozen=True, slots=True)
class InstitutionRow:
    """An institution, where its clocks stand, and how it looks and speaks."""

    id: int
    name: str
    zone: str
    house: House


def house_of(row: Row[*tuple[Any, ...]]) -> House:
    """The house of a row that selected HOUSE."""
    return House(row.word, row.house_light, row.house_dark, row.logo_sha256)


def institutions() -> tuple[InstitutionRow, ...]:
    """Every institution of the instance, in the order in which they came (one statement)."""
    statement = select(Institution.id, Institution.name, Institution.zone, *HOUSE).order_by(Institution.id)
    return tuple(
        InstitutionRow(row.id, row.name, row.zone, house_of(row)) for row in db.session.execute(statement)
    )
