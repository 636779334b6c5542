"""What a page of results is narrowed to, as conditions on each kind of row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from sello.catalogue.models import Dimension, Requirement
from sello.core.db import db
from sello.core.moment import Moment
from sello.core.rows import rows_as
from sello.cycles.queries import cycles
from sello.evidence.domain.details import EvidenceType
from sello.evidence.domain.review import EvidenceState
from sello.evidence.models import Evidence, EvidenceLink
from sello.evidence.queries.conditions import in_state, of_units, returned
from sello.register.domain import Validity
from sello.register.models import Initiative, InitiativeRequirement, InitiativeUnit
from sello.register.queries import lists as register_lists
from sello.search.domain.narrowing import Narrow, Openness
from sello.search.domain.talked import Place
from sello.search.queries.talked import Narrowed
from sello.tasks.domain.states import OPEN_STATES
from sello.tasks.models import Task, TaskRequirement

Conditions = tuple[ColumnElement[bool], ...]


@dataclass(frozen=True, slots=True)
class DimensionChoice:
    """A dimension as a filter offers it."""

    code: str
    name: str


def dimensions() -> tuple[DimensionChoice, ...]:
    """The dimensions of the edition that is worked with now (two statements)."""
    edition_id = cycles.current_edition_id()
    every = select(Dimension.code, Dimension.name).where(Dimension.edition_id == edition_id)
    return rows_as(DimensionChoice, db.session.execute(every.order_by(Dimension.position)))


def of_pieces(only: Narrow) -> Conditions:
    """Conditions on pieces: the days are those of the document."""
    return tuple(_of_pieces(only))


def _of_pieces(only: Narrow) -> Iterator[ColumnElement[bool]]:
    yield from _piece_belongs(only)
    if isinstance(only.type, EvidenceType):
        yield Evidence.type == only.type
    if isinstance(only.state, EvidenceState):
        yield in_state(only.state)
    if only.since:
        yield Evidence.document_date >= only.since
    if only.until:
        yield Evidence.document_date <= only.until


def _piece_belongs(only: Narrow) -> Iterator[ColumnElement[bool]]:
    if only.unit_ids is not None:
        yield of_units(only.unit_ids)
    if only.dimension is not None:
        links = select(EvidenceLink.evidence_id)
        yield Evidence.id.in_(_of_dimension(links, EvidenceLink.requirement_id, only.dimension))


def of_initiatives(only: Narrow, at: Moment) -> Conditions:
    """Conditions on initiatives: the days are those on which they were in force."""
    return tuple(_of_initiatives(only, at))


def _of_initiatives(only: Narrow, at: Moment) -> Iterator[ColumnElement[bool]]:
    if only.unit_ids is not None:
        units = select(InitiativeUnit.initiative_id)
        yield Initiative.id.in_(units.where(InitiativeUnit.unit_id.in_(sorted(only.unit_ids))))
    if only.dimension is not None:
        fed = select(InitiativeRequirement.initiative_id)
        yield Initiative.id.in_(_of_dimension(fed, InitiativeRequirement.requirement_id, only.dimension))
    if only.type is not None:
        yield Initiative.kind == only.type
    if isinstance(only.state, Validity):
        yield register_lists.in_state(only.state, at.today)
    if only.since:
        yield or_(Initiative.ends_on.is_(None), Initiative.ends_on >= only.since)
    if only.until:
        yield or_(Initiative.starts_on.is_(None), Initiative.starts_on <= only.until)


def of_words(only: Narrow, at: Moment) -> Narrowed:
    """Conditions on conversations: the days are those on which the words were written."""
    return Narrowed(
        of_tasks=tuple(_of_tasks(only)),
        of_pieces=(*_piece_belongs(only), *_open_pieces(only)),
        places=(only.type,) if isinstance(only.type, Place) else tuple(Place),
        since=at.start_of(only.since) if only.since else None,
        until=at.end_of(only.until) if only.until else None,
    )


def _of_tasks(only: Narrow) -> Iterator[ColumnElement[bool]]:
    if only.unit_ids is not None:
        yield Task.unit_id.in_(sorted(only.unit_ids))
    if only.dimension is not None:
        links = select(TaskRequirement.task_id)
        yield Task.id.in_(_of_dimension(links, TaskRequirement.requirement_id, only.dimension))
    if isinstance(only.state, Openness):
        is_open = Task.state.in_(sorted(OPEN_STATES))
        yield is_open if only.state is Openness.OPEN else ~is_open


def _open_pieces(only: Narrow) -> Iterator[ColumnElement[bool]]:
    if isinstance(only.state, Openness):
        yield returned() if only.state is Openness.OPEN else ~returned()


def _of_dimension(links: Select[int], requirement_id: InstrumentedAttribute[int], code: str) -> Select[int]:
    asked = links.join(Requirement, Requirement.id == requirement_id)
    return asked.join(Dimension, Dimension.id == Requirement.dimension_id).where(Dimension.code == code)
