"""Reads of cycles and their stages."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, bindparam, func, select

from sello.accounts.domain.actor import Visibility
from sello.catalogue.models import Edition
from sello.core.changes import grounded
from sello.core.db import db
from sello.core.refusal import NotFound
from sello.core.rows import row_as, rows_as
from sello.core.trail.acts import Act
from sello.core.trail.history import events_of
from sello.cycles.domain.stages import Stage, StageKind, ordered
from sello.cycles.models import Answer, Cut, Cycle
from sello.cycles.models import Stage as StageTable
from sello.cycles.queries.editions import KnownEdition, known_edition


@dataclass(frozen=True, slots=True)
class CycleRow:
    """A cycle with the edition that it works on."""

    id: int
    name: str
    target_level: str
    starts_on: date
    evaluation_on: date | None
    valid_until: date | None
    is_current: bool
    released_at: datetime | None
    edition_id: int
    edition_name: str
    edition_version: str
    edition_is_working: bool
    edition_digest: str
    kept_from: datetime | None
    version: int

    @property
    def known(self) -> KnownEdition:
        """Its edition as values."""
        return known_edition(self.edition_id, self.edition_digest)

    @property
    def target_name(self) -> str:
        """The name of the level aimed at."""
        return self.known.level_name(self.target_level) or self.target_level

    def days_left(self, today: date) -> int | None:
        """Days until the evaluation; negative once it has passed."""
        return None if self.evaluation_on is None else (self.evaluation_on - today).days


@dataclass(frozen=True, slots=True)
class CycleListRow:
    """A cycle in the list, with how far its answers are."""

    cycle: CycleRow
    requirements: int
    answered: int
    validated: int
    cuts: int


COLUMNS = (
    Cycle.id,
    Cycle.name,
    Cycle.target_level,
    Cycle.starts_on,
    Cycle.evaluation_on,
    Cycle.valid_until,
    Cycle.is_current,
    Cycle.released_at,
    Cycle.edition_id,
    Edition.name.label("edition_name"),
    Edition.version.label("edition_version"),
    Edition.is_working.label("edition_is_working"),
    Edition.digest.label("edition_digest"),
    Cycle.kept_from,
    Cycle.version.label("version"),
)
"""The columns of a CycleRow."""

PREFERRED = (Cycle.is_current.desc(), Cycle.starts_on.desc(), Cycle.id.desc())
"""The current cycle first, then the latest."""


def _select() -> Select[*tuple[Any, ...]]:
    return select(*COLUMNS).join(Edition, Edition.id == Cycle.edition_id)


BY_ID = _select().where(Cycle.id == bindparam("cycle_id"))
CURRENT = _select().where(Cycle.is_current).order_by(*PREFERRED).limit(1)
CURRENT_ID = select(Cycle.id).where(Cycle.is_current)
EDITION_OF_CURRENT = select(Cycle.edition_id).where(Cycle.is_current).scalar_subquery()
"""The edition on which the current cycle works, for a statement that asks about its requirements."""
RELEASED = _select().where(Cycle.released_at.is_not(None)).order_by(*PREFERRED).limit(1)


def sees_unreleased(visibility: Visibility | None) -> bool:
    """Tell whether a reader sees cycles before they are released to external auditors."""
    return visibility is None or not visibility.released_only


def find(cycle_id: int, visibility: Visibility | None = None) -> CycleRow:
    """The cycle with this id (one statement, kept); an external auditor finds only what was released."""
    cycle = grounded(lambda: _one(BY_ID, cycle_id=cycle_id), "cycle by id", cycle_id)
    if cycle is None:
        raise NotFound
    if cycle.released_at is None and not sees_unreleased(visibility):
        raise NotFound
    return cycle


def current(visibility: Visibility | None = None) -> CycleRow | None:
    """The current cycle, or None while there is none that may be seen (one statement, kept).

    An external auditor gets the released cycle: the current one, else the latest.
    """
    unreleased = sees_unreleased(visibility)
    return grounded(lambda: _one(CURRENT if unreleased else RELEASED), "cycle", unreleased)


def _one(statement: Select[Any], **asked: int) -> CycleRow | None:
    row = db.session.execute(statement, asked).one_or_none()
    return None if row is None else row_as(CycleRow, row)


def current_id() -> int | None:
    """The cycle that the institution works on now (one statement), for whoever needs no more of it."""
    return db.session.scalars(CURRENT_ID).first()


def current_edition_id() -> int | None:
    """The edition that the institution works with now (one statement)."""
    return db.session.scalars(select(Cycle.edition_id).where(Cycle.is_current)).first()


def choose(cycle_id: int | None, visibility: Visibility | None = None) -> CycleRow | None:
    """The cycle asked for, else the current one (one statement)."""
    return current(visibility) if cycle_id is None else find(cycle_id, visibility)


def all_cycles(visibility: Visibility | None = None) -> tuple[CycleListRow, ...]:
    """Every cycle that may be seen, the current one first, then the latest (three statements)."""
    statement = _select().order_by(*PREFERRED)
    if not sees_unreleased(visibility):
        statement = statement.where(Cycle.released_at.is_not(None))
    rows = list(rows_as(CycleRow, db.session.execute(statement)))
    answers = {row.cycle_id: row for row in rows_as(_Answered, db.session.execute(ANSWERED))}
    cuts = dict(db.session.execute(select(Cut.cycle_id, func.count()).group_by(Cut.cycle_id)).all())
    return tuple(_listed(row, answers.get(row.id, _Answered(row.id)), cuts.get(row.id, 0)) for row in rows)


@dataclass(frozen=True, slots=True)
class _Answered:
    """How far the answers of a cycle are."""

    cycle_id: int
    requirements: int = 0
    answered: int = 0
    validated: int = 0


ANSWERED = select(
    Answer.cycle_id,
    func.count().label("requirements"),
    func.count(Answer.declared).label("answered"),
    func.count(Answer.validated).label("validated"),
).group_by(Answer.cycle_id)


def _listed(cycle: CycleRow, answers: _Answered, cuts: int) -> CycleListRow:
    return CycleListRow(
        cycle=cycle,
        requirements=answers.requirements,
        answered=answers.answered,
        validated=answers.validated,
        cuts=cuts,
    )


def stages(cycle_id: int) -> tuple[Stage, ...]:
    """The six stages of a cycle in their order, with the dates that are known (one statement, kept)."""
    return grounded(lambda: _stages(cycle_id), "stages", cycle_id)


def _stages(cycle_id: int) -> tuple[Stage, ...]:
    found = db.session.execute(
        select(StageTable.kind, StageTable.starts_on, StageTable.ends_on).where(
            StageTable.cycle_id == cycle_id
        )
    )
    kinds = {kind.value: kind for kind in StageKind}
    return ordered(Stage(kinds[kind], starts, ends) for kind, starts, ends in found)


def is_copy(cycle_id: int) -> bool:
    """Tell whether a cycle was opened as a copy of another (one statement)."""
    return bool(events_of([Act.CYCLE_COPIED], [cycle_id]))


@dataclass(frozen=True, slots=True)
class EditionOption:
    """An edition on which a cycle may work."""

    id: int
    name: str
    version: str
    digest: str

    @property
    def known(self) -> KnownEdition:
        """The edition as values."""
        return known_edition(self.id, self.digest)


def edition_options() -> tuple[EditionOption, ...]:
    """The loaded editions, the latest first (one statement)."""
    statement = select(Edition.id, Edition.name, Edition.version, Edition.digest).order_by(Edition.id.desc())
    return rows_as(EditionOption, db.session.execute(statement))
