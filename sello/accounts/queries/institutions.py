"""The institutions of the instance, for whoever works for each of them in turn."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, select

from sello.accounts.models import Institution
from sello.core.days import DaysOff
from sello.core.db import db
from sello.core.house import House

HOUSE = (Institution.word, Institution.house_light, Institution.house_dark, Institution.logo_sha256)
"""What `house_of` wants to know of an institution."""


DAYS_OFF = (Institution.region, Institution.days_off)
"""What `days_off_of` wants to know of an institution."""


@dataclass(frozen=True, slots=True)
class InstitutionRow:
    """An institution, where its clocks stand, and how it looks and speaks."""

    id: int
    name: str
    zone: str
    house: House
    days_off: DaysOff


def house_of(row: Row[*tuple[Any, ...]]) -> House:
    """The house of a row that selected HOUSE."""
    return House(row.word, row.house_light, row.house_dark, row.logo_sha256)


def days_off_of(row: Row[*tuple[Any, ...]]) -> DaysOff:
    """The days off of a row that selected DAYS_OFF."""
    return DaysOff(row.region, frozenset(date.fromisoformat(on) for on, _kind, _name in row.days_off or ()))


def institutions() -> tuple[InstitutionRow, ...]:
    """Every institution of the instance, in the order in which they came (one statement)."""
    columns = (Institution.id, Institution.name, Institution.zone, *HOUSE, *DAYS_OFF)
    statement = select(*columns).order_by(Institution.id)
    return tuple(
        InstitutionRow(row.id, row.name, row.zone, house_of(row), days_off_of(row))
        for row in db.session.execute(statement)
    )
