"""Looking for words in long texts: one question, said to FTS5 on SQLite and to a GIN index on PostgreSQL.

Both hold the stems that `core.stemming` makes, so both give the same rows; which come first is for whoever
asks to say. `text_index` is the name of the index in either database, and of nothing that the models know:
SQLite's is a virtual table with tables of its own, which triggers fill. A copy of the table `text_page`
made by a later migration loses its triggers, and has to make them anew.
"""

from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Integer,
    and_,
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
from sello.core.phrases import Phrase, Wanted

INDEX = "text_index"


def is_index(name: str | None) -> bool:
    """Whether something of the schema belongs to the index, which no model knows."""
    return name is not None and name.startswith(INDEX)


def holds(
    row_id: InstrumentedAttribute[int], stems: InstrumentedAttribute[str], wanted: Wanted
) -> ColumnElement[bool]:
    """Whether a row's stems hold what is wanted, by the index of the database at hand."""
    if db.engine.dialect.name == "postgresql":
        return and_(*(or_(*(_by_vector(stems, phrase) for phrase in clause)) for clause in wanted))
    index = table(INDEX, Column("rowid", Integer))
    asked = literal_column(INDEX).op("match")(literal(_for_fts5(wanted)))
    return row_id.in_(select(index.c.rowid).where(asked))


def _for_fts5(wanted: Wanted) -> str:
    return " AND ".join(f"({' OR '.join(map(_quoted, clause))})" for clause in wanted)


def _quoted(phrase: Phrase) -> str:
    return f'"{" ".join(phrase.stems)}"{" *" if phrase.begins else ""}'


def _by_vector(stems: InstrumentedAttribute[str], phrase: Phrase) -> ColumnElement[bool]:
    """The words by the index; that they follow each other by the text itself: the index has no places."""
    last = len(phrase.stems) - 1
    said = (
        f"'{one}'{':*' if phrase.begins and place == last else ''}" for place, one in enumerate(phrase.stems)
    )
    vector: Any = func.to_tsvector(literal_column("'simple'"), stems)
    found: ColumnElement[bool] = vector.op("@@")(cast(literal(" & ".join(said)), TSQUERY))
    if not last:
        return found
    return and_(found, stems.like(f"% {' '.join(phrase.stems)}{'' if phrase.begins else ' '}%"))
