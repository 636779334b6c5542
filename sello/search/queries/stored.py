"""What is stored in lists without end: pieces of evidence, tasks, initiatives, found by the database.

Of each kind no more than BOUND come back: those whose text begins with what was typed, then the newest.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from sello.accounts.domain.actor import Visibility
from sello.accounts.models import Unit
from sello.core.db import db
from sello.core.moment import Moment
from sello.core.paging import Page
from sello.core.searching import speaks_of
from sello.core.text import like
from sello.evidence.models import Evidence
from sello.evidence.queries.conditions import seen_by
from sello.register.domain import PartialDate, light, validity
from sello.register.models import Initiative, InitiativeUnit
from sello.register.queries import rows as register_rows
from sello.search.domain.question import Question
from sello.search.domain.ranking import Hit, Kind, Searched
from sello.tasks.domain.turn import whose
from sello.tasks.models import Task
from sello.tasks.queries import rows as task_rows
from sello.tasks.queries.turns import FACTS, facts_of

BOUND: Final = 60


def evidence(question: Question, visibility: Visibility) -> tuple[Hit, ...]:
    """The pieces that the reader may see (one statement)."""
    statement = _PIECES.where(*_of_evidence(question, visibility))
    return tuple(map(_piece, _first(statement, question, Evidence.folded, Evidence.id)))


def evidence_page(
    question: Question,
    visibility: Visibility,
    only: Sequence[ColumnElement[bool]],
    *,
    number: int,
    size: int,
) -> Page[Hit]:
    """One page of the same pieces, narrowed (two statements)."""
    where = (*_of_evidence(question, visibility), *only)
    total = db.session.scalar(select(func.count()).select_from(Evidence).where(*where)) or 0
    number, rows = _paged(
        _PIECES.where(*where), question, Evidence.folded, Evidence.id,
        total=total, number=number, size=size, act=Evidence.document_number,
    )  # fmt: skip
    return Page(tuple(map(_piece, rows)), total, number, size)


_PIECES = select(
    Evidence.id,
    Evidence.title,
    Evidence.type,
    Evidence.document_number,
    Evidence.state,
    Evidence.folded,
    Unit.name.label("unit_name"),
).join(Unit, Unit.id == Evidence.unit_id)


def _of_evidence(question: Question, visibility: Visibility) -> tuple[ColumnElement[bool], ...]:
    return seen_by(visibility), _speaks(question, Evidence.folded)


def _piece(row: Any) -> Hit:
    return Hit(
        kind=Kind.EVIDENCE,
        id=row.id,
        title=row.title,
        what=row.type,
        by=Searched((row.title,), beside=row.folded, number=row.document_number),
        code=row.document_number,
        unit=row.unit_name,
        state=row.state,
        light=row.state.light,
    )


def tasks(question: Question, visibility: Visibility, person_id: int) -> tuple[Hit, ...]:
    """The tasks that the reader may see, each with whose turn it is (one statement)."""
    statement = (
        select(Task.id, Task.title, Task.folded, Task.state, Unit.name.label("unit_name"), *FACTS)
        .join(Unit, Unit.id == Task.unit_id)
        .where(task_rows.visible(visibility, person_id), _speaks(question, Task.folded))
    )
    return tuple(
        Hit(
            kind=Kind.TASK,
            id=row.id,
            title=row.title,
            what=None,
            by=Searched((row.title,), beside=row.folded),
            unit=row.unit_name,
            state=whose(facts_of(row)).reason,
        )
        for row in _first(statement, question, Task.folded, Task.id)
    )


def initiatives(question: Question, visibility: Visibility, *, at: Moment) -> tuple[Hit, ...]:
    """The initiatives that the reader may see, each with the first of its units (one statement)."""
    statement = _INITIATIVES.where(*_of_initiatives(question, visibility))
    return tuple(
        _initiative(row, at) for row in _first(statement, question, Initiative.folded, Initiative.id)
    )


def initiative_page(
    question: Question,
    visibility: Visibility,
    only: Sequence[ColumnElement[bool]],
    *,
    number: int,
    size: int,
    at: Moment,
) -> Page[Hit]:
    """One page of the same initiatives, narrowed (two statements)."""
    where = (*_of_initiatives(question, visibility), *only)
    total = db.session.scalar(select(func.count()).select_from(Initiative).where(*where)) or 0
    number, rows = _paged(
        _INITIATIVES.where(*where), question, Initiative.folded, Initiative.id,
        total=total, number=number, size=size, act=Initiative.act_number,
    )  # fmt: skip
    return Page(tuple(_initiative(row, at) for row in rows), total, number, size)


_FIRST_UNIT = (
    select(func.min(Unit.name))
    .join(InitiativeUnit, InitiativeUnit.unit_id == Unit.id)
    .where(InitiativeUnit.initiative_id == Initiative.id)
    .correlate(Initiative)
    .scalar_subquery()
)
_INITIATIVES = select(
    Initiative.id,
    Initiative.name,
    Initiative.kind,
    Initiative.folded,
    Initiative.act_number,
    Initiative.starts_on,
    Initiative.starts_precision,
    Initiative.ends_on,
    Initiative.ends_precision,
    _FIRST_UNIT.label("unit_name"),
)


def _of_initiatives(question: Question, visibility: Visibility) -> tuple[ColumnElement[bool], ...]:
    words = _speaks(question, Initiative.folded, Initiative.act_number)
    return register_rows.visible(visibility), words


def _initiative(row: Any, at: Moment) -> Hit:
    starts = PartialDate.holding(row.starts_on, row.starts_precision)
    state = validity(starts, PartialDate.holding(row.ends_on, row.ends_precision), today=at.today)
    return Hit(
        kind=Kind.INITIATIVE,
        id=row.id,
        title=row.name,
        what=row.kind,
        by=Searched((row.name,), beside=row.folded, number=row.act_number),
        code=row.act_number,
        unit=row.unit_name or "",
        state=state,
        light=light(row.kind, state),
    )


def _speaks(
    question: Question, folded: InstrumentedAttribute[str], number: InstrumentedAttribute[str] | None = None
) -> ColumnElement[bool]:
    """Every word stands in the text; or it is the act with the number that was asked for."""
    words = and_(*speaks_of(folded, question.folded))
    if not question.number:
        return words
    column = folded if number is None else number
    return or_(words, column.like(like(question.number), escape="\\"))


def _first(
    statement: Any, question: Question, folded: InstrumentedAttribute[str], newest: InstrumentedAttribute[int]
) -> Any:
    begins = folded.like(like(question.folded)[1:], escape="\\")
    return db.session.execute(statement.order_by(begins.desc(), newest.desc()).limit(BOUND))


def _paged(
    statement: Any,
    question: Question,
    folded: InstrumentedAttribute[str],
    newest: InstrumentedAttribute[int],
    *,
    total: int,
    number: int,
    size: int,
    act: InstrumentedAttribute[str],
) -> tuple[int, Any]:
    """The rows of a page and its number: what is the act that was asked for, what begins so, the newest."""
    number = min(max(1, number), max(1, -(-total // size)))
    begins = folded.like(like(question.folded)[1:], escape="\\")
    order = [begins.desc(), newest.desc()]
    if question.number:
        order.insert(0, (act == question.number).desc())
    return number, db.session.execute(statement.order_by(*order).limit(size).offset((number - 1) * size))
