"""Whether the index of words says what texts say, and making it anew, as a change of the stemmer asks."""

from sqlalchemy import Connection, func, select, text, update

from sello.core.db import db
from sello.core.fulltext import INDEX
from sello.core.phrases import kept_form
from sello.core.stemming import stems_of
from sello.files.models import TextPage

SAMPLE = 50
"""Pages that are compared."""
_AT_ONCE = 200


def differing(connection: Connection, *, sample: int = SAMPLE) -> int:
    """How many of some pages, by chance, are not kept, or not found, by what they say."""
    pages = connection.execute(
        select(TextPage.id, TextPage.text, TextPage.stems).order_by(func.random()).limit(sample)
    ).all()
    return sum(
        row.stems != kept_form(stems_of(row.text)) or not _is_found(connection, row.id, row.stems.split())
        for row in pages
    )


def rebuild() -> int:
    """Work the stems of every page out again, and the index from them: how many pages."""
    last = count = 0
    while rows := db.session.execute(
        select(TextPage.id, TextPage.text).where(TextPage.id > last).order_by(TextPage.id).limit(_AT_ONCE)
    ).all():
        for row in rows:
            stems = kept_form(stems_of(row.text))
            db.session.execute(update(TextPage).where(TextPage.id == row.id).values(stems=stems))
        last, count = rows[-1].id, count + len(rows)
    if db.engine.dialect.name == "postgresql":
        db.session.execute(text(f"reindex index {INDEX}"))
    else:
        db.session.execute(text(f"insert into {INDEX}({INDEX}) values ('rebuild')"))  # noqa: S608 - our own name
    return count


def _is_found(connection: Connection, page_id: int, stems: list[str]) -> bool:
    """Whether SQLite's index, which triggers fill, knows a row by its longest stem; PostgreSQL's does."""
    if connection.dialect.name == "postgresql" or not stems:
        return True
    asked = text(f"select count(*) from {INDEX} where {INDEX} match :asked and rowid = :id")  # noqa: S608 - our own name
    said = {"asked": f'"{max(stems, key=len)}"', "id": page_id}
    return bool(connection.execute(asked, said).scalar_one())
