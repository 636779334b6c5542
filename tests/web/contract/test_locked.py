"""While another work holds the database, every form says so, writes nothing and keeps what was typed."""

import html
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import create_engine, event, text

from sello.core.db import Base, db
from sello.core.text import clean
from tests.web.contract.filling import filled, texts
from tests.web.contract.instance import Instance
from tests.web.contract.test_forms import post
from tests.web.contract.words import foreign

IMPATIENT = {"sqlite": "PRAGMA busy_timeout=20", "postgresql": "SET lock_timeout='20ms'"}
"""What makes a connection wait no longer than a test would."""


@contextmanager
def held(town: Instance) -> Iterator[None]:
    """Hold the database against every writer, and let the application's connections wait hardly at all."""
    engine = db.engine

    def hurry(connection: Any, _record: object) -> None:
        cursor = connection.cursor()
        cursor.execute(IMPATIENT[engine.dialect.name])
        cursor.close()
        if engine.dialect.name == "postgresql":
            connection.commit()

    db.session.remove()
    engine.dispose()
    event.listen(engine, "connect", hurry)
    try:
        if engine.dialect.name == "sqlite":
            other = sqlite3.connect(str(engine.url.database), isolation_level=None)
            other.execute("BEGIN IMMEDIATE")
            yield
            other.close()
        else:
            apart = create_engine(town.url)
            with apart.connect() as connection:
                tables = ", ".join(f'"{name}"' for name in Base.metadata.tables)
                connection.execute(text(f"lock table {tables} in share mode"))
                yield
            apart.dispose()
    finally:
        event.remove(engine, "connect", hurry)
        engine.dispose()


@pytest.mark.provokes("the database is locked on purpose")
def test_a_locked_database_takes_nothing_away(town, found):
    broken, stopped = [], 0
    with held(town):
        answers = [(each, post(town.browser(each.role), each, filled(each))) for each in found]
    for each, answer in answers:
        if answer.status_code < 500:
            continue  # nothing had to be written, and nothing was
        stopped += 1
        page = html.unescape(answer.text)
        problems = [f"says «{phrase}»" for phrase in foreign(answer.text)]
        if answer.status_code != 503 or "Retry-After" not in answer.headers:
            problems.append(f"answers {answer.status_code}")
        problems += [
            f"loses {written[:20]!r}"
            for written in texts(each, filled(each))
            if each.role is not None and clean(written).strip() not in page
        ]
        broken += [f"{each.endpoint} of {each.form.page}: {problem}" for problem in problems]
    assert not broken, "\n".join(broken)
    assert stopped > len(found) / 2
    assert town.state() == town.kept
