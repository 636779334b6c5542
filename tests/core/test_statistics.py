"""SQLite keeps no statistics: with them it answers some of our questions wrongly."""

from sqlalchemy import text

from sello.core import statistics
from sello.core.db import db


def seen() -> bool:
    """Whether this database keeps statistics by which it would plan."""
    kept = {
        "sqlite": "select count(*) from sqlite_master where name = 'sqlite_stat1'",
        "postgresql": "select count(*) from pg_stats where tablename = 'unit'",
    }
    with db.engine.connect() as connection:
        return bool(connection.execute(text(kept[db.engine.dialect.name])).scalar_one())


def test_what_a_database_saw_is_renewed_or_forgotten(app, town) -> None:
    """Also what somebody made by hand, with a tool of his own."""
    db.session.commit()
    with db.engine.begin() as connection:
        connection.execute(text("analyze"))
    assert seen()
    statistics.refresh(db.engine)
    assert seen() == (db.engine.dialect.name == "postgresql")
