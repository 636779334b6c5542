"""The demonstration's town with more than a hundred of everything, which lists and choices must bear."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from enum import Enum
from typing import Any

from sqlalchemy import ColumnElement, Table, UniqueConstraint, func, select

from sello.core.db import Base, db, insert_into
from sello.evidence.service.summing import rebuild

MANY = 120

Row = dict[str, Any]

FIRST = ("unit", "person", "requirement", "edition", "evidence", "task", "initiative", "duty", "indicator")
"""Of each of these one row, over and over, under the same parents."""

SPREAD = (
    ("evidence", "evidence_version"), ("evidence", "evidence_link"), ("evidence", "initiative_evidence"),
    ("evidence", "task_evidence"), ("evidence", "receipt_piece"),
    ("requirement", "answer"), ("requirement", "evidence_link"), ("requirement", "initiative_requirement"),
    ("requirement", "task_requirement"), ("requirement", "duty_requirement"),
    ("task", "task_requirement"), ("task", "initiative_task"), ("task", "task_event"),
    ("unit", "initiative_unit"), ("initiative", "initiative_unit"), ("initiative", "initiative_requirement"),
)  # fmt: skip
"""Of the second table a row for each copy in the first: a piece has its version, a requirement its answer."""

HEAPS = (
    "evidence_version", "review", "ready_remark", "receipt", "task_event", "task_comment", "measurement",
    "duty_date", "cut", "report", "scenario", "audit_event", "outbox_mail", "appointment", "counterpart",
)  # fmt: skip
"""What then is heaped on one of those: versions of a piece, words of a conversation."""

TOLD_BY = ("title", "name", "subject", "filename", "text")
CODE = re.compile(r"[0-9.]+")
TABLES = Base.metadata.tables


def crowd(institution_id: int, many: int = MANY) -> dict[str, list[int]]:
    """Add so many copies; gives, of each table, first the row that was copied and then its copies."""
    busiest = _busiest()
    made = {name: _heap(TABLES[name], many, busiest.get(name)) for name in FIRST}
    _into_the_document(made["requirement"])
    for above, below in SPREAD:
        _spread(TABLES[below], above, made[above])
    made |= {name: _heap(TABLES[name], many) for name in HEAPS}
    db.session.commit()
    rebuild(institution_id)
    db.session.commit()
    return made


def _busiest() -> dict[str, int]:
    """The requirement of the cycle at work with most pieces, and the newest piece and task there."""
    link, asked = TABLES["evidence_link"], TABLES["task_requirement"]
    last = select(func.max(link.c.cycle_id)).scalar_subquery()
    here = link.c.requirement_id.in_(select(asked.c.requirement_id))
    served = select(link.c.requirement_id).where(link.c.cycle_id == last, here)
    most = served.group_by(link.c.requirement_id).order_by(func.count().desc(), link.c.requirement_id)
    best = db.session.execute(most.limit(1)).scalar_one()
    piece = select(func.max(link.c.evidence_id)).where(link.c.requirement_id == best)
    task = select(func.max(asked.c.task_id)).where(asked.c.requirement_id == best)
    newest = {
        name: db.session.execute(found).scalar_one() for name, found in (("evidence", piece), ("task", task))
    }
    return {"requirement": best, **newest}


def _into_the_document(made: list[int]) -> None:
    """An edition is its document: the copies of the requirement stand there too."""
    requirement, edition = TABLES["requirement"], TABLES["edition"]
    named = select(requirement.c.id, requirement.c.code).where(requirement.c.id.in_(made))
    codes = {row.id: row.code for row in db.session.execute(named)}
    held = select(edition).join(requirement, requirement.c.edition_id == edition.c.id)
    row = db.session.execute(held.where(requirement.c.id == made[0])).mappings().one()
    document = row["document"]
    for standard in (each for dimension in document["dimensions"] for each in dimension["standards"]):
        models = [each for each in standard["requirements"] if each["code"] == codes[made[0]]]
        standard["requirements"] += [each | {"code": codes[one]} for each in models for one in made[1:]]
    # What is kept of an edition is kept by its digest: a crowd of another size is another edition.
    changed = {"document": document, "digest": f"{len(made)}{row['digest'][::-1]}"[:64]}
    db.session.execute(edition.update().where(edition.c.id == row["id"]).values(changed))


def _heap(table: Table, many: int, model: int | None = None) -> list[int]:
    row = _newest(table, () if model is None else [table.c.id == model])
    rows = [_other(table, row, number) for number in range(1, many + 1)]
    db.session.execute(insert_into(table).on_conflict_do_nothing(), rows)  # some varied days are taken
    return [row["id"], *(each["id"] for each in rows)]


def _spread(table: Table, above: str, ids: list[int]) -> None:
    column = next(key.parent.name for key in table.foreign_keys if key.column.table.name == above)
    row = _newest(table, [table.c[column] == ids[0]])
    rows = [{**_with_id(table, row, number), column: each} for number, each in enumerate(ids[1:], 1)]
    held = set(db.session.execute(select(table.c[column]).where(*_same(table, row, column))).scalars())
    db.session.execute(table.insert(), [each for each in rows if each[column] not in held])


def _same(table: Table, row: Row, besides: str) -> Iterator[ColumnElement[bool]]:
    """The conditions under which another row would be the same link."""
    for names in _unique(table):
        if besides in names:
            yield from (table.c[name] == row[name] for name in names if name != besides)


def _newest(table: Table, wanted: Iterable[ColumnElement[bool]]) -> Row:
    """The newest row that is wanted, or if none is like that the newest of all."""
    every = select(table).order_by(table.c.id.desc()).limit(1)
    found = db.session.execute(every.where(*wanted)).mappings().first()
    return dict(found or db.session.execute(every).mappings().one())


def _other(table: Table, row: Row, number: int) -> Row:
    """Another row like it: what may not be there twice is varied, and names are told apart."""
    keys = {key.parent.name for key in table.foreign_keys}
    alone = (next((name for name in names if name not in keys), None) for names in _unique(table))
    changed = {*filter(None, alone), *(name for name in TOLD_BY if name in table.c)}
    return _with_id(table, row, number) | {name: _varied(row[name], number) for name in changed}


def _varied(value: Any, number: int) -> Any:
    match value:
        case Enum() | bool() | None:
            return value
        case str() if "@" in value:
            return f"{number}.{value}"
        case str() if CODE.fullmatch(value):
            return f"{value.rpartition('.')[0]}.{100 + number}"
        case str():
            return f"{value} · {number}"
        case datetime() | date():
            return value - timedelta(days=number)
        case _:
            return value + number


def _with_id(table: Table, row: Row, number: int) -> Row:
    last = db.session.execute(select(func.max(table.c.id))).scalar() or 0
    return {**row, "id": last + number}


def _unique(table: Table) -> list[list[str]]:
    held = [each for each in table.constraints if isinstance(each, UniqueConstraint)]
    found = [*held, *(index for index in table.indexes if index.unique)]
    return [[column.name for column in each.columns] for each in found]


def rows_of(made: Mapping[str, list[int]], table: str) -> list[int]:
    """Rows of a table whose pages say most: the one that has all, and the last copy; else the newest."""
    if table in made:
        return [made[table][0], made[table][-1]]
    own = TABLES[table].c.id
    return list(db.session.scalars(select(own).order_by(own.desc()).limit(1))) or [1]
