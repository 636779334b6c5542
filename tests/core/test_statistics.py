"""SQLite is never asked for statistics: with them it answers some of our questions wrongly."""

import pytest
from sqlalchemy import Engine, create_engine, inspect, text

from sello.core import statistics
from sello.core.db import db


def test_sqlite_gets_no_statistics(app) -> None:
    statistics.refresh(db.engine)
    if db.engine.dialect.name == "sqlite":
        assert "sqlite_stat1" not in inspect(db.engine).get_table_names()


@pytest.fixture
def engine() -> Engine:
    made = create_engine("sqlite://")
    with made.begin() as connection:
        connection.execute(
            text("create table thing (id integer primary key, unit int, state text, due text)")
        )
        connection.execute(text("create index of_unit on thing (unit, state, due)"))
        rows = [(5, "pending", "2026-11-18"), (5, "returned", "2026-12-13"), (5, "pending", "2027-01-02")]
        for unit, state, due in rows:
            connection.execute(
                text("insert into thing (unit, state, due) values (:unit, :state, :due)"),
                {"unit": unit, "state": state, "due": due},
            )
    return made


def test_without_them_a_list_before_a_range_is_answered_right(engine: Engine) -> None:
    asked = "select due from thing where unit = 5 and state in ('pending', 'returned') and due < '2026-11-23'"
    with engine.connect() as connection:
        assert list(connection.execute(text(asked)).scalars()) == ["2026-11-18"]
