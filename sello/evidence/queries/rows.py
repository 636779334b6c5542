"""A piece of evidence as one row of a list, wherever the list stands."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy import Row as Result

from sello.accounts.models import Unit
from sello.catalogue.models import Requirement
from sello.core.gathered import Gathered, gathered
from sello.evidence.domain.conditions import validity
from sello.evidence.domain.details import Details, Validity
from sello.evidence.domain.review import EvidenceState
from sello.evidence.models import Evidence, EvidenceLink, EvidenceVersion

Query: TypeAlias = Select[*tuple[Any, ...]]
Found: TypeAlias = Result[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Served:
    """A requirement that a piece serves, by its code and by its name."""

    code: str
    title: str


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list of evidence."""

    id: int
    details: Details
    unit_id: int
    unit: str
    state: EvidenceState
    validity: Validity
    submitted_at: datetime
    accepted_at: datetime | None
    released: bool
    number: int
    filename: str
    media_type: str
    size: int
    sha256: str
    serves: tuple[Served, ...]
    """The requirements it serves, of whichever cycle, in the edition's order."""

    @property
    def codes(self) -> tuple[str, ...]:
        """Their codes alone."""
        return tuple(one.code for one in self.serves)


SAID = tuple(each.name for each in fields(Row) if each.name not in {"validity", "released", "serves"})
"""What a row has from its result as it is; whoever asks for more in the same statement may."""


SERVES: ColumnElement[Gathered] = gathered(
    select(Requirement.code, Requirement.title)
    .join(EvidenceLink, EvidenceLink.requirement_id == Requirement.id)
    .where(EvidenceLink.evidence_id == Evidence.id)
    .correlate(Evidence)
    .order_by(Requirement.edition_id, Requirement.position)
)
"""The requirements that a piece serves, once for each cycle."""


BASE: Query = (
    select(
        Evidence.id,
        Evidence.details,
        Evidence.unit_id,
        Unit.name.label("unit"),
        Evidence.state,
        Evidence.superseded_on,
        Evidence.submitted_at,
        Evidence.accepted_at,
        Evidence.released_at,
        EvidenceVersion.number,
        EvidenceVersion.filename,
        EvidenceVersion.media_type,
        EvidenceVersion.size,
        EvidenceVersion.sha256,
        SERVES.label("serves"),
    )
    .join(Unit, Unit.id == Evidence.unit_id)
    .join(
        EvidenceVersion,
        (EvidenceVersion.evidence_id == Evidence.id) & (EvidenceVersion.number == Evidence.current),
    )
)
"""The columns of a row: the piece, its unit and its current version."""


def rows(results: Iterable[Found], *, today: date) -> tuple[Row, ...]:
    """Turn results of `BASE` into rows."""
    return tuple(_row(result, today) for result in results)


def served_in(found: Gathered) -> tuple[Served, ...]:
    """Each code of `SERVES` once, in the order of the editions, with the name that the latest gives it."""
    latest: dict[str, str] = dict(found)
    return tuple(Served(code, title) for code, title in latest.items())


def _row(result: Found, today: date) -> Row:
    said = {name: getattr(result, name) for name in SAID}
    return Row(
        **said,
        validity=validity(result.details.valid_until, result.superseded_on, today=today),
        released=result.released_at is not None,
        serves=served_in(result.serves),
    )
