"""A table of units or people: tried, so that one sees what would come of it, then kept whole.

Each row is done for real and, when it is only tried, taken back: what a look says and what is kept
afterwards cannot differ, for the rules are those of the forms.
"""

import hashlib
from collections.abc import Mapping, Sequence
from enum import StrEnum

from sello.accounts.domain.actor import Actor
from sello.core.db import take_back
from sello.core.labels import LabelledEnum
from sello.core.moment import Moment
from sello.core.statistics import refresh_once_committed
from sello.transfers.import_town import table
from sello.transfers.import_town.outcome import Effect, Line
from sello.transfers.import_town.people import people
from sello.transfers.import_town.refusals import HasErrors, LookFirst
from sello.transfers.import_town.table import PersonColumn, UnitColumn
from sello.transfers.import_town.units import units


class Kind(StrEnum):
    """What a table is about."""

    UNITS, PEOPLE = "units", "people"


COLUMNS: Mapping[Kind, type[LabelledEnum]] = {Kind.UNITS: UnitColumn, Kind.PEOPLE: PersonColumn}
"""The columns of each table."""


def look(actor: Actor, kind: Kind, pasted: str, *, at: Moment) -> tuple[Line, ...]:
    """What would become of each row; nothing is kept. Raises NothingPasted, TooManyRows, InvalidEdition."""
    lines = _done(actor, kind, pasted, at)
    take_back()
    return lines


def seal(pasted: str, lines: Sequence[Line]) -> str:
    """What was looked at, in a few letters: the table, whatever ends its lines, and what would come of it."""
    told = [(line.number, line.name, line.effect.value, line.changes) for line in lines]
    return hashlib.sha256(repr((pasted.splitlines(), told)).encode()).hexdigest()[:16]


def bring(actor: Actor, kind: Kind, pasted: str, *, seen: str, at: Moment) -> tuple[int, ...]:
    """Keep the table, all of it or nothing, and send nobody anything; the numbers of the rows with an effect.

    `seen` is the seal of what was looked at. Raises LookFirst when something else would come of it now,
    HasErrors, and what `look` raises. Of a table that stands already, as after a second press, nothing is
    kept and nothing refused, whatever was looked at.
    """
    lines: Sequence[Line] = _done(actor, kind, pasted, at)
    if all(line.effect is Effect.SAME for line in lines):
        return ()
    if seen != seal(pasted, lines):
        raise LookFirst
    if any(line.effect is Effect.REFUSED for line in lines):
        raise HasErrors
    refresh_once_committed()
    return tuple(line.number for line in lines if line.effect is not Effect.SAME)


def _done(actor: Actor, kind: Kind, pasted: str, at: Moment) -> tuple[Line, ...]:
    if kind is Kind.UNITS:
        return units(actor, table.rows(pasted, UnitColumn), at)
    return people(actor, table.rows(pasted, PersonColumn), at)
