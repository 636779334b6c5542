"""Looking for words in long texts: one question, said to FTS5 on SQLite and to a GIN index on PostgreSQL.

Both hold the stems that `core.stemming` makes, so both give the same rows; which come first is for whoever
asks to say. `text_index` is the name of the index in either database, and of nothing that the models know:
SQLite's is a virtual table with tables of its own, which triggers fill. A copy of the table `text_page`
made by a later migration loses its triggers, and has to make them anew.
"""

from typing import Any

from sqlalchemy import (
    CTE,
    Column,
    ColumnElement,
    Integer,
    cast,
    func,
    literal,
    literal_column,
    or_,
    select,
    table,
)
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.orm import InstrumentedAttribute

from sello.core.db import db
from sello.core.phrases import Clause, Phrase, Wanted

INDEX = "text_index"


def is_index(name: str | None) -> bool:
    """Whether something of the schema belongs to the index, which no model knows."""
    return name is not None and name.startswith(INDEX)


def holds(
    row_id: InstrumentedAttribute[int], stems: InstrumentedAttribute[str], wanted: Wanted
) -> ColumnElement[bool]:
    """Whether a row's stems hold what is wanted, by the index of the database at hand."""
    if db.engine.dialect.name == "postgresql":
        return row_id.in_(select(_by_vector(row_id, stems, wanted).c.id))
    index = table(INDEX, Column("rowid", Integer))
    asked = literal_column(INDEX).op("match")(literal(_for_fts5(wanted)))
    return row_id.in_(select(index.c.rowid).where(asked))


def _for_fts5(wanted: Wanted) -> str:
    return " AND ".join(f"({' OR '.join(map(_quoted, clause))})" for clause in wanted)


def _quoted(phrase: Phrase) -> str:
    return f'"{" ".join(phrase.stems)}"{" *" if phrase.begins else ""}'


def _by_vector(row_id: InstrumentedAttribute[int], stems: InstrumentedAttribute[str], wanted: Wanted) -> CTE:
    """The words by the index; that they follow each other by the text itself: the index has no places.

    Asked once, before anything else: row by row each text would be taken apart anew, which the planner takes
    for cheap and which lasts for seconds.
    """
    vector: Any = func.to_tsvector(literal_column("'simple'"), stems)
    found = vector.op("@@")(cast(literal(_for_vector(wanted)), TSQUERY))
    followed = (clause for clause in wanted if any(len(phrase.stems) > 1 for phrase in clause))
    rows = select(row_id.label("id")).where(found, *(_said_by(stems, clause) for clause in followed))
    return rows.cte("saying").prefix_with("materialized")


def _for_vector(wanted: Wanted) -> str:
    return " & ".join(f"({' | '.join(map(_together, clause))})" for clause in wanted)


def _together(phrase: Phrase) -> str:
    every = " & ".join(f"'{one}'" for one in phrase.stems)
    return f"({every}{':*' if phrase.begins else ''})"


def _said_by(stems: InstrumentedAttribute[str], clause: Clause) -> ColumnElement[bool]:
    """Whether one of the phrases stands in the text, which has a blank around each stem (`core.phrases`)."""
    return or_(*(stems.like(f"% {' '.join(each.stems)}{'' if each.begins else ' '}%") for each in clause))
