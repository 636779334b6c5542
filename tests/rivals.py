"""Somebody else who acts in the middle of an act, in a transaction of her own (PostgreSQL).

She waits for nobody: what she would have had to wait for is refused her at once, so that no test has to wait
or to guess who comes first.
"""

from collections.abc import Callable
from contextvars import Context

from flask import Flask
from psycopg.errors import LockNotAvailable
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from sello.core.db import db, scope_of, unit_of_work


def comes_through(app: Flask, act: Callable[[], object]) -> bool:
    """Let somebody else act and commit; tells whether she could, instead of having to wait."""
    institution_id = scope_of(db.session())

    def attempt() -> None:
        with app.app_context(), unit_of_work(institution_id) as session:
            session.execute(text("set local lock_timeout = '20ms'"))
            act()

    try:
        Context().run(attempt)
    except OperationalError as refused:
        if not isinstance(refused.orig, LockNotAvailable):
            raise
        return False
    return True
